"""Texts that are one person's words: statements, letters, and columns in which the writer says "I"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from whosays.read.credits.places import Place, is_name, is_turn, words
from whosays.records import Credit, Document
from whosays.records.outlets import same_outlet

HEAD = 6
"""Places among which a line says whose words follow."""
FOOT = 4
LINE = 100
"""Code points of such a line."""
FIRST_PERSON = 3
"""Places in which a writer says "I" outside quotations, before the text counts as his own words."""
_I = re.compile(r"\bI(?:['’](?:m|ve|d|ll))?\b(?![.)\]-])")
_QUOTED = re.compile(r"“[^”]{0,2000}”?|\"[^\"]{0,2000}\"?|«[^»]{0,2000}»?")


def authors(document: Document, places: Sequence[Place]) -> list[Credit]:
    """Whose words the whole text is, where it says so."""
    if not places or document.format == "message/rfc822":
        return []
    told = _headed(places) or _signed(document, places) or _columnist(document, places)
    if told is None or same_outlet(told[0], document.publisher):
        return []
    name, span = told
    begin = span[1] if span and span[1] < places[-1].start else places[0].start
    return [Credit(kind="author", name=name, span=span, covers=((begin, places[-1].end),))]


def _headed(places: Sequence[Place]) -> tuple[str, tuple[int, int]] | None:
    """ "STATEMENT BY THE MINISTER", a line by itself near the head."""
    line = _line_of_words()
    for place in places[:HEAD]:
        match = line.fullmatch(place.words) if len(place.words) <= LINE else None
        if match is None:
            continue
        name = match["name"].strip()
        bare = re.sub(r"^(?:the|a|an)\s", "", name, flags=re.I)
        if bare.casefold() in words().nobody or not (is_name(bare) or name.casefold().startswith("the ")):
            continue
        return (name.lower() if name.isupper() and name != bare else name), (place.start, place.end)
    return None


@cache
def _line_of_words() -> re.Pattern[str]:
    openings = "|".join(
        rf"(?:{'|'.join(re.escape(kind) for kind in kinds)})\s{joint}"
        for joint, kinds in words().words_of.items()
    )
    return re.compile(rf"(?:{openings})\s(?P<name>[^\d.,:;?!]{{3,60}})[.:]?", re.I)


def _signed(document: Document, places: Sequence[Place]) -> tuple[str, tuple[int, int]] | None:
    """The name under "Yours faithfully"."""
    begin = places[-FOOT].start if len(places) >= FOOT else places[0].start
    at = begin
    closed = False
    for line in document.text[begin : begin + 4_000].splitlines(keepends=True):
        words_ = line.strip()
        if closed and words_:
            start = at + line.index(words_)
            return (words_, (start, start + len(words_))) if len(words_) <= 60 and is_name(words_) else None
        closed = closed or words_.casefold().rstrip(",.") in words().closings
        at += len(line)
    return None


def _columnist(document: Document, places: Sequence[Place]) -> tuple[str, None] | None:
    """The byline of a text in which the writer speaks as "I"."""
    if len(document.byline) != 1 or document.publisher is None:
        return None
    name = document.byline[0]
    if len(name.split()) < 2 or not all(part[0].isupper() for part in name.split()):
        return None
    own = sum(
        bool(_I.search(_QUOTED.sub(" ", document.text[place.start : place.end])))
        for place in places
        if place.kind == "paragraph" and not is_turn(place)
    )
    return (name, None) if own >= FIRST_PERSON else None

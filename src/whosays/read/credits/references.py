"""Works that a text cites by number: "… in 1999.[1]", with the list of them under a heading at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Literal

from whosays.lexicon.agencies import is_agency
from whosays.read.credits.places import Place, is_name, words
from whosays.records import Credit, Document

_MARK = re.compile(r"\[(\d{1,3})\]")
_END = re.compile(r"[.!?][\"”’)\]]{0,2}(?:\[\w{1,15}(?: \w{1,10})?\]){0,5}\s|\[\d{1,3}\]|\n|\((?=[a-z])")
MOST = 2_000
"""Marks of one document that are followed up; some more where they stand in one paragraph."""
BACK = 600
"""Code points before a mark in which its sentence begins; a longer one is taken from there."""
_NUMBER = re.compile(r"(?:\[\d{1,3}\]|\d{1,3}[.)]|\^)\s*")
_QUOTED = re.compile(r"[“\"«‘][^“”\"«»]{1,200}[”\"»’]")
_DATE = re.compile(
    r"(?:\d{1,2}\s)?(?:[A-Z][a-z]{2,8}\s)?(?:\d{1,2},?\s)?(?:[12]\d{3})?|p{1,2}\.? ?\d.*|vol.*", re.I
)


def references(document: Document, places: Sequence[Place]) -> list[Credit]:
    """Each sentence with a mark after it, credited to the work that the mark stands for."""
    number = next(
        (
            n
            for n, place in enumerate(places)
            if place.kind == "heading" and place.words.casefold().strip(" :") in words().references
        ),
        None,
    )
    if number is None:
        return []
    works: dict[int, tuple[str, tuple[int, int]]] = {}
    for count, place in enumerate(_items(places[number + 1 :]), 1):
        if name := _work(place.words):
            works[count] = (name, (place.start, place.end))
    found: list[Credit] = []
    for place in places[:number]:
        if place.kind == "heading" or len(found) >= MOST:
            continue
        for mark in islice(_MARK.finditer(document.text, place.start, place.end), MOST):
            if work := works.get(int(mark[1])):
                name, span = work
                begin = _begin(document.text, place.start, mark.start())
                kind: Literal["agency", "publisher"] = "agency" if is_agency(name) else "publisher"
                found.append(Credit(kind=kind, name=name, span=span, covers=((begin, mark.start()),)))
    return found


def _items(places: Sequence[Place]) -> list[Place]:
    items = []
    for place in places:
        if place.kind == "heading":
            break
        items.append(place)
    return items


def _begin(text: str, start: int, mark: int) -> int:
    """Where the sentence begins that a mark closes; what another mark closes is not its own."""
    low = max(start, mark - BACK)
    ends = [match.end() for match in _END.finditer(text, low, mark) if match.end() < mark]
    return ends[-1] if ends else low


def _work(line: str) -> str | None:
    """Who brought a work out: what is neither its title nor its date, in "“Title”, NAME, 2005."."""
    line = _NUMBER.sub("", line, count=1) if _NUMBER.match(line) else line
    quoted = _QUOTED.search(line)
    if quoted is None and re.search(r"[.:;]\s", line):
        return None  # a sentence, or a form in which we do not know what stands where
    after = line[quoted.end() :] if quoted else ""
    before = line[: quoted.start()] if quoted else line
    for side in (after, before):
        for part in side.split(","):
            name = part.strip(" .;:")
            if name and is_name(name) and not _DATE.fullmatch(name):
                return name
    return None

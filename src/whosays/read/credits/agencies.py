"""News agencies: "VELM, 3 May (NW) - …", a byline that is an agency's, "— Lowland Press" at the foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from whosays.lexicon.agencies import is_agency
from whosays.read.credits.places import Place, is_broadcaster, is_name, words
from whosays.records import Credit, Document
from whosays.records.outlets import same_outlet

HEAD = 120
"""Code points within which a line of place and date ends."""
_CREDIT = re.compile(r"[(/](?P<name>[^\W\d_][^()/\n]{1,40})[)/]\s?(?:[-–—]{1,3}|:)\s")
_PLACE = re.compile(r"(?:[^\W_][\w.'’-]*,?\s+){0,9}")
_YEARS_AND_DAYS = re.compile(r"\d")
_DASH = re.compile(r"[-–—]{1,2}\s?(?P<name>[^\W\d_][^\n]{1,60}?)\.?")
_BRACKETS = re.compile(r"[(\[](?P<name>[^\W\d_][^()\[\]\n]{1,60}?)[)\]]\.?")


def agencies(document: Document, places: Sequence[Place]) -> list[Credit]:
    """The agencies that a text is credited to, each with what stands under it."""
    found = _datelines(document, places)
    if not found and places and (credit := _of_whole(document, places)):
        found = [credit]
    return [*found, *_informants(document, places)]


def _datelines(document: Document, places: Sequence[Place]) -> list[Credit]:
    told: list[tuple[int, str, tuple[int, int]]] = []
    for number, place in enumerate(places):
        if place.kind in {"paragraph", "item"} and (hit := _dateline(document.text, place)):
            told.append((number, *hit))
    names = {name for _, name, _ in told}
    if len(names) > 2:  # speakers with their parties, or a table of something
        told = [each for each in told if is_agency(each[1])]
    found: list[Credit] = []
    for index, (number, name, span) in enumerate(told):
        last = told[index + 1][0] if index + 1 < len(told) else len(places)
        if _is_own(document, name):
            continue
        # Where others have written too, nobody knows which part is whose but for this one.
        until = places[number].end if _is_shared(document, name) else places[last - 1].end
        covers = ((places[number].start, until),)
        kind: Literal["agency", "publisher"] = "publisher" if is_broadcaster(name) else "agency"
        found.append(Credit(kind=kind, name=name, span=span, covers=covers))
    return found


def _dateline(text: str, place: Place) -> tuple[str, tuple[int, int]] | None:
    """The agency in a line of place and date, and where it stands."""
    head = text[place.start : min(place.end, place.start + HEAD)]
    match = _CREDIT.search(head)
    if match is None:
        return None
    before, name = head[: match.start()], match["name"].strip()
    if not _PLACE.fullmatch(before) or not is_name(name):
        return None
    parts = before.replace(",", " ").split()
    dated = bool(_YEARS_AND_DAYS.search(before))
    if not is_agency(name):
        if parts and not parts[0].isupper():
            return None
        if name.isupper() and "".join(part[0] for part in parts[-len(name) :]).upper() == name:
            return None  # "HIGHLAND LIBERATION FRONT (HLF) - …": what the letters stand for
        if not (name.isupper() and 2 <= len(name) <= 6) and not dated:
            return None
    start = place.start + match.start("name")
    return name, (start, start + len(match["name"]))


def _of_whole(document: Document, places: Sequence[Place]) -> Credit | None:
    """An agency that the byline or the last line names for all of the text."""
    covers = ((places[0].start, places[-1].end),)
    for place in (places[-1], places[0]) if len(places) > 1 else places:
        for pattern in (_DASH, _BRACKETS):
            match = pattern.fullmatch(place.words)
            if match and is_agency(match["name"]) and not _is_own(document, match["name"]):
                span = (place.start, place.end)
                return Credit(kind="agency", name=match["name"], span=span, covers=covers)
    if len(document.byline) == 1 and document.publisher:
        name = document.byline[0]
        if is_agency(name) and is_name(name) and " and " not in name and not _is_own(document, name):
            return Credit(kind="agency", name=name, covers=covers)
    return None


def _informants(document: Document, places: Sequence[Place]) -> list[Credit]:
    """ "Information from NAME.", a line by itself."""
    for place in places:
        if place.kind not in {"paragraph", "item"} or len(place.words) > HEAD:
            continue
        lower = place.words.casefold()
        opening = next((o for o in words().informants if lower.startswith(f"{o} ")), None)
        if opening is None:
            continue
        name = place.words[len(opening) :].strip(" .:")
        if name and not re.search(r"[.;:!?\d]", name) and not _is_own(document, name):
            return [
                Credit(
                    kind="source",
                    name=name.removeprefix("the "),
                    span=(place.start, place.end),
                    covers=((places[0].start, place.start),),
                )
            ]
    return []


def _is_own(document: Document, name: str) -> bool:
    return same_outlet(name, document.publisher)


def _is_shared(document: Document, name: str) -> bool:
    """Does the byline name others beside the agency?"""
    named = [each for each in document.byline if each.strip()]
    return len(named) > 1 or any(" and " in each or " with " in each or "," in each for each in named)

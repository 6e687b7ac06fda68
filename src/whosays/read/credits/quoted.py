"""Whole articles that a text quotes in blocks, under a line that says whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from whosays.lexicon.agencies import is_agency
from whosays.read.credits.places import Place, is_name, is_outlet
from whosays.records import Credit, Document
from whosays.records.outlets import same_outlet

LINE = 120
"""Code points of such a line."""
_ABOVE = re.compile(
    r"(?:From|In|As reported (?:by|in)|According to)?\s?(?:[Tt]he\s)?(?P<name>[A-Z][^:,“”\"]{2,60}?)"
    r"(?:\s(?:reports|reported|writes|wrote|says|said|had this))?"
    r"(?:(?:,|\sof|\son|\sdated)\s[^:“”\"]{0,40}\d[^:“”\"]{0,20})?:"
)
_BELOW = re.compile(r"[-–—]{1,2}\s?(?:[Tt]he\s)?(?P<name>[A-Z][^:,“”\"]{2,60}?)(?:,[^“”\"]{1,40})?\.?")


def quoted(document: Document, places: Sequence[Place]) -> list[Credit]:
    """Runs of quoted blocks that the line above or below credits to an outlet; not those of messages."""
    found: list[Credit] = []
    if document.format == "message/rfc822":
        return found
    number = 0
    while number < len(places):
        if places[number].kind != "quote":
            number += 1
            continue
        last = number
        while last + 1 < len(places) and places[last + 1].kind == "quote":
            last += 1
        above = places[number - 1] if number else None
        below = places[last + 1] if last + 1 < len(places) else places[last]
        told = (above and _named(above, _ABOVE)) or _named(below, _BELOW)
        if told and not same_outlet(told[0], document.publisher):
            kind: Literal["agency", "publisher"] = "agency" if is_agency(told[0]) else "publisher"
            covers = ((places[number].start, places[last].end),)
            found.append(Credit(kind=kind, name=told[0], span=told[1], covers=covers))
        number = last + 1
    return found


def _named(place: Place, pattern: re.Pattern[str]) -> tuple[str, tuple[int, int]] | None:
    match = pattern.fullmatch(place.words) if len(place.words) <= LINE else None
    if match is None:
        return None
    name = match["name"].strip()
    return (name, (place.start, place.end)) if is_outlet(name) and is_name(name) else None

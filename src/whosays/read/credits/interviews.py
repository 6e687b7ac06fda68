"""Interviews whose turns are told apart by nothing but their questions: who answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whosays.read.credits.places import Place, is_turn, words
from whosays.records import Credit, Document

HEAD = 5
"""Places among which a document says that it is an interview."""
QUESTIONS = 3
"""Fewer make no interview."""
_NAME = r"(?P<name>(?:(?:[A-Z]\w*\.?|al|bin|de|van|von|el)[ -]){0,3}[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})"
_WHOLLY_QUOTED = re.compile(r"[“\"«].*[”\"»]")


def interviews(document: Document, places: Sequence[Place]) -> list[Credit]:
    """The one who is interviewed, with what he answers."""
    told = _told(places[:HEAD])
    if told is None:
        return []
    number, match = told
    following = [place for place in places[number + 1 :] if place.kind != "heading"]
    asked = [place for place in following if _is_question(document, place)]
    if len(asked) < QUESTIONS or sum(is_turn(place) for place in following) >= QUESTIONS:
        return []  # few questions, or turns with names before them, which attributions tell apart
    questions = {place.start for place in asked}
    covers = tuple(
        (place.start, place.end)
        for place in following
        if place.start > asked[0].start
        and place.start not in questions
        and not _WHOLLY_QUOTED.fullmatch(place.words)
    )
    at = document.text.find(match["name"], places[number].start, places[number].end)
    span = (at, at + len(match["name"])) if at >= 0 else None
    return [Credit(kind="author", name=match["name"], span=span, covers=covers)]


def _told(places: Sequence[Place]) -> tuple[int, re.Match[str]] | None:
    openings = "|".join(re.escape(opening) for opening in words().interviews)
    pattern = re.compile(rf"\b(?i:{openings}) (?:the |our |Mr\.? |Mrs\.? |Ms\.? |Dr\.? )?{_NAME}")
    for number, place in enumerate(places):
        if match := pattern.search(place.words):
            return number, match
    return None


def _is_question(document: Document, place: Place) -> bool:
    return document.text[place.end - 1] == "?" and place.end - place.start <= 300

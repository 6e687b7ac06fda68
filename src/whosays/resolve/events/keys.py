"""What two cards must share to be compared at all: a word for it, and something both reports are about."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.records.across import EventCard
from whosays.resolve.events.names import forms
from whosays.resolve.events.sight import kind_of
from whosays.resolve.events.words import families, incidents, stem

_KEYS = 9
"""Keys by words, of one card."""
_DATES, _PLACES, _WORDS = 2, 2, 3
"""Dates, places and words (or families of words) of a card that keys are made of."""
_SAME, _LIKE = 5, 3
"""Terms of what a report is about with which its very words, and words like them, are looked up."""


def keys(card: EventCard) -> tuple[str, ...]:
    """What two cards must share to be compared."""
    terms = [word.casefold() for word in card.about[:_SAME]]
    found = [*_by_words(card, terms)][:_KEYS]
    found += _by_month(card)
    if card.type is not None:
        found += _by_type(card, terms)
    elif card.figures or not incidents().isdisjoint(card.words):
        found.append(_of_document(card, "INCIDENT"))
    return tuple(dict.fromkeys(found))


def _of_document(card: EventCard, kind: str | None) -> str:
    return f"{kind}|{card.document}"


def _by_words(card: EventCard, terms: list[str]) -> Iterator[str]:
    same = sorted(set(map(stem, card.words)))[:_WORDS]
    like = sorted(frozenset().union(*map(families, card.words)))[:_WORDS]
    yield from (f"{word}|{term}" for term in terms for word in same)
    yield from (f"{word}|{term}" for term in terms[:_LIKE] for word in like)


def _by_month(card: EventCard) -> Iterator[str]:
    """A word like its own, its month and a body that takes part, whatever its report is about."""
    like = sorted(frozenset().union(*map(families, card.words)))[:_WORDS]
    bodies = (t for t in card.takings if t.named and t.type not in {"Person", "Place"})
    names = sorted({form for body in bodies for form in forms(body.names, body.type).whole})[:_PLACES]
    for first, last in card.dates[:1]:
        if first is not None and last is not None and first[:7] == last[:7]:
            yield from (f"{word}|{first[:7]}|{name}" for word in like for name in names)


def _by_type(card: EventCard, terms: list[str]) -> Iterator[str]:
    """Of what is coded: its document, its day, its month and place, whatever words it is told by."""
    sort = kind_of(card)
    yield _of_document(card, sort)
    places = (t for t in card.takings if t.named and (t.role == "place" or t.type == "Place"))
    names = sorted({form for place in places for form in forms(place.names, place.type).whole})
    for first, last in card.dates[:_DATES]:
        if first is not None and last is not None and first[:7] == last[:7]:
            yield from (f"{sort}|{first[:7]}|{name}" for name in names[:_PLACES])
            if first == last:
                yield f"{sort}|{first}"
    yield from (f"{sort}|{term}" for term in terms)

"""What two cards must share to be compared at all: a word for it, and something both reports are about."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.records.across import EventCard
from whosays.resolve.events.sight import Sight, kind_of, sight

_KEYS = 8
_DATES, _PLACES = 2, 2
_STEMS, _FAMILIES, _TERMS = 2, 3, 5


def keys(card: EventCard) -> tuple[str, ...]:
    """What two cards must share to be compared."""
    seen = sight(card)
    found = tuple(dict.fromkeys(_keys(seen)))[:_KEYS]
    return found if card.type is None else (*found, *_of_coded(seen))


def _of_coded(seen: Sight) -> Iterator[str]:
    """Of an event with a type: its document, its day, its month and place, whatever words it is told by."""
    sort = kind_of(seen.card)
    yield f"{sort}|{seen.card.document}"
    for first, last in seen.card.dates[:_DATES]:
        if first is not None and last is not None and first[:7] == last[:7]:
            for form in sorted(seen.places.whole)[:_PLACES]:
                yield f"{sort}|{first[:7]}|{form}"
            if first == last:
                yield f"{sort}|{first}"
    for term in seen.card.about[:_TERMS]:
        yield f"{sort}|{term.casefold()}"


def _keys(seen: Sight) -> Iterator[str]:
    what = sorted(seen.stems)[:_STEMS] + sorted(seen.families)[:_FAMILIES]
    for term in seen.card.about[:_TERMS]:
        for word in what:
            yield f"{word}|{term.casefold()}"

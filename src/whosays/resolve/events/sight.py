"""A card as it is compared: its words as families, its names as short forms, its days as numbers."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

import msgspec

from whosays.records.across import EventCard
from whosays.records.derived import Where
from whosays.records.edtf import bounds, is_edtf
from whosays.resolve.events.names import Names, forms, together
from whosays.resolve.events.words import RAREST, families, rarity, stem

_SUFFERING = frozenset({"victim", "recipient"})
_CENTRAL = 10  # words of what a document is about that are its subject
_KEPT = 1 << 14
"""Cards of which what is compared is kept: as many as are compared together."""
_INCIDENT = frozenset({"ASSAULT", "COERCE"})
Days = tuple[int, int]


class Sight(msgspec.Struct, frozen=True):
    """What of a card is compared, ready for it."""

    card: EventCard
    words: frozenset[str]
    stems: frozenset[str]
    families: frozenset[str]
    rarity: float
    """Of its rarest word, 0 to 1."""
    context: dict[str, float]
    context_sum: float
    about: dict[str, float]
    about_squares: float
    central: bool
    """Is it what the document is about?"""
    numbers: frozenset[str]
    context_names: frozenset[str]
    about_names: frozenset[str]
    people: tuple[Names, ...]
    """Those whom the document names most."""
    parts: dict[str, Names]
    """Those with a name who take part, by role; places apart."""
    names: Names
    """All of these."""
    suffering: Names
    """Persons to whom it is done."""
    others: Names
    """Bodies to which it is done."""
    places: Names
    heads: frozenset[str]
    """Last words of those who are only described."""
    days: tuple[Days, ...]
    published: Days | None
    where: tuple[Where, ...]


_seen: dict[str, Sight] = {}


def sight(card: EventCard) -> Sight:
    """`card`, ready to be compared; the last ones are kept, as a card is compared often.

    Known again by being the same object: to hash all that a card holds takes longer than many a comparison.
    """
    found = _seen.get(card.id)
    if found is None or found.card is not card:
        if len(_seen) >= _KEPT:
            _seen.clear()
        found = _seen[card.id] = _seeing(card)
    return found


def _seeing(card: EventCard) -> Sight:
    stems = frozenset(map(stem, card.words))
    context, about = _weighed(card.context), _subject(card.about)
    parts: dict[str, Names] = {}
    places, suffering, others, heads = [], [], [], set()
    for taking in card.takings:
        if not taking.named:
            heads.add(taking.names[-1].casefold())
            continue
        names = forms(taking.names, taking.type)
        if taking.role == "place" or taking.type == "Place":
            places.append(names)
        else:
            held = parts.get(taking.role)
            parts[taking.role] = names if held is None else together((held, names))
        if taking.role in _SUFFERING:
            if taking.type == "Person":
                suffering.append(names)
            elif taking.type != "Place":
                others.append(names)
    return Sight(
        card=card,
        words=frozenset(card.words),
        stems=stems,
        families=frozenset().union(*map(families, card.words)),
        rarity=max(map(rarity, card.words), default=1) / RAREST,
        context=context,
        context_sum=sum(context.values()),
        about=about,
        about_squares=sum(weight * weight for weight in about.values()),
        central=not stems.isdisjoint(map(stem, map(str.casefold, card.about[:_CENTRAL]))),
        numbers=frozenset(word for word in card.context if word[0].isdigit()),
        context_names=_names(card.context),
        about_names=_names(card.about),
        people=tuple(forms((name,), "Person") for name in card.people),
        parts=parts,
        names=together(parts.values()),
        suffering=together(suffering),
        others=together(others),
        places=together(places),
        heads=frozenset(heads),
        days=tuple(days for first, last in card.dates if (days := _days(first, last)) is not None),
        published=None
        if card.published is None or not is_edtf(card.published)
        else _days(*bounds(card.published)),
        where=card.where,
    )


def kind_of(card: EventCard) -> str | None:
    """The type, a killing and an arrest being of one kind: a raid may be told as either."""
    return "INCIDENT" if card.type in _INCIDENT else card.type


@lru_cache(maxsize=1 << 10)
def _subject(about: tuple[str, ...]) -> dict[str, float]:
    """All cards of one document are about the same."""
    return _weighed(about)


def _weighed(words: tuple[str, ...]) -> dict[str, float]:
    """The first tell most."""
    low = dict.fromkeys(map(str.casefold, words))
    return {word: _weight(rarity(word), at) for at, word in enumerate(low)}


@cache
def _weight(rare: int, at: int) -> float:
    return (rare / RAREST) ** 2 / (1 + at / 8)


@lru_cache(maxsize=1 << 10)
def _names(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words if word[0].isupper())


def _days(first: str | None, last: str | None) -> Days | None:
    if first is None or last is None:
        return None
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()

"""What entity cards must share to be compared: keys of one card alone, each held by few."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.records.across import EntityCard
from whosays.resolve.entities import bodies, people
from whosays.resolve.entities.names import compared, sort_of
from whosays.resolve.entities.spelling import parts, sound

_MOST = 24
"""Keys of one card; names beyond them bring no more."""


def keys(card: EntityCard) -> list[str]:
    """The keys of a card, the most telling first."""
    found = dict.fromkeys(_keys(card))
    return list(found)[:_MOST]


def _keys(card: EntityCard) -> Iterator[str]:
    if card.same:
        yield f"id:{card.id}"
        for other in card.same:
            yield f"id:{other}"
    sort = sort_of(card.type)
    if sort == "place" and len(card.places) == 1:
        yield f"map:{card.places[0]}"
    names = compared(sort, card.names)
    if sort == "person":
        yield from _of_people(names)
    elif sort == "body":
        yield from _initials(names)
    if sort in ("body", "place"):
        yield from _words(names)
    if sort == "thing" and len(names) == 1:
        yield from _short_of_people(people.person(names[0]).words)
    if sort == "person" and any(people.person(name).full for name in names):
        names = tuple(name for name in names if people.person(name).full)
    if sort != "nation":
        yield from (f"w:{' '.join(parts(name))}" for name in names)


def _of_people(names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        person = people.person(name)
        told = [word for word in person.words if len(word) > 1]
        if not told:
            continue
        last = sound(told[-1])
        if len(person.words) > 1:
            yield f"n:{' '.join(sorted(sound(word) for word in (told[0], told[-1])))}"
            yield f"i:{person.words[0][0]} {last}"
            for middle in told[1:-1]:
                yield f"i:{person.words[0][0]} {sound(middle)}"
            # One letter wrong in the surname, or in the given name.
            yield f"g:{person.words[0]} {told[-1][:2]}"
        yield f"l:{last}"
        if len(told) > 1 and len(told[0]) > 2:
            yield f"l:{sound(told[0])}"


def _short_of_people(words: tuple[str, ...]) -> Iterator[str]:
    """Of what may be a surname, alone or after an initial."""
    if len(words) == 1:
        yield f"l:{sound(words[0])}"
    elif len(words) == 2 and len(words[0]) == 1:
        yield f"i:{words[0]} {sound(words[1])}"


def _initials(names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        body = bodies.body(name)
        yield from (f"a:{letters}" for letters in ((body.acronym,) if body.acronym else body.initials))


def _words(names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        words = bodies.body(name).words
        if len(words) == 1:
            yield f"w:{words[0]}"
        elif words:
            yield f"b:{' '.join(sorted(word[:4] for word in words))}"

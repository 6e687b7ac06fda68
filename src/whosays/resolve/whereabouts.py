"""Where what is said took place, and which figures belong to it: from a document's layers to its lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from whosays.records import Document, Place, Quantity, Statement
from whosays.records.derived import Figure, Where

_THERE = re.compile(
    r"\b(?:in|at|near|on|outside|around|inside|off|throughout|across) (?:the )?(?:[a-z]+ of )?$", re.I
)
_REACH = 30
"""Code points before a place in which its preposition stands."""


class Whereabouts:
    """The places of one document; `entity_ids` maps its entities to those of the casebook."""

    def __init__(self, document: Document, entity_ids: Mapping[str, str]) -> None:
        self._document = document
        self._ids = entity_ids
        # The widest first: "60 km west of Kandahar" says where, the name within it does not.
        self._outermost: list[Place] = []
        for place in sorted(document.places, key=lambda p: (p.start, -p.end)):
            if not self._outermost or place.start >= self._outermost[-1].end:
                self._outermost.append(place)
        self._starts = [place.start for place in self._outermost]

    def all(self) -> tuple[Where, ...]:
        """Every place, in text order; a passage once."""
        once = {(place.start, place.end): place for place in self._document.places}
        return tuple(self._where(place) for _, place in sorted(once.items()))

    def of(self, statement: Statement) -> tuple[Where, ...]:
        """Where it is said to have happened.

        The places that fill its role `place`. Where it has none, the one place that stands in its words
        behind "in", "at", "near" and the like: never one of several.
        """
        mentions = [self._document.mentions[m] for m in statement.roles.get("place", ())]
        found = [place for m in mentions if (place := self._around(m.start, m.end)) is not None]
        if not mentions and statement.kind == "event":
            found = self._within(statement)
        return tuple(self._where(place) for place in dict.fromkeys(found))

    def _around(self, start: int, end: int) -> Place | None:
        at = bisect_left(self._starts, end) - 1
        place = self._outermost[at] if at >= 0 else None
        return place if place is not None and place.end > start else None

    def _within(self, statement: Statement) -> list[Place]:
        first, last = bisect_left(self._starts, statement.start), bisect_left(self._starts, statement.end)
        inside: Sequence[Place] = self._outermost[first:last]
        if len(inside) != 1 or inside[0].end > statement.end:
            return []
        place = inside[0]
        before = self._document.text[max(statement.start, place.start - _REACH) : place.start]
        return [place] if place.kind == "relative" or _THERE.search(before) else []

    def _where(self, place: Place) -> Where:
        return Where(
            start=place.start,
            end=place.end,
            kind=place.kind,
            name=place.name,
            gazetteer=place.gazetteer,
            country=place.country,
            lat=place.lat,
            lon=place.lon,
            radius_km=place.radius_km,
            entity=None if place.entity is None else self._ids.get(place.entity),
        )


def figures_of(document: Document, statement: Statement) -> tuple[Figure, ...]:
    """The numbers of a statement (`quantities_of`), as a line keeps them."""
    return tuple(map(figure, quantities_of(document, statement)))


def quantities_of(document: Document, statement: Statement) -> tuple[Quantity, ...]:
    """The numbers of a statement: its own, and others in its words that say what befell somebody."""
    own = statement.quantities
    if statement.kind != "event":
        return tuple(document.quantities[index] for index in own)
    found = document.quantities
    first = bisect_left(found, statement.start, key=_start)
    last = bisect_left(found, statement.end, key=_start)
    inside = (
        index
        for index in range(first, last)
        if found[index].end <= statement.end and found[index].role not in {None, "age"}
    )
    return tuple(document.quantities[index] for index in sorted({*own, *inside}))


def _start(quantity: Quantity) -> int:
    return quantity.start


def figure(quantity: Quantity) -> Figure:
    """A quantity as a line keeps it."""
    return Figure(
        start=quantity.start,
        end=quantity.end,
        kind=quantity.kind,
        value=quantity.value,
        unit=quantity.unit,
        role=quantity.role,
        min=quantity.min,
        max=quantity.max,
        approximate=quantity.approximate,
        period=quantity.period,
    )

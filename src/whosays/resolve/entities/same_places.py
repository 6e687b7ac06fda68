"""The verdict on two places: by the map, or else by the same words."""

from __future__ import annotations

from functools import cache
from itertools import count, takewhile

from whosays.gazetteer import lookup, spot
from whosays.records.across import EntityCard, Verdict
from whosays.resolve.entities.names import Fitting, compared, fittings
from whosays.resolve.entities.relation import Tie
from whosays.resolve.entities.spelling import parts
from whosays.resolve.entities.verdicts import name_of, tied, verdict
from whosays.resolve.entities.words import words

_DIVISION = "iso3166-2:"
"""Ids of provinces, departments and states."""


def places(a: EntityCard, b: EntityCard) -> Verdict | None:
    """Where both are on the map, it decides."""
    best = next(iter(fittings("place", compared("place", a.names), compared("place", b.names))), None)
    if len(a.places) == len(b.places) == 1:
        if a.places != b.places or not ((_on_map(a) and _on_map(b)) or _spells(best)):
            return None
        return verdict(a, b, "same", 0.95, f"{name_of(a)} ~ {name_of(b)}: both {a.places[0]} on the map")
    return tied(a, b, best) if best is not None and best.fit.tie is Tie.SAME else None


def _on_map(card: EntityCard) -> bool:
    """Is the place on the map one of its name, and not a town for the county that is called after it?"""
    if card.places[0] in _countries():
        return True  # of countries the places layer knows other names than the map does
    names = list(card.names)
    if card.places[0].startswith(_DIVISION):
        heads = words().heads
        names += [" ".join(word for word in parts(name) if word not in heads) for name in card.names]
    return any(one.id == card.places[0] for name in names for one in lookup(name))


@cache
def _countries() -> frozenset[str]:
    return frozenset(one.id for one in takewhile(lambda one: one.kind == "country", map(spot, count())))


def _spells(best: Fitting | None) -> bool:
    return best is not None and best.fit.tie in (Tie.SAME, Tie.SPELT, Tie.SLIP)

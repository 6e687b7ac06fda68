"""All names of a card: what kind of names they are, and how those of two cards fit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from whosays.resolve.entities import bodies, people
from whosays.resolve.entities.relation import Fit, Tie
from whosays.resolve.entities.spelling import parts

MOST = 16
"""Names of one card that are compared; of more, the longest."""

_SORTS = {
    "Person": "person",
    "Organization": "body",
    "PublicBody": "body",
    "Company": "body",
    "Place": "place",
    "Nationality": "nation",
}


def sort_of(type_: str) -> str:
    """person, body, place, nation, or thing: types that a name does not hold apart."""
    return _SORTS.get(type_, "thing")


@lru_cache(maxsize=1 << 15)
def compared(sort: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names that are looked at: those that are names, one of each set of the same words."""
    told: dict[tuple[str, ...], str] = {}
    for name in sorted(names):
        if (words := parts(name)) and (sort != "person" or people.is_name(name)):
            told.setdefault(words, name)
    longest = sorted(told.values(), key=lambda name: (-len(parts(name)), name))
    return tuple(longest[:MOST])


class Fitting(msgspec.Struct, frozen=True):
    """The names of two cards that fit, and how."""

    fit: Fit
    one: str
    other: str

    @property
    def words(self) -> str:
        """Both names, for a reason."""
        return self.one if self.one == self.other else f"{self.one} ~ {self.other}"


def fittings(sort: str, names: Sequence[str], others: Sequence[str]) -> list[Fitting]:
    """Every two names that fit or contradict each other, the surest first."""
    found = [
        Fitting(fit, one, other)
        for one in names
        for other in others
        if (fit := fit_of(sort, one, other)) is not None
    ]
    return sorted(found, key=lambda one: (one.fit.tie, one.one, one.other))


@lru_cache(maxsize=1 << 16)
def fit_of(sort: str, one: str, other: str) -> Fit | None:
    """How two names of things of this sort fit."""
    if sort == "person":
        return people.fit(people.person(one), people.person(other))
    return bodies.fit(bodies.body(one), bodies.body(other))


def says_much(sort: str, name: str) -> bool:
    """Is it a name that tells more than a surname or a common noun?"""
    if sort == "person":
        return people.person(name).full
    return len(bodies.body(name).words) > 1


__all__ = ["MOST", "Fitting", "Tie", "compared", "fit_of", "fittings", "says_much", "sort_of"]

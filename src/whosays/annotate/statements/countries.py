"""The names of states, as `lexicon/places.yaml` has them."""

from __future__ import annotations

from functools import cache

import msgspec

from whosays import lexicon


class _Places(msgspec.Struct, frozen=True):
    """What is wanted of `places.yaml`."""

    countries: dict[str, str]
    same: tuple[tuple[str, ...], ...]


@cache
def countries() -> frozenset[str]:
    """In small letters."""
    told = lexicon.load("places", _Places)
    others = (name for group in told.same if group[0] in told.countries for name in group)
    return frozenset(name.casefold() for name in (*told.countries, *others))

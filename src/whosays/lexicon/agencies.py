"""Which names are plainly those of news agencies (`agencies.yaml`)."""

from __future__ import annotations

from functools import cache

import msgspec

from whosays.lexicon import load


class _Agencies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]
    names: frozenset[str]


@cache
def _agencies() -> _Agencies:
    found: _Agencies = load("agencies", _Agencies)
    return found


def is_agency(name: str) -> bool:
    """Is it plainly a news agency's name?"""
    lower = f" {name.casefold()} "
    return name in _agencies().names or any(f" {word} " in lower for word in _agencies().words)

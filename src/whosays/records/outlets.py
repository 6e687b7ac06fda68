"""When two names are one outlet's: "KPA" and "Karst Press Agency", "the Lantern" and "The Melsk Lantern"."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"\w+")
LONGEST = 200
"""Code points of a name that is looked at."""
_SMALL = frozenset({"the", "of", "and", "for", "in", "on", "a"})


def same_outlet(one: str | None, other: str | None) -> bool:
    """Does every word of the one stand in the other, or is it made of the other's initials?"""
    return _same((one or "")[:LONGEST], (other or "")[:LONGEST])


@lru_cache(maxsize=1 << 14)
def _same(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    if not first or not second:
        return False
    return _within(first, second) or _within(second, first)


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(name) if word.lower() not in _SMALL]


def _within(few: list[str], many: list[str]) -> bool:
    there = {word.lower() for word in many}
    initials = "".join(word[0] for word in many).lower()
    joined = "".join(many).lower()
    return all(
        word.lower() in there
        or (2 <= len(word) <= 8 and word.isupper() and word.lower() in initials)
        or "".join(few).lower() == joined
        for word in few
    )

"""Words for happenings: which may tell of one, and how rare a word is. From the lexicon."""

from __future__ import annotations

from functools import cache, lru_cache

import msgspec

from whosays.lexicon import load

RAREST = 10
"""The class of a word that the list of common ones lacks."""
# Endings by which English makes nouns of verbs, a longer one before its own end: "attainment", "attain".
_ENDINGS = (
    "ation",
    "ition",
    "ement",
    "ment",
    "ion",
    "ing",
    "ance",
    "ence",
    "al",
    "er",
    "or",
    "ure",
    "ery",
    "e",
)
_SHORTEST = 4  # letters of what is left when an ending is taken off


class _Happenings(msgspec.Struct, frozen=True):
    incidents: str
    families: tuple[str, ...]


@cache
def _families() -> dict[str, tuple[str, ...]]:
    """The families of each word, each by its first word."""
    found: dict[str, list[str]] = {}
    for number, line in enumerate(load("happenings", _Happenings).families):
        words = line.split()
        for word in words:
            found.setdefault(word, []).append(f"{words[0]}{number}")
    return {word: tuple(families) for word, families in found.items()}


@cache
def incidents() -> frozenset[str]:
    """Words by which a report calls an incident that it has told of."""
    return frozenset(load("happenings", _Happenings).incidents.split())


@cache
def _common() -> dict[str, int]:
    return {
        word: number
        for number, words in load("common_words", dict[int, str]).items()
        for word in words.split()
    }


def rarity(word: str) -> int:
    """From 1 (in every report) to `RAREST`."""
    return _common().get(word, RAREST)


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word without the ending that makes a noun of a verb: rough, but the same for both."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1 << 14)
def families(word: str) -> frozenset[str]:
    """What `word` may be compared with: its families of the lexicon, by their names."""
    told = _families()
    return frozenset(told.get(word) or told.get(word.replace(" ", "-")) or ())

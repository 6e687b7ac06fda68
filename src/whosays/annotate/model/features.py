"""What the language model is told of a word beside its letters: its case, where it stands, what is known.

The encoder reads lower case only, so the pattern of capitals comes as a number of its own; in text that is
all capitals it says nothing and is left out. What a word is known to be comes from the lexicon, as bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import msgspec

from whosays.lexicon import load

SHAPES = 6
NO_CASE = 5
"""The shape of a word whose capitals prove nothing."""
PLACES = SHAPES * 4
"""`shape * 4 + quoted * 2 + after a line break`; this number itself stands for a piece that is no word."""

CLUES = (
    *("country", "place", "people", "body", "company", "title", "office", "given", "kin", "body-head"),
    *("place-head", "document-head", "event-head", "weapon", "vehicle", "document", "time", "number"),
)
"""What the bits of a word stand for, lowest first."""

_OPENING, _CLOSING = frozenset({"“", "``", "«"}), frozenset({"”", "''", "»"})


class _Names(msgspec.Struct, frozen=True):
    """What is wanted of `lexicon/names.yaml`."""

    titles: dict[str, str]
    offices: str
    kin: str
    given: str
    heads: dict[str, str]
    bodies: dict[str, list[str]]
    initials: dict[str, str]


class _Places(msgspec.Struct, frozen=True):
    """What is wanted of `lexicon/places.yaml`."""

    countries: dict[str, str]
    same: list[list[str]]
    peoples: str
    regions: list[str]
    cities: list[str]


def shapes(text: str, spans: Sequence[tuple[int, int]], *, blank: bool | None = None) -> list[int]:
    """One number a word, below `PLACES`; `blank`: leave case out (`None`: if the text is all capitals)."""
    if blank is None:
        blank = in_capitals(text)
    found: list[int] = []
    quoted, last = False, 0
    for start, end in spans:
        broken = last == 0 or "\n" in text[last:start]
        quoted = quoted and not broken
        last, word = end, text[start:end]
        inside = quoted
        if word in _OPENING:
            quoted = inside = True
        elif word in _CLOSING:
            quoted, inside = False, True
        elif word == '"':
            quoted, inside = not quoted, True
        found.append(_shape(word, blank) * 4 + inside * 2 + broken)
    return found


def is_quoted(shape: int) -> bool:
    """Does a word of this number stand in quotation marks?"""
    return bool(shape & 2)


def in_capitals(text: str) -> bool:
    """Is most of the text in capitals?"""
    letters = sum(map(str.isalpha, text))
    return sum(map(str.isupper, text)) > 0.7 * letters


def _shape(word: str, blank: bool) -> int:
    first = word[0]
    if not first.isalpha():
        return 3 if first.isdigit() else 4
    if blank:
        return NO_CASE
    if not first.isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


# ── the lexicon ───────────────────────────────────────────────────────────────────────────────────


def clues(words: Sequence[str]) -> list[int]:
    """What each word is known to be, as bits of `CLUES`; names of several words count in each of them."""
    single, opening = _lexicon()
    low = [_folded(word) for word in words]
    found = [single.get(word, 0) for word in low]
    for at, word in enumerate(low):
        for parts, bit in opening.get(word, ()):
            if tuple(low[at : at + len(parts)]) == parts:
                for k in range(at, at + len(parts)):
                    found[k] |= bit
    return found


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    return word.lower().replace(".", "") or word


_Opening = dict[str, list[tuple[tuple[str, ...], int]]]


@cache
def _lexicon() -> tuple[dict[str, int], _Opening]:
    names, places = load("names", _Names), load("places", _Places)
    things = load("things", dict[str, str])
    listed: dict[str, list[str]] = {
        "country": [*places.countries, *(n for group in places.same for n in group)],
        "place": [*places.regions, *places.cities],
        "people": " ".join([*places.countries.values(), places.peoples]).split(),
        "body": [n for kind in names.bodies.values() for n in kind],
        "title": " ".join(names.titles.values()).split(),
        "office": names.offices.split(),
        "given": names.given.split(),
        "kin": names.kin.split(),
        "body-head": f"{names.heads['Organization']} {names.heads['PublicBody']}".split(),
        "company": names.heads["Company"].split(),
        "place-head": names.heads["Place"].split(),
        "document-head": names.heads["Document"].split(),
        "event-head": names.heads["Event"].split(),
    }
    listed["body"] += " ".join(names.initials.values()).split()
    listed |= {kind: words.split() for kind, words in things.items()}
    single: dict[str, int] = {}
    opening: _Opening = {}
    for kind, entries in listed.items():
        bit = 1 << CLUES.index(kind)
        for entry in entries:
            parts = tuple(_folded(part) for part in entry.lower().replace("-", " - ").split())
            if len(parts) == 1:
                single[parts[0]] = single.get(parts[0], 0) | bit
            elif parts:
                opening.setdefault(parts[0], []).append((parts, bit))
    return single, opening

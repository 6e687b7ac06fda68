"""Names of people: their parts, and how two of them fit."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

import msgspec

from whosays.resolve.entities.relation import Fit, Tie
from whosays.resolve.entities.spelling import alike, close, parts, slip, sound
from whosays.resolve.entities.words import words

_MOST = 8
"""Words of a name that are compared."""
_SURE = 3
"""Words that must fit where others are missing and one has a wrong letter."""
_TWO = frozenset({"and", "y", "e", "or", "with", "of"})
"""In what was taken for one person's name: two people's, or a description."""
_ASIDE = re.compile(r"[\"“”«»(\[].*?[\"“”«»)\]]")


class Person(msgspec.Struct, frozen=True):
    """A name taken apart."""

    words: tuple[str, ...]
    """Given names and surnames, in the order of "Mikal Sarov"."""
    sex: str | None = None
    """he, she: as a title tells it."""
    generation: str | None = None

    @property
    def full(self) -> bool:
        """Does it have two words or more that are no initials?"""
        return sum(len(word) > 1 for word in self.words) > 1


def is_name(name: str) -> bool:
    """May it be one person's? Not "Ungo and Zamora", nor "the senator"."""
    known, found = words(), parts(name)
    return not _TWO.intersection(found[1:-1]) and not all(word in known.no_names for word in found)


@lru_cache(maxsize=1 << 15)
def person(name: str) -> Person:
    """The parts of a name; titles, particles and what stands in brackets or quotation marks are left out."""
    known = words()
    plain = _ASIDE.sub(" ", name).replace(".", ". ")
    if not parts(plain):
        plain = name
    before, comma, after = plain.partition(",")
    generation, sex = None, None
    if comma and parts(before) and parts(after):
        told = parts(after)[0]
        plain = f"{before} {after}" if told in known.generations else f"{after} {before}"
    found = list(parts(plain))
    while len(found) > 1 and found[-1] in known.generations and (len(found) > 2 or found[-1] != "i"):
        generation = known.generations[found.pop()]
    while len(found) > 1 and (found[0] in known.titles or found[0] in known.offices or found[0] in known.kin):
        sex = known.sexes.get(found.pop(0), sex)
    kept = [word for word in found if word not in known.particles] or found
    return Person(tuple(kept[:_MOST]), sex, generation)


def fit(one: Person, other: Person) -> Fit | None:
    """How two people's names fit; `None`: they share nothing that counts."""
    a, b = one.words, other.words
    if not a or not b:
        return None
    if one.generation != other.generation and one.generation and other.generation:
        return Fit(Tie.APART, "two generations")
    if len(a) == 1 or len(b) == 1:
        return _lone(a, b)
    found = _full(a, b)
    if one.generation != other.generation and found is not None and found.tie <= Tie.SLIP:
        return Fit(Tie.SHORT, "the same but for the generation", 1 if one.generation else -1)
    return found


def _lone(a: tuple[str, ...], b: tuple[str, ...]) -> Fit | None:
    if len(a) == len(b):
        return Fit(Tie.LONE, "the same byname") if a == b and len(a[0]) > 1 else None
    short, long, which = (a[0], b, -1) if len(a) == 1 else (b[0], a, 1)
    if len(short) < 3:
        return None
    surnames = [word for word in long[1:] if len(word) > 1]
    if short in surnames:
        return Fit(Tie.LONE, "the surname alone", which)
    if any(close(short, word) for word in surnames):
        return Fit(Tie.LIKE, "the surname alone, in another spelling", which)
    if len(long[0]) > 1 and alike(short, long[0]) and _is_given(short):
        return Fit(Tie.GIVEN, "the given name alone", which)
    return None


def _is_given(word: str) -> bool:
    """Is it a spelling of a widespread given name?"""
    return any(alike(word, given) for given in _given().get(sound(word), ()))


@cache
def _given() -> dict[str, list[str]]:
    table: dict[str, list[str]] = defaultdict(list)
    for given in sorted(words().given):
        table[sound(given)].append(given)
    return dict(table)


def _full(a: tuple[str, ...], b: tuple[str, ...]) -> Fit | None:
    taken, how = _pairs(a, b)
    left = [word for n, word in enumerate(a) if n not in taken]
    right = [word for n, word in enumerate(b) if n not in taken.values()]
    shares = any(how[n] in ("same", "alike", "woman") for n in taken if len(a[n]) > 1)
    if not shares:
        return None
    if left and right:
        last = len(a) - 1 in taken and taken[len(a) - 1] == len(b) - 1 and len(a[-1]) > 1
        first = taken.get(0) == 0 and len(a[0]) > 1
        if last or first:
            told = "other given names" if last and not first else "other surnames"
            return Fit(Tie.APART, f"{told}: {' '.join(left)}, {' '.join(right)}")
        return None
    kinds = set(how.values())
    shorter = -1 if len(a) < len(b) else 1 if len(b) < len(a) else 0
    in_order = [taken[n] for n in sorted(taken)] == sorted(taken.values())
    if "initial" in kinds:
        if not in_order or taken.get(0) != 0:
            return None
        letters = sum(len(word) == 1 for word in a) - sum(len(word) == 1 for word in b)
        return Fit(Tie.INITIAL, "initials that fit", shorter or (-1 if letters > 0 else 1))
    if (left or right or "slip" in kinds) and not in_order:
        return None
    if "slip" in kinds:
        if (left or right) and len(taken) < _SURE:
            return None
        return Fit(Tie.SLIP, "one letter differs", shorter)
    if left or right:
        return Fit(Tie.SHORT, f"the same without {' '.join(left or right)}", shorter)
    if "woman" in kinds:
        return Fit(Tie.SPELT, "the surname in its form for a woman")
    if "alike" in kinds:
        return Fit(Tie.SPELT, "two spellings")
    return Fit(Tie.SAME, "the same name" if a == b else "the same words in another order")


def _pairs(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[dict[int, int], dict[int, str]]:
    """Each word of `a` with the word of `b` that it may be, the surest first."""
    taken: dict[int, int] = {}
    how: dict[int, str] = {}
    for kind, test in _TESTS:
        for n, word in enumerate(a):
            if n in taken:
                continue
            for m, other in enumerate(b):
                if m in taken.values() or not test(word, other):
                    continue
                if kind in ("woman", "slip", "initial") and not _placed(n, len(a), m, len(b)):
                    continue
                taken[n], how[n] = m, kind
                break
    return taken, how


def _placed(n: int, of_a: int, m: int, of_b: int) -> bool:
    """Do both stand at the same place, counted from the beginning or from the end?"""
    return n == m or of_a - n == of_b - m


def _initial(word: str, other: str) -> bool:
    return (len(word) == 1 or len(other) == 1) and word[0] == other[0]


def _woman(word: str, other: str) -> bool:
    shorter, longer = sorted((word, other), key=len)
    for end, hers in words().of_women.items():
        if shorter.endswith(end):
            stem = shorter if len(hers) == 1 else shorter.removesuffix(end)
            if alike(stem, longer.removesuffix(hers)) and longer.endswith(hers):
                return len(shorter) > 3
    return False


_TESTS = (
    ("same", lambda word, other: word == other),
    ("alike", lambda word, other: len(word) > 1 and len(other) > 1 and alike(word, other)),
    ("woman", _woman),
    ("initial", _initial),
    ("slip", slip),
)

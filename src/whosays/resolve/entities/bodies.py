"""Names of bodies, places and things: their parts, and how two of them fit."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

import msgspec

from whosays.resolve.entities.relation import Fit, Tie
from whosays.resolve.entities.spelling import LONGEST, alike, parts, slip
from whosays.resolve.entities.words import words

_MOST = 12
"""Words of a name that are compared."""
_CAPITALS = re.compile(r"(?:the\s+)?([A-Z]{2,8}|(?:[A-Z]\.\s?){2,8})", re.IGNORECASE)
_SHORT = 4
"""Letters that a word must have more of, to be known without its last vowels."""
_LONG = 6
"""Letters from which on a word of a body's name may be spelt in two ways."""


class Body(msgspec.Struct, frozen=True):
    """A name taken apart."""

    words: tuple[str, ...]
    """Without those that tell nothing; sorted."""
    head: str
    """The word that says what it is: the last, or the last before "of" or "for"."""
    initials: tuple[str, ...] = ()
    """Acronyms that it may have: of the words that tell something, and of all."""
    acronym: str | None = None
    """It is one."""


@lru_cache(maxsize=1 << 15)
def body(name: str) -> Body:
    """The parts of a name."""
    empty = words().empty
    told = parts(name)
    if len(told) > 2 and told[0] in words().polities and told[1] == "of":
        told = told[2:]
    found = tuple(word for word in told if word not in empty)[:_MOST]
    acronym = None
    capitals = _CAPITALS.fullmatch(name[:LONGEST].strip().strip("\"'“”"))
    if capitals and len(found) == 1 and capitals[1].isupper():
        acronym = found[0]
    head = found[-1] if found else ""
    for at, word in enumerate(told):
        if at and word in ("of", "for") and told[at - 1] not in empty:
            head = told[at - 1]
            break
    letters = ("".join(word[0] for word in found), "".join(word[0] for word in told))
    initials = tuple(dict.fromkeys(one for one in letters if len(one) > 2)) if len(found) > 2 else ()
    return Body(tuple(sorted(found)), head, initials, acronym)


def stands_for(acronym: str, name: Body) -> bool:
    """May these be the first letters of that name, in any order: of other languages too ("FMLN")?"""
    return not Counter(acronym) - Counter(word[0] for word in name.words)


def fit(one: Body, other: Body) -> Fit | None:
    """How two bodies' names fit; `None`: they share nothing that counts."""
    a, b = one.words, other.words
    if not a or not b:
        return None
    if a == b:
        return Fit(Tie.SAME, "the same name" if one.head == other.head else "the same words in another order")
    if one.acronym in other.initials or other.acronym in one.initials:
        short = one.acronym is not None and one.acronym in other.initials
        return Fit(Tie.INITIAL, f"the initials of {len((other if short else one).initials[0])} words",
                   -1 if short else 1)  # fmt: skip
    taken, slipped = _pairs(a, b)
    left = [word for n, word in enumerate(a) if n not in taken]
    right = [word for n, word in enumerate(b) if n not in taken.values()]
    if not left and not right:
        return Fit(Tie.SLIP, "one letter differs") if slipped else Fit(Tie.SPELT, "two spellings")
    if not taken:
        return None
    if one.acronym or other.acronym:
        return Fit(Tie.APART, f"a part or a namesake: {' '.join(left or right)}")
    if left and right:
        return Fit(Tie.APART, f"{' '.join(left)}, {' '.join(right)}") if one.head == other.head else None
    if one.head != other.head:
        return Fit(Tie.APART, f"a part or an office of it: {' '.join(left or right)}")
    return Fit(Tie.SHORT, f"the same without {' '.join(left or right)}", -1 if right else 1)


def _pairs(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[dict[int, int], bool]:
    """Each word of `a` with the word of `b` that it may be, and whether one of them has a wrong letter."""
    taken: dict[int, int] = {}
    slipped = False
    for test in (str.__eq__, _spelt, _slip):
        for n, word in enumerate(a):
            if n in taken:
                continue
            for m, other in enumerate(b):
                if m not in taken.values() and test(word, other):
                    taken[n] = m
                    slipped = slipped or test is _slip
                    break
    return taken, slipped


def _slip(word: str, other: str) -> bool:
    return min(len(word), len(other)) > _LONG and slip(word, other)


def _spelt(word: str, other: str) -> bool:
    return same_root(word, other) or (min(len(word), len(other)) >= _LONG and alike(word, other))


@lru_cache(maxsize=1 << 15)
def same_root(word: str, other: str) -> bool:
    """Is one the adjective of the other ("Halvra", "Halvran")? Of countries that is known, not guessed."""
    peoples = words().peoples
    if word in peoples or other in peoples:
        return peoples.get(word) == peoples.get(other)
    return _base(word) in _roots(other) or _base(other) in _roots(word)


def _base(word: str) -> str:
    return word.rstrip("aeiouy") if len(word) > _SHORT else word


def _roots(word: str) -> set[str]:
    """What it may be the adjective of, without the vowels at its end."""
    ends = (end for end in words().adjectives if word.endswith(end))
    return {root for end in ends if len(root := word.removesuffix(end).rstrip("aeiouy")) > _SHORT - 1}

"""Words of names in one alphabet, and whether two of them are spellings of one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from whosays.resolve.entities.words import words

LONGEST = 200
"""Characters of a name that are looked at; what is longer is no name."""
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_BREAK = re.compile(r"[^a-z0-9]+")
_VOWELS = frozenset("aeiouy")
_SORTS = {"e": "i", "y": "i", "u": "o"}
"""Vowels that stand for one another."""
_FEW = 3
"""Letters of a word that may be spelt in two ways; consonants of one whose vowels may differ; vowels of
one in which one may be other."""
_LONG = 5
"""Letters from which on one wrong letter leaves a word recognisable."""


@lru_cache(maxsize=1 << 15)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name: Latin letters without marks, lower case; "H.L.F." is one word."""
    name = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", name[:LONGEST])
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = anyascii(plain).lower().replace("'s ", " ").replace("'", "").replace("`", "")
    return tuple(word for word in _BREAK.split(plain.removesuffix("s'")) if word)


@lru_cache(maxsize=1 << 15)
def sound(word: str) -> str:
    """What stays of a word however it is transliterated: consonants, and the sort of a vowel at its head."""
    folded = _folded(word)
    first = _SORTS.get(folded[:1], folded[:1])
    return first + "".join(letter for letter in folded[1:] if letter not in _VOWELS)


@lru_cache(maxsize=1 << 15)
def _folded(word: str) -> str:
    for one, other in words().exchanges:
        word = word.replace(one, other)
    word = word[:1] + word[1:].replace("h", "").replace("y", "i").replace("j", "i")
    return re.sub(r"(.)\1+", r"\1", word)


def alike(a: str, b: str) -> bool:
    """Are they spellings of one word? They sound the same, and end alike: Maria is not Mario."""
    if close(a, b):
        return True
    if min(len(a), len(b)) < _FEW or sound(a) != sound(b) or _end(a) != _end(b):
        return False
    one, other = _vowels(a), _vowels(b)
    if len(sound(a)) < _FEW or (len(one) == len(other) < _FEW and one != other):
        return False
    return _one_off(one, other)


def close(a: str, b: str) -> bool:
    """Are they spellings of one word that differ in consonants only ("Sarow", "Saroff")?"""
    return a == b or (min(len(a), len(b)) >= _FEW and _folded(a) == _folded(b))


def slip(a: str, b: str) -> bool:
    """Is one letter other, missing or in the wrong place? Words of five letters or more; not their sex."""
    if a == b or min(len(a), len(b)) < _LONG or (_end(a) and _end(b) and _end(a) != _end(b)):
        return False
    return _one_off(a, b)


def _one_off(a: str, b: str) -> bool:
    """Are they the same but for one letter, other, missing or swapped with the next?"""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        swapped = a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
        return swapped or a[at + 1 :] == b[at + 1 :]
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[at + 1 :] == shorter[at:]


def _vowels(word: str) -> str:
    return "".join(_SORTS.get(letter, letter) for letter in _folded(word) if letter in _VOWELS)


def _end(word: str) -> str:
    """The vowel at its end, which tells sexes apart; nothing where it ends with a consonant."""
    last = _folded(word)[-1:]
    return last if last in _VOWELS else ""

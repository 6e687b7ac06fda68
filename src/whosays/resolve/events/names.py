"""Names of two documents held together without a casebook: as much as two events need, never a proof."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from whosays.resolve.names import normal_name

_SMALL = frozenset({"of", "the", "and", "for", "de", "la", "el", "del", "al", "von", "van", "in", "on"})
_SOUNDS = str.maketrans({"v": "f", "w": "f", "q": "k", "c": "k", "z": "s", "y": "i", "j": "i"})
_VOWELS = frozenset("aeiou")
_LEAST = 3  # letters of a skeleton that is compared
_WORDS = 3  # of a name from which initials are made


class Names(NamedTuple):
    """Forms of the names of somebody, or of several."""

    whole: frozenset[str] = frozenset()
    """First letter and surname of a person; of anything else its words, and its initials."""
    bare: frozenset[str] = frozenset()
    """Surnames of persons of whom no other name is known."""
    last: frozenset[str] = frozenset()
    """Surnames of all persons."""

    def meet(self, other: Names) -> bool:
        """May one of these be one of those? Two first names are two people."""
        return bool(self.whole & other.whole or self.bare & other.last or self.last & other.bare)


_NOBODY = Names()


def together(names: Collection[Names]) -> Names:
    """All of these."""
    if len(names) < 2:
        return next(iter(names), _NOBODY)
    whole, bare, last = zip(*names, strict=True)
    return Names(frozenset().union(*whole), frozenset().union(*bare), frozenset().union(*last))


@lru_cache(maxsize=1 << 14)
def forms(names: tuple[str, ...], kind: str) -> Names:
    """The forms of all names of one."""
    if kind == "Person":
        return _person(normal_name(name, kind) for name in names)
    return Names(frozenset(form for name in names for form in _body(normal_name(name, kind))))


def _person(names: Iterable[str]) -> Names:
    whole, last = set(), set()
    for name in names:
        words = [word.strip(".,") for word in name.split() if word.strip(".,")]
        if words:
            last.add(sound(words[-1]))
        if len(words) > 1:
            whole.add(f"{sound(words[0])[0]} {sound(words[-1])}")
    return Names(frozenset(whole), frozenset() if whole else frozenset(last), frozenset(last))


def _body(name: str) -> Iterable[str]:
    yield name.replace(".", "")
    words = [word for word in name.replace("-", " ").split() if word not in _SMALL]
    if len(words) >= _WORDS:
        yield "".join(word[0] for word in words)


def sound(word: str) -> str:
    """The consonants of a word, those that alphabets mix up made one: Saroff, Sarov and Sarow are alike."""
    letters = [letter for letter in word.translate(_SOUNDS) if letter.isalnum()]
    kept = [
        letter
        for at, letter in enumerate(letters)
        if not at or (letter not in _VOWELS and letter != letters[at - 1])
    ]
    return "".join(kept) if len(kept) >= _LEAST else word

"""Short forms under which two names of one thing may meet, without a casebook: a part of each name, never a proof."""

from __future__ import annotations

from functools import lru_cache

from whosays.resolve.names import normal_name

_SMALL = frozenset({"of", "the", "and", "for", "de", "la", "el", "del", "al", "von", "van", "in", "on"})
_SOUNDS = str.maketrans({"v": "f", "w": "f", "q": "k", "c": "k", "z": "s", "y": "i", "j": "i"})
_VOWELS = frozenset("aeiou")
_LEAST = 3  # letters of a skeleton that is compared
_WORDS = 3  # of a name from which initials are made


@lru_cache(maxsize=1 << 14)
def short_forms(name: str, kind: str) -> frozenset[str]:
    """What may stand for `name`: a person's last word as it sounds, of anything else its words and initials."""
    normal = normal_name(name, kind)
    words = [word for word in normal.replace("-", " ").split() if word.strip(".")]
    if not words:
        return frozenset()
    if kind == "Person":
        return frozenset({f"p:{sound(words[-1])}"})
    full = [word for word in words if word not in _SMALL]
    found = {normal}
    if len(full) >= _WORDS:
        found.add("".join(word[0] for word in full))
    else:
        found.add(normal.replace(".", ""))
    return frozenset(found)


def sound(word: str) -> str:
    """The consonants of a word, those that alphabets mix up made one: Saroff, Sarov and Sarow are alike."""
    letters = [letter for letter in word.translate(_SOUNDS) if letter.isalnum()]
    kept = [
        letter
        for at, letter in enumerate(letters)
        if not at or (letter not in _VOWELS and letter != letters[at - 1])
    ]
    return "".join(kept) if len(kept) >= _LEAST else word

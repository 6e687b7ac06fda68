"""WordPiece (Wu et al. 2016, as BERT has it): a word as the numbers of its parts in a fixed vocabulary.

Written here because words are known already and most of them come again and again, so that a table of words
is all the speed that is needed; the package that offers it brings a client for a model hub along.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

MOST = 6
"""Pieces of one word that are read; what is longer is no word of English."""
_LONGEST = 100
"""Characters, beyond which a word is not looked at."""


class Pieces:
    """The parts of words in a vocabulary file of one piece a line, uncased and without accents."""

    def __init__(self, vocabulary: Path) -> None:
        listed = vocabulary.read_text(encoding="utf-8").split("\n")
        self._ids = {piece: number for number, piece in enumerate(listed) if piece}
        self.pad, self.unknown, self.begin, self.end, self.mask = (
            self._ids[piece] for piece in ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
        )
        self.of = lru_cache(maxsize=1 << 17)(self._of)
        """A word's pieces, one to `MOST`."""

    def __len__(self) -> int:
        return max(self._ids.values()) + 1

    def _of(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        for part in _parts(_plain(word[:_LONGEST])):
            found += self._greedy(part)
            if len(found) >= MOST:
                break
        return tuple(found[:MOST]) or (self.unknown,)

    def _greedy(self, part: str) -> list[int]:
        """The longest pieces from the left; one unknown where they do not cover the part."""
        found: list[int] = []
        start = 0
        while start < len(part):
            end = len(part)
            while end > start:
                number = self._ids.get(part[start:end] if start == 0 else "##" + part[start:end])
                if number is not None:
                    break
                end -= 1
            else:
                return [self.unknown]
            found.append(number)
            start = end
        return found


def _plain(word: str) -> str:
    """Lower case, no accents, no control characters."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in apart if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))


def _parts(word: str) -> list[str]:
    """Letters and digits together, every mark and ideograph alone."""
    found: list[str] = []
    glue = False
    for c in word:
        alone = not c.isalnum() or "\u4e00" <= c <= "\u9fff"
        if alone or not glue:
            found.append(c)
        else:
            found[-1] += c
        glue = not alone
    return found

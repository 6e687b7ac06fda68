"""A text as the network read it: its words, its windows, and what every head said."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whosays.annotate.model import features, windows
from whosays.annotate.model.network import LIMIT, Array, Network, Output
from whosays.annotate.model.words import Word

KEEP = 25
"""Pieces that a window shares with the one before, at least."""


class Reading:
    """All outputs for one text.

    `words`: the words to read, in text order; `begins`: numbers of words that begin a sentence where that is
    known (the beginnings of blocks), so that no sentence runs over them.
    """

    def __init__(self, network: Network, text: str, words: Sequence[Word], begins: frozenset[int]) -> None:
        self.network, self.text = network, text
        self.spans = [(start, end) for start, end, _ in words]
        self.glued = [glued for _, _, glued in words]
        self.forms = [text[start:end] for start, end in self.spans]
        self.low = [form.lower() for form in self.forms]
        self._pieces = [network.pieces.of(word) for word in self.low]
        self._shapes = features.shapes(text, self.spans)
        self.clues = features.clues(self.forms)
        """What the lexicon knows of each word, as bits (`features.CLUES`)."""
        self._size = windows.sizes(self._pieces)
        cuts = sorted({*windows.cuts(text, self.spans), *begins}) if self.spans else []
        self.windows = windows.windows(self._size, cuts, limit=LIMIT, keep=KEEP)
        self.outputs = [self.read(i, j) for i, j in self.windows]
        self.best = windows.best(self.windows, len(self.spans))
        """For each word the window to believe."""
        self.begins = self._sentences(begins)
        """First words of sentences, in order."""

    def __len__(self) -> int:
        return len(self.spans)

    def read(self, i: int, j: int) -> Output:
        """The outputs for words [i, j) read by themselves."""
        return self.network.read(self._pieces[i:j], self._shapes[i:j], self.clues[i:j])

    def tagged(self, name: str) -> Array:
        """[words, tags] of a head, each word from its best window."""
        if not self.outputs:
            return np.zeros((0, 1), np.float32)
        parts = [
            output[name][1:][self.best[i:j] == number]
            for number, ((i, j), output) in enumerate(zip(self.windows, self.outputs, strict=True))
        ]
        return np.concatenate(parts)

    def at(self, word: int) -> tuple[int, int]:
        """The window to believe about a word, and its row there."""
        number = int(self.best[word])
        return number, word - self.windows[number][0] + 1

    def row(self, name: str, word: int) -> Array:
        """What a head says of one word."""
        number, row = self.at(word)
        found: Array = self.outputs[number][name][row]
        return found

    def longest(self, first: int) -> int:
        """The word up to which a window may reach that begins at `first`."""
        found = int(np.searchsorted(self._size, self._size[first] + LIMIT, "right")) - 1
        return max(first + 1, found)

    def is_quoted(self, first: int, end: int) -> bool:
        """Do most of the words [first, end) stand in quotation marks?"""
        return 2 * sum(features.is_quoted(shape) for shape in self._shapes[first:end]) > end - first

    def sentence_of(self) -> NDArray[np.int64]:
        """For each word the number of its sentence."""
        mark = np.zeros(len(self.spans), np.int64)
        mark[self.begins[1:]] = 1
        return np.cumsum(mark)

    def _sentences(self, begins: frozenset[int]) -> list[int]:
        if not self.spans:
            return []
        found = np.flatnonzero(self.tagged("start").reshape(-1) > 0).tolist()
        return sorted({0, *begins, *(k for k in found if not self.glued[k])})

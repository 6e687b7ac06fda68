"""What small networks take from the words around one: its neighbours, and those of its group."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whosays.annotate.model.network import Array


class Groups:
    """Rows by the number of their group; groups without a row are none."""

    def __init__(self, numbers: NDArray[np.int64]) -> None:
        self._order = numbers.argsort(kind="stable")
        self.numbers, self._first, count = np.unique(
            numbers[self._order], return_index=True, return_counts=True
        )
        """[groups]: the numbers that stand for something, in order."""
        self._count: Array = count[:, None].astype(np.float32)

    def mean(self, h: Array) -> Array:
        """[rows, width] -> [groups, width]"""
        found: Array = np.add.reduceat(h[self._order], self._first)
        return found / self._count

    def highest(self, h: Array) -> Array:
        """[rows, width] -> [groups, width]"""
        found: Array = np.maximum.reduceat(h[self._order], self._first)
        return found


def spread(groups: Groups, h: Array) -> Array:
    """[rows, width] -> [rows, width]: for each number the mean of its group, nothing where it has none."""
    found = np.zeros_like(h)
    found[groups.numbers] = groups.mean(h)
    return found


def neighbours(h: Array, weight: Array, bias: Array, apart: int) -> Array:
    """[out, in, 3] over the words `apart` before, the word itself, and those `apart` after."""
    n, width = h.shape
    wide = np.zeros((n + 2 * apart, width), h.dtype)
    wide[apart : apart + n] = h
    found: Array = sum(wide[k * apart : k * apart + n] @ weight[:, :, k].T for k in range(3)) + bias
    return found

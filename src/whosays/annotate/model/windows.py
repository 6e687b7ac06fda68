"""Long texts in windows that overlap: where to cut, and which window to believe about a word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

Window = tuple[int, int]
"""First word, and the word after the last."""


def sizes(pieces: Sequence[Sequence[int]]) -> list[int]:
    """How many pieces stand before each word, and in all."""
    return [0, *accumulate(map(len, pieces))]


def cuts(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Words at which a window may begin: after a line break, or after a stop and before no small letter."""
    found = [0]
    for k in range(1, len(spans)):
        end, start = spans[k - 1][1], spans[k][0]
        if end == start:
            continue
        if "\n" in text[end:start] or (text[end - 1] in '.!?”"' and not text[start].islower()):
            found.append(k)
    return found


def windows(
    size: Sequence[int], cuts: Sequence[int], *, limit: int, keep: int = 0, begin: int | None = None
) -> list[Window]:
    """Windows over all words, of at most `limit` pieces each.

    `size` as `sizes` gives it; each window begins at least `keep` pieces before the last one's end, at a cut
    where one is near; `begin`: the limit of the first window, to vary where the cuts fall.
    """
    n, i, reached = len(size) - 1, 0, 0
    found: list[Window] = []
    while i < n:
        room = begin if begin and not found else limit
        j = max(bisect_right(size, size[i] + room) - 1, i + 1)
        if j < n:
            cut = cuts[bisect_right(cuts, j) - 1]
            if cut > reached and size[cut] - size[i] > room / 3:
                j = cut
        found.append((i, j))
        reached = j
        if j >= n:
            break
        back = cuts[bisect_right(cuts, bisect_right(size, size[j] - keep) - 1) - 1] if keep else j
        i = back if back > i and size[j] - size[back] < limit / 2 else j
    return found


def best(found: Sequence[Window], n: int) -> NDArray[np.int64]:
    """For each of `n` words the number of the window in which it lies furthest from a cut edge."""
    chosen = np.zeros(n, np.int64)
    centre = np.full(n, -1.0)
    for number, (i, j) in enumerate(found):
        at = np.arange(i, j)
        inside = np.minimum(at - i if i else 1e9 + at, j - 1 - at if j < n else 1e9 + at)
        better = inside > centre[i:j]
        chosen[i:j][better] = number
        centre[i:j][better] = inside[better]
    return chosen

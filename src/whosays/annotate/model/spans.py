"""Tags to spans, and the best row of tags."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whosays.annotate.model.network import Array


def best_tags(scores: Array, step: Array, first: Array) -> list[int]:
    """The best row of tags, with what it costs to go from one to the next and to begin with one (Viterbi)."""
    if not len(scores):
        return []
    now = scores[0] + first
    back = np.zeros(scores.shape, np.int64)
    for k in range(1, len(scores)):
        ways = now[:, None] + step
        back[k] = ways.argmax(0)
        now = ways.max(0) + scores[k]
    path = [int(now.argmax())]
    for k in range(len(scores) - 1, 0, -1):
        path.append(int(back[k, path[-1]]))
    return path[::-1]


def tagged_spans(tags: Sequence[int], names: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    """Words [i, j) of each name, in order."""
    found: dict[str, list[tuple[int, int]]] = {name: [] for name in names}
    k = 0
    while k < len(tags):
        end = k + 1
        if tags[k]:
            inside = tags[k] + tags[k] % 2
            while end < len(tags) and tags[end] == inside:
                end += 1
            found[names[(tags[k] - 1) // 2]].append((k, end))
        k = end
    return found


def word_labels(scores: Array, names: Sequence[str]) -> list[str | None]:
    """For each word the name under which it stands, or none, by its own best tag."""
    best: NDArray[np.int64] = scores.argmax(1)
    return [names[(tag - 1) // 2] if tag else None for tag in best.tolist()]

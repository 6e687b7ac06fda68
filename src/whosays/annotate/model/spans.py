"""Tags to spans, and the best row of tags."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whosays.annotate.model.network import Array

_NEVER = -1e9
"""The score of what cannot be."""


def best_tags(scores: Array) -> list[int]:
    """The best row of tags O, B-x, I-x, B-y … in which every I follows a B or I of its name (Viterbi)."""
    greedy: list[int] = scores.argmax(1).tolist()
    before = [0, *greedy[:-1]]
    if all(tag == 0 or tag % 2 or last in (tag - 1, tag) for last, tag in zip(before, greedy, strict=True)):
        return greedy  # nothing is gained by looking further
    tags = range(scores.shape[1])
    insides = [tag > 0 and tag % 2 == 0 for tag in tags]
    now = [_NEVER if inside else 0.0 for inside in insides]
    back: list[list[int]] = []
    for row in scores.tolist():
        top = max(tags, key=now.__getitem__)
        # Only an inside minds what stands before it.
        origin = [
            (tag - 1 if now[tag - 1] >= now[tag] else tag) if inside else top
            for tag, inside in zip(tags, insides, strict=True)
        ]
        if not back:
            origin = list(tags)
        now = [now[origin[tag]] + row[tag] for tag in tags]
        back.append(origin)
    path = [max(tags, key=now.__getitem__)]
    for origin in reversed(back[1:]):
        path.append(origin[path[-1]])
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

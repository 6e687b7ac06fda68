"""Which mentions are of one thing: each is linked to the best of those before it, or to none.

Mention ranking (Denis and Baldridge 2008; Lee et al. 2017), with what `pairs` tells of a pair beside the
encoder's vectors.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whosays.annotate.model.mentions import Found
from whosays.annotate.model.pairs import Row, pairs
from whosays.annotate.model.reading import Reading


def antecedents(reading: Reading, found: Sequence[Found]) -> list[tuple[int, float]]:
    """For each mention (in text order) the one that it goes back to, or -1, and how sure (log odds)."""
    if not found:
        return []
    sentence = reading.sentence_of()
    rows = [Row(m.first, m.last, m.kind, m.type, int(sentence[m.first])) for m in found]
    later, earlier, told = pairs(reading.low, rows)
    weights = reading.network.weights
    here, there = _vectors(reading, found)
    hidden = np.maximum(told @ weights["pair.0.weight"].T + weights["pair.0.bias"], 0)
    scores = (hidden @ weights["pair.2.weight"].T).reshape(-1)
    scores += np.einsum("pd,pd->p", here[later], there[earlier]) / here.shape[1] ** 0.5
    last = np.array([m.last for m in found])
    first = np.array([m.first for m in found])
    scores[(first[later] <= last[earlier]) & (last[later] <= last[earlier])] = -1.0  # part of it, so not it
    best: list[tuple[int, float]] = [(-1, 0.0)] * len(found)
    bounds = np.searchsorted(later, np.arange(len(found) + 1))
    for i in range(1, len(found)):
        mine = scores[bounds[i] : bounds[i + 1]]
        if len(mine):
            k = int(mine.argmax())
            best[i] = (int(earlier[bounds[i] + k]), float(mine[k]))
    return [(j, s) if s > 0 else (-1, s) for j, s in best]


def chains(found: Sequence[tuple[int, float]]) -> list[int]:
    """The number of the chain of each mention."""
    chain: list[int] = []
    for number, (antecedent, _) in enumerate(found):
        chain.append(chain[antecedent] if antecedent >= 0 else number)
    return chain


def _vectors(reading: Reading, found: Sequence[Found]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Of each mention as the later and as the earlier one of a pair."""
    first = np.stack([reading.row("coref", m.first) for m in found])
    last = np.stack([reading.row("coref", m.last) for m in found])
    a, _, d, _ = np.split(first, 4, axis=1)
    _, c, _, e = np.split(last, 4, axis=1)
    return a + c, d + e

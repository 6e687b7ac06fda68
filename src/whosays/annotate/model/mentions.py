"""Mentions: stretches of words that name or describe a thing, with their types and kinds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whosays.annotate.model.labels import KINDS, TYPES
from whosays.annotate.model.network import Array, Output
from whosays.annotate.model.pairs import PERSONAL
from whosays.annotate.model.reading import Reading

_SURE = 1.0
LONGEST = 40
"""Words of a mention."""


class Found(NamedTuple):
    """A mention: words [first, last], numbers in `TYPES` and `KINDS`, and the two scores (log odds)."""

    first: int
    last: int
    type: int
    kind: int
    reports: float
    """As the outermost mention that a reader of reports wants."""
    phrases: float
    """As any noun phrase that stands for a thing."""


def mentions(reading: Reading, *, least: float) -> list[Found]:
    """Mentions whose better score is above `least`, and every personal pronoun, in text order.

    Nested perhaps, but never crossing; each within a sentence.
    """
    found: list[Found] = []
    sentence = reading.sentence_of()
    for number, (output, (i, j)) in enumerate(zip(reading.outputs, reading.windows, strict=True)):
        spans = _spans(output["marks"], j - i, least)
        pronouns = [(k - i, k - i) for k in range(i, j) if reading.low[k] in PERSONAL]
        spans = np.array(sorted({*map(tuple, spans.tolist()), *pronouns}), np.int64).reshape(-1, 2)
        spans = spans[reading.best[i + spans[:, 0]] == number]
        spans = spans[sentence[i + spans[:, 0]] == sentence[i + spans[:, 1]]]
        if len(spans):
            found += _typed(reading, output, spans, i)
    taken: list[Found] = []
    by_word: dict[int, list[Found]] = {}
    for mention in sorted(found, key=lambda m: (-max(m.reports, m.phrases), m.first, -m.last)):
        words = range(mention.first, mention.last + 1)
        near = {other for k in words for other in by_word.get(k, ())}
        if not any(_cross(mention, other) for other in near):
            taken.append(mention)
            for k in words:
                by_word.setdefault(k, []).append(mention)
    return sorted(taken, key=lambda m: (m.first, -m.last))


def _cross(one: Found, other: Found) -> bool:
    """Do they share words, with neither inside the other?"""
    inside = one.first <= other.first and other.last <= one.last
    around = other.first <= one.first and one.last <= other.last
    return one.first <= other.last and other.first <= one.last and not (inside or around)


def _spans(marks: Array, n: int, least: float) -> NDArray[np.int64]:
    """[spans, 2] of rows (from 0) of a window of `n` words."""
    inner = marks[:, 1 : n + 1, 1 : n + 1]
    better = inner.max(0)
    near = np.triu(better > least)
    if n > LONGEST:
        near &= ~np.triu(np.ones((n, n), bool), LONGEST)
    return np.argwhere(near)


def _typed(reading: Reading, output: Output, spans: NDArray[np.int64], i: int) -> list[Found]:
    weights = reading.network.weights
    x = output["kind"]
    half = x.shape[1] // 2
    hidden = np.maximum(x[spans[:, 0] + 1, :half] + x[spans[:, 1] + 1, half:], 0)
    told = hidden @ weights["kind.weight"].T + weights["kind.bias"]
    types = told[:, : len(TYPES)].argmax(1)
    kinds = told[:, len(TYPES) :].argmax(1)
    scores = output["marks"][:, spans[:, 0] + 1, spans[:, 1] + 1]
    assert told.shape[1] == len(TYPES) + len(KINDS)
    for row, (a, z) in enumerate(spans):
        if a == z and reading.low[a + i] in PERSONAL:  # whatever its scores, it stands for something
            kinds[row] = KINDS.index("pronoun")
            scores[1, row] = max(scores[1, row], _SURE)
    return [
        Found(int(a) + i, int(z) + i, int(t), int(k), float(r), float(p))
        for (a, z), t, k, r, p in zip(spans, types, kinds, scores[0], scores[1], strict=True)
    ]

"""Which parts of reports belong together: a content to its cue, a cue to its source.

Each is held against the few nearest that it may belong to. What the network says of the pair is one of
several things that count: where the two stand, what is between, how one hangs on the other in the tree.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from whosays.annotate.model.facts import Facts
from whosays.annotate.model.labels import ROLES
from whosays.annotate.model.network import Array

Range = tuple[int, int]
"""Words [i, j)."""
CONTENT_TO_CUE, CUE_TO_SOURCE = "cue", "source"
NEAR = 8
"""Candidates that are looked at."""
_STEPS = 5
_ROOT_OF_WIDTH = 11.3
_ASKS = {CONTENT_TO_CUE: (0, 1), CUE_TO_SOURCE: (2, 3)}
"""Parts of the head of links: what asks, what answers."""
_RELATIONS = (
    *("nsubj", "obj", "obl", "ccomp", "xcomp", "parataxis", "advcl", "acl", "nmod", "conj", "root", "dep"),
    *("amod", "appos", "compound", "advmod"),
)
_TAGS = ("VERB", "NOUN", "PROPN", "PRON", "ADP", "AUX")
_SPEECH = frozenset({"say", "tell", "write", "add", "ask"})
_PRONOUNS = (
    frozenset({"he", "she", "they", "it", "i", "we", "you"}),
    frozenset({"who", "which", "that"}),
    frozenset({"his", "her", "their", "its", "my", "our"}),
)


class _Part(NamedTuple):
    """A span and how it stands in the tree."""

    first: int
    end: int
    root: int
    """The word by which it hangs on the rest."""
    above: tuple[int, ...]
    """What the root hangs on, what that hangs on, and so forth."""
    traits: tuple[float, ...]


class Links:
    """The parts of the reports of one text."""

    def __init__(
        self, told: Facts, spans: Mapping[str, Sequence[Range]], weights: Mapping[str, Array]
    ) -> None:
        self._told, self._weights = told, weights
        self._parts = {span: self._part(*span) for listed in spans.values() for span in listed}
        self._starts = [[first for first, _ in spans[role]] for role in ROLES]
        self._ends = [[end for _, end in spans[role]] for role in ROLES]

    def best(self, kind: str, asks: Range, among: Sequence[Range]) -> tuple[Range | None, float]:
        """The one that it belongs to most, and by how much it does so more than to nothing."""
        near = self.near(asks, among)
        if not near:
            return None, 0.0
        x = self.told(kind, asks, near)
        hidden = np.maximum(
            x @ self._weights[f"links.{kind}.0.weight"].T + self._weights[f"links.{kind}.0.bias"], 0
        )
        scores = hidden @ self._weights[f"links.{kind}.2.weight"][0]
        best = int(scores[:-1].argmax())
        return near[best], float(scores[best] - scores[-1])

    def near(self, asks: Range, among: Sequence[Range]) -> list[Range]:
        """The nearest of these (sorted) spans, in order."""
        at = bisect_left(among, asks)
        around = among[max(0, at - NEAR) : at + NEAR]
        return sorted(sorted(around, key=lambda span: max(span[0] - asks[1], asks[0] - span[1]))[:NEAR])

    def told(self, kind: str, asks: Range, near: Sequence[Range]) -> Array:
        """[candidates and nothing, …]: what can be told of each pair."""
        ask, answer = _ASKS[kind]
        query = self._told.link[asks[0]].reshape(4, -1)[ask]
        dots = [
            float(query @ self._told.link[first].reshape(4, -1)[answer]) / _ROOT_OF_WIDTH for first, _ in near
        ]
        window = self._told.window[asks[0]]
        nobody = float(query @ self._told.nobody[window].reshape(4, -1)[answer]) / _ROOT_OF_WIDTH
        a = self._parts[asks]
        rows = [
            [dot, *self._pair(kind, a, self._parts[span]), 0.0, 0.0]
            for dot, span in zip(dots, near, strict=True)
        ]
        rows.append([0.0] * (len(rows[0]) - 2) + [1.0, nobody])
        return np.array(rows, np.float32)

    def _pair(self, kind: str, a: _Part, b: _Part) -> list[float]:
        told = self._told
        before = b.first < a.first
        first, end = (b.end, a.first) if before else (a.end, b.first)
        gap = max(end - first, 0)
        sentence = told.sentence[b.first]
        up = a.above.index(b.root) + 1 if b.root in a.above else 0
        down = b.above.index(a.root) + 1 if a.root in b.above else 0
        after = told.low[first] if first < len(told.low) else ""
        shared = bool(a.above) and bool(b.above) and a.above[0] == b.above[0]
        hangs = told.relation[a.root if kind == CONTENT_TO_CUE or up == 1 else b.root].partition(":")[0]
        return [
            told.sentence[a.first] == sentence,
            told.sentence[a.end - 1] == sentence,
            abs(int(told.sentence[a.first] - sentence)) == 1,
            *(before, not before, np.log1p(gap) / 3, gap == 0, gap == 1, gap <= 3, gap > 12),
            *(min(self._between(k, first, end), 3) / 2 for k in range(len(ROLES))),
            *(up == 1, up == 2, up > 2, down == 1, down == 2, down > 2, shared),
            *(hangs == relation for relation in _RELATIONS),
            told.quoted[a.first] != told.quoted[b.first],
            *(after == mark for mark in (",", ":", "—")),
            *a.traits[:2],
            *b.traits,
        ]

    def _between(self, role: int, first: int, end: int) -> int:
        """How many spans of a role lie between two places."""
        return max(0, bisect_left(self._ends[role], end + 1) - bisect_left(self._starts[role], first))

    def _part(self, first: int, end: int) -> _Part:
        told = self._told
        root = next(
            (k for k in range(first, end) if not first <= told.head[k] < end and told.relation[k] != "punct"),
            first,
        )
        above: list[int] = []
        at = int(told.head[root])
        while at >= 0 and len(above) < _STEPS:
            above.append(at)
            at = int(told.head[at])
        relation, low = told.relation[root], told.low[first]
        traits = (
            told.quoted[first],
            min(end - first, 30) / 30,
            *(relation.partition(":")[0] == name for name in _RELATIONS),
            *(relation == "nsubj", relation == "nsubj:pass"),
            *(told.upos[root] == tag for tag in _TAGS),
            *(told.lemma[root] in _SPEECH, low == "according", told.low[end - 1] == ":"),
            *(low in pronouns for pronouns in _PRONOUNS),
        )
        return _Part(first, end, root, tuple(above), tuple(float(each) for each in traits))

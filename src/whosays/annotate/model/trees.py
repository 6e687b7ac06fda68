"""Dependency trees: for each sentence the best tree with one root.

Where every word's best head makes a tree with one root, that is it; else that of Chu and Liu (1965) and
Edmonds (1967).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whosays.annotate.model.network import Array, Output
from whosays.annotate.model.reading import Reading

Heads = NDArray[np.int64]
_NEVER = -1e9
_ROOT = 1e6


def trees(reading: Reading) -> tuple[Heads, list[str]]:
    """For each word the number of its head (-1: the root of its sentence) and its relation.

    A sentence cut by the edge of a window is read again alone; one longer than a window is cut, and
    `reading.begins` gains the cuts.
    """
    n = len(reading)
    heads = np.full(n, -1, np.int64)
    if not n:
        return heads, []
    whole = _sentences(reading)
    reading.begins = [first for first, *_ in whole]
    related: list[Array] = []
    for first, end, output, row in whole:
        here = slice(row, row + end - first)
        arcs = output["arcs"]
        scores = np.concatenate([arcs[here, :1], arcs[here, here]], 1)
        found = best_tree(scores)
        heads[first:end] = np.where(found > 0, found + first - 1, -1)
        above = output["head"][np.where(found > 0, found + row - 1, 0)]
        related.append(np.einsum("nrd,nd->nr", output["related"][here], above))
    return heads, _relations(reading, np.concatenate(related), heads)


def _sentences(reading: Reading) -> list[tuple[int, int, Output, int]]:
    """(first word, word after the last, outputs of the window it lies in, its row there)"""
    found: list[tuple[int, int, Output, int]] = []
    ends = [*reading.begins[1:], len(reading)]
    for first, end in zip(reading.begins, ends, strict=True):
        inside = [
            number
            for number in sorted({int(reading.best[first]), int(reading.best[end - 1])})
            if reading.windows[number][0] <= first and end <= reading.windows[number][1]
        ]
        if inside:
            number = max(
                inside, key=lambda k: min(first - reading.windows[k][0], reading.windows[k][1] - end)
            )
            found.append((first, end, reading.outputs[number], first - reading.windows[number][0] + 1))
            continue
        at = first
        while at < end:
            until = min(end, reading.longest(at))
            found.append((at, until, reading.read(at, until), 1))
            at = until
    return found


def _relations(reading: Reading, scores: Array, heads: Heads) -> list[str]:
    names = reading.network.relations
    root = names.index("root")
    scores[heads >= 0, root] = _NEVER
    scores[heads < 0, root] = -_NEVER
    return [names[k] for k in scores.argmax(1)]


# ── the best tree ─────────────────────────────────────────────────────────────────────────────────


def best_tree(scores: Array) -> Heads:
    """`scores[dependent, head]`, head 0 the root and head k word k - 1 -> heads; one root, no circle."""
    heads: Heads = scores.argmax(1).astype(np.int64)
    if int((heads == 0).sum()) == 1 and _circle([0, *heads.tolist()]) is None:
        return heads
    table = scores.astype(np.float64)
    table[:, 0] -= _ROOT  # so dear that the best tree has one, and otherwise chosen by its score
    square = np.concatenate([np.zeros((1, len(table) + 1)), table])
    return _arborescence(square)[1:]


def _arborescence(scores: NDArray[np.float64]) -> Heads:
    """Heads of the best tree over nodes, node 0 its root, in time of the square of their number.

    Tarjan (1977) on a dense table, as Camerini, Fratta and Maffioli (1979) put it right: from each node its
    best head, that one's best head and so on; a circle becomes one node, whose ways in are worth what they
    gain over the edge that they break.
    """
    n = len(scores)
    ways = list(scores)
    """By node, then by original head: worth of the edge. Nodes beyond `n` are circles."""
    target = [np.full(n, node) for node in range(n)]
    """By node, then by original head: the original dependent of that edge."""
    inside = [np.arange(n) == node for node in range(n)]
    owner, circle_of = np.arange(n), list(range(n))
    up = [0] * n
    done, path = {0}, list[int]()
    for start in range(1, n):
        node = int(owner[start])
        while node not in done:
            if node in path:
                at = path.index(node)
                circle, path = path[at:], path[:at]
                node = len(ways)
                gains = np.stack([ways[k] - ways[k][up[k]] for k in circle])
                best = gains.argmax(0)
                inside.append(np.logical_or.reduce([inside[k] for k in circle]))
                ways.append(gains[best, np.arange(n)])
                target.append(np.stack([target[k] for k in circle])[best, np.arange(n)])
                owner[inside[node]] = node
                for k in circle:
                    circle_of[k] = node
                circle_of.append(node)
                up.append(0)
            ways[node] = np.where(inside[node], -np.inf, ways[node])
            up[node] = int(ways[node].argmax())
            path.append(node)
            node = int(owner[up[node]])
        done.update(path)
        path = []
    edges = [(head, int(target[node][head])) for node, head in enumerate(up)]
    for node in reversed(range(n, len(ways))):
        below = edges[node][1]
        while below != node:  # the way into a circle is the way into that of its members that it leads to
            edges[below] = edges[node]
            below = circle_of[below]
    return np.array([head for head, _ in edges[:n]], np.int64)


def _circle(heads: list[int]) -> list[int] | None:
    """The first circle of nodes that are each other's heads; node 0 is the root."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, at = [], start
        while at and not state[at]:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at and state[at] == 1:
            return path[path.index(at) :]
        for node in path:
            state[node] = 2
    return None

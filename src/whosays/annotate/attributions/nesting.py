"""Which attribution stands in the content of which."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.records import Span

_MOST_OPEN = 64
"""Contents that overlap at one place; more are no text, and would cost more than linear time."""


def parents(anchors: Sequence[Span], contents: Sequence[Sequence[Span]]) -> list[int | None]:
    """For each attribution the innermost other one whose content holds its anchor (cue, else content).

    Time is n log n. Where two hold each other the later one loses its parent, so that no chain is a ring.
    """
    pieces = sorted(
        ((start, -end, owner) for owner, spans in enumerate(contents) for start, end in spans),
    )
    order = sorted(range(len(anchors)), key=lambda i: (anchors[i][0], -anchors[i][1], i))
    above: list[int | None] = [None] * len(anchors)
    waiting: list[tuple[int, int]] = []
    at = 0
    for i in order:
        start, end = anchors[i]
        while at < len(pieces) and pieces[at][0] <= start:
            waiting.append((-pieces[at][1], pieces[at][2]))
            at += 1
        waiting = [piece for piece in waiting[-_MOST_OPEN:] if piece[0] > start]
        best: tuple[int, int] | None = None
        for piece_end, owner in reversed(waiting):
            if piece_end >= end and owner != i and anchors[owner] != anchors[i]:
                best = (piece_end, owner)
                break
        above[i] = best[1] if best else None
    for i in range(len(above)):
        _open_ring(above, i)
    return above


def _open_ring(above: list[int | None], i: int) -> None:
    seen = {i}
    at = above[i]
    while at is not None and len(seen) < _MOST_OPEN:
        if at in seen:
            above[i] = None
            return
        seen.add(at)
        at = above[at]
    if at is not None:
        above[i] = None

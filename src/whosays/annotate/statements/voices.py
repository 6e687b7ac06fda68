"""Whose words a passage stands in, and what the source's stance makes of what it says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush

from whosays.records import Attribution, Document, Span
from whosays.records.layers import Certainty, Polarity, Stance

_LEFT: dict[Stance, Certainty] = {
    "doubts": "possible",
    "demands": "hypothetical",
    "asks": "hypothetical",
    "promises": "planned",
}


class Innermost:
    """The innermost attribution whose content holds a character; built once, asked for every statement.

    In the place of one that is not asked about stands `None`.
    """

    def __init__(self, attributions: Sequence[Attribution | None]) -> None:
        spans = sorted(
            (*span, index)
            for index, said in enumerate(attributions)
            if said is not None
            for span in said.content
        )
        self._edges = sorted({edge for low, high, _ in spans for edge in (low, high)})
        self._held: list[int | None] = []
        open_: list[tuple[int, int, int]] = []  # the shortest first, of equals the later
        at = 0
        for edge in self._edges:
            while at < len(spans) and spans[at][0] == edge:
                low, high, index = spans[at]
                heappush(open_, (high - low, -index, high))
                at += 1
            while open_ and open_[0][2] <= edge:
                heappop(open_)
            self._held.append(-open_[0][1] if open_ else None)

    def at(self, offset: int) -> int | None:
        """Its index."""
        edge = bisect_right(self._edges, offset) - 1
        return self._held[edge] if edge >= 0 else None


def content_round(document: Document, attribution: int | None, offset: int) -> Span | None:
    """The span of what a source says that holds the character at `offset`."""
    if attribution is None:
        return None
    for low, high in document.attributions[attribution].content:
        if low <= offset < high:
            return low, high
    return None


def certainty_of(document: Document, attribution: int | None) -> Certainty:
    """The most that the source's stance leaves of what it says."""
    if attribution is None:
        return "fact"
    return _LEFT.get(document.attributions[attribution].stance, "fact")


def polarity_of(document: Document, attribution: int | None, said: Polarity) -> Polarity:
    """What a denial of the source makes of what is said."""
    if attribution is not None and document.attributions[attribution].denies:
        return "denied" if said == "asserted" else "asserted"
    return said

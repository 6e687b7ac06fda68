"""Passages as code points from and to."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.records.layers import Span


def merged(spans: Iterable[Span]) -> list[Span]:
    """Sorted, those that overlap or touch made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found

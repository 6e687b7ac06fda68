"""Whose words a passage stands in, and what the source's stance makes of what it says."""

from __future__ import annotations

from whosays.records import Document, Span
from whosays.records.layers import Certainty, Polarity, Stance

_LEFT: dict[Stance, Certainty] = {
    "doubts": "possible",
    "demands": "hypothetical",
    "asks": "hypothetical",
    "promises": "planned",
}


def reported_by(document: Document, start: int) -> int | None:
    """Index of the innermost attribution whose content holds the character at `start`."""
    best: tuple[int, int] | None = None
    for index, attribution in enumerate(document.attributions):
        for low, high in attribution.content:
            if low <= start < high and (best is None or high - low <= best[0]):
                best = (high - low, index)
    return None if best is None else best[1]


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

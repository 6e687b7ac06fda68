"""The credits of a document by place: whom it has a passage from, found at once however many there are."""

from __future__ import annotations

from bisect import bisect_right

from whosays.records import Credit, Document, Span


class Credits:
    """Which credits hold a passage, the widest first."""

    def __init__(self, document: Document) -> None:
        self._edges = sorted({edge for credit in document.credits for span in credit.covers for edge in span})
        self._held: list[tuple[Credit, ...]] = []
        opened: dict[int, list[int]] = {}
        closed: dict[int, list[int]] = {}
        for number, credit in enumerate(document.credits):
            for start, end in credit.covers:
                opened.setdefault(start, []).append(number)
                closed.setdefault(end, []).append(number)
        now: set[int] = set()
        for edge in self._edges:
            now.difference_update(closed.get(edge, ()))
            now.update(opened.get(edge, ()))
            self._held.append(tuple(document.credits[number] for number in sorted(now)))

    def at(self, span: Span | None) -> tuple[Credit, ...]:
        """The credits under which the middle of a passage stands; none where no passage is given."""
        if span is None:
            return ()
        number = bisect_right(self._edges, (span[0] + span[1]) // 2) - 1
        return self._held[number] if number >= 0 else ()

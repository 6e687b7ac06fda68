"""Comparing across documents: after documents came or went, what hangs on them is settled anew."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from whosays.records.across import CardKind, Touched
from whosays.resolve.keeping import Store, refresh
from whosays.resolve.linking import Kind

BATCH = 5_000
"""Cards compared at a time, so that memory stays flat however many are new."""
KINDS: tuple[CardKind, ...] = ("entity", "passage", "event")
"""In the order in which they are compared."""


class StaleStore(Store, Protocol):
    """Cards that know which of them have changed."""

    def stale(self, most: int) -> list[str]:
        """Some of the cards that have changed since all was compared."""
        ...

    def compared(self, ids: Sequence[str]) -> None:
        """These are as they were when they were compared."""
        ...


def compare(kind: Kind, store: StaleStore, then: Callable[[Touched], None]) -> None:
    """Compare all cards of one kind that have changed; `then` is told what is another, some at a time."""
    while ids := store.stale(BATCH):
        touched = refresh(kind, store, ids)
        store.compared(ids)
        then(touched)

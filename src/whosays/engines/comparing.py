"""Comparing across documents: after documents came or went, what hangs on them is settled anew."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol

from whosays.engines.deriving import derive
from whosays.engines.flagging import flag_all
from whosays.engines.weighing import weigh_all
from whosays.records.across import CardKind, EntityCard, Facts, Touched
from whosays.records.derived import content_id
from whosays.resolve.entities import ENTITIES, card
from whosays.resolve.events import EVENTS
from whosays.resolve.keeping import Store, refresh
from whosays.resolve.linking import Kind
from whosays.resolve.names import normal_name
from whosays.weigh.copies import PASSAGES

if TYPE_CHECKING:
    from whosays.casebook import Writer

BATCH = 25_000
"""Cards compared at a time, so that memory stays flat however many are new. What hangs together is settled
again with each lot that touches it, so the more at a time the better."""
KINDS: dict[CardKind, Kind] = {"entity": ENTITIES, "passage": PASSAGES, "event": EVENTS}
"""In the order in which they are compared."""


class StaleStore(Store, Protocol):
    """Cards that know which of them have changed."""

    def stale(self, most: int) -> list[str]:
        """Some of the cards that have changed since all was compared."""
        ...

    def compared(self, ids: Sequence[str]) -> None:
        """These are as they were when they were compared."""
        ...


def bring_up_to_date(casebook: Writer) -> None:
    """Compare and weigh what has changed. It may be broken off at any time: the next call goes on."""
    if casebook.anything_stale:
        with _uncollected():
            _bring_up_to_date(casebook)


def _bring_up_to_date(casebook: Writer) -> None:
    for key in casebook.earlier():
        casebook.derive_again(key, partial(derive, key=key, apart=casebook.decided.kept_apart(key)))
    for key, spans in casebook.decided.split().items():
        casebook.derive_again(key, partial(derive, key=key, apart=spans))
    casebook.decided.settle()
    casebook.commit()
    topics = casebook.topics
    moved: dict[CardKind, Callable[[Touched], None]] = {
        "entity": topics.entities_moved,
        "passage": topics.passages_moved,
        "event": topics.events_moved,
    }
    for name, kind in KINDS.items():

        def then(touched: Touched, name: CardKind = name) -> None:
            moved[name](touched)
            casebook.commit()

        compare(kind, casebook.cards(name, entity_card), then)
    weigh_all(casebook)
    flag_all(casebook)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Records hold no circles, and there are many: looking for circles in them is a third of all work."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def entity_card(id_: str, type_: str, names: Sequence[str], told: Sequence[Facts]) -> EntityCard:
    """The card of an entity of documents, of its names and what they tell of it."""
    local = all(id_ != content_id("e", type_, normal_name(name, type_)) for name in names)
    return card(id_, type_, names, local, told)


def compare(kind: Kind, store: StaleStore, then: Callable[[Touched], None]) -> None:
    """Compare all cards of one kind that have changed; `then` is told what is another, some at a time."""
    while ids := store.stale(BATCH):
        touched = refresh(kind, store, ids)
        store.compared(ids)
        then(touched)

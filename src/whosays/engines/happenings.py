"""All that happens in a pile, also what the coder has no type for: compared when asked for, and not kept.

A report tells of ten times as many happenings as a chronology has lines. They are compared beside the events
of the casebook, which stay what they are: what was found to be one there is one here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.casebook.scratch import scratch
from whosays.engines.comparing import compare
from whosays.records.across import EventCard, Verdict
from whosays.resolve.derive import entity_ids
from whosays.resolve.events import EVENTS, event_cards

if TYPE_CHECKING:
    from whosays.casebook import Reader


def happenings(reader: Reader) -> Iterator[tuple[EventCard, ...]]:
    """The cards of each happening, in the order of their ids; those with lines are of the chronology."""
    with scratch() as room:
        for row in reader.documents():
            document = reader.document(row.key)[1]
            ids = entity_ids(document, row.key, reader.kept_apart(row.key))
            room.add(row.key, event_cards(document, row.key, ids))
        for members in reader.weighed.event_clusters():
            room.store.judge(_one(a, b) for a, b in pairwise(members))
        compare(EVENTS, room.store, lambda touched: None)
        yield from room.wholes()


def _one(a: str, b: str) -> Verdict:
    return Verdict(a=a, b=b, sort="same", score=1.0, reason="one in the casebook", decided="casebook")

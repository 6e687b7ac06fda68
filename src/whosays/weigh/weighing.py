"""Weighing a topic: its claims with their origins, and its conflicts."""

from __future__ import annotations

from whosays.records.across import Claim, Conflict, Topic
from whosays.weigh.background import Background
from whosays.weigh.claims import claims_of
from whosays.weigh.conflicts import conflicts_of


def weigh(topic: Topic, background: Background) -> tuple[tuple[Claim, ...], tuple[Conflict, ...]]:
    """Claims and conflicts of one topic."""
    weighed = claims_of(topic, background)
    return tuple(each.claim for each in weighed), conflicts_of(topic, weighed, background)

"""Weighing a topic: its claims with their origins, and its conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from whosays.records.across import Claim, Conflict, Report, Topic
from whosays.records.derived import Known
from whosays.weigh.claims import claims_of
from whosays.weigh.conflicts import conflicts_of


def weigh(
    topic: Topic, known: Mapping[str, Known], led: Mapping[str, frozenset[str]]
) -> tuple[tuple[Claim, ...], tuple[Conflict, ...]]:
    """Claims and conflicts of one topic.

    `known`: the named ones among the resolved entities that take part; `led`: whom they lead (`leaders`).
    """
    weighed = claims_of(topic, known, led)
    return tuple(each.claim for each in weighed), conflicts_of(topic, weighed, known)


def leaders(reports: Iterable[Report]) -> dict[str, frozenset[str]]:
    """Whom somebody leads, as relations of the pile tell it."""
    found: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        if report.type != "Directorship" or report.stance != "asserts":
            continue
        for role, leader in report.parties:
            if role == "subject":
                found[leader] |= {entity for other, entity in report.parties if other == "object"}
    return {leader: frozenset(bodies) for leader, bodies in found.items()}

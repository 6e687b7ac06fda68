"""What the reports of a topic say of each side of it: when, where, who, how many, and that it happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

import msgspec

from whosays.records.across import Report, Topic, Value
from whosays.records.derived import Stance
from whosays.weigh.values import WORDED

HAPPENED = "occurrence"
"""The aspect of an event that it happened; of a relation or state it is `relation`."""
_BLAMED = "actor"
_HURT = "victim"
Given = str | int | float | None


class Said(msgspec.Struct, frozen=True):
    """A report on an aspect: its number in the topic, how it means it, which value it gives."""

    report: int
    stance: Stance
    value: Value | None


def said_of(topic: Topic) -> dict[str, list[Said]]:
    """What is said of each aspect, aspects in the order in which they come up, reports in theirs.

    Who denies that X did it says nothing against its having happened; who denies or takes back a number,
    or takes back a day or a place, denies that. Only one that gives nothing of the sort is of the whole.
    """
    found: dict[str, list[Said]] = defaultdict(list)
    whole = HAPPENED if topic.kind == "event" else "relation"
    victims = {
        value.value
        for report in topic.reports
        if report.stance == "asserts"
        for value in report.values
        if value.kind == _HURT
    }
    for number, report in enumerate(topic.reports):
        for aspect, stance, value in _meant(report, whole, victims):
            found[aspect].append(Said(number, stance, value))
    return dict(found)


def _meant(
    report: Report, whole: str, victims: Container[Given]
) -> Iterator[tuple[str, Stance, Value | None]]:
    values = report.values
    # Of a listing it is told whether it holds or was lifted: two claims on one topic.
    mode = Value(kind=whole, value=report.mode) if whole != HAPPENED and report.mode else None
    if report.stance == "asserts":
        yield whole, "asserts", mode
        for value in values:
            yield value.kind, "asserts", value
        return
    blamed = [value for value in values if value.kind == _BLAMED]
    # "Nobody in custody was hurt" is about the hurting, if of that nobody it is not said elsewhere.
    hurt = [value for value in values if value.kind == _HURT and value.value in victims]
    told = [value for value in values if value.kind not in WORDED] + hurt
    placed: list[Value] = []
    if report.stance == "denies":
        told = [value for value in told if value.kind != "date"]
    else:
        placed = [value for value in values if value.kind == "place"]
    # "He denied the attack of May" is about him, or the attack; "it was not in May, as we said" is about May.
    aimed: Sequence[Value] = (told or blamed) if report.stance == "retracts" else (blamed or told)
    aimed = aimed or placed
    for value in aimed:
        yield value.kind, report.stance, value
    if not aimed:
        yield whole, report.stance, mode

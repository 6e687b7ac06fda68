"""Weighing what has changed: statements put to their topics, and the claims of each topic made again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from whosays.engines.flagging import of_topic
from whosays.records.across import Report
from whosays.weigh.background import Background
from whosays.weigh.judged import as_decided, corrected, is_rejected
from whosays.weigh.reports import pages_of, report_of, standing_in
from whosays.weigh.topics import subject_of, topics_of
from whosays.weigh.weighing import weigh

if TYPE_CHECKING:
    from whosays.casebook import Writer
    from whosays.casebook.topics import Told, Topics

LINES = 2_000
TOPICS = 500
"""Statements and topics looked at together, so that memory stays flat."""


def weigh_all(casebook: Writer) -> None:
    """Weigh all that has changed since it was last weighed."""
    topics = casebook.topics
    topics.names_moved()
    while numbers := topics.stale_lines(LINES):
        topics.place(numbers, _placed(topics, numbers))
        topics.leaders_moved(numbers)
        topics.weighed("line", numbers)
        casebook.commit()
    while ids := topics.stale_topics(TOPICS):
        _weigh(topics, ids)
        topics.weighed("topic", ids)
        casebook.commit()


def _placed(topics: Topics, numbers: Sequence[int]) -> dict[int, str]:
    """The topics of those of these statements that have one."""
    found = topics.unplaced(numbers)
    decided = topics.decided(one.id for one in found)
    events = topics.events(numbers)
    resolved = topics.resolved(entity for one in found for _, entity in one.parties)
    placed = {}
    for one in found:
        parties = [(role, resolved.get(entity, entity)) for role, entity in one.parties]
        subject = subject_of(one.kind, one.type, parties, events.get(one.number))
        if subject is not None and not is_rejected(decided.get(one.id, ())):
            placed[one.number] = subject.id
    return placed


def _weigh(topics: Topics, ids: list[str]) -> None:
    of = {number: topic for topic, numbers in topics.statements_of(ids).items() for number in numbers}
    told = topics.told(of)
    numbers = {one.line.id: one.number for one in told}
    # Topics of relations are found again from their reports; events are named by their clusters.
    events = {one.line.id: of[one.number] for one in told if of[one.number].startswith("v-")}
    found = topics_of(_reports(topics, told), events)
    about = {entity for topic in found for entity in topic.about}
    about |= {v.entity for topic in found for report in topic.reports for v in report.voice if v.entity}
    background = Background(known=topics.known(about), led=topics.led(about), offices=topics.offices(about))
    topics.drop(ids)
    made = [weigh(topic, background) for topic in found]
    topics.put(made, numbers)
    topics.flag({t.id: of_topic(t, claims) for t, (claims, _) in zip(found, made, strict=True)})


def _reports(topics: Topics, told: Sequence[Told]) -> list[Report]:
    decided = topics.decided(one.line.id for one in told)
    lines = {one.number: as_decided(one.line, decided.get(one.line.id, ())) for one in told}
    entities = {party.entity for line in lines.values() if line for party in line.parties}
    entities |= {voice.entity for line in lines.values() if line for voice in line.voice if voice.entity}
    resolved = topics.resolved(entities)
    placed = topics.passages_in({one.line.document for one in told})
    pages = {key: pages_of(cluster for _, _, cluster in some) for key, some in placed.items()}
    found = []
    for one in told:
        if (line := lines[one.number]) is not None:
            standing = standing_in(line.start, line.end, placed.get(line.document, ()))
            report = report_of(line, one.facts, resolved, standing, pages.get(line.document, ()))
            values = corrected(report.values, decided.get(line.id, ()))
            found.append(msgspec.structs.replace(report, values=values))
    return found

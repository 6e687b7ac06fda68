"""What claims are about: resolved events, and relations and states of resolved entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from whosays.records.across import Report, Topic
from whosays.records.derived import content_id
from whosays.weigh.reports import in_order
from whosays.weigh.words import words


class Subject(NamedTuple):
    """What a report is about."""

    kind: str
    id: str
    type: str | None
    about: tuple[str, ...]


def subject_of(
    kind: str, type_: str | None, parties: Sequence[tuple[str, str]], event: str | None
) -> Subject | None:
    """What a line is about; `parties`: (role, resolved entity).

    One that belongs to no event is of the relation or state that it tells, if resolved entities take part.
    """
    if event is not None:
        return Subject("event", event, None, ())
    if kind == "event" or not parties:
        return None
    about = _about(type_, parties)
    return Subject(kind, content_id("t", kind, type_, *about), type_, about)


def topics_of(reports: Iterable[Report], events: Mapping[str, str]) -> list[Topic]:
    """The topics of a pile; `events` maps lines to resolved events."""
    of: dict[Subject, list[Report]] = defaultdict(list)
    for report in reports:
        subject = subject_of(report.kind, report.type, report.parties, events.get(report.line))
        if subject is not None:
            of[subject].append(report)
    return [
        _topic(*subject, members) for subject, members in sorted(of.items(), key=lambda each: each[0][:2])
    ]


def _about(type_: str | None, parties: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Whom it is of: what comes about once only is of one thing, whoever else takes part."""
    role = words().once.get(type_ or "")
    some = [entity for party, entity in parties if party == role] if role else []
    return tuple(dict.fromkeys(some)) or tuple(dict.fromkeys(e for _, e in sorted(parties)))


def _topic(kind: str, id_: str, type_: str | None, about: tuple[str, ...], members: list[Report]) -> Topic:
    ordered = in_order(members)
    if kind == "event":
        about = tuple(sorted({entity for report in ordered for _, entity in report.parties}))
        types = sorted({report.type for report in ordered if report.type})
        # The type that most of its lines have; of several the first by name.
        count = {each: sum(report.type == each for report in ordered) for each in types}
        type_ = min(types, key=lambda each: (-count[each], each)) if types else None
        return Topic(id=id_, kind="event", type=type_, about=about, reports=ordered)
    if kind == "state":
        return Topic(id=id_, kind="state", type=type_, about=about, reports=ordered)
    return Topic(id=id_, kind="relation", type=type_, about=about, reports=ordered)

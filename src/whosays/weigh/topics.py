"""What claims are about: resolved events, and relations and states of resolved entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from whosays.records.across import Report, Topic
from whosays.records.derived import content_id
from whosays.weigh.reports import in_order
from whosays.weigh.words import words


def topics_of(reports: Iterable[Report], events: Mapping[str, str]) -> list[Topic]:
    """The topics of a pile; `events` maps lines to resolved events.

    A line that belongs to no event is of the relation or state that it tells, if resolved entities take part.
    """
    of: dict[tuple[str, str, str | None, tuple[str, ...]], list[Report]] = defaultdict(list)
    for report in reports:
        if (event := events.get(report.line)) is not None:
            of["event", event, None, ()].append(report)
        elif report.kind != "event" and report.parties:
            about = _about(report)
            id_ = content_id("t", report.kind, report.type, *about)
            of[report.kind, id_, report.type, about].append(report)
    return [
        _topic(kind, id_, type_, about, members)
        for (kind, id_, type_, about), members in sorted(of.items(), key=_key)
    ]


def event_topic(id_: str, reports: Iterable[Report]) -> Topic:
    """The topic of one resolved event."""
    return _topic("event", id_, None, (), list(reports))


def _key(each: tuple[tuple[str, str, str | None, tuple[str, ...]], list[Report]]) -> tuple[str, str]:
    return each[0][0], each[0][1]


def _about(report: Report) -> tuple[str, ...]:
    """Whom it is of: what comes about once only is of one thing, whoever else takes part."""
    role = words().once.get(report.type or "")
    parties = [entity for party, entity in report.parties if party == role] if role else []
    return tuple(dict.fromkeys(parties)) or tuple(dict.fromkeys(e for _, e in sorted(report.parties)))


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

"""What was compared and weighed, as the Reader gives it out: events, claims, conflicts, cautions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from whosays.casebook.rows import ClaimFilter, EventRow
from whosays.casebook.sqlite import Session, Value
from whosays.casebook.whole import among
from whosays.records.across import (
    CardKind,
    Caution,
    Claim,
    Conflict,
    EventCard,
    Origin,
    Side,
    Verdict,
)

_CLAIM = "c.id, c.topic, c.aspect, c.value, c.unit, c.text"
_CONFLICT = "k.id, k.kind, k.topic, k.about, k.note"
_card = msgspec.json.Decoder(EventCard)
_value = msgspec.json.Decoder(str | int | float | None)
_links = msgspec.json.Decoder(tuple[tuple[int, int, str], ...])
_VERDICT = ", ".join(Verdict.__struct_fields__)


def events(session: Session) -> Iterator[EventRow]:
    """All events, by id: each with its cards and the statements that tell of it."""
    wholes = session.rows(
        "SELECT k.id FROM cards k LEFT JOIN clusters c ON c.kind = 'event' AND c.card = k.id "
        "WHERE k.kind = 'event' AND (c.card IS NULL OR c.cluster = k.id) ORDER BY k.id"
    )
    for (event,) in wholes:
        yield event_row(session, event)


def event_row(session: Session, event: str) -> EventRow:
    """One event, by the id of its whole."""
    parts = session.all(
        "SELECT card FROM clusters WHERE kind = 'event' AND cluster = :id ORDER BY card", {"id": event}
    )
    marks, given = among([card for (card,) in parts] or [event])
    cards = session.all(
        f"SELECT data FROM cards WHERE kind = 'event' AND id IN ({marks}) ORDER BY id",  # noqa: S608
        given,
    )
    numbers = session.all(
        "SELECT l.statement FROM card_lines l JOIN statements s ON s.number = l.statement "  # noqa: S608
        f"WHERE l.card IN ({marks}) ORDER BY s.sort_key",
        given,
    )
    return EventRow(
        id=event,
        cards=tuple(_card.decode(data) for (data,) in cards),
        statements=tuple(number for (number,) in numbers),
    )


def claim_ids(session: Session, wanted: ClaimFilter, limit: int, offset: int) -> list[str]:
    """Which claims pass, those of most origins first."""
    where, given = _where(session, wanted)
    rows = session.all(
        f"SELECT c.id FROM claims c{where} "  # noqa: S608
        "ORDER BY c.origins DESC, c.reports DESC, c.topic, c.position LIMIT :limit OFFSET :offset",
        {**given, "limit": limit, "offset": offset},
    )
    return [id_ for (id_,) in rows]


def count_claims(session: Session, wanted: ClaimFilter) -> int:
    """How many claims pass."""
    where, given = _where(session, wanted)
    row = session.one(f"SELECT count(*) FROM claims c{where}", given)  # noqa: S608
    return int(row[0]) if row else 0


def _where(session: Session, wanted: ClaimFilter) -> tuple[str, dict[str, Value]]:
    conditions: list[str] = []
    given: dict[str, Value] = {}
    if wanted.topics is not None:
        given["topics"] = msgspec.json.encode(wanted.topics).decode()
        conditions.append("c.topic IN (SELECT value FROM json_each(:topics))")
    if wanted.aspect is not None:
        conditions.append("c.aspect = :aspect")
        given["aspect"] = wanted.aspect
    if wanted.origins is not None:
        conditions.append("c.origins >= :origins")
        given["origins"] = wanted.origins
    if wanted.reports is not None:
        conditions.append("c.reports >= :reports")
        given["reports"] = wanted.reports
    return (f" WHERE {' AND '.join(conditions)}" if conditions else ""), given


def claims(session: Session, ids: Sequence[str]) -> list[Claim]:
    """These claims, in this order."""
    found = []
    for id_ in ids:
        row = session.one(f"SELECT {_CLAIM} FROM claims c WHERE c.id = :id", {"id": id_})  # noqa: S608
        if row is not None:
            found.append(_claim(session, row))
    return found


def _claim(session: Session, row: Any) -> Claim:
    id_, topic, aspect, value, unit, text = row
    reports = session.all(
        "SELECT s.id, r.stance, r.origin FROM claim_reports r JOIN statements s ON s.number = r.statement "
        "WHERE r.claim = :id ORDER BY r.position",
        {"id": id_},
    )
    of: dict[str, list[int]] = defaultdict(list)
    for position, (_, _, origin) in enumerate(reports):
        if origin is not None:
            of[origin].append(position)
    origins = session.all(
        "SELECT id, why, links FROM origins WHERE claim = :id ORDER BY position", {"id": id_}
    )
    return Claim(
        id=id_,
        topic=topic,
        aspect=aspect,
        value=_value.decode(value),
        unit=unit,
        text=text,
        reports=tuple((line, stance) for line, stance, _ in reports),
        origins=tuple(
            Origin(id=origin, reports=tuple(of[origin]), why=why, links=_links.decode(links))
            for origin, why, links in origins
        ),
    )


def conflicts(session: Session, *, kind: str | None, topics: Iterable[str] | None) -> Iterator[Conflict]:
    """Conflicts, by topic and place in it."""
    conditions: list[str] = []
    given: dict[str, Value] = {}
    if kind is not None:
        conditions.append("k.kind = :kind")
        given["kind"] = kind
    if topics is not None:
        conditions.append("k.topic IN (SELECT value FROM json_each(:topics))")
        given["topics"] = msgspec.json.encode(list(topics)).decode()
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    for row in session.rows(
        f"SELECT {_CONFLICT} FROM conflicts k{where} ORDER BY k.topic, k.position",  # noqa: S608
        given,
    ):
        yield _conflict(session, row)


def conflict(session: Session, id_: str) -> Conflict | None:
    """One conflict by its id."""
    row = session.one(f"SELECT {_CONFLICT} FROM conflicts k WHERE k.id = :id", {"id": id_})  # noqa: S608
    return None if row is None else _conflict(session, row)


def _conflict(session: Session, row: Any) -> Conflict:
    id_, kind, topic, about, note = row
    lines: dict[int, list[str]] = defaultdict(list)
    for side, line in session.all(
        "SELECT r.side, s.id FROM side_reports r JOIN statements s ON s.number = r.statement "
        "WHERE r.conflict = :id ORDER BY r.side, r.position",
        {"id": id_},
    ):
        lines[side].append(line)
    sides = session.all(
        "SELECT position, value, origins, claim FROM conflict_sides WHERE conflict = :id ORDER BY position",
        {"id": id_},
    )
    return Conflict(
        id=id_,
        kind=kind,
        topic=topic,
        about=about,
        note=note,
        sides=tuple(
            Side(value=_value.decode(value), lines=tuple(lines[position]), origins=origins, claim=claim)
            for position, value, origins, claim in sides
        ),
    )


def cautions(session: Session, *, kind: str | None, document: str | None) -> Iterator[Caution]:
    """Cautions, by the date of their documents, and place in them."""
    conditions: list[str] = []
    given: dict[str, Value] = {}
    for name, value in (("kind", kind), ("document", document)):
        if value is not None:
            conditions.append(f"c.{name} = :{name}")
            given[name] = value
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    for key, kind_, start, end, note in session.rows(
        'SELECT c.document, c.kind, c.start, c."end", c.note FROM cautions c '  # noqa: S608
        f"JOIN documents d ON d.key = c.document{where} ORDER BY d.earliest, d.key, c.position",
        given,
    ):
        yield Caution(document=key, kind=kind_, start=start, end=end, note=note)


def verdicts(session: Session, kind: CardKind, ids: Sequence[str]) -> list[Verdict]:
    """All verdicts on these cards, the surest first."""
    marks, given = among(ids)
    rows = session.all(
        f"SELECT {_VERDICT} FROM verdicts WHERE kind = :kind "  # noqa: S608
        f"AND (a IN ({marks}) OR b IN ({marks})) ORDER BY score DESC, a, b",
        {**given, "kind": kind},
    )
    return [Verdict(**dict(zip(Verdict.__struct_fields__, row, strict=True))) for row in rows]


def topics_of(session: Session, entities: Sequence[str]) -> list[str]:
    """The topics in which one of these entities takes part."""
    marks, given = among(entities)
    rows = session.all(
        "SELECT DISTINCT t.topic FROM topic_lines t JOIN statement_parties p ON p.statement = t.statement "  # noqa: S608
        f"WHERE p.entity IN ({marks}) ORDER BY t.topic",
        given,
    )
    return [topic for (topic,) in rows]

"""What was compared and weighed, as the Reader gives it out: events, claims, conflicts, cautions."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

import msgspec

from whosays.casebook import lines
from whosays.casebook.rows import AspectWeight, ClaimFilter, EventRow, WeightRow
from whosays.casebook.sqlite import Session, Value
from whosays.casebook.whole import among, wholes_of
from whosays.records.across import (
    CardKind,
    Caution,
    Claim,
    Conflict,
    EventCard,
    Facts,
    Origin,
    Side,
    Verdict,
)
from whosays.records.decisions import Anchor, Decision
from whosays.records.derived import Line, Stance

_CLAIM = "c.id, c.topic, c.aspect, c.value, c.unit, c.text"
_CONFLICT = "k.id, k.kind, k.topic, k.about, k.note"
_card = msgspec.json.Decoder(EventCard)
_value = msgspec.json.Decoder(str | int | float | None)
_names = msgspec.json.Decoder(tuple[str, ...])
_facts = msgspec.json.Decoder(tuple[Facts, ...])
_links = msgspec.json.Decoder(tuple[tuple[int, int, str], ...])
_VERDICT = ", ".join(Verdict.__struct_fields__)
_subjects = msgspec.json.Decoder(tuple[Anchor | str, ...])
SOURCE = "coalesce(d.publisher, d.title, d.key)"
"""Who brings a document, in SQL."""
CHUNK = 500
"""Conflicts put together at a time."""


class Weighed:
    """What comparing and weighing have brought about, over one session of a Reader."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def event_clusters(self) -> Iterator[tuple[str, ...]]:
        """The ids of events of documents that are one, as far as several are."""
        rows = self._session.rows(
            "SELECT cluster, card FROM clusters WHERE kind = 'event' ORDER BY cluster, card"
        )
        for _, cards in groupby(rows, key=lambda row: row[0]):
            yield tuple(card for _, card in cards)

    def event(self, event: str) -> EventRow:
        """One event, by the id of its whole."""
        parts = self._session.all(
            "SELECT card FROM clusters WHERE kind = 'event' AND cluster = :id ORDER BY card", {"id": event}
        )
        marks, given = among([card for (card,) in parts] or [event])
        cards = self._session.all(
            f"SELECT data FROM cards WHERE kind = 'event' AND id IN ({marks}) ORDER BY id",  # noqa: S608
            given,
        )
        numbers = self._session.all(
            "SELECT l.statement FROM card_lines l JOIN statements s ON s.number = l.statement "  # noqa: S608
            f"WHERE l.card IN ({marks}) ORDER BY s.sort_key",
            given,
        )
        return EventRow(
            id=event,
            cards=tuple(_card.decode(data) for (data,) in cards),
            statements=tuple(number for (number,) in numbers),
        )

    def lines(self, numbers: Sequence[int]) -> list[Line]:
        """Lines by the numbers of an `EventRow`."""
        return lines.fetch(self._session, numbers)

    def lines_by_id(self, ids: Iterable[str]) -> dict[str, Line]:
        """Lines by their ids; ids that are not there are left out."""
        numbers = lines.numbers_of(self._session, list(dict.fromkeys(ids)))
        return {line.id: line for line in lines.fetch(self._session, numbers)}

    def weights(self, ids: Iterable[str]) -> dict[str, WeightRow]:
        """What stands behind these lines; those that were not weighed are left out."""
        wanted = msgspec.json.encode(list(dict.fromkeys(ids))).decode()
        opposed: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for line, conflict, kind in self._session.all(
            "SELECT DISTINCT s.id, k.id, k.kind FROM json_each(:ids) j JOIN statements s ON s.id = j.value "
            "JOIN side_reports r ON r.statement = s.number JOIN conflicts k ON k.id = r.conflict "
            "ORDER BY s.id, k.kind, k.id",
            {"ids": wanted},
        ):
            opposed[line].append((conflict, kind))
        besides: dict[str, list[AspectWeight]] = defaultdict(list)
        for line, *told in self._session.all(
            "SELECT s.id, c.aspect, c.value, c.id, c.origins FROM json_each(:ids) j "
            "JOIN statements s ON s.id = j.value JOIN claim_reports r ON r.statement = s.number "
            "JOIN claims c ON c.id = r.claim "
            "WHERE c.aspect NOT IN ('occurrence', 'relation', 'date', 'place') AND r.origin IS NOT NULL "
            "ORDER BY s.id, c.topic, c.position, c.id",
            {"ids": wanted},
        ):
            aspect, value, claim, origins = told
            weight = AspectWeight(aspect=aspect, value=_value.decode(value), claim=claim, origins=origins)
            besides[line].append(weight)
        rows = self._session.all(
            "SELECT s.id, c.id, c.aspect, c.origins, (SELECT count(DISTINCT o.document) FROM claim_reports q "
            "JOIN statements o ON o.number = q.statement WHERE q.claim = c.id AND q.origin IS NOT NULL) "
            "FROM json_each(:ids) j JOIN statements s ON s.id = j.value "
            "JOIN claim_reports r ON r.statement = s.number JOIN claims c ON c.id = r.claim "
            "WHERE c.aspect IN ('occurrence', 'relation')",
            {"ids": wanted},
        )
        return {
            line: WeightRow(
                claim=claim,
                aspect=aspect,
                origins=origins,
                documents=documents,
                less=tuple(one for one in besides[line] if one.origins < origins),
                conflicts=tuple(opposed[line]),
            )
            for line, claim, aspect, origins, documents in rows
        }

    def lines_of_topic(self, topic: str, *, limit: int = sys.maxsize, offset: int = 0) -> list[Line]:
        """The lines of a topic, in the order of the chronology."""
        rows = self._session.all(
            "SELECT s.number FROM topic_lines t JOIN statements s ON s.number = t.statement "
            "WHERE t.topic = :id ORDER BY s.sort_key LIMIT :limit OFFSET :offset",
            {"id": topic, "limit": limit, "offset": offset},
        )
        return lines.fetch(self._session, [number for (number,) in rows])

    def numbers_of_topic(self, topic: str) -> list[int]:
        """The numbers of the lines of a topic."""
        rows = self._session.all("SELECT statement FROM topic_lines WHERE topic = :id", {"id": topic})
        return [number for (number,) in rows]

    def count_lines_of_topic(self, topic: str) -> int:
        """How many lines a topic has."""
        row = self._session.one("SELECT count(*) FROM topic_lines WHERE topic = :id", {"id": topic})
        return int(row[0]) if row else 0

    def wholes(self, entities: Iterable[str]) -> dict[str, str]:
        """The entity of the casebook that each of these entities of documents is part of."""
        return wholes_of(self._session, entities)

    def claims(self, wanted: ClaimFilter | None = None, *, limit: int = 50, offset: int = 0) -> list[Claim]:
        """Claims, those of most independent origins first."""
        with self._session.snapshot():
            return self.claims_by_id(self._claim_ids(wanted or ClaimFilter(), limit, offset))

    def _claim_ids(self, wanted: ClaimFilter, limit: int, offset: int) -> list[str]:
        where, given = self._where(wanted)
        rows = self._session.all(
            f"SELECT c.id FROM claims c{where} "  # noqa: S608
            "ORDER BY c.origins DESC, c.reports DESC, c.topic, c.position LIMIT :limit OFFSET :offset",
            {**given, "limit": limit, "offset": offset},
        )
        return [id_ for (id_,) in rows]

    def count_claims(self, wanted: ClaimFilter | None = None) -> int:
        """How many claims pass."""
        where, given = self._where(wanted or ClaimFilter())
        row = self._session.one(f"SELECT count(*) FROM claims c{where}", given)  # noqa: S608
        return int(row[0]) if row else 0

    def _where(self, wanted: ClaimFilter) -> tuple[str, dict[str, Value]]:
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

    def claims_by_id(self, ids: Sequence[str]) -> list[Claim]:
        """These claims, in this order; ids that are not there are left out."""
        wanted = {"ids": msgspec.json.encode(ids).decode()}
        rows = self._session.all(
            f"SELECT {_CLAIM} FROM json_each(:ids) j JOIN claims c ON c.id = j.value ORDER BY j.key",  # noqa: S608
            wanted,
        )
        reports: dict[str, list[tuple[str, Stance]]] = defaultdict(list)
        of: dict[str, list[int]] = defaultdict(list)
        for claim, line, stance, origin in self._session.all(
            "SELECT r.claim, s.id, r.stance, r.origin FROM json_each(:ids) j "
            "JOIN claim_reports r ON r.claim = j.value JOIN statements s ON s.number = r.statement "
            "ORDER BY j.key, r.position",
            wanted,
        ):
            if origin is not None:
                of[origin].append(len(reports[claim]))
            reports[claim].append((line, stance))
        origins: dict[str, list[Origin]] = defaultdict(list)
        for claim, origin, why, links in self._session.all(
            "SELECT o.claim, o.id, o.why, o.links FROM json_each(:ids) j JOIN origins o ON o.claim = j.value "
            "ORDER BY j.key, o.position",
            wanted,
        ):
            origins[claim].append(
                Origin(id=origin, reports=tuple(of[origin]), why=why, links=_links.decode(links))
            )
        return [
            Claim(
                id=id_,
                topic=topic,
                aspect=aspect,
                value=_value.decode(value),
                unit=unit,
                text=text,
                reports=tuple(reports[id_]),
                origins=tuple(origins[id_]),
            )
            for id_, topic, aspect, value, unit, text in rows
        ]

    def documents_of_claims(self, ids: Iterable[str]) -> dict[str, int]:
        """How many documents assert each of these claims."""
        rows = self._session.all(
            "SELECT r.claim, count(DISTINCT s.document) FROM json_each(:ids) j "
            "JOIN claim_reports r ON r.claim = j.value JOIN statements s ON s.number = r.statement "
            "WHERE r.origin IS NOT NULL GROUP BY r.claim",
            {"ids": msgspec.json.encode(list(ids)).decode()},
        )
        return dict(rows)

    def conflicts(
        self,
        *,
        kind: str | None = None,
        topics: Iterable[str] | None = None,
        ids: Iterable[str] | None = None,
        beside: Iterable[str] = (),
        limit: int = sys.maxsize,
        offset: int = 0,
    ) -> Iterator[Conflict]:
        """Conflicts, by topic and place in it; only those of `ids`, none of those of `beside`."""
        where, given = _conflicting(kind, topics, ids, beside)
        rows = self._session.rows(
            f"SELECT {_CONFLICT} FROM conflicts k{where} "  # noqa: S608
            "ORDER BY k.topic, k.position LIMIT :limit OFFSET :offset",
            {**given, "limit": limit, "offset": offset},
        )
        while some := list(islice(rows, CHUNK)):
            yield from self._conflicts(some)

    def count_conflicts(
        self,
        *,
        kind: str | None = None,
        topics: Iterable[str] | None = None,
        ids: Iterable[str] | None = None,
        beside: Iterable[str] = (),
    ) -> int:
        """How many conflicts pass."""
        where, given = _conflicting(kind, topics, ids, beside)
        row = self._session.one(f"SELECT count(*) FROM conflicts k{where}", given)  # noqa: S608
        return int(row[0]) if row else 0

    def conflict(self, id_: str) -> Conflict | None:
        """One conflict by its id."""
        row = self._session.one(f"SELECT {_CONFLICT} FROM conflicts k WHERE k.id = :id", {"id": id_})  # noqa: S608
        return None if row is None else self._conflicts([row])[0]

    def _conflicts(self, rows: Sequence[Any]) -> list[Conflict]:
        wanted = {"ids": msgspec.json.encode([row[0] for row in rows]).decode()}
        lines: dict[tuple[str, int], list[str]] = defaultdict(list)
        for conflict, side, line in self._session.all(
            "SELECT r.conflict, r.side, s.id FROM json_each(:ids) j "
            "JOIN side_reports r ON r.conflict = j.value JOIN statements s ON s.number = r.statement "
            "ORDER BY j.key, r.side, r.position",
            wanted,
        ):
            lines[conflict, side].append(line)
        sides: dict[str, list[Side]] = defaultdict(list)
        for conflict, position, value, origins, claim in self._session.all(
            "SELECT c.conflict, c.position, c.value, c.origins, c.claim FROM json_each(:ids) j "
            "JOIN conflict_sides c ON c.conflict = j.value ORDER BY j.key, c.position",
            wanted,
        ):
            told = tuple(lines[conflict, position])
            sides[conflict].append(Side(value=_value.decode(value), lines=told, origins=origins, claim=claim))
        return [
            Conflict(id=id_, kind=kind, topic=topic, about=about, note=note, sides=tuple(sides[id_]))
            for id_, kind, topic, about, note in rows
        ]

    def cautions(
        self,
        *,
        kind: str | None = None,
        documents: Iterable[str] | None = None,
        limit: int = sys.maxsize,
        offset: int = 0,
    ) -> Iterator[Caution]:
        """Cautions, by the date of their documents, and place in them."""
        conditions, given = _flagging(kind, documents)
        # Documents first, since an index has them in this order: of many cautions only some are looked at.
        asked = "documents d"
        if documents is not None:
            asked = (
                "(SELECT DISTINCT value FROM json_each(:documents)) CROSS JOIN documents d ON d.key = value"
            )
        for key, kind_, start, end, note in self._session.rows(
            f'SELECT c.document, c.kind, c.start, c."end", c.note FROM {asked} '  # noqa: S608
            f"CROSS JOIN cautions c ON c.document = d.key WHERE d.current = TRUE{conditions} "
            "ORDER BY d.earliest, d.key, c.start, c.scope, c.position LIMIT :limit OFFSET :offset",
            {**given, "limit": limit, "offset": offset},
        ):
            yield Caution(document=key, kind=kind_, start=start, end=end, note=note)

    def count_cautions(self, *, kind: str | None = None, documents: Iterable[str] | None = None) -> int:
        """How many cautions pass."""
        conditions, given = _flagging(kind, documents)
        row = self._session.one(f"SELECT count(*) FROM cautions c WHERE TRUE{conditions}", given)  # noqa: S608
        return int(row[0]) if row else 0

    def verdicts(self, kind: CardKind, ids: Sequence[str]) -> list[Verdict]:
        """All verdicts on these cards, the surest first."""
        marks, given = among(ids)
        # `+` leaves the second half no index but that of `b`; the other would go through all of the kind.
        rows = self._session.all(
            f"SELECT {_VERDICT} FROM verdicts WHERE kind = :kind AND a IN ({marks}) "  # noqa: S608
            f"UNION SELECT {_VERDICT} FROM verdicts WHERE +kind = :kind AND b IN ({marks}) "
            "ORDER BY score DESC, a, b",
            {**given, "kind": kind},
        )
        return [Verdict(**dict(zip(Verdict.__struct_fields__, row, strict=True))) for row in rows]

    def clusters_of(self, kind: CardKind, cards: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The wholes that these cards are part of, with all their cards; a card by itself is one too."""
        wanted = msgspec.json.encode(list(dict.fromkeys(cards))).decode()
        found: dict[str, list[str]] = defaultdict(list)
        for whole, card in self._session.all(
            "WITH wholes AS (SELECT DISTINCT coalesce(c.cluster, j.value) AS id FROM json_each(:cards) j "
            "LEFT JOIN clusters c ON c.kind = :kind AND c.card = j.value) "
            "SELECT w.id, coalesce(c.card, w.id) FROM wholes w "
            "LEFT JOIN clusters c ON c.kind = :kind AND c.cluster = w.id ORDER BY 1, 2",
            {"cards": wanted, "kind": kind},
        ):
            found[whole].append(card)
        return {whole: tuple(cards) for whole, cards in found.items()}

    def that_count(self, ids: Iterable[str]) -> set[str]:
        """Those of these lines that count for some claim: not rejected, and about something."""
        wanted = msgspec.json.encode(list(dict.fromkeys(ids))).decode()
        rows = self._session.all(
            "SELECT s.id FROM json_each(:ids) j JOIN statements s ON s.id = j.value "
            "JOIN topic_lines t ON t.statement = s.number",
            {"ids": wanted},
        )
        return {id_ for (id_,) in rows}

    def topics_of(self, entities: Sequence[str]) -> list[str]:
        """The topics in which one of these entities takes part."""
        marks, given = among(entities)
        rows = self._session.all(
            "SELECT DISTINCT t.topic FROM topic_lines t "  # noqa: S608
            "JOIN statement_parties p ON p.statement = t.statement "
            f"WHERE p.entity IN ({marks}) ORDER BY t.topic",
            given,
        )
        return [topic for (topic,) in rows]

    def topic(self, name: str) -> str | None:
        """The topic that an id means: of an event, line, claim or conflict; `None`: it is none of them."""
        for sql in (
            "SELECT cluster FROM clusters WHERE kind = 'event' AND card = :id",
            "SELECT id FROM cards WHERE kind = 'event' AND id = :id",
            "SELECT t.topic FROM topic_lines t JOIN statements s ON s.number = t.statement WHERE s.id = :id",
            "SELECT topic FROM claims WHERE id = :id",
            "SELECT topic FROM conflicts WHERE id = :id",
            "SELECT topic FROM topic_lines WHERE topic = :id LIMIT 1",
        ):
            row = self._session.one(sql, {"id": name})
            if row is not None:
                return str(row[0])
        return None

    def lines_of_card(self, card: str) -> list[Line]:
        """The lines of an event as one document tells of it."""
        rows = self._session.all(
            "SELECT s.number FROM card_lines l JOIN statements s ON s.number = l.statement "
            "WHERE l.card = :id ORDER BY s.sort_key",
            {"id": card},
        )
        return lines.fetch(self._session, [number for (number,) in rows])

    def part(self, id_: str) -> str | None:
        """The id of an entity of documents, if it is one."""
        row = self._session.one("SELECT id FROM entities WHERE id = :id", {"id": id_})
        return None if row is None else str(row[0])

    def first_sighting(self, part: str, document: str | None = None) -> tuple[str, int, int] | None:
        """The first passage (in `document`, if one is given) that names an entity: document, start, end."""
        where, given = ("", {}) if document is None else (" AND document = :document", {"document": document})
        row = self._session.one(
            f'SELECT document, start, "end" FROM mentions WHERE entity = :id{where} '  # noqa: S608
            "ORDER BY kind = 'name' DESC, seen, document, start LIMIT 1",
            {"id": part, **given},
        )
        return None if row is None else (row[0], row[1], row[2])

    def named(self) -> Iterator[tuple[str, str, tuple[str, ...], tuple[Facts, ...]]]:
        """All entities of documents that have a name: id, type, names and what documents tell besides."""
        rows = self._session.rows(
            "SELECT e.id, e.type, (SELECT json_group_array(name) FROM "
            "(SELECT DISTINCT name FROM names WHERE entity = e.id ORDER BY name)), "
            "(SELECT json_group_array(json(CAST(data AS TEXT))) FROM "
            "(SELECT data FROM facts WHERE entity = e.id ORDER BY document)) FROM entities e "
            "WHERE EXISTS (SELECT 1 FROM mentions m WHERE m.entity = e.id AND m.kind = 'name') ORDER BY e.id"
        )
        for id_, type_, names, told in rows:
            yield id_, type_, _names.decode(names), _facts.decode(told)

    def names_of_part(self, part: str) -> list[str]:
        """The names of an entity of documents, the commonest first."""
        rows = self._session.all(
            "SELECT name FROM names WHERE entity = :id GROUP BY name ORDER BY sum(documents) DESC, name",
            {"id": part},
        )
        return [name for (name,) in rows]

    def seen_in(self, part: str) -> list[str]:
        """The first few documents that name an entity of documents: publisher or title, and date."""
        rows = self._session.all(
            "SELECT DISTINCT m.seen, d.key, coalesce(d.publisher, d.title, d.key), d.published "
            "FROM mentions m JOIN documents d ON d.key = m.document WHERE m.entity = :id "
            "ORDER BY m.seen, d.key LIMIT 5",
            {"id": part},
        )
        return [f"{name} ({published or 'undated'})" for _, _, name, published in rows]

    def decisions(self) -> list[Decision]:
        """All decisions, withdrawn ones too, the oldest first."""
        return [
            Decision(
                made_at=made_at,
                made_by=made_by,
                kind=kind,
                of=of,
                subjects=_subjects.decode(subjects),
                value=value,
                why=why,
            )
            for made_at, made_by, kind, of, subjects, value, why in self._session.rows(
                "SELECT made_at, made_by, kind, of, subjects, value, why FROM decisions ORDER BY made_at, id"
            )
        ]

    def decided(self) -> dict[str, list[str]]:
        """What each decision in force is about here, as far as it was found."""
        found: dict[str, list[str]] = defaultdict(list)
        for decision, subject in self._session.rows(
            "SELECT decision, subject FROM decided ORDER BY decision, position"
        ):
            found[decision].append(subject)
        return dict(found)

    def sources(self) -> list[tuple[str, int, int, str | None, str | None]]:
        """Publishers (or titles) with their documents, statements, first and last day."""
        rows = self._session.all(
            f"SELECT {SOURCE}, count(*), sum(coalesce(s.told, 0)), "  # noqa: S608
            "min(d.earliest), max(d.earliest) FROM documents d LEFT JOIN "
            "(SELECT document, count(*) AS told FROM statements GROUP BY document) s ON s.document = d.key "
            "WHERE d.current = TRUE GROUP BY 1 ORDER BY 2 DESC, 1"
        )
        return [(name, documents, told, first, last) for name, documents, told, first, last in rows]

    def cautions_by_source(self) -> dict[str, dict[str, int]]:
        """How many cautions of each kind the documents of a publisher (or title) have."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for name, kind, number in self._session.rows(
            f"SELECT {SOURCE}, c.kind, count(*) FROM cautions c "  # noqa: S608
            "JOIN documents d ON d.key = c.document GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2"
        ):
            found[name][kind] = number
        return dict(found)

    def documents_by_source(self) -> dict[str, list[str]]:
        """The current documents of each publisher (or title), by their keys."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, key in self._session.rows(
            f"SELECT {SOURCE}, d.key FROM documents d WHERE d.current = TRUE ORDER BY d.key"  # noqa: S608
        ):
            found[name].append(key)
        return dict(found)


def _conflicting(
    kind: str | None, topics: Iterable[str] | None, ids: Iterable[str] | None, beside: Iterable[str]
) -> tuple[str, dict[str, Value]]:
    """What conflicts are asked for, in SQL with its values."""
    conditions: list[str] = []
    given: dict[str, Value] = {}
    if kind is not None:
        conditions.append("k.kind = :kind")
        given["kind"] = kind
    if topics is not None:
        conditions.append("k.topic IN (SELECT value FROM json_each(:topics))")
        given["topics"] = msgspec.json.encode(list(topics)).decode()
    if ids is not None:
        conditions.append("k.id IN (SELECT value FROM json_each(:ids))")
        given["ids"] = msgspec.json.encode(list(ids)).decode()
    if out := list(beside):
        conditions.append("k.id NOT IN (SELECT value FROM json_each(:out))")
        given["out"] = msgspec.json.encode(out).decode()
    return (f" WHERE {' AND '.join(conditions)}" if conditions else ""), given


def _flagging(kind: str | None, documents: Iterable[str] | None) -> tuple[str, dict[str, Value]]:
    """What cautions are asked for, in SQL with its values."""
    conditions = ""
    given: dict[str, Value] = {}
    if kind is not None:
        conditions += " AND c.kind = :kind"
        given["kind"] = kind
    if documents is not None:
        conditions += " AND c.document IN (SELECT value FROM json_each(:documents))"
        given["documents"] = msgspec.json.encode(list(documents)).decode()
    return conditions, given

"""What claims are about, in tables: which statements are of one topic, and what was weighed of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Table, delete, select

from whosays.casebook import driver, filing, lines
from whosays.casebook import topic_queries as ask
from whosays.casebook.card_rows import CardRows
from whosays.casebook.chunks import CHUNK
from whosays.casebook.queries import Queries
from whosays.casebook.tables import (
    card_lines,
    cautions,
    claim_reports,
    claims,
    conflict_sides,
    conflicts,
    origins,
    shared_passages,
    side_reports,
    stale,
    statements,
    topic_lines,
    weighed_as,
)
from whosays.records.across import Caution, Claim, Conflict, DocumentFacts, Touched
from whosays.records.derived import Derived, Known, Line

_facts = msgspec.json.Decoder(DocumentFacts)


class _Holding(msgspec.Struct):
    """What of `Facts` tells who holds an office: the rest need not be read."""

    offices: tuple[str, ...]


_holding = msgspec.json.Decoder(_Holding)


def _summed(found: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for type_, name, main in found:
        counted[type_, name] += main
    return [(type_, name, main) for (type_, name), main in counted.items()]


class Told(NamedTuple):
    """A statement with what weighing needs beside it."""

    number: int
    line: Line
    facts: DocumentFacts


class Unplaced(NamedTuple):
    """What of a statement tells its topic, besides the event that it is of."""

    number: int
    id: str
    kind: str
    type: str | None
    parties: tuple[tuple[str, str], ...]
    """(role, entity)."""


class Topics:
    """The topics of a casebook, within the transaction of `connection`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows = CardRows(connection)

    # ── documents come and go ─────────────────────────────────────────────────────────────────────

    def add(self, derived: Derived, numbers: Mapping[str, int]) -> None:
        """Statements of a new document; `numbers`: by the ids of their lines."""
        rows = [
            {"statement": numbers[line], "card": card.id} for card in derived.events for line in card.lines
        ]
        self._insert(card_lines, rows)
        self._mark(numbers.values())

    def leave(self, document: str) -> None:
        """The statements of a document are about to go."""
        numbers = select(statements.c.number).where(statements.c.document == document)
        topics = select(topic_lines.c.topic).where(topic_lines.c.statement.in_(numbers)).distinct()
        touched = sorted(self._connection.execute(topics).scalars())
        self.drop(touched)
        self._rows.mark("topic", touched)
        for table in (card_lines, topic_lines):
            self._connection.execute(delete(table).where(table.c.statement.in_(numbers)))

    # ── what is to be weighed anew ────────────────────────────────────────────────────────────────

    def entities_moved(self, touched: Touched) -> None:
        """Statements in which these entities take part or speak."""
        self._rows.mark("names", sorted(touched.clusters))
        for query in ask.OF_ENTITIES:
            self._mark(number for (number,) in self._some(query, touched.moved))

    def names_moved(self) -> None:
        """Topics whose parties have other names or offices now, or are shown under another name."""
        while ids := self._stale("names", CHUNK):
            resolved = self.resolved(ids)
            wholes = {resolved.get(id_, id_) for id_ in ids} | {*ids}
            held = self.offices(wholes)
            now = {
                id_: msgspec.json.encode((known, held.get(id_))).decode()
                for id_, known in self.known(wholes).items()
            }
            before = dict(self._some(ask.WEIGHED_AS, wholes))
            changed = {id_ for id_ in wholes if now.get(id_) != before.get(id_)}
            driver.remove(self._connection, weighed_as, "entity", changed)
            self._insert(
                weighed_as, [{"entity": id_, "data": now[id_]} for id_ in sorted(changed) if id_ in now]
            )
            self._rows.mark("topic", self._topics_of(changed))
            self._rows.mark("spelling", sorted(wholes))
            self.weighed("names", ids)

    def _topics_of(self, wholes: Iterable[str]) -> list[str]:
        wholes = set(wholes)
        parts = {part for _, part in self._some(ask.PARTS, wholes)} | wholes
        return sorted({topic for (topic,) in self._some(ask.TOPICS_OF, parts)})

    def events_moved(self, touched: Touched) -> None:
        """Statements that tell of these events."""
        self._mark(number for (number,) in self._some(ask.OF_EVENTS, touched.clusters))

    def passages_moved(self, touched: Touched) -> None:
        """Statements of documents of which a passage stands in others now, or does so no more."""
        before = {cluster for (cluster,) in self._some(ask.SHARED, touched.clusters)}
        now = {cluster for (cluster,) in self._some(ask.IN_SEVERAL, touched.clusters)}
        changed = (before ^ now) & touched.clusters
        driver.remove(self._connection, shared_passages, "cluster", sorted(before - now))
        self._insert(shared_passages, [{"cluster": cluster} for cluster in sorted(now - before)])
        cards = {card for _, card in self._some(ask.CARDS_IN, changed)} | changed | touched.moved
        holding = {key for (key,) in self._some(ask.WITH_CARDS, cards)}
        self._mark(number for (number,) in self._some(ask.OF_DOCUMENTS, holding))
        everyone = {card for _, card in self._some(ask.CARDS_IN, touched.clusters)} | touched.clusters
        self._rows.mark("copies", sorted({key for (key,) in self._some(ask.DOCUMENTS_WITH, everyone)}))

    def stale_lines(self, most: int) -> list[int]:
        """Some of the statements whose topic may be another."""
        return [int(number) for number in self._stale("line", most)]

    def stale_topics(self, most: int) -> list[str]:
        """Some of the topics that are to be weighed."""
        return self._stale("topic", most)

    def weighed(self, kind: str, ids: Iterable[str | int]) -> None:
        """These are up to date."""
        driver.remove(self._connection, stale, "id", map(str, ids), kind=kind)

    # ── topics ────────────────────────────────────────────────────────────────────────────────────

    def unplaced(self, numbers: Iterable[int]) -> list[Unplaced]:
        """Those of these statements that are there, in their order."""
        numbers = sorted(numbers)
        parties: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for number, role, entity in self._some(ask.PARTIES, numbers):
            parties[number].append((role, entity))
        return [
            Unplaced(number, id_, kind, type_, tuple(parties[number]))
            for number, id_, kind, type_ in self._some(ask.UNPLACED, numbers)
        ]

    def told(self, numbers: Iterable[int]) -> list[Told]:
        """Those of these statements that are there, with their documents and passages."""
        numbers = sorted(numbers)
        found = dict(zip(numbers, lines.fetch_each(Queries(self._connection), numbers), strict=True))
        there = {number: line for number, line in found.items() if line is not None}
        facts = {
            key: _facts.decode(data)
            for key, data in self._some(ask.FACTS, {line.document for line in there.values()})
        }
        return [Told(number, line, facts[line.document]) for number, line in there.items()]

    def passages_in(self, documents: Iterable[str]) -> dict[str, list[tuple[int, int, str]]]:
        """Of each of these documents the passages that others have too: start, end, cluster."""
        found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for document, start, end, cluster in self._some(ask.PASSAGES, documents):
            found[document].append((start, end, cluster))
        return dict(found)

    def offices(self, wholes: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Which offices these resolved entities are said to hold."""
        wholes = set(wholes)
        of = {whole: whole for whole in wholes} | {p: whole for whole, p in self._some(ask.PARTS, wholes)}
        found: dict[str, set[str]] = defaultdict(set)
        for part, data in self._some(ask.OFFICES, of):
            found[of[part]].update(_holding.decode(data).offices)
        return {whole: tuple(sorted(held)) for whole, held in found.items() if held}

    def decided(self, ids: Iterable[str]) -> dict[str, list[tuple[str, str | None]]]:
        """What people decided of these lines, by id: accept, reject or correct, and the value; in order."""
        found: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        for line, kind, value in self._some(ask.DECIDED, ids):
            found[line].append((kind, value))
        return dict(found)

    def events(self, numbers: Iterable[int]) -> dict[int, str]:
        """The resolved events that these statements tell of."""
        return {number: cluster or card for number, cluster, card in self._some(ask.EVENTS, numbers)}

    def resolved(self, ids: Iterable[str]) -> dict[str, str]:
        """What these entities are one with; no entry: with none other."""
        return dict(self._some(ask.RESOLVED, set(ids)))

    def known(self, wholes: Iterable[str]) -> dict[str, Known]:
        """Those of these resolved entities that documents name, with all their names."""
        wholes = set(wholes)
        of = {whole: whole for whole in wholes} | {
            part: whole for whole, part in self._some(ask.PARTS, wholes)
        }
        named: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for part, type_, name, main in self._some(ask.NAMES, of):
            named[of[part]].append((type_, name, main))
        found = {}
        for whole, names_ in sorted(named.items()):
            if (shown := filing.shown(_summed(names_))) is not None:
                others = tuple(sorted({name for _, name, _ in names_} - {shown[1]}))
                found[whole] = Known(id=whole, type=shown[0], name=shown[1], aliases=others)
        return found

    def led(self, wholes: Iterable[str]) -> dict[str, frozenset[str]]:
        """Whom these resolved entities are said to lead."""
        wholes = set(wholes)
        of = {whole: whole for whole in wholes} | {
            part: whole for whole, part in self._some(ask.PARTS, wholes)
        }
        pairs = [(of[leader], led) for leader, led in self._some(ask.LED, of)]
        resolved = self.resolved(led for _, led in pairs)
        found: dict[str, set[str]] = defaultdict(set)
        for leader, led in pairs:
            found[leader].add(resolved.get(led, led))
        return {leader: frozenset(bodies) for leader, bodies in found.items()}

    def leaders_moved(self, numbers: Iterable[int]) -> None:
        """Some of these statements tell who leads whom: what leaders did is weighed anew."""
        leaders = {leader for (leader,) in self._some(ask.LEADERS, numbers)}
        self._rows.mark("topic", sorted({topic for (topic,) in self._some(ask.TOPICS_OF, leaders)}))

    def place(self, numbers: Sequence[int], topics: Mapping[int, str]) -> None:
        """These statements are of these topics now, those without one of none."""
        touched = {topic for _, topic in self._some(ask.TOPICS, numbers)} | {*topics.values()}
        driver.remove(self._connection, topic_lines, "statement", numbers)
        self._insert(topic_lines, [{"statement": n, "topic": topic} for n, topic in topics.items()])
        self._rows.mark("topic", sorted(touched))

    def statements_of(self, ids: Iterable[str]) -> dict[str, list[int]]:
        """The statements of these topics."""
        found: dict[str, list[int]] = defaultdict(list)
        for topic, number in self._some(ask.LINES_OF, ids):
            found[topic].append(number)
        return dict(found)

    # ── what was weighed ──────────────────────────────────────────────────────────────────────────

    def drop(self, ids: Iterable[str]) -> None:
        """Forget what was weighed of these topics."""
        ids = list(ids)
        mine = [id_ for (id_,) in self._some(ask.CLAIMS, ids)]
        ours = [id_ for (id_,) in self._some(ask.CONFLICTS, ids)]
        for table, column, of in (
            (claim_reports, "claim", mine),
            (origins, "claim", mine),
            (conflict_sides, "conflict", ours),
            (side_reports, "conflict", ours),
            (cautions, "scope", ids),
            (claims, "id", mine),
            (conflicts, "id", ours),
        ):
            driver.remove(self._connection, table, column, of)

    def put(
        self,
        found: Iterable[tuple[Sequence[Claim], Sequence[Conflict]]],
        numbers: Mapping[str, int],
    ) -> None:
        """Keep the claims and conflicts of topics; `numbers`: statements by the ids of their lines."""
        rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        for made, opposed in found:
            for position, claim in enumerate(made):
                rows[claims].append(filing.claim_values(claim, position))
                rows[claim_reports] += filing.claim_report_values(claim, numbers)
                rows[origins] += filing.origin_values(claim)
            for position, conflict in enumerate(opposed):
                rows[conflicts].append(filing.conflict_values(conflict, position))
                rows[conflict_sides] += filing.side_values(conflict)
                rows[side_reports] += filing.side_report_values(conflict, numbers)
        for table in (claims, claim_reports, origins, conflicts, conflict_sides, side_reports):
            self._insert(table, rows[table])

    def flag(self, found: Mapping[str, Sequence[Caution]]) -> None:
        """Keep what topics show of documents."""
        self._insert(
            cautions, [row for topic, some in found.items() for row in filing.caution_values(topic, some)]
        )

    # ── rows ──────────────────────────────────────────────────────────────────────────────────────

    def _mark(self, numbers: Iterable[int]) -> None:
        self._rows.mark("line", sorted({str(number) for number in numbers}))

    def _stale(self, kind: str, most: int) -> list[str]:
        query = select(stale.c.id).where(stale.c.kind == kind).order_by(stale.c.id).limit(most)
        return list(self._connection.execute(query).scalars())

    def _some(self, query: Any, values: Iterable[Any]) -> Iterable[Any]:
        return driver.rows_of(self._connection, query, values)

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        driver.put(self._connection, table, rows)

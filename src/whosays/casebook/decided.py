"""Decisions kept, and what each is about in the casebook as it is now.

The words of a decision's passages are looked for in the documents that lie here; what stands there is its
subject. Nothing found: the decision is kept and sleeps until the document is read again.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select

from whosays.casebook import sqlite
from whosays.casebook.card_rows import CardRows
from whosays.casebook.chunks import chunks
from whosays.casebook.tables import (
    card_lines,
    decided,
    decisions,
    documents,
    kept_apart,
    mentions,
    stale,
    statements,
    verdicts,
)
from whosays.records.across import Verdict
from whosays.records.decisions import Anchor, Decision, found_in, in_force
from whosays.records.layers import Span

_subjects = msgspec.json.Decoder(tuple[Anchor | str, ...])
_ALL = select(decisions).order_by(decisions.c.made_at, decisions.c.id)


class Decided:
    """The decisions of a casebook, within the transaction of `connection`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._cards = CardRows(connection)

    def add(self, decision: Decision) -> bool:
        """Keep a decision; `False`: it was there."""
        row = {
            "id": decision.id,
            "made_at": decision.made_at,
            "made_by": decision.made_by,
            "kind": decision.kind,
            "of": decision.of,
            "subjects": msgspec.json.encode(decision.subjects, order="sorted").decode(),
            "value": decision.value,
            "why": decision.why,
        }
        return self._connection.execute(sqlite.insert_if_none(decisions), [row]).rowcount > 0

    def all(self) -> list[Decision]:
        """All decisions, the oldest first."""
        rows = self._connection.execute(_ALL).mappings()
        return [
            Decision(
                **{name: row[name] for name in ("made_at", "made_by", "kind", "of", "value", "why")},
                subjects=_subjects.decode(row["subjects"]),
            )
            for row in rows
        ]

    def in_force(self) -> list[Decision]:
        """Those that were not withdrawn."""
        return in_force(self.all())

    def split(self) -> dict[str, tuple[Span, ...]]:
        """Settle which passages' entities are kept to their document; returned are documents that change."""
        wanted: dict[str, set[Span]] = defaultdict(set)
        for decision in self.in_force():
            if decision.kind == "apart" and decision.value == "split":
                for key, span in self._places(decision.subjects[-1]):
                    wanted[key].add(span)
        before: dict[str, set[Span]] = defaultdict(set)
        for document, start, end in self._connection.execute(_KEPT_APART):
            before[document].add((start, end))
        changed = {key: wanted[key] for key in {*wanted, *before} if wanted[key] != before[key]}
        for key, spans in changed.items():
            self._connection.execute(delete(kept_apart).where(kept_apart.c.document == key))
            rows = [{"document": key, "start": start, "end": end} for start, end in sorted(spans)]
            if rows:
                self._connection.execute(insert(kept_apart), rows)
        return {key: tuple(sorted(changed[key])) for key in sorted(changed)}

    def kept_apart(self, key: str) -> tuple[Span, ...]:
        """The passages of a document whose entities are kept to it, as was last settled."""
        found = self._connection.execute(_KEPT_APART.where(kept_apart.c.document == key))
        return tuple(sorted((start, end) for _, start, end in found))

    def settle(self) -> None:
        """Look for what each decision is about; what follows from it is to be compared anew."""
        found = {decision.id: self._subjects(decision) for decision in self.in_force()}
        before = {(decision, line) for decision, line in self._connection.execute(_DECIDED_LINES)}
        self._connection.execute(delete(decided))
        self._connection.execute(delete(stale).where(stale.c.kind == "decision"))
        rows = [
            {"decision": id_, "position": position, "subject": subject}
            for id_, subjects in sorted(found.items())
            for position, subject in enumerate(subjects)
        ]
        if rows:
            self._connection.execute(insert(decided), rows)
        self._judge(found)
        after = {(decision, line) for decision, line in self._connection.execute(_DECIDED_LINES)}
        for some in chunks({line for _, line in before ^ after}):
            numbers = select(statements.c.number).where(statements.c.id.in_(some))
            self._cards.mark("line", map(str, self._connection.execute(numbers).scalars()))

    def _judge(self, found: dict[str, tuple[str, ...]]) -> None:
        """Decisions on two things as verdicts, of contradicting ones the last."""
        wanted: dict[tuple[str, str, str], Verdict] = {}
        for decision in self.in_force():
            subjects = found[decision.id]
            if decision.kind not in {"same", "apart"} or len(set(subjects)) != 2:
                continue
            a, b = sorted(subjects)
            wanted[decision.of, a, b] = Verdict(
                a=a,
                b=b,
                sort="same" if decision.kind == "same" else "apart",
                score=1.0,
                reason=f"decided by {decision.made_by}" + (f": {decision.why}" if decision.why else ""),
                decided=decision.id,
            )
        rows = self._connection.execute(select(verdicts).where(verdicts.c.decided.is_not(None))).mappings()
        before = {
            (row["kind"], row["a"], row["b"]): Verdict(**{n: row[n] for n in Verdict.__struct_fields__})
            for row in rows
        }
        for pair in sorted({*before, *wanted}):
            kind, a, b = pair
            if wanted.get(pair) != before.get(pair):
                here = (verdicts.c.kind == kind, verdicts.c.a == a, verdicts.c.b == b)
                self._connection.execute(delete(verdicts).where(*here))
                if pair in wanted:
                    values = msgspec.structs.asdict(wanted[pair])
                    self._connection.execute(insert(verdicts).values(kind=kind, **values))
                self._cards.mark("entity" if kind == "entity" else "event", (a, b))

    def _subjects(self, decision: Decision) -> tuple[str, ...]:
        """The ids of what a decision is about; none where one of its passages is not found."""
        found = []
        for subject in decision.subjects:
            if isinstance(subject, str):
                return ()
            ids = [
                id_
                for key, span in self._places(subject)
                if (id_ := self._at(decision.of, key, span, subject))
            ]
            if not ids:
                return ()
            found.append(ids[0])
        return tuple(found)

    def _places(self, subject: Anchor | str) -> list[tuple[str, Span]]:
        """The documents that lie here with the bytes a passage is of, and where in them it stands."""
        if isinstance(subject, str):
            return []
        rows = self._connection.execute(_TEXTS, {"digest": subject.document})
        return [(key, span) for key, text in rows if (span := found_in(subject, text)) is not None]

    def _at(self, of: str, key: str, span: Span, subject: Anchor) -> str | None:
        """The entity, event or statement at a passage."""
        given = {"of": key, "start": span[0], "end": span[1]}
        if of == "entity":
            return self._connection.execute(_ENTITY_AT, given).scalar()
        rows = self._connection.execute(_STATEMENTS_AT, given).mappings().all()
        fitting = [row for row in rows if subject.type in {None, row["type"]}]
        wanted = fitting or rows
        return (wanted[0]["card"] if of == "event" else wanted[0]["id"]) if wanted else None


_KEPT_APART = select(kept_apart.c.document, kept_apart.c.start, kept_apart.c.end)
_TEXTS = (
    select(documents.c.key, documents.c.text)
    .where(documents.c.sha256 == bindparam("digest"), documents.c.current)
    .order_by(documents.c.key)
)
_ENTITY_AT = (
    select(mentions.c.entity)
    .where(
        mentions.c.document == bindparam("of"),
        mentions.c.start < bindparam("end"),
        mentions.c.end > bindparam("start"),
    )
    # The mention that is most nearly the passage.
    .order_by(
        func.abs(mentions.c.start - bindparam("start")) + func.abs(mentions.c.end - bindparam("end")),
        mentions.c.entity,
    )
    .limit(1)
)
_DECIDED_LINES = select(decided.c.decision, decided.c.subject).where(decided.c.subject.startswith("s-"))
_STATEMENTS_AT = (
    select(statements.c.id, card_lines.c.card, statements.c.type)
    .outerjoin(card_lines, card_lines.c.statement == statements.c.number)
    .where(
        statements.c.document == bindparam("of"),
        statements.c.start < bindparam("end"),
        statements.c.end > bindparam("start"),
    )
    .order_by(
        func.abs(statements.c.start - bindparam("start")) + func.abs(statements.c.end - bindparam("end")),
        statements.c.id,
    )
)

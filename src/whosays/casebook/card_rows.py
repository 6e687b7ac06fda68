"""What one document gives to be compared, as rows; and which cards are to be compared anew since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, select

from whosays.casebook import driver, filing
from whosays.casebook.chunks import chunks
from whosays.casebook.tables import cards, cautions, document_facts, facts, passages, stale
from whosays.records.across import CardKind, StaleKind
from whosays.records.derived import Derived


class CardRows:
    """The cards and facts of documents, within the transaction of `connection`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, key: str, derived: Derived) -> None:
        """Put in those of one document."""
        if (about := derived.about) is not None:
            cites = bool(about.cited or about.withdraws)
            row = {"document": key, "cites": cites, "publisher": about.publisher, "data": _json(about)}
            self._insert(document_facts, [row])
        self._insert(cautions, filing.caution_values("", derived.cautions))
        self._insert(facts, [{"document": key, "entity": f.entity, "data": _json(f)} for f in derived.facts])
        self._insert(cards, [{"kind": "event", "id": c.id, "data": _json(c)} for c in derived.events])
        held = {(p.start, p.end, p.card.id): p.card for p in derived.passages}
        self._insert(
            passages,
            [
                {"document": key, "start": s, "end": e, "card": c, "quoted": card.quoted}
                for (s, e, c), card in held.items()
            ],
        )
        words = [{"kind": "passage", "id": card.id, "data": _json(card)} for card in held.values()]
        # Another document may have them too.
        driver.put_if_none(self._connection, cards, words)
        self._changed(derived)

    def drop(self, key: str, derived: Derived) -> None:
        """Take those of one document out."""
        for table in (facts, passages, document_facts, cautions):
            self._connection.execute(delete(table).where(table.c.document == key))
        self._delete("event", [card.id for card in derived.events])
        words = sorted({passage.card.id for passage in derived.passages})
        held = set()
        for some in chunks(words):
            query = select(passages.c.card).where(passages.c.card.in_(some)).distinct()
            held |= {*self._connection.execute(query).scalars()}
        self._delete("passage", [id_ for id_ in words if id_ not in held])
        self._changed(derived)

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        driver.put(self._connection, table, rows)

    def _delete(self, kind: CardKind, ids: Sequence[str]) -> None:
        for some in chunks(ids):
            self._connection.execute(delete(cards).where(cards.c.kind == kind, cards.c.id.in_(some)))

    def mark(self, kind: StaleKind, ids: Iterable[str]) -> None:
        """These are to be compared anew."""
        rows = [{"kind": kind, "id": id_} for id_ in ids]
        driver.put_if_none(self._connection, stale, rows)

    def _changed(self, derived: Derived) -> None:
        self.mark("pile", ["all"])
        self.mark("entity", [fact.entity for fact in derived.facts])
        self.mark("event", [card.id for card in derived.events])
        self.mark("passage", sorted({passage.card.id for passage in derived.passages}))


def _json(record: Any) -> str:
    return msgspec.json.encode(record).decode()


def anything_stale(connection: Connection) -> bool:
    """Has anything changed since all was compared?"""
    return connection.execute(select(stale.c.id).limit(1)).first() is not None

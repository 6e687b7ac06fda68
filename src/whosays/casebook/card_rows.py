"""What one document gives to be compared, as rows; and which cards are to be compared anew since."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, delete, insert, select

from whosays.casebook import sqlite
from whosays.casebook.tables import cards, facts, stale
from whosays.records.across import CardKind
from whosays.records.derived import Derived


class CardRows:
    """The cards and facts of documents, within the transaction of `connection`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, key: str, derived: Derived) -> None:
        """Put in those of one document."""
        told = [
            {"document": key, "entity": fact.entity, "data": msgspec.json.encode(fact).decode()}
            for fact in derived.facts
        ]
        made = [
            {"kind": kind, "id": card.id, "document": key, "data": msgspec.json.encode(card).decode()}
            for kind, some in (("event", derived.events), ("passage", derived.passages))
            for card in some
        ]
        for table, rows in ((facts, told), (cards, made)):
            if rows:
                self._connection.execute(insert(table), rows)
        self._changed(derived)

    def drop(self, key: str, derived: Derived) -> None:
        """Take those of one document out."""
        for table in (facts, cards):
            self._connection.execute(delete(table).where(table.c.document == key))
        self._changed(derived)

    def mark(self, kind: CardKind, ids: Iterable[str]) -> None:
        """These are to be compared anew."""
        rows = [{"kind": kind, "id": id_} for id_ in ids]
        if rows:
            self._connection.execute(sqlite.insert_if_none(stale), rows)

    def _changed(self, derived: Derived) -> None:
        self.mark("entity", [fact.entity for fact in derived.facts])
        self.mark("event", [card.id for card in derived.events])
        self.mark("passage", [card.id for card in derived.passages])


def anything_stale(connection: Connection) -> bool:
    """Has anything changed since all was compared?"""
    return connection.execute(select(stale.c.id).limit(1)).first() is not None

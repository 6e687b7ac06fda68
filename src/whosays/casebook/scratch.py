"""Cards on the side, compared and forgotten: on disk, in a file that is gone afterwards, so of any number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, select
from sqlalchemy.pool import StaticPool

from whosays.casebook.card_rows import CardRows
from whosays.casebook.cards import CardStore
from whosays.casebook.tables import card_keys, cards, clusters, filed, metadata, stale, twins, verdicts
from whosays.records.across import EventCard
from whosays.records.derived import Derived


class Scratch:
    """Event cards on the side."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows = CardRows(connection)
        self.store = CardStore(connection, "event")

    def add(self, key: str, some: Iterable[EventCard]) -> None:
        """Put in the cards of a document."""
        self._rows.add(key, Derived(events=tuple(some)))

    def wholes(self) -> Iterator[tuple[EventCard, ...]]:
        """What was found to be one, by the id of its first card."""
        leaders = (
            select(cards.c.id)
            .outerjoin(clusters, (clusters.c.kind == cards.c.kind) & (clusters.c.card == cards.c.id))
            .where(clusters.c.card.is_(None) | (clusters.c.cluster == cards.c.id))
            .order_by(cards.c.id)
        )
        for (leader,) in self._connection.execute(leaders).all():
            members = self.store.members([leader]).get(leader, [leader])
            found = self.store.cards(members)
            yield tuple(found[id_] for id_ in members)


@contextmanager
def scratch() -> Iterator[Scratch]:
    """Room for cards, gone at the end."""
    engine = create_engine("sqlite+pysqlite:///", poolclass=StaticPool)  # a temporary file of SQLite's own
    try:
        metadata.create_all(engine, tables=[cards, card_keys, filed, twins, verdicts, clusters, stale])
        with engine.connect() as connection:
            yield Scratch(connection)
    finally:
        engine.dispose()

"""The Reader's queries, asked by the Writer within its own transaction."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, text

from whosays.casebook.sqlite import Row, Value


class Queries:
    """As `sqlite.Session.all`, over SQLAlchemy."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, sql: str, parameters: Mapping[str, Value] | None = None) -> list[Row]:
        """All rows of a query."""
        return [tuple(row) for row in self._connection.execute(text(sql), dict(parameters or {}))]

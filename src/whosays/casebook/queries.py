"""The Reader's queries, asked by the Writer within its own transaction."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from whosays.casebook.sqlite import Row, Value


class Queries:
    """As `sqlite.Session.all`, in the transaction of SQLAlchemy."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, sql: str, parameters: Mapping[str, Value] | None = None) -> list[Row]:
        """All rows of a query."""
        # The driver knows `:name` by itself.
        return [*map(tuple, self._connection.exec_driver_sql(sql, dict(parameters or {})).fetchall())]

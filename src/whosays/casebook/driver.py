"""Statements given to the database's driver as they are: SQLAlchemy's work on every row and value left out.

For what is asked or written for thousands of rows. The statements are SQLAlchemy's, made once and compiled
once; values go in and come out as the driver has them, which for ours is as they are (truth as 0 and 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import Connection, Delete, Insert, Select, Table, Update, bindparam, delete, insert
from sqlalchemy.engine import Dialect

from whosays.casebook import sqlite
from whosays.casebook.chunks import chunks


def rows(connection: Connection, query: Select[Any], **given: Any) -> Sequence[Any]:
    """All rows of a query."""
    return connection.exec_driver_sql(*_filled(connection, query, given)).fetchall()


def rows_of(connection: Connection, query: Select[Any], values: Iterable[Any], **given: Any) -> list[Any]:
    """All rows of a query over `sqlite.some_values`, however many these are."""
    return [row for some in chunks(values) for row in rows(connection, query, some=_json(some), **given)]


def write(
    connection: Connection, statement: Insert | Update | Delete, values: Sequence[Mapping[str, Any]]
) -> None:
    """A statement for each of these; they name all of its parameters."""
    if values:
        sql, order, fixed = _text(statement, connection.dialect)
        if fixed:
            values = [{**fixed, **row} for row in values]
        connection.exec_driver_sql(sql, [*map(_picked(order), values)])


def put(connection: Connection, table: Table, values: Sequence[Mapping[str, Any]]) -> None:
    """New rows, each with all columns."""
    write(connection, _insert(table), values)


def put_if_none(connection: Connection, table: Table, values: Sequence[Mapping[str, Any]]) -> None:
    """Rows where there are none of the same key."""
    write(connection, _insert_if_none(table), values)


def remove(connection: Connection, table: Table, column: str, values: Iterable[Any], **same: Any) -> None:
    """The rows with one of these values in a column, and these in others."""
    statement = _delete(table, column, tuple(same))
    for some in chunks(values):
        connection.exec_driver_sql(*_filled(connection, statement, {"some": _json(some), **same}))


def _filled(connection: Connection, statement: Any, given: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
    sql, order, fixed = _text(statement, connection.dialect)
    return sql, tuple(given[name] if name in given else fixed[name] for name in order)


_texts: dict[tuple[Any, str], tuple[str, tuple[str, ...], dict[str, Any]]] = {}


def _text(statement: Any, dialect: Dialect) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    """The text, the order of its parameters, and those that stand in the statement."""
    key = statement, dialect.name  # every casebook that is opened has a dialect of its own
    if key not in _texts:
        compiled = statement.compile(dialect=dialect)
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        _texts[key] = str(compiled), tuple(compiled.positiontup or ()), fixed
    return _texts[key]


@cache
def _picked(order: tuple[str, ...]) -> Any:
    one = itemgetter(*order)
    return one if len(order) > 1 else lambda row: (one(row),)


def _json(values: Sequence[Any]) -> str:
    return msgspec.json.encode(values).decode()


@cache
def _insert(table: Table) -> Insert:
    return insert(table)


@cache
def _insert_if_none(table: Table) -> Insert:
    return sqlite.insert_if_none(table)


@cache
def _delete(table: Table, column: str, same: tuple[str, ...]) -> Delete:
    here = [table.c[name] == bindparam(name) for name in same]
    return delete(table).where(*here, table.c[column].in_(sqlite.some_values()))

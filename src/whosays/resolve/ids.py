"""Ids of what one document tells: hashes of its key and of where things stand, so that they stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from whosays.records import Document, Statement
from whosays.records.derived import content_id


def event_id(statement: Statement, key: str) -> str | None:
    """The casebook's id of the occurrence that a statement tells of."""
    return None if statement.event is None else content_id("v", key, statement.event)


def line_ids(document: Document, key: str) -> Iterator[tuple[str, Statement]]:
    """Every statement with the id of its line, in the order of the text."""
    same: Counter[tuple[object, ...]] = Counter()
    for statement in sorted(document.statements, key=_order):
        what = (statement.start, statement.end, *statement.trigger, statement.type)
        # The key, not the hash of the bytes: the same bytes read as another format are another text.
        yield content_id("s", key, *what, same[what]), statement
        same[what] += 1


def _order(statement: Statement) -> tuple[object, ...]:
    """An order that does not hang on how statements were numbered, save where they are alike."""
    roles = sorted(statement.roles.items())
    return (statement.trigger, statement.start, statement.end, statement.type or "", roles, statement.id)

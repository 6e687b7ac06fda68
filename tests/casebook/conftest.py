from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.casebook.factories import PRINT
from whosays.casebook import Reader, Writer
from whosays.casebook.rows import Problem
from whosays.engines.comparing import bring_up_to_date
from whosays.records.derived import Reading


@pytest.fixture
def case(tmp_path: Path) -> str:
    return str(tmp_path / "case.db")


def keep(case: str, *readings: Reading) -> list[str]:
    """Put readings where their source says, and compare them; what became of each."""
    with Writer.open(case) as writer:
        became = [writer.put(f"/pile/{r.document.source}", r, PRINT) for r in readings]
        bring_up_to_date(writer)
        return became


def problems(case: str) -> list[Problem]:
    with Reader.open(case) as casebook:
        return list(casebook.check())


def settled(case: str) -> list[Problem]:
    """What is wrong once all is compared, as each command that writes does in the end."""
    with Writer.open(case) as writer:
        bring_up_to_date(writer)
    return problems(case)


def digest(case: str) -> str:
    with Reader.open(case) as casebook:
        return casebook.digest()


SURROGATES = {"blocks": ["id"], "names": ["id"], "statements": ["number"], "statement_parties": ["statement"]}
SURROGATES["voices"] = ["statement"]
CONTENT = [
    "originals",
    "documents",
    "annotations",
    "blocks",
    "entities",
    "names",
    "mentions",
    "statements",
    "statement_parties",
    "voices",
    "sources",
]


def content(case: str) -> dict[str, list[tuple[object, ...]]]:
    """All rows, without the numbers that stand for order of reading and the time of reading."""
    connection = sqlite3.connect(case)
    try:
        found = {}
        for table in CONTENT:
            cursor = connection.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in cursor.description]
            left_out = {*SURROGATES.get(table, []), "read_at"}
            kept = [n for n, name in enumerate(names) if name not in left_out]
            found[table] = sorted((tuple(row[n] for n in kept) for row in cursor), key=repr)
        for table in ("blocks_fts", "statements_fts", "names_fts"):
            connection.execute(f"CREATE VIRTUAL TABLE temp.v_{table} USING fts5vocab(main, {table}, 'row')")
            found[table] = connection.execute(f"SELECT * FROM temp.v_{table}").fetchall()
        return found
    finally:
        connection.close()

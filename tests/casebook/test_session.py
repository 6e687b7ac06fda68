"""The Reader's SQL is plain: SQLAlchemy runs the same strings, and gives the same rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from tests.casebook.conftest import keep
from tests.casebook.factories import entity_id, reading
from whosays.casebook import Reader
from whosays.casebook.rows import LineFilter
from whosays.casebook.sqlite import Row, Session, Value


class ThroughSQLAlchemy(Session):
    """A session for any database that SQLAlchemy knows."""

    def __init__(self, path: Path) -> None:
        self._engine = create_engine(f"sqlite:///{path}")
        self._through = self._engine.connect()

    def rows(self, sql: str, parameters: Mapping[str, Value] | None = None) -> Iterator[Row]:
        for row in self._through.execute(text(sql), parameters or {}):
            yield tuple(row)

    def all(self, sql: str, parameters: Mapping[str, Value] | None = None) -> list[Row]:
        return list(self.rows(sql, parameters))

    def one(self, sql: str, parameters: Mapping[str, Value] | None = None) -> Row | None:
        return next(iter(self.all(sql, parameters)), None)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        yield

    def close(self) -> None:
        self._through.close()
        self._engine.dispose()


def answers(casebook: Reader) -> list[object]:
    orlan = entity_id("Orlan")
    some = LineFilter(entities=(orlan,), earliest="1994", latest="1995", polarity="asserted", text="left")
    line = casebook.lines()[0]
    return [
        list(casebook.documents()),
        casebook.document("one.txt"),
        casebook.lines(),
        casebook.lines(some),
        casebook.count_lines(some),
        casebook.lines_said_by(entity_id("Holt")),
        casebook.line(line.id),
        casebook.find_entities("orl"),
        list(casebook.entities()),
        casebook.sightings(orlan),
        casebook.search("left"),
        casebook.info(),
        casebook.sources(line.document),
        list(casebook.refusals()),
    ]


def test_sqlalchemy_runs_the_same_questions(case: str) -> None:
    keep(case, reading("Orlan left.", "Vesk stayed.", source="one.txt", said_by="Holt", dates=("1994-05",)))
    through = ThroughSQLAlchemy(Path(case))
    with Reader.open(case) as casebook, Reader(Path(case), through, "0005") as other:
        assert answers(other) == answers(casebook)

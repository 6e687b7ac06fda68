"""Trying out: what is written is seen, looked at, and never kept."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from whosays.casebook import sqlite
from whosays.casebook.reader import Reader
from whosays.casebook.writer import Writer
from whosays.errors import OutOfTime


class Trial(Writer):
    """A Writer that keeps nothing. As long as it is open nobody else writes; readers see none of it."""

    _moment = float("inf")

    @classmethod
    @contextmanager
    def of(cls, case: str, *, seconds: float) -> Iterator[Trial]:
        """Try something out in the casebook `case`, for so many seconds at most: `OutOfTime`.

        `CasebookBusy` where somebody else is writing.
        """
        Reader.open(case).close()  # one that is not there is not made, an older one not brought up to date
        trial = cls.open(case)
        try:
            with sqlite.explained(trial._path):
                trial._begin(time.monotonic() + seconds)
                yield trial
        finally:
            trial.close()

    def _begin(self, moment: float) -> None:
        sqlite.watch(self._connection)
        sqlite.stop_at(self._connection, moment)
        self._moment = moment

    def commit(self) -> None:
        """Nothing is kept."""
        if time.monotonic() > self._moment:
            raise OutOfTime(
                f"That would take too long in {self._path}; it was left off, and nothing was changed."
            )

    def close(self) -> None:
        """Undo all that was done."""
        self._moment = float("inf")
        sqlite.stop_at(self._connection, self._moment)
        self._connection.rollback()
        super().close()

    def touched(self, what: str) -> list[str]:
        """Ids of what was written: entities, events, lines, claims or conflicts; much of it as it was."""
        return [id_ for kind, id_ in sqlite.watched(self._connection) if kind == what]

    def after(self) -> Reader:
        """The casebook as it would be. Not to be closed, nor used once this is over."""
        session = sqlite.within(self._path, self._connection)
        return Reader(self._path, session, schema="")

"""Opening a casebook to write: one writer at a time, a new file made whole, an older schema brought up."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine

from whosays.casebook import place, sqlite
from whosays.casebook.tables import metadata
from whosays.errors import CasebookBusy, CasebookError

MIGRATIONS = Path(__file__).with_name("migrations")

_VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


class _Owner(msgspec.Struct, frozen=True):
    """Who is writing."""

    pid: int
    command: str
    since: str


class Lock:
    """The right to write. Taken with the process: one that is killed holds nothing."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path.with_name(path.name + ".lock"), thread_local=False)
        self._note = path.with_name(path.name + ".writer")
        self._path = path

    def take(self, wait: float, on_wait: Callable[[str], None] | None) -> None:
        """Take it, at once or within `wait` seconds; `CasebookBusy` says who has it."""
        try:
            if not self._try(0):
                busy = f"{self._path} is being written to by {self._holder()}"
                if wait > 0 and on_wait:
                    on_wait(f"{busy}; waiting up to {wait:g} s.")
                if wait <= 0 or not self._try(wait):
                    raise CasebookBusy(
                        f"{busy}. Try again when it is done, or wait for it with --wait SECONDS."
                    )
            owner = _Owner(os.getpid(), _command(), datetime.now(UTC).isoformat(" ", "seconds"))
            self._note.write_bytes(msgspec.json.encode(owner))
        except OSError as error:
            self._lock.release()
            raise CasebookError(
                f"{self._path} cannot be written: {error.strerror} ({error.filename}). Choose a folder that "
                "exists and where you may write."
            ) from error

    def release(self) -> None:
        """Let others write."""
        self._note.unlink(missing_ok=True)
        self._lock.release()

    def _try(self, wait: float) -> bool:
        try:
            self._lock.acquire(timeout=wait, poll_interval=0.05)
        except Timeout:
            return False
        return True

    def _holder(self) -> str:
        try:
            owner = msgspec.json.decode(self._note.read_bytes(), type=_Owner)
        except (OSError, msgspec.DecodeError):
            return "another process"
        return f"process {owner.pid} ({owner.command}) since {owner.since} UTC"


def _command() -> str:
    """How this process was called, on one line. Names of files may hold anything, even no text."""
    called = shlex.join(sys.argv)[:200]
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in called) or "?"


def require_place(case: str, path: Path) -> None:
    """A casebook may be written at `path`, or an error that says why not."""
    if not path.parent.is_dir():
        raise CasebookError(f"There is no folder {path.parent}. Make it, or choose another place for {case}.")
    if path.exists() and not path.is_file():
        raise CasebookError(f"{case} is not a file, so it is no casebook.")
    try:
        if not path.exists() or path.stat().st_size == 0:
            return
        with sqlite.explained(path):
            mark = sqlite.application_id(path)
    except OSError as error:
        raise CasebookError(f"{case} cannot be read: {error.strerror}.") from error
    if not os.access(path, os.W_OK):
        raise CasebookError(f"{case} is read-only. Change its permissions, or write to a copy of it.")
    # A mark of 0 may be a casebook whose making was interrupted.
    with sqlite.explained(path):
        if mark is None or (mark != sqlite.APPLICATION_ID and sqlite.is_foreign(path)):
            place.refuse_file(case)


def prepare(case: str, path: Path, engine: Engine) -> None:
    """Bring what lies at `path` to the schema of this version. The lock must be held."""
    with sqlite.explained(path), engine.begin() as connection:
        if sqlite.is_blank(connection):
            create(connection)
            return
        schema = schema_of(connection)
    place.require_known(case, schema)
    if schema != place.SCHEMAS[-1]:
        _migrate_with_copy(path, engine, schema)


def create(connection: Connection) -> None:
    """All tables at once, as the migrations would leave them: in one transaction, so wholly or not."""
    sqlite.mark(connection)
    metadata.create_all(connection)
    connection.exec_driver_sql(_VERSION_TABLE)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (place.SCHEMAS[-1],))


def schema_of(connection: Connection) -> str:
    """The version of its schema that a casebook is marked with."""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def _migrate_with_copy(path: Path, engine: Engine, schema: str) -> None:
    copy = path.with_name(f"{path.name}.before-{place.SCHEMAS[-1]}")
    sqlite.remove_leftovers(copy)
    with sqlite.explained(path):
        sqlite.backup(path, copy)
    try:
        with engine.begin() as connection:
            migrate(connection)
    except Exception as error:
        raise CasebookError(
            f"{path} could not be brought from schema {schema} to {place.SCHEMAS[-1]}: {error}. "
            f"It is as it was; a copy of it is {copy}."
        ) from error
    sqlite.remove_leftovers(copy)


def migrate(connection: Connection, to: str = "head") -> None:
    """Run the migrations that are still to be run, in the transaction of `connection`."""
    # Slow to import and hardly ever needed.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)

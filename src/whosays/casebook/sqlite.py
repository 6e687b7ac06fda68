"""All that only SQLite understands: pragmas, full-text search (FTS5), its read-only modes, its own errors.

Another database needs another module with these functions; the SQL elsewhere is plain, with `:name`
parameters, as SQLAlchemy's `text()` takes it too.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from whosays.errors import CasebookError, OutOfTime, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Insert, Select, Table

APPLICATION_ID = 0x57534159
"""`WSAY`: says in the file's header (bytes 68 to 71) that it is a casebook."""
BATCH = 200
"""Rows fetched at a time."""
BUSY_SECONDS = 10
"""How long to wait while another process holds SQLite's lock for a moment."""

STEPS = 20_000
"""Of SQLite's machine, after which it is looked whether time is over."""
WATCHED = {
    "clusters": "SELECT {row}.kind, {row}.card WHERE {row}.kind <> 'passage'",
    "mentions": "SELECT 'entity', {row}.entity",
    "topic_lines": "SELECT 'line', id FROM statements WHERE number = {row}.statement",
    "decided": "SELECT 'line', {row}.subject WHERE {row}.subject GLOB 's-*'",
    "claims": "SELECT 'claim', {row}.id",
    "conflicts": "SELECT 'conflict', {row}.id",
}
"""What is noted of a row that is put in or taken out, by table."""

SEARCHED = {"blocks_fts": "blocks", "statements_fts": "statements", "names_fts": "names"}
"""Full-text tables and the tables whose rows they index, by rowid. They hold no text of their own."""
SEARCH_TABLES = tuple(
    f"CREATE VIRTUAL TABLE {name} USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')"
    for name in SEARCHED
)

Value = str | int | float | bytes | None
Row = tuple[Any, ...]


# ── reading ───────────────────────────────────────────────────────────────────────────────────────


class Session:
    """A connection that only reads."""

    def __init__(self, path: Path, connection: sqlite3.Connection | None = None) -> None:
        self._path = path
        self._connection = _open_to_read(path) if connection is None else connection

    def rows(self, sql: str, parameters: Mapping[str, Value] | None = None) -> Iterator[Row]:
        """The rows of a query, as they are fetched."""
        with explained(self._path):
            cursor = self._connection.execute(sql, parameters or {})
            some = cursor.fetchmany(BATCH)
        # Nothing is held across a `yield`: the one who asked may leave after the connection was closed.
        while some:
            yield from some
            with explained(self._path):
                some = cursor.fetchmany(BATCH)

    def all(self, sql: str, parameters: Mapping[str, Value] | None = None) -> list[Row]:
        """All rows of a query."""
        with explained(self._path):
            return self._connection.execute(sql, parameters or {}).fetchall()

    def one(self, sql: str, parameters: Mapping[str, Value] | None = None) -> Row | None:
        """The first row of a query."""
        with explained(self._path):
            row: Row | None = self._connection.execute(sql, parameters or {}).fetchone()
            return row

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Within, all queries see the same state, whatever a writer does meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        with explained(self._path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            with explained(self._path):
                self._connection.execute("COMMIT")

    def hold(self) -> None:
        """See one state from now on; called again, the state of then."""
        with explained(self._path):
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
            self._connection.execute("BEGIN")
            self._connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()

    def settle(self) -> None:
        """Copy the `-wal` into the file, where it may be written: content stays the same."""
        with explained(self._path):
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def version(self) -> int:
        """A number that is another once somebody else has changed the content; of this session only."""
        row = self.one("PRAGMA data_version")
        return int(row[0]) if row else 0

    def integrity(self) -> Iterator[str]:
        """What SQLite itself finds wrong with the file."""
        for (message,) in self.rows("PRAGMA integrity_check(100)"):
            if message != "ok":
                yield str(message)

    def dangling(self) -> Iterator[tuple[str, str]]:
        """Rows whose foreign key points nowhere: their table and the table pointed to."""
        for table, _, parent, _ in self.rows("PRAGMA foreign_key_check"):
            yield str(table), str(parent)

    def vocabulary(self, table: str) -> Iterator[tuple[str, int, int]]:
        """Every word in a full-text table: the word, in how many rows, how often."""
        view = f"{table}_vocabulary"
        with explained(self._path):
            # A temporary view of the index: nothing of it reaches the file.
            self._connection.execute("PRAGMA query_only = OFF")
            self._connection.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{view} USING fts5vocab(main, {table}, 'row')"
            )
            self._connection.execute("PRAGMA query_only = ON")
        yield from self.rows(f"SELECT term, doc, cnt FROM temp.{view}")  # noqa: S608

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot change the content.

    SQLite reads a database in WAL mode with the help of two files beside it, `-wal` and `-shm`. Where they
    may be made, an ordinary connection with `query_only` takes them away again at its end. Where they may not
    (a read-only medium) and no `-wal` is left, nobody can be writing, and the file is read as immutable.
    """
    for mode in _read_modes(path):
        # Closed by another thread than the one that asked, at times; two never ask at once.
        connection = sqlite3.connect(
            _uri(path, mode), uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in (
                "query_only = ON",
                "foreign_keys = ON",
                "cache_size = -32768",
                "temp_store = FILE",
            ):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.Error:
            connection.close()
            if mode == "mode=ro&immutable=1":
                raise
            continue
        return connection
    raise CasebookError(
        f"{path} was being written to when it was last seen, and its folder is read-only: copy it, together "
        f"with {path.name}-wal, to a folder where you may write."
    )


def _read_modes(path: Path) -> Iterator[str]:
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        yield "mode=rw"
    yield "mode=ro"
    wal = path.with_name(path.name + "-wal")
    if not wal.exists() or wal.stat().st_size == 0:
        yield "mode=ro&immutable=1"


def _uri(path: Path, mode: str) -> str:
    return f"file:{quote(os.fsencode(path))}?{mode}"


def is_foreign(path: Path) -> bool:
    """Is this SQLite database somebody else's? A blank one is nobody's."""
    connection = sqlite3.connect(_uri(path, "mode=rw"), uri=True, timeout=BUSY_SECONDS)
    try:
        connection.execute("PRAGMA query_only = ON")
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return bool(mark != APPLICATION_ID and (mark or tables))
    finally:
        connection.close()


def application_id(path: Path) -> int | None:
    """Whose file it is: the number in an SQLite file's header, 0 where none was set; `None`: not SQLite's.

    SQLite has to look. Whoever opens and closes the file himself takes all of SQLite's locks on it from this
    process (POSIX): the next process that leaves the casebook would take the `-wal` away from under those who
    read and write here, and what they write would be lost.
    """
    if not os.access(path, os.R_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    connection = sqlite3.connect(_uri(path, "mode=ro&immutable=1"), uri=True)
    try:
        # While somebody writes, the header may tell of more pages than there are yet: no matter here.
        connection.execute("PRAGMA writable_schema = ON")
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        return int(mark)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            return None
        raise
    finally:
        connection.close()


# ── writing ───────────────────────────────────────────────────────────────────────────────────────


def engine_to_write(path: Path) -> Engine:
    """An SQLAlchemy engine for the one writer.

    Every transaction is begun as a writing one. A commit returns when it is on the disk (`synchronous=FULL`):
    what was reported as read survives a power failure.
    """
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "cache_size = -65536",
            "temp_store = FILE",
            "wal_autocheckpoint = 4000",
            "journal_size_limit = 67108864",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def mark(connection: Connection) -> None:
    """Say in the header that this file is a casebook, and make the full-text tables."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    for ddl in SEARCH_TABLES:
        connection.exec_driver_sql(ddl)


def is_blank(connection: Connection) -> bool:
    """Has nothing been put into this file yet?"""
    return not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()


def holds(connection: Connection) -> bool:
    """Is the transaction still there? SQLite ends it by itself when the disk is full."""
    driver = connection.connection.driver_connection
    return isinstance(driver, sqlite3.Connection) and driver.in_transaction


def within(path: Path, connection: Connection) -> Session:
    """A session that sees what was written in the transaction of `connection`; not to be closed."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return Session(path, driver)


def stop_at(connection: Connection, moment: float) -> None:
    """From this moment of `time.monotonic` on nothing more is done: `OutOfTime`, where it is `explained`."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.set_progress_handler(lambda: time.monotonic() > moment, STEPS)


def watch(connection: Connection) -> None:
    """From here on note what is written, until the transaction ends."""
    connection.exec_driver_sql("CREATE TEMP TABLE touched (what TEXT, id TEXT, PRIMARY KEY (what, id))")
    for table, noted in WATCHED.items():
        for done, when, row in (("INSERT", "AFTER", "NEW"), ("DELETE", "BEFORE", "OLD")):
            connection.exec_driver_sql(
                f"CREATE TEMP TRIGGER touched_{table}_{done} {when} {done} ON main.{table} BEGIN "
                f"INSERT OR IGNORE INTO touched {noted.format(row=row)}; END"
            )


def watched(connection: Connection) -> list[tuple[str, str]]:
    """What was written since, each once: whether entity, event, line, claim or conflict, and its id."""
    rows = connection.exec_driver_sql("SELECT what, id FROM touched ORDER BY what, id").fetchall()
    return [(what, id_) for what, id_ in rows]


def index(connection: Connection, table: str, rows: list[tuple[int, str]]) -> None:
    """Add (rowid, text) to a full-text table."""
    if rows:
        connection.exec_driver_sql(f"INSERT INTO {table}(rowid, text) VALUES (?, ?)", rows)  # noqa: S608


def unindex(connection: Connection, table: str, rows: list[tuple[int, str]]) -> None:
    """Take (rowid, text) out of a full-text table; the text must be what was put in."""
    if rows:
        connection.exec_driver_sql(
            f"INSERT INTO {table}({table}, rowid, text) VALUES ('delete', ?, ?)",  # noqa: S608
            rows,
        )


def sharing(connection: Connection, kind: str, keys: list[int], most: int) -> dict[int, list[str]]:
    """The first `most` cards filed under each of `keys`, sorted; no more are read, however many there are."""
    rows = connection.exec_driver_sql(
        "SELECT k.value, (SELECT group_concat(card, char(10)) FROM (SELECT c.card FROM card_keys c "
        "WHERE c.kind = ? AND c.key = k.value ORDER BY c.card LIMIT ?)) FROM json_each(?) k",
        (kind, most, f"[{','.join(map(str, keys))}]"),
    ).fetchall()
    return {key: joined.split("\n") for key, joined in rows if joined is not None}


def some_values() -> Select[tuple[Any]]:
    """Many values as one parameter, `some`, a JSON list: `column.in_(some_values())`."""
    from sqlalchemy import bindparam, func, select

    return select(func.json_each(bindparam("some")).table_valued("value").c.value)


def insert_if_none(table: Table) -> Insert:
    """An insertion that leaves a row alone that is there already."""
    from sqlalchemy.dialects.sqlite import insert

    return insert(table).on_conflict_do_nothing()


def backup(path: Path, copy: Path) -> None:
    """A consistent copy of a casebook."""
    source, target = sqlite3.connect(path, timeout=BUSY_SECONDS), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()


class Scratch:
    """A temporary full-text index and count of names, to compare a casebook's with. On disk: of any size."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute(
            "CREATE TABLE names (entity, type, name, documents, main, PRIMARY KEY (entity, type, name))"
        )
        self._connection.execute("CREATE TABLE entities (id PRIMARY KEY, documents)")
        for ddl in SEARCH_TABLES:
            self._connection.execute(ddl)
        for name in SEARCHED:
            self._connection.execute(f"CREATE VIRTUAL TABLE {name}_v USING fts5vocab({name}, 'row')")
        self._connection.execute("BEGIN")

    def count(self, names: Mapping[tuple[str, str, str], int]) -> None:
        """Add one document's names: (entity, type, name) and whether it is the main one."""
        self._connection.executemany(
            "INSERT INTO names VALUES (?, ?, ?, 1, ?) ON CONFLICT DO UPDATE "
            "SET documents = documents + 1, main = main + excluded.main",
            [(*name, main) for name, main in names.items()],
        )
        self._connection.executemany(
            "INSERT INTO entities VALUES (?, 1) ON CONFLICT DO UPDATE SET documents = documents + 1",
            [(entity,) for entity in {entity for entity, _, _ in names}],
        )

    def entities(self) -> Iterator[Row]:
        """(id, documents) by id."""
        yield from self._connection.execute("SELECT id, documents FROM entities ORDER BY id")

    def names(self) -> Iterator[Row]:
        """(entity, type, name, documents, main) in the order of the first three."""
        yield from self._connection.execute("SELECT * FROM names ORDER BY entity, type, name")

    def index(self, table: str, rows: list[tuple[int, str]]) -> None:
        """Add (rowid, text) to a full-text table."""
        self._connection.executemany(f"INSERT INTO {table}(rowid, text) VALUES (?, ?)", rows)  # noqa: S608

    def vocabulary(self, table: str) -> Iterator[tuple[str, int, int]]:
        """Every word in a full-text table: the word, in how many rows, how often."""
        yield from self._connection.execute(f"SELECT term, doc, cnt FROM {table}_v")  # noqa: S608

    def close(self) -> None:
        """Drop it all."""
        self._connection.close()


# ── words looked for ──────────────────────────────────────────────────────────────────────────────


def match(words: str, *, most: int = 48) -> str | None:
    """What people type, as an FTS5 expression that is always valid; `None` where there is no word in it.

    All words must be there. `"two words"` stand together; `begin*` stands for all words that begin so.
    """
    terms: list[str] = []
    for number, piece in enumerate(words.replace("\0", " ").split('"')):
        terms += [piece] if number % 2 else piece.split()
    return expression(terms, (), most=most)


def expression(terms: Sequence[str], without: Sequence[str], *, most: int = 48) -> str | None:
    """All of `terms` and none of `without` as an FTS5 expression that is always valid.

    A term is a word or several that stand together; a `*` at its end stands for all words that begin so.
    `None` where no word is wanted: what is not there alone finds nothing.
    """
    wanted, unwanted = _quoted(terms)[:most], _quoted(without)[:most]
    if not wanted:
        return None
    found = " ".join(wanted)
    return f"({found}) NOT ({' OR '.join(unwanted)})" if unwanted else found


def _quoted(terms: Sequence[str]) -> list[str]:
    plain = (term.replace("\0", " ").replace('"', " ") for term in terms)
    return [
        f'"{term.rstrip("*")}"' + ("*" if term.endswith("*") else "")
        for term in plain
        if any(character.isalnum() for character in term)
    ]


# ── errors ────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """SQLite's errors, its driver's own or through SQLAlchemy, as a `CasebookError` that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _in_words(path, error) from error
    except UnicodeEncodeError as error:
        raise UsageError("What is asked for is not UTF-8.") from error
    except Exception as error:
        cause = getattr(error, "orig", None)  # SQLAlchemy's wrapper; not imported for readers
        if not isinstance(cause, sqlite3.Error):
            raise
        raise _in_words(path, cause) from error


def _in_words(path: Path, error: sqlite3.Error) -> CasebookError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return CasebookError(
            f"There is no space left for {path}. What was kept before is whole; make room and run the same "
            "command again: it carries on."
        )
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return CasebookError(f"Another program is changing {path} just now: try again when it is done.")
    if code == sqlite3.SQLITE_INTERRUPT:
        return OutOfTime(f"That would take too long in {path}; it was left off, and nothing was changed.")
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return CasebookError(
            f"{path} cannot be opened or written: look at the permissions of it and its folder."
        )
    if code == sqlite3.SQLITE_IOERR:
        return CasebookError(
            f"The disk failed while {path} was used ({error}). What was kept before is whole; when the disk "
            "has room and works, run the same command again."
        )
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return CasebookError(
            f"{path} is damaged ({error}). Take the latest copy of it, or read the reports into a new "
            f"casebook; whosays check {path} tells what is wrong."
        )
    return CasebookError(f"{path}: {error}")


def remove_leftovers(path: Path) -> None:
    """Delete a temporary database with what belongs to it."""
    for end in ("", "-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + end).unlink()

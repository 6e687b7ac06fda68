"""The one that writes: a document at a time, whole or not at all."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, update

from whosays import __version__
from whosays.casebook import filing, place, sqlite
from whosays.casebook.card_rows import CardRows, anything_stale
from whosays.casebook.cards import CardStore, EntityStore, MakeEntityCard
from whosays.casebook.decided import Decided
from whosays.casebook.flags import Flags
from whosays.casebook.opening import Lock, prepare, require_place
from whosays.casebook.shelf import Shelf
from whosays.casebook.tables import (
    annotations,
    documents,
    kept_apart,
    originals,
    refusals,
    sources,
    stale,
)
from whosays.casebook.topics import Topics
from whosays.errors import CasebookError, NotFound
from whosays.plugins import Refusal
from whosays.records import Document
from whosays.records.across import CardKind
from whosays.records.decisions import Decision
from whosays.records.derived import Derived, Reading

# Made once: what SQLAlchemy works out for a statement it keeps with it.
_KEPT = (
    select(documents.c.sha256, annotations.c.fingerprint)
    .join(annotations, annotations.c.document == documents.c.key)
    .where(documents.c.key == bindparam("of"))
)
_FINGERPRINT = select(annotations.c.fingerprint).where(annotations.c.document == bindparam("of"))
_ORIGINAL = select(originals.c.sha256).where(originals.c.sha256 == bindparam("of"))
_LAST_HERE = (
    select(sources.c.version, sources.c.document)
    .where(sources.c.location == bindparam("at"))
    .order_by(sources.c.version.desc())
    .limit(1)
)
_LIES = select(sources.c.location).where(sources.c.document == bindparam("of"), sources.c.current).limit(1)
_READ_AFTER_ALL = delete(refusals).where(refusals.c.location == bindparam("at"))
_DERIVED_NOW = delete(stale).where(stale.c.kind == "document", stale.c.id == bindparam("of"))
_KEEP_ORIGINAL, _KEEP_DOCUMENT, _KEEP_ANNOTATION = insert(originals), insert(documents), insert(annotations)
_KEEP_SOURCE = insert(sources)

Became = Literal["new", "same", "changed"]

GROUP_SECONDS = 1.0
GROUP_DOCUMENTS = 500
"""Documents are written to the disk together: at most so many, and at most so long after the last time."""


class Writer:
    """Writes to a casebook: `with Writer.open("case.db") as writer: …`.

    Each call is all or nothing, and is on the disk at the latest when the casebook is closed; before that, a
    second or 500 documents later, at the next call. Should the machine fail in between, the documents of that
    second are not there, and reading the same pile again brings them.
    """

    def __init__(self, path: Path, lock: Lock, engine: Engine) -> None:
        self._path = path
        self._lock = lock
        self._engine = engine
        self._connection = engine.connect()
        self._shelf = Shelf(self._connection)
        self._waiting = 0
        self._written = time.monotonic() - GROUP_SECONDS

    @classmethod
    def open(cls, case: str, *, wait: float = 0.0, on_wait: Callable[[str], None] | None = None) -> Self:
        """Open the casebook in the file `case`, made if it is not there, brought up to date if it is older.

        There is one writer at a time: `wait` seconds are spent on another's end, which `on_wait` is told of,
        then `CasebookBusy` says who it is. `CasebookTooNew` if a later whosays wrote it; `CasebookError` if
        it is no casebook, or cannot be written.
        """
        path = place.path_of(case)
        require_place(case, path)
        lock = Lock(path)
        lock.take(wait, on_wait)
        try:
            require_place(case, path)  # another may have made it meanwhile
            with sqlite.explained(path):
                engine = sqlite.engine_to_write(path)
                prepare(case, path, engine)
                return cls(path, lock, engine)
        except BaseException:
            lock.release()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except CasebookError:
            if error is None:
                raise

    def close(self) -> None:
        """Write what is waiting, and let others write."""
        try:
            self.commit()
        finally:
            self._connection.close()
            self._engine.dispose()
            self._lock.release()

    def commit(self) -> None:
        """Write to the disk what is waiting."""
        if not self._connection.in_transaction():
            return
        with sqlite.explained(self._path):
            try:
                self._connection.commit()
            except BaseException:
                self._connection.rollback()
                raise
            finally:
                self._waiting = 0
                self._written = time.monotonic()

    # ── what callers do ───────────────────────────────────────────────────────────────────────────

    def has(self, key: str, fingerprint: str) -> bool:
        """Is this reading kept, as annotated by the annotators with this fingerprint?"""
        self._commit_in_time()
        with sqlite.explained(self._path):
            found = self._connection.execute(_FINGERPRINT, {"of": key}).scalar()
            if not self._waiting:
                self._connection.rollback()
        return found == fingerprint

    def put(self, location: str, reading: Reading, fingerprint: str) -> Became:
        """Keep a reading, and that it is what lies at `location` now.

        `new`: it was not in the casebook; `changed`: another lay here before, or this one was annotated by
        others; `same`: nothing has changed, or a document that is kept already lies here as well.
        """
        with self._whole() as connection:
            kept = connection.execute(_KEPT, {"of": reading.key}).first()
            if kept is None:
                self._keep(connection, reading, fingerprint)
            elif kept.sha256 != reading.document.id:
                raise CasebookError(f"Two documents have the key {reading.key}; the second is not kept.")
            elif kept.fingerprint != fingerprint:
                self._annotate_anew(connection, reading, fingerprint)
            before = self._lay(connection, location, reading.document.source, reading.key, reading)
            if before is not None and before != reading.key:
                return "changed"
            if kept is None:
                return "new"
            return "same" if kept.fingerprint == fingerprint else "changed"

    def hold(self, location: str, source: str, key: str) -> Became:
        """A document that is kept already lies at `location`; returned is as of `put`."""
        with self._whole() as connection:
            if connection.execute(_KEPT, {"of": key}).first() is None:
                raise NotFound(f"There is no document {key} in {self._path}.")
            before = self._lay(connection, location, source, key)
            return "same" if before in {None, key} else "changed"

    def refuse(self, location: str, refusal: Refusal) -> None:
        """Note that what lies at `location` was not read. A document read there earlier is kept."""
        row = {
            "source": _writable(refusal.source),
            "reason": _writable(refusal.reason),
            "kind": refusal.kind,
        }
        with self._whole() as connection:
            at = refusals.c.location == (location := _writable(location))
            kept = connection.execute(select(*(refusals.c[name] for name in row)).where(at)).first()
            if kept is not None and dict(kept._mapping) == row:
                return
            connection.execute(delete(refusals).where(at))
            connection.execute(insert(refusals).values(location=location, at=_now(), **row))

    def remove(self, key: str) -> None:
        """Take a document out, with all that rests on it alone, as if it had never been read.

        Where it had followed another version of the same file, that one is the current one again.
        """
        with self._whole() as connection:
            digest = connection.execute(select(documents.c.sha256).where(documents.c.key == key)).scalar()
            if digest is None:
                raise NotFound(f"There is no document {key} in {self._path}.")
            self._shelf.take_down(key)
            places = select(sources.c.location).where(sources.c.document == key).distinct()
            for location in connection.execute(places).scalars().all():
                self._forget(connection, location, key)
            connection.execute(_DERIVED_NOW, {"of": key})
            for table in (annotations, kept_apart):
                connection.execute(delete(table).where(table.c.document == key))
            connection.execute(delete(documents).where(documents.c.key == key))
            others = select(documents.c.key).where(documents.c.sha256 == digest).limit(1)
            if connection.execute(others).first() is None:
                connection.execute(delete(originals).where(originals.c.sha256 == digest))

    # ── across documents ──────────────────────────────────────────────────────────────────────────

    @property
    def anything_stale(self) -> bool:
        """Has anything changed since all was compared and weighed?"""
        return anything_stale(self._connection)

    def cards(self, kind: CardKind, make: MakeEntityCard) -> CardStore:
        """The cards of one kind; `make` makes those of entities."""
        return EntityStore(self._connection, make) if kind == "entity" else CardStore(self._connection, kind)

    @property
    def topics(self) -> Topics:
        """What claims are about, and what was weighed."""
        return Topics(self._connection)

    @property
    def flags(self) -> Flags:
        """Cautions that take more than one document."""
        return Flags(self._connection)

    @property
    def decided(self) -> Decided:
        """What people decided."""
        return Decided(self._connection)

    def decide(self, decisions: Sequence[Decision]) -> int:
        """Keep decisions; how many of them were not here yet."""
        with self._whole() as connection:
            new = sum(self.decided.add(decision) for decision in decisions)
            if new:
                CardRows(connection).mark("decision", ["all"])
            return new

    def earlier(self) -> list[str]:
        """Documents that a version derived which did not compare them."""
        query = select(stale.c.id).join(documents, documents.c.key == stale.c.id)
        return list(self._connection.execute(query.where(stale.c.kind == "document")).scalars())

    def derive_again(self, key: str, derive: Callable[[Document], Derived]) -> None:
        """Something else follows from a document than is kept."""
        with self._whole() as connection:
            query = select(annotations.c.data, annotations.c.sha256, annotations.c.version)
            row = connection.execute(query.where(annotations.c.document == key)).one()
            document = filing.unpack_document(row.data, "")
            derived = derive(document)
            self._shelf.take_down(key)
            plain = filing.derived_bytes(derived)
            here = annotations.c.document == key
            connection.execute(update(annotations).where(here).values(derived=filing.pack(plain)))
            digest = filing.document_digest(key, row.sha256, plain, row.version)
            connection.execute(update(documents).where(documents.c.key == key).values(digest=digest))
            connection.execute(_DERIVED_NOW, {"of": key})
            self._settle(connection, key)

    # ── documents ─────────────────────────────────────────────────────────────────────────────────

    def _keep(self, connection: Connection, reading: Reading, fingerprint: str) -> None:
        if connection.execute(_ORIGINAL, {"of": reading.document.id}).first() is None:
            connection.execute(
                _KEEP_ORIGINAL,
                {"sha256": reading.document.id, "size": reading.size, "data": reading.packed},
            )
        row, annotation = _rows(reading, fingerprint)
        connection.execute(_KEEP_DOCUMENT, {**row, "current": False})
        connection.execute(_KEEP_ANNOTATION, annotation)

    def _annotate_anew(self, connection: Connection, reading: Reading, fingerprint: str) -> None:
        self._shelf.take_down(reading.key)
        # A reading knows of no decisions: they are looked at again when all is compared.
        connection.execute(delete(kept_apart).where(kept_apart.c.document == reading.key))
        connection.execute(_DERIVED_NOW, {"of": reading.key})
        row, annotation = _rows(reading, fingerprint)
        connection.execute(update(documents).where(documents.c.key == reading.key).values(row))
        connection.execute(
            update(annotations).where(annotations.c.document == reading.key).values(annotation)
        )

    # ── places ────────────────────────────────────────────────────────────────────────────────────

    def _lay(
        self,
        connection: Connection,
        location: str,
        source: str,
        key: str,
        reading: Reading | None = None,
    ) -> str | None:
        """`key` is what lies at `location` now; returned is what lay there before."""
        location = _writable(location)
        last = connection.execute(_LAST_HERE, {"at": location}).first()
        connection.execute(_READ_AFTER_ALL, {"at": location})
        if last is None or last.document != key:
            if last is not None:
                here = sources.c.location == location
                connection.execute(update(sources).where(here, sources.c.current).values(current=False))
            connection.execute(
                _KEEP_SOURCE,
                {
                    "location": location,
                    "version": last.version + 1 if last else 1,
                    "source": _writable(source),
                    "document": key,
                    "current": True,
                    "read_at": _now(),
                },
            )
            if last is not None:
                self._settle(connection, last.document)
        self._settle(connection, key, reading)
        return None if last is None else last.document

    def _forget(self, connection: Connection, location: str, key: str) -> None:
        """The history of a location without `key`: as it would be had it never lain there."""
        here = sources.c.location == location
        history = connection.execute(select(sources).where(here).order_by(sources.c.version)).mappings().all()
        left: list[filing.Values] = []
        for row in history:
            if row["document"] != key and (not left or left[-1]["document"] != row["document"]):
                left.append({**row, "version": len(left) + 1, "current": False})
        connection.execute(delete(sources).where(here))
        if left:
            left[-1]["current"] = True
            connection.execute(insert(sources), left)
            self._settle(connection, left[-1]["document"])

    def _settle(self, connection: Connection, key: str, reading: Reading | None = None) -> None:
        """Show a document if it lies somewhere, and only then."""
        if connection.execute(_LIES, {"of": key}).first() is not None:
            self._shelf.put_up(key, reading)
        else:
            self._shelf.take_down(key)

    # ── transactions ──────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def _whole(self) -> Iterator[Connection]:
        """All that is done within is kept, or none of it."""
        with sqlite.explained(self._path):
            savepoint = self._connection.begin_nested()
            try:
                yield self._connection
                savepoint.commit()
            except BaseException:
                # Without its transaction (SQLite ends it when the disk is full) nothing more may be written:
                # each row would be kept by itself.
                if sqlite.holds(self._connection):
                    savepoint.rollback()
                else:
                    self._connection.rollback()
                    self._waiting = 0
                raise
        self._waiting += 1
        self._commit_in_time()

    def _commit_in_time(self) -> None:
        late = time.monotonic() - self._written >= GROUP_SECONDS
        if self._waiting >= GROUP_DOCUMENTS or (self._waiting and late):
            self.commit()


def _rows(reading: Reading, fingerprint: str) -> tuple[filing.Values, filing.Values]:
    """The rows of `documents` and `annotations`."""
    data, derived = filing.annotation_bytes(reading.document), filing.derived_bytes(reading.derived)
    hashed = filing.sha256(data)
    annotation = {
        "document": reading.key,
        "fingerprint": fingerprint,
        "version": __version__,
        "sha256": hashed,
        "derived": filing.pack(derived),
        "data": filing.pack(data),
    }
    row = filing.document_values(reading.key, reading.document)
    row["digest"] = filing.document_digest(reading.key, hashed, derived, __version__)
    return row, annotation


def _writable(name: str) -> str:
    """A name without lone surrogates (file names that are not UTF-8), which no database takes."""
    return name.encode("utf-8", "backslashreplace").decode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

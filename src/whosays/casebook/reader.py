"""The many that read: the documents, entities and lines of a casebook, and the words in it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

import msgspec

from whosays.casebook import digest, filing, lines, listing, place, sqlite, whole
from whosays.casebook.about import About
from whosays.casebook.directory import Directory
from whosays.casebook.finding import Finding
from whosays.casebook.listing import DocumentFilter, DocumentOrder
from whosays.casebook.rows import (
    DocumentRow,
    EntityRow,
    Hit,
    Info,
    LineFilter,
    Problem,
    RefusalRow,
    SightingRow,
    SourceRow,
)
from whosays.casebook.search import normal
from whosays.casebook.spoken import spoken, spoken_in
from whosays.casebook.sqlite import Row, Session
from whosays.casebook.tallies import Tallies
from whosays.casebook.weighed import Weighed
from whosays.casebook.worklists import WorkLists
from whosays.errors import NotFound
from whosays.records import Document, Span
from whosays.records.derived import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.casebook.check import Derive
    from whosays.casebook.columns import Columns

_SOURCE = (
    "(SELECT s.source FROM sources s WHERE s.document = d.key "
    "ORDER BY s.current DESC, s.source, s.location LIMIT 1)"
)
_DOCUMENT = (
    f"d.key, d.sha256, {_SOURCE}, d.title, d.publisher, d.byline, d.published, d.earliest, d.latest, d.url, "
    "d.canonical_url, d.republished_from, d.language, d.format, d.characters, d.notes, d.current"
)
_strings = msgspec.json.Decoder(tuple[str, ...])


class Reader:
    """Reads a casebook and never changes it: `with Reader.open("case.db") as casebook: …`.

    It works while a `Writer` writes, and on a read-only medium; each call sees one state of the casebook. Use
    one Reader a thread.
    """

    def __init__(self, path: Path, session: Session, schema: str) -> None:
        self.path = path
        self._session = session
        self._schema = schema
        self.weighed = Weighed(session)
        """Events, claims, conflicts, cautions, verdicts, decisions."""
        self.finding = Finding(session)
        """Passages, statements, names and titles with words that people look for."""
        self.tallies = Tallies(session)
        """What there is, in figures."""
        self.directory = Directory(session)
        """All entities at once, counted."""
        self.about = About(session)
        """What is said of one entity, counted."""
        self.worklists = WorkLists(session)

    @classmethod
    def open(cls, case: str) -> Reader:
        """Open the casebook in the file `case`.

        `NotFound` where there is none, `CasebookError` where the file is none or cannot be read,
        `CasebookTooNew` where a later whosays wrote it.
        """
        path = place.path_of(case)
        place.require_casebook(case, path)
        with sqlite.explained(path):
            session = Session(path)
        try:
            if not session.one("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"):
                place.refuse_file(case)
            row = session.one("SELECT version_num FROM alembic_version")
            schema = str(row[0]) if row else ""
            place.require_head(case, schema)
        except BaseException:
            session.close()
            raise
        return cls(path, session, schema)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._session.close()

    def version(self) -> int:
        """A number that is another once the content has changed; not to be compared with another Reader's."""
        return self._session.version()

    def hold(self) -> None:
        """From now on see the casebook as it is now, whoever writes; called again, as it is then."""
        self._session.hold()

    def settle(self) -> None:
        """Bring what was written last from the file beside the casebook into it, as far as others let it."""
        self._session.settle()

    # ── documents ─────────────────────────────────────────────────────────────────────────────────

    def documents(self) -> Iterator[DocumentRow]:
        """The current documents by date (those without one first), read as they are asked for."""
        for row in self._session.rows(
            f"SELECT {_DOCUMENT} FROM documents d WHERE d.current = TRUE ORDER BY d.earliest, d.key"  # noqa: S608
        ):
            yield _document_row(row)

    def document_rows(self, keys: Iterable[str]) -> dict[str, DocumentRow]:
        """Documents by key, without their texts; keys that are not there are left out."""
        rows = self._session.all(
            f"SELECT {_DOCUMENT} FROM json_each(:keys) j JOIN documents d ON d.key = j.value",  # noqa: S608
            {"keys": msgspec.json.encode(list(dict.fromkeys(keys))).decode()},
        )
        return {row[0]: _document_row(row) for row in rows}

    def document(self, name: str, *, words: bool = True) -> tuple[DocumentRow, Document]:
        """A document by its key or a unique beginning of it, its path or URL (as given, or in full).

        Of several versions of a file the path means the current one. `words`: with its words and their trees.
        """
        with self._session.snapshot():
            key = self._key(name)
            row = self.document_rows([key])[key]
            kept = self._session.one("SELECT data FROM annotations WHERE document = :key", {"key": key})
            if kept is None:
                raise NotFound(f"{name}: the text of {key} is missing. Run: whosays check {self.path}")
            unpack = filing.unpack_document if words else filing.unpack_without_words
            return row, unpack(kept[0], row.source)

    def readings(self, sha256: str) -> list[str]:
        """The current documents that were read from these bytes."""
        sql = "SELECT key FROM documents WHERE sha256 = :of AND current = TRUE ORDER BY key"
        return [key for (key,) in self._session.all(sql, {"of": sha256})]

    def listed(
        self,
        wanted: DocumentFilter,
        *,
        order: DocumentOrder = "date",
        limit: int = 50,
        offset: int = 0,
    ) -> list[tuple[DocumentRow, int, int]]:
        """The current documents that pass, each with how many lines and how many cautions it has."""
        with self._session.snapshot():
            keys = listing.keys(self._session, wanted, order, limit, offset)
            rows, counted = self.document_rows(keys), listing.counted(self._session, keys)
        return [(rows[key], *counted[key]) for key in keys]

    def count_listed(self, wanted: DocumentFilter) -> int:
        """How many current documents pass."""
        return listing.count(self._session, wanted)

    def sources(self, key: str) -> list[SourceRow]:
        """Where a document was found, with every version that has lain there, the newest first."""
        rows = self._session.all(
            "SELECT location, source, document, version, current, read_at FROM sources WHERE location IN "
            "(SELECT location FROM sources WHERE document = :key) ORDER BY location, version DESC",
            {"key": key},
        )
        return [
            SourceRow(location=at, source=source, document=of, version=n, current=bool(current), read_at=when)
            for at, source, of, n, current, when in rows
        ]

    def spoken(
        self, *, entities: Iterable[str] | None = None, earliest: str | None = None, latest: str | None = None
    ) -> Iterator[tuple[str, Document]]:
        """Key and document by date, those without one last; without their words, trees and statements.

        `entities`: only where one of these is mentioned; `earliest`, `latest` (EDTF): only of these days.
        """
        wanted = None if entities is None else whole.parts_of_all(self._session, entities)
        yield from spoken(self._session, entities=wanted, earliest=earliest, latest=latest)

    def spoken_in(self, keys: Iterable[str]) -> Iterator[tuple[str, Document]]:
        """The same of these documents, in this order."""
        yield from spoken_in(self._session, keys)

    def kept_apart(self, key: str) -> tuple[Span, ...]:
        """The passages of a document whose entity people decided to be its own."""
        sql = 'SELECT start, "end" FROM kept_apart WHERE document = :key ORDER BY start, "end"'
        return tuple((start, end) for start, end in self._session.all(sql, {"key": key}))

    def original(self, key: str) -> bytes:
        """The original bytes of a document, compressed with zlib."""
        row = self._session.one(
            "SELECT o.data FROM originals o JOIN documents d ON d.sha256 = o.sha256 WHERE d.key = :key",
            {"key": key},
        )
        if row is None:
            raise NotFound(f"There is no document {key} in {self.path}.")
        return bytes(row[0])

    def original_size(self, key: str) -> int:
        """The number of bytes of a document's original."""
        size = listing.original_size(self._session, key)
        if size is None:
            raise NotFound(f"There is no document {key} in {self.path}.")
        return size

    def _key(self, name: str) -> str:
        found = self._beginning_with("SELECT key FROM documents WHERE key >= :a AND key < :z LIMIT 2", name)
        if not found:
            rows = self._session.all(
                "SELECT DISTINCT document FROM sources "
                "WHERE current = TRUE AND (source = :name OR location = :name)",
                {"name": name},
            )
            found = [key for (key,) in rows]
        return self._only(found, name, "document")

    # ── lines ─────────────────────────────────────────────────────────────────────────────────────

    def lines(self, wanted: LineFilter | None = None, *, limit: int = 200, offset: int = 0) -> list[Line]:
        """The lines that pass, in the order of the chronology; undated ones come last."""
        with self._session.snapshot():
            numbers = lines.numbers(self._session, self._whole(wanted), limit, offset)
            return lines.fetch(self._session, numbers)

    def count_lines(self, wanted: LineFilter | None = None) -> int:
        """How many lines pass."""
        return lines.count(self._session, self._whole(wanted))

    def _whole(self, wanted: LineFilter | None) -> LineFilter:
        """Who takes part or speaks is meant with all its parts."""
        if wanted is None or not (wanted.entities or wanted.voices):
            return wanted or LineFilter()
        entities = whole.parts_of_all(self._session, wanted.entities)
        voices = whole.parts_of_all(self._session, wanted.voices)
        return msgspec.structs.replace(wanted, entities=entities, voices=voices)

    def columns(self) -> Columns:
        """All lines, a column an array; numpy is imported only now."""
        from whosays.casebook import columns

        return columns.load(self._session)

    def saying(self, words: str) -> list[int]:
        """The numbers of the statements that hold all these words (`"two words"` together, `begin*`)."""
        return lines.saying(self._session, words)

    def line(self, name: str) -> Line:
        """A line by its id or a unique beginning of it."""
        with self._session.snapshot():
            ids = self._beginning_with(
                "SELECT DISTINCT id FROM statements WHERE id >= :a AND id < :z LIMIT 2", name
            )
            row = self._session.one(
                "SELECT number FROM statements WHERE id = :id ORDER BY sort_key",
                {"id": self._only(ids, name, "statement")},
            )
            return lines.fetch(self._session, [row[0]] if row else [])[0]

    def lines_at(self, document: str, span: Span) -> list[Line]:
        """The lines that the same words of a document make."""
        with self._session.snapshot():
            rows = self._session.all(
                "SELECT number FROM statements WHERE document = :document AND start = :start "
                'AND "end" = :end ORDER BY sort_key, number',
                {"document": document, "start": span[0], "end": span[1]},
            )
            return lines.fetch(self._session, [number for (number,) in rows])

    def lines_of(self, entity: str, *, limit: int = 200, offset: int = 0) -> list[Line]:
        """Lines in which an entity takes part."""
        return self.lines(LineFilter(entities=(entity,)), limit=limit, offset=offset)

    def lines_said_by(self, entity: str, *, limit: int = 200, offset: int = 0) -> list[Line]:
        """Lines that have an entity among their voices."""
        return self.lines(LineFilter(voices=(entity,)), limit=limit, offset=offset)

    # ── entities ──────────────────────────────────────────────────────────────────────────────────

    def find_entities(self, name: str, *, limit: int = 50) -> list[EntityRow]:
        """Entities that may be meant: those shown under this name, with it as an alias, with its words.

        Case, accents and marks make no difference; of the words, each may be the beginning of one. In each of
        these three groups (`match`) the entity in most documents comes first.
        """
        wanted = normal(name)
        if not wanted:
            return []
        with self._session.snapshot():
            found: dict[str, Literal["name", "alias", "words"]] = {}
            rows = self._session.all(
                "SELECT e.id, e.name, n.name FROM names n JOIN entities e ON e.id = n.entity "
                "WHERE n.normal = :normal ORDER BY e.documents DESC, e.id",
                {"normal": wanted},
            )
            found.update({entity: "name" for entity, shown, _ in rows if normal(shown) == wanted})
            for entity, _, _ in rows:
                found.setdefault(entity, "alias")
            words = sqlite.match(" ".join(f"{word}*" for word in wanted.split()))
            if words and len(found) < limit:
                rows = self._session.all(
                    "SELECT DISTINCT e.id FROM names_fts f JOIN names n ON n.id = f.rowid "
                    "JOIN entities e ON e.id = n.entity WHERE names_fts MATCH :words "
                    "ORDER BY e.documents DESC, e.id LIMIT :most",
                    {"words": words, "most": min(limit + len(found), sys.maxsize)},
                )
                for (entity,) in rows:
                    found.setdefault(entity, "words")
            wholes: dict[str, Literal["name", "alias", "words"]] = {}
            for entity, how in found.items():
                wholes.setdefault(whole.whole_of(self._session, entity), how)
            return [self._entity(entity, how) for entity, how in list(wholes.items())[:limit]]

    def entity(self, name: str) -> EntityRow:
        """An entity by its id or a unique beginning of it; the id of a part of it leads to the whole."""
        with self._session.snapshot():
            ids = self._beginning_with("SELECT id FROM entities WHERE id >= :a AND id < :z LIMIT 2", name)
            return self._entity(self._only(ids, name, "entity"), "id")

    def entities(self) -> Iterator[EntityRow]:
        """All entities, by id."""
        for entity in whole.wholes(self._session):
            yield self._entity(entity, "id")

    def names_of(self, entities: Iterable[str]) -> dict[str, tuple[str, str]]:
        """(type, name) under which entities are shown, by id."""
        return whole.all_shown_as(self._session, entities)

    def sightings(self, entity: str, limit: int = 200, *, offset: int = 0) -> list[SightingRow]:
        """Mentions of an entity by the date of their documents, those without a date last."""
        with self._session.snapshot():
            marks, given = whole.among(whole.parts_of(self._session, entity))
            rows = self._session.all(
                f'SELECT document, start, "end", kind, words FROM mentions WHERE entity IN ({marks}) '  # noqa: S608
                'ORDER BY seen, document, start, "end" LIMIT :limit OFFSET :offset',
                {**given, "limit": limit, "offset": offset},
            )
            documents = self.document_rows(row[0] for row in rows)
        return [
            SightingRow(document=documents[key], start=start, end=end, kind=kind, words=words)
            for key, start, end, kind, words in rows
        ]

    def count_sightings(self, entity: str) -> int:
        """How many mentions of an entity there are."""
        with self._session.snapshot():
            marks, given = whole.among(whole.parts_of(self._session, entity))
            row = self._session.one(
                f"SELECT count(*) FROM mentions WHERE entity IN ({marks})",  # noqa: S608
                given,
            )
        return int(row[0]) if row else 0

    def name_mentions(self) -> Iterator[tuple[str, str, int, int, str]]:
        """All mentions by name: entity, document, start, end and words, in the order of entities' ids."""
        yield from self._session.rows(
            'SELECT coalesce(c.cluster, m.entity), m.document, m.start, m."end", m.words FROM mentions m '
            "LEFT JOIN clusters c ON c.kind = 'entity' AND c.card = m.entity WHERE m.kind = 'name' "
            'ORDER BY 1, m.document, m.start, m."end"'
        )

    def _entity(self, entity: str, match: Literal["id", "name", "alias", "words"]) -> EntityRow:
        row = whole.entity_row(self._session, entity, match)
        if row is None:
            raise NotFound(f"There is no entity {entity} in {self.path}.")
        return row

    # ── words ─────────────────────────────────────────────────────────────────────────────────────

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Passages that hold all these words, the most telling first (BM25).

        `"two words"` stand together, `begin*` stands for all words that begin so; nothing else has a meaning
        of its own.
        """
        wanted = sqlite.match(words)
        if wanted is None:
            return []
        with self._session.snapshot():
            rows = self._session.all(
                'SELECT b.document, b.start, b."end", b.kind FROM blocks_fts f '
                "JOIN blocks b ON b.id = f.rowid WHERE blocks_fts MATCH :words "
                "ORDER BY f.rank, b.document, b.start LIMIT :limit",
                {"words": wanted, "limit": limit},
            )
            documents = self.document_rows(row[0] for row in rows)
            return [
                Hit(
                    document=documents[key],
                    start=start,
                    end=end,
                    kind=kind,
                    words=self._text(key)[start:end],
                )
                for key, start, end, kind in rows
            ]

    def words(self, key: str, span: Span) -> str:
        """The words of a passage."""
        return self._text(key)[span[0] : span[1]]

    def words_at(self, key: str, spans: Iterable[Span | None]) -> list[str | None]:
        """The words of passages of one document, whose text is read once."""
        wanted = list(spans)
        text = self._text(key) if any(wanted) else ""
        return [text[span[0] : span[1]] if span else None for span in wanted]

    def _text(self, key: str) -> str:
        row = self._session.one("SELECT text FROM documents WHERE key = :key", {"key": key})
        return str(row[0]) if row else ""

    # ── the casebook ──────────────────────────────────────────────────────────────────────────────

    def info(self) -> Info:
        """What is in the casebook, in figures."""
        with self._session.snapshot():
            whether: dict[int, int] = dict(
                self._session.all("SELECT current, count(*) FROM documents GROUP BY current")
            )
            kinds: dict[str, int] = dict(
                self._session.all("SELECT kind, count(*) FROM refusals GROUP BY kind")
            )
            languages = self._session.all(
                "SELECT coalesce(language, 'und'), count(*) FROM documents WHERE current = TRUE "
                "GROUP BY language ORDER BY 2 DESC, 1"
            )
            versions = self._session.all("SELECT DISTINCT version FROM annotations ORDER BY version")
            return Info(
                documents=whether.get(1, 0),
                superseded=whether.get(0, 0),
                entities=sum(1 for _ in whole.wholes(self._session)),
                statements=self.count_lines(),
                claims=self._number("SELECT count(*) FROM claims"),
                conflicts=self._number("SELECT count(*) FROM conflicts"),
                cautions=self._number("SELECT count(*) FROM cautions"),
                decisions=self._number("SELECT count(*) FROM decisions"),
                to_compare=self._number("SELECT count(*) FROM stale"),
                original_bytes=self._number("SELECT coalesce(sum(size), 0) FROM originals"),
                refused=kinds.get("refused", 0),
                skipped=kinds.get("skipped", 0),
                languages=dict(languages),
                first=self._day("SELECT min(earliest) FROM statements"),
                last=self._day("SELECT max(latest) FROM statements"),
                schema=self._schema,
                versions=tuple(version for (version,) in versions),
                digest=self.digest(),
            )

    def digest(self) -> str:
        """SHA-256 of the whole content: the same for the same documents, decisions and version."""
        with self._session.snapshot():
            return digest.content_digest(self._session.rows(sql) for sql in digest.QUERIES)

    def refusals(self) -> Iterator[RefusalRow]:
        """What was not read, and why."""
        for location, source, reason, kind, at in self._session.rows(
            "SELECT location, source, reason, kind, at FROM refusals ORDER BY location"
        ):
            yield RefusalRow(location=location, source=source, reason=reason, kind=kind, at=at)

    def not_read(self, kind: str | None = None, *, limit: int = 50, offset: int = 0) -> list[RefusalRow]:
        """Some of what was not read, by where it lies; of one kind, if it is given."""
        return listing.refusals(self._session, kind, limit, offset)

    def count_not_read(self, kind: str | None = None) -> int:
        """How many were not read."""
        return listing.count_refusals(self._session, kind)

    def check(self, derive: Derive | None = None) -> Iterator[Problem]:
        """Verify every hash, offset and link; with `derive`, also that lines follow from annotations."""
        from whosays.casebook.check import problems

        return problems(self._session, derive)

    # ── ids ───────────────────────────────────────────────────────────────────────────────────────

    def _beginning_with(self, sql: str, name: str) -> list[str]:
        # Ids are ASCII: nothing in them sorts after `~`.
        rows = self._session.all(sql, {"a": name, "z": f"{name}~"}) if name else []
        found = [str(found) for (found,) in rows]
        return [name] if name in found else found

    def _only(self, found: Sequence[str], name: str, kind: str) -> str:
        if not found:
            raise NotFound(f"There is no {kind} {name!r} in {self.path}.")
        if len(found) > 1:
            raise NotFound(
                f"More than one {kind} is meant by {name!r}: {', '.join(found)} … Give more of the id."
            )
        return found[0]

    def _number(self, sql: str) -> int:
        row = self._session.one(sql)
        return int(row[0]) if row else 0

    def _day(self, sql: str) -> str | None:
        row = self._session.one(sql)
        return row[0] if row else None


def _document_row(row: Row) -> DocumentRow:
    values = dict(zip(DocumentRow.__struct_fields__, row, strict=True))
    values["source"] = values["source"] or ""
    for name in ("byline", "notes"):
        values[name] = _strings.decode(values[name])
    values["current"] = bool(values["current"])
    return DocumentRow(**values)

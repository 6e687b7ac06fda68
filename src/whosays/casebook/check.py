"""Is everything in a casebook as it was written? Every hash, every offset, every link.

Documents are looked at one by one, so memory does not grow with their number; what belongs to all of them
(names, search) is counted again on the side, on disk, and compared at the end.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import zip_longest
from typing import Any

import msgspec

from whosays.casebook import check_across, filing, lines
from whosays.casebook.filing import Values
from whosays.casebook.rows import Problem
from whosays.casebook.search import normal
from whosays.casebook.sqlite import SEARCHED, Scratch, Session
from whosays.errors import CasebookError
from whosays.records import Document, Span
from whosays.records.derived import Derived, Where

Derive = Callable[[Document, str, tuple[Span, ...]], Derived]

_STORED = "SELECT key FROM documents ORDER BY key"
_DOCUMENT = (
    "SELECT d.sha256, d.title, d.publisher, d.byline, d.published, d.earliest, d.latest, d.url, "
    "d.canonical_url, d.republished_from, d.language, d.format, d.characters, d.notes, d.text, d.current, "
    "d.digest, a.version, a.sha256, a.derived, a.data "
    "FROM documents d LEFT JOIN annotations a ON a.document = d.key WHERE d.key = :key"
)
_FIELDS = (
    *("sha256", "title", "publisher", "byline", "published", "earliest", "latest", "url", "canonical_url"),
    *("republished_from", "language", "format", "characters", "notes", "text"),
)
_BLOCKS = (
    'SELECT start, "end", kind, level, table_row, table_column, id FROM blocks '
    "WHERE document = :key ORDER BY id"
)
_MENTIONS = (
    'SELECT entity, seen, start, "end", kind, words FROM mentions WHERE document = :key '
    'ORDER BY start, "end", entity'
)
_APART = 'SELECT start, "end" FROM kept_apart WHERE document = :key ORDER BY start, "end"'
_LINES = "SELECT number, sort_key FROM statements WHERE document = :key ORDER BY sort_key, number"
_COPIES = (
    "SELECT count(*) FROM statement_parties p JOIN statements s ON s.number = p.statement "
    "WHERE s.document = :key AND p.sort_key <> s.sort_key",
    "SELECT count(*) FROM voices v JOIN statements s ON s.number = v.statement "
    "WHERE s.document = :key AND v.sort_key <> s.sort_key",
)
_PLACE_FIELDS = tuple(name for name in Where.__struct_fields__ if name not in {"start", "end"})
_ORPHANS = {
    "originals": "SELECT sha256 FROM originals WHERE sha256 NOT IN (SELECT sha256 FROM documents)",
    "documents": "SELECT key FROM documents WHERE key NOT IN (SELECT document FROM sources)",
    "entities": "SELECT id FROM entities WHERE id NOT IN (SELECT entity FROM names)",
}
_PLACES = (
    "SELECT location FROM sources GROUP BY location "
    "HAVING sum(CASE WHEN current THEN 1 ELSE 0 END) <> 1 OR count(*) <> max(version) "
    "OR max(CASE WHEN current THEN version ELSE 0 END) <> max(version)"
)
_SHOWN = (
    "SELECT d.key FROM documents d WHERE d.current <> EXISTS "
    "(SELECT 1 FROM sources s WHERE s.document = d.key AND s.current)"
)


def problems(session: Session, derive: Derive | None = None) -> Iterator[Problem]:
    """Everything that is wrong; nothing where all is well. `derive` makes lines from an annotation again."""
    try:
        for message in session.integrity():
            yield Problem(kind="file", where="the file", what=message)
        with session.snapshot(), closing(Scratch()) as scratch:
            yield from _links(session)
            yield from _originals(session)
            for (key,) in session.rows(_STORED):
                yield from _Checked(session, key, derive, scratch).problems()
            yield from check_across.whole(session)
            yield from _names(session, scratch)
            yield from _search(session, scratch)
    except CasebookError as error:
        yield Problem(kind="file", where="the file", what=f"cannot be read to its end: {error}")


# ── links and originals ───────────────────────────────────────────────────────────────────────────


def _links(session: Session) -> Iterator[Problem]:
    for table, parent in session.dangling():
        yield Problem(kind="link", where=table, what=f"a row points to nothing in {parent}")
    for table, sql in _ORPHANS.items():
        for (name,) in session.rows(sql):
            yield Problem(kind="link", where=f"{table} {name}", what="nothing points to it")
    for (location,) in session.rows(_PLACES):
        yield Problem(
            kind="link", where=location, what="its versions are not 1, 2 … with the last one current"
        )
    for (key,) in session.rows(_SHOWN):
        yield Problem(kind="link", where=key, what="it is marked current and lies nowhere, or the reverse")


def _originals(session: Session) -> Iterator[Problem]:
    for name, size, data in session.rows("SELECT sha256, size, data FROM originals"):
        what = _original(name, size, data)
        if what:
            yield Problem(kind="original", where=f"original {name}", what=what)


def _original(name: str, size: int, data: bytes) -> str | None:
    hashed, length, unpacking = hashlib.sha256(), 0, zlib.decompressobj()
    try:
        while data and length <= size:  # in pieces: the size may be a lie
            piece = unpacking.decompress(data, 1 << 20)
            hashed.update(piece)
            length += len(piece)
            data = unpacking.unconsumed_tail
        hashed.update(rest := unpacking.flush())
        length += len(rest)
    except zlib.error as error:
        return f"cannot be unpacked: {error}"
    if length != size:
        return f"is not {size} bytes long"
    return None if hashed.hexdigest() == name else "the bytes have another SHA-256"


# ── one document ──────────────────────────────────────────────────────────────────────────────────


class _Checked:
    """A document and all that rests on it."""

    def __init__(self, session: Session, key: str, derive: Derive | None, scratch: Scratch) -> None:
        self._session = session
        self._key = key
        self._derive = derive
        self._scratch = scratch

    def problems(self) -> Iterator[Problem]:
        row = self._session.one(_DOCUMENT, {"key": self._key})
        if row is None:
            return
        current, digest, version, hashed, derived_data, data = row[len(_FIELDS) :]
        if data is None:
            yield self._problem("annotation", "it is missing")
            return
        try:
            plain, derived_plain = zlib.decompress(data), zlib.decompress(derived_data)
            document = filing.unpack_document(data, self._source())
            derived = filing.unpack_derived(derived_data)
        except (zlib.error, msgspec.MsgspecError, UnicodeDecodeError) as error:
            yield self._problem("annotation", f"cannot be unpacked: {error}")
            return
        if filing.sha256(plain) != hashed:
            yield self._problem("annotation", "it has another SHA-256")
        if filing.document_digest(self._key, hashed, derived_plain, version) != digest:
            yield self._problem("annotation", "the document's digest does not follow from it")
        yield from self._row(document, dict(zip(_FIELDS, row, strict=False)))
        yield from self._spans(document, derived)
        apart = tuple(self._session.all(_APART, {"key": self._key}))
        if self._derive and filing.derived_bytes(self._derive(document, self._key, apart)) != derived_plain:
            yield self._problem("derived", "other lines follow from its annotation now than when it was kept")
        yield from self._shown(document, derived if current else None)

    def _row(self, document: Document, row: Values) -> Iterator[Problem]:
        expected = filing.document_values(self._key, document)
        for name in _FIELDS:
            if row[name] != expected[name]:
                yield self._problem("document", f"its {name} is not that of its annotation")

    def _spans(self, document: Document, derived: Derived) -> Iterator[Problem]:
        end = len(document.text)
        for layer, spans in _all_spans(document, derived).items():
            bad = [span for span in spans if not 0 <= span[0] <= span[1] <= end]
            if bad:
                yield self._problem("passage", f"{layer}: {bad[0]} lies outside the text of {end} characters")
        for line in derived.lines:
            if line.summary != document.text[line.start : line.end]:
                yield self._problem("passage", f"line {line.id} has other words than the text", line.id)

    def _shown(self, document: Document, derived: Derived | None) -> Iterator[Problem]:
        """The rows that views read, against those that follow from what was derived (none, if superseded)."""
        session, given = self._session, {"key": self._key}
        blocks = session.all(_BLOCKS, given)
        wanted = filing.block_values(self._key, document, 0) if derived else []
        names = ("start", "end", "kind", "level", "table_row", "table_column")
        if [row[:-1] for row in blocks] != [tuple(value[name] for name in names) for value in wanted]:
            yield self._problem("derived", "its blocks are not those of its annotation")
        self._scratch.index("blocks_fts", [(row[-1], document.text[row[0] : row[1]]) for row in blocks])
        yield from self._mentions(document, derived)
        yield from self._places(derived)
        for what in check_across.of_document(session, self._key, derived):
            yield self._problem("derived", what)
        numbers = session.all(_LINES, given)
        kept = lines.fetch(session, [number for number, _ in numbers])
        expected = filing.in_order(derived) if derived else []
        if sorted(kept, key=_place) != sorted(expected, key=_place):
            odd = {line.id for line in kept if line not in expected} | {
                line.id for line in expected if line not in kept
            }
            where = ", ".join(sorted(odd)[:3])
            yield self._problem(
                "derived", f"lines are not as they were derived: {where or 'one comes twice'}"
            )
        elif [place for _, place in numbers] != sorted(
            filing.line_sort_key(line, position, document.published) for position, line in enumerate(expected)
        ):
            yield self._problem("derived", "its lines do not stand in their order")
        if any((found := session.one(sql, given)) and found[0] for sql in _COPIES):
            yield self._problem("derived", "the order of its lines is not the same in all tables")
        self._scratch.index(
            "statements_fts",
            [(number, line.summary) for (number, _), line in zip(numbers, kept, strict=False)],
        )
        if derived:
            self._scratch.count(filing.contribution(derived))

    def _mentions(self, document: Document, derived: Derived | None) -> Iterator[Problem]:
        found = self._session.all(_MENTIONS, {"key": self._key})
        for _, _, start, end, _, words in found:
            if document.text[start:end] != words:
                yield self._problem("passage", f"mention at {start}: other words than the text")
        values = filing.mention_values(self._key, document, derived) if derived else []
        names = ("entity", "seen", "start", "end", "kind", "words")
        wanted = [tuple(value[name] for name in names) for value in values]
        if sorted(row[:5] for row in found) != sorted(row[:5] for row in wanted):
            yield self._problem("derived", "its mentions are not as they were derived")

    def _places(self, derived: Derived | None) -> Iterator[Problem]:
        columns = ("start", "end", *_PLACE_FIELDS)
        names = ", ".join(f'"{name}"' for name in columns)
        found = self._session.all(
            f"SELECT {names} FROM places WHERE document = :key",  # noqa: S608
            {"key": self._key},
        )
        values = filing.place_values(self._key, derived) if derived else []
        if sorted(found, key=_first_two) != sorted(
            (tuple(value[name] for name in columns) for value in values), key=_first_two
        ):
            yield self._problem("derived", "its places are not as they were derived")

    def _source(self) -> str:
        row = self._session.one(
            "SELECT source FROM sources WHERE document = :key ORDER BY current DESC, source, location",
            {"key": self._key},
        )
        return str(row[0]) if row else ""

    def _problem(self, kind: Any, what: str, where: str | None = None) -> Problem:
        return Problem(kind=kind, where=where or f"document {self._key}", what=what)


def _first_two(row: Any) -> tuple[int, int]:
    return row[0], row[1]


def _place(line: Any) -> tuple[int, int, str]:
    return line.start, line.end, line.id


def _all_spans(document: Document, derived: Derived) -> dict[str, list[tuple[int, int]]]:
    """Every passage that something of a document points to, by what points there."""

    def ends(pieces: Iterable[Any]) -> list[tuple[int, int]]:
        return [(piece.start, piece.end) for piece in pieces]

    layers = ("blocks", "tokens", "mentions", "times", "quantities", "statements")
    spans = {name: ends(getattr(document, name)) for name in layers}
    spans["sentences"] = list(document.sentences)
    spans["triggers"] = [span for s in document.statements for span in (s.trigger, *s.apart)]
    for part in ("source", "cue", "content"):
        spans[f"{part} of attributions"] = [s for a in document.attributions for s in getattr(a, part)]
    spans["lines"] = ends(derived.lines)
    spans["parties"] = ends(party for line in derived.lines for party in line.parties)
    mouths = [voice for line in derived.lines for voice in line.voice]
    spans["voices"] = [span for voice in mouths for span in (voice.span, voice.cue) if span]
    spans["sightings"] = ends(derived.sightings)
    spans["places"] = ends(derived.places)
    spans["places of lines"] = ends(place for line in derived.lines for place in line.where)
    spans["figures"] = ends(figure for line in derived.lines for figure in line.figures)
    return spans


# ── what belongs to all documents ─────────────────────────────────────────────────────────────────


def _names(session: Session, scratch: Scratch) -> Iterator[Problem]:
    kept = session.rows(
        "SELECT entity, type, name, documents, main, id, normal FROM names ORDER BY entity, type, name"
    )
    for wanted, found in zip_longest(scratch.names(), kept):
        if found is None or wanted is None or wanted != found[:5]:
            where = (wanted or found)[0]
            yield Problem(
                kind="entity", where=f"entity {where}", what="its names are not those of the documents"
            )
            break  # from here on the two are out of step
        if found[6] != normal(found[2]):
            yield Problem(kind="entity", where=f"entity {found[0]}", what="a name has another normal form")
        scratch.index("names_fts", [(found[5], found[6])])
    known = session.rows("SELECT id, documents, type, name FROM entities ORDER BY id")
    for wanted, found in zip_longest(scratch.entities(), known):
        if wanted is None or found is None or wanted != found[:2]:
            where = (wanted or found)[0]
            yield Problem(
                kind="entity", where=f"entity {where}", what="it is not in the documents it is said to be"
            )
            break
        sql = "SELECT type, name, main FROM names WHERE entity = :id"
        if filing.shown(session.all(sql, {"id": found[0]})) != found[2:]:
            yield Problem(kind="entity", where=f"entity {found[0]}", what="it is shown under the wrong name")


def _search(session: Session, scratch: Scratch) -> Iterator[Problem]:
    for table, content in SEARCHED.items():
        column = "number" if content == "statements" else "id"
        for missing, sql in (
            ("is not in", f"SELECT {column} FROM {content} EXCEPT SELECT id FROM {table}_docsize"),  # noqa: S608
            ("is still in", f"SELECT id FROM {table}_docsize EXCEPT SELECT {column} FROM {content}"),  # noqa: S608
        ):
            for (number,) in session.rows(sql):
                yield Problem(
                    kind="index", where=f"{content} {number}", what=f"it {missing} the search index"
                )
        for wanted, found in zip_longest(scratch.vocabulary(table), session.vocabulary(table)):
            if wanted != found:
                word = (wanted or found)[0]
                yield Problem(kind="index", where=content, what=f"search for {word!r} finds other passages")
                break

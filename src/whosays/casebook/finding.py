"""What people look for: passages, statements, names and titles with these words, within these bounds.

Many are not counted to the end, nor put in order: a word that is everywhere tells nothing, and answering
must stay quick however large the casebook is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import msgspec

from whosays.casebook import lines, sqlite
from whosays.casebook.search import normal
from whosays.casebook.sqlite import Session, Value
from whosays.casebook.whole import among, parts_of, parts_of_all, shown_as
from whosays.records.derived import Line

MOST = 2_000
"""Counted and put in order; beyond it passages come in the order in which they were kept."""
NAMES = 1_000
"""Names looked at, of all that hold the words."""

_NAMED = (
    "FROM names_fts f JOIN names n ON n.id = f.rowid JOIN entities e ON e.id = n.entity "
    "LEFT JOIN clusters c ON c.kind = 'entity' AND c.card = e.id WHERE names_fts MATCH :words"
)


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; what is left open lets all pass."""

    words: tuple[str, ...] = ()
    """Each a word, or several that stand together; `*` at the end: all words that begin so."""
    without: tuple[str, ...] = ()
    """None of these."""
    entities: tuple[str, ...] | None = None
    """One of these takes part, or is named in the passage."""
    voices: tuple[str, ...] | None = None
    """One of these is among the voices."""
    publishers: tuple[str, ...] | None = None
    """The document is of one of these, or lies under a path with `source` in it."""
    source: str | None = None
    type: str | None = None
    """Of a statement, or of who is named; in whatever case."""
    earliest: str | None = None
    """EDTF; of statements their own time, of passages that of their document."""
    latest: str | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Some of what was found."""

    total: int
    more: bool
    """There are more than `total`, which were not counted."""
    numbers: tuple[int, ...]


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A block of a document with its text."""

    document: str
    start: int
    text: str


class NameFound(msgspec.Struct, frozen=True, kw_only=True):
    """Who bears a name with the words."""

    entity: str
    """As a whole."""
    name: str
    """The name that holds the words."""
    documents: int
    """Of the part that bears it."""


class Finding:
    """Looks for words, over one session of a Reader."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def passages(self, sought: Sought, *, limit: int, offset: int = 0) -> Found:
        """Blocks that hold the words, the most telling first (BM25)."""
        conditions, given = self._of_documents(sought)
        within = [f"SELECT id FROM blocks WHERE document IN ({each})" for each in conditions]  # noqa: S608
        if sought.entities is not None:
            given["entities"] = self._parts(sought.entities)
            within.append(
                "SELECT b.id FROM mentions m JOIN blocks b ON b.document = m.document "
                'AND b.start <= m.start AND b."end" >= m."end" '
                "WHERE m.entity IN (SELECT value FROM json_each(:entities))"
            )
        if sought.earliest is not None or sought.latest is not None:
            days = "d.current = TRUE"
            if sought.earliest is not None:
                given["first"] = lines.days(sought.earliest)[0]
                days += " AND d.latest >= :first"
            if sought.latest is not None:
                given["last"] = lines.days(sought.latest)[1]
                days += " AND d.earliest <= :last"
            within.append(
                f"SELECT b.id FROM documents d JOIN blocks b ON b.document = d.key WHERE {days}"  # noqa: S608
            )
        return self._found("blocks_fts", sought, within, given, limit, offset)

    def statements(self, sought: Sought, *, limit: int, offset: int = 0) -> Found:
        """Statements that hold the words, the most telling first; without words in the order of time."""
        conditions, given = self._of_documents(sought)
        within = [f"SELECT number FROM statements WHERE document IN ({each})" for each in conditions]  # noqa: S608
        for table, wanted in (("statement_parties", sought.entities), ("voices", sought.voices)):
            if wanted is not None:
                given[table] = self._parts(wanted)
                within.append(
                    f"SELECT statement FROM {table} "  # noqa: S608
                    f"WHERE entity IN (SELECT value FROM json_each(:{table}))"
                )
        told: list[str] = []
        if sought.type is not None:
            given["type"] = sought.type
            told.append("type = :type COLLATE NOCASE")
        if sought.earliest is not None:
            given["first"] = lines.days(sought.earliest)[0]
            told.append("(latest >= :first OR (latest IS NULL AND earliest IS NOT NULL))")
        if sought.latest is not None:
            given["last"] = lines.days(sought.latest)[1]
            told.append("(earliest <= :last OR (earliest IS NULL AND latest IS NOT NULL))")
        if sqlite.expression(sought.words, sought.without) is not None:
            if told:
                within.append(f"SELECT number FROM statements WHERE {' AND '.join(told)}")  # noqa: S608
            return self._found("statements_fts", sought, within, given, limit, offset)
        where = " AND ".join([*told, *(f"number IN ({each})" for each in within)])
        if not where or sought.without:
            return Found(total=0, more=False, numbers=())
        rows = self._session.all(
            f"SELECT number FROM statements WHERE {where} ORDER BY sort_key LIMIT :most",  # noqa: S608
            {**given, "most": max(MOST, offset + limit) + 1},
        )
        return _some([number for (number,) in rows], limit, offset)

    def _found(
        self,
        table: str,
        sought: Sought,
        within: Sequence[str],
        given: dict[str, Value],
        limit: int,
        offset: int,
    ) -> Found:
        """Rows of a full-text table that hold the words and are all of `within`."""
        words = sqlite.expression(sought.words, sought.without)
        if words is None:
            return Found(total=0, more=False, numbers=())
        # The plus keeps SQLite from looking each row up in the index by itself.
        where = " AND ".join([f"{table} MATCH :words", *(f"+rowid IN ({each})" for each in within)])
        query = f"SELECT rowid FROM {table} WHERE {where}"  # noqa: S608
        given = {**given, "words": words}
        rows = self._session.all(
            f"{query} LIMIT :most", {**given, "most": max(MOST, min(offset + limit, sys.maxsize - 1)) + 1}
        )
        if len(rows) > MOST or offset >= len(rows) or not limit:
            return _some([number for (number,) in rows], limit, offset)
        ranked = self._session.all(
            f"{query} ORDER BY rank, rowid LIMIT :limit OFFSET :offset",
            {**given, "limit": limit, "offset": offset},
        )
        return Found(total=len(rows), more=False, numbers=tuple(number for (number,) in ranked))

    def blocks(self, numbers: Sequence[int]) -> tuple[Block, ...]:
        """The blocks with these numbers, in this order."""
        rows = self._session.all(
            'SELECT id, document, start, "end" FROM blocks WHERE id IN (SELECT value FROM json_each(:some))',
            {"some": _list(numbers)},
        )
        texts = {key: self._text(key) for _, key, _, _ in rows}
        found = {
            number: Block(document=key, start=start, text=texts[key][start:end])
            for number, key, start, end in rows
        }
        return tuple(found[number] for number in numbers if number in found)

    def _text(self, key: str) -> str:
        row = self._session.one("SELECT text FROM documents WHERE key = :key", {"key": key})
        return str(row[0]) if row else ""

    def lines(self, numbers: Sequence[int]) -> list[Line]:
        """The statements with these numbers, in this order."""
        return lines.fetch(self._session, numbers) if numbers else []

    # ── names and titles ──────────────────────────────────────────────────────────────────────────

    def names(self, sought: Sought, *, most: int = NAMES) -> tuple[list[NameFound], bool]:
        """Who bears a name with the words: those called just so first, then those in most documents.

        Whether there are more is told besides: at most so many names are looked at.
        """
        words = sqlite.expression(sought.words, sought.without)
        if words is None:
            return [], False
        given: dict[str, Value] = {"words": words, "most": most + 1}
        of_type = ""
        if sought.type is not None:
            of_type, given["type"] = " AND e.type = :type COLLATE NOCASE", sought.type
        rows = self._session.all(
            "SELECT coalesce(c.cluster, e.id), n.name, n.normal, e.documents, n.main "
            f"{_NAMED}{of_type} LIMIT :most",
            given,
        )
        exact = normal(" ".join(sought.words).replace("*", " "))
        rows[:most] = sorted(rows[:most], key=lambda row: (row[2] != exact, -row[3], -row[4], row[0], row[1]))
        found: dict[str, NameFound] = {}
        for entity, name, _, documents, _ in rows[:most]:
            found.setdefault(entity, NameFound(entity=entity, name=name, documents=documents))
        return list(found.values()), len(rows) > most

    def called(self, entity: str) -> tuple[str, str, int] | None:
        """Type and name under which a whole is shown, and in how many documents it is named."""
        parts = parts_of(self._session, entity)
        if len(parts) == 1:
            row = self._session.one(
                "SELECT type, name, documents FROM entities WHERE id = :id", {"id": parts[0]}
            )
            return (row[0], row[1], row[2]) if row else None
        marks, given = among(parts)
        row = self._session.one(
            f"SELECT count(DISTINCT document) FROM mentions WHERE entity IN ({marks})",  # noqa: S608
            given,
        )
        shown = shown_as(self._session, entity)
        return (*shown, row[0] if row else 0) if shown else None

    def titles(self) -> Iterator[tuple[str, str]]:
        """Key and title of all current documents that have one."""
        # The plus keeps SQLite from going by the index of dates, row by row.
        yield from self._session.rows(
            "SELECT key, title FROM documents WHERE +current = TRUE AND title IS NOT NULL ORDER BY +key"
        )

    def publishers(self) -> tuple[str, ...]:
        """All who brought out a document, as they are called there."""
        rows = self._session.all("SELECT DISTINCT publisher FROM document_facts WHERE publisher IS NOT NULL")
        return tuple(sorted(name for (name,) in rows))

    # ── what is asked, in SQL ─────────────────────────────────────────────────────────────────────

    def _of_documents(self, sought: Sought) -> tuple[list[str], dict[str, Value]]:
        """Which documents are wanted by who brought them out, and where they lie."""
        if sought.source is None:
            return [], {}
        given: dict[str, Value] = {
            "publishers": _list(sought.publishers or ()),
            "source": sought.source,
        }
        return [
            "SELECT document FROM document_facts "
            "WHERE publisher IN (SELECT value FROM json_each(:publishers)) "
            "UNION SELECT document FROM sources WHERE current = TRUE AND instr(lower(source), lower(:source))"
        ], given

    def _parts(self, entities: Sequence[str]) -> str:
        return _list(parts_of_all(self._session, entities))


def _some(numbers: Sequence[int], limit: int, offset: int) -> Found:
    return Found(
        total=min(len(numbers), MOST),
        more=len(numbers) > MOST,
        numbers=tuple(numbers[offset : offset + limit]),
    )


def _list(values: Sequence[str] | Sequence[int]) -> str:
    return msgspec.json.encode(values).decode()

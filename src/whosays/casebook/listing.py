"""The list of documents, and of what was not read: a page at a time, whatever the size of the casebook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from whosays.casebook.lines import days
from whosays.casebook.rows import RefusalRow
from whosays.casebook.sqlite import Session, Value
from whosays.casebook.weighed import SOURCE

DocumentOrder = Literal["date", "-date", "title", "publisher", "-characters", "-lines", "-cautions"]
"""By what documents are sorted; `-`: the largest or latest first."""

_LINES = "(SELECT count(*) FROM statements s WHERE s.document = d.key)"
_CAUTIONS = "(SELECT count(*) FROM cautions c WHERE c.document = d.key)"
_ORDERS: dict[DocumentOrder, str] = {
    "date": "d.earliest, d.key",
    "-date": "d.earliest DESC, d.key DESC",
    "title": "d.title IS NULL, d.title COLLATE NOCASE, d.key",
    "publisher": "d.publisher IS NULL, d.publisher COLLATE NOCASE, d.earliest, d.key",
    "-characters": "d.characters DESC, d.key",
    "-lines": f"{_LINES} DESC, d.key",
    "-cautions": f"{_CAUTIONS} DESC, d.key",
}


class DocumentFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which of the current documents are wanted; what is left open lets all pass."""

    words: str | None = None
    """They stand, in this order, in its title, or in the path or URL that it was found at."""
    source: str | None = None
    """They stand in its publisher or byline."""
    of: str | None = None
    """Its source has this very name: its publisher, else its title."""
    earliest: str | None = None
    """May have come out on or after the first day of this EDTF date. Undated ones never pass."""
    latest: str | None = None
    """May have come out on or before the last day of this EDTF date. Undated ones never pass."""
    undated: bool = False
    """Only those without a date."""
    language: str | None = None


def keys(
    session: Session, wanted: DocumentFilter, order: DocumentOrder, limit: int, offset: int
) -> list[str]:
    """The keys of the documents that pass, in this order."""
    where, given = _where(wanted)
    rows = session.all(
        f"SELECT d.key FROM documents d{where} ORDER BY {_ORDERS[order]} LIMIT :limit OFFSET :offset",  # noqa: S608
        {**given, "limit": limit, "offset": offset},
    )
    return [key for (key,) in rows]


def count(session: Session, wanted: DocumentFilter) -> int:
    """How many documents pass."""
    where, given = _where(wanted)
    row = session.one(f"SELECT count(*) FROM documents d{where}", given)  # noqa: S608
    return int(row[0]) if row else 0


def counted(session: Session, keys: Iterable[str]) -> dict[str, tuple[int, int]]:
    """How many lines and cautions each of these documents has."""
    rows = session.all(
        f"SELECT d.key, {_LINES}, {_CAUTIONS} FROM json_each(:keys) j "  # noqa: S608
        "JOIN documents d ON d.key = j.value",
        {"keys": msgspec.json.encode(list(keys)).decode()},
    )
    return {key: (lines, cautions) for key, lines, cautions in rows}


def refusals(session: Session, kind: str | None, limit: int, offset: int) -> list[RefusalRow]:
    """What was not read, by the place where it lies."""
    where = "" if kind is None else " WHERE kind = :kind"
    rows = session.all(
        f"SELECT location, source, reason, kind, at FROM refusals{where} "  # noqa: S608
        "ORDER BY location LIMIT :limit OFFSET :offset",
        {"kind": kind, "limit": limit, "offset": offset},
    )
    return [
        RefusalRow(location=location, source=source, reason=reason, kind=kind_, at=at)
        for location, source, reason, kind_, at in rows
    ]


def count_refusals(session: Session, kind: str | None) -> int:
    """How many of this kind were not read."""
    where = "" if kind is None else " WHERE kind = :kind"
    row = session.one(f"SELECT count(*) FROM refusals{where}", {"kind": kind})  # noqa: S608
    return int(row[0]) if row else 0


def original_size(session: Session, key: str) -> int | None:
    """The number of bytes of a document's original; `None`: there is no such document."""
    row = session.one(
        "SELECT o.size FROM originals o JOIN documents d ON d.sha256 = o.sha256 WHERE d.key = :key",
        {"key": key},
    )
    return None if row is None else int(row[0])


def _where(wanted: DocumentFilter) -> tuple[str, dict[str, Value]]:
    conditions, given = ["d.current = TRUE"], dict[str, Value]()
    if wanted.words is not None:
        given["words"] = _pattern(wanted.words)
        conditions.append(
            "(d.title LIKE :words ESCAPE '\\' OR EXISTS (SELECT 1 FROM sources s WHERE s.document = d.key "
            "AND s.source LIKE :words ESCAPE '\\'))"
        )
    if wanted.source is not None:
        given["source"] = _pattern(wanted.source)
        conditions.append("(d.publisher LIKE :source ESCAPE '\\' OR d.byline LIKE :source ESCAPE '\\')")
    if wanted.of is not None:
        given["of"] = wanted.of
        conditions.append(f"{SOURCE} = :of")
    if wanted.earliest is not None:
        given["first"] = days(wanted.earliest)[0]
        conditions.append("(d.latest >= :first OR (d.latest IS NULL AND d.earliest IS NOT NULL))")
    if wanted.latest is not None:
        given["last"] = days(wanted.latest)[1]
        conditions.append("(d.earliest <= :last OR (d.earliest IS NULL AND d.latest IS NOT NULL))")
    if wanted.undated:
        conditions.append("d.earliest IS NULL AND d.latest IS NULL")
    if wanted.language is not None:
        given["language"] = wanted.language
        conditions.append("d.language = :language")
    return f" WHERE {' AND '.join(conditions)}", given


def _pattern(words: str) -> str:
    """Words for LIKE: what has a meaning there has none here, but for white space, which may be any."""
    told = words.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{'%'.join(told.split())}%"

"""The list of documents, and of what was not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, field

from whosays.casebook.listing import DocumentFilter, DocumentOrder
from whosays.casebook.rows import DocumentRow
from whosays.views.chronology import edtf_date
from whosays.views.web.page import Limit, Offset, Words, page
from whosays.views.web.pages import citation, document, originals
from whosays.views.web.room import Ask
from whosays.views.web.shelf import file_name

BATCH = 500
"""Rows of a CSV fetched at a time."""
DateWords = Annotated[str, Meta(max_length=40, description="EDTF: 1994, 1994-09, 1994-09-03.")]


class DocumentsQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Which documents, in which order."""

    words: Words | None = None
    """In the title, or the path or URL."""
    source: Words | None = None
    """In the publisher or byline."""
    of: Words | None = None
    """The whole name of a source: a publisher, or the title of a document that has none."""
    earliest: DateWords | None = field(name="from", default=None)
    latest: DateWords | None = field(name="to", default=None)
    undated: bool = False
    """Only those without a date."""
    language: Annotated[str, Meta(max_length=20)] | None = None
    sort: DocumentOrder = "date"
    limit: Limit = 50
    offset: Offset = 0


class DocumentEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A document in the list."""

    id: str
    published: str | None
    title: str | None
    publisher: str | None
    byline: tuple[str, ...]
    republished_from: str | None
    file: str
    """Where it was found, without the folders."""
    language: str | None
    format: str
    characters: int
    lines: int
    cautions: int
    sha256: str


class Documents(msgspec.Struct, frozen=True, kw_only=True):
    """Some documents out of `total`."""

    total: int
    offset: int
    limit: int
    documents: tuple[DocumentEntry, ...]
    not_read: int
    """Refused or skipped."""


def _filter(wanted: DocumentsQuestion) -> DocumentFilter:
    return DocumentFilter(
        words=wanted.words,
        source=wanted.source,
        of=wanted.of,
        earliest=edtf_date(wanted.earliest),
        latest=edtf_date(wanted.latest),
        undated=wanted.undated,
        language=wanted.language,
    )


def _entry(row: DocumentRow, lines: int, cautions: int) -> DocumentEntry:
    return DocumentEntry(
        id=row.key,
        published=row.published,
        title=row.title,
        publisher=row.publisher,
        byline=row.byline,
        republished_from=row.republished_from,
        file=file_name(row.source),
        language=row.language,
        format=row.format,
        characters=row.characters,
        lines=lines,
        cautions=cautions,
        sha256=row.sha256,
    )


def _table(ask: Ask, wanted: DocumentsQuestion) -> Iterator[Sequence[object]]:
    yield DocumentEntry.__struct_fields__
    offset = 0
    while some := ask.reader.listed(_filter(wanted), order=wanted.sort, limit=BATCH, offset=offset):
        offset += len(some)
        for found in some:
            row = msgspec.structs.asdict(_entry(*found))
            yield [*(row | {"byline": "; ".join(row["byline"])}).values()]


@page("/documents", template="documents.html", summary="The documents of the casebook.", table=_table)
def documents(ask: Ask, wanted: DocumentsQuestion) -> Documents:
    """The documents that are asked for."""
    passing = _filter(wanted)
    found = ask.reader.listed(passing, order=wanted.sort, limit=wanted.limit, offset=wanted.offset)
    at_end = len(found) < wanted.limit and (found or not wanted.offset)  # counted by having seen all
    return Documents(
        total=wanted.offset + len(found) if at_end else ask.reader.count_listed(passing),
        offset=wanted.offset,
        limit=wanted.limit,
        documents=tuple(_entry(*each) for each in found),
        not_read=ask.reader.count_not_read(),
    )


class NotReadQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """What was not read, of which kind."""

    kind: Literal["refused", "skipped"] | None = None
    limit: Limit = 100
    offset: Offset = 0


class NotReadEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was not read."""

    file: str
    """Its name, without the folders."""
    kind: str
    reason: str
    at: str
    """UTC, ISO 8601."""


class NotRead(msgspec.Struct, frozen=True, kw_only=True):
    """Some of what was not read, out of `total`."""

    total: int
    offset: int
    limit: int
    files: tuple[NotReadEntry, ...]


def _not_read_table(ask: Ask, wanted: NotReadQuestion) -> Iterator[Sequence[object]]:
    yield NotReadEntry.__struct_fields__
    offset = 0
    while some := _unread(ask, wanted.kind, BATCH, offset):
        offset += len(some)
        yield from map(msgspec.structs.astuple, some)


@page("/not-read", template="not_read.html", summary="What was not read, and why.", table=_not_read_table)
def not_read(ask: Ask, wanted: NotReadQuestion) -> NotRead:
    """Nothing in the casebook rests on these files."""
    return NotRead(
        total=ask.reader.count_not_read(wanted.kind),
        offset=wanted.offset,
        limit=wanted.limit,
        files=tuple(_unread(ask, wanted.kind, wanted.limit, wanted.offset)),
    )


def _unread(ask: Ask, kind: str | None, limit: int, offset: int) -> list[NotReadEntry]:
    found = []
    for row in ask.reader.not_read(kind, limit=limit, offset=offset):
        reason = row.reason
        for path in (row.location, row.source):
            reason = reason.replace(path, file_name(path))
        found.append(NotReadEntry(file=file_name(row.source), kind=row.kind, reason=reason, at=row.at))
    return found


PAGES = (documents, not_read, *document.PAGES, *citation.PAGES)
ROUTES = originals.ROUTES

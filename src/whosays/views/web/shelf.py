"""Documents as the reading room finds and names them: by their ids, and never by a path."""

from __future__ import annotations

import re

from whosays.casebook.rows import DocumentRow
from whosays.errors import NotFound
from whosays.records import Document
from whosays.views.web.room import Ask

_ID = re.compile(r"d-[0-9a-f]{1,12}")


def document_of(ask: Ask, id_: str) -> tuple[DocumentRow, Document]:
    """A document by its id or a unique beginning of it; without its words and their trees."""
    return ask.reader.document(_checked(id_), words=False)


def row_of(ask: Ask, id_: str) -> DocumentRow:
    """The same without its text, by its whole id."""
    row = ask.reader.document_rows([_checked(id_)]).get(id_)
    if row is None:
        raise NotFound(f"There is no document {id_!r} in this casebook.")
    return row


def _checked(id_: str) -> str:
    """The Reader takes paths too; a visitor has no business to try them."""
    if not _ID.fullmatch(id_):
        raise NotFound(f"There is no document {id_!r} in this casebook.")
    return id_


def first_read(ask: Ask, key: str) -> str | None:
    """When a document was first read, UTC."""
    return min(
        (version.read_at for version in ask.reader.sources(key) if version.document == key), default=None
    )


def file_name(source: str) -> str:
    """A source without the folders that it lies in: `pile.zip!/1991/report.txt`; a URL whole."""
    if re.match(r"[a-z][a-z0-9+.-]+://", source, re.IGNORECASE):
        return source
    container, mark, member = source.partition("!/")
    return re.split(r"[/\\]", container.rstrip("/\\"))[-1] + mark + member

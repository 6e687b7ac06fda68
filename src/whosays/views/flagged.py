"""Cautions as they are shown: with their documents and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from whosays.casebook.rows import DocumentRow
from whosays.views.chronology import EVERYTHING

if TYPE_CHECKING:
    from whosays.casebook import Reader


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """A caution."""

    document: DocumentRow
    kind: str
    start: int | None
    end: int | None
    words: str | None
    """`text[start:end]`; `None`: of the whole document."""
    note: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some cautions out of `total`."""

    total: int
    offset: int
    cautions: tuple[Flag, ...]


def flags(
    reader: Reader,
    *,
    kind: str | None = None,
    document: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Page:
    """The cautions that are asked for, by the date of their documents; at most `limit` from `offset` on.

    `document`: its key, path or URL.
    """
    key = None if document is None else reader.document(document)[0].key
    most = EVERYTHING if limit is None else limit
    found = list(reader.weighed.cautions(kind=kind, document=key, limit=most, offset=offset))
    rows = reader.document_rows(caution.document for caution in found)
    cautions = tuple(
        Flag(
            document=rows[caution.document],
            kind=caution.kind,
            start=caution.start,
            end=caution.end,
            words=None
            if caution.start is None or caution.end is None
            else reader.words(caution.document, (caution.start, caution.end)),
            note=caution.note,
        )
        for caution in found
    )
    total = reader.weighed.count_cautions(kind=kind, document=key)
    return Page(total=total, offset=offset, cautions=cautions)

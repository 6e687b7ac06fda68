"""Cautions as they are shown: with their documents and words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from whosays.casebook.rows import DocumentRow
from whosays.records import Span
from whosays.records.across import Caution
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
    keys = None if document is None else (reader.document(document)[0].key,)
    most = EVERYTHING if limit is None else limit
    found = shown(reader, reader.weighed.cautions(kind=kind, documents=keys, limit=most, offset=offset))
    total = reader.weighed.count_cautions(kind=kind, documents=keys)
    return Page(total=total, offset=offset, cautions=found)


def shown(reader: Reader, found: Iterable[Caution]) -> tuple[Flag, ...]:
    """Cautions with their documents and words."""
    found = list(found)
    rows = reader.document_rows(caution.document for caution in found)
    return tuple(
        Flag(
            document=rows[key],
            kind=caution.kind,
            start=caution.start,
            end=caution.end,
            words=words,
            note=caution.note,
        )
        for key, group in groupby(found, key=lambda caution: caution.document)
        for some in [list(group)]
        for caution, words in zip(some, reader.words_at(key, map(_span, some)), strict=True)
    )


def _span(caution: Caution) -> Span | None:
    return None if caution.start is None or caution.end is None else (caution.start, caution.end)

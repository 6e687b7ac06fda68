"""What a careful reader flags, as a work list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from whosays.views.flagged import Flag, shown
from whosays.views.web.page import Limit, Name, Offset, Words, page
from whosays.views.web.room import Ask
from whosays.views.wording import one_line

BATCH = 500
"""Cautions of the whole list that are fetched at a time."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which cautions."""

    kind: Name | None = None
    source: Words | None = None
    """A publisher, or the title of a document that has none; in whatever case."""
    document: Name | None = None
    """Key, or a unique beginning of it."""
    limit: Limit = 100
    offset: Offset = 0


class CautionsPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some cautions out of `total`, by the date of their documents."""

    total: int
    offset: int
    limit: int
    cautions: tuple[Flag, ...]
    kinds: dict[str, int]
    """How many there are of each kind in the whole casebook."""
    asked: Wanted


def _documents(ask: Ask, wanted: Wanted) -> list[str] | None:
    """The documents whose cautions are asked for; `None`: all."""
    keys: list[str] | None = None
    if wanted.source is not None:
        by_source = ask.held.get("keys by source", lambda: _by_source(ask))
        keys = by_source.get(one_line(wanted.source).casefold(), [])
    if wanted.document is not None:
        key = ask.reader.document(wanted.document)[0].key
        keys = [key] if keys is None or key in keys else []
    return keys


def _by_source(ask: Ask) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, keys in ask.reader.weighed.documents_by_source().items():
        found.setdefault(one_line(name).casefold(), []).extend(keys)
    return found


def _table(ask: Ask, wanted: Wanted) -> Iterator[Sequence[object]]:
    yield "kind", "document", "title", "publisher", "published", "source", "start", "end", "words", "note"
    documents = _documents(ask, wanted)
    offset = 0
    while some := list(
        ask.reader.weighed.cautions(kind=wanted.kind, documents=documents, limit=BATCH, offset=offset)
    ):
        offset += len(some)
        for flag in shown(ask.reader, some):
            row = flag.document
            where = row.key, row.title, row.publisher, row.published, row.source
            yield flag.kind, *where, flag.start, flag.end, flag.words, flag.note


@page("/cautions", template="cautions.html", summary="What a careful reader flags.", table=_table)
def cautions_page(ask: Ask, wanted: Wanted) -> CautionsPage:
    """The cautions that are asked for."""
    weighed = ask.reader.weighed
    documents = _documents(ask, wanted)
    found = weighed.cautions(kind=wanted.kind, documents=documents, limit=wanted.limit, offset=wanted.offset)
    return CautionsPage(
        total=weighed.count_cautions(kind=wanted.kind, documents=documents),
        offset=wanted.offset,
        limit=wanted.limit,
        cautions=shown(ask.reader, found),
        kinds=ask.held.get("caution kinds", ask.reader.worklists.caution_kinds),
        asked=wanted,
    )


PAGES = (cautions_page,)

"""The casebook as docs/casebook_json.md has it: documents, entities, events with their reports and voices.

Every quotation is `text[start:end]` of its document. One document is held at a time, so memory stays flat.
Claims and conflicts are empty until they are derived.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import groupby
from typing import Any, BinaryIO

import msgspec

from whosays.casebook import Reader
from whosays.records import Document
from whosays.views.occurrences import events_of
from whosays.weigh.cautions import document_cautions

Plain = dict[str, Any]


def export(casebook: Reader, out: BinaryIO) -> None:
    """Write `casebook` to `out` as one JSON object; lists in a fixed order."""
    out.write(b'{"form": "casebook/1"')
    _list(out, "documents", _documents(casebook))
    _list(out, "entities", _entities(casebook))
    _list(out, "events", _found(casebook, events_of))
    _list(out, "claims", iter(()))
    _list(out, "conflicts", iter(()))
    _list(out, "cautions", _found(casebook, _cautions))
    out.write(b"}\n")


def _documents(casebook: Reader) -> Iterator[Plain]:
    for key in _keys(casebook):
        row, document = casebook.document(key)
        yield {
            "id": key,
            "source": row.source,
            "title": document.title,
            "publisher": document.publisher,
            "byline": document.byline,
            "published": document.published,
            "text": document.text,
        }


def _keys(casebook: Reader) -> list[str]:
    """By date, as everywhere."""
    return [row.key for row in casebook.documents()]


def _found(casebook: Reader, find: Callable[[Document, str], Iterable[Plain]]) -> Iterator[Plain]:
    for key in _keys(casebook):
        yield from find(casebook.document(key)[1], key)


def _entities(casebook: Reader) -> Iterator[Plain]:
    """Those that bear a name, with every mention by name."""
    for entity, rows in groupby(casebook.name_mentions(), key=lambda row: row[0]):
        known = casebook.entity(entity)
        yield {
            "id": known.id,
            "type": known.type,
            "name": known.name,
            "aliases": [name.name for name in known.names if name.name != known.name],
            "mentions": [
                {"doc": document, "start": start, "end": end, "quote": words}
                for _, document, start, end, words in rows
            ],
        }


def _cautions(document: Document, key: str) -> Iterator[Plain]:
    for caution in document_cautions(document, key):
        span = None if caution.start is None or caution.end is None else (caution.start, caution.end)
        yield {
            "doc": key,
            "kind": caution.kind,
            "start": caution.start,
            "end": caution.end,
            "quote": None if span is None else document.words(span),
            "note": caution.note,
        }


def _list(out: BinaryIO, name: str, rows: Iterator[Plain]) -> None:
    out.write(b',\n"' + name.encode() + b'": [')
    try:
        for number, row in enumerate(rows):
            out.write(b",\n" if number else b"\n")
            out.write(msgspec.json.encode(row))
    finally:
        # Not left to chance: where `out` fails, the casebook is closed next, and rows end before it.
        if isinstance(rows, Generator):
            rows.close()
    out.write(b"]")

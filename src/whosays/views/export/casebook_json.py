"""The casebook as docs/casebook_json.md has it: what a whole pile says, put together.

Every quotation is `text[start:end]` of its document. What is written is read from the casebook as it goes, so
memory stays flat.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import groupby
from typing import Any, BinaryIO

import msgspec

from whosays.casebook import Reader
from whosays.records.across import Claim, Conflict
from whosays.views.occurrences import Occurrences, report

Plain = dict[str, Any]

BATCH = 200
"""Claims read at a time."""


def export(casebook: Reader, out: BinaryIO) -> None:
    """Write `casebook` to `out` as one JSON object; lists in a fixed order."""
    out.write(b'{"form": "casebook/1"')
    _list(out, "documents", _documents(casebook))
    _list(out, "entities", _entities(casebook))
    occurrences = Occurrences(casebook)
    _list(out, "events", occurrences.all())
    _list(out, "claims", _claims(casebook, occurrences))
    _list(out, "conflicts", _conflicts(casebook))
    _list(out, "cautions", _cautions(casebook))
    out.write(b"}\n")


def _documents(casebook: Reader) -> Iterator[Plain]:
    for key in [row.key for row in casebook.documents()]:
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


def _claims(casebook: Reader, occurrences: Occurrences) -> Iterator[Plain]:
    offset = 0
    while some := casebook.weighed.claims(limit=BATCH, offset=offset):
        offset += len(some)
        for claim in some:
            yield _claim(casebook, claim, occurrences.id_of(claim.topic))


def _claim(casebook: Reader, claim: Claim, event: str | None) -> Plain:
    lines = casebook.weighed.lines_by_id(line for line, _ in claim.reports)
    reports = []
    for line, stance in claim.reports:
        told = report(lines[line], {})
        reports.append({**{name: told[name] for name in _REPORTED}, "stance": stance})
    return {
        "id": claim.id,
        "text": claim.text,
        "event": event,
        "aspect": claim.aspect,
        "value": claim.value,
        "unit": claim.unit,
        "reports": reports,
        "origins": [
            {"id": origin.id, "reports": list(origin.reports), "why": origin.why, "links": origin.links}
            for origin in claim.origins
        ],
    }


_REPORTED = ("doc", "start", "end", "quote", "voice")


def _conflicts(casebook: Reader) -> Iterator[Plain]:
    for conflict in casebook.weighed.conflicts():
        yield _conflict(casebook, conflict)


def _conflict(casebook: Reader, conflict: Conflict) -> Plain:
    lines = casebook.weighed.lines_by_id(line for side in conflict.sides for line in side.lines)
    return {
        "id": conflict.id,
        "kind": conflict.kind,
        "about": conflict.about,
        "note": conflict.note,
        "sides": [
            {
                "value": side.value,
                "docs": list(dict.fromkeys(lines[line].document for line in side.lines)),
                "reports": [
                    {name: value for name, value in report(lines[line], {}).items() if name in _QUOTED}
                    for line in side.lines
                ],
                "origins": side.origins,
                "claim": side.claim,
            }
            for side in conflict.sides
        ],
    }


_QUOTED = frozenset({"doc", "start", "end", "quote"})


def _cautions(casebook: Reader) -> Iterator[Plain]:
    for caution in casebook.weighed.cautions():
        span = None if caution.start is None or caution.end is None else (caution.start, caution.end)
        yield {
            "doc": caution.document,
            "kind": caution.kind,
            "start": caution.start,
            "end": caution.end,
            "quote": None if span is None else casebook.words(caution.document, span),
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

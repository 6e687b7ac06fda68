"""The casebook as one JSON object: documents, entities, statements, and what was not read."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import BinaryIO

import msgspec

from whosays.casebook import Reader
from whosays.views.chronology import Selection, every_entry


def export(casebook: Reader, out: BinaryIO) -> None:
    """Write everything that views show of `casebook` to `out`; lists in a fixed order, memory flat."""
    out.write(b'{"form": "whosays/1",\n"info": ')
    out.write(msgspec.json.encode(casebook.info()))
    _list(out, "documents", casebook.documents())
    _list(out, "entities", casebook.entities())
    _list(out, "statements", every_entry(casebook, Selection(kind="all")))
    _list(out, "not_read", casebook.refusals())
    out.write(b"}\n")


def _list(out: BinaryIO, name: str, rows: Iterator[msgspec.Struct]) -> None:
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

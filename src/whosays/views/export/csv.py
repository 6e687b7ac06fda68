"""The chronology as CSV (RFC 4180), a line a statement."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from whosays.casebook import Reader
from whosays.views.chronology import Entry, Selection, every_entry

COLUMNS = (
    "id",
    "date",
    "earliest",
    "latest",
    "when",
    "summary",
    "voice",
    "stance",
    "kind",
    "type",
    "mode",
    "polarity",
    "certainty",
    "document",
    "title",
    "publisher",
    "published",
    "source",
    "sha256",
    "start",
    "end",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins like this would be run as a formula by a spreadsheet."""


def export(casebook: Reader, out: BinaryIO) -> None:
    """Write every statement of `casebook` to `out`, in the order of time, as UTF-8."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for entry in every_entry(casebook, Selection(kind="all")):
        writer.writerow([_cell(entry, name) for name in COLUMNS])
    text.detach()


def _cell(entry: Entry, name: str) -> str:
    value = getattr(entry, name)
    text = "" if value is None else str(value)
    # The mark shows that the text is quoted, as spreadsheets themselves write it.
    return "'" + text if text.startswith(FORMULA) else text

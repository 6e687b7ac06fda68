"""The chronology as CSV (RFC 4180), a line a statement."""

from __future__ import annotations

import csv
import io
import re
from typing import BinaryIO

from whosays.casebook import Reader
from whosays.views.chronology import Entry, Selection, every_entry
from whosays.views.figures import figure_words, place_words

COLUMNS = (
    "id",
    "date",
    "earliest",
    "latest",
    "when",
    "where",
    "figures",
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
    "code",
    "code_words",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""A cell that begins like this may be run as a formula by a spreadsheet (OWASP, CSV injection)."""
BLANK = " \n\v\f\0\u00a0\u00ad\u1680\u2028\u2029\u202f\u205f\u2060\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x2010))
)
"""What a spreadsheet may leave away before it looks how a cell begins."""
_INSIDE = re.compile(rf"([;\t\r\n][{BLANK.replace(chr(10), '')}]*)(?=[=+\-@＝＋－＠])")
"""A formula where a cell begins for spreadsheets that part cells at semicolons or tabs, as in Europe."""


_VALUES = {
    "where": lambda entry: "; ".join(map(place_words, entry.where)),
    "figures": lambda entry: "; ".join(map(figure_words, entry.figures)),
}
"""Columns that hold several values."""


def export(casebook: Reader, out: BinaryIO) -> None:
    """Write every statement of `casebook` to `out`, in the order of time, as UTF-8."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for entry in every_entry(casebook, Selection(kind="all")):
            writer.writerow(map(cell, values(entry)))
    finally:
        text.detach()  # `out` is the caller's: closed by nobody else, however this ends


def values(entry: Entry) -> list[object]:
    """What a line has in each of the COLUMNS."""
    return [_VALUES[name](entry) if name in _VALUES else getattr(entry, name) for name in COLUMNS]


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet runs as a formula; a number stays one, whatever its sign."""
    if isinstance(value, int | float):
        return str(value)
    # The mark is the one by which spreadsheets themselves say that a cell is text.
    text = "" if value is None else str(value)
    return _INSIDE.sub(r"\1'", "'" + text if text.lstrip(BLANK).startswith(FORMULA) else text)

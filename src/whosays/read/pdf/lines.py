"""The lines of a PDF page: their words, size and place, in the order in which PDFium reads them."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import msgspec
import pypdfium2.raw as pdfium_c

HYPHEN = "\ufffe"
"""What PDFium puts for a hyphen at the end of a line, in place of the line's end."""
_ENDS = re.compile(r"\r\n|\r|\n|\ufffe")
_SPACE = re.compile(r"\s+")


class Line(msgspec.Struct, frozen=True):
    """A line of text. Places in points from the lower left corner of the page; sizes in points."""

    text: str
    size: float
    left: float
    right: float
    bottom: float
    top: float
    divided: bool = False
    """It ends with a hyphen that PDFium took out."""


def lines_of(text_page: Any) -> list[Line]:
    """All lines with words of a `PdfTextPage`."""
    text: str = text_page.get_text_range()
    lines = []
    at = 0
    for end in [*_ENDS.finditer(text), None]:
        stop = len(text) if end is None else end.start()
        words = text[at:stop]
        if words.strip():
            lines.append(_line(text_page, words, at, divided=end is not None and end[0] == HYPHEN))
        at = stop if end is None else end.end()
    return lines


def _line(text_page: Any, words: str, start: int, *, divided: bool) -> Line:
    lead = len(words) - len(words.lstrip())
    first = pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page, start + lead)
    last = pdfium_c.FPDFText_GetCharIndexFromTextIndex(text_page, start + len(words.rstrip()) - 1)
    left, right, bottom, top = _box(text_page, first)
    end_left, end_right, _, _ = _box(text_page, last)
    size = pdfium_c.FPDFText_GetFontSize(text_page, max(first, 0))
    return Line(
        text=_SPACE.sub(" ", words).strip(),
        # A font of size 1 under a matrix that scales is common: then the height of the sign tells.
        size=round(size if size > 3 else max(top - bottom, 1.0), 1),
        left=min(left, end_left),
        right=max(right, end_right),
        bottom=bottom,
        top=top,
        divided=divided,
    )


def _box(text_page: Any, index: int) -> tuple[float, float, float, float]:
    box = pdfium_c.FS_RECTF()
    if index < 0 or not pdfium_c.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
        return 0.0, 0.0, 0.0, 0.0
    return box.left, box.right, box.bottom, box.top

"""A process that draws one page of a PDF, with a passage marked: the order and the file in, a PNG out.

The file is hostile until proved otherwise: memory, time of the processor and pixels are bounded.
"""

from __future__ import annotations

import contextlib
import io
import math
import sys
from typing import Any

import msgspec

MEMORY = 1 << 30
PROCESSOR_SECONDS = 10
PIXELS = 4_000_000
EDGE = 8_000
"""Pixels of the longer side, at most."""
CHARACTERS = 200_000
"""Of a page, among which a passage is looked for."""
RECTANGLES = 500
"""Drawn at most."""
_YELLOW, _EDGE = (255, 214, 64), (138, 90, 0)


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """Which page is wanted, and what is to be marked on it."""

    page: int
    """From 1."""
    width: int = 1_000
    """Pixels."""
    words: str = ""
    """A passage as the text has it; white space, hyphens and case make no difference."""
    nth: int = 0
    """How often the same words stand on the page before it."""


class _Undrawn(Exception):
    """In plain words."""


def main() -> int:
    """Serve one order."""
    _bounded()
    told, _, data = sys.stdin.buffer.read().partition(b"\n")
    order = msgspec.json.decode(told, type=Order)
    try:
        sys.stdout.buffer.write(_png(data, order))
    except _Undrawn as error:
        sys.stdout.buffer.write(str(error).encode("ascii"))
        return 1
    return 0


def _bounded() -> None:
    if sys.platform == "win32":
        return
    import resource

    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: PROCESSOR_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for limit, most in limits.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def _png(data: bytes, order: Order) -> bytes:
    import pypdfium2 as pdfium

    try:
        opened = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _Undrawn("it is damaged") from error
    if not 1 <= order.page <= len(opened):
        raise _Undrawn(f"it has {len(opened)} pages")
    try:
        page = opened[order.page - 1]
        width, height = page.get_size()
        if not (0 < width < math.inf and 0 < height < math.inf):
            raise _Undrawn("it has no size")
        scale = min(order.width / width, math.sqrt(PIXELS / (width * height)), EDGE / max(width, height))
        if min(width, height) * scale < 1:
            raise _Undrawn("it is too long and narrow to draw")
        picture = page.render(scale=scale).to_pil().convert("RGB")
        for rectangle in _places(page, order, *picture.size):
            _mark(picture, rectangle)
    except pdfium.PdfiumError as error:
        raise _Undrawn("this page is damaged") from error
    out = io.BytesIO()
    picture.quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()


Rectangle = tuple[int, int, int, int]


def _mark(picture: Any, rectangle: Rectangle) -> None:
    """As with a marker pen: what is dark stays dark; the edge shows where colours can't be told apart."""
    from PIL import Image, ImageChops, ImageDraw

    left, top, right, bottom = rectangle
    part = picture.crop(rectangle)
    picture.paste(ImageChops.multiply(part, Image.new("RGB", part.size, _YELLOW)), (left, top))
    ImageDraw.Draw(picture).rectangle((left, top, right - 1, bottom - 1), outline=_EDGE)


def _places(page: Any, order: Order, width: int, height: int) -> list[Rectangle]:
    """Where the passage stands on the picture; empty where the page has other words."""
    import ctypes

    import pypdfium2.raw as pdfium

    wanted = bare(order.words)[0]
    if not wanted:
        return []
    text_page = page.get_textpage()
    count = min(text_page.count_chars(), CHARACTERS)
    codes = [pdfium.FPDFText_GetUnicode(text_page, number) for number in range(count)]
    there, numbers = bare("".join(chr(code) if 0 < code < 0x110000 else " " for code in codes))
    at = there.find(wanted)
    for _ in range(order.nth):
        further = there.find(wanted, at + 1)
        if at < 0 or further < 0:
            break
        at = further
    if at < 0:
        return []
    first, last = numbers[at], numbers[at + len(wanted) - 1]
    found = []
    for number in range(min(text_page.count_rects(first, last - first + 1), RECTANGLES)):
        left, bottom, right, top = text_page.get_rect(number)
        edges = []
        for x, y in ((left, top), (right, bottom)):
            across, down = ctypes.c_int(), ctypes.c_int()
            pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
            edges.append((across.value, down.value))
        (x0, x1), (y0, y1) = sorted(e[0] for e in edges), sorted(e[1] for e in edges)
        box = max(0, x0 - 2), max(0, y0 - 2), min(width, x1 + 2), min(height, y1 + 2)
        if box[0] < box[2] and box[1] < box[3]:
            found.append(box)
    return found


def bare(text: str) -> tuple[str, list[int]]:
    """Letters and digits only, in lower case, each with the number of the character that it comes from."""
    letters, numbers = [], []
    for number, character in enumerate(text):
        for letter in character.casefold():
            if letter.isalnum():
                letters.append(letter)
                numbers.append(number)
    return "".join(letters), numbers


if __name__ == "__main__":
    sys.exit(main())

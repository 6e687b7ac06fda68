"""Optical recognition of pages without text, by Tesseract: the extra `ocr` and the program are both needed.

The picture of a page goes to the program through a pipe and the text comes back the same way: no temporary
file holds what the document says.
"""

from __future__ import annotations

import importlib.util
import io
import shutil
import subprocess
from functools import cache
from typing import Any

from whosays.errors import Refused

_DPI = 300
_MOST_PIXELS = 30_000_000
"""A page of A3 at 300 dpi has 17 million."""
_SECONDS = 120
"""For one page; the limit of the whole document is kept elsewhere."""


def available() -> bool:
    """Are the extra and the program there?"""
    return importlib.util.find_spec("PIL") is not None and shutil.which("tesseract") is not None


def read_page(page: Any) -> str:
    """The text of a `PdfPage`; `Refused` where the program fails. Paragraphs are parted by empty lines."""
    return recognised(_picture(page))


def _picture(page: Any) -> bytes:
    """The page as a PNG in grey."""
    width, height = page.get_size()
    scale = _DPI / 72
    if width * height * scale * scale > _MOST_PIXELS:
        scale = (_MOST_PIXELS / (width * height)) ** 0.5
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        out = io.BytesIO()
        bitmap.to_pil().save(out, format="PNG", dpi=(72 * scale, 72 * scale))
    finally:
        bitmap.close()
    return out.getvalue()


def recognised(picture: bytes) -> str:
    """The text of a picture in PNG."""
    program = shutil.which("tesseract")
    if program is None:
        raise Refused("needs OCR: the program tesseract is not installed")
    command = [program, "stdin", "stdout", "-l", _languages(program), "--dpi", str(_DPI)]
    try:
        done = subprocess.run(command, input=picture, capture_output=True, check=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise Refused(f"OCR failed: {type(error).__name__}") from error
    return done.stdout.decode("utf-8", "replace").replace("\f", "")


@cache
def _languages(program: str) -> str:
    """All languages that are installed, at most four: each costs time. English first."""
    try:
        done = subprocess.run([program, "--list-langs"], capture_output=True, check=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError):
        return "eng"
    names = done.stdout.decode("utf-8", "replace").splitlines()[1:]
    found = sorted(
        {name.strip() for name in names} - {"osd", "equ", ""}, key=lambda name: (name != "eng", name)
    )
    return "+".join(found[:4]) or "eng"

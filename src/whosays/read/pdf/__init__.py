"""PDF by pypdfium2: text and pages, with headings and paragraphs as far as size and place tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from whosays.errors import Refused
from whosays.plugins import Limits, Raw, Reader
from whosays.read.pdf import ocr
from whosays.read.pdf.lines import Line, lines_of
from whosays.read.pdf.running import without_running
from whosays.read.pdf.typesetting import Typesetting, lay_out
from whosays.records import Document

MEDIA_TYPE = "application/pdf"
_TAIL = 4096
"""Bytes at the end of the file among which its end is marked."""
_BAD_TITLE = re.compile(
    r"(?i)untitled|.{0,200}\.(?:docx?|indd|qxd|rtf|odt|pdf|pptx?|xlsx?|tmp|dvi|tex|html?)\s*|"
)
_PROGRAM = re.compile(r"^(?:Microsoft (?:Office )?Word|PowerPoint) ?- ?")
_OCR_SIZE, _OCR_LEFT, _OCR_PITCH = 10.0, 72.0, 12.0


def _sniff(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


def read_pdf(raw: Raw, limits: Limits) -> Iterator[Document]:
    """One document, pages parted by page breaks; `Refused` without a text layer where OCR cannot help."""
    data = raw.read(limits.file_bytes)
    if not data:
        raise Refused("empty file")
    if not _sniff(data):
        raise Refused("not a PDF: damaged, or of another kind than its name says")
    opened = _opened(data)
    try:
        yield _document(opened, raw.source, limits)
    finally:
        opened.close()


def _opened(data: bytes) -> Any:
    whole = b"%%EOF" in data[-_TAIL:]
    try:
        opened = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
            raise Refused("encrypted (password)") from error
        raise Refused("damaged PDF" if whole else "cut off: the end of the PDF is missing") from error
    if not whole:
        opened.close()
        raise Refused("cut off: the end of the PDF is missing")
    return opened


def _document(opened: Any, source: str, limits: Limits) -> Document:
    count = len(opened)
    if count > limits.pages:
        raise Refused(f"{count:,} pages, the limit is {limits.pages:,}")
    if count == 0:
        raise Refused("damaged: a PDF without pages")
    pages, heights, notes = _pages(opened, count, limits)
    pages, running = without_running(pages, heights)
    if running:
        notes.append(
            f"{running} lines that repeat on most pages (headers, footers, page numbers) were left out"
        )
    setting = Typesetting(pages)
    layout = lay_out(pages, setting)
    if setting.joined:
        notes.append(f"{setting.joined} words divided at the end of a line were put together")
    title, byline, told = _information(opened)
    notes.extend(told)
    first = next((block for block in layout.blocks if block.kind != "page-break"), None)
    if title is None and first is not None and first.kind == "heading":
        title = layout.text[first.start : first.end]
        notes.append("its title is its first heading")
    return Document(
        id="",
        source=source,
        format=MEDIA_TYPE,
        title=title,
        byline=byline,
        text=layout.text,
        blocks=layout.blocks,
        notes=tuple(notes),
    )


def _pages(opened: Any, count: int, limits: Limits) -> tuple[list[list[Line]], list[float], list[str]]:
    """Lines and heights of all pages, and what there is to note of them."""
    pages, heights, silent = [], [], []
    characters = 0
    for index in range(count):
        lines, height = _page(opened, index, count)
        characters += sum(len(line.text) for line in lines)
        if characters > limits.characters:
            raise Refused(f"its text has more than {limits.characters:,} characters")
        if not lines:
            silent.append(index)
        pages.append(lines)
        heights.append(height)
    notes = []
    if len(silent) == count and not ocr.available():
        pages_said = "1 page" if count == 1 else f"{count:,} pages"
        raise Refused(f"needs OCR: no text layer in its {pages_said} (install whosays[ocr] and tesseract)")
    if silent and ocr.available():
        for index in silent:
            pages[index] = _recognised(opened, index)
        notes.append(f"read by OCR: {_listed(silent)}")
        if not any(pages):
            raise Refused("no text in it, and OCR found none")
    elif silent:
        notes.append(f"no text on {_listed(silent)}: empty, or a picture that needs OCR")
    return pages, heights, notes


def _page(opened: Any, index: int, count: int) -> tuple[list[Line], float]:
    try:
        page = opened[index]
    except pdfium.PdfiumError as error:
        raise Refused(f"damaged: page {index + 1:,} of {count:,} is missing or cannot be read") from error
    try:
        text_page = page.get_textpage()
        try:
            return lines_of(text_page), page.get_height()
        finally:
            text_page.close()
    except pdfium.PdfiumError as error:
        raise Refused(f"damaged: the text of page {index + 1:,} cannot be read") from error
    finally:
        page.close()


def _recognised(opened: Any, index: int) -> list[Line]:
    """Lines by OCR: no sizes, but empty lines part the paragraphs."""
    page = opened[index]
    try:
        text = ocr.read_page(page)
    finally:
        page.close()
    lines, at = [], 0.0
    for words in text.splitlines():
        at -= _OCR_PITCH
        if words.strip():
            right = _OCR_LEFT + 1.0
            lines.append(Line(" ".join(words.split()), _OCR_SIZE, _OCR_LEFT, right, at, at + _OCR_SIZE))
    return lines


def _listed(pages: list[int]) -> str:
    """`page 3`, `pages 1, 2, 7` (counted from 1), the first ten."""
    shown = ", ".join(f"{index + 1:,}" for index in pages[:10])
    more = f" and {len(pages) - 10:,} more" if len(pages) > 10 else ""
    return f"{'page' if len(pages) == 1 else 'pages'} {shown}{more}"


def _information(opened: Any) -> tuple[str | None, tuple[str, ...], list[str]]:
    """Title, byline and notes. The day a file was made is not the day a report was published."""
    told = {key: " ".join(text.split()) for key, text in opened.get_metadata_dict(skip_empty=True).items()}
    title = _PROGRAM.sub("", told.get("Title", ""))
    author = told.get("Author", "")
    notes = []
    made = re.match(r"D?:?(\d{4})(\d\d)(\d\d)", told.get("CreationDate", ""))
    if made is not None:
        notes.append(f"the file says it was made on {made[1]}-{made[2]}-{made[3]} (not taken as its date)")
    return None if _BAD_TITLE.fullmatch(title) else title, (author,) if author else (), notes


READERS: tuple[Reader, ...] = (
    Reader(name="pdf", media_type=MEDIA_TYPE, suffixes=(".pdf",), sniff=_sniff, run=read_pdf),
)

"""RTF by striprtf, made ready so that what striprtf loses (pages, table cells, list items, headings) is kept.

Control words that lay out the text become control characters in it, as `\\'xx` escapes that striprtf lets
through.
Every step is linear in the size of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from whosays.errors import Refused
from whosays.plugins import Limits, Raw, Reader
from whosays.read.layout import Layout
from whosays.records import Document

MEDIA_TYPE = "application/rtf"
DEEPEST = 500
"""Groups in groups; word processors stay below thirty."""

_BRACES = re.compile(rb"\\.|[{}]", re.DOTALL)
_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")
_EIGHT_BIT = re.compile(r"[\x80-\xff]")
_FONTS_START = re.compile(r"\{\\fonttbl(?![a-z])")
_FONT_TOKEN = re.compile(r"\\(f|fcharset)(\d{1,5})(?![a-z\d])|[;}]")
_MARKED = re.compile(
    r"\\\\|\\(page|pagebb|sbkpage|cell|nestcell|row|nestrow|line|listtext|pard|outlinelevel|ilvl|trowd)"
    r"(-?\d{1,6})?(?![a-zA-Z\d]) ?"
)
_PAGE, _CELL, _ROW, _SOFT, _LIST, _PLAIN, _OUTLINE, _LEVEL = "\x0c\x1f\x1e\x0b\x1a\x1d\x1c\x19"
_MARKS = {
    "page": rf"\page\'{ord(_PAGE):02x}",
    "cell": rf"\plain\'{ord(_CELL):02x}",
    "nestcell": rf"\plain\'{ord(_SOFT):02x}",
    "row": rf"\plain\'{ord(_ROW):02x}",
    "nestrow": rf"\plain\'{ord(_SOFT):02x}",
    "line": rf"\plain\'{ord(_SOFT):02x}",
    "listtext": rf"\plain\'{ord(_LIST):02x}",
    "pard": rf"\pard\'{ord(_PLAIN):02x}",
}
_DIGIT_MARKS = {"outlinelevel": _OUTLINE, "ilvl": _LEVEL}
_PIECE = re.compile(r"([^\n\x0c\x1e\x1f]*)([\n\x0c\x1e\x1f]|$)")
_STATE = re.compile(r"\x1d|\x1c\d|\x19\d")
_BULLET = re.compile(r"\x1a[ \t]*(?:[^\w\t]{1,3}|[\w.()]{1,8})\t|\x1a")
"""The label of a list item, up to its tab."""
_MARK = re.compile(r"\x1d|[\x19\x1c]\d")
_CODEPAGE = re.compile(r"\\ansicpg(\d{3,5})")
_INFO = re.compile(r"\{\\(title|author|company) ?((?:[^{}\\]|\\'[0-9a-fA-F]{2}|\\u-?\d{1,5} ?\??){1,1000})\}")
_INFO_WITHIN = 1 << 16


def _sniff(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")


def read_rtf(raw: Raw, limits: Limits) -> Iterator[Document]:
    """One document: paragraphs, headings (outline levels), items, cells, page breaks."""
    data = raw.read(limits.markup_bytes)
    if not data:
        raise Refused("empty file")
    if not _sniff(data[:64]):
        raise Refused("not RTF: it does not begin with {\\rtf")
    data = _without_binary(data)
    _check_depth(data)
    source = _EIGHT_BIT.sub(lambda found: f"\\'{ord(found[0]):02x}", data.decode("latin-1"))
    info = _information(source)
    text = _converted(_MARKED.sub(_mark, _plain_fonts(source.replace("{\\field{", "{\\field {"))))
    layout = _laid_out(text)
    if not layout.text.strip():
        raise Refused("no text in it")
    author = info.get("author")
    yield Document(
        id="",
        source=raw.source,
        format=MEDIA_TYPE,
        title=info.get("title"),
        byline=(author,) if author else (),
        text=layout.text,
        blocks=layout.blocks,
        notes=("footnotes, headers and footers of RTF are not read",)
        if re.search(r"\\(?:footnote|header[lrf]?|footer[lrf]?)(?![a-z])", source)
        else (),
    )


def _without_binary(data: bytes) -> bytes:
    """The file without pictures in binary form, whose bytes would be taken for text and braces."""
    pieces, at = [], 0
    while (found := _BINARY.search(data, at)) is not None:
        pieces.append(data[at : found.start()])
        at = found.end() + int(found[1])
    pieces.append(data[at:])
    return b"".join(pieces)


def _check_depth(data: bytes) -> None:
    depth = 0
    for found in _BRACES.finditer(data):
        if found[0] == b"{":
            depth += 1
            if depth > DEEPEST:
                raise Refused(f"its groups are nested more than {DEEPEST} deep")
        elif found[0] == b"}":
            depth -= 1
    if depth > 0:
        raise Refused("cut off: its last groups are not closed")


def _plain_fonts(source: str) -> str:
    """The font table a line a font: striprtf's own search in it takes time to the cube of a line."""
    start = _FONTS_START.search(source)
    if start is None:
        return source
    depth, at = 1, start.end()
    for brace in re.compile(r"[{}]").finditer(source, start.end()):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            at = brace.start()
            break
    fonts, number, charset = [], None, None
    for token in _FONT_TOKEN.finditer(source, start.end(), at):
        if token[1] == "f":
            number = token[2]
        elif token[1] == "fcharset":
            charset = token[2]
        elif number is not None and charset is not None:
            fonts.append(f"{{\\f{number}\\fcharset{charset} x;}}")
            number = charset = None
    return source[: start.end()] + "\n" + "\n".join(fonts) + source[at:]


def _mark(found: re.Match[str]) -> str:
    word, argument = found[1], found[2]
    if word is None or word in {"trowd", "pagebb", "sbkpage"}:
        return found[0]
    if word in _DIGIT_MARKS:
        digit = min(max(int(argument or 0), 0), 9)
        return f"{found[0].rstrip()}\\'{ord(_DIGIT_MARKS[word]):02x}\\'{ord('0') + digit:02x}"
    return _MARKS[word]


def _converted(source: str) -> str:
    try:
        text: str = rtf_to_text(source, encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError, LookupError, IndexError, TypeError) as error:
        raise Refused("damaged: not well-formed RTF") from error
    # Signs beyond U+FFFF are written as the two halves of a surrogate pair.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _information(source: str) -> dict[str, str]:
    head = source[:_INFO_WITHIN]
    page = _CODEPAGE.search(head)
    opening = "{\\rtf1" + (page[0] if page else "") + " "
    found = {word: _converted(opening + text + "}").strip() for word, text in _INFO.findall(head)}
    return {word: text for word, text in found.items() if text}


def _laid_out(text: str) -> Layout:
    layout = Layout()
    level = row = column = 0
    outline: int | None = None
    for piece in _PIECE.finditer(text):
        words, end = piece[1], piece[2]
        for state in _STATE.findall(words):
            if state == _PLAIN:
                outline, level = None, 0
            elif state[0] == _OUTLINE:
                outline = int(state[1])
            else:
                level = int(state[1])
        item = _LIST in words
        words = _MARK.sub("", _BULLET.sub("", words))
        if end == _CELL:
            layout.add("cell", words, row=row, column=column)
            column += 1
        elif item:
            layout.add("item", words, level=level + 1)
        elif outline is not None and outline < 9:
            layout.add("heading", words, level=min(outline + 1, 6))
        else:
            layout.add("paragraph", words)
        if end == _ROW:
            row, column = row + 1, 0
        elif end != _CELL and words.strip() and column == 0:
            row = 0
        if end == _PAGE:
            layout.page_break()
    return layout


READERS: tuple[Reader, ...] = (
    Reader(name="rtf", media_type=MEDIA_TYPE, suffixes=(".rtf",), sniff=_sniff, run=read_rtf),
)

"""OpenDocument text: headings, lists, tables, quotes and page breaks from `content.xml`, by lxml.

Source: OASIS OpenDocument 1.3, part 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whosays.errors import Refused
from whosays.plugins import Limits, Raw, Reader
from whosays.read.layout import Layout
from whosays.read.odt.styles import Styles
from whosays.read.package import Package, local
from whosays.records import BlockKind, Document

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_CONTENT, _META, _STYLES, _MANIFEST = "content.xml", "meta.xml", "styles.xml", "META-INF/manifest.xml"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_LEFT_OUT = frozenset(
    {
        "tracked-changes",
        "annotation",
        "annotation-end",
        "note-citation",
        "forms",
        "ruby-text",
        "desc",
        "title",
        "hidden-paragraph",
        "hidden-text",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "alphabetical-index-mark",
        "bibliography-mark",
        "table-of-content",
        "event-listeners",
        "binary-data",
    }
)
_MOST_SPACES = 100


def _sniff(head: bytes) -> bool:
    return head.startswith(b"PK") and MEDIA_TYPE.encode() in head[30:120]


def read_odt(raw: Raw, limits: Limits) -> Iterator[Document]:
    """One document; footnotes stand at its end."""
    with Package(raw, limits) as package:
        if _CONTENT not in package:
            raise Refused(f"not an OpenDocument text: it has no {_CONTENT}")
        if _MANIFEST in package and b"encryption-data" in package.markup(_MANIFEST, doctype=True):
            raise Refused("encrypted (password)")
        content = package.xml(_CONTENT)
        named = package.xml(_STYLES) if _STYLES in package else None
        title, byline = _metadata(package)
    body = next(
        (element for element in content.iter() if local(element) == "text" and _in_body(element)), None
    )
    if body is None:
        raise Refused("not an OpenDocument text: its body is of another kind")
    walk = _Walk(Styles(content, named))
    walk.blocks(body)
    notes = walk.finish()
    if not walk.layout.text.strip():
        raise Refused("no text in it")
    yield Document(
        id="",
        source=raw.source,
        format=MEDIA_TYPE,
        title=title or walk.title,
        byline=byline,
        text=walk.layout.text,
        blocks=walk.layout.blocks,
        notes=tuple(notes),
    )


def _in_body(element: Any) -> bool:
    above = element.getparent()
    return above is not None and local(above) == "body"


def _metadata(package: Package) -> tuple[str | None, tuple[str, ...]]:
    """Title and author. The days on which a file was made and changed are not the day of a report."""
    if _META not in package:
        return None, ()
    told: dict[str, str] = {}
    for element in package.xml(_META).iter():
        name = local(element)
        if name in {"title", "initial-creator", "creator"}:
            told.setdefault(name, " ".join("".join(element.itertext()).split()))
    author = told.get("initial-creator") or told.get("creator")
    return told.get("title") or None, (author,) if author else ()


class _Walk:
    """Lays a body into `layout`."""

    def __init__(self, styles: Styles) -> None:
        self.layout = Layout()
        self.title: str | None = None
        self._styles = styles
        self._footnotes: list[Any] = []
        self._boxes: list[Any] = []
        self._contents = False

    def finish(self) -> list[str]:
        """Footnotes laid out; what there is to note."""
        notes = []
        footnotes, self._footnotes = self._footnotes, []
        for note in footnotes:
            self.blocks(note)
        if footnotes:
            notes.append(f"{len(footnotes)} footnotes stand at the end")
        if self._contents:
            notes.append("its table of contents was left out")
        return notes

    def blocks(self, parent: Any, depth: int = 0) -> None:
        """All blocks in an element; `depth`: lists around it."""
        for element in parent:
            name = local(element)
            if name in _LEFT_OUT or not name:
                self._contents = self._contents or name == "table-of-content"
            elif name in {"h", "p"}:
                self._paragraph(element, name, depth)
            elif name == "list":
                for item in element:
                    self.blocks(item, depth + 1)
            elif name == "numbered-paragraph":
                self.blocks(element, max(depth, _number(element.get(_TEXT + "level"), 1)))
            elif name == "table":
                self._table(element, depth)
            elif name == "soft-page-break":
                continue
            else:  # sections, indexes, groups
                self.blocks(element, depth)

    def _paragraph(self, element: Any, name: str, depth: int) -> None:
        style = element.get(_TEXT + "style-name", "")
        if self._styles.hidden(style):
            return
        breaks = self._styles.breaks(style)
        if breaks.before and self.layout.blocks:
            self.layout.page_break()
        words: list[str] = []
        self._inline(element, words)
        text = "".join(words)
        kind, level = self._kind(element, name, style, depth)
        if kind == "heading" and self._styles.is_title(style) and self.title is None:
            self.title = " ".join(text.split()) or None
        self.layout.add(kind, text, level=level)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)
        if breaks.after:
            self.layout.page_break()

    def _kind(self, element: Any, name: str, style: str, depth: int) -> tuple[BlockKind, int]:
        if name == "h":
            return "heading", min(max(_number(element.get(_TEXT + "outline-level"), 1), 1), 6)
        if self._styles.is_title(style):
            return "heading", 1
        if depth:
            return "item", depth
        return ("quote", 1) if self._styles.is_quote(style) else ("paragraph", 0)

    def _inline(self, element: Any, words: list[str]) -> None:
        words.append(element.text or "")
        for child in element:
            self._inline_child(child, words)
            words.append(child.tail or "")

    def _inline_child(self, child: Any, words: list[str]) -> None:
        name = local(child)
        if name == "s":
            words.append(" " * min(_number(child.get(_TEXT + "c"), 1), _MOST_SPACES))
        elif name in {"tab", "line-break"}:
            words.append(" ")
        elif name == "note":
            self._footnotes.extend(part for part in child if local(part) == "note-body")
        elif name in {"text-box", "table"}:
            self._boxes.append(child)
        elif name and name not in _LEFT_OUT and not self._styles.hidden(child.get(_TEXT + "style-name", "")):
            self._inline(child, words)

    def _table(self, table: Any, depth: int) -> None:
        rows = [element for element in table.iter(_TABLE + "table-row") if _own(element, table)]
        cells = [_cells(row) for row in rows]
        if len(rows) == 1 and len(cells[0]) == 1:  # a frame around text, no table
            self.blocks(cells[0][0][1], depth)
            return
        number = 0
        for row, found in zip(rows, cells, strict=True):
            for column, cell in found:
                self.layout.add("cell", self._flat(cell), row=number, column=column)
            number += max(1, _number(row.get(_TABLE + "number-rows-repeated"), 1))

    def _flat(self, cell: Any) -> str:
        """The words of a cell on one line, those of tables in it as well."""
        words: list[str] = []
        for element in cell.iter(_TEXT + "p", _TEXT + "h"):
            if _in_cell(element, cell):
                self._inline(element, words)
                words.append(" ")
        return "".join(words)


def _own(row: Any, table: Any) -> bool:
    """Is it a row of this table, not of one inside it?"""
    above = row.getparent()
    while local(above) != "table":
        above = above.getparent()
    return above is table


def _in_cell(element: Any, cell: Any) -> bool:
    """No footnote, comment or text box: these are read elsewhere or not at all."""
    above = element.getparent()
    while above is not cell:
        if local(above) in _LEFT_OUT or local(above) in {"note", "text-box"}:
            return False
        above = above.getparent()
    return True


def _cells(row: Any) -> list[tuple[int, Any]]:
    found, column = [], 0
    for cell in row:
        if local(cell) in {"table-cell", "covered-table-cell"}:
            if local(cell) == "table-cell":
                found.append((column, cell))
            column += max(1, _number(cell.get(_TABLE + "number-columns-repeated"), 1))
    return found


def _number(told: str | None, otherwise: int) -> int:
    return (
        int(told) if told is not None and told.isascii() and told.isdigit() and len(told) < 8 else otherwise
    )


READERS: tuple[Reader, ...] = (
    Reader(name="odt", media_type=MEDIA_TYPE, suffixes=(".odt",), sniff=_sniff, run=read_odt),
)

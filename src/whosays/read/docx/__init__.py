"""DOCX by python-docx: paragraphs and tables in the order of the body.

python-docx is handed a copy of the package in memory that holds nothing but its checked XML parts.
Source: ECMA-376, part 1, section 17.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from whosays.errors import Refused
from whosays.plugins import Limits, Raw, Reader
from whosays.read.docx.styles import Styles, is_on
from whosays.read.layout import Layout
from whosays.read.package import Package, local, parsed
from whosays.records import BlockKind, Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CONTENT_TYPES = "[Content_Types].xml"
_KEPT = re.compile(r"\[Content_Types\]\.xml|docProps/core\.xml|(?:[^/]+/)?_rels/[^/]*\.rels|word/[^/]+\.xml")
_LEFT_OUT = frozenset(
    {
        "pPr",
        "rPr",
        "tblPr",
        "trPr",
        "tcPr",
        "sdtPr",
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "Fallback",
        "rt",
    }
)
_WRITERS = frozenset({"python-docx", "unknown", "author", "user", "microsoft office user"})
"""Programs and placeholders that stand where the author's name should."""
_RELATIONS = frozenset({"officeDocument", "core-properties", "styles", "footnotes", "endnotes"})
_BOXES = frozenset({"txbxContent"})
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def _sniff(head: bytes) -> bool:
    return head.startswith(b"PK") and b"word/" in head and b"[Content_Types].xml" in head


def read_docx(raw: Raw, limits: Limits) -> Iterator[Document]:
    """One document; footnotes stand at its end. Deleted text and text set to be hidden is left out."""
    with Package(raw, limits) as package:
        if _CONTENT_TYPES not in package:
            raise Refused(f"not a DOCX: it has no {_CONTENT_TYPES}")
        copy = package.only(lambda name: _KEPT.fullmatch(name) is not None, _fewer_relations)
    try:
        opened = docx.Document(copy)
        body = opened.element.body
        styles = Styles(_styles_root(opened))
        notes_root = _footnotes_root(opened)
    except (KeyError, ValueError, AttributeError, OpcError, StopIteration) as error:
        raise Refused("not a Word document: it has no main document part (word/document.xml)") from error
    except etree.LxmlError as error:
        raise Refused("damaged: one of its parts is not well-formed XML") from error
    if body is None:
        raise Refused("damaged: its document has no body")
    walk = _Walk(styles)
    walk.blocks(body)
    walk.footnotes(notes_root)
    if not walk.layout.text.strip():
        raise Refused("no text in it")
    title, byline = _metadata(opened)
    yield Document(
        id="",
        source=raw.source,
        format=MEDIA_TYPE,
        title=title or walk.title,
        byline=byline,
        text=walk.layout.text,
        blocks=walk.layout.blocks,
        notes=tuple(walk.notes()),
    )


def _fewer_relations(name: str, data: bytes) -> bytes:
    """Relations to parts that are read; others (pictures, links, templates) may lead nowhere."""
    if not name.endswith(".rels"):
        return data
    root = parsed(data, name)
    for relation in list(root):
        if relation.get("Type", "").rpartition("/")[2] not in _RELATIONS:
            root.remove(relation)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _part(opened: Any, kind: str) -> Any | None:
    """The root of a part that the main document refers to."""
    for relation in opened.part.rels.values():
        if relation.reltype.endswith("/" + kind) and not relation.is_external:
            data = relation.target_part.blob
            return parse_xml(data) if data else None
    return None


def _styles_root(opened: Any) -> Any | None:
    return _part(opened, "styles")


def _footnotes_root(opened: Any) -> tuple[Any | None, Any | None]:
    return _part(opened, "footnotes"), _part(opened, "endnotes")


def _metadata(opened: Any) -> tuple[str | None, tuple[str, ...]]:
    """Title and author. The days on which a file was made and changed are not the day of a report."""
    try:
        told = opened.core_properties
        title, author = " ".join(told.title.split()), " ".join(told.author.split())
    except (KeyError, ValueError, AttributeError, etree.LxmlError):
        return None, ()
    return title or None, (author,) if author and author.casefold() not in _WRITERS else ()


class _Walk:
    """Lays a body into `layout`."""

    def __init__(self, styles: Styles) -> None:
        self.layout = Layout()
        self.title: str | None = None
        self._styles = styles
        self._references: list[tuple[str, str]] = []
        self._boxes: list[Any] = []
        self._contents = self._hidden = self._deleted = False
        self._noted = 0
        self._new_page = False

    def notes(self) -> list[str]:
        """What was moved or left out."""
        told = {
            f"{self._noted} footnotes stand at the end": self._noted > 0,
            "its table of contents was left out": self._contents,
            "text that was deleted with tracked changes was left out": self._deleted,
            "text set to be hidden was left out": self._hidden,
        }
        return [note for note, so in told.items() if so]

    def blocks(self, parent: Any) -> None:
        """All blocks in an element."""
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name and name not in _LEFT_OUT and name != "sectPr":
                self.blocks(element)  # content controls, insertions, custom XML

    def footnotes(self, roots: tuple[Any | None, Any | None]) -> None:
        """The notes that the text refers to, in the order in which it does."""
        bodies = {}
        for kind, root in zip(("footnote", "endnote"), roots, strict=True):
            for note in root if root is not None else ():
                if local(note) == kind and note.get(qn("w:type")) not in _SEPARATORS:
                    bodies[kind, note.get(qn("w:id"))] = note
        references, self._references = self._references, []
        for reference in references:
            note = bodies.pop(reference, None)
            if note is not None:
                self._noted += 1
                self.blocks(note)

    # ── paragraphs ────────────────────────────────────────────────────────────────────────────────

    def _paragraph(self, element: Any) -> None:
        form = self._styles.form(element)
        if form.contents:
            self._contents = True
            return
        if self._new_page or self._styles.on(element, "w:pageBreakBefore"):
            self._break()
        words: list[str] = []
        self._inline(element, words)
        pages = "".join(words).split("\f")
        if form.title and self.title is None:
            self.title = " ".join("".join(pages).split()) or None
        for number, text in enumerate(pages):
            if number:
                self._break()
            self._add(form.kind, text, form.level)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)
        self._new_page = self._new_page or _ends_page(element)

    def _break(self) -> None:
        self._new_page = False
        if self.layout.text:
            self.layout.page_break()

    def _add(self, kind: BlockKind, text: str, level: int) -> None:
        self.layout.add(kind, text, level=level)

    def _inline(self, element: Any, words: list[str]) -> None:
        for child in element:
            name = local(child)
            if name == "t":
                # A form feed in the text itself is white space; those put in below are page breaks.
                words.append((child.text or "").replace("\f", " "))
            elif name in {"tab", "cr", "ptab"}:
                words.append(" ")
            elif name == "br":
                words.append("\f" if child.get(qn("w:type")) == "page" else " ")
            elif name == "noBreakHyphen":
                words.append("\u2011")
            elif name in {"footnoteReference", "endnoteReference"}:
                self._references.append((name.removesuffix("Reference"), child.get(qn("w:id"), "")))
            elif name in _BOXES:
                self._boxes.append(child)
            elif name in _LEFT_OUT or not name:
                self._deleted = self._deleted or name in {"del", "moveFrom"}
            elif name == "r" and _is_hidden(child):
                self._hidden = True
            else:
                self._inline(child, words)

    # ── tables ────────────────────────────────────────────────────────────────────────────────────

    def _table(self, table: Any) -> None:
        rows = list(_rows(table))
        cells = [list(_cells(row)) for row in rows]
        if len(rows) == 1 and len(cells[0]) == 1:  # a frame around text, no table
            self.blocks(cells[0][0][1])
            return
        if self._new_page:
            self._break()
        for number, found in enumerate(cells):
            for column, cell in found:
                self.layout.add("cell", self._flat(cell), row=number, column=column)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.blocks(box)

    def _flat(self, cell: Any) -> str:
        """The words of a cell on one line, those of tables in it as well."""
        words: list[str] = []
        self._gather(cell, words)
        return "".join(words).replace("\f", " ")

    def _gather(self, element: Any, words: list[str]) -> None:
        for child in element:
            name = local(child)
            if name == "p":
                self._inline(child, words)
                words.append(" ")
            elif name and name not in _LEFT_OUT:
                self._gather(child, words)


def _rows(table: Any) -> Iterator[Any]:
    """Rows of a table, also those in content controls and insertions, not those of tables inside it."""
    for child in table:
        name = local(child)
        if name == "tr":
            if not _row_deleted(child):
                yield child
        elif name in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _rows(child)


def _row_deleted(row: Any) -> bool:
    properties = row.find(qn("w:trPr"))
    return properties is not None and properties.find(qn("w:del")) is not None


def _cells(row: Any) -> Iterator[tuple[int, Any]]:
    """Columns and cells; those that carry on a merged one above are passed over."""
    column = 0
    for cell in row.iter(qn("w:tc")):
        above = cell.getparent()
        while above is not row and local(above) in {"sdt", "sdtContent", "customXml"}:
            above = above.getparent()
        if above is not row:
            continue  # of a table inside this one
        properties = cell.find(qn("w:tcPr"))
        span = properties.find(qn("w:gridSpan")) if properties is not None else None
        merged = properties.find(qn("w:vMerge")) if properties is not None else None
        if merged is None or merged.get(qn("w:val")) == "restart":
            yield column, cell
        told = span.get(qn("w:val"), "1") if span is not None else "1"
        column += int(told) if told.isascii() and told.isdigit() and len(told) < 4 else 1


def _is_hidden(run: Any) -> bool:
    properties = run.find(qn("w:rPr"))
    return properties is not None and is_on(properties.find(qn("w:vanish")))


def _ends_page(paragraph: Any) -> bool:
    """Does a section end with it, and the next begin on a new page?"""
    properties = paragraph.find(qn("w:pPr"))
    section = properties.find(qn("w:sectPr")) if properties is not None else None
    if section is None:
        return False
    kind = section.find(qn("w:type"))
    return kind is None or kind.get(qn("w:val")) != "continuous"


READERS: tuple[Reader, ...] = (
    Reader(name="docx", media_type=MEDIA_TYPE, suffixes=(".docx",), sniff=_sniff, run=read_docx),
)

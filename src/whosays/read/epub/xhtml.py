"""Chapters in XHTML, laid out as they are written: all of the text, unlike a web page's main text."""

from __future__ import annotations

from html.entities import html5
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from whosays.errors import Refused
from whosays.read.layout import Layout
from whosays.read.package import local
from whosays.records import BlockKind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LEFT_OUT = frozenset(
    {
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "audio",
        "video",
        "object",
        "iframe",
        "canvas",
        "nav",
        "form",
        "button",
        "select",
        "textarea",
        "rp",
        "rt",
    }
)
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "ruby",
        "rb",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)
_CELLS = frozenset({"td", "th"})


def parsed_chapter(data: bytes, name: str) -> Any:
    """The root of a chapter: as XML where it is well-formed, else as HTML. Nothing is loaded or expanded."""
    strict = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        return etree.fromstring(data, strict)
    except (etree.XMLSyntaxError, ValueError):
        lenient = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(data, parser=lenient)
    except (etree.LxmlError, ValueError) as error:
        raise Refused(f"damaged: its chapter {name} cannot be parsed") from error
    if any("depth" in str(entry.message) for entry in lenient.error_log):
        raise Refused(f"its chapter {name} is nested too deep")
    return root


class ChapterWalk:
    """Lays the chapters of one book into a `Layout`, one after the other."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._words: list[str] = []
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._lists = 0
        self._quotes = 0
        self.characters = 0
        """How much text there is by now, about."""

    def add(self, root: Any) -> None:
        """One chapter, by its root element."""
        body = next((element for element in root.iter() if local(element) == "body"), root)
        self._element(body)
        self._close()

    def _close(self) -> None:
        text = "".join(self._words)
        self.characters += len(text)
        self._layout.add(self._kind, text, level=self._level)
        self._words.clear()

    def _element(self, element: Any) -> None:
        name = local(element).lower()
        if isinstance(element, etree._Entity):
            self._words.append(html5.get(element.name + ";", ""))
        elif not name or name in _LEFT_OUT or element.get("hidden") is not None:
            pass
        elif name == "br":
            self._words.append("\n")
        elif name in _INLINE:
            self._content(element)
        elif name == "table" and _is_data(element):
            self._close()
            self._table(element)
        else:
            self._block(element, name)

    def _content(self, element: Any) -> None:
        if element.text:
            self._words.append(element.text)
        for child in element:
            self._element(child)
            if child.tail:
                self._words.append(child.tail)

    def _block(self, element: Any, name: str) -> None:
        self._close()
        outside = self._kind, self._level
        listed, quoted = name in {"ul", "ol", "dl"}, name == "blockquote"
        self._lists += listed
        self._quotes += quoted
        if name in _HEADINGS:
            self._kind, self._level = "heading", _HEADINGS[name]
        elif name in {"li", "dd"}:
            self._kind, self._level = "item", max(self._lists, 1)
        elif quoted:
            self._kind, self._level = "quote", self._quotes
        self._content(element)
        self._close()
        self._kind, self._level = outside
        self._lists -= listed
        self._quotes -= quoted

    def _table(self, table: Any) -> None:
        outside, outside_words = (self._kind, self._level), self._words
        number = -1
        for row in table.iter():
            name = local(row).lower()
            if name == "caption":
                self._words = []
                self._content(row)
                self._layout.add("paragraph", "".join(self._words))
            if name != "tr":
                continue
            number += 1
            column = 0
            for cell in row:
                if local(cell).lower() in _CELLS:
                    text = self._flat(cell)
                    self.characters += len(text)
                    self._layout.add("cell", text, row=number, column=column)
                    column += _span(cell)
        self._words = outside_words
        self._kind, self._level = outside

    def _flat(self, cell: Any) -> str:
        """The words of a cell on one line."""
        words: list[str] = []
        self._gather(cell, words)
        return "".join(words)

    def _gather(self, element: Any, words: list[str]) -> None:
        name = local(element).lower()
        if isinstance(element, etree._Entity):
            words.append(html5.get(element.name + ";", ""))
            return
        if not name or name in _LEFT_OUT:
            return
        around = "" if name in _INLINE else " "
        words.append(around + (element.text or ""))
        for child in element:
            self._gather(child, words)
            words.append(child.tail or "")
        words.append(around)


def _is_data(table: Any) -> bool:
    """A table of cells, not one that only sets other things side by side."""
    cells = 0
    for element in table.iter():
        if element is not table and local(element).lower() == "table":
            return False
        cells += local(element).lower() in _CELLS
    return cells > 1


def _span(cell: Any) -> int:
    told = cell.get("colspan", "1")
    return min(max(int(told), 1), 1000) if told.isascii() and told.isdigit() and len(told) < 5 else 1

"""A page's tree to its pieces: headings, paragraphs, items, quotations, cells, in the order of the page.

All visible words are in exactly one piece; which pieces are the text is for `main_text` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from whosays.read.web_words import words
from whosays.records import BlockKind

TEXT, ASIDE, FURNITURE = 0, 1, 2
"""How a piece stands: in the flow; beside it (captions, asides); in menus, comments, boxes, footers."""

# fmt: off
_UNSEEN = frozenset(
    {
        "head", "title", "script", "style", "template", "noscript", "svg", "math", "iframe",
        "object", "embed", "applet", "audio", "video", "canvas", "map", "select", "option",
        "button", "input", "textarea", "datalist", "progress", "meter", "dialog", "frameset",
        "noframes"
    }
)
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
        "em", "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby",
        "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
        "wbr"
    }
)
# fmt: on
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
_ASIDE = frozenset({"aside", "figcaption", "form", "fieldset", "header"})
_BLOCKS_IN_CELLS = frozenset({*_HEADINGS, "p", "div", "ul", "ol", "dl", "table", "blockquote", "article"})
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.I)
_SPLIT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_END_OF_SENTENCE = re.compile(r"[.!?:;…。！？][\"'”’»)\]]{0,3}$")
BREAK = "\u2028"
"""Stands for `br` (U+2028, line separator); line ends in the source are only white space."""
_ACROSS = 100
"""Columns that a cell may span."""
_WRAPPED = 50
"""A line of so many characters may have been broken because it was full."""


class Piece:
    """A stretch of words laid out as one block."""

    __slots__ = ("column", "element", "kind", "level", "linked", "row", "stands", "text")

    def __init__(
        self, kind: BlockKind, text: str, element: Any, level: int, stands: int, linked: int
    ) -> None:
        self.kind: BlockKind = kind
        self.text = text
        self.element = element
        self.level = level
        self.stands = stands
        self.linked = linked
        """Code points of it that are links."""
        self.row: int | None = None
        self.column: int | None = None


class _Place:
    """Where the walk stands."""

    __slots__ = (
        "column",
        "depth",
        "element",
        "fresh",
        "kind",
        "level",
        "preformatted",
        "quoted",
        "row",
        "stands",
    )

    def __init__(self, element: Any) -> None:
        self.element = element
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.depth = 0
        self.quoted = 0
        self.preformatted = False
        self.stands = TEXT
        self.row: int | None = None
        self.column: int | None = None
        self.fresh = True
        """The next words are the first of their item."""

    def inner(self, element: Any) -> _Place:
        """The place within `element`, the same until something says otherwise."""
        place = _Place(element)
        place.kind, place.level, place.depth = self.kind, self.level, self.depth
        place.quoted, place.preformatted, place.stands = self.quoted, self.preformatted, self.stands
        place.row, place.column = self.row, self.column
        return place


def pieces_of(body: Any) -> list[Piece]:
    """The pieces of `body`, in the order of the page."""
    for skipped in (_UNSEEN | {"nav"}, _UNSEEN):
        walk = _Walk(skipped)
        walk.inside(body, _Place(body))
        walk.flush()
        if walk.pieces:
            break  # what has words outside its menus
    return walk.pieces


class _Walk:
    """A walk through a tree no deeper than `html_tree.DEEPEST`."""

    def __init__(self, skipped: frozenset[str]) -> None:
        self.pieces: list[Piece] = []
        self._skipped = skipped
        self._words: list[str] = []
        self._linked = 0
        self._links = 0
        self._place: _Place | None = None

    # ── words ─────────────────────────────────────────────────────────────────────────────────────

    def _say(self, text: str | None, place: _Place) -> None:
        if not text:
            return
        if place.preformatted:
            text = text.replace("\n", BREAK)
        if self._place is not place:
            self.flush()
            self._place = place
        self._words.append(text)
        if self._links:
            self._linked += len(text)

    def flush(self) -> None:
        """The words so far are a block of their own."""
        place, self._place = self._place, None
        parts, self._words = self._words, []
        linked, self._linked = self._linked, 0
        if place is None:
            return
        for text in _lines("".join(parts)):
            kind = _kind(place)
            level = place.level if kind in {"heading", "item", "quote"} else 0
            piece = Piece(kind, text, place.element, level, place.stands, linked)
            piece.row, piece.column = place.row, place.column
            self.pieces.append(piece)
            place.fresh = False

    # ── elements ──────────────────────────────────────────────────────────────────────────────────

    def inside(self, element: Any, place: _Place) -> None:
        """All that `element` holds."""
        self._say(element.text, place)
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                self._say(child.tail, place)
                continue
            if tag == "br":
                self._say(BREAK, place)
            elif tag in self._skipped or _hidden(child):
                pass
            elif tag in _INLINE:
                self._inline(child, tag, place)
            else:
                self._block(child, tag, place)
            self._say(child.tail, place)

    def _inline(self, element: Any, tag: str, place: _Place) -> None:
        link = tag == "a" and element.get("href") is not None
        self._links += link
        if place.stands != FURNITURE and element.get("class") and is_furniture(element):
            beside = place.inner(element)
            beside.stands = FURNITURE
            self.inside(element, beside)
            self.flush()
        else:
            self.inside(element, place)
        self._links -= link

    def _block(self, element: Any, tag: str, place: _Place) -> None:
        self.flush()
        if tag == "table" and _holds_data(element):
            self._table(element, place)
        else:
            self.inside(element, _entered(element, tag, place))
        self.flush()

    def _table(self, table: Any, place: _Place) -> None:
        for number, row in enumerate(table.iter("tr")):
            column = 0
            for cell in row.iterchildren("td", "th"):
                inner = _entered(cell, "td", place)
                inner.kind, inner.row, inner.column = "cell", number, column
                self.inside(cell, inner)
                self.flush()
                column += _span(cell)
        for caption in table.iterchildren("caption"):
            self.inside(caption, _entered(caption, "caption", place))
            self.flush()


def _entered(element: Any, tag: str, place: _Place) -> _Place:
    """The place within a block element."""
    inner = place.inner(element)
    if tag in _HEADINGS:
        inner.kind, inner.level = "heading", _HEADINGS[tag]
    elif tag in _LISTS:
        inner.depth += 1
    elif tag in {"pre", "xmp", "plaintext", "listing"}:
        inner.preformatted = True
    elif tag in {"li", "dt", "dd"}:
        inner.kind, inner.depth = "item", max(1, inner.depth)
        inner.level = inner.depth + (tag == "dd")
    elif tag == "blockquote":
        inner.quoted += 1
        inner.kind, inner.level = "quote", inner.quoted
    if inner.stands != FURNITURE:
        inner.stands = max(inner.stands, _standing(element, tag))
    return inner


def _standing(element: Any, tag: str) -> int:
    if tag == "nav" or (tag == "footer" and not _within_article(element)):
        return FURNITURE
    if tag not in {"body", "html", "article", "main"} and is_furniture(element):
        return FURNITURE
    if tag in _ASIDE or (tag == "footer"):
        return TEXT if tag == "header" and _within_article(element) else ASIDE
    return TEXT


def _within_article(element: Any) -> bool:
    return next(element.iterancestors("article", "main", "blockquote"), None) is not None


def is_furniture(element: Any) -> bool:
    """Do the names of an element (class, id, role) say that it is a menu, a box, comments …?"""
    if element.get("role") in {"navigation", "contentinfo", "search", "menu", "menubar"}:
        return True
    named = element.get("class"), element.get("id")
    # What holds the main heading holds the text, whatever it is called.
    return any(name and _names_furniture(name) for name in named) and element.find(".//h1") is None


@lru_cache(maxsize=4096)
def _names_furniture(names: str) -> bool:
    if len(names) > 1000:
        return False
    lists = words()
    for name in names.split():
        before = ""
        for part in _SPLIT.split(name):
            part = part.lower()
            if part in lists.furniture and before not in lists.furniture_not_after:
                return True
            before = part or before
    return False


def _hidden(element: Any) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style) and _HIDDEN.search(style[:500]) is not None


def _holds_data(table: Any) -> bool:
    """A table of data, or one that only puts things in their places, as old pages do?"""
    if table.get("role") in {"presentation", "none"}:
        return False
    columns = 0
    for number, row in enumerate(table.iter("tr")):
        if number >= 50:
            break
        columns = max(columns, sum(1 for _ in row.iterchildren("td", "th")))
    if columns < 2:
        return False
    blocks = 0
    for element in table.iterdescendants(*_BLOCKS_IN_CELLS):
        # A lone paragraph or division in a cell is only the way that the cell was written.
        blocks += 1 if element.getprevious() is not None or element.tag not in {"p", "div"} else 0
        if blocks:
            return False
    return True


def _span(cell: Any) -> int:
    text = cell.get("colspan") or "1"
    return min(max(int(text), 1), _ACROSS) if text.isascii() and text.isdigit() and len(text) < 5 else 1


def _kind(place: _Place) -> BlockKind:
    # What follows the first block of an item belongs to it, but is no further item.
    return "paragraph" if place.kind == "item" and not place.fresh else place.kind


def _lines(text: str) -> Iterator[str]:
    """The words of a block, parted at line breaks that end something rather than wrap it."""
    if BREAK not in text:
        if text.strip():
            yield text
        return
    current = ""
    for line in text.split(BREAK):
        folded = " ".join(line.split())
        if current and (not folded or _ends(current, folded)):
            yield current
            current = folded
        else:
            current = f"{current} {folded}" if current else folded
    if current:
        yield current


def _ends(line: str, following: str) -> bool:
    if following[0].islower():
        return False
    return _END_OF_SENTENCE.search(line[-5:]) is not None or len(line) < _WRAPPED

"""A document as it was laid out: headings, paragraphs, lists, quotes, tables and pages, in boxes.

The boxes hold all of its text and nothing else, so that what is shown is what was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from whosays.records import Block, Document, Span

PART = 16_000
"""Code points of a document that are shown at once."""
WORD = 200
"""How far a cut in a block without an end may move back to fall between words."""

DEEPEST = 8
"""Of lists and quotes within each other, as they are shown."""

BoxKind = Literal["heading", "paragraph", "quotation", "list", "item", "table", "row", "cell"]


class Box(msgspec.Struct, frozen=True):
    """A box begins."""

    kind: BoxKind
    number: int = 0
    """heading: its level from 2, without gaps; table, row, cell: which one."""


class Unbox(msgspec.Struct, frozen=True):
    """The last box that began ends."""

    box: Box


class Leaf(msgspec.Struct, frozen=True):
    """The next page of the original begins; no box is open."""

    number: int
    start: int
    end: int
    """The mark of the break itself."""


class Words(msgspec.Struct, frozen=True):
    """Text in a box, or white space between boxes."""

    start: int
    end: int
    between: bool = False


Piece = Box | Unbox | Leaf | Words


def parts(document: Document) -> list[Span]:
    """A long document in parts, cut at blocks; one that is not long is one part."""
    length = len(document.text)
    cuts = [0]
    for block in document.blocks:
        if block.end - cuts[-1] > PART and block.start > cuts[-1]:
            cuts.append(block.start)
        while block.end - cuts[-1] > PART:  # a block without an end
            cuts.append(_between_words(document.text, cuts[-1] + PART))
    while length - cuts[-1] > PART:
        cuts.append(_between_words(document.text, cuts[-1] + PART))
    return list(zip(cuts, [*cuts[1:], length], strict=True))


def _between_words(text: str, at: int) -> int:
    return next((cut for cut in range(at, at - WORD, -1) if text[cut - 1].isspace()), at)


def page_at(blocks: Sequence[Block], at: int) -> int | None:
    """The page on which a place stands; `None` in a document without pages."""
    breaks = [block for block in blocks if block.kind == "page-break"]
    return max((b.level for b in breaks if b.start <= at), default=1) if breaks else None


def page_span(document: Document, number: int) -> Span:
    """From where to where a page reaches; empty where there is no such page."""
    breaks = {1: 0} | {b.level: b.start for b in document.blocks if b.kind == "page-break"}
    length = len(document.text)
    start = breaks.get(number, length)
    return start, min((at for at in breaks.values() if at > start), default=length)


def pieces(text: str, blocks: Sequence[Block], span: Span) -> Iterator[Piece]:
    """A part of a document in boxes: `text` is what stands at `span`; what is in no block is a paragraph."""
    boxes = _Boxes()
    for block in _filled(text, blocks, span):
        if block.kind == "between":
            yield Words(block.start, block.end, between=True)
        elif block.kind == "page-break":
            yield from boxes.closed(0)
            yield Leaf(block.level, block.start, block.end)
        else:
            yield from boxes.to(block)
            yield Words(block.start, block.end)
            if block.kind not in {"item", "cell"}:  # which may go on
                yield from boxes.closed(len(boxes.open) - 1)
    yield from boxes.closed(0)


class _Part(msgspec.Struct, frozen=True):
    """A block, or what lies between two, as far as it is in the part shown."""

    kind: str
    start: int
    end: int
    level: int = 0
    row: int = 0
    column: int = 0


class _Boxes:
    """The boxes that are open, the outermost first."""

    def __init__(self) -> None:
        self.open: list[Box] = []
        self._heading = 1
        self._row = 0
        self._table = 0

    def to(self, block: _Part) -> Iterator[Piece]:
        """Out of the boxes that are open into those of a block; its own is a new one."""
        wanted = self._around(block)
        again = block.kind == "cell" and wanted == self.open
        keep = 0
        while keep < min(len(self.open), len(wanted) - (not again)) and self.open[keep] == wanted[keep]:
            keep += 1
        yield from self.closed(keep)
        for box in wanted[keep:]:
            self.open.append(box)
            yield box

    def closed(self, keep: int) -> Iterator[Piece]:
        """Out of all but the outermost `keep`."""
        while len(self.open) > keep:
            yield Unbox(self.open.pop())

    def _around(self, block: _Part) -> list[Box]:
        match block.kind:
            case "item":
                return [Box("list"), Box("item")] * _depth(block)
            case "quote":
                return [*[Box("quotation")] * _depth(block), Box("paragraph")]
            case "cell":
                if not self.open or block.row < self._row:
                    self._table += 1
                self._row = block.row
                return [Box("table", self._table), Box("row", block.row), Box("cell", block.column)]
            case "heading":
                self._heading = min(self._heading + 1, max(block.level, 1) + 1, 6)
                return [Box("heading", self._heading)]
            case _:
                return [Box("paragraph")]


def _depth(block: _Part) -> int:
    return max(1, min(block.level, DEEPEST))


def _filled(text: str, blocks: Sequence[Block], span: Span) -> Iterator[_Part]:
    """The blocks of a part, and what lies between them."""
    at = span[0]
    for block in blocks:
        if block.end <= span[0] or block.start >= span[1]:
            continue
        start, end = max(block.start, span[0]), min(block.end, span[1])
        if at < start:
            yield _gap(text, span[0], at, start)
        yield _Part(block.kind, start, end, block.level, block.row or 0, block.column or 0)
        at = end
    if at < span[1]:
        yield _gap(text, span[0], at, span[1])


def _gap(text: str, first: int, start: int, end: int) -> _Part:
    return _Part("between" if text[start - first : end - first].isspace() else "paragraph", start, end)

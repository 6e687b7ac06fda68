"""From the lines of PDF pages to headings, paragraphs and list items, by size and place. Deterministic."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import msgspec

from whosays.read.layout import Layout
from whosays.read.pdf.lines import Line
from whosays.records import BlockKind

_LARGER = 1.12
"""A heading is set at least so much larger than the text."""
_WIDEST_PITCH = 2.5
"""From line to line in the widest setting, in sizes of the text."""
_LONGEST_HEADING = 250
_LONGEST_WORD = 60
_BULLET = re.compile(r"[•‣▪●○◦■□–—*·\uf0b7-]\s+(?=\S)")
"""A sign in front of a list item; what stands in the text stays in it but for the sign."""
_STOPS = frozenset(".!?:;…")
_WORD_END = re.compile(r"[^\W_]+$")
_WORD_START = re.compile(r"[^\W_]+")
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class Typesetting:
    """What is the same all over a document: the size of its text and of its headings, and its words."""

    def __init__(self, pages: list[list[Line]]) -> None:
        signs: Counter[float] = Counter()
        for lines in pages:
            for line in lines:
                signs[line.size] += len(line.text)
        self.body = min(signs, key=lambda size: (-signs[size], size)) if signs else 0.0
        larger = sorted((size for size in signs if self.is_larger(size)), reverse=True)
        self.levels = {size: min(rank, 6) for rank, size in enumerate(larger, 1)}
        self.words = Counter(
            word.casefold() for lines in pages for line in lines for word in _WORDS.findall(line.text)
        )
        self.joined = 0
        """Words divided at a line's end that were put together."""

    def is_larger(self, size: float) -> bool:
        """Larger than the text?"""
        return size >= self.body * _LARGER

    def heading_level(self, line: Line) -> int:
        """1 to 6, or 0 for what is no heading."""
        if len(line.text) > _LONGEST_HEADING or not any(sign.isalpha() for sign in line.text):
            return 0
        return self.levels.get(line.size, 0)

    def joint(self, before: Line, after: str) -> str:
        """What stands between two lines of one block: a space, a hyphen or nothing.

        A hyphen of its own at the end of `before` is not part of it any more (see `_open_end`).
        """
        stem, hyphen = _open_end(before)
        head, tail = _WORD_END.search(stem[-_LONGEST_WORD:]), _WORD_START.match(after)
        if not hyphen or head is None or tail is None:
            return "- " if hyphen else " "
        self.joined += 1
        whole, parts = head[0] + tail[0], f"{head[0]}-{tail[0]}"
        # What the document itself writes elsewhere goes first; else only lower-case letters were one word.
        if self.words[whole.casefold()]:
            return ""
        one_word = head[0].isalpha() and head[0][-1].islower() and tail[0].islower()
        return "-" if self.words[parts.casefold()] or not one_word else ""


def _open_end(line: Line) -> tuple[str, bool]:
    """A line without the hyphen at its end, and whether it had one, in sight or taken out by PDFium."""
    if line.divided:
        return line.text, True
    return line.text.removesuffix("-"), line.text.endswith("-")


class _Page:
    """Lines of one page with what they have in common."""

    def __init__(self, lines: list[Line], setting: Typesetting) -> None:
        self.lines = lines
        self.setting = setting
        pitches = [
            before.bottom - line.bottom
            for before, line in pairwise(lines)
            if before.size == line.size == setting.body and before.bottom - line.bottom > 0
        ]
        # The lower quartile: where paragraphs are short, gaps between them are as many as lines.
        usual = sorted(pitches)[len(pitches) // 4] if pitches else setting.body * 1.3
        self.pitch = min(usual, setting.body * _WIDEST_PITCH)
        self.right: dict[int, float] = {}
        for line in lines:
            column = self.column(line)
            self.right[column] = max(self.right.get(column, 0.0), line.right)

    @staticmethod
    def column(line: Line) -> int:
        """Lines that begin within the same 150 points are taken to share a column."""
        return int(line.left // 150)

    def parts(self, before: Line, line: Line, *, item: bool) -> bool:
        """Does a new block begin with `line`?"""
        if abs(before.size - line.size) > 0.06 * before.size:
            return True
        drop = before.bottom - line.bottom
        if drop < -0.5 * before.size:  # up again: the next column
            return not (line.text[:1].islower() or before.divided)
        if drop > 1.35 * max(self.pitch, before.size):
            return True
        if before.divided or (line.text[:1].islower() and before.text[-1:] not in _STOPS):
            return False  # the sentence goes on
        indent = line.left - before.left
        if not item and indent > 0.8 * line.size and drop > 0.5 * before.size:
            return True
        return self._word_would_fit(before, line)

    def _word_would_fit(self, before: Line, line: Line) -> bool:
        """Was there room for the next word? Then the line was ended on purpose."""
        word = len(line.text.partition(" ")[0]) + 1
        width = (line.right - line.left) / max(len(line.text), 1) * word
        return before.right + 1.3 * width < self.right[self.column(before)]


def lay_out(pages: list[list[Line]], setting: Typesetting) -> Layout:
    """All pages with page breaks between them; no block reaches over a page break."""
    layout = Layout()
    for number, lines in enumerate(pages):
        if number:
            layout.page_break()
        _lay_out_page(layout, _Page(lines, setting))
    return layout


def _lay_out_page(layout: Layout, page: _Page) -> None:
    setting = page.setting
    open_block: _Block | None = None
    for line in page.lines:
        level, bullet = setting.heading_level(line), _BULLET.match(line.text)
        if open_block is not None and not bullet and open_block.goes_on(line, level, page):
            open_block.words.append(setting.joint(open_block.last, line.text))
        else:
            _close(layout, open_block)
            item = bullet is not None and not level
            open_block = _Block("heading" if level else "item" if item else "paragraph", level)
            if bullet is not None and item:
                line = msgspec.structs.replace(line, text=line.text[bullet.end() :])
        open_block.words.append(_open_end(line)[0])
        open_block.last = line
    _close(layout, open_block)


class _Block:
    """A block whose lines are still being gathered."""

    last: Line

    def __init__(self, kind: BlockKind, level: int) -> None:
        self.kind = kind
        self.level = level
        self.words: list[str] = []

    def goes_on(self, line: Line, level: int, page: _Page) -> bool:
        """Is `line` a further line of it?"""
        if level != self.level:
            return False
        if level:
            return _one_heading(self.last, line)
        return not page.parts(self.last, line, item=self.kind == "item")


def _close(layout: Layout, block: _Block | None) -> None:
    if block is not None:
        end = "-" if _open_end(block.last)[1] else ""
        layout.add(block.kind, "".join(block.words) + end, level=block.level or int(block.kind == "item"))


def _one_heading(before: Line, line: Line) -> bool:
    """Is the second a further line of the same heading?"""
    return before.size == line.size and 0 < before.bottom - line.bottom < 1.6 * line.size

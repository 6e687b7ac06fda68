"""A part of a document as HTML: its boxes, its words as they stand, the marks of its layers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from whosays.records import Block, Span
from whosays.views.laid_out import Box, BoxKind, Leaf, Unbox, Words, pieces
from whosays.views.layers import Layer, Mark, Opens, runs
from whosays.views.web.templating import to
from whosays.views.wording import harmless

Picture = Callable[[int], str]
"""The HTML that shows a page of the original."""

_TAGS: dict[BoxKind, str] = {
    "paragraph": "p",
    "quotation": "blockquote",
    "list": "ul",
    "item": "li",
    "table": "table",
    "row": "tr",
    "cell": "td",
}
_IN_WORDS: frozenset[BoxKind] = frozenset({"heading", "paragraph", "item", "cell"})
"""Boxes that hold words: they run in the direction of these."""
FORM_FEED, LINE_FEED = "\f", "\n"
CLASSES: dict[Layer, str] = {
    "cautions": "caution",
    "statements": "statement",
    "attributions": "attribution",
    "places": "place",
    "times": "time",
    "quantities": "quantity",
    "mentions": "mention",
}


def laid_out(
    text: str,
    blocks: Sequence[Block],
    span: Span,
    marks: Sequence[Mark],
    *,
    page: int = 1,
    picture: Picture | None = None,
) -> Markup:
    """The part `span` of a document, whose words are `text`; offsets are those of the whole document.

    `marks`: in the order of the text. `page`: on which it begins. `picture`: makes what stands beside the
    words of each page.
    """
    return Markup("".join(_html(text, blocks, span, marks, page, picture)))  # noqa: S704  (all text in it is escaped)


def _html(
    text: str,
    blocks: Sequence[Block],
    span: Span,
    marks: Sequence[Mark],
    number: int,
    picture: Picture | None,
) -> Iterator[str]:
    if picture is not None:
        yield '<section class="leaf"><div class="print">'
    marked = _Marked(text, span[0], marks)
    box = Box("paragraph")
    for piece in pieces(text, blocks, span):
        match piece:
            case Box():
                box = piece
                yield f"<{_tag(box)} dir='auto'>" if box.kind in _IN_WORDS else f"<{_tag(box)}>"
            case Unbox():
                yield f"</{_tag(piece.box)}>"
            case Leaf():
                if picture is not None:
                    yield f'</div>{picture(number)}</section><section class="leaf"><div class="print">'
                number = piece.number
                yield (
                    f'<div class="page-break" id="page-{number}" role="separator" '
                    f'aria-label="Page {number}" data-page="{number}">'
                )
                yield f"{escape(marked.plain(piece.start, piece.end))}</div>"
            case Words(between=True):
                yield marked.plain(piece.start, piece.end)
            case Words() if box.kind in {"item", "cell"}:  # where white space may follow before the end
                yield '<span class="words">'
                yield from marked.words(piece.start, piece.end)
                yield "</span>"
            case Words():
                yield from marked.words(piece.start, piece.end)
    if picture is not None:
        yield f"</div>{picture(number)}</section>"


def _tag(box: Box) -> str:
    return f"h{box.number}" if box.kind == "heading" else _TAGS[box.kind]


class _Open(NamedTuple):
    """An element that a mark has made."""

    mark: Mark
    link: bool
    """May it be a link? Of mentions in each other only the innermost."""


class _Marked:
    """Words with their marks; asked for in the order of the text."""

    def __init__(self, text: str, first: int, marks: Sequence[Mark]) -> None:
        self._text = text
        self._first = first
        self._marks = marks
        self._next = 0
        self._here: list[Mark] = []
        self._named: set[str] = set()

    def plain(self, start: int, end: int) -> str:
        """The text alone; a page break is white space."""
        return harmless(self._text[start - self._first : end - self._first].replace(FORM_FEED, LINE_FEED))

    def words(self, start: int, end: int) -> Iterator[str]:
        """The text of a box."""
        self._here = [mark for mark in self._here if mark.end > start]
        while self._next < len(self._marks) and self._marks[self._next].start < end:
            self._here.append(self._marks[self._next])
            self._next += 1
        open_: list[_Open] = []
        for run in runs(start, end, self._here):
            last = len(run.marks) - 1
            wanted = [
                _Open(mark, mark.layer == "mentions" and number == last)
                for number, mark in enumerate(run.marks)
            ]
            keep = 0
            while keep < min(len(open_), len(wanted)) and open_[keep] == wanted[keep]:
                keep += 1
            yield from self._out_of(open_, keep, run.start)
            for one in wanted[keep:]:
                open_.append(one)
                yield self._into(one, run.start)
            yield str(escape(self.plain(run.start, run.end)))
        yield from self._out_of(open_, 0, end)

    def _into(self, one: _Open, at: int) -> str:
        """What opens the element of a mark: once where it begins, again wherever others cut it."""
        mark = one.mark
        if mark.layer == "passage":
            return f"<mark{self._name('passage', ' tabindex=-1 autofocus')}>"
        titled = escape(LINE_FEED.join(reading.words for reading in mark.readings))
        named = f"{CLASSES[mark.layer]} {mark.part}" if mark.part else CLASSES[mark.layer]
        told = f' class="{named}" title="{titled}"'
        leads = [reading.to and to(reading.to) for reading in mark.readings]
        if _tag_of(one) == "a":
            return f'<a{told} href="{leads[0]}">'
        if any(leads):
            told += f' data-to="{" ".join(address or "-" for address in leads)}"'
        if mark.layer == "statements":
            told += self._name(f"at-{mark.start}")
        bracket = _bracket("open", mark) if mark.part == "content" and mark.start == at else ""
        return f"<span{told}>{bracket}"

    def _out_of(self, open_: list[_Open], keep: int, at: int) -> Iterator[str]:
        while len(open_) > keep:
            one = open_.pop()
            mark = one.mark
            if mark.end == at and mark.part == "content":
                yield _bracket("close", mark)
            if mark.end == at and mark.layer == "statements":
                yield from map(_nth, mark.readings)
            yield f"</{_tag_of(one)}>"

    def _name(self, name: str, more: str = "") -> str:
        """The attribute `id`, the first time that it is asked for."""
        if name in self._named:
            return ""
        self._named.add(name)
        return f' id="{name}"{more}'


def _tag_of(one: _Open) -> str:
    if one.mark.layer == "passage":
        return "mark"
    return "a" if one.link and one.mark.readings[0].to is not None else "span"


def _bracket(side: str, mark: Mark) -> str:
    return f'<i class="{side}" data-level="{mark.level}"></i>'


def _nth(reading: Opens) -> str:
    number, line = reading.number, reading.to or ""
    return f'<a class="nth" href="{to(line)}" aria-label="Line {number}" data-nth="{number}"></a>'

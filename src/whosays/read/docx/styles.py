"""The styles of a Word document, as far as they say what a paragraph is.

Word keeps the English names of its own styles in every language, and so do programs that write its format.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from whosays.records import BlockKind

_HEADING = re.compile(r"heading ([1-9])")
_LIST = re.compile(r"list (?:bullet|number|paragraph)? ?([2-5])?")
_QUOTES = frozenset({"quote", "intense quote", "block text", "quotations"})
_CONTENTS = re.compile(r"toc [1-9]")
_LONGEST_CHAIN = 20
_BODY_TEXT = 9
"""The outline level of what is no heading."""


class Form(NamedTuple):
    """What a paragraph is."""

    kind: BlockKind
    level: int = 0
    title: bool = False
    contents: bool = False
    """A line of the table of contents."""


class Styles:
    """Styles by id. `root`: the element `w:styles`, or `None`."""

    def __init__(self, root: Any | None) -> None:
        styles = root.iter(qn("w:style")) if root is not None else ()
        self._styles = {style.get(qn("w:styleId")): style for style in styles}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in {"1", "true"}
            ),
            None,
        )
        self._chain = cache(self._chain_of)

    def form(self, paragraph: Any) -> Form:
        """What a `w:p` is, by its own properties first, then by its style and those it comes from."""
        own = paragraph.find(qn("w:pPr"))
        chain = self._chain(_value(own, "w:pStyle") or self._default)
        names = [(_value(style, "w:name") or "").casefold() for style in chain]
        properties = [own, *(style.find(qn("w:pPr")) for style in chain)]
        if any(_CONTENTS.fullmatch(name) for name in names):
            return Form("paragraph", contents=True)
        if "title" in names:
            return Form("heading", 1, title=True)
        level = _heading_level(names, properties)
        if level:
            return Form("heading", level)
        depth = _item_depth(names, properties)
        if depth:
            return Form("item", depth)
        return Form("quote", 1) if not _QUOTES.isdisjoint(names) else Form("paragraph")

    def on(self, paragraph: Any, tag: str) -> bool:
        """Is a switch such as `w:pageBreakBefore` on?"""
        own = paragraph.find(qn("w:pPr"))
        chain = self._chain(_value(own, "w:pStyle") or self._default)
        return any(
            is_on(each.find(qn(tag)))
            for each in [own, *(style.find(qn("w:pPr")) for style in chain)]
            if each is not None and each.find(qn(tag)) is not None
        )

    def _chain_of(self, key: str | None) -> tuple[Any, ...]:
        chain: list[Any] = []
        while key in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[key])
            key = _value(chain[-1], "w:basedOn")
        return tuple(chain)


def is_on(switch: Any | None) -> bool:
    """An element of on or off: on where it stands without a value."""
    return switch is not None and switch.get(qn("w:val"), "1") not in {"0", "false", "off"}


def _heading_level(names: list[str], properties: list[Any]) -> int:
    """1 to 6, or 0. The nearest that says something counts."""
    outline = next((told for each in properties if (told := _value(each, "w:outlineLvl")) is not None), None)
    if outline is not None and outline.isdigit() and int(outline) != _BODY_TEXT:
        return min(int(outline) + 1, 6)
    if outline is not None:
        return 0
    found = next((match for name in names if (match := _HEADING.fullmatch(name))), None)
    return min(int(found[1]), 6) if found else 0


def _item_depth(names: list[str], properties: list[Any]) -> int:
    """Depth from 1 of a list item, or 0."""
    for each in properties:
        numbering = each.find(qn("w:numPr")) if each is not None else None
        if numbering is None:
            continue
        number, level = _value(numbering, "w:numId"), _value(numbering, "w:ilvl")
        if number == "0":  # the style's numbering is taken off again
            return 0
        named = next((match[1] for name in names if (match := _LIST.fullmatch(name)) and match[1]), None)
        if level is not None and level.isdigit():
            return min(int(level) + 1, 9)
        return int(named or 1)
    return 0


def _value(parent: Any | None, tag: str) -> str | None:
    child = parent.find(qn(tag)) if parent is not None else None
    told = child.get(qn("w:val")) if child is not None else None
    return None if told is None else str(told)

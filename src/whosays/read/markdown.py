"""Markdown: the words as they are shown, with headings, lists, quotations and tables as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from whosays.errors import Refused
from whosays.plugins import Limits, Raw, Reader, Refusal
from whosays.read import imprint
from whosays.read.addresses import absolute
from whosays.read.encoding import text_from
from whosays.read.layout import Layout
from whosays.records import BlockKind, Document

MEDIA_TYPE = "text/markdown"
DEEPEST = 50
"""Quotations, lists and emphasis in each other; what lies deeper is left out, and said to be."""
_FRONT = re.compile(r"\A\ufeff?---[ \t]{0,20}\r?\n")
_FRONT_END = re.compile(r"^(?:---|\.\.\.)[ \t]{0,20}\r?$", re.M)
_LONGEST_FRONT = 20_000
_TAG = re.compile(r"<[/!?a-zA-Z][^<>]{0,2000}>")
_UNSEEN = re.compile(r"<(script|style|template|svg)\b", re.I)
_BLANK = re.compile(r"\n[ \t]{0,80}\n")


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": DEEPEST, "html": True}).enable(["table", "strikethrough"])


def read_markdown(raw: Raw, limits: Limits) -> Iterator[Document | Raw | Refusal]:
    """The document in a file of Markdown."""
    text, notes = text_from(raw.read(limits.markup_bytes), most=limits.characters)
    front, body = _front_matter(text)
    layout, heading, deepest = _laid_out(body)
    if deepest >= DEEPEST - 1:
        notes = (*notes, f"nested more than {DEEPEST} deep; what lies deeper was left out")
    if not layout.text:
        raise Refused(f"nested more than {DEEPEST} deep" if deepest >= DEEPEST - 1 else "no text in it")
    yield Document(
        id="",
        source=raw.source,
        format=MEDIA_TYPE,
        title=_line(front.get("title")) or heading,
        publisher=_line(front.get("publisher") or front.get("site")),
        byline=_names(front.get("author", front.get("authors", front.get("byline")))),
        published=_date(front.get("date", front.get("published"))),
        url=absolute(_line(front.get("url") or front.get("canonical_url"))),
        text=layout.text,
        blocks=layout.blocks,
        notes=notes,
    )


# ── front matter ──────────────────────────────────────────────────────────────────────────────────


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    """YAML between two lines of dashes at the top, and what follows it."""
    begin = _FRONT.match(text)
    end = _FRONT_END.search(text, begin.end(), begin.end() + _LONGEST_FRONT) if begin else None
    if begin is None or end is None:
        return {}, text
    matter = text[begin.end() : end.start()]
    try:
        # Anchors and aliases can be made to swell; no report needs them.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(matter, Loader=yaml.SafeLoader)):
            return {}, text
        found = yaml.safe_load(matter)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text
    if not isinstance(found, dict):
        return {}, text
    return {str(key).lower(): value for key, value in found.items()}, text[end.end() :]


def _line(value: object) -> str | None:
    return " ".join(str(value).split()) or None if isinstance(value, str | int | float) else None


def _names(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    found = (imprint.names(name) for each in values if (name := _line(each)))
    return tuple(dict.fromkeys(name for names in found for name in names))


def _date(value: object) -> str | None:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return imprint.date_from_metadata(text) if (text := _line(value)) else None


# ── text ──────────────────────────────────────────────────────────────────────────────────────────


def _laid_out(body: str) -> tuple[Layout, str | None, int]:
    """The blocks, the first heading of the first level, and how deep they are nested."""
    walk = _Walk()
    deepest = 0
    for token in _parser().parse(body):
        walk.take(token)
        deepest = max(deepest, token.level, *(child.level for child in token.children or ()))
    return walk.layout, walk.title, deepest


class _Walk:
    """A walk through the tokens of a document."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.title: str | None = None
        self._around: list[str] = []
        self._heading = 0
        self._fresh = False
        self._row = -1
        self._column = -1

    def take(self, token: Token) -> None:
        """The next token."""
        if token.type in {"blockquote_open", "list_item_open"}:
            self._around.append(token.type.removesuffix("_open"))
            self._fresh = True
        elif token.type in {"blockquote_close", "list_item_close"}:
            self._around.pop()
        elif token.type == "heading_open":
            self._heading = int(token.tag[1])
        elif token.type == "heading_close":
            self._heading = 0
        elif token.tag in {"table", "tr", "th", "td"}:
            self._in_table(token)
        elif token.type == "inline":
            self._add(_visible(token.children or ()))
        elif token.type in {"fence", "code_block"}:
            for part in _BLANK.split(token.content):
                self._add(part)
        elif token.type == "html_block":
            self._html(token.content)

    def _in_table(self, token: Token) -> None:
        if token.type == "table_open":
            self._row = -1
        elif token.type == "tr_open":
            self._row, self._column = self._row + 1, -1
        elif token.type in {"th_open", "td_open"}:
            self._column += 1
        elif token.type == "tr_close":
            self._column = -1

    def _html(self, content: str) -> None:
        """The words between tags; nothing of scripts and styles."""
        if not _UNSEEN.search(content):
            for part in _BLANK.split(_TAG.sub(" ", content)):
                self._add(part)

    def _add(self, text: str) -> None:
        if self._heading and self.title is None and self._heading == 1:
            self.title = " ".join(text.split()) or None
        kind, level = self._kind()
        if kind == "cell":
            self.layout.add(kind, text, row=self._row, column=self._column)
        else:
            self.layout.add(kind, text, level=level)
        self._fresh = False

    def _kind(self) -> tuple[BlockKind, int]:
        if self._column >= 0:
            return "cell", 0
        if self._heading:
            return "heading", self._heading
        if not self._around:
            return "paragraph", 0
        if self._around[-1] == "blockquote":
            return "quote", self._around.count("blockquote")
        # What follows the first paragraph of an item belongs to it, but is no further item.
        return ("item", self._around.count("list_item")) if self._fresh else ("paragraph", 0)


def _visible(tokens: Sequence[Token]) -> str:
    """The words of a line as they are shown: no marks, no addresses, no tags, no pictures."""
    parts: list[str] = []
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
    return "".join(parts)


READERS: tuple[Reader, ...] = (
    Reader(
        name="markdown", media_type=MEDIA_TYPE, suffixes=(".md", ".markdown", ".mdown"), run=read_markdown
    ),
)

"""A passage in its context: what stands before it and after it in the document."""

from __future__ import annotations

import msgspec

from whosays.records import Document

CONTEXT = 320
"""Code points shown on either side, at most."""
WORD = 30
"""How far, in code points, the cut may move to fall between words."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """The exact words, with their surroundings; the three together are one stretch of the text."""

    before: str
    words: str
    after: str
    heading: str | None
    """The heading that the passage stands under."""
    page: int | None
    """The page, where the document has page breaks."""
    cut_before: bool
    cut_after: bool


def passage(document: Document, start: int, end: int, context: int = CONTEXT) -> Passage:
    """The passage from `start` to `end`, with up to `context` code points on either side, cut at words."""
    text = document.text
    first, last = max(0, start - context), min(len(text), end + context)
    if first > 0:
        first = next((at + 1 for at in range(first, min(first + WORD, start)) if text[at].isspace()), first)
    if last < len(text):
        last = next((at for at in range(last - 1, max(last - WORD, end) - 1, -1) if text[at].isspace()), last)
    return Passage(
        before=text[first:start],
        words=text[start:end],
        after=text[end:last],
        heading=_heading(document, start),
        page=_page(document, start),
        cut_before=first > 0,
        cut_after=last < len(text),
    )


def _heading(document: Document, start: int) -> str | None:
    above = [b for b in document.blocks if b.kind == "heading" and b.end <= start]
    return document.words((above[-1].start, above[-1].end)) if above else None


def _page(document: Document, start: int) -> int | None:
    breaks = [b for b in document.blocks if b.kind == "page-break"]
    if not breaks:
        return None
    return max((b.level for b in breaks if b.start < start), default=1)

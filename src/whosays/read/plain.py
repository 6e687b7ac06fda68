"""Plain text: not a character is changed, and blocks are found where they are plain to see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosays.plugins import Limits, Raw, Reader, Refusal
from whosays.read.encoding import text_from
from whosays.read.plain_blocks import layout_of
from whosays.records import Document

MEDIA_TYPE = "text/plain"
_CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{1,40})", re.I)


def document_from_text(text: str, *, source: str, notes: tuple[str, ...] = ()) -> Document:
    """The document that a text is: its blocks, and title and byline where they stand plainly at its head."""
    layout = layout_of(text)
    return Document(
        id="",
        source=source,
        format=MEDIA_TYPE,
        title=layout.title,
        byline=layout.byline,
        text=text,
        blocks=layout.blocks,
        notes=notes,
    )


def _read(raw: Raw, limits: Limits) -> Iterator[Document | Raw | Refusal]:
    charset = _CHARSET.search(raw.media_type or "")
    text, notes = text_from(
        raw.read(limits.file_bytes), charset=charset[1] if charset else None, most=limits.characters
    )
    yield document_from_text(text, source=raw.source, notes=notes)


READERS: tuple[Reader, ...] = (
    Reader(name="plain", media_type=MEDIA_TYPE, suffixes=(".txt", ".text", ".asc"), run=_read),
)

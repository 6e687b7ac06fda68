"""Web pages: the main text, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whosays.errors import Refused
from whosays.plugins import Limits, Raw, Reader, Refusal
from whosays.read.html.main_text import main_text
from whosays.read.html.metadata import page_metadata
from whosays.read.html.pieces import FURNITURE, Piece, pieces_of
from whosays.read.html.republished import republished_from
from whosays.read.html.tree import tree_of
from whosays.read.layout import Layout
from whosays.read.republished import LONGEST
from whosays.records import Document

MEDIA_TYPE = "text/html"

_NOTES_AT_ENDS = 4
"""Pieces at either end of the text that may say whose it was first."""
_DOCTYPE = re.compile(
    rb"\A[\s\xef\xbb\xbf]{0,200}(?:<\?xml[^<>]{0,200}\?>\s{0,100})?(?:<!--[^<>]{0,500}-->\s{0,100}){0,3}"
    rb"<(?:!doctype\s{1,10}html|html|head|body)[\s>]",
    re.I,
)
_CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{1,40})", re.I)


def document_from_html(
    data: bytes, *, source: str, limits: Limits, charset: str | None = None, url: str | None = None
) -> Document:
    """The document that a page is. `Refused` where it has no text or is past the limits.

    `charset`: what the carrier says of the encoding; `url`: where the page was found, if that is known.
    """
    root, notes = tree_of(data, limits, charset)
    body = root.find("body")
    pieces = pieces_of(root if body is None else body)
    if not pieces:
        raise Refused("no text in it")
    found = main_text(root, pieces)
    about = page_metadata(root, pieces, found.title, url)
    layout = laid_out(found.pieces)
    if not layout.text:
        raise Refused("no text in it")
    if len(layout.text) > limits.characters:
        raise Refused(f"its text has {len(layout.text):,} characters, the limit is {limits.characters:,}")
    return Document(
        id="",
        source=source,
        format=MEDIA_TYPE,
        title=about.title,
        publisher=about.publisher,
        byline=about.byline,
        published=about.published,
        canonical_url=about.canonical,
        republished_from=republished_from(
            meta=about.meta,
            nodes=about.nodes,
            lines=_ends(pieces, found.pieces),
            canonical=about.canonical,
            own=about.own_url if url or "og:url" in about.meta else None,
            publisher=about.publisher,
        ),
        text=layout.text,
        blocks=layout.blocks,
        notes=(*notes, *found.notes),
    )


def laid_out(pieces: Sequence[Piece]) -> Layout:
    """The text of pieces, with their blocks."""
    layout = Layout()
    for piece in pieces:
        layout.add(piece.kind, piece.text, level=piece.level, row=piece.row, column=piece.column)
    return layout


def _ends(pieces: Sequence[Piece], chosen: Sequence[Piece]) -> list[str]:
    """The pieces around both ends of the text, where a page says whose it was."""
    first, last = pieces.index(chosen[0]), pieces.index(chosen[-1])
    around = [
        *pieces[first : min(first + _NOTES_AT_ENDS, last + 1)],
        *pieces[max(first, last + 1 - _NOTES_AT_ENDS) : last + 3],
    ]
    return [
        piece.text
        for piece in around
        if piece.stands != FURNITURE
        and piece.kind in {"paragraph", "item"}
        and len(piece.text) <= LONGEST * 2
    ]


def _read(raw: Raw, limits: Limits) -> Iterator[Document | Raw | Refusal]:
    charset = _CHARSET.search(raw.media_type or "")
    yield document_from_html(
        raw.read(limits.markup_bytes),
        source=raw.source,
        limits=limits,
        charset=charset[1] if charset else None,
        url=raw.given.url,
    )


def _sniff(head: bytes) -> bool:
    return _DOCTYPE.match(head) is not None


READERS: tuple[Reader, ...] = (
    Reader(name="html", media_type=MEDIA_TYPE, suffixes=(".html", ".htm", ".xhtml"), sniff=_sniff, run=_read),
)

"""One report as read: its text, how it was laid out, what it says of itself, and the layers found in it."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from whosays.records.layers import (
    Attribution,
    Entity,
    Foreign,
    Mention,
    Place,
    Quantity,
    Span,
    Statement,
    Time,
    Token,
    Word,
)

BlockKind = Literal["heading", "paragraph", "item", "quote", "cell", "page-break"]


class Block(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch of text that was laid out as one piece. Blocks never overlap and stand in text order."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    """heading: 1 to 6; item, quote: depth of nesting from 1; page-break: number of the page it opens."""
    row: int | None = None
    column: int | None = None


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the document itself says that it has a part of its text from."""

    kind: Literal["agency", "publisher", "author", "source"]
    """agency: a news agency; publisher: another outlet or reference work; author: who wrote or spoke these
    words (a letter, a message passed on, an interview); source: whoever else the information is from."""
    name: str
    """As the document gives it."""
    span: Span | None = None
    """Where the text says so; `None`: only its metadata do."""
    covers: tuple[Span, ...]
    """What is from there."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A report. Its text is fixed when it is read; everything else points into it by code points."""

    id: str
    """SHA-256 of the file's bytes, in hex."""
    source: str
    """Path or URL as given; a member of a container is `container!/member`."""
    format: str
    """Media type, as read: `text/html`, `application/pdf` …"""
    title: str | None = None
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    """EDTF; the document's own date."""
    url: str | None = None
    canonical_url: str | None = None
    republished_from: str | None = None
    """The first publisher, where a page says that it republishes another's text."""
    credits: tuple[Credit, ...] = ()
    """Whom its parts are from, the widest first."""
    language: str | None = None
    text: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    """What the reader had to guess or leave out, and which findings of annotators were refused."""

    sentences: tuple[Span, ...] = ()
    tokens: tuple[Token, ...] = ()
    syntax: tuple[Word, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    statements: tuple[Statement, ...] = ()

    def having(self, **fields: Any) -> Document:
        """This document with `fields` in place of its own."""
        return msgspec.structs.replace(self, **fields)

    def words(self, span: Span) -> str:
        """The exact words of a passage."""
        return self.text[span[0] : span[1]]

    def contract(self) -> dict[str, Any]:
        """The annotation contract's form: plain lists and dictionaries, words and their syntax left out."""
        plain: dict[str, Any] = msgspec.to_builtins(self.having(tokens=(), syntax=()))
        del plain["tokens"], plain["syntax"]
        return plain


def encode(document: Document) -> bytes:
    """A document with all its layers as JSON (UTF-8); `decode` takes it back unchanged."""
    return msgspec.json.encode(document)


def decode(data: bytes) -> Document:
    """The document that `encode` wrote."""
    return msgspec.json.decode(data, type=Document)

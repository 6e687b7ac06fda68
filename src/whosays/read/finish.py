"""The last touch on what a reader gives: what is known from outside laid over it, and everything checked."""

from __future__ import annotations

import re

from whosays.errors import Refused
from whosays.read.credits import credited
from whosays.read.dateline import day_of
from whosays.records import Block, Document, Given
from whosays.records.edtf import is_edtf

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
LONGEST = 2_000
"""Code points of a title, a name or an address; what is longer is none."""


def finished(document: Document, *, sha256: str, source: str, given: Given, most: int) -> Document:
    """`document` with its identity, with `given` over its own metadata; `Refused` where it is not sound.

    `most`: code points that its text may have.
    """
    text, notes = document.text, list(document.notes)
    if not text.strip():
        raise Refused("no text in it")
    if len(text) > most:
        raise Refused(f"its text has {len(text):,} characters, the limit is {most:,}")
    if not _in_order(document.blocks, len(text)):
        raise Refused("its reader gave blocks that do not fit its text")
    if _LONE_SURROGATE.search(text):
        # No encoding can hold half a surrogate pair; one sign for one sign keeps the offsets.
        text = _LONE_SURROGATE.sub("\ufffd", text)
        notes.append("characters that are no characters (lone surrogates) were replaced by U+FFFD")
    published = _line(document.published)
    if published is not None and not is_edtf(published):
        notes.append(f"its date was not understood: {published[:60]!r}")
        published = None
    if published is None:
        published = day_of(document)
    own = Given(
        title=_line(document.title),
        publisher=_line(document.publisher),
        byline=tuple(name for each in document.byline if (name := _line(each))),
        published=published,
        url=_line(document.url),
    )
    told = given.over(own)
    done = document.having(
        id=sha256,
        source=source,
        text=text,
        notes=tuple(notes),
        title=told.title,
        publisher=told.publisher,
        byline=told.byline or (),
        published=told.published,
        url=told.url,
        canonical_url=_line(document.canonical_url),
        republished_from=_line(document.republished_from),
        language=_line(document.language),
    )
    return credited(done)


def _line(text: str | None) -> str | None:
    """Metadata on one line; what is empty is not known."""
    if text is None or len(text) > LONGEST:
        return None
    return " ".join(_CONTROL.sub(" ", text).split()) or None


def _in_order(blocks: tuple[Block, ...], length: int) -> bool:
    """Do blocks lie within the text, each after the one before it?"""
    at = 0
    for block in blocks:
        if not at <= block.start <= block.end <= length:
            return False
        at = block.end
    return True

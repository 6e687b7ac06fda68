"""Small readers and shortcuts for tests of containers: what a pile gives, without the readers of formats."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.plugins import Limits, Raw, Reader, Refusal
from whosays.read import archive, mail, warc
from whosays.read.dispatch import AlreadyKnown, Found, documents
from whosays.records import Block, Document


def _plain(raw: Raw, limits: Limits) -> Iterator[Document]:
    assert raw.data is not None, "a document is handed over as bytes"
    text = raw.data.decode("utf-8", "replace")
    yield Document(
        id="",
        source="",
        format="text/plain",
        text=text,
        blocks=(Block(start=0, end=len(text), kind="paragraph"),),
    )


PLAIN = Reader(name="plain", media_type="text/plain", suffixes=(".txt", ".text"), run=_plain)
PAGE = Reader(
    name="page",
    media_type="text/html",
    suffixes=(".html", ".htm"),
    sniff=lambda head: head.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")),
    run=_plain,
)
READERS = (*archive.READERS, *mail.READERS, *warc.READERS, PLAIN, PAGE)


def outcomes(raw: Raw, limits: Limits | None = None) -> list[Found | AlreadyKnown | Refusal]:
    """All that `raw` gives."""
    return list(documents(raw, limits or Limits(), readers=READERS))


def texts(found: list[Found | AlreadyKnown | Refusal]) -> dict[str, str]:
    """Text by source."""
    return {each.source: each.document.text for each in found if isinstance(each, Found)}


def reasons(found: list[Found | AlreadyKnown | Refusal]) -> dict[str, str]:
    """Reason by source, of what was not read."""
    return {each.source: each.reason for each in found if isinstance(each, Refusal)}

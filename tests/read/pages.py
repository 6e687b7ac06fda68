"""Small pages for the tests of the reader of web pages, built from their parts."""

from __future__ import annotations

from whosays.plugins import Limits
from whosays.read.html import document_from_html
from whosays.records import Document

LONG = (
    "The ferry to Ostrel did not sail on Monday because the crew had not been paid since the spring, "
    "the harbour office said, and nobody could tell when it would sail again."
)
LONGER = (
    "Two hundred people waited on the quay until the evening, among them a wedding party from the hills, "
    "and the baker of Ostrel gave them what he had left."
)


def page(body: str, head: str = "", limits: Limits | None = None, url: str | None = None) -> Document:
    """A page read: `head` and `body` as they stand in it."""
    html = (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    )
    return document_from_html(html.encode(), source="page.html", limits=limits or Limits(), url=url)


def blocks(document: Document) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    return [(block.kind, document.words((block.start, block.end))) for block in document.blocks]

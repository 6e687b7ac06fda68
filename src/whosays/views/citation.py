"""A passage as it is cited: in its exact words, with all that is needed to find it again."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec
from msgspec import field

from whosays.casebook.rows import DocumentRow
from whosays.records import Document
from whosays.records.edtf import bounds, is_edtf
from whosays.views.laid_out import page_at
from whosays.views.wording import date_words, harmless, one_line

AROUND = 32
"""Code points of a TextQuoteSelector before and after the words."""


class Quote(msgspec.Struct, frozen=True, kw_only=True, rename={"kind": "type"}):
    """W3C Web Annotation: TextQuoteSelector."""

    kind: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str
    prefix: str
    suffix: str


class Position(msgspec.Struct, frozen=True, kw_only=True, rename={"kind": "type"}):
    """W3C Web Annotation: TextPositionSelector, in code points of the text as it was read."""

    kind: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: int
    end: int


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """W3C Web Annotation: a passage of a source."""

    source: str
    """Its URL; `urn:sha256:…` of the original bytes where it has none."""
    selector: tuple[Quote, Position]


class WebAnnotation(
    msgspec.Struct, frozen=True, kw_only=True, rename={"context": "@context", "kind": "type"}
):
    """W3C Web Annotation of a passage."""

    context: Literal["http://www.w3.org/ns/anno.jsonld"] = "http://www.w3.org/ns/anno.jsonld"
    kind: Literal["Annotation"] = "Annotation"
    motivation: Literal["identifying"] = "identifying"
    created: str
    target: Target


class CslDate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename={"parts": "date-parts"}):
    """A date in CSL-JSON: as far as it is known, or in words."""

    parts: tuple[tuple[int, ...], ...] = ()
    literal: str = ""


class CslName(msgspec.Struct, frozen=True, kw_only=True):
    """A name in CSL-JSON, in one piece."""

    literal: str


class CslItem(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={"kind": "type", "url": "URL", "container": "container-title"},
):
    """A document in CSL-JSON."""

    id: str
    kind: str = field(default_factory=lambda: "document")
    title: str = ""
    author: tuple[CslName, ...] = ()
    publisher: str = ""
    issued: CslDate | None = None
    accessed: CslDate | None = None
    url: str = ""
    page: str = ""
    note: str = ""


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """A passage, and where it stands."""

    document: str
    start: int
    end: int
    words: str
    """The exact words, `text[start:end]`."""
    title: str | None
    publisher: str | None
    byline: tuple[str, ...]
    published: str | None
    url: str | None
    sha256: str
    """Of the original bytes."""
    page: int | None
    read: str | None
    """When the document was read, UTC."""
    cited: str
    """The day of citing."""
    text: str
    """All of it to be copied."""
    annotation: WebAnnotation
    csl: CslItem


def cited(
    document: Document, row: DocumentRow, start: int, end: int, *, read: str | None, today: date
) -> Citation:
    """The citation of the passage from `start` to `end`."""
    text = document.text
    words = text[start:end]
    url = row.canonical_url or row.url
    page = page_at(document.blocks, start)
    return Citation(
        document=row.key,
        start=start,
        end=end,
        words=words,
        title=row.title,
        publisher=row.publisher,
        byline=row.byline,
        published=row.published,
        url=url,
        sha256=row.sha256,
        page=page,
        read=read,
        cited=today.isoformat(),
        text=_plain(words, row, url, page, start, end, read, today),
        annotation=WebAnnotation(
            created=f"{today.isoformat()}T00:00:00Z",
            target=Target(
                source=url or f"urn:sha256:{row.sha256}",
                selector=(
                    Quote(
                        exact=words,
                        prefix=text[max(0, start - AROUND) : start],
                        suffix=text[end : end + AROUND],
                    ),
                    Position(start=start, end=end),
                ),
            ),
        ),
        csl=CslItem(
            id=row.key,
            title=row.title or "",
            author=tuple(CslName(literal=name) for name in row.byline),
            publisher=row.publisher or "",
            issued=_csl_date(row.published),
            accessed=None if read is None else _csl_date(read[:10]),
            url=url or "",
            page="" if page is None else str(page),
            note=f"characters {start} to {end} of the text as read; SHA-256 of the original: {row.sha256}",
        ),
    )


def _plain(
    words: str,
    row: DocumentRow,
    url: str | None,
    page: int | None,
    start: int,
    end: int,
    read: str | None,
    today: date,
) -> str:
    head = [*row.byline, f"“{row.title}”" if row.title else "", row.publisher or ""]
    told = [one_line(piece) for piece in head if piece]
    told.append(date_words(row.published))
    if page is not None:
        told.append(f"page {page}")
    lines = [
        f"“{harmless(words)}”",
        ", ".join(told) + ".",
        one_line(url) if url else "",
        f"Characters {start} to {end} of the text as read. SHA-256 of the original: {row.sha256}.",
        (f"Read {read[:10]}. " if read else "") + f"Cited {today.isoformat()}.",
    ]
    return "\n".join(line for line in lines if line)


def _csl_date(edtf: str | None) -> CslDate | None:
    if edtf is None:
        return None
    known = bounds(edtf) if is_edtf(edtf) else (None, None)
    if edtf.replace("-", "").isdigit() and known[0]:
        return CslDate(parts=(tuple(int(part) for part in edtf.split("-")),))
    return CslDate(literal=date_words(edtf))

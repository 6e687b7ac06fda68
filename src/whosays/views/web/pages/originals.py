"""The original of a document: to be taken away, never shown by the browser; pages of a PDF as pictures."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote, urlsplit

import msgspec
from msgspec import Meta
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from whosays.casebook.rows import DocumentRow
from whosays.engines.picture import Order, bare
from whosays.engines.picturing import draw
from whosays.errors import NotFound, Refused
from whosays.plugins import Limits
from whosays.records import Document, Span
from whosays.views.laid_out import PART, page_span
from whosays.views.web.page import Name, asked
from whosays.views.web.room import Ask, Room
from whosays.views.web.shelf import document_of, file_name, row_of

PDF = "application/pdf"
CHUNK = 1 << 18
"""Bytes of an original unpacked at a time."""
SANDBOX = "sandbox; default-src 'none'"


class _Original(msgspec.Struct, frozen=True):
    row: DocumentRow
    packed: bytes
    size: int


def _original(ask: Ask, id_: str) -> _Original:
    row = row_of(ask, id_)
    return _Original(row, ask.reader.original(row.key), ask.reader.original_size(row.key))


async def original(request: Request) -> Response:
    """The original bytes, as they were read."""
    room: Room = request.app.state.room
    id_: str = request.path_params["id"]
    found = await room.read(request.state.visitor, lambda ask: _original(ask, id_))
    return StreamingResponse(
        unpacked(found.packed, found.size),
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": disposition(found.row),
            "Content-Length": str(found.size),
            "Content-Security-Policy": SANDBOX,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-cache",
        },
    )


def unpacked(packed: bytes, size: int) -> Iterator[bytes]:
    """The bytes, some at a time, and never more than there should be."""
    unpacking, left = zlib.decompressobj(), size
    while left > 0:
        some = unpacking.decompress(packed, min(CHUNK, left))
        if not some:
            return
        packed = unpacking.unconsumed_tail
        left -= len(some)
        yield some


def disposition(row: DocumentRow) -> str:
    """A download under the file's own name, in ASCII and whole (RFC 6266)."""
    source = file_name(row.source)
    path = urlsplit(source).path if "://" in source else source
    name = re.split(r"[/\\]", path.rstrip("/\\"))[-1].strip(". ")[-200:] or row.key
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", name).strip("_.") or row.key
    whole = quote(name.encode("utf-8", "replace"), safe="")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}"


class PictureQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Which page of a PDF, and which passage is marked on it."""

    id: Name
    number: Annotated[int, Meta(ge=1, le=1_000_000)]
    at: Annotated[int, Meta(ge=0, le=1_000_000_000)] | None = None
    end: Annotated[int, Meta(ge=0, le=1_000_000_000)] | None = None


async def picture(request: Request) -> Response:
    """A page of a PDF, drawn by a process of its own."""
    room: Room = request.app.state.room
    wanted: PictureQuestion = asked(PictureQuestion, request)
    row = await room.read(request.state.visitor, lambda ask: row_of(ask, wanted.id))
    if row.format != PDF:
        raise NotFound("This document is no PDF: it has no pages to draw.")
    passage = (wanted.at, wanted.end) if wanted.at is not None and wanted.end is not None else None
    tag = f'"{row.sha256}-{wanted.number}-{passage}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    key = ("picture", row.key, tag)
    body = room.bodies.get(key)
    if body is None:
        try:
            async with room.pictures.taken():  # before the file is read: many at once would not fit in memory
                data, order = await room.read(
                    request.state.visitor, lambda ask: _ordered(ask, wanted, passage)
                )
                # Not on a thread of the room's: readers would wait for pictures.
                body = await run_in_threadpool(draw, data, order)
        except Refused as refused:
            raise HTTPException(422, f"Page {wanted.number} can’t be shown: {refused.reason}.") from refused
        room.bodies.put(key, body)
    return Response(body, media_type="image/png", headers=headers)


def _ordered(ask: Ask, wanted: PictureQuestion, passage: Span | None) -> tuple[bytes, Order]:
    found = _original(ask, wanted.id)
    if found.size > Limits().file_bytes:
        raise Refused("its file is too large to draw")
    data = b"".join(unpacked(found.packed, found.size))
    if passage is None:
        return data, Order(page=wanted.number)
    words, nth = _on_page(document_of(ask, wanted.id)[1], wanted.number, passage)
    return data, Order(page=wanted.number, words=words, nth=nth)


def _on_page(document: Document, number: int, passage: Span) -> tuple[str, int]:
    """What of a passage stands on a page, and how often the same words stand there before it."""
    first, last = page_span(document, number)
    start, end = max(first, passage[0]), min(last, passage[1], passage[0] + PART)
    words = document.text[start:end]
    wanted, before = bare(words)[0], bare(document.text[first:start])[0]
    return words, before.count(wanted) if wanted else 0


ROUTES = (
    Route("/document/{id}/original", original, name="original"),
    Route("/document/{id}/page/{number}.png", picture, name="picture"),
)

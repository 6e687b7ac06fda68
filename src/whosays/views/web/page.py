"""What a page is: an address, what may be asked of it, what it shows, as HTML, as JSON, and lists as CSV.

One function makes the page from a question and gives a Struct: the template shows it, the JSON beside it is
it, and OpenAPI describes it. So the three can't tell different things.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from whosays.errors import UsageError
from whosays.views.export.csv import cell
from whosays.views.web import csrf
from whosays.views.web.room import Ask, Room
from whosays.views.web.templating import render

Table = Callable[[Ask, Any], Iterable[Sequence[object]]]
"""The rows of a list, its head first; all of them, whatever part of it the page shows."""
SMALLEST_PACKED = 1_000
"""Bytes from which on an answer is compressed."""
JSON = "application/json"
HTML = "text/html; charset=utf-8"
CSV = "text/csv; charset=utf-8"
CSV_ROWS = 200
"""Sent at a time."""


Words = Annotated[str, Meta(max_length=400)]
Name = Annotated[str, Meta(min_length=1, max_length=400)]
"""An id, a type, a name: whatever picks something out."""
Limit = Annotated[int, Meta(ge=1, le=500, description="At most so many.")]
Offset = Annotated[int, Meta(ge=0, le=1_000_000_000, description="Leave out so many first.")]


class Nothing(msgspec.Struct, frozen=True, kw_only=True):
    """The question of a page of which nothing can be asked."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the reading room."""

    path: str
    """`/entity/{id}`; the JSON is at `/entity/{id}.json`, the CSV at `….csv`."""
    name: str
    summary: str
    """What it shows, in a line, for OpenAPI."""
    template: str | None
    """`None`: it is only read by programs."""
    make: Callable[[Ask, Any], Any]
    question: type
    answer: type
    table: Table | None = None
    kept: bool = True
    """May what was made for one visitor be shown again? Where not, the template has the `token` of forms."""
    desk: bool = False
    """Is it made where decisions are, one at a time?"""


def page(
    path: str,
    *,
    template: str | None,
    summary: str,
    table: Table | None = None,
    kept: bool = True,
    desk: bool = False,
) -> Callable[[Callable[[Ask, Any], Any]], Page]:
    """Makes a page of a function `(Ask, Question) -> Answer`, both Structs."""

    def made(function: Callable[[Ask, Any], Any]) -> Page:
        hints = get_type_hints(function)
        _, question, answer = hints.values()
        return Page(
            path=path,
            name=function.__name__,
            summary=summary,
            template=template,
            make=function,
            question=question,
            answer=answer,
            table=table,
            kept=kept,
            desk=desk,
        )

    return made


def routes(page: Page) -> Iterator[Route]:
    """Where a page is found; the forms with an ending first, since `{id}` would take them in."""
    base = "/index" if page.path == "/" else page.path
    yield Route(f"{base}.json", _answering(page, "json"), name=f"{page.name}_json")
    if page.table is not None:
        yield Route(f"{base}.csv", _answering(page, "csv"), name=f"{page.name}_csv")
    if page.template is not None:
        yield Route(page.path, _answering(page, "html"), name=page.name)


def _answering(page: Page, form: str) -> Callable[[Request], Any]:
    async def endpoint(request: Request) -> Response:
        room: Room = request.app.state.room
        question = asked(page.question, request)
        if form == "csv":
            return await _listed(page, room, request, question)
        visitor = request.state.visitor
        state = (await room.now()).state
        rights = "decide" if visitor.may_decide else "read"
        # Another visitor at the same browser: the page says who is signed in.
        who = hashlib.sha256(f"{visitor.signed_in} {visitor.name}".encode()).hexdigest()[:8]
        ending = f"{rights}-{who}-{form}"
        if page.kept and request.headers.get("if-none-match") == (tag := f'"{state}-{ending}"'):
            return Response(status_code=304, headers={"ETag": tag})
        packed = "gzip" in request.headers.get("accept-encoding", "")
        key = (form, rights, str(packed), visitor.name, str(request.url.path), str(request.url.query))
        body = room.bodies.get((state, *key)) if page.kept else None
        token = "" if page.kept or form == "json" else csrf.token(request)
        if body is None:

            def make(ask: Ask) -> tuple[str, bytes]:
                answer = page.make(ask, question)
                if form == "json":
                    made = msgspec.json.encode(answer)
                else:
                    text = render(page.template or "", ask, request.url, answer, token=token)
                    made = text.encode("utf-8", "backslashreplace")
                # A secret beside a visitor's own words must not be packed with them (BREACH).
                return ask.held.state, gzip.compress(made, 5, mtime=0) if packed and page.kept else made

            # Of the state it was made of, which may be a later one by now.
            state, made = await (room.at_desk if page.desk else room.read)(visitor, make)
            body = made
            if page.kept:
                room.bodies.put((state, *key), body)
        headers = {"Vary": "Accept-Encoding, Cookie"}
        headers |= (
            {"ETag": f'"{state}-{ending}"', "Cache-Control": "private, no-cache"}
            if page.kept
            else {"Cache-Control": "no-store"}
        )
        headers |= {"Content-Encoding": "gzip"} if packed and page.kept else {}
        response = Response(body, media_type=JSON if form == "json" else HTML, headers=headers)
        return csrf.remember(request, response)

    return endpoint


def warm(page: Page) -> Iterator[Callable[[Ask], object]]:
    """Makes what the first visitor of a page would have to wait for, where it is known what he asks."""
    if page.kept and "{" not in page.path:
        yield lambda ask: page.make(ask, page.question())


def asked(question: type, request: Request) -> Any:
    """What is asked, from the address; fields of a form that were left empty are not asked."""
    fields = _fields(question)
    given: dict[str, Any] = dict(request.path_params)
    for name in fields.keys() - request.path_params.keys():
        values = [value for value in request.query_params.getlist(name) if value != ""]
        if values:
            given[name] = values if _many(fields[name]) else values[-1]
    try:
        return msgspec.convert(given, question, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(f"What is asked is not understood: {error}.") from error


@cache
def _fields(question: type) -> dict[str, Any]:
    return {field.encode_name: field.type for field in msgspec.structs.fields(question)}


def _many(type_: Any) -> bool:
    return get_origin(type_) is tuple or any(get_origin(each) is tuple for each in get_args(type_))


async def _listed(page: Page, room: Room, request: Request, question: Any) -> Response:
    """The whole list as CSV, sent as it is made, from a Reader of its own: it may take long."""
    table = page.table
    assert table is not None

    def chunks() -> Iterator[bytes]:
        with room.own(request.state.visitor) as ask:
            for rows in batched(table(ask, question), CSV_ROWS):
                out = io.StringIO(newline="")
                csv.writer(out).writerows([cell(value) for value in row] for row in rows)
                yield out.getvalue().encode("utf-8", "backslashreplace")

    sent = chunks()
    # What can't be answered shows with the first rows: it must be told before anything is on its way.
    first = await run_in_threadpool(next, sent, b"")
    return StreamingResponse(
        chain((first,), sent),
        media_type=CSV,
        headers={
            "Content-Disposition": f'attachment; filename="{page.name}.csv"',
            "Cache-Control": "no-store",
        },
    )


def batched(rows: Iterable[Sequence[object]], size: int) -> Iterator[list[Sequence[object]]]:
    """Some rows at a time."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some

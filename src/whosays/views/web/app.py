"""The application: pages, assets and errors, behind the guard."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from whosays.errors import CasebookBusy, NotFound, UsageError, WhosaysError
from whosays.views.web import assets
from whosays.views.web.guard import Guard, House
from whosays.views.web.openapi import description
from whosays.views.web.page import JSON, Page, routes
from whosays.views.web.pages import PAGES, ROUTES
from whosays.views.web.room import Room
from whosays.views.web.selection import columns
from whosays.views.web.templating import environment


def create_app(case: str, house: House | None = None) -> Starlette:
    """The reading room of the casebook in the file `case`, under the rules of `house`."""
    room = Room(case)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        room.warm(columns)
        yield
        room.close()

    app = Starlette(
        routes=[
            Route("/openapi.json", _described(PAGES, room)),
            *assets.ROUTES,
            *ROUTES,
            *(route for page in PAGES for route in routes(page)),
        ],
        middleware=[Middleware(Guard, house=house or House())],
        exception_handlers={WhosaysError: _refused, HTTPException: _refused, Exception: _failed},
        lifespan=lifespan,
    )
    app.state.room = room
    return app


def _described(pages: Sequence[Page], room: Room) -> Callable[[Request], Awaitable[Response]]:
    body = msgspec.json.encode(description(pages, room.name))

    async def endpoint(request: Request) -> Response:
        return Response(body, media_type=JSON)

    return endpoint


async def _refused(request: Request, error: Exception) -> Response:
    """What can't be answered, and why, in the form that was asked for."""
    room: Room = request.app.state.room
    if isinstance(error, HTTPException):
        status, words = error.status_code, error.detail
    else:
        status = 404 if isinstance(error, NotFound) else 400 if isinstance(error, UsageError) else 503
        words = room.told(str(error))
        if isinstance(error, CasebookBusy):
            status = 503
            words = "Somebody else is writing to this casebook just now. Try again in a moment."
    return await _said(request, status, words)


async def _failed(request: Request, error: Exception) -> Response:
    return await _said(request, 500, "This page failed. What is kept in the casebook is untouched.")


async def _said(request: Request, status: int, words: str) -> Response:
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": words}, status_code=status)
    body = environment().get_template("error.html").render(status=status, words=words)
    return Response(body, status_code=status, media_type="text/html; charset=utf-8")

"""The application: pages, assets and errors, behind the guard."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from whosays.errors import CasebookBusy, NotFound, UsageError, WhosaysError
from whosays.views.web import assets
from whosays.views.web.guard import Guard, House
from whosays.views.web.openapi import description
from whosays.views.web.page import JSON, Page, routes, warm
from whosays.views.web.pages import PAGES, ROUTES
from whosays.views.web.refusing import said
from whosays.views.web.room import Room
from whosays.views.web.selection import columns
from whosays.views.web.templating import prepare


def create_app(case: str, house: House | None = None) -> Starlette:
    """The reading room of the casebook in the file `case`, under the rules of `house`."""
    house = house or House()
    room = Room(case, warm=[columns, *(made for page in PAGES for made in warm(page))])

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        threading.Thread(target=prepare, daemon=True).start()
        yield
        room.close()
        if house.door:
            house.door.close()

    app = Starlette(
        routes=[
            Route("/openapi.json", _described(PAGES, room)),
            *assets.ROUTES,
            *ROUTES,
            *(route for page in PAGES for route in routes(page)),
        ],
        middleware=[Middleware(Guard, house=house)],
        exception_handlers={WhosaysError: _refused, HTTPException: _refused},
        lifespan=lifespan,
    )
    app.state.room = room
    app.state.house = house
    return app


def _described(pages: Sequence[Page], room: Room) -> Callable[[Request], Awaitable[Response]]:
    body = msgspec.json.encode(description(pages, room.name))

    async def endpoint(request: Request) -> Response:
        return Response(body, media_type=JSON)

    return endpoint


async def _refused(request: Request, error: Exception) -> Response:
    """What can't be answered, and why, in the form that was asked for."""
    room: Room = request.app.state.room
    headers: Mapping[str, str] | None = None
    if isinstance(error, HTTPException):
        status, words, headers = error.status_code, room.told(error.detail), error.headers
    else:
        status = 404 if isinstance(error, NotFound) else 400 if isinstance(error, UsageError) else 503
        words = room.told(str(error))
        if isinstance(error, CasebookBusy):
            status = 503
            words = "Somebody else is writing to this casebook just now. Try again in a moment."
    return said(request.url.path, status, words, headers)

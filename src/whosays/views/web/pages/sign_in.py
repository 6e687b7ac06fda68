"""Signing in and out, where the reading room has a door."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from whosays.errors import UsageError
from whosays.views.web.access import Door, TooManyTries
from whosays.views.web.forms import fields
from whosays.views.web.guard import session_cookie, session_of
from whosays.views.web.templating import environment


async def _form(request: Request) -> Response:
    door = _door(request)
    there = local(request.query_params.get("next", "/"))
    if door is None or request.state.visitor.signed_in:
        return RedirectResponse(there, status_code=303)
    # Whoever follows a link from elsewhere comes without his cookie (SameSite=Strict); from here he has it.
    return _shown(door, there, again=request.headers.get("sec-fetch-site") == "cross-site")


async def _sign_in(request: Request) -> Response:
    door = _door(request)
    form = await fields(request)
    name, password, there = (form.get(field, "") for field in ("name", "password", "next"))
    there = local(there)
    if door is None:
        return RedirectResponse(there, status_code=303)
    address = request.client.host if request.client else ""
    try:
        session = await door.sign_in(name, password, address)
    except TooManyTries as error:
        headers = {"Retry-After": str(error.wait)}
        return _shown(door, there, name=name, problem=str(error), status=429, headers=headers)
    except UsageError:
        problem = "Nobody can sign in just now: the accounts cannot be read."
        return _shown(door, there, name=name, problem=problem, status=503)
    if session is None:
        problem = "This name and this password do not belong together."
        return _shown(door, there, name=name, problem=problem, status=401)
    return _let_in(request, door, session, there)


async def _enter(request: Request) -> Response:
    """By an address with a token; it does not stay in the address."""
    door = _door(request)
    session = door.enter(request.query_params.get("token", "")) if door and request.method == "GET" else None
    if door is None or session is None:
        return RedirectResponse("/", status_code=303)
    answer = _let_in(request, door, session, "/")
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


async def _sign_out(request: Request) -> Response:
    door = _door(request)
    if door:
        door.sign_out(session_of(request.scope))
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.headers["Set-Cookie"] = session_cookie(request.scope, "")
    return answer


def local(address: str) -> str:
    """An address of this reading room, or its first page: nobody is sent elsewhere after signing in."""
    outside = address.startswith("//") or "\\" in address or not address.isprintable() or " " in address
    return address if address.startswith("/") and not outside else "/"


def _door(request: Request) -> Door | None:
    door: Door | None = request.app.state.house.door
    return door


def _let_in(request: Request, door: Door, session: str, there: str) -> Response:
    door.sign_out(session_of(request.scope))  # whoever was here before
    answer = RedirectResponse(there, status_code=303)
    answer.headers["Set-Cookie"] = session_cookie(request.scope, session)
    return answer


def _shown(
    door: Door,
    there: str,
    *,
    name: str = "",
    problem: str = "",
    again: bool = False,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    template = environment().get_template("sign_in.html")
    body = template.render(
        next=there, name=name[:100], problem=problem, again=again, accounts=door.accounts is not None
    )
    return Response(body, status_code=status, media_type="text/html; charset=utf-8", headers=headers)


ROUTES = (
    Route("/sign-in", _form, methods=["GET"]),
    Route("/sign-in", _sign_in, methods=["POST"]),
    Route("/sign-out", _sign_out, methods=["POST"]),
    Route("/enter", _enter, methods=["GET"]),
)

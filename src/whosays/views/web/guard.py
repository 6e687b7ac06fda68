"""What every request has to pass, and what every answer carries."""

from __future__ import annotations

import asyncio
from urllib.parse import quote, unquote_to_bytes, urlsplit

import msgspec
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from whosays.errors import WhosaysError
from whosays.views.web.access import Door, Visitor
from whosays.views.web.refusing import said
from whosays.views.web.uploads import MOST

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": then browsers would not say where a form comes from, either.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "private, no-store",
}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SAFE = ("GET", "HEAD")
METHODS = (*SAFE, "POST")
OPEN = ("/assets/", "/sign-in", "/sign-out", "/enter")
"""What nobody has to be signed in for."""
UPLOADS = "/bring-in"
LONGEST_PATH = 2_000
LONGEST_QUERY = 8_000
SLOWEST = 4_096
"""Bytes a second: a body that comes more slowly is given up."""


class House(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of a reading room."""

    who: str = ""
    """Who reads where nobody has to sign in."""
    hosts: frozenset[str] = frozenset(LOOPBACK)
    """Under which names it answers: `NAME:PORT`, or `NAME` whatever the port."""
    door: Door | None = None
    """Where one signs in; `None`: nobody has to."""
    read_only: bool = False
    """Nobody may decide."""
    body_bytes: int = 256 << 10
    """Of what is sent."""
    upload_bytes: int = MOST
    """Of documents that are sent."""
    body_seconds: float = 20.0
    """How long a body may take, besides what its length takes at the slowest."""

    def visitor(self, scope: Scope) -> Visitor | None:
        """Who comes; `None`: he has to sign in."""
        if self.door is None:
            return Visitor(name=self.who, may_decide=not self.read_only)
        kind, _, bearer = Headers(scope=scope).get("authorization", "").partition(" ")
        there = self.door.visitor(session_of(scope), bearer.strip() if kind.lower() == "bearer" else None)
        if there and self.read_only:
            return msgspec.structs.replace(there, may_decide=False)
        return there


class Guard:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self._app = app
        self._house = house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in as a visitor, or refuse it; put the headers on what comes back."""
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, head=scope["method"] == "HEAD")
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        try:
            await self._app(scope, _Body(receive, self._most(scope), self._house.body_seconds), answer)
        except Exception:
            if not answer.begun:
                words = "This page failed. What is kept in the casebook is untouched."
                await said(scope["path"], 500, words)(scope, receive, answer)
            raise  # for the log

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        return (
            _misshapen(scope, headers)
            or self._stranger(scope, headers)
            or self._too_large(scope, headers)
            or self._unknown(scope)
        )

    def _stranger(self, scope: Scope, headers: Headers) -> Response | None:
        """A name that is not ours (DNS rebinding), or another site that sends something here (CSRF)."""
        hosts = headers.getlist("host")
        host = hosts[0].lower() if len(hosts) == 1 else ""
        if not self._is_ours(host, scope["scheme"]):
            words = (
                "This reading room does not answer under that name. Whoever serves it can allow it: "
                "whosays serve --allowed-host NAME"
            )
            return said(scope["path"], 421, words)
        if scope["method"] in SAFE:
            return _taken_elsewhere(scope, headers)
        own = f"{scope['scheme']}://{host}"
        from_here = [origin.lower() for origin in headers.getlist("origin")] == [own]
        if from_here and headers.get("sec-fetch-site", "same-origin") == "same-origin":
            return None
        return said(scope["path"], 403, "This was not sent from a page of this reading room.")

    def _is_ours(self, host: str, scheme: str) -> bool:
        try:
            there = urlsplit(f"//{host}")
            name, port = there.hostname, there.port
        except ValueError:
            return False
        if not name:
            return False
        shown = f"[{name}]" if ":" in name else name
        whole = f"{shown}:{port or {'https': 443}.get(scheme, 80)}"
        # Compared as it was sent: "user@name" or "name/path" are no hosts.
        if host not in {shown, f"{shown}:{port}"}:
            return False
        return shown in self._house.hosts or whole in self._house.hosts

    def _too_large(self, scope: Scope, headers: Headers) -> Response | None:
        length = headers.get("content-length", "0")
        if length.isascii() and length.isdigit() and len(length) < 20 and int(length) <= self._most(scope):
            return None
        return said(scope["path"], 413, _too_much(self._most(scope)), {"Connection": "close"})

    def _most(self, scope: Scope) -> int:
        uploads = scope["path"] == UPLOADS or scope["path"].startswith(f"{UPLOADS}/")
        return self._house.upload_bytes if uploads else self._house.body_bytes

    def _unknown(self, scope: Scope) -> Response | None:
        """Nobody is signed in, or he may not do that; who it is is known from here on."""
        path, method = scope["path"], scope["method"]
        is_open = any(path == each or (each.endswith("/") and path.startswith(each)) for each in OPEN)
        try:
            visitor = self._house.visitor(scope)
        except WhosaysError:
            return said(path, 503, "Nobody can sign in just now: the accounts cannot be read.")
        scope.setdefault("state", {})["visitor"] = visitor or Visitor(name="", may_decide=False)
        if is_open or (visitor and (method in SAFE or visitor.may_decide)):
            return None
        if visitor:
            return said(path, 403, "Here you may read, but not decide.")
        if path.endswith((".json", ".csv")) or method not in SAFE:
            return said(path, 401, "Sign in first.", {"WWW-Authenticate": "Bearer"})
        query = scope["query_string"].decode("ascii")
        wanted = quote(path) + (f"?{query}" if query else "")
        return RedirectResponse(f"/sign-in?next={quote(wanted, safe='/')}", status_code=303)


def cookie_name(scope: Scope) -> str:
    """Of the cookie that holds the session: browsers do not tell the ports of a machine apart, we do."""
    port = urlsplit(f"//{Headers(scope=scope).get('host', '')}").port
    if scope["scheme"] == "https":  # no other site of the domain can set one of this name
        return f"__Host-whosays-{port or 443}"
    return f"whosays-{port or 80}"


def session_of(scope: Scope) -> str:
    """The id of the session that a browser brings; empty: none."""
    wanted = cookie_name(scope)
    for each in Headers(scope=scope).get("cookie", "").split(";"):
        name, _, value = each.partition("=")
        if name.strip() == wanted:
            return value.strip()
    return ""


def session_cookie(scope: Scope, value: str) -> str:
    """The header that gives a browser its session; with no value, takes it."""
    told = f"{cookie_name(scope)}={value}; HttpOnly; Path=/; SameSite=Strict"
    return told + ("; Secure" if scope["scheme"] == "https" else "") + ("" if value else "; Max-Age=0")


def _misshapen(scope: Scope, headers: Headers) -> Response | None:
    """A request that no page of ours makes."""
    path, raw, query = scope["path"], scope.get("raw_path") or b"", scope["query_string"]
    if scope["method"] not in METHODS:
        return said(path, 405, "That cannot be done here.", {"Allow": ", ".join(METHODS)})
    if len(raw) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return said(path, 414, "That address is too long.")
    asked = unquote_to_bytes(raw) + unquote_to_bytes(query)
    sends = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
    if (
        not path.startswith("/")
        or path.startswith(("//", "/\\"))
        or not query.isascii()
        or b"\0" in asked
        or not _is_utf8(asked)
        or (sends and scope["method"] in SAFE)
        # Two lengths: a proxy and we might take different ones (request smuggling).
        or ("content-length" in headers and "transfer-encoding" in headers)
    ):
        return said(path, 400, "That request is not understood.")
    return None


def _taken_elsewhere(scope: Scope, headers: Headers) -> Response | None:
    """Another site may lead here. It may not have its visitor's browser fetch from here: what costs work, or
    tells by the time it takes what is in the casebook.
    """
    if headers.get("sec-fetch-site", "none") in {"same-origin", "none"}:
        return None
    if (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document"):
        return None
    return said(scope["path"], 403, "Other sites may lead here, but take nothing from here.")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _too_much(most: int) -> str:
    return f"That is too large: at most {most >> 20} MiB." if most >= 1 << 20 else "That is too large."


class _Body:
    """What is sent, within its limits: the application's `receive`."""

    def __init__(self, receive: Receive, most: int, seconds: float) -> None:
        self._receive = receive
        self._most = most
        self._taken = 0
        self._whole = False
        self._until = asyncio.get_running_loop().time() + seconds

    async def __call__(self) -> Message:
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._until + self._taken / SLOWEST):
                message = await self._receive()
        except TimeoutError:
            raise HTTPException(408, "That came too slowly.", {"Connection": "close"}) from None
        if message["type"] == "http.request":
            self._taken += len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
            if self._taken > self._most:
                raise HTTPException(413, _too_much(self._most), {"Connection": "close"})
        return message


class _Answer:
    """The application's `send`: puts the headers on, and of a page asked for by HEAD sends nothing else."""

    def __init__(self, send: Send, *, head: bool) -> None:
        self._send = send
        self._head = head
        self._done = False
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if self._done:
            return
        if message["type"] == "http.response.start":
            self.begun = True
            there = {name.lower() for name, _ in message["headers"]}
            added = ((name.lower().encode(), value.encode()) for name, value in HEADERS.items())
            message["headers"] = [*message["headers"], *(each for each in added if each[0] not in there)]
        await self._send(message)
        if self._head and self.begun:
            # At once: what a list would be is not worked out for nobody.
            self._done = True
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})

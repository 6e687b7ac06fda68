"""Forms that change something come from our own pages (CSRF).

A browser that is shown such a form keeps a random cookie; the form repeats it, signed with a key of this
process and for this visitor. Another site can neither read the page nor make the signature, even if it can
set cookies for this host, as whatever listens at another port can.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

COOKIE = "whosays_form"
FIELD = "token"
"""The name of the form's field."""
_KEY = secrets.token_bytes(32)
_BYTES = 24


def token(request: Request) -> str:
    """What forms that are shown in answer to this request have to send back; `remember` has to follow."""
    return _signed(request, _secret(request))


def remember(request: Request, response: Response) -> Response:
    """The same answer, which makes the browser keep what `token` was made from."""
    made = getattr(request.state, "form_secret", None)
    if made is not None:
        response.set_cookie(
            COOKIE, made, path="/", httponly=True, samesite="strict", secure=request.url.scheme == "https"
        )
    return response


def check(request: Request, given: object) -> None:
    """A form sent `given` as its token; 403 unless it was shown to this visitor in this browser."""
    secret = request.cookies.get(COOKIE, "")
    wanted = _signed(request, secret)
    if not (
        secret
        and isinstance(given, str)
        and hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
    ):
        raise HTTPException(
            403,
            "This form was not shown to you here, or too long ago. Go back, load the page, then send it.",
        )


def _secret(request: Request) -> str:
    there = request.cookies.get(COOKIE) or getattr(request.state, "form_secret", None)
    if not there:
        there = request.state.form_secret = secrets.token_urlsafe(_BYTES)
    return str(there)


def _signed(request: Request, secret: str) -> str:
    told = f"{secret}\n{request.state.visitor.name}".encode("utf-8", "backslashreplace")
    return hmac.new(_KEY, told, hashlib.sha256).hexdigest()

"""Forms that change something are sent from our own pages, by whom they were shown to."""

from __future__ import annotations

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from whosays.views.web import csrf
from whosays.views.web.access import Visitor


def asked(cookie: str | None = None, *, name: str = "ada") -> Request:
    headers = [(b"cookie", f"{csrf.COOKIE}={cookie}".encode())] if cookie else []
    visitor = Visitor(name=name, may_decide=True)
    return Request(
        {
            "type": "http",
            "method": "POST",
            "path": "/",
            "scheme": "http",
            "server": ("127.0.0.1", 80),
            "query_string": b"",
            "headers": headers,
            "state": {"visitor": visitor},
        }
    )


def test_a_form_that_was_shown_is_taken():
    shown = asked()
    token = csrf.token(shown)
    answer = csrf.remember(shown, Response())
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict"} <= set(cookie.split("; "))
    csrf.check(asked(cookie.split(";")[0].split("=")[1]), token)


@pytest.mark.parametrize("given", [None, "", "x", "ü"])
def test_a_form_without_its_token_is_refused(given: object):
    with pytest.raises(HTTPException):
        csrf.check(asked("known"), given)


def test_a_token_counts_only_with_its_cookie_and_for_its_visitor():
    token = csrf.token(asked("known"))
    csrf.check(asked("known"), token)
    for other in (asked(), asked("another"), asked("known", name="eve")):
        with pytest.raises(HTTPException):
            csrf.check(other, token)

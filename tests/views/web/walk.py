"""Every address of a reading room that a browser comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

import lxml.html
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.views.web.conftest import HERE
from whosays.casebook import Reader
from whosays.views.web.pages import PAGES
from whosays.views.web.templating import KINDS

MOST = 400
"""Addresses of one walk."""


def ids(case: str) -> dict[str, list[str]]:
    """What there is to ask for, by the first part of its address: "entity", "line" …"""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS.values()}
    with Reader.open(case) as reader:
        found["entity"] = [one.id for one in reader.entities()]
        found["line"] = [one.id for one in reader.lines()]
        found["document"] = [one.key for one in reader.documents()]
        claims = reader.weighed.claims(limit=100)
        found["claim"] = [one.id for one in claims]
        found["event"] = list(dict.fromkeys(one.topic for one in claims if one.topic.startswith("v-")))
        found["conflict"] = [one.id for one in reader.weighed.conflicts(limit=100)]
    return found


def pages(case: str) -> Iterator[str]:
    """The addresses of all pages, those of a thing once for each thing of its kind, in each form."""
    there = ids(case)
    for page in PAGES:
        base = "/index" if page.path == "/" else page.path
        forms = [
            f"{base}.json",
            *([f"{base}.csv"] if page.table else []),
            *([page.path] if page.template else []),
        ]
        for form in forms:
            if "{" not in form:
                yield form
            for id_ in there.get(form.split("/")[1], ()):
                if form.count("{") == 1:
                    yield re.sub(r"{[^}]*}", id_, form)


def walk(client: TestClient, case: str, most: int = MOST) -> Iterator[tuple[str, str, str]]:
    """Address, media type and text of all pages, and of what they lead to."""
    waiting = list(pages(case))
    seen: set[str] = set()
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if address in seen or address.startswith("/assets/"):
            continue
        seen.add(address)
        answer = client.get(address)
        kind = answer.headers.get("content-type", "").partition(";")[0]
        yield address, kind, answer.text
        if kind == "text/html" and answer.text:
            waiting += _leads(address, answer.text)


def _leads(address: str, text: str) -> Iterator[str]:
    for element in lxml.html.fromstring(text).iter("a", "form"):
        if element.tag == "form" and element.get("method", "get").lower() != "get":
            continue
        there = urldefrag(urljoin(HERE + address, element.get("href") or element.get("action") or "")).url
        if there.startswith(f"{HERE}/"):
            yield there.removeprefix(HERE)


def routes(client: TestClient) -> list[Route]:
    """All that is answered."""
    return [route for route in client.app.routes if isinstance(route, Route)]  # type: ignore[attr-defined]


def filled(path: str, value: str = "e-0") -> str:
    """A path with something in place of its parameters."""
    return re.sub(r"{[^}]*}", value, path)

"""What every request has to pass, and what every answer carries."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from tests.views.by_hand import report, said
from tests.views.web.conftest import HERE, Open
from whosays.views.web.guard import HEADERS, Guard, House

BLAST = "A bomb went off in Velm on 3 May 1994."
MARKET = report(BLAST, said(BLAST, day="1994-05-03"))
ANSWERED = ["/", "/chronology", "/chronology.json", "/chronology.csv", "/openapi.json"]


async def _reads(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that takes what it is sent."""
    try:
        while (await receive()).get("more_body"):
            pass
        status = 200
    except HTTPException as error:
        status = error.status_code
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def _post(house: House, *parts: bytes, pause: float = 0.0, path: str = "/x") -> int:
    """The status with which a body of these parts is answered; `pause` seconds lie between them."""
    left = list(parts)
    statuses: list[int] = []

    async def receive() -> Message:
        await asyncio.sleep(pause)
        body = left.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(left)}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope: dict[str, Any] = {
        "type": "http",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:8040"), (b"origin", HERE.encode())],
    }
    asyncio.run(Guard(_reads, house)(scope, receive, send))
    (status,) = statuses
    return status


def test_a_body_that_comes_too_slowly_is_given_up():
    house = House(body_seconds=0.2)
    assert _post(house, b"x", b"x") == 200
    assert _post(house, *[b"x"] * 50, pause=0.03) == 408


def test_a_long_body_that_keeps_coming_may_take_longer():
    house = House(body_seconds=0.2, body_bytes=1 << 20)
    assert _post(house, *[b"x" * 4_096] * 12, pause=0.03) == 200


def test_a_body_that_does_not_say_how_long_it_is_has_the_same_limit():
    assert _post(House(body_bytes=100), b"x" * 60, b"x" * 60) == 413


def test_documents_may_be_larger_than_what_is_decided():
    house = House(body_bytes=10, upload_bytes=100)
    assert _post(house, b"x" * 60) == 413
    assert _post(house, b"x" * 60, path="/bring-in") == 200


@pytest.mark.parametrize(
    "address", ["/chronology", "/chronology.csv", "/nothing", "/openapi.json", "/chronology?limit=x"]
)
def test_every_answer_carries_the_headers(room: Open, address: str):
    answer = room(MARKET).get(address)
    for name in HEADERS:
        assert name in answer.headers


@pytest.mark.parametrize(
    "address", ["/", "/chronology", "/chronology.json", "/chronology.csv", "/openapi.json"]
)
def test_the_head_of_a_page_is_that_of_the_page(room: Open, address: str):
    client = room(MARKET)
    head, whole = client.head(address), client.get(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_a_list_of_which_only_the_head_is_asked_for_is_not_made():
    sent: list[Message] = []

    async def streams(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(3):
            await send({"type": "http.response.body", "body": b"row", "more_body": True})

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "HEAD",
        "scheme": "http",
        "path": "/x",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
    }
    asyncio.run(Guard(streams, House())(scope, receive, send))
    assert [message.get("body") for message in sent] == [None, b""]


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "PROPFIND"])
def test_only_known_methods_are_answered(room: Open, method: str):
    answer = room(MARKET).request(method, "/chronology")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/entity/%00", 400),
        ("/entity/%ff", 400),
        ("/entity/%c0%ae", 400),
        ("/chronology?text=%00", 400),
        ("/chronology?text=%ff", 400),
        ("//elsewhere.example/", 400),
        ("/%5celsewhere.example/", 400),
        ("/" + "x" * 3_000, 414),
        ("/chronology?text=" + "x" * 9_000, 414),
        ("/entity/%e2%80%ae", 404),
    ],
)
def test_an_address_that_no_page_of_ours_has_is_refused(room: Open, address: str, status: int):
    assert room(MARKET).get(f"{HERE}{address}").status_code == status


def test_a_question_with_a_body_is_refused(room: Open):
    assert room(MARKET).request("GET", "/chronology", content=b"x").status_code == 400


def test_what_gives_two_lengths_is_refused(room: Open):
    headers = {"Content-Length": "5", "Transfer-Encoding": "chunked"}
    assert room(MARKET).post("/decide", headers=headers).status_code == 400


@pytest.mark.parametrize(
    ("site", "mode", "dest", "status"),
    [
        ("cross-site", "no-cors", "image", 403),
        ("cross-site", "no-cors", "script", 403),
        ("same-site", "cors", "empty", 403),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "navigate", "object", 403),
        ("cross-site", "navigate", "document", 200),
        ("none", "navigate", "document", 200),
        ("same-origin", "cors", "empty", 200),
    ],
)
def test_another_site_may_lead_here_but_fetch_nothing(
    room: Open, site: str, mode: str, dest: str, status: int
):
    told = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    client = room(MARKET)
    for address in ANSWERED:
        assert client.get(address, headers=told).status_code == status


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8040", 200),
        ("LOCALHOST", 200),
        ("[::1]:8040", 200),
        ("localhost.", 421),
        ("[::1", 421),
        ("x@localhost", 421),
        ("localhost/x", 421),
        ("localhost:x", 421),
        ("0.0.0.0", 421),
        ("", 421),
    ],
)
def test_it_answers_under_its_own_names_only(room: Open, host: str, status: int):
    assert room(MARKET).get("/chronology", headers={"Host": host}).status_code == status


def test_a_name_may_be_allowed_with_its_port(room: Open):
    client = room(MARKET, house=House(hosts=frozenset({"casebook.example", "10.0.0.7:8040"})))
    told = {
        host: client.get("/chronology", headers={"Host": host}).status_code
        for host in ("casebook.example", "casebook.example:99", "10.0.0.7:8040", "10.0.0.7:80", "localhost")
    }
    assert list(told.values()) == [200, 200, 200, 421, 421]


def test_two_names_at_once_are_none(room: Open):
    client = room(MARKET)
    request = client.build_request("GET", "/chronology")
    request.headers = type(request.headers)([("Host", "localhost"), ("Host", "elsewhere.example")])
    assert client.send(request).status_code == 421


def test_no_socket_is_opened(room: Open):
    with pytest.raises(WebSocketDisconnect), room(MARKET).websocket_connect("/chronology"):
        pass


def test_a_refusal_names_no_path(room: Open, tmp_path):
    client = room(MARKET)
    for address in ("/entity/e-0", "/document/x", "/claim/c-0", "/nothing", "/line/s-0", "/entity/e-0.json"):
        assert str(tmp_path) not in client.get(address).text

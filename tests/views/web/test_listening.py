"""The server has an end to its patience: on real sockets."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from whosays.errors import UsageError
from whosays.views.web import listening

SHORT = 0.4
"""Seconds of patience in these tests."""
ASKED = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "HEAD_SECONDS", SHORT)
    monkeypatch.setattr(listening, "TAKE_SECONDS", SHORT)


async def _answers(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        for stage in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{stage}.complete"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


async def _answers_much(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _answers(scope, receive, send)
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    for _ in range(1_000):
        await send({"type": "http.response.body", "body": b"x" * 65_536, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


@contextlib.contextmanager
def serving(app: ASGIApp) -> Iterator[tuple[uvicorn.Server, socket.socket]]:
    """A server, and a connection to it."""
    server = listening.server(app)
    with listening.listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            with socket.create_connection(listener.getsockname(), timeout=10) as connection:
                yield server, connection
        finally:
            server.should_exit = True
            thread.join()


def answered(connection: socket.socket) -> bool:
    """Did the whole answer come?"""
    told = b""
    while not told.endswith(b"ok") and (more := connection.recv(1_000)):
        told += more
    return told.startswith(b"HTTP/1.1 200")


def ended(connection: socket.socket) -> bool:
    """Has the other side let go? Waits for it."""
    try:
        while connection.recv(65_536):
            pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True


def test_a_head_that_does_not_come_is_not_waited_for():
    for begun in (b"", b"GET / HTTP/1.1\r\nHost: local"):
        with serving(_answers) as (_, connection):
            connection.sendall(begun)
            assert ended(connection)


def test_a_second_head_is_not_waited_for_either():
    with serving(_answers) as (_, connection):
        connection.sendall(ASKED)
        assert answered(connection)
        connection.sendall(b"GET / HT")
        assert ended(connection)


def test_a_connection_is_kept_for_the_next_question():
    with serving(_answers) as (_, connection):
        for _ in range(2):
            connection.sendall(ASKED)
            assert answered(connection)
            time.sleep(SHORT * 1.5)


def test_what_is_still_sent_after_the_answer_is_not_waited_for():
    with serving(_answers) as (_, connection):
        connection.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx")
        connection.settimeout(0.05)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            try:
                connection.sendall(b"x")
                if not connection.recv(1_000):
                    break
            except TimeoutError:
                continue
            except ConnectionError:
                break
        assert time.monotonic() < until


def test_whoever_does_not_take_what_he_asked_for_is_let_go():
    with serving(_answers_much) as (server, connection):
        connection.sendall(ASKED)
        until = time.monotonic() + 10
        while not server.server_state.connections and time.monotonic() < until:
            time.sleep(0.02)
        while server.server_state.connections and time.monotonic() < until:
            time.sleep(0.02)
        assert not server.server_state.connections


def test_a_head_without_end_is_refused():
    with serving(_answers) as (_, connection):
        connection.sendall(
            b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: " + b"x" * listening.HEAD_BYTES * 2
        )
        with contextlib.suppress(ConnectionError):
            assert connection.recv(1_000).startswith(b"HTTP/1.1 4")


def test_a_port_that_is_taken_is_told_with_what_to_do():
    with listening.listen("127.0.0.1", 0) as taken, pytest.raises(UsageError, match="--port"):
        listening.listen("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize(("host", "here"), [("127.0.0.1", True), ("localhost", True), ("0.0.0.0", False)])
def test_what_other_machines_reach_is_told_apart(host: str, here: bool):
    with listening.listen(host, 0) as listener:
        assert listening.is_loopback(listener) is here


@pytest.mark.parametrize("host", ["", "no such host", "a" * 300, "999.1.1.1"])
def test_what_is_no_address_is_told(host: str):
    with pytest.raises(UsageError):
        listening.listen(host or "\0", 0)

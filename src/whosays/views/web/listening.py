"""The server: where it listens, and how long it waits for whom."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import socket
from collections.abc import Sequence
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from whosays.errors import UsageError

HEAD_BYTES = 32 << 10
"""Of the address and the headers of a request."""
HEAD_SECONDS = 10.0
"""How long they may take."""
IDLE_SECONDS = 15
"""How long a connection is kept for the next request."""
TAKE_SECONDS = 60.0
"""How long nobody need take what is sent to him."""
CONNECTIONS = 256
"""At once; whoever comes then is told to come back."""
BACKLOG = 128
END_SECONDS = 3
"""How long those who are being answered are waited for at the end."""


class Patient(H11Protocol):
    """HTTP/1.1 with an end to patience.

    uvicorn waits for ever for the rest of a head, for what is still sent after the answer, and for whoever
    does not take what he asked for.
    """

    _waiting: asyncio.TimerHandle | None = None
    _sending: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody is there: his request has to come."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Part of a request."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """He is gone."""
        super().connection_lost(exc)
        for timer in (self._waiting, self._sending):
            if timer:
                timer.cancel()

    def pause_writing(self) -> None:
        """He takes nothing just now."""
        super().pause_writing()
        self._sending = self.loop.call_later(TAKE_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """He takes it."""
        super().resume_writing()
        if self._sending:
            self._sending.cancel()

    def _watch(self) -> None:
        """What he sends now is no body that is read: it has to end soon."""
        unread = self.conn.their_state is h11.IDLE or self.conn.our_state is h11.DONE
        if unread and self._waiting is None:
            self._waiting = self.loop.call_later(HEAD_SECONDS, self.transport.abort)
        elif not unread and self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None


def listen(host: str, port: int) -> socket.socket:
    """A socket at this address; `UsageError` where there is none to be had."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(
                f"Port {port} is in use on {host}. Give another, or 0 for any that is free: --port 0"
            ) from error
        raise UsageError(f"Nothing can listen at {host}, port {port}: {error.strerror}.") from error
    except UnicodeError as error:
        raise UsageError(f"{host!r} is no address.") from error


def is_loopback(listener: socket.socket) -> bool:
    """Does only this machine get there?"""
    return ipaddress.ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback


def shown(host: str, port: int) -> str:
    """Host and port as they stand in an address."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def server(app: ASGIApp, *, proxies: Sequence[str] = ()) -> uvicorn.Server:
    """What serves `app`; `proxies` are believed when they say for whom they ask."""
    settings: dict[str, Any] = {
        "http": Patient,
        "ws": "none",
        "lifespan": "on",
        "log_level": "warning",
        "server_header": False,
        "proxy_headers": bool(proxies),
        "forwarded_allow_ips": list(proxies),
        "limit_concurrency": CONNECTIONS,
        "backlog": BACKLOG,
        "timeout_keep_alive": IDLE_SECONDS,
        "timeout_graceful_shutdown": END_SECONDS,
        "h11_max_incomplete_event_size": HEAD_BYTES,
    }
    return uvicorn.Server(uvicorn.Config(app, **settings))

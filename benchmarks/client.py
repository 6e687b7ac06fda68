"""A reader of pages on a bare socket: what it measures is the server's time, not a library's."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import socket
import time
from dataclasses import dataclass

WAIT = 60.0
"""Seconds for an answer."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    first: float
    """Seconds from the question to the first byte."""
    size: int
    """Bytes of the body as sent."""
    text: str


class Connection:
    """One that is kept open, as browsers do; opened again where the server closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, address: str) -> Answer:
        """What is at `address`, packed as browsers take it."""
        return await asyncio.wait_for(self._get(address), WAIT)

    async def _get(self, address: str) -> Answer:
        again = self._streams is not None
        reader, writer = self._streams or await self._open()
        request = (
            f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nAccept: text/html\r\n"
            "Accept-Encoding: gzip\r\n\r\n"
        )
        began = time.perf_counter()
        try:
            writer.write(request.encode())
            first = await reader.readexactly(1)
        except (asyncio.IncompleteReadError, ConnectionError):
            self.close()
            if not again:
                raise
            return await self._get(address)
        waited = time.perf_counter() - began
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(head.split(" ", 2)[1])
        fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        body = await _body(reader, fields)
        if fields.get("connection") == "close":
            self.close()
        plain = gzip.decompress(body) if fields.get("content-encoding") == "gzip" else body
        return Answer(status, waited, len(body), plain.decode("utf-8", "replace"))

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
        return self._streams

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            with contextlib.suppress(OSError):
                self._streams[1].close()
            self._streams = None


async def _body(reader: asyncio.StreamReader, fields: dict[str, str]) -> bytes:
    if fields.get("transfer-encoding") != "chunked":
        return await reader.readexactly(int(fields.get("content-length", 0)))
    parts = []
    while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readuntil(b"\r\n")
    return b"".join(parts)


def free_port() -> int:
    """One that nobody listens at."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])

"""Files that a browser sends: written to a folder as they come, within limits, under names that are safe."""

from __future__ import annotations

import asyncio
import os
import time
import unicodedata
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from whosays.plugins import Refusal

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MOST = 256 << 20
"""Bytes of one form, whatever is in it."""
LONGEST_NAME = 255
"""Bytes of one name, as most file systems take them."""
LONGEST_PATH = 1_000
DEEPEST = 30
WINDOWS = ':*?"<>|'
"""No part of a name there."""
FIELD_BYTES = 10_000
"""Of a field that is no file."""
HEADER_BYTES = 10_000


class UploadLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody may send at a time. Sizes in bytes, times in seconds."""

    file_bytes: int = MOST
    bytes: int = MOST
    files: int = 20_000
    seconds: float = 3_600.0
    idle: float = 20.0
    """Without a byte."""
    grace: float = 30.0
    """Before it has to be quick."""
    rate: int = 2_000
    """Bytes a second at least, from then on."""


class Received(msgspec.Struct, kw_only=True):
    """What came."""

    files: int = 0
    refused: list[Refusal] = []


def megabytes(size: int) -> str:
    """A limit in words."""
    return f"{size / (1 << 20):,.0f} MiB" if size >= 1 << 20 else f"{size:,} bytes"


async def receive(
    request: Request, folder: Path, limits: UploadLimits, check: Callable[[str], None], token: str
) -> Received:
    """Write the files of a form to `folder`. `check` is given the field `token`, and raises if it is wrong.

    No file is written before that. `HTTPException` where a limit is passed or the form is none.
    """
    kind, told = parse_options_header(request.headers.get("content-type", ""))
    boundary = told.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise HTTPException(400, "That is not a form with files.")
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limits.bytes:
        raise HTTPException(413, _too_much(limits))
    form = _Form(folder, limits, check, token)
    try:
        parser = MultipartParser(boundary, form.callbacks())
        async for chunk in _bounded(request, limits):
            await asyncio.to_thread(parser.write, chunk)
        parser.finalize()
    except MultipartParseError as error:
        raise HTTPException(400, "The form came broken. Load the page again, then send it.") from error
    except ClientDisconnect as error:
        raise HTTPException(400, "The sending was broken off.") from error
    finally:
        form.close()
    form.require_token()
    if not form.ended:
        raise HTTPException(400, "The sending was broken off.")
    return form.received


async def _bounded(request: Request, limits: UploadLimits) -> AsyncIterator[bytes]:
    """What comes, as long as it is neither too much nor too slow."""
    began, size = time.monotonic(), 0
    stream = request.stream().__aiter__()
    while True:
        try:
            chunk = await asyncio.wait_for(anext(stream), limits.idle)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise HTTPException(408, "Nothing came for a while: the sending was cut off.") from None
        size += len(chunk)
        passed = time.monotonic() - began
        if size > limits.bytes:
            raise HTTPException(413, _too_much(limits))
        if passed > limits.seconds or (passed > limits.grace and size < passed * limits.rate):
            raise HTTPException(408, "It came too slowly: the sending was cut off.")
        if chunk:
            yield chunk


def _too_much(limits: UploadLimits) -> str:
    return f"Too much at a time: at most {megabytes(limits.bytes)} can be sent. Send fewer files."


class _Form:
    """A form as it comes, part by part."""

    def __init__(self, folder: Path, limits: UploadLimits, check: Callable[[str], None], token: str) -> None:
        self.received = Received()
        self.ended = False
        self._folder = folder
        self._limits = limits
        self._check = check
        self._token = token
        self._checked = False
        self._names: set[str] = set()
        self._start()

    def _start(self) -> None:
        self._header = self._value = b""
        self._headers: dict[bytes, bytes] = {}
        self._field = ""
        self._data = b""
        self._file: IO[bytes] | None = None
        self._path: Path | None = None
        self._name: str | None = None
        self._size = 0

    def callbacks(self) -> MultipartCallbacks:
        """What the parser calls."""
        return {
            "on_part_begin": self._start,
            "on_header_field": self._on_header_field,
            "on_header_value": self._on_header_value,
            "on_header_end": self._on_header_end,
            "on_headers_finished": self._on_headers_finished,
            "on_part_data": self._on_part_data,
            "on_part_end": self._on_part_end,
            "on_end": self._on_end,
        }

    def require_token(self) -> None:
        """The form had the token in it."""
        if not self._checked:
            self._check("")

    def close(self) -> None:
        """Let go of the file that is being written."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]
        self._not_too_long()

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        self._not_too_long()

    def _not_too_long(self) -> None:
        if len(self._header) + len(self._value) > HEADER_BYTES or len(self._headers) > 16:
            raise HTTPException(400, "The form came broken. Load the page again, then send it.")

    def _on_header_end(self) -> None:
        self._headers[self._header.lower()] = self._value
        self._header = self._value = b""

    def _on_headers_finished(self) -> None:
        _, told = parse_options_header(self._headers.get(b"content-disposition"))
        self._field = told.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" not in told:
            return
        self.require_token()
        self._name = name = told[b"filename"].decode("utf-8", "replace")
        if not name:  # a field of files in which none was chosen
            return
        self.received.files += 1
        if self.received.files > self._limits.files:
            raise HTTPException(413, f"Too many: at most {self._limits.files:,} files can be sent at a time.")
        self._open(name)

    def _open(self, name: str) -> None:
        safe = safe_name(name)
        if safe is None:
            self._refuse(name, "it has no name that a file can have")
        elif safe in self._names:
            self._refuse(safe, "another file of the same name was sent with it")
        else:
            self._name = safe
            self._names.add(safe)
            self._path = self._folder / safe
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self._path.open("xb")
            except OSError:
                self._refuse(safe, "it can't be kept under this name")

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._name is None:
            self._data += data[start:end]
            if len(self._data) > FIELD_BYTES:
                raise HTTPException(400, "The form came broken. Load the page again, then send it.")
            return
        self._size += end - start
        if self._file is None or self._path is None:
            return
        if self._size > self._limits.file_bytes:
            self.close()
            self._path.unlink()
            self._refuse(self._name, f"larger than {megabytes(self._limits.file_bytes)}")
            return
        try:
            self._file.write(memoryview(data)[start:end])
        except OSError as error:
            raise HTTPException(507, "There is no room for these files here.") from error

    def _on_part_end(self) -> None:
        self.close()
        if self._name is None and self._field == self._token:
            self._check(self._data.decode("utf-8", "replace"))
            self._checked = True

    def _on_end(self) -> None:
        self.ended = True

    def _refuse(self, name: str, reason: str) -> None:
        shown = name if len(name) <= LONGEST_PATH else f"{name[:LONGEST_PATH]} …"
        self.received.refused.append(Refusal(shown, reason))


def _harmful(character: str) -> bool:
    """On Windows `C:` leads to another drive, and `a.txt:b` to another stream of a file."""
    return unicodedata.category(character) in {"Cc", "Cs"} or (os.name == "nt" and character in WINDOWS)


def safe_name(name: str) -> str | None:
    """A name that a browser gave, folders and all, as one that stays within a folder; `None`: it has none."""
    parts = []
    for part in name.replace("\\", "/").split("/"):
        plain = "".join("\ufffd" if _harmful(character) else character for character in part).strip()
        if plain in {"", ".", ".."}:
            continue
        if len(os.fsencode(plain)) > LONGEST_NAME:
            return None
        parts.append(plain)
    safe = "/".join(parts)
    return safe if parts and len(parts) <= DEEPEST and len(os.fsencode(safe)) <= LONGEST_PATH else None

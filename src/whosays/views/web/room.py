"""What the pages share: the casebook's readers, what is kept until it changes, who asks."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from whosays.casebook import Reader
from whosays.engines.picturing import AT_ONCE
from whosays.errors import CasebookBusy
from whosays.views.web.access import Visitor
from whosays.views.web.bringing import Bringing
from whosays.views.web.turns import Turns

T = TypeVar("T")

READERS = 4
"""Threads that read, each with a connection of its own."""
MOST_WAITING = 16
"""For the one who decides, or for pictures; more are told to come back."""
KEPT_BYTES = 64 << 20
"""Of pages that were made and may be asked for again."""
ENTRY_BYTES = 1 << 10
"""What keeping a page takes besides."""


class Held:
    """Values of one state of the casebook, made once each."""

    def __init__(self, state: str) -> None:
        self.state = state
        self._lock = threading.Lock()
        self._values: dict[str, Future[Any]] = {}

    def get(self, name: str, make: Callable[[], T]) -> T:
        """The value of this name; the first who asks makes it, others wait for him."""
        with self._lock:
            there = self._values.get(name)
            future: Future[Any] = there or self._values.setdefault(name, Future())
        if there is None:
            try:
                future.set_result(make())
            except BaseException as error:
                with self._lock:
                    del self._values[name]
                future.set_exception(error)
        return cast("T", future.result())


class Recent:
    """The values that were asked for last, by what they are of."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of this key; it is made where it is not kept."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("T", self._kept[key])
        made = make()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What a page is made from, besides what it is asked for."""

    reader: Reader
    room: Room
    visitor: Visitor
    held: Held


class Bodies:
    """Pages that were made, the last used ones, within a number of bytes."""

    def __init__(self, most: int = KEPT_BYTES) -> None:
        self._most = most
        self._size = 0
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, ...], bytes] = OrderedDict()

    def get(self, key: tuple[str, ...]) -> bytes | None:
        """The page, if it is kept."""
        with self._lock:
            body = self._kept.get(key)
            if body is not None:
                self._kept.move_to_end(key)
            return body

    def put(self, key: tuple[str, ...], body: bytes) -> None:
        """Keep a page."""
        with self._lock:
            if (old := self._kept.pop(key, None)) is not None:
                self._size -= _weight(key, old)
            self._kept[key] = body
            self._size += _weight(key, body)
            while self._size > self._most:
                self._size -= _weight(*self._kept.popitem(last=False))


def _weight(key: tuple[str, ...], body: bytes) -> int:
    """With the address that it was asked for: that may be longer than the page."""
    return len(body) + sum(map(len, key)) + ENTRY_BYTES


class Room:
    """One casebook, served. `close` lets go of it."""

    def __init__(self, case: str, *, readers: int = READERS) -> None:
        self._watch = Reader.open(case)
        self.path = self._watch.path
        self.case = case
        self.name = Path(case).name
        self.bodies = Bodies()
        self.bringing = Bringing(case)
        self.pictures = Turns(at_once=AT_ONCE, waiting=MOST_WAITING)
        self._start = secrets.token_hex(6)
        self._seen = threading.local()
        self._readers: list[Reader] = []
        self._threads = ThreadPoolExecutor(readers, "read", self._open)
        self._desk = ThreadPoolExecutor(1, "decide")
        self._waiting = 0
        self._held = Held("")
        self._version, self._count = -1, 0
        self._lock = threading.Lock()

    def _open(self) -> None:
        self._seen.reader = Reader.open(self.case)
        self._readers.append(self._seen.reader)

    async def read(self, visitor: Visitor, make: Callable[[Ask], T]) -> T:
        """What `make` gives, on a thread that has a Reader."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, visitor, make)

    def warm(self, make: Callable[[Ask], object]) -> None:
        """Make in the background what the first visitor would have to wait for."""
        self._threads.submit(self._read, Visitor(name="", may_decide=False), make)

    def _read(self, visitor: Visitor, make: Callable[[Ask], T]) -> T:
        reader: Reader = self._seen.reader
        return make(Ask(reader=reader, room=self, visitor=visitor, held=self.now()))

    async def at_desk(self, visitor: Visitor, make: Callable[[Ask], T]) -> T:
        """What `make` gives, on the one thread where decisions are made: readers never wait for it."""
        if self._waiting >= MOST_WAITING:
            raise CasebookBusy(f"Too many want to decide in {self.path} at once.")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._desk, self._decide, visitor, make)
        finally:
            self._waiting -= 1

    def _decide(self, visitor: Visitor, make: Callable[[Ask], T]) -> T:
        with Reader.open(self.case) as reader:
            return make(Ask(reader=reader, room=self, visitor=visitor, held=self.now()))

    def now(self) -> Held:
        """What is held of the casebook as it is now."""
        with self._lock:
            version = self._watch.version()
            if version != self._version:
                self._version = version
                self._count += 1
                self._held = Held(f"{self._start}-{self._count}")
            return self._held

    def told(self, message: str) -> str:
        """A message for a visitor: nothing in it says where the casebook lies."""
        for path in (str(self.path), str(self.path.parent), self.case):
            if len(path) > 1:
                message = message.replace(path, self.name)
        return message

    def close(self) -> None:
        """Let go of the casebook."""
        self._desk.shutdown(cancel_futures=True)
        self.bringing.close()
        self._threads.shutdown(cancel_futures=True)
        for reader in (self._watch, *self._readers):
            reader.close()

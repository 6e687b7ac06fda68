"""What was made once and may be asked for again: values of one state of a casebook, recent ones, pages."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar, cast

T = TypeVar("T")

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

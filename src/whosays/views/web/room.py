"""What the pages share: the casebook's readers, what is kept until it changes, who asks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from whosays.casebook import Reader
from whosays.engines.picturing import AT_ONCE
from whosays.errors import CasebookBusy
from whosays.views.web.access import Visitor
from whosays.views.web.bringing import Bringing
from whosays.views.web.following import Following
from whosays.views.web.held import Bodies, Held
from whosays.views.web.turns import Turns

T = TypeVar("T")

READERS = 4
"""Threads that read."""
MOST_WAITING = 16
"""For the one who decides, or for pictures; more are told to come back."""


class Ask(msgspec.Struct, frozen=True, kw_only=True):
    """What a page is made from, besides what it is asked for."""

    reader: Reader
    room: Room
    visitor: Visitor
    held: Held


class Room:
    """One casebook, served. `close` lets go of it."""

    def __init__(
        self, case: str, *, readers: int = READERS, warm: Sequence[Callable[[Ask], object]] = ()
    ) -> None:
        self.case = case
        self.name = Path(case).name
        self.bodies = Bodies()
        self.bringing = Bringing(case)
        self.pictures = Turns(at_once=AT_ONCE, waiting=MOST_WAITING)
        self._threads = ThreadPoolExecutor(readers, "read")
        self._desk = ThreadPoolExecutor(1, "decide")
        self._waiting = 0
        self._following = Following(case, readers, [self._nobody(make) for make in warm])
        self.path = self._following.path

    def _nobody(self, make: Callable[[Ask], object]) -> Callable[[Reader, Held], object]:
        """What `make` gives, for no visitor."""
        visitor = Visitor(name="", may_decide=False)
        return lambda reader, held: make(Ask(reader=reader, room=self, visitor=visitor, held=held))

    async def now(self) -> Held:
        """What is held of the casebook as it is now; of a large one that somebody changes, as it was."""
        return await self._following.now()

    async def caught_up(self) -> None:
        """Wait until what was decided is seen."""
        await self._following.caught_up()

    async def read(self, visitor: Visitor, make: Callable[[Ask], T]) -> T:
        """What `make` gives, on a thread that has a Reader."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._read, visitor, make)

    def _read(self, visitor: Visitor, make: Callable[[Ask], T]) -> T:
        with self._following.lent() as (reader, held):
            return make(Ask(reader=reader, room=self, visitor=visitor, held=held))

    @contextmanager
    def own(self, visitor: Visitor) -> Iterator[Ask]:
        """For what takes long: of the newest state, with a Reader that nobody else waits for."""
        with self._following.own() as (reader, held):
            yield Ask(reader=reader, room=self, visitor=visitor, held=held)

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
            return make(Ask(reader=reader, room=self, visitor=visitor, held=self._following.newest()))

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
        self._following.close()

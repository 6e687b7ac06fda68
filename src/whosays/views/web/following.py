"""The casebook as readers see it: one whole state of it after the other, each with what is held of it.

What pages count over the whole casebook takes seconds to make of a large one. So while somebody writes,
readers go on seeing the last state, all of it: their connections hold it, and what is held was made of it.
The next is made on a thread of its own, one at a time, and shown when it is whole.
"""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress

from whosays.casebook import Reader
from whosays.views.web.held import Held

Warm = Callable[[Reader, Held], object]
"""Makes what pages hold of a casebook, so that nobody waits for it."""

LOOK = 2.0
"""Seconds after which it is looked whether somebody wrote, where nobody asks."""
QUICK = 0.25
"""Seconds of the processor. What is made so quickly, visitors wait for: they see each change at once."""
REST = 3.0
"""How many times as long as the last state took it is rested before the next, unless a decider waits."""
GRACE = 2.0
"""Seconds that a visitor waits at most for what is quickly made."""
PATIENCE = 10.0
"""Seconds that one waits at most to see what he decided."""


class State:
    """One state of the casebook: what is held of it, and Readers to which nothing changes."""

    def __init__(self, held: Held, version: int, readers: list[Reader]) -> None:
        self.held = held
        self.version = version
        self.free = readers


class Following:
    """Follows a casebook from state to state. `close` lets go of it."""

    def __init__(self, case: str, readers: int, warm: Sequence[Warm] = ()) -> None:
        self._case = case
        self._watch = Reader.open(case)
        self.path = self._watch.path
        self._many = readers + 1  # one for what is made beforehand
        self._warm = warm
        self._start, self._count = secrets.token_hex(6), 0
        self._lock = threading.Lock()
        self._took = self._rested = 0.0
        self._closed = False
        self._waiting = 0
        self._settled = True
        self._wake = threading.Event()
        self._state = self._opened()
        self._next: Future[None] = Future()
        self._thread = threading.Thread(target=self._follow, name="follow", daemon=True)
        self._thread.start()

    @contextmanager
    def lent(self) -> Iterator[tuple[Reader, Held]]:
        """A Reader of the state that is shown, for a moment, and what is held of that state."""
        with self._lock:
            state = self._state
            reader = state.free.pop()
        try:
            yield reader, state.held
        finally:
            self._give_back(state, reader)

    def _give_back(self, state: State, reader: Reader) -> None:
        with self._lock:
            shown = state is self._state
            if shown:
                state.free.append(reader)
        if not shown:
            reader.close()

    @contextmanager
    def own(self) -> Iterator[tuple[Reader, Held]]:
        """A Reader of the newest state, for as long as one likes, and what is held of that state."""
        with Reader.open(self._case) as reader:
            reader.hold()
            yield reader, self.newest()

    def newest(self) -> Held:
        """What is held of the casebook as it is now; nothing yet, where that is not the state shown."""
        state = self._state
        return Held("") if self._version() != state.version else state.held

    async def now(self) -> Held:
        """What is held of the state that is shown: of the newest, where it is quickly made."""
        if self._behind():
            self._wake.set()
            if self._took <= QUICK:
                await self._until_shown(GRACE)
        return self._state.held

    async def caught_up(self) -> None:
        """Wait until what is shown is as new as the casebook is now, or for as long as one has patience."""
        self._waiting += 1
        try:
            await self._until_shown(PATIENCE)
        finally:
            self._waiting -= 1

    async def _until_shown(self, most: float) -> None:
        end = time.monotonic() + most
        shown = self._next
        while self._behind() and (left := end - time.monotonic()) > 0:
            self._wake.set()
            await asyncio.wait([asyncio.wrap_future(shown)], timeout=left)
            shown = self._next

    def close(self) -> None:
        """Let go of the casebook."""
        self._closed = True
        self._wake.set()
        self._thread.join()
        for reader in (self._watch, *self._state.free):
            reader.close()

    def _version(self) -> int:
        with self._lock:
            return self._watch.version()

    def _behind(self) -> bool:
        return self._version() != self._state.version

    # ── on the thread that follows ────────────────────────────────────────────────────────────────

    def _follow(self) -> None:
        self._make(self._state)
        while not self._closed:
            self._wake.wait(LOOK)
            self._wake.clear()
            # What can't be read just now is looked at again later; what was last read is shown meanwhile.
            with suppress(Exception):
                if self._behind():
                    self._go_on()
                elif not self._settled:
                    self._settle()

    def _go_on(self) -> None:
        """Show the next state: made whole before, unless that is quick."""
        while not (self._waiting or self._closed) and (left := self._rested - time.monotonic()) > 0:
            self._wake.wait(left)
            self._wake.clear()
        self._settled = False
        state = self._opened()
        if self._took <= QUICK:
            self._show(state)
            self._make(state)
        else:
            self._make(state)
            self._show(state)

    def _settle(self) -> None:
        """Let the `-wal` begin anew with the next change: what is all in the file is read without it."""
        self._watch.settle()
        self._show(self._opened(self._state))
        self._settled = True

    def _opened(self, before: State | None = None) -> State:
        """The newest state; where it is still the one before, with what is held of that."""
        readers: list[Reader] = []
        try:
            readers.extend(Reader.open(self._case) for _ in range(self._many))
            version = None
            while version != (version := self._version()):  # nobody wrote while they took hold
                for reader in readers:
                    reader.hold()
        except BaseException:
            for reader in readers:
                reader.close()
            raise
        if before is not None and before.version == version:
            return State(before.held, version, readers)
        self._count += 1
        return State(Held(f"{self._start}-{self._count}"), version, readers)

    def _make(self, state: State) -> None:
        """Make what visitors would have to wait for."""
        began = time.thread_time()  # however busy others are
        with self._lock:
            reader = state.free.pop()
        for make in self._warm:
            if not self._closed:
                with suppress(Exception):  # it is told to whoever asks for it
                    make(reader, state.held)
        with self._lock:
            state.free.append(reader)
        self._took = time.thread_time() - began
        self._rested = time.monotonic() + REST * self._took

    def _show(self, state: State) -> None:
        with self._lock:
            over, self._state.free = self._state.free, []
            self._state = state
            shown, self._next = self._next, Future()
        for reader in over:
            reader.close()
        shown.set_result(None)

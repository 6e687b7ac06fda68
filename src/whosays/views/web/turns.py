"""Work that takes much memory: a few do it at a time, some wait, more are told to come back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.exceptions import HTTPException

SOON = "5"
"""Seconds after which it may be tried again."""


class Turns:
    """So many `at_once`, so many more `waiting`. Nobody takes up a thread, nor what he needs, as he waits."""

    def __init__(self, *, at_once: int, waiting: int) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._most = at_once + waiting
        self._here = 0

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Within it is one's turn; 503 where too many wait."""
        if self._here >= self._most:
            raise HTTPException(
                503, "Too many ask for that just now. Try again in a moment.", {"Retry-After": SOON}
            )
        self._here += 1
        try:
            async with self._turns:
                yield
        finally:
            self._here -= 1

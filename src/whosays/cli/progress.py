"""A line on the terminal: how far, how quick, how long still."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

from whosays.plugins import Raw, Refusal

EVERY = 0.2
"""Seconds between two showings."""


class Progress:
    """Counts files as they are handed out and documents as they are kept; silent unless on a terminal."""

    def __init__(self, *, hidden: bool) -> None:
        self.shown = not hidden and sys.stderr.isatty()
        self._documents = 0
        self._files = 0
        self._total = 0
        self._began = self._last = time.monotonic()

    def expect(self, files: int) -> None:
        """How many files there are."""
        self._total = files

    def counting(self, raws: Iterator[Raw | Refusal]) -> Iterator[Raw | Refusal]:
        """The same files, counted."""
        for raw in raws:
            self._files += 1
            self._show()
            yield raw

    def kept(self) -> None:
        """One more document is in the casebook."""
        self._documents += 1
        self._show()

    def _show(self) -> None:
        now = time.monotonic()
        if not self.shown or now - self._last < EVERY:
            return
        self._last = now
        passed = now - self._began
        line = f"{self._files:,} of {self._total:,} files · {_rate(self._documents / passed)}"
        if self._files >= 10:
            left = passed / self._files * max(0, self._total - self._files)
            line += f" · {_duration(left)} left"
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()

    def end(self) -> None:
        """Take the line away."""
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _rate(documents: float) -> str:
    return f"{documents:,.0f} documents/s" if documents >= 10 else f"{documents:.1f} documents/s"


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f} s"
    if seconds < 3600:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"

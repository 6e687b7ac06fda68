"""Pages of a PDF drawn by a process that lives for one page: it may die without harm."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import msgspec

import whosays
from whosays.engines.picture import Order
from whosays.errors import Refused

SECONDS = 12.0
"""For one page."""
AT_ONCE = 2
WAIT = 20.0
"""Seconds in which it may be somebody's turn."""
PNG_BYTES = 12 << 20
"""Of the answer."""

_turn = threading.BoundedSemaphore(AT_ONCE)


def draw(data: bytes, order: Order) -> bytes:
    """The PNG of a page of the PDF in `data`; `Refused` where it can't be drawn."""
    if not _turn.acquire(timeout=WAIT):
        raise Refused("others are drawn just now; try again in a moment")
    try:
        return _drawn(data, order)
    finally:
        _turn.release()


def _drawn(data: bytes, order: Order) -> bytes:
    root = str(Path(whosays.__file__).parent.parent)
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    try:
        done = subprocess.run(
            # No module of the current folder is imported (-P), and nothing of the environment is handed on.
            [sys.executable, "-P", "-m", "whosays.engines.picture"],
            input=msgspec.json.encode(order) + b"\n" + data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**kept, "PYTHONPATH": root},
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(f"it takes longer than {SECONDS:.0f} seconds to draw") from error
    if done.returncode != 0 or not done.stdout.startswith(b"\x89PNG") or len(done.stdout) > PNG_BYTES:
        words = done.stdout[:200].decode("ascii", "replace") if done.returncode == 1 else ""
        raise Refused(words or "it is damaged, or too large to draw")
    return done.stdout

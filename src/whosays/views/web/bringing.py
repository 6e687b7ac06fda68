"""What is brought in just now: one upload at a time, in a process of its own, with word of how far it is."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Literal

import msgspec

from whosays.engines.steps import Became, Broken, Ended, Message, Order, Reading, decode, encode
from whosays.plugins import Refusal
from whosays.views.web.passing import PassingFolder, sweep
from whosays.views.web.uploads import Received

PREFIX = "upload:"
"""What the location of an uploaded file begins with: the same name again is its next version."""
WAIT = 10.0
"""Seconds spent on another writer's end."""
LISTED = 500
"""Files named, of those that were refused and of those that were skipped."""

State = Literal["idle", "receiving", "reading", "comparing", "done", "stopped", "failed"]


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far it is, or what came of it."""

    state: State = "idle"
    by: str = ""
    """Who brings it in."""
    files: int = 0
    """That were sent."""
    seen: int = 0
    """Handed out to be read."""
    now: str | None = None
    """What was handed out last."""
    read: int = 0
    read_anew: int = 0
    already_there: int = 0
    skipped: tuple[Refusal, ...] = ()
    refused: tuple[Refusal, ...] = ()
    skipped_total: int = 0
    refused_total: int = 0
    seconds: float = 0.0
    stopping: bool = False
    why: str | None = None
    """Why it failed."""


class Bringing:
    """The one upload of a reading room."""

    def __init__(self, case: str) -> None:
        self._case = case
        self._lock = threading.Lock()
        self._progress = Progress()
        self._began = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: PassingFolder | None = None
        self._listener: threading.Thread | None = None
        sweep()

    def progress(self) -> Progress:
        """How far it is."""
        with self._lock:
            told = self._progress
            if told.state in {"receiving", "reading", "comparing"}:
                told = msgspec.structs.replace(told, seconds=round(time.monotonic() - self._began, 1))
            return told

    def begin(self, by: str) -> Path | None:
        """A folder to receive files in; `None` while another upload is brought in."""
        with self._lock:
            if self._progress.state in {"receiving", "reading", "comparing"}:
                return None
            self._began = time.monotonic()
            self._folder = PassingFolder()
            self._progress = Progress(state="receiving", by=by)
            return self._folder.files

    def give_up(self, why: str) -> None:
        """What was to be received did not come whole."""
        self._end(state="failed", why=why)

    def read(self, received: Received) -> None:
        """Read what was received."""
        with self._lock:
            assert self._folder is not None
            order = Order(
                case=os.path.realpath(self._case), root=str(self._folder.files), prefix=PREFIX, wait=WAIT
            )
            self._progress = msgspec.structs.replace(
                self._progress,
                state="reading",
                files=received.files,
                refused=tuple(received.refused[:LISTED]),
                refused_total=len(received.refused),
            )
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "whosays.engines.bringing"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            self._end(state="failed", why="No process to read with could be started.")
            return
        with self._lock:
            self._process = process
        assert process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(encode(order) + b"\n")
            process.stdin.flush()
        self._listener = threading.Thread(target=self._listen, args=(process,), daemon=True)
        self._listener.start()

    def stop(self) -> None:
        """Hand out no more files; asked for again, leave off at once."""
        with self._lock:
            process, again = self._process, self._progress.stopping
            if process is None:
                return
            self._progress = msgspec.structs.replace(self._progress, stopping=True)
        if again:
            _kill(process)
        elif process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()

    def close(self) -> None:
        """Leave off at once: the room closes."""
        with self._lock:
            process, listener = self._process, self._listener
        if process is not None:
            _kill(process)
        if listener is not None:
            listener.join(10)
        self._clear()

    # ── what the process says ─────────────────────────────────────────────────────────────────────

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        last: Message | None = None
        assert process.stdout is not None
        with contextlib.suppress(msgspec.DecodeError, OSError):
            for line in process.stdout:
                last = decode(line)
                self._hear(last)
        _kill(process)  # and what it started
        stopped = self.progress().stopping
        if isinstance(last, Broken):
            self._end(state="failed", why=_why(last))
        elif isinstance(last, Ended) or stopped:
            self._end(state="stopped" if stopped else "done")
        else:
            self._end(state="failed", why="The process that read it ended before its time.")
        with contextlib.suppress(OSError):
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def _hear(self, message: Message) -> None:
        with self._lock:
            told = self._progress
            if isinstance(message, Reading):
                told = msgspec.structs.replace(told, seen=told.seen + 1, now=message.source)
            elif isinstance(message, Became):
                told = _after(told, message)
            elif isinstance(message, Ended):
                told = _reported(told, message)
            self._progress = told

    def _end(self, *, state: State, why: str | None = None) -> None:
        self._clear()
        with self._lock:
            seconds = round(time.monotonic() - self._began, 1)
            self._progress = msgspec.structs.replace(
                self._progress, state=state, why=why, seconds=seconds, now=None
            )
            self._process = None

    def _clear(self) -> None:
        with self._lock:
            folder, self._folder = self._folder, None
        if folder is not None:
            folder.clear()


_COUNTED = {
    "new": "read",
    "changed": "read_anew",
    "same": "already_there",
    "skipped": "skipped_total",
    "refused": "refused_total",
}


def _after(told: Progress, became: Became) -> Progress:
    if became.step == "comparing":
        return msgspec.structs.replace(told, state="comparing", now=None)
    name = _COUNTED[became.step]
    return msgspec.structs.replace(told, **{name: getattr(told, name) + 1})


def _reported(told: Progress, ended: Ended) -> Progress:
    """With the reasons; what was refused while it was received stands first."""
    return msgspec.structs.replace(
        told,
        skipped=tuple(ended.tally.skipped[:LISTED]),
        refused=(*told.refused, *ended.tally.refused)[:LISTED],
    )


def _why(broken: Broken) -> str:
    if broken.busy:
        return "Somebody else is writing to this casebook just now. Try again in a moment."
    return broken.why


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started, wherever they are."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)

"""Files on disk, opened without trusting what a name stands for a moment later."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from whosays.errors import Refused

CHANGED = "changed while it was read; run the command again"

_SPECIAL = {
    stat.S_IFIFO: "a named pipe (FIFO), not a file",
    stat.S_IFSOCK: "a socket, not a file",
    stat.S_IFCHR: "a device, not a file",
    stat.S_IFBLK: "a device, not a file",
    stat.S_IFDIR: "a folder, not a file",
}
# Opening a pipe would wait for its writer for ever, were it not told not to.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

State = tuple[int, int, int, int]
"""Device, inode, size and time of the last change: what tells that a file is still the one it was."""


def state(found: os.stat_result) -> State:
    """What would differ if the file had been changed or replaced."""
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def special(found: os.stat_result) -> str | None:
    """What it is instead of a regular file."""
    if stat.S_ISREG(found.st_mode):
        return None
    return _SPECIAL.get(stat.S_IFMT(found.st_mode), "not a regular file")


@contextlib.contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, State]]:
    """A regular file and its state; `Refused` with a plain reason where there is none."""
    try:
        number = os.open(path, _FLAGS)
    except OSError as error:
        raise Refused(plain(error)) from error
    with open(number, "rb") as stream:  # noqa: PTH123 (of a descriptor)
        found = os.fstat(number)
        what = special(found)
        if what is not None:
            raise Refused(what)
        yield stream, state(found)


def state_of(path: Path) -> State | None:
    """The state of what stands at `path` now; `None`: nothing."""
    try:
        return state(path.stat())
    except OSError:
        return None


def read_whole(path: Path, most: int) -> bytes:
    """All bytes of a file, which did not change meanwhile; `Refused` where it did or is too large."""
    with opened(path) as (stream, before):
        if before[2] <= most:
            data = stream.read(most + 1)
            after = state(os.fstat(stream.fileno())), state_of(path)
            if len(data) != before[2] or after != (before, before):
                raise Refused(CHANGED)
            return data
    raise Refused(too_large(most))


def too_large(most: int) -> str:
    """The reason to refuse more than `most` bytes."""
    return f"larger than the limit of {most >> 20} MiB for one document"


def plain(error: OSError) -> str:
    """An error of the system in a few words, without the path that it was about."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return f"cannot be opened: {error.strerror or type(error).__name__}"

"""Folders for files on their way into a casebook: nothing of them stays, even where a server was killed."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX = "whosays-upload-"


class PassingFolder:
    """An empty folder that is this process's as long as it runs, or until it is cleared."""

    def __init__(self) -> None:
        self._whole = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._lock = _lock_of(self._whole)
        self._lock.acquire(timeout=0)
        self.files = self._whole / "files"
        self.files.mkdir()

    def clear(self) -> None:
        """Take it away, with all that is in it."""
        self._lock.release()
        shutil.rmtree(self._whole, ignore_errors=True)


def sweep() -> None:
    """Take away what was left by those who were killed: of what they held, the system has let go."""
    for whole in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError, Timeout):
            if not _is_own(whole):
                continue
            with _lock_of(whole).acquire(timeout=0):
                pass
            shutil.rmtree(whole, ignore_errors=True)


def _lock_of(whole: Path) -> FileLock:
    return FileLock(whole / "lock", thread_local=False)


def _is_own(whole: Path) -> bool:
    """In a folder that all may write to, others can make what is called so, and links."""
    told = whole.lstat()
    return stat.S_ISDIR(told.st_mode) and (os.name == "nt" or told.st_uid == os.getuid())

"""Readers that misbehave, installed as a guest package would be: by an entry point on the path."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from whosays.plugins import Limits, Raw, Reader, Refusal
from whosays.records import Document


def _reader(suffix: str, act: object) -> Reader:
    def run(raw: Raw, limits: Limits) -> Iterator[Document | Raw | Refusal]:
        assert callable(act)
        act()
        yield Document(id="", source=raw.source, format="x/x", text="unreachable")

    return Reader(name=suffix, media_type="x/" + suffix, suffixes=("." + suffix,), run=run)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _hang() -> None:
    time.sleep(3600)


def _devour() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(16 << 20))


READERS = (_reader("dies", _die), _reader("hangs", _hang), _reader("devours", _devour))


def install(folder: Path) -> Path:
    """Make `folder` a place from which Python takes this module as an installed package."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "guest_readers.py").write_text(Path(__file__).read_text(encoding="utf-8"), encoding="utf-8")
    info = folder / "guest_readers-1.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: guest-readers\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[whosays.readers]\nguest = guest_readers:READERS\n")
    return folder

"""The central directory of a ZIP file, looked over before anything is made of it.

`zipfile` makes an object of every entry, however many a file of a few megabytes says there are; this counts
them first. Source: APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import BinaryIO

from whosays.errors import Refused

MOST = 10_000
"""Entries that are looked at, where nobody says otherwise."""
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_LOCATOR_64 = b"PK\x06\x07"
_ENTRY = b"PK\x01\x02"
_ENTRY_SIZE = 46
_ENTRY_BYTES = 4096
"""Bytes that one entry may take on average, name and extra fields included."""


def check_directory(stream: BinaryIO, most: int = MOST) -> int:
    """How many entries the directory has; `Refused` where it has more than `most`, or there is none."""
    size, start = _extent(stream)
    if size > (most + 1) * _ENTRY_BYTES:
        raise Refused(f"its directory is too large ({size >> 20} MiB)")
    stream.seek(start)
    directory = stream.read(size)
    stream.seek(0)
    return _count(directory, most)


def _count(directory: bytes, most: int) -> int:
    count = at = 0
    while directory.startswith(_ENTRY, at) and at + _ENTRY_SIZE <= len(directory):
        lengths = struct.unpack_from("<HHH", directory, at + 28)
        at += _ENTRY_SIZE + sum(lengths)
        count += 1
    if count > most:
        raise Refused(f"{count:,} members, the limit is {most:,}")
    return count


def _extent(stream: BinaryIO) -> tuple[int, int]:
    """Size and place of the central directory, in bytes."""
    end = stream.seek(0, 2)
    begin = max(0, end - (1 << 16) - 22)
    stream.seek(begin)
    tail = stream.read(end - begin)
    at = tail.rfind(_END)
    if at < 0 or at + 22 > len(tail):
        raise Refused("a ZIP file without its directory: cut off or damaged")
    size = struct.unpack_from("<L", tail, at + 12)[0]
    directory_end = begin + at
    if at >= 20 and tail.startswith(_LOCATOR_64, at - 20):
        directory_end = begin + at - 20 - 56  # where `zipfile` looks, whatever the locator says
        stream.seek(max(0, directory_end))
        record = stream.read(56)
        if len(record) < 56 or not record.startswith(_END_64):
            raise Refused("a ZIP file whose directory is damaged")
        size = struct.unpack_from("<Q", record, 40)[0]
    start = directory_end - size
    if size > end or start < 0:
        raise Refused("a ZIP file whose directory is damaged")
    return size, start


def overlapping(extents: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Beginnings of the extents (begin, end) that begin before an earlier one ended.

    Members that share their bytes are how a small file is made to unpack into petabytes.
    """
    found: set[int] = set()
    reached = 0
    for begin, end in sorted(extents):
        if begin < reached:
            found.add(begin)
        reached = max(reached, end)
    return frozenset(found)

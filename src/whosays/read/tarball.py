"""TAR archives, plain or compressed, read as they stream by. Source: POSIX.1-2024 (pax), and GNU tar."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from typing import BinaryIO

from whosays.errors import Refused
from whosays.plugins import Limits, Raw, Refusal
from whosays.read import sidecar, unpacking
from whosays.read.contents import Contents
from whosays.read.names import member
from whosays.read.unpacking import read_all, unpacked

BLOCK = 512
_LONGEST_EXTRA = 16 << 10
"""Bytes of an extended header (a long name, attributes), which `tarfile` reads whole."""
_EXTRAS = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)
_DAMAGED = "damaged or cut off; the rest was not read"
_BROKEN = (tarfile.TarError, *unpacking.DAMAGED)


class _Header(tarfile.TarInfo):
    """A header that is not believed, and whose damage is not taken for the end of the archive."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Header:
        header = super().frombuf(buf, encoding, errors)
        if header.type in _EXTRAS and header.size > _LONGEST_EXTRA:
            raise Refused(f"an extended header of {header.size:,} bytes; the rest was not read")
        return header

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> _Header:
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            if type(error).__name__ in {"EOFHeaderError", "EmptyHeaderError"}:
                raise
            raise Refused(_DAMAGED) from error


def sniff(head: bytes) -> bool:
    """Is the first block a header whose checksum is right?"""
    if len(head) < BLOCK or not head[0]:
        return False
    try:
        tarfile.TarInfo.frombuf(head[:BLOCK], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def read_tar(raw: Raw, limits: Limits) -> Iterator[Raw | Refusal]:
    """The members of a TAR archive, in its order. It is gone through twice: sidecars may stand anywhere."""
    said = _survey(raw, limits)
    contents = Contents(raw.source, said)

    def saying(name: str) -> bytes:
        data = said[name]
        if isinstance(data, Refused):
            raise data
        return data

    for name, info, stream in _entries(raw, limits):
        source = member(raw.source, name)
        passed_over = contents.passed_over(name)
        what = _irregular(info)
        if what is not None or passed_over is not None:
            yield passed_over or Refusal(source, what or "")
            continue
        try:
            data, given = read_all(stream, limits.file_bytes), contents.given(name, saying)
        except Refused as refused:
            yield Refusal(source, refused.reason)
        except _BROKEN:
            yield Refusal(source, "damaged or cut off")
            raise Refused(_DAMAGED) from None
        else:
            yield Raw(source=source, data=data, given=given)


def _survey(raw: Raw, limits: Limits) -> dict[str, bytes | Refused]:
    """Names of all members, with the bytes of those that may be sidecars."""
    said: dict[str, bytes | Refused] = {}
    count = size = 0
    try:
        for name, info, stream in _entries(raw, limits):
            count += 1
            if count > limits.members:
                break
            said[name] = b""
            if sidecar.is_json(name):
                size += info.size
                said[name] = _sidecar(info, stream, size, limits)
    except (Refused, *_BROKEN):
        return said  # the same happens once more when the members are read, and is told then
    if count > limits.members:
        raise Refused(f"more than {limits.members:,} members, which is the limit")
    return said


def _sidecar(info: tarfile.TarInfo, stream: BinaryIO, size: int, limits: Limits) -> bytes | Refused:
    what = _irregular(info)
    if what is not None:
        return Refused(what)
    if size > limits.file_bytes:
        return Refused("the sidecars of this archive are too large together")
    try:
        return read_all(stream, sidecar.LARGEST)
    except Refused as refused:
        return refused


def _entries(raw: Raw, limits: Limits) -> Iterator[tuple[str, tarfile.TarInfo, BinaryIO]]:
    """Name, header and bytes of each member that is no folder; `Refused` where the archive cannot go on."""
    try:
        with (
            raw.open() as packed,
            unpacked(packed, max(limits.unpacked_bytes, raw.size())) as stream,
            tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header, errorlevel=0) as archive,
        ):
            for info in archive:
                archive.members = []  # type: ignore[attr-defined] # kept for going back, which we do not
                if info.isdir():
                    continue
                data = archive.extractfile(info) if info.isreg() and not info.issparse() else None
                yield info.name.removeprefix("./"), info, data or io.BytesIO()  # type: ignore[misc]
    except _BROKEN as error:
        raise Refused(_DAMAGED) from error


def _irregular(info: tarfile.TarInfo) -> str | None:
    """What a member is instead of a file."""
    if info.issym():
        return "a symbolic link"
    if info.islnk():
        return "a hard link"
    if info.isdev():
        return "a device or a pipe"
    if info.issparse():
        return "a file with holes (sparse)"
    return None if info.isreg() else "not a regular file"

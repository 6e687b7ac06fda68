"""Compressed streams, unpacked piece by piece and never further than allowed."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from typing import BinaryIO, Protocol, cast

from whosays.errors import Refused
from whosays.read.files import too_large

GZIP = b"\x1f\x8b"
BZIP2 = b"BZh"
XZ = b"\xfd7zXZ\x00"

DAMAGED = (EOFError, OSError, zlib.error, lzma.LZMAError)
"""What unpacking raises where the packed bytes are cut off or damaged."""

_PIECE = 1 << 20
_XZ_MEMORY = 128 << 20
"""Bytes that an XZ stream may ask for its dictionary; the strongest preset of `xz` takes 65 MiB."""


class _Pieces(Protocol):
    def read1(self, size: int, /) -> bytes: ...


class Unpacked(io.RawIOBase):
    """The unpacked bytes of `packed`; `Refused` beyond `most` of them. Reads forward only."""

    def __init__(self, packed: BinaryIO, most: int) -> None:
        super().__init__()
        self._stream = _stream(packed)
        self._most = most
        self._taken = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` as far as there are bytes at hand."""
        piece = self._stream.read1(min(len(buffer), _PIECE))  # never more than is sound
        self._taken += len(piece)
        if self._taken > self._most:
            raise Refused(f"more than {self._most >> 20:,} MiB when unpacked; the rest was not read")
        buffer[: len(piece)] = piece
        return len(piece)


def unpacked(packed: BinaryIO, most: int) -> BinaryIO:
    """A buffered stream of the unpacked bytes, of which there may be `most`."""
    return io.BufferedReader(Unpacked(packed, most), _PIECE)


def _stream(packed: BinaryIO) -> _Pieces:
    magic = packed.read(6)
    packed.seek(0)
    if magic.startswith(GZIP):
        return gzip.GzipFile(fileobj=packed, mode="rb")
    if magic.startswith(BZIP2):
        return bz2.BZ2File(packed)
    if magic.startswith(XZ):
        return io.BufferedReader(_Xz(packed))
    return cast(_Pieces, packed)  # a file or `io.BytesIO`


class _Xz(io.RawIOBase):
    """`lzma.LZMAFile` with a limit on the memory that the file may ask for."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__()
        self._packed = packed
        self._decompressor = self._new()

    def _new(self) -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while True:
            if self._decompressor.eof:
                more = (self._decompressor.unused_data or self._packed.read(_PIECE)).lstrip(b"\x00")
                if not more:
                    return 0
                self._decompressor = self._new()
            elif self._decompressor.needs_input:
                more = self._packed.read(_PIECE)
                if not more:
                    raise EOFError("the compressed file ends before its end-of-stream marker")
            else:
                more = b""
            piece = self._decompressor.decompress(more, len(buffer))
            if piece:
                buffer[: len(piece)] = piece
                return len(piece)


def read_all(stream: BinaryIO, most: int) -> bytes:
    """All bytes of `stream`, in pieces; `Refused` beyond `most`."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(min(_PIECE, most - size + 1)):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise Refused(too_large(most))
    return b"".join(pieces)

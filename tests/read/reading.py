"""Shared by the tests of readers: bytes in, the one document or the reason out."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from whosays.errors import Refused
from whosays.plugins import Limits, Raw
from whosays.records import Document

Run = Callable[[Raw, Limits], Iterator[Any]]


def read(run: Run, data: bytes, limits: Limits | None = None) -> Document:
    """The document in `data`."""
    (document,) = run(Raw(source="pile/report", data=data), limits or Limits())
    assert isinstance(document, Document)
    return document


def refusal(run: Run, data: bytes, limits: Limits | None = None) -> str:
    """Why `data` is not read."""
    with pytest.raises(Refused) as refused:
        list(run(Raw(source="pile/report", data=data), limits or Limits()))
    return refused.value.reason


def laid_out(document: Document) -> list[tuple[str, int, str]]:
    """Kind, level and words of every block, after a look at the offsets."""
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        assert block.kind == "page-break" or not document.text[at : block.start].strip()
        at = block.end
    assert not document.text[at:].strip()
    return [(block.kind, block.level, document.text[block.start : block.end]) for block in document.blocks]


def zipped(members: dict[str, bytes | str]) -> bytes:
    """A ZIP file; `mimetype` is stored as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=how)
    return out.getvalue()


def with_wrong_sum(data: bytes, name: str) -> bytes:
    """The ZIP file with another checksum of one member."""
    changed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    right = struct.pack("<L", info.CRC)
    wrong = struct.pack("<L", info.CRC ^ 0xFFFF)
    assert changed.count(right) == 2
    return bytes(changed.replace(right, wrong))


def with_password(data: bytes) -> bytes:
    """The ZIP file with the mark of encryption on every member."""
    changed = bytearray(data)
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = changed.find(magic)
        while found >= 0:
            changed[found + at] |= 1
            found = changed.find(magic, found + 4)
    return bytes(changed)


def gigabyte_of_zeros(name: str) -> bytes:
    """A ZIP file of a megabyte whose one member says that it unpacks to a gigabyte, and does."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(1 << 24)) + packer.flush(zlib.Z_FULL_FLUSH)
    data, size, total = piece * 64 + packer.flush(), 64 << 24, 0
    local = b"PK\x03\x04" + struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 0, total, len(data), size, len(name), 0)
    central = b"PK\x01\x02" + struct.pack(
        "<HHHHHHLLLHHHHHLL", 20, 20, 0, 8, 0, 0, total, len(data), size, len(name), 0, 0, 0, 0, 0, 0
    )
    body = local + name.encode() + data
    directory = central + name.encode()
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(directory), len(body), 0)
    return body + directory + end


ENTITY_BOMB = (
    '<!DOCTYPE a [<!ENTITY l0 "lol">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
"""A billion laughs at `&l9;`."""
EXTERNAL = '<!DOCTYPE a [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'

"""Zipped XML packages (DOCX, ODT, EPUB), opened safely: nothing is expanded, fetched or written to disk.

Members are only ever looked up by name; a name such as `../../evil.txt` is a key that nobody asks for.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from lxml import etree

from whosays.errors import Refused
from whosays.plugins import Limits, Raw
from whosays.read.zip_directory import check_directory, overlapping

_RATIO = 500
"""Text packs to a tenth, tables of blanks to a hundredth; DEFLATE can do no more than 1,032 to one."""
_RATIO_FROM = 4 << 20
"""Unpacked bytes below which the ratio does not matter."""
_LOCAL_HEADER = 30
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTITIES = "its XML declares entities: not read"
_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})")
_ENCODINGS = frozenset({b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"})
"""Those in which a declaration cannot hide from a search for its bytes."""


class Package:
    """An open package. `xml` and `read` give its members within `limits`, or raise `Refused`."""

    def __init__(self, raw: Raw, limits: Limits) -> None:
        data = raw.read(limits.file_bytes)
        if not data:
            raise Refused("empty file")
        if data.startswith(_OLE):
            raise Refused("encrypted (password), or written by an old version of Microsoft Office")
        if not data.startswith(b"PK"):
            raise Refused("not a ZIP package: damaged, or of another kind than its name says")
        stream = io.BytesIO(data)
        check_directory(stream, limits.members)
        try:
            self._archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise Refused(f"a damaged ZIP file: {error}") from error
        self._limits = limits
        self._markup_left = limits.file_bytes
        self._entries = {info.filename: info for info in self._archive.infolist()}
        self._check()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._archive.close()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """All members, in the order of the directory."""
        return tuple(self._entries)

    def _check(self) -> None:
        infos = self._archive.infolist()
        if any(info.flag_bits & 0x1 for info in infos):
            raise Refused("encrypted (password)")
        if sum(info.file_size for info in infos) > self._limits.unpacked_bytes:
            raise Refused(f"more than {self._limits.unpacked_bytes >> 20:,} MiB when unpacked")
        for info in infos:
            if info.file_size > max(_RATIO_FROM, _RATIO * info.compress_size):
                times = info.file_size // max(1, info.compress_size)
                raise Refused(f"a member swells {times:,} times when unpacked: not opened")
        if overlapping(
            (info.header_offset, info.header_offset + _LOCAL_HEADER + info.compress_size) for info in infos
        ):
            raise Refused("damaged: its members overlap")

    def read(self, name: str, most: int | None = None) -> bytes:
        """One member, unpacked; `Refused` where it has more than `most` bytes (else `markup_bytes`)."""
        most = self._limits.markup_bytes if most is None else most
        info = self._entries.get(name)
        if info is None:
            raise Refused(f"incomplete: it has no {name}")
        if info.file_size > most:
            raise Refused(f"its part {name} is larger than the limit of {most >> 20} MiB")
        try:
            with self._archive.open(info) as member:
                data = member.read(most + 1)
        except zipfile.BadZipFile as error:
            wrong_sum = "CRC" in str(error)
            raise Refused("damaged: wrong checksum (CRC)" if wrong_sum else f"damaged: {error}") from error
        except (EOFError, OSError, zlib.error, NotImplementedError, RuntimeError) as error:
            raise Refused(f"damaged: its part {name} cannot be unpacked") from error
        self._markup_left -= len(data)
        if self._markup_left < 0:
            raise Refused(f"more than {self._limits.file_bytes >> 20} MiB of markup in it")
        return data

    def markup(self, name: str, *, doctype: bool = False) -> bytes:
        """One XML member, unpacked, without declarations that a parser might act on."""
        data = self.read(name)
        check_markup(data, doctype=doctype)
        return data

    def xml(self, name: str, *, doctype: bool = False) -> Any:
        """The root element of one XML member. `doctype`: it may name a document type (not looked at)."""
        return parsed(self.markup(name, doctype=doctype), name)

    def only(
        self, keep: Callable[[str], bool], edit: Callable[[str, bytes], bytes] = lambda name, data: data
    ) -> io.BytesIO:
        """The package again, in memory: members that `keep` wants, checked and edited; the others empty."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as copy:
            for name, info in self._entries.items():
                if not info.is_dir():
                    copy.writestr(zipfile.ZipInfo(name), edit(name, self.markup(name)) if keep(name) else b"")
        out.seek(0)
        return out


def check_markup(data: bytes, *, doctype: bool) -> None:
    """`Refused` where XML declares entities or, unless `doctype`, has a document type at all."""
    declared = _ENCODING.match(data[:400])
    if not doctype and declared is not None and declared[1].lower() not in _ENCODINGS:
        raise Refused(f"its XML is in an encoding that such files do not use ({declared[1].decode('ascii')})")
    signs = ["<!ENTITY"] if doctype else ["<!ENTITY", "<!DOCTYPE"]
    for sign in signs:
        if any(sign.encode(encoding) in data for encoding in ("ascii", "utf-16-le", "utf-16-be")):
            raise Refused(_ENTITIES)


def parsed(data: bytes, name: str) -> Any:
    """The root element of XML: no entities, no document type loaded, no network, bounded depth."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(f"damaged: its part {name} is not well-formed XML") from error
    declared = root.getroottree().docinfo.internalDTD
    # Once more, whatever the encoding was: the search for bytes is not the only guard.
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise Refused(_ENTITIES)
    return root


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""

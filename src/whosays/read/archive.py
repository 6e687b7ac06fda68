"""Archives: ZIP, TAR (plain or compressed), and single compressed files. Nothing is ever unpacked to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator

from whosays.errors import Refused
from whosays.plugins import Limits, Raw, Reader, Refusal
from whosays.read import kinds, sidecar, tarball, unpacking
from whosays.read.contents import Contents
from whosays.read.files import too_large
from whosays.read.names import member
from whosays.read.unpacking import BZIP2, GZIP, XZ, read_all, unpacked
from whosays.read.zip_directory import check_directory, overlapping

_SYMBOLIC_LINK = 0o120000
_FILE_TYPE = 0o170000
_LOCAL_HEADER = 30
"""Bytes before the name, in front of a member's data."""


def read_zip(raw: Raw, limits: Limits) -> Iterator[Raw | Refusal]:
    """The members of a ZIP file, in the order of its directory."""
    with raw.open() as stream:
        check_directory(stream, limits.members)
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise Refused(f"a damaged ZIP file: {error}") from error
        with archive:
            yield from _Zip(raw, limits, archive).members()


class _Zip:
    """An open ZIP file."""

    def __init__(self, raw: Raw, limits: Limits, archive: zipfile.ZipFile) -> None:
        self._raw = raw
        self._limits = limits
        self._archive = archive
        self._bytes_left = limits.unpacked_bytes
        # `orig_filename` still has what stands after a NUL byte.
        self._entries = {
            info.orig_filename: info for info in reversed(archive.infolist()) if not info.is_dir()
        }
        self._contents = Contents(raw.source, self._entries)
        self._overlapping = overlapping(
            (info.header_offset, info.header_offset + _LOCAL_HEADER + info.compress_size)
            for info in archive.infolist()
        )

    def members(self) -> Iterator[Raw | Refusal]:
        """All that are documents, and why the others are not."""
        for info in self._archive.infolist():
            name = info.orig_filename
            if info.is_dir():
                continue
            passed_over = self._contents.passed_over(name)
            if passed_over is not None:
                yield passed_over
                continue
            try:
                data = self._bytes(info)
                given = self._contents.given(name, self._sidecar)
            except Refused as refused:
                yield Refusal(member(self._raw.source, name), refused.reason)
            else:
                yield Raw(source=member(self._raw.source, name), data=data, given=given)
            if self._bytes_left <= 0:
                most = self._limits.unpacked_bytes >> 20
                raise Refused(f"more than {most:,} MiB when unpacked; the rest was not read")

    def _sidecar(self, name: str) -> bytes:
        return self._bytes(self._entries[name], sidecar.LARGEST)

    def _bytes(self, info: zipfile.ZipInfo, most: int | None = None) -> bytes:
        most = self._limits.file_bytes if most is None else most
        if info.external_attr >> 16 & _FILE_TYPE == _SYMBOLIC_LINK:
            raise Refused("a symbolic link")
        if info.flag_bits & 0x1:
            raise Refused("encrypted (password)")
        if info.header_offset in self._overlapping:
            raise Refused("damaged: it overlaps with another member")
        if info.file_size > most:
            # A size that is too large refuses; one that is small is not believed (below).
            raise Refused(too_large(most))
        try:
            with self._archive.open(info) as stream:
                data = read_all(stream, most)  # type: ignore[arg-type]
        except NotImplementedError as error:
            raise Refused(f"compressed in a way that cannot be read ({error})") from error
        except zipfile.BadZipFile as error:
            wrong_sum = "CRC" in str(error)
            raise Refused("damaged: wrong checksum (CRC)" if wrong_sum else f"damaged: {error}") from error
        except unpacking.DAMAGED as error:
            raise Refused("damaged or cut off") from error
        finally:
            self._bytes_left -= min(info.file_size, most)
        return data


# ── compressed ────────────────────────────────────────────────────────────────────────────────────


def read_compressed(raw: Raw, limits: Limits) -> Iterator[Raw | Refusal]:
    """What a file compressed with gzip, bzip2 or xz holds: a TAR archive, or one document."""
    if _holds_tar(raw, limits):
        yield from tarball.read_tar(raw, limits)
        return
    name = kinds.name_of(raw)
    stem = name.rpartition(".")[0] or name or "document"
    with raw.open() as packed, unpacked(packed, limits.unpacked_bytes) as stream:
        try:
            data = read_all(stream, limits.file_bytes)
        except unpacking.DAMAGED as error:
            raise Refused("damaged or cut off") from error
    # One document in a wrapping: what is known of the file is known of it.
    yield Raw(source=member(raw.source, stem), data=data, given=raw.given)


def _holds_tar(raw: Raw, limits: Limits) -> bool:
    with raw.open() as packed, unpacked(packed, limits.unpacked_bytes) as stream:
        try:
            return tarball.sniff(stream.read(tarball.BLOCK))
        except unpacking.DAMAGED as error:
            raise Refused("damaged or cut off") from error


def _begins(*magic: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(magic)


def _reader(
    name: str,
    media_type: str,
    suffixes: Iterable[str],
    sniff: Callable[[bytes], bool],
    run: Callable[[Raw, Limits], Iterator[Raw | Refusal]],
) -> Reader:
    return Reader(
        name=name, media_type=media_type, suffixes=tuple(suffixes), sniff=sniff, run=run, container=True
    )


READERS: tuple[Reader, ...] = (
    _reader("zip", kinds.ZIP, (".zip",), _begins(b"PK\x03\x04", b"PK\x05\x06"), read_zip),
    _reader("tar", "application/x-tar", (".tar",), tarball.sniff, tarball.read_tar),
    _reader("gzip", "application/gzip", (".gz", ".tgz"), _begins(GZIP), read_compressed),
    _reader("bzip2", "application/x-bzip2", (".bz2", ".tbz2"), _begins(BZIP2), read_compressed),
    _reader("xz", "application/x-xz", (".xz", ".txz"), _begins(XZ), read_compressed),
)

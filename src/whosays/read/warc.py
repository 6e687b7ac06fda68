"""Web archives (WARC, ISO 28500): each page as it was captured, with its address."""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any, BinaryIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader

from whosays.errors import Refused
from whosays.plugins import Limits, Raw, Reader, Refusal
from whosays.read import kinds, unpacking
from whosays.read.files import too_large
from whosays.read.names import member
from whosays.read.unpacking import read_all, unpacked
from whosays.records import Given

LONGEST_HEADERS = 256 << 10
"""Bytes of the headers of one record."""
_SKIPPED = 1 << 20
_OK = 200
_CHUNK_SIZE = re.compile(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.ASCII)
_DAMAGED = "damaged or cut off; the rest was not read"


class _Stream:
    """What `warcio` reads records from: unpacked bytes, with a limit on lines that it would take whole."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0
        self.headers_left = LONGEST_HEADERS

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def readline(self, size: int | None = None) -> bytes:
        most = self.headers_left + 1
        line = self._stream.readline(most if size is None else min(size, most))
        self.headers_left -= len(line)
        if self.headers_left < 0:
            raise Refused("a record whose headers have no end; the rest was not read")
        self._at += len(line)
        return line

    def tell(self) -> int:
        return self._at


def read_warc(raw: Raw, limits: Limits) -> Iterator[Raw | Refusal]:
    """The captured pages, in the order of the file; what is no page is counted, and told at the end."""
    captures = _Captures(raw, limits)
    most = max(limits.unpacked_bytes, raw.size())
    with raw.open() as packed, unpacked(packed, most) as stream:
        try:
            for record in _records(_Stream(stream)):
                yield from captures.take(record)
        except Refused as refused:
            yield Refusal(raw.source, refused.reason)
        except (ArchiveLoadFailed, *unpacking.DAMAGED):
            yield Refusal(raw.source, _DAMAGED if captures.any else "not a web archive")
    yield from captures.skipped()


def _records(stream: _Stream) -> Iterator[Any]:
    """Each record; what its taker leaves of it is passed over."""
    # Of `warcio` the loader alone: its iterator takes lines of any length, and writes to the standard error.
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    first_line = _next_line(stream)
    while first_line is not None:
        stream.headers_left = LONGEST_HEADERS
        try:
            record = loader.parse_record_stream(stream, first_line, "warc")
        except (AttributeError, ValueError) as error:  # a response without an address, and the like
            raise Refused("a damaged record; the rest was not read") from error
        left = record.raw_stream
        if left is stream:
            raise Refused("a record that does not say how long it is; the rest was not read")
        yield record
        while left.read(_SKIPPED):
            pass
        if left.limit > 0:
            raise EOFError
        first_line = _next_line(stream)


def _next_line(stream: _Stream) -> bytes | None:
    """The first line that is not empty."""
    stream.headers_left = LONGEST_HEADERS
    while line := stream.readline():
        if line.strip():
            return line
    return None


class _Captures:
    """What was found in an archive so far."""

    def __init__(self, raw: Raw, limits: Limits) -> None:
        self._raw = raw
        self._limits = limits
        self._count: Counter[str] = Counter()
        self._times: dict[bytes, int] = {}
        self.any = False

    def take(self, record: Any) -> Iterator[Raw | Refusal]:
        """The page that a record holds."""
        self.any = True
        url = record.rec_headers.get_header("WARC-Target-URI")
        if record.rec_type not in {"response", "resource"} or not url:
            if record.rec_type in {"revisit", "conversion", "continuation"}:
                self._count[f"records of another kind ({record.rec_type})"] += 1
            return
        http = record.http_headers
        if record.rec_type == "response" and http is None:
            return  # of the domain name system, not of the web
        media_type = (http or record.rec_headers).get_header("Content-Type") or ""
        if http is not None and http.get_statuscode() != str(_OK):
            self._count["captures that are no page (status other than 200)"] += 1
            return
        kind = kinds.not_a_report_type(media_type)
        if kind is not None:
            self._count[f"not a report: {kind}"] += 1
            return
        source = self._source(url)
        try:
            data = self._payload(record)
        except Refused as refused:
            yield Refusal(source, refused.reason)
            return
        if not data:
            self._count["captures without content"] += 1
            return
        yield Raw(source=source, data=data, media_type=_type(media_type), given=Given(url=_web_address(url)))

    def _source(self, url: str) -> str:
        """A name for a capture that no other in this archive has: pages may have been captured again."""
        digest = blake2b(url.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        times = self._times[digest] = self._times.get(digest, 0) + 1
        return member(self._raw.source, url if times == 1 else f"{url} (capture {times})")

    def _payload(self, record: Any) -> bytes:
        """The bytes of a page, out of the encodings it travelled in."""
        most = self._limits.file_bytes
        http = record.http_headers
        data = _whole(record, most)
        if http is None:
            return data
        if "chunked" in (http.get_header("Transfer-Encoding") or "").lower() and _CHUNK_SIZE.match(data):
            data = read_all(ChunkedDataReader(io.BytesIO(data)), most)
        for encoding in reversed((http.get_header("Content-Encoding") or "").lower().split(",")):
            data = _decoded(data, encoding.strip(), most)
        return data

    def skipped(self) -> Iterator[Refusal]:
        """How many records were no pages, by kind."""
        for reason, count in sorted(self._count.items()):
            yield Refusal(self._raw.source, f"{reason}: {count:,} records", "skipped")


def _whole(record: Any, most: int) -> bytes:
    data = read_all(record.raw_stream, most)
    if record.raw_stream.limit > 0:
        raise Refused("cut off")
    return data


def _decoded(data: bytes, encoding: str, most: int) -> bytes:
    """`data` out of a content encoding. Crawlers often keep the header of what they have unpacked already."""
    if encoding in {"", "identity"}:
        return data
    if encoding in {"gzip", "x-gzip"}:
        if not data.startswith(unpacking.GZIP):
            return data
        return _inflated(data, 31, most)
    if encoding == "deflate":
        try:
            return _inflated(data, 15, most)
        except Refused:
            return _inflated(data, -15, most)  # what some servers take "deflate" for
    raise Refused(f"compressed in a way that cannot be read ({encoding[:20]})")


def _inflated(data: bytes, window: int, most: int) -> bytes:
    inflating = zlib.decompressobj(window)
    try:
        unpacked_data = inflating.decompress(data, most + 1)
    except zlib.error as error:
        raise Refused("damaged or cut off") from error
    if len(unpacked_data) > most:
        raise Refused(too_large(most))
    if not inflating.eof:
        raise Refused("damaged or cut off")
    return unpacked_data


def _type(told: str) -> str:
    """A media type, with the encoding of its text where it says one."""
    charset = _CHARSET.search(told)
    bare = kinds.bare_type(told)
    return f"{bare}; charset={charset[1].lower()}" if charset else bare


def _web_address(url: str) -> str | None:
    return url if url.startswith(("http://", "https://")) else None


def _looks_like_warc(head: bytes) -> bool:
    if head.startswith(unpacking.GZIP):
        try:
            head = zlib.decompressobj(31).decompress(head, 64)
        except zlib.error:
            return False
    return re.match(rb"WARC/\d", head) is not None


READERS: tuple[Reader, ...] = (
    Reader(
        name="warc",
        media_type="application/warc",
        suffixes=(".warc", ".warc.gz"),
        sniff=_looks_like_warc,
        run=read_warc,
        container=True,
    ),
)

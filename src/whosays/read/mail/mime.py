"""The parts of a mail: headers and bodies, taken apart in linear time whatever the bytes are.

The parser of the standard library descends into parts by recursion and asks every open part about every
line; here each level of nesting is one pass over its bytes, and nesting is bounded. Source: RFC 5322,
RFC 2045-2047, RFC 2231.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32

from whosays.errors import Refused

PARTS = 1_000
"""Parts in one message."""
DEEPEST = 32
"""Parts in parts."""
LARGEST_HEADERS = 256 << 10
"""Bytes of the headers of one part."""
LONGEST_VALUE = 10_000
"""Characters of one header."""

_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\A\r?\n")
_EMPTY_LINE = re.compile(rb"\r?\n")
_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_parse = BytesHeaderParser(policy=compat32).parsebytes


class Part:
    """One part: its headers, and where in the message its body lies, as it travelled."""

    def __init__(self, data: bytes, begin: int = 0, end: int | None = None) -> None:
        """`data`: the whole message; `begin`, `end`: where the part stands in it, headers and all."""
        self._data = data
        self._end = len(data) if end is None else end
        empty = _EMPTY_LINE.match(data, begin, self._end)
        last = empty or _END_OF_HEADERS.search(data, begin, min(self._end, begin + LARGEST_HEADERS))
        if last is None and self._end - begin > LARGEST_HEADERS:
            raise Refused(f"the headers of a part are larger than {LARGEST_HEADERS >> 10} KiB")
        self._begin = last.end() if last else self._end
        self.headers: Message[str, str] = _parse(data[begin : last.start() if last else self._end])

    @property
    def type(self) -> str:
        """Media type, in lower case."""
        return self.headers.get_content_type()

    @property
    def family(self) -> str:
        """The media type up to the slash."""
        return self.headers.get_content_maintype()

    @property
    def name(self) -> str | None:
        """The file name that it is to have, on one line."""
        try:
            name = self.headers.get_filename()
        except (MessageError, ValueError, LookupError, UnicodeError):
            return None
        return plain_line(name) or None if name else None

    @property
    def attached(self) -> bool:
        """Is it meant as a file of its own?"""
        return self.headers.get_content_disposition() == "attachment"

    def parameter(self, name: str) -> str:
        """A parameter of the media type; empty where there is none."""
        value = self.headers.get_param(name, "")
        return value if isinstance(value, str) else ""

    def raw_value(self, header: str) -> str | None:
        """A header as it travelled; `None` where it is missing, too long, or there are several that differ.

        A second `From` or `Date` is how a message is made to look like another's.
        """
        values = self._values(header)
        value = values.pop() if len(values) == 1 else None
        return value if value is not None and len(value) <= LONGEST_VALUE else None

    def value(self, header: str) -> str | None:
        """The same, decoded, on one line."""
        value = self.raw_value(header)
        return plain_line(value) or None if value else None

    def differs(self, header: str) -> bool:
        """Does the header stand there more than once, and not the same?"""
        return len(self._values(header)) > 1

    def _values(self, header: str) -> set[str]:
        name = header.lower()
        values = (value for key, value in self.headers.raw_items() if key.lower() == name)
        # Bytes beyond ASCII came through as surrogates; today they are UTF-8 (RFC 6532).
        return {str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace") for value in values}

    def payload(self) -> bytes:
        """The bytes of the body, taken out of their encoding for transfer."""
        body = self._data[self._begin : self._end]
        encoding = str(self.headers.get("content-transfer-encoding", "")).strip().lower()
        if encoding == "base64":
            return _from_base64(body)
        if encoding == "quoted-printable":
            return quopri.decodestring(body)
        return body

    def parts(self) -> Iterator[Part]:
        """The parts of a multipart body."""
        boundary = self.headers.get_boundary("").rstrip()
        if not boundary or len(boundary) > 200:
            return
        mark = re.escape(boundary.encode("utf-8", "surrogateescape"))
        delimiter = re.compile(rb"^--" + mark + rb"(--)?[ \t]*(?:\r?\n|\r|\Z)", re.MULTILINE)
        begin: int | None = None
        for found in delimiter.finditer(self._data, self._begin, self._end):
            if begin is not None:
                yield Part(self._data, begin, self._before_line_end(begin, found.start()))
            begin = found.end()
            if found[1]:
                return
        if begin is not None:
            yield Part(self._data, begin, self._end)  # cut off before its last delimiter

    def _before_line_end(self, begin: int, end: int) -> int:
        """The line end before a delimiter belongs to the delimiter."""
        for line_end in (b"\r\n", b"\n", b"\r"):
            if self._data.endswith(line_end, begin, end):
                return end - len(line_end)
        return max(begin, end)


class Counter:
    """How many parts a message had so far."""

    def __init__(self) -> None:
        self._count = 0

    def children(self, part: Part, depth: int) -> Iterator[Part]:
        """The parts of a multipart, `depth` levels down; `Refused` where a message has too many."""
        if depth > DEEPEST:
            raise Refused(f"parts nested more than {DEEPEST} deep")
        for child in part.parts():
            self._count += 1
            if self._count > PARTS:
                raise Refused(f"more than {PARTS:,} parts")
            yield child


_NO_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
)


def _from_base64(data: bytes) -> bytes:
    """As much as can be decoded: mail servers cut lines off and add others."""
    data = data.translate(None, _NO_BASE64)
    data = data[: len(data) - len(data) % 4] if data.endswith(b"=") else data + b"=" * (-len(data) % 4)
    try:
        return binascii.a2b_base64(data)
    except binascii.Error:
        return binascii.a2b_base64(data[: len(data) // 4 * 4 - 4])


def plain_line(value: str) -> str:
    """A header with its encoded words (RFC 2047) in plain characters, on one line.

    What cannot be decoded stays as it is; folded and injected line ends become spaces.
    """
    return _SPACE.sub(" ", _UNSEEN.sub(" ", _decoded(value))).strip()


def _decoded(value: str) -> str:
    """Encoded words (RFC 2047) in plain characters; what cannot be decoded stays as it is."""
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    text: list[str] = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            text.append(piece)
            continue
        try:
            text.append(piece.decode(charset or "utf-8", "replace"))
        except (LookupError, ValueError):
            text.append(piece.decode("utf-8", "replace"))
    return "".join(text)

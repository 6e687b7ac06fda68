"""Mail: a message is a document, what is attached to it lies inside; an mbox file is a row of messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import getaddresses, parsedate_to_datetime
from typing import BinaryIO

from whosays.errors import Refused
from whosays.plugins import Limits, Raw, Reader, Refusal
from whosays.read import html, kinds
from whosays.read.files import too_large
from whosays.read.mail.mime import Counter, Part, plain_line
from whosays.read.mail.text import blocks_of, decoded, usable_charset
from whosays.read.names import member
from whosays.records import Document, Given

MESSAGE = "message/rfc822"

_ENCRYPTED = frozenset(
    {"multipart/encrypted", "application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
)
_SIGNATURES = frozenset(
    {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
)
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_PGP = "-----BEGIN PGP MESSAGE-----"


# ── one message ───────────────────────────────────────────────────────────────────────────────────


def read_message(raw: Raw, limits: Limits) -> Iterator[Document | Raw | Refusal]:
    """The message, and after it what is attached."""
    top = Part(raw.read(limits.file_bytes))
    if not top.headers.keys():
        raise Refused("not a mail: it has no headers")
    message = _Message(raw, limits)
    message.take(top, 0)
    if _is_saved_page(top):
        yield from message.page(top)
        return
    reason = message.unreadable()
    if reason is not None:
        yield Refusal(raw.source, reason)
    else:
        yield message.document(top)
    if message.partly_encrypted:
        yield Refusal(member(raw.source, "encrypted part"), "encrypted")
    yield from message.attachments


class _Message:
    """What was found in a message so far."""

    def __init__(self, raw: Raw, limits: Limits) -> None:
        self._raw = raw
        self._limits = limits
        self._counter = Counter()
        self._bodies: list[Part] = []
        self._names: set[str] = set()
        self._encrypted = False
        self.attachments: list[Raw | Refusal] = []

    def take(self, part: Part, depth: int) -> None:
        """Sort a part and all below it: body, attachment, or nothing to read."""
        if part.type in _ENCRYPTED and part.parameter("smime-type") != "signed-data":
            self._encrypted = True
        elif part.family == "multipart":
            self._take_multipart(part, depth + 1)
        elif part.type in _SIGNATURES:
            return
        elif part.type in {"text/plain", "text/html"} and not part.attached and not part.name:
            self._bodies.append(part)
        elif part.family == "image" and not part.attached:
            return  # a picture in the text: a letterhead, a smiley
        else:
            self._attach(part)

    def _take_multipart(self, part: Part, depth: int) -> None:
        children = list(self._counter.children(part, depth))
        if part.type == "multipart/alternative":
            children = _preferred(children)
        for child in children:
            self.take(child, depth)

    def _attach(self, part: Part) -> None:
        name = self._name(part)
        source = member(self._raw.source, name)
        if part.type in _TNEF:
            self.attachments.append(Refusal(source, "attachments in Outlook's own form (winmail.dat)"))
            return
        kind = kinds.not_a_report(name) or kinds.not_a_report_type(part.type)
        if kind is not None:
            self.attachments.append(Refusal(source, f"not a report: {kind}", "skipped"))
            return
        charset = part.parameter("charset")
        told = f"{part.type}; charset={charset}" if charset and part.family == "text" else part.type
        self.attachments.append(Raw(source=source, data=part.payload(), media_type=told))

    def _name(self, part: Part) -> str:
        """A name for an attachment that no other has. It is shown, and never a path to anything."""
        name = (part.name or "").replace("\\", "/").rpartition("/")[2]
        if not name:
            name = "message.eml" if part.type == MESSAGE else "attachment"
        stem, dot, suffix = name.rpartition(".")
        unique, number = name, 1
        while unique in self._names:
            number += 1
            unique = f"{stem}-{number}{dot}{suffix}" if dot else f"{name}-{number}"
        self._names.add(unique)
        return unique

    def unreadable(self) -> str | None:
        """Why the message itself is not read."""
        if self._bodies:
            return None
        return "encrypted" if self._encrypted else "a mail without text"

    @property
    def partly_encrypted(self) -> bool:
        """Is there something that can be read, and something that cannot?"""
        return self._encrypted and bool(self._bodies)

    # ── the document ──────────────────────────────────────────────────────────────────────────────

    def document(self, top: Part) -> Document:
        """The message: its text, and what its headers say."""
        plain = [part for part in self._bodies if part.type == "text/plain"]
        pages = [part for part in self._bodies if part.type == "text/html"]
        text, notes = _joined(plain)
        if _PGP in text[:2000]:
            raise Refused("encrypted (PGP)")
        # A web page with a footer in plain text is a web page.
        if text.strip() and (not pages or self._bodies[0] is plain[0]):
            document = Document(
                id="", source=self._raw.source, format=MESSAGE, text=text, blocks=blocks_of(text)
            )
            left_out = bool(pages)
        else:
            if not pages:
                raise Refused("a mail without text")
            document = self._from_html(pages[0])
            notes, left_out = [], len(pages) > 1 or bool(text.strip())
        if left_out:
            notes.append("parts of the message in another form were left out")
        notes += [
            f"several headers {name!r} that differ: none was used"
            for name in ("Subject", "From", "Date")
            if top.differs(name)
        ]
        return document.having(
            format=MESSAGE,
            title=top.value("Subject"),
            byline=_people(top, "From"),
            published=_day(top),
            publisher=_publisher(top),
            url=None,
            canonical_url=None,
            notes=(*document.notes, *notes),
        )

    def _from_html(self, part: Part) -> Document:
        return html.document_from_html(
            part.payload(),
            source=self._raw.source,
            limits=self._limits,
            charset=usable_charset(part.parameter("charset")),
        )

    def page(self, top: Part) -> Iterator[Raw | Refusal]:
        """The web page that a browser saved in the form of a mail (MHTML)."""
        part = next((part for part in self._bodies if part.type == "text/html"), None)
        if part is None:
            yield Refusal(self._raw.source, "a saved web page without a page")
            return
        url = top.value("Snapshot-Content-Location") or part.value("Content-Location")
        charset = part.parameter("charset")
        yield Raw(
            source=member(self._raw.source, "page.html"),
            data=part.payload(),
            media_type=f"text/html; charset={charset}" if charset else "text/html",
            given=self._raw.given.over(Given(url=url if _is_web_address(url) else None)),
        )


def _is_web_address(url: str | None) -> bool:
    return url is not None and url.startswith(("http://", "https://"))


def _is_saved_page(top: Part) -> bool:
    return top.type == "multipart/related" and (
        "Snapshot-Content-Location" in top.headers or (top.value("From") or "").startswith("<Saved by ")
    )


def _preferred(children: list[Part]) -> list[Part]:
    """Of alternatives the plain text, else the last that can be read (RFC 2046, 5.1.4)."""
    for child in children:
        if child.type == "text/plain" and child.payload().strip():
            return [child]
    readable = [child for child in children if child.family == "multipart" or child.type == "text/html"]
    return readable[-1:] or children[:1]


def _joined(parts: list[Part]) -> tuple[str, list[str]]:
    """The text of all parts, an empty line between them."""
    texts: list[str] = []
    notes: list[str] = []
    for part in parts:
        text, note = decoded(part.payload(), part.parameter("charset"))
        texts.append(text)
        if note and note not in notes:
            notes.append(note)
    return "\n\n".join(texts), notes


# ── headers ───────────────────────────────────────────────────────────────────────────────────────


def _people(top: Part, header: str) -> tuple[str, ...]:
    """Names in a header, or addresses where there is no name."""
    value = top.raw_value(header)
    if value is None:
        return ()
    try:
        # Taken apart first and decoded then: a decoded name may hold a comma.
        people = [(plain_line(name).strip("\"' "), address) for name, address in getaddresses([value])[:20]]
    except RecursionError:  # comments in comments
        return ()
    return tuple(name or address for name, address in people if name or "@" in address)


def _day(top: Part) -> str | None:
    """The day on which it was sent, by the sender's own clock."""
    value = top.value("Date")
    try:
        day = parsedate_to_datetime(value).date().isoformat() if value else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return None if day == "1970-01-01" else day  # a clock that was never set


def _publisher(top: Part) -> str | None:
    """The list, organisation or sender that the headers name."""
    listed = (top.value("List-Id") or "").partition("<")[0].strip(" \"'")
    sender = next((name for name in _people(top, "Sender") if "@" not in name), None)
    return listed or top.value("Organization") or sender


# ── mbox ──────────────────────────────────────────────────────────────────────────────────────────

_FROM = re.compile(
    rb"From \S{1,300}[ \t]+[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d "
    rb"\d\d:\d\d(?::\d\d)?[^\r\n]{0,30}\d{4}[ \t]*\r?$"
)
"""The line before a message: sender and, as `asctime` writes it, date (RFC 4155)."""
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_PIECE = 1 << 16


def read_mbox(raw: Raw, limits: Limits) -> Iterator[Raw | Refusal]:
    """Each message, called by its number from 1."""
    with raw.open() as stream:
        for number, message in enumerate(_messages(stream, limits.file_bytes), 1):
            source = member(raw.source, str(number))
            if message is None:
                yield Refusal(source, too_large(limits.file_bytes))
            else:
                yield Raw(source=source, data=_QUOTED_FROM.sub(rb"\1", message), media_type=MESSAGE)


def _messages(stream: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The bytes of each message, without its "From " line; `None` for one of more than `most` bytes."""
    pieces: list[bytes] = []
    size = -1  # before the first message
    after_empty = new_line = True
    while piece := stream.readline(_PIECE):
        if new_line and after_empty and _FROM.match(piece):
            if size >= 0:
                yield b"".join(pieces) if size <= most else None
            pieces, size = [], 0
        elif size >= 0:
            size += len(piece)
            if size <= most:
                pieces.append(piece)
            else:
                pieces = []
        after_empty = new_line and not piece.strip()
        new_line = piece.endswith(b"\n")
    if size < 0:
        raise Refused("not an mbox file: no message begins in it")
    yield b"".join(pieces) if size <= most else None


# ── readers ───────────────────────────────────────────────────────────────────────────────────────

_HEADER = re.compile(rb"([!-9;-~]{1,80}):[ \t\r\n]")
_TELLING = frozenset(
    b"received return-path delivered-to message-id mime-version from subject date x-mailer".split()
)
_TECHNICAL = frozenset(b"received return-path delivered-to message-id mime-version".split())


def _looks_like_mail(head: bytes) -> bool:
    """Does it begin with headers, and such as nobody types by hand?"""
    first = _HEADER.match(head)
    if first is None:
        return False
    block = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    names = {found[1].lower() for line in block.split(b"\n") if (found := _HEADER.match(line + b"\n"))}
    return bool(names & _TECHNICAL) and len(names & _TELLING) >= 3


def _looks_like_mbox(head: bytes) -> bool:
    first, _, rest = head.partition(b"\n")
    return _FROM.match(first) is not None and _HEADER.match(rest) is not None


READERS: tuple[Reader, ...] = (
    Reader(
        name="mail",
        media_type=MESSAGE,
        suffixes=(".eml", ".mht", ".mhtml"),
        sniff=_looks_like_mail,
        run=read_message,
        container=True,
    ),
    Reader(
        name="mbox",
        media_type="application/mbox",
        suffixes=(".mbox", ".mbx"),
        sniff=_looks_like_mbox,
        run=read_mbox,
        container=True,
    ),
)

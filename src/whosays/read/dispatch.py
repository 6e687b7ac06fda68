"""One file into its documents: the right reader, containers opened in turn, nothing trusted, nothing lost.

Whatever goes wrong costs what it went wrong with, and is told by name: a reader that fails costs its
document, a member that cannot be taken out costs that member, a damaged container the rest of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from whosays.errors import Refused, UsageError
from whosays.plugins import Limits, Raw, Reader, Refusal
from whosays.read import files
from whosays.read.finish import finished
from whosays.read.kinds import reader_for
from whosays.read.names import shown
from whosays.records import Document, Given
from whosays.records.derived import document_key

T = TypeVar("T")

BYTES_A_MEMBER = 512
"""A large file may hold a document for so many of its bytes, even beyond `Limits.members`."""

COMPOSITE = "message/"
"""A container of such a media type is a document too, and its members are its attachments (RFC 2046, 5.2)."""

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.ASCII)


class Found(msgspec.Struct, frozen=True):
    """A document, read."""

    key: str
    document: Document
    data: bytes
    """Its original bytes, exactly those that were parsed."""

    @property
    def source(self) -> str:
        """Where it was found."""
        return self.document.source


class AlreadyKnown(msgspec.Struct, frozen=True):
    """A document that need not be read again."""

    key: str
    source: str


Outcome = Found | AlreadyKnown | Refusal


def documents(
    raw: Raw,
    limits: Limits,
    known: Callable[[str, str], bool] = lambda key, source: False,
    *,
    readers: tuple[Reader, ...] | None = None,
) -> Iterator[Outcome]:
    """All documents in `raw`: itself, or what lies in it, however deep.

    `known(key, source)` is asked just before a document is read, and says whether it need not be (what is
    attached to a known mail is looked at nevertheless); it may raise `Refused`, and then nothing of the
    document is touched. `readers`: those to choose from, else all that are installed.
    """
    return _Opening(raw, limits, known, readers).outcomes()


class _Opening:
    """One file from outside, with what it may hold in all."""

    def __init__(
        self,
        raw: Raw,
        limits: Limits,
        known: Callable[[str, str], bool],
        readers: tuple[Reader, ...] | None,
    ) -> None:
        self._raw = raw
        self._limits = limits
        self._known = known
        self._readers = readers
        self._members_left = limits.members
        self._bytes_left = limits.unpacked_bytes

    def outcomes(self) -> Iterator[Outcome]:
        """What it holds, in its own order."""
        raw = self._raw
        size = _tried(lambda: _size(raw), raw.source)
        if isinstance(size, Refusal):
            yield size
            return
        # What is really there may be read, however much: the limits are against what swells when unpacked.
        self._members_left = max(self._limits.members, size // BYTES_A_MEMBER)
        self._bytes_left = max(self._limits.unpacked_bytes, size)
        yield from self._of(raw)

    def _of(self, raw: Raw) -> Iterator[Outcome]:
        reader = _tried(lambda: reader_for(raw, self._readers), raw.source)
        if isinstance(reader, Refusal):
            yield reader
        elif reader.container and not reader.media_type.startswith(COMPOSITE):
            yield from self._container(raw, reader)
        else:
            yield from self._document(raw, reader)

    def _document(self, raw: Raw, reader: Reader) -> Iterator[Outcome]:
        """A document, perhaps with others inside (a mail with its attachments)."""
        data = _tried(lambda: self._bytes(raw), raw.source)
        if isinstance(data, Refusal):
            yield data
            return
        sha256 = hashlib.sha256(data).hexdigest()
        key = _key(sha256, reader, raw)
        known = _tried(lambda: self._known(key, raw.source), raw.source)
        if isinstance(known, Refusal):
            yield known
            return
        if known:
            yield AlreadyKnown(key, raw.source)
            if not reader.container:
                return
        exactly = msgspec.structs.replace(raw, path=None, data=data)
        documents_given = told = 0
        for item in _items(reader, exactly, self._limits):
            if not isinstance(item, Document):
                told += 1
                reason = self._too_much(item, raw) if isinstance(item, Raw) else None
                if reason is not None:
                    yield Refusal(raw.source, reason)
                    break
                yield from self._inside(item, raw)
                continue
            documents_given += 1
            if documents_given > 1:
                yield Refusal(raw.source, f"the reader {reader.name!r} gave more than one document")
            elif not known:
                yield self._found(item, raw, key, sha256, data)
        if not documents_given and not told:
            # A reader that gives nothing, not even a reason, must not make a file vanish.
            yield Refusal(raw.source, "no text in it")

    def _bytes(self, raw: Raw) -> bytes:
        most = self._limits.file_bytes
        data = raw.data or b"" if raw.path is None else files.read_whole(raw.path, most)
        if len(data) > most:
            raise Refused(files.too_large(most))
        return data

    def _found(self, document: Document, raw: Raw, key: str, sha256: str, data: bytes) -> Found | Refusal:
        whole = _tried(
            lambda: finished(
                document, sha256=sha256, source=raw.source, given=raw.given, most=self._limits.characters
            ),
            raw.source,
        )
        return whole if isinstance(whole, Refusal) else Found(key, whole, data)

    def _container(self, raw: Raw, reader: Reader) -> Iterator[Outcome]:
        before = None if raw.path is None else files.state_of(raw.path)
        given_used = raw.given == Given()
        anything = False
        for item in _items(reader, raw, self._limits):
            anything = True
            if isinstance(item, Document):
                yield Refusal(raw.source, f"the reader {reader.name!r} gave a document for a container")
                continue
            if isinstance(item, Raw):
                given_used = given_used or item.given == raw.given
                reason = self._too_much(item, raw)
                if reason is not None:
                    yield Refusal(raw.source, reason)
                    break
            yield from self._inside(item, raw)
        if not anything:
            # A container that gives nothing, not even a reason, must not vanish either.
            yield Refusal(raw.source, "no documents in it")
        if not given_used:
            yield Refusal(raw.source, "its sidecar was not used: it holds more than one document", "skipped")
        if raw.path is not None and files.state_of(raw.path) != before:
            yield Refusal(raw.source, files.CHANGED)

    def _too_much(self, member: Raw, container: Raw) -> str | None:
        """Why neither `member` nor what follows it is read."""
        if container.depth >= self._limits.nesting:
            return f"nested more than {self._limits.nesting} deep; what lies deeper was not read"
        self._members_left -= 1
        if self._members_left < 0:
            return f"more than {self._limits.members:,} documents in it; the rest was not read"
        self._bytes_left -= len(member.data or b"")
        if self._bytes_left < 0:
            return f"more than {self._limits.unpacked_bytes >> 20:,} MiB when unpacked; the rest was not read"
        return None

    def _inside(self, item: Raw | Refusal, container: Raw) -> Iterator[Outcome]:
        if isinstance(item, Refusal):
            yield Refusal(shown(item.source), shown(item.reason), item.kind)
        else:
            yield from self._of(
                msgspec.structs.replace(item, source=shown(item.source), depth=container.depth + 1)
            )


def _size(raw: Raw) -> int:
    """Size of a file that is one, in bytes."""
    if raw.path is None:
        return raw.size()
    with files.opened(raw.path) as (_, (_, _, size, _)):
        return size


def _items(reader: Reader, raw: Raw, limits: Limits) -> Iterator[Document | Raw | Refusal]:
    """What the reader gives; where it fails, the reason as the last item."""
    items = _tried(lambda: iter(reader.run(raw, limits)), raw.source)
    if isinstance(items, Refusal):
        yield items
        return
    while (item := _tried(lambda: next(items, None), raw.source)) is not None:
        yield item


def _tried(action: Callable[[], T], source: str) -> T | Refusal:
    """The outcome of `action`, or why there is none."""
    try:
        return action()
    except Refused as refused:
        return Refusal(source, shown(refused.reason))
    except UsageError:
        raise  # a plug-in that does not load is nobody's document
    except Exception as error:
        # Readers run other people's parsers on hostile bytes: whatever they raise is the document's fault.
        message = _ADDRESS.sub("", " ".join(str(error).split()))[:200]
        name = type(error).__name__
        return Refusal(
            source,
            shown(f"could not be read: {name}: {message}" if message else f"could not be read: {name}"),
        )


def _key(sha256: str, reader: Reader, raw: Raw) -> str:
    """The id of the reading. A carrier that says how the text is encoded has a say in what is read."""
    charset = _CHARSET.search(raw.media_type or "")
    form = reader.media_type if charset is None else f"{reader.media_type}; charset={charset[1].lower()}"
    return document_key(sha256, form, raw.given)

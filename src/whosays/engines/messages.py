"""What the supervisor and its workers tell each other.

MessagePack, not pickle: a worker has read hostile bytes.
"""

from __future__ import annotations

import msgspec

from whosays.plugins import LexiconFile, Limits, Refusal
from whosays.records import Document, Given
from whosays.records.derived import Reading


class Job(msgspec.Struct, frozen=True, tag=True):
    """One file (or fetched page) for a worker; of a container, the `part` of `parts` of its documents."""

    number: int
    source: str
    location: str
    path: bytes | None
    """File name as the system knows it; `None` where `data` holds the bytes."""
    data: bytes | None = None
    media_type: str | None = None
    given: Given = Given()
    part: int = 0
    parts: int = 1
    poison: tuple[str, ...] = ()
    """Keys of documents that cost a worker its life: passed over."""


class Ask(msgspec.Struct, frozen=True, tag=True):
    """Worker: is the document `key` kept already? It is the next one that I read."""

    key: str
    source: str


class Long(msgspec.Struct, frozen=True, tag=True):
    """Worker: the document that I asked about has so much text, and needs its time."""

    characters: int


class Answer(msgspec.Struct, frozen=True, tag=True):
    """Supervisor: yes or no."""

    known: bool


class Read(msgspec.Struct, frozen=True, tag=True):
    """A document was read and annotated; `reading` where it is to be kept, else `document` alone."""

    location: str
    reading: Reading | None = None
    document: Document | None = None


class Held(msgspec.Struct, frozen=True, tag=True):
    """A document that is kept already was found at this location."""

    location: str
    source: str
    key: str


class NotRead(msgspec.Struct, frozen=True, tag=True):
    """Something was not read, and why."""

    location: str
    refusal: Refusal


class Done(msgspec.Struct, frozen=True, tag=True):
    """Worker: nothing more of this job."""


class Failed(msgspec.Struct, frozen=True, tag=True):
    """Worker: I cannot work at all (a plug-in does not load)."""

    why: str


class Setup(msgspec.Struct, frozen=True, tag=True):
    """Supervisor, once: how to work."""

    limits: Limits
    derive: bool
    """Derive and pack each document for the casebook; else the document alone is wanted."""
    lexicon: tuple[LexiconFile, ...] = ()
    """Event words of the user's own."""


Outcome = Read | Held | NotRead
FromWorker = Ask | Long | Read | Held | NotRead | Done | Failed
ToWorker = Job | Answer

encode = msgspec.msgpack.Encoder().encode
decode_from_worker = msgspec.msgpack.Decoder(FromWorker).decode
decode_to_worker = msgspec.msgpack.Decoder(ToWorker).decode

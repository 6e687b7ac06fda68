"""What a casebook shows: derived from annotations (and decisions), never edited, always computed again.

Ids come from content: `s-` a statement, `v-` an event, `e-` an entity, `d-` a document; twelve hex digits.
"""

from __future__ import annotations

import hashlib

import msgspec

from whosays.records.across import Caution, DocumentFacts, EventCard, Facts, Passage
from whosays.records.document import Document
from whosays.records.given import Given
from whosays.records.layers import Certainty, Polarity, Span, StatementKind
from whosays.records.parts import Figure as Figure
from whosays.records.parts import Stance as Stance
from whosays.records.parts import Voice as Voice
from whosays.records.parts import Where as Where


def document_key(sha256: str, media_type: str, given: Given) -> str:
    """The id of a reading: the same bytes, read as the same format with the same outside metadata."""
    told = msgspec.json.encode(given, order="sorted").decode()
    return content_id("d", sha256, media_type, told)


def content_id(prefix: str, *parts: object) -> str:
    """`prefix-` and twelve hex digits of the SHA-256 of `parts`."""
    text = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who or what takes part in a statement, in which role, in which words."""

    role: str
    entity: str
    start: int
    end: int


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as a line of the chronology."""

    id: str
    document: str
    kind: StatementKind
    type: str | None
    mode: str | None
    event: str | None
    start: int
    end: int
    summary: str
    """The exact words `text[start:end]` of the document."""
    when: str | None
    """The words by which the text gives the time."""
    edtf: str | None
    earliest: str | None
    """First possible day (ISO 8601); `None`: open."""
    latest: str | None
    """Last possible day (ISO 8601); `None`: open."""
    polarity: Polarity
    certainty: Certainty
    voice: tuple[Voice, ...]
    """Outermost first: the document."""
    parties: tuple[Party, ...]
    where: tuple[Where, ...] = ()
    """Where it happened, as far as the map knows."""
    figures: tuple[Figure, ...] = ()
    code: str | None = None
    """What made it (`Statement.code`)."""
    code_words: str | None = None
    """The words that it was coded by, with … between those that stand apart."""
    stance: Stance = "asserts"
    """How the outermost voice means it."""
    trigger: Span | None = None
    """The word that tells of it."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """An entity of the casebook."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """A mention of an entity in a document."""

    entity: str
    start: int
    end: int
    kind: str


class Derived(msgspec.Struct, frozen=True, kw_only=True):
    """What one document adds to the tables that views read."""

    lines: tuple[Line, ...] = ()
    entities: tuple[Known, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    places: tuple[Where, ...] = ()
    """All places that the document names or describes."""
    about: DocumentFacts | None = None
    """What weighing wants to know of the document."""
    cautions: tuple[Caution, ...] = ()
    """What a careful reader flags in it, as far as it shows that itself."""
    facts: tuple[Facts, ...] = ()
    """What it tells of entities besides their names, to compare them across documents."""
    events: tuple[EventCard, ...] = ()
    passages: tuple[Passage, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One document, ready to be kept: original bytes, text with all layers, what is derived from it."""

    key: str
    document: Document
    packed: bytes
    """The original bytes, compressed with zlib."""
    size: int
    """Number of original bytes."""
    derived: Derived

"""What a casebook gives out besides the records it was given: plain rows, frozen and typed."""

from __future__ import annotations

from typing import Literal

import msgspec

from whosays.records.across import EventCard
from whosays.records.derived import Stance
from whosays.records.layers import Certainty, Polarity, StatementKind


class SourceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of a place: which document lay there, as its how-manyth version."""

    location: str
    """Absolute path or URL; a member of a container is `container!/member`."""
    source: str
    """The path or URL as it was given."""
    document: str
    version: int
    """From 1; a changed file at the same location is the next version."""
    current: bool
    """Is it what lay there when the place was last read?"""
    read_at: str
    """UTC, ISO 8601."""


class DocumentRow(msgspec.Struct, frozen=True, kw_only=True):
    """A document without its text."""

    key: str
    sha256: str
    source: str
    """Where it was found: of several places the current one that sorts first."""
    title: str | None
    publisher: str | None
    byline: tuple[str, ...]
    published: str | None
    """EDTF; the document's own date."""
    earliest: str | None
    """First possible day of `published`, ISO 8601."""
    latest: str | None
    url: str | None
    canonical_url: str | None
    republished_from: str | None
    language: str | None
    format: str
    characters: int
    """Length of the text in code points."""
    notes: tuple[str, ...]
    current: bool
    """Does it lie at one location at least, in its newest version? Only such documents have lines."""


class LineFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines of the chronology are wanted; what is left open lets all pass."""

    entities: tuple[str, ...] = ()
    """One of these takes part."""
    voices: tuple[str, ...] = ()
    """One of these entities is one of the voices."""
    text: str | None = None
    """All these words stand in the line (`"two words"` together, `begin*`)."""
    earliest: str | None = None
    """May have been on or after the first day of this EDTF date. Undated lines never pass."""
    latest: str | None = None
    """May have been on or before the last day of this EDTF date. Undated lines never pass."""
    undated: bool = False
    """Only lines with neither end of their date known."""
    chronicle: bool = False
    """Only what a chronology tells: events, and relations and states that have a date."""
    kind: StatementKind | None = None
    type: str | None = None
    documents: tuple[str, ...] = ()
    """It stands in one of these."""
    certainty: Certainty | None = None
    polarity: Polarity | None = None


class ClaimFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims are wanted; what is left open lets all pass."""

    topics: tuple[str, ...] | None = None
    aspect: str | None = None
    origins: int | None = None
    """At least so many independent origins."""
    reports: int | None = None
    """At least so many reports."""


class ClaimRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim without its reports."""

    id: str
    topic: str
    aspect: str
    value: str | int | float | None
    unit: str | None
    text: str
    reports: int
    origins: int
    documents: int
    """That assert it."""
    first: str | None
    """Id of the line that is its first report: of those that assert it, if any does."""


class ReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that a line speaks of."""

    claim: ClaimRow
    stance: Stance
    """How the line means it."""


class AspectWeight(msgspec.Struct, frozen=True, kw_only=True):
    """What stands behind one thing that a line says of its event: a figure, who did it, to whom."""

    aspect: str
    value: str | int | float | None
    claim: str
    origins: int


class WeightRow(msgspec.Struct, frozen=True, kw_only=True):
    """What stands behind a line: who else says that this happened, and what is said against it."""

    claim: str
    aspect: str
    """Is it that something happened (`occurrence`), or that a relation is so (`relation`)?"""
    origins: int
    """Independent ones, of all that assert it."""
    documents: int
    """That assert it."""
    less: tuple[AspectWeight, ...] = ()
    """What the line says of it besides, from fewer origins; when and where left out."""
    conflicts: tuple[tuple[str, str], ...]
    """(id, kind) of the conflicts in which the line is on a side."""


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """An event of the casebook: what documents tell of it."""

    id: str
    """Of its first card; the id of any of its cards leads to it."""
    cards: tuple[EventCard, ...]
    statements: tuple[int, ...]
    """Numbers of the lines that tell of it, in the order of the chronology."""


class NameRow(msgspec.Struct, frozen=True, kw_only=True):
    """A name of an entity."""

    name: str
    documents: int
    """In how many documents."""


class EntityRow(msgspec.Struct, frozen=True, kw_only=True):
    """An entity of the casebook."""

    id: str
    type: str
    name: str
    """The one shown: main name in most documents; of several the longest, then the first by code point."""
    names: tuple[NameRow, ...]
    """All of them, the commonest first."""
    documents: int
    first: str | None
    """First possible day of the earliest dated document that mentions it."""
    last: str | None
    match: Literal["id", "name", "alias", "words"] = "id"
    """How it was found."""
    parts: tuple[str, ...] = ()
    """Ids of the entities of documents that it is made of."""


class SightingRow(msgspec.Struct, frozen=True, kw_only=True):
    """A mention of an entity, in its document, in its exact words."""

    document: DocumentRow
    start: int
    end: int
    kind: str
    words: str


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A passage (a block of a document) that holds the words looked for."""

    document: DocumentRow
    start: int
    end: int
    kind: str
    words: str


class RefusalRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was not read, and why."""

    location: str
    source: str
    reason: str
    kind: Literal["refused", "skipped"]
    at: str
    """UTC, ISO 8601."""


class Info(msgspec.Struct, frozen=True, kw_only=True):
    """What is in a casebook."""

    documents: int
    """Shown: what lies at one location at least, in its newest version."""
    superseded: int
    """Kept, but no longer lying anywhere: earlier versions."""
    entities: int
    statements: int
    claims: int
    conflicts: int
    cautions: int
    decisions: int
    """All that were made, withdrawn ones too."""
    to_compare: int
    """What has changed since all was compared and weighed: 0, unless that was broken off."""
    original_bytes: int
    """Size of all originals before they were compressed."""
    refused: int
    skipped: int
    languages: dict[str, int]
    """Documents by language; `und` where it is not known."""
    first: str | None
    """First possible day of any line."""
    last: str | None
    """Last possible day of any line."""
    schema: str
    versions: tuple[str, ...]
    """The versions of whosays that annotated the documents."""
    digest: str


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something in a casebook that is not as it was written."""

    kind: Literal[
        "file", "link", "original", "annotation", "document", "passage", "derived", "entity", "index"
    ]
    """file: SQLite's own check; link: a row that points nowhere, or that nothing points to; original: bytes
    and hash differ; annotation: likewise; document: a row and its annotation differ; passage: an offset
    outside the text, or other words than the text has there; derived: lines, mentions, blocks or cards are
    not what follows from the annotation, or were not compared yet; entity: names or entities likewise; index:
    search and content differ."""
    where: str
    what: str

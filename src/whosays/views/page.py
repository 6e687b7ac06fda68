"""What the HTML report is made of: all that its template may use."""

from __future__ import annotations

import msgspec


class PageVoice(msgspec.Struct, frozen=True, kw_only=True):
    """One mouth in the chain, with the words that report it."""

    kind: str
    """What it is, in words."""
    name: str
    """Empty where nobody is named."""
    cue: str | None


class PageDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document as the page lists it."""

    number: int
    outlet: int
    """Number of the `Outlet` that it is listed under."""
    label: str
    source: str
    sha256: str
    republished_from: str | None
    outlet_name: str
    cautions: tuple[str, ...] = ()
    """What a careful reader flags in it: kind, note and words."""


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """The documents that one publisher (or writer) brought out."""

    number: int
    name: str
    documents: tuple[PageDocument, ...]


class PageLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the page."""

    id: str
    ids: tuple[str, ...]
    """All statements that these words make."""
    date: str
    when: str | None
    """The words by which the text gives the time, in marks."""
    measures: str
    """Where and how many."""
    weight: str
    """How many independent origins say so, and in which conflicts it stands."""
    conflicts: tuple[str, ...]
    """Ids of those conflicts."""
    summary: str
    voice: str
    stance: str
    stances: tuple[str, ...]
    """What the line can be filtered by: `asserted` or `denied`, and the certainty where it is no fact."""
    denied: bool
    hedged: bool
    before: str
    passage: str
    after: str
    heading: str | None
    page: int | None
    chain: tuple[PageVoice, ...]
    start: int
    end: int
    years: tuple[str, ...]
    entities: tuple[int, ...]
    document: PageDocument


class PageSide(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a conflict."""

    value: str
    origins: int
    lines: tuple[tuple[str, str, str], ...]
    """Id, words and voice of those who say so."""


class PageConflict(msgspec.Struct, frozen=True, kw_only=True):
    """What can't all be right."""

    id: str
    title: str
    sides: tuple[PageSide, ...]


class PageEntity(msgspec.Struct, frozen=True, kw_only=True):
    """A name that the page can be filtered by: who bears the same name is not told apart here."""

    number: int
    name: str
    lines: int


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of one year, or those without a date."""

    name: str
    anchor: str
    lines: tuple[PageLine, ...]

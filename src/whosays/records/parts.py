"""What lines and cards are made of: a mouth, a place on the map, a number."""

from __future__ import annotations

from typing import Literal

import msgspec

from whosays.records.layers import PlaceKind, QuantityKind, QuantityRole, Span

Stance = Literal["asserts", "denies", "doubts", "retracts"]
"""How what is said is meant, by the outermost voice named (contract: casebook)."""


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One mouth in the chain through which a statement reaches the reader."""

    kind: Literal["document", "publisher", "agency", "body", "speaker", "unnamed"]
    """document: the page itself; publisher: whom it republishes or cites; agency: a news agency it is from;
    body: an authority, organisation or company; speaker: anybody else who speaks or writes; unnamed: one whom
    the text does not name, with a `span` where it describes him at least."""
    name: str
    """How it is shown: publisher or title of a document (empty where it has none), the words of a source."""
    span: Span | None = None
    """Where the text names the source."""
    cue: Span | None = None
    entity: str | None = None
    """The entity of the casebook that speaks, where that is known."""


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """A passage of a document that says where, and where on the map that is (`records.layers.Place`)."""

    start: int
    end: int
    kind: PlaceKind
    name: str
    gazetteer: str | None
    country: str | None
    lat: float
    lon: float
    radius_km: float
    entity: str | None
    """The entity of the casebook that this is the place of."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A number that a statement gives, as the text bounds it (`records.layers.Quantity`)."""

    start: int
    end: int
    kind: QuantityKind
    value: int | float
    unit: str | None
    role: QuantityRole | None
    min: int | float | None
    max: int | float | None
    approximate: bool
    period: str | None

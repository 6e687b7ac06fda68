"""The dossier of one entity: its names, where it is seen, what is said of it and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from whosays.casebook.rows import EntityRow, SightingRow
from whosays.views.chronology import EVERYTHING, Entry, entries
from whosays.views.quotations import Quotation, quotations_of

if TYPE_CHECKING:
    from whosays.casebook import Reader

SIGHTINGS = 10
"""Passages shown for an entity."""


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """What a casebook holds about one entity."""

    entity: EntityRow
    said_of: tuple[Entry, ...]
    """Statements in which it takes part, in order of time."""
    said_by: tuple[Entry, ...]
    """Statements of which it is one of the voices."""
    quotations: tuple[Quotation, ...]
    """Its own words, in quotation marks, by the date of the documents."""
    sightings: tuple[SightingRow, ...]
    """Where it is named, the earliest documents first."""
    first: str | None
    """Date (EDTF) of the earliest dated document that names it; `None`: all are undated."""
    last: str | None
    """Date of the latest; its first possible day where that document is not among `sightings`."""


def dossier(reader: Reader, entity: EntityRow, *, limit: int = EVERYTHING) -> Dossier:
    """The dossier of one entity, with at most `limit` statements of each sort."""
    sightings = tuple(reader.sightings(entity.id, limit=SIGHTINGS))
    # A report of "2010" is not one of 1 January 2010: the documents' own dates where they are at hand.
    dated = {s.document.earliest: s.document.published for s in sightings}
    return Dossier(
        entity=entity,
        said_of=entries(reader, reader.lines_of(entity.id, limit=limit)),
        said_by=entries(reader, reader.lines_said_by(entity.id, limit=limit)),
        quotations=quotations_of(reader, entity, limit=limit),
        sightings=sightings,
        first=dated.get(entity.first, entity.first) if entity.first else None,
        last=dated.get(entity.last, entity.last) if entity.last else None,
    )

"""The dossier of one entity: its names, where it is seen, what is said of it and what it says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from whosays.casebook.rows import EntityRow, LineFilter, SightingRow
from whosays.views.chronology import EVERYTHING, Entry, entries, named
from whosays.views.quotations import Quotation, quotations_in, quotations_of

if TYPE_CHECKING:
    from whosays.casebook import Reader

SIGHTINGS = 10
"""Passages shown for an entity, unless everything is."""


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """What a casebook holds about one entity."""

    entity: EntityRow
    said_of: tuple[Entry, ...]
    """Statements in which it takes part, in order of time; the first few."""
    said_of_total: int
    said_by: tuple[Entry, ...]
    """Statements of which it is one of the voices; the first few."""
    said_by_total: int
    quotations: tuple[Quotation, ...]
    """Its own words, in quotation marks, by the date of the documents; the first few."""
    more_quotations: bool
    """Are there others behind them?"""
    sightings: tuple[SightingRow, ...]
    """Where it is named, the earliest documents first; the first few."""
    sightings_total: int
    first: str | None
    """Date (EDTF) of the earliest dated document that names it; `None`: all are undated."""
    last: str | None
    """Date of the latest; its first possible day where that document is not among `sightings`."""


class Dossiers(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a name may mean."""

    dossiers: tuple[Dossier, ...]
    others: tuple[EntityRow, ...]
    """More that bear the name, or words of it."""


def dossiers(reader: Reader, name: str, *, most: int | None, limit: int | None) -> Dossiers:
    """The dossiers of the first `most` that bear `name` (or have it as id); `None`: of all."""
    found = named(reader, name) if most is not None else named(reader, name, limit=EVERYTHING)
    return Dossiers(
        dossiers=tuple(dossier(reader, entity, limit=limit) for entity in found[:most]),
        others=() if most is None else tuple(found[most:]),
    )


def dossier(
    reader: Reader,
    entity: EntityRow,
    *,
    limit: int | None = None,
    quoted_in: Iterable[str] | None = None,
) -> Dossier:
    """The dossier of one entity, with at most `limit` statements and quotations of each sort.

    `quoted_in`: quotations of these documents only; to find all takes reading every document that names it.
    """
    few = SIGHTINGS if limit is not None else EVERYTHING
    most = EVERYTHING if limit is None else limit
    sightings = tuple(reader.sightings(entity.id, limit=few))
    if quoted_in is None:
        quoted = quotations_of(reader, entity, limit=limit)
    else:
        quoted = quotations_in(reader, entity, quoted_in, limit=most)
    # A report of "2010" is not one of 1 January 2010: the documents' own dates where they are at hand.
    dated = {s.document.earliest: s.document.published for s in sightings}
    return Dossier(
        entity=entity,
        said_of=entries(reader, reader.lines_of(entity.id, limit=most)),
        said_of_total=reader.count_lines(LineFilter(entities=(entity.id,))),
        said_by=entries(reader, reader.lines_said_by(entity.id, limit=most)),
        said_by_total=reader.count_lines(LineFilter(voices=(entity.id,))),
        quotations=quoted.quotations,
        more_quotations=quoted.more,
        sightings=sightings,
        sightings_total=reader.count_sightings(entity.id),
        first=dated.get(entity.first, entity.first) if entity.first else None,
        last=dated.get(entity.last, entity.last) if entity.last else None,
    )

"""Who and what the documents speak of; the dossier of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal

import msgspec

from whosays.casebook.directory import Listed
from whosays.casebook.rows import EntityRow, NameRow
from whosays.views import portrait
from whosays.views.designations import Drawn, Scale, Track, scale, tracks
from whosays.views.dossier import dossier
from whosays.views.quotations import Quotation, quotations_in
from whosays.views.web.lines import Judged, LineView, judgements, shown
from whosays.views.web.page import Limit, Name, Offset, Words, page
from whosays.views.web.room import Ask

FEW = 20
"""Of each sort in a dossier; the rest is a link away."""
USES = 3
QUOTED_IN = 12
"""Documents read for the first quotations."""
TRACKED = 40
AT_A_TIME = 200
"""Rows of a list whose names are asked for together."""

# ── the list ──────────────────────────────────────────────────────────────────────────────────────

Sort = Literal["documents", "lines", "name", "first"]


class EntitiesQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Which entities, in which order."""

    name: Words | None = None
    """All these words, or words that begin so, stand in one of its names."""
    type: Name | None = None
    sort: Sort = "documents"
    limit: Limit = 50
    offset: Offset = 0


class ListedEntity(msgspec.Struct, frozen=True, kw_only=True):
    """An entity in the list."""

    id: str
    type: str
    name: str
    others: tuple[NameRow, ...]
    """The other names, the commonest first."""
    documents: int
    first: str | None
    """First possible day of the earliest dated document that names it."""
    last: str | None
    lines: int


class TypeCount(msgspec.Struct, frozen=True, kw_only=True):
    """A type, and how many entities are of it."""

    type: str
    entities: int


class EntitiesPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some entities out of `total`."""

    total: int
    offset: int
    limit: int
    name: str | None
    type: str | None
    sort: str
    types: tuple[TypeCount, ...]
    """Of the whole casebook."""
    entities: tuple[ListedEntity, ...]


_ORDERS: dict[Sort, Callable[[Listed], Any]] = {
    "documents": lambda one: (-one.documents, -one.lines, one.name, one.id),
    "lines": lambda one: (-one.lines, -one.documents, one.name, one.id),
    "name": lambda one: (one.name.casefold(), one.id),
    "first": lambda one: (one.first or "~", one.name, one.id),
}


def _in_order(ask: Ask, sort: Sort) -> list[Listed]:
    every = ask.held.get("entities", ask.reader.directory.listed)
    return ask.held.get(f"entities by {sort}", lambda: sorted(every, key=_ORDERS[sort]))


def _found(ask: Ask, wanted: EntitiesQuestion) -> list[Listed]:
    every = _in_order(ask, wanted.sort)
    if wanted.type is not None:
        every = [one for one in every if one.type == wanted.type]
    if wanted.name is not None:
        bearing = ask.reader.directory.bearing(wanted.name)
        every = [one for one in every if one.id in bearing]
    return every


def _types(listed: Iterable[Listed]) -> tuple[TypeCount, ...]:
    counted: dict[str, int] = {}
    for one in listed:
        counted[one.type] = counted.get(one.type, 0) + 1
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(TypeCount(type=type_, entities=number) for type_, number in ranked)


def _named(ask: Ask, some: Sequence[Listed]) -> Iterator[ListedEntity]:
    names = ask.reader.directory.names(one.id for one in some)
    for one in some:
        yield ListedEntity(
            id=one.id,
            type=one.type,
            name=one.name,
            others=tuple(row for row in names.get(one.id, ()) if row.name != one.name),
            documents=one.documents,
            first=one.first,
            last=one.last,
            lines=one.lines,
        )


def _table(ask: Ask, wanted: EntitiesQuestion) -> Iterator[Sequence[object]]:
    yield "id", "type", "name", "other_names", "documents", "first", "last", "lines"
    found = _found(ask, wanted)
    for start in range(0, len(found), AT_A_TIME):
        for one in _named(ask, found[start : start + AT_A_TIME]):
            others = "; ".join(row.name for row in one.others)
            yield one.id, one.type, one.name, others, one.documents, one.first, one.last, one.lines


@page("/entities", template="entities.html", summary="Who and what the documents speak of.", table=_table)
def entities(ask: Ask, wanted: EntitiesQuestion) -> EntitiesPage:
    """The entities that are asked for."""
    found = _found(ask, wanted)
    return EntitiesPage(
        total=len(found),
        offset=wanted.offset,
        limit=wanted.limit,
        name=wanted.name,
        type=wanted.type,
        sort=wanted.sort,
        types=ask.held.get("types of entities", lambda: _types(_in_order(ask, "documents"))),
        entities=tuple(_named(ask, found[wanted.offset : wanted.offset + wanted.limit])),
    )


# ── the dossier ───────────────────────────────────────────────────────────────────────────────────


class EntityQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Which entity; which of its documents."""

    id: Name
    limit: Limit = FEW
    offset: Offset = 0


class DocumentsNaming(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the documents that name it."""

    total: int
    offset: int
    limit: int
    documents: tuple[portrait.NamingDocument, ...]


class SomeLines(msgspec.Struct, frozen=True, kw_only=True):
    """The first few lines out of `total` statements."""

    total: int
    lines: tuple[LineView, ...]


class SomeRelations(msgspec.Struct, frozen=True, kw_only=True):
    """The first few out of `total` relations."""

    total: int
    relations: tuple[portrait.Relation, ...]


class SomeTies(msgspec.Struct, frozen=True, kw_only=True):
    """The first few out of `total` that take part in the same lines."""

    total: int
    ties: tuple[portrait.NearTie, ...]


class SourceCount(msgspec.Struct, frozen=True, kw_only=True):
    """A source, and how many lines stand in its documents."""

    source: str
    lines: int


class Voices(msgspec.Struct, frozen=True, kw_only=True):
    """Who says how much."""

    quoted: tuple[portrait.VoiceCount, ...]
    """The most told; `others` more are left out."""
    others: int
    sources: tuple[SourceCount, ...]
    """In whose documents it stands, likewise."""
    other_sources: int
    own: int
    """Lines in which nobody is quoted: the documents speak in their own voice."""


class TrackView(msgspec.Struct, frozen=True, kw_only=True):
    """A track with its name and picture."""

    name: str | None
    track: Track
    bars: tuple[Drawn, ...]


class Designations(msgspec.Struct, frozen=True, kw_only=True):
    """When it is said to have been listed, banned or put under sanctions."""

    tracks: tuple[TrackView, ...]
    scale: Scale | None


class EntityPage(msgspec.Struct, frozen=True, kw_only=True):
    """What the casebook holds about one entity, the first few of each sort."""

    entity: EntityRow
    first: str | None
    """Date (EDTF) of the earliest dated document that names it."""
    last: str | None
    decided: tuple[Judged, ...]
    names: tuple[portrait.NameUsed, ...]
    designations: Designations
    periods: tuple[portrait.Period, ...]
    voices: Voices
    relations: SomeRelations
    states: SomeLines
    ties: SomeTies
    said_of: SomeLines
    said_by: SomeLines
    quotations: tuple[Quotation, ...]
    more_quotations: bool
    """There may be more: not every document was read for them."""
    documents: DocumentsNaming


@page(
    "/entity/{id}",
    template="entity.html",
    summary="The dossier of an entity, by the id of it or a part of it.",
)
def entity(ask: Ask, wanted: EntityQuestion) -> EntityPage:
    """What the casebook holds about one entity."""
    reader = ask.reader
    row = reader.entity(wanted.id)
    speaks_in = reader.about.speaks_in(row.parts, most=QUOTED_IN)
    told = dossier(reader, row, limit=FEW, quoted_in=speaks_in)
    relations, relations_total = portrait.relations(reader, row, most=FEW)
    states, states_total = portrait.states(reader, row, most=FEW)
    ties, ties_total = portrait.near(reader, row, most=FEW)
    return EntityPage(
        entity=row,
        first=told.first,
        last=told.last,
        decided=_decided(ask, row),
        names=portrait.names(reader, row, most=3 * FEW, documents=USES),
        designations=_designations(ask, row),
        periods=portrait.periods(reader, row),
        voices=_voices(ask, row),
        relations=SomeRelations(total=relations_total, relations=relations),
        states=SomeLines(total=states_total, lines=shown(ask, states)),
        ties=SomeTies(total=ties_total, ties=ties),
        said_of=SomeLines(total=told.said_of_total, lines=shown(ask, told.said_of)),
        said_by=SomeLines(total=told.said_by_total, lines=shown(ask, told.said_by)),
        quotations=told.quotations,
        more_quotations=told.more_quotations or len(speaks_in) < row.documents,
        documents=DocumentsNaming(
            total=row.documents,
            offset=wanted.offset,
            limit=wanted.limit,
            documents=portrait.documents(reader, row, limit=wanted.limit, offset=wanted.offset),
        ),
    )


def _decided(ask: Ask, row: EntityRow) -> tuple[Judged, ...]:
    judged = judgements(ask)
    return tuple(dict.fromkeys(each for id_ in (row.id, *row.parts) for each in judged.get(id_, ())))


def _voices(ask: Ask, row: EntityRow) -> Voices:
    quoted = portrait.voices(ask.reader, row)
    sources = ask.reader.about.sources(row.parts)
    return Voices(
        quoted=quoted[:FEW],
        others=max(0, len(quoted) - FEW),
        sources=tuple(SourceCount(source=name, lines=lines) for name, lines in sources[:FEW]),
        other_sources=max(0, len(sources) - FEW),
        own=ask.reader.about.unquoted(row.parts),
    )


def _designations(ask: Ask, row: EntityRow) -> Designations:
    found = tracks(ask.reader, row.parts, most=TRACKED)
    years = scale(found)
    names = ask.reader.names_of(track.by for track in found if track.by)
    return Designations(
        tracks=tuple(
            TrackView(
                name=names.get(track.by or "", (None, None))[1],
                track=track,
                bars=() if years is None else tuple(years.drawn(bar) for bar in track.bars),
            )
            for track in found
        ),
        scale=years,
    )


# ── its words ─────────────────────────────────────────────────────────────────────────────────────


class QuotationsQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Which of the documents that name it are read for its words."""

    id: Name
    limit: Limit = 50
    offset: Offset = 0


class EntityQuotations(msgspec.Struct, frozen=True, kw_only=True):
    """What it is quoted with in some of the `total` documents that name it."""

    entity: EntityRow
    total: int
    offset: int
    limit: int
    read: int
    """Documents looked through here."""
    quotations: tuple[Quotation, ...]


MOST_QUOTATIONS = 500


@page("/entity/{id}/quotations", template="entity_quotations.html", summary="What an entity is quoted with.")
def entity_quotations(ask: Ask, wanted: QuotationsQuestion) -> EntityQuotations:
    """Its words in these documents."""
    row = ask.reader.entity(wanted.id)
    keys = [
        one.document for one in ask.reader.about.namings(row.parts, limit=wanted.limit, offset=wanted.offset)
    ]
    return EntityQuotations(
        entity=row,
        total=row.documents,
        offset=wanted.offset,
        limit=wanted.limit,
        read=len(keys),
        quotations=quotations_in(ask.reader, row, keys, limit=MOST_QUOTATIONS).quotations,
    )


PAGES = (entities, entity_quotations, entity)

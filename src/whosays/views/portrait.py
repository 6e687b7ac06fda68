"""An entity counted: names with their uses, periods, voices, relations and company, the first few of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from whosays.casebook.about import Between, Near
from whosays.casebook.rows import EntityRow
from whosays.views.chronology import Entry, entries
from whosays.views.standing import is_denied, is_hedged
from whosays.views.ties import tie_words
from whosays.views.wording import date_words, document_words

if TYPE_CHECKING:
    from whosays.casebook import Reader

YEARS = 30
"""A longer time is told in decades."""


class UsedIn(msgspec.Struct, frozen=True, kw_only=True):
    """A document in which a name is used."""

    document: str
    words: str
    """The document in words."""
    start: int


class NameUsed(msgspec.Struct, frozen=True, kw_only=True):
    """A name, and the first documents that use it."""

    name: str
    documents: int
    uses: tuple[UsedIn, ...]


class NamingDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document that names the entity."""

    document: str
    words: str
    title: str | None
    mentions: int
    start: int


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """The lines that begin in a year or a decade."""

    words: str
    """ "1994", "1990s", "undated"."""
    earliest: str | None
    latest: str | None
    lines: int
    denied: int


class VoiceCount(msgspec.Struct, frozen=True, kw_only=True):
    """Who is quoted with so many lines."""

    kinds: tuple[str, ...]
    entity: str | None
    name: str
    lines: int


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """Lines that say the same relation of the entity and another, with the first of them."""

    type: str
    mode: str | None
    role: str
    other: str | None
    other_type: str | None
    other_name: str | None
    other_role: str | None
    denied: bool
    hedged: bool
    dates: tuple[str, ...]
    """All that are told, in words; empty: none."""
    lines: int
    origins: int
    """The most independent origins that one of its claims has."""
    first: Entry


class NearTie(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes part in the same lines, as somebody says."""

    entity: str
    type: str
    name: str
    lines: int
    """That say so; what is denied is not among them."""
    hedged: int
    """Of these, not put as fact."""
    denied: int
    kinds: tuple[str, ...]
    """As what, the commonest first, as far as it is not denied."""


def names(reader: Reader, entity: EntityRow, *, most: int, documents: int) -> tuple[NameUsed, ...]:
    """Its `most` commonest names, each with the first `documents` that use it."""
    shown = entity.names[:most]
    uses = reader.about.uses(entity.parts, [row.name for row in shown], most=documents)
    rows = reader.document_rows(use.document for each in uses.values() for use in each)
    return tuple(
        NameUsed(
            name=row.name,
            documents=row.documents,
            uses=tuple(
                UsedIn(document=use.document, words=document_words(rows[use.document]), start=use.start)
                for use in uses[row.name]
            ),
        )
        for row in shown
    )


def documents(reader: Reader, entity: EntityRow, *, limit: int, offset: int) -> tuple[NamingDocument, ...]:
    """The documents that name it, by date."""
    found = reader.about.namings(entity.parts, limit=limit, offset=offset)
    rows = reader.document_rows(one.document for one in found)
    return tuple(
        NamingDocument(
            document=one.document,
            words=document_words(rows[one.document]),
            title=rows[one.document].title,
            mentions=one.mentions,
            start=one.start,
        )
        for one in found
    )


def periods(reader: Reader, entity: EntityRow) -> tuple[Period, ...]:
    """What is said of it by the year in which it begins; by decade where that is long."""
    told = reader.about.days(entity.parts)
    years = [int(one.day.rsplit("-", 2)[0]) for one in told if one.day]
    step = 10 if years and max(years) - min(years) > YEARS else 1
    lines: Counter[int | None] = Counter()
    denied: Counter[int | None] = Counter()
    for one in told:
        period = int(one.day.rsplit("-", 2)[0]) // step * step if one.day else None
        lines[period] += one.lines
        if is_denied(one):
            denied[period] += one.lines
    dated = sorted(period for period in lines if period is not None)
    found = [
        Period(
            words=f"{year}s" if step > 1 else f"{year}",
            earliest=f"{year:04}",
            latest=f"{year + step - 1:04}",
            lines=lines[year],
            denied=denied[year],
        )
        for year in dated
    ]
    if lines[None]:
        found.append(
            Period(words=date_words(None), earliest=None, latest=None, lines=lines[None], denied=denied[None])
        )
    return tuple(found)


def voices(reader: Reader, entity: EntityRow) -> tuple[VoiceCount, ...]:
    """Who is quoted with how many lines of it."""
    told = reader.about.voices(entity.parts)
    shown = reader.names_of(one.entity for one in told if one.entity)
    return tuple(
        VoiceCount(
            kinds=one.kinds,
            entity=one.entity,
            name=shown[one.entity][1] if one.entity in shown else one.name,
            lines=one.lines,
        )
        for one in told
    )


def relations(reader: Reader, entity: EntityRow, *, most: int) -> tuple[tuple[Relation, ...], int]:
    """The relations that most is said of, and how many there are."""
    groups: dict[tuple[object, ...], list[Between]] = defaultdict(list)
    seen: set[int] = set()
    for one in reader.about.relations(entity.parts):
        # Of two names for it the line is told once.
        again = one.other is None and one.number in seen
        if one.kind == "relation" and not again:
            seen.add(one.number)
            key = one.type, one.mode, one.role, one.other, one.other_role, is_denied(one), is_hedged(one)
            groups[key].append(one)
    origins = reader.about.origins(one.number for group in groups.values() for one in group)

    def behind(group: Iterable[Between]) -> int:
        return max((origins.get(one.number, 0) for one in group), default=0)

    ranked = sorted(groups.values(), key=lambda group: (-behind(group), -len({o.number for o in group})))
    some = ranked[:most]
    firsts = entries(reader, reader.weighed.lines([group[0].number for group in some]))
    shown = reader.names_of(group[0].other for group in some if group[0].other)
    return tuple(
        _relation(group, first, shown, behind(group)) for group, first in zip(some, firsts, strict=True)
    ), len(groups)


def _relation(
    group: Sequence[Between], first: Entry, shown: dict[str, tuple[str, str]], origins: int
) -> Relation:
    one = group[0]
    type_, name = shown.get(one.other or "", (None, None))
    return Relation(
        type=one.type or one.kind,
        mode=one.mode,
        role=one.role,
        other=one.other,
        other_type=type_,
        other_name=name,
        other_role=one.other_role,
        denied=is_denied(one),
        hedged=is_hedged(one),
        dates=tuple(dict.fromkeys(date_words(each.edtf) for each in group if each.edtf)),
        lines=len({each.number for each in group}),
        origins=origins,
        first=first,
    )


def states(reader: Reader, entity: EntityRow, *, most: int) -> tuple[tuple[Entry, ...], int]:
    """What it is said to be, in the order of time, and how many lines say so."""
    found = list(dict.fromkeys(o.number for o in reader.about.relations(entity.parts) if o.kind == "state"))
    return entries(reader, reader.weighed.lines(found[:most])), len(found)


def near(reader: Reader, entity: EntityRow, *, most: int) -> tuple[tuple[NearTie, ...], int]:
    """Who takes part in most of its lines, and how many do at all."""
    told: dict[str, list[Near]] = defaultdict(list)
    for one in reader.about.near(entity.parts):
        told[one.other].append(one)
    counted = {
        other: (
            sum(one.lines for one in rows if not is_denied(one)),
            sum(one.lines for one in rows if is_hedged(one) and not is_denied(one)),
            sum(one.lines for one in rows if is_denied(one)),
        )
        for other, rows in told.items()
    }
    ranked = sorted(counted, key=lambda other: (-counted[other][0], -counted[other][2], other))[:most]
    shown = reader.names_of(ranked)
    return tuple(
        NearTie(
            entity=other,
            type=shown[other][0],
            name=shown[other][1],
            lines=counted[other][0],
            hedged=counted[other][1],
            denied=counted[other][2],
            kinds=tuple(
                dict.fromkeys(
                    tie_words(o.kind, o.type, o.role, o.other_role) for o in told[other] if not is_denied(o)
                )
            ),
        )
        for other in ranked
        if other in shown
    ), len(told)

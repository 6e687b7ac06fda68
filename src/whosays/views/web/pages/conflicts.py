"""What can't all be right: the list, and one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from whosays.errors import NotFound
from whosays.records.across import Conflict
from whosays.views.chronology import named
from whosays.views.claims import topic_of
from whosays.views.conflicts import ConflictEntry, side_words
from whosays.views.conflicts import shown as shown_conflicts
from whosays.views.web.lines import Judged, LineView, judgements, shown
from whosays.views.web.page import Limit, Name, Offset, Words, page
from whosays.views.web.room import Ask
from whosays.views.wording import conflict_words

SIDES = 4
"""Sides that the list shows of a conflict."""
SIDE = 8
"""Lines of a side, on the conflict's own page."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which conflicts."""

    kind: Name | None = None
    who: Words | None = None
    event: Name | None = None
    decided: Literal["yes", "no"] | None = None
    limit: Limit = 20
    offset: Offset = 0


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A conflict in the list."""

    conflict: ConflictEntry
    words: str
    """What it is about."""
    more: int
    """Sides that are not shown."""
    decided: tuple[Judged, ...]
    """About lines of it, or its event."""


class ConflictsPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some conflicts out of `total`."""

    total: int
    offset: int
    limit: int
    conflicts: tuple[Listed, ...]
    kinds: dict[str, int]
    """How many there are of each kind in the whole casebook."""
    asked: Wanted


class Passing(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for, in this casebook."""

    kind: str | None
    topics: list[str] | None
    ids: list[str] | None
    beside: list[str]


def _passing(ask: Ask, wanted: Wanted) -> Passing:
    reader = ask.reader
    topics: list[str] | None = None
    if wanted.who is not None:
        topics = reader.weighed.topics_of([p for one in named(reader, wanted.who) for p in one.parts])
    if wanted.event is not None:
        topic = topic_of(reader, wanted.event)
        topics = [topic] if topics is None or topic in topics else []
    decided = sorted(_decided(ask)) if wanted.decided else []
    return Passing(
        kind=wanted.kind,
        topics=topics,
        ids=decided if wanted.decided == "yes" else None,
        beside=decided if wanted.decided == "no" else [],
    )


def _decided(ask: Ask) -> set[str]:
    """The conflicts on whose lines or events somebody has decided."""

    def made() -> set[str]:
        judged = judgements(ask)
        found = ask.reader.worklists.conflicts_with(id_ for id_ in judged if id_.startswith("s-"))
        events = [id_ for id_ in judged if id_.startswith("v-")]
        return found | {conflict.id for conflict in ask.reader.weighed.conflicts(topics=events)}

    return ask.held.get("decided conflicts", made)


def _judged(ask: Ask, conflict: Conflict) -> tuple[Judged, ...]:
    judged = judgements(ask)
    about = [conflict.topic, *(line for side in conflict.sides for line in side.lines)]
    return tuple(dict.fromkeys(one for id_ in about for one in judged.get(id_, ())))


def _asked(ask: Ask, passing: Passing, limit: int, offset: int) -> Iterable[Conflict]:
    return ask.reader.weighed.conflicts(
        kind=passing.kind,
        topics=passing.topics,
        ids=passing.ids,
        beside=passing.beside,
        limit=limit,
        offset=offset,
    )


def _table(ask: Ask, wanted: Wanted) -> Iterator[Sequence[object]]:
    yield "id", "kind", "event", "note", "decided", "side", "value", "origins", "claim", "lines", "voice"
    passing = _passing(ask, wanted)
    offset = 0
    while some := list(_asked(ask, passing, 200, offset)):
        offset += len(some)
        for conflict, entry in zip(some, shown_conflicts(ask.reader, some, most=1), strict=True):
            decided = "yes" if _judged(ask, conflict) else "no"
            for number, side in enumerate(entry.sides, 1):
                voice = side.lines[0].voice if side.lines else None
                about = entry.id, entry.kind, entry.topic, entry.note, decided
                yield *about, number, side_words(side), side.origins, side.claim, side.total, voice


@page("/conflicts", template="conflicts.html", summary="What can't all be right, side by side.", table=_table)
def conflicts_page(ask: Ask, wanted: Wanted) -> ConflictsPage:
    """The conflicts that are asked for."""
    passing = _passing(ask, wanted)
    some = list(_asked(ask, passing, wanted.limit, wanted.offset))
    few = [msgspec.structs.replace(conflict, sides=conflict.sides[:SIDES]) for conflict in some]
    total = ask.reader.weighed.count_conflicts(
        kind=passing.kind, topics=passing.topics, ids=passing.ids, beside=passing.beside
    )
    return ConflictsPage(
        total=total,
        offset=wanted.offset,
        limit=wanted.limit,
        conflicts=tuple(
            Listed(
                conflict=entry,
                words=conflict_words(entry.kind, entry.aspect),
                more=len(conflict.sides) - len(entry.sides),
                decided=_judged(ask, conflict),
            )
            for conflict, entry in zip(some, shown_conflicts(ask.reader, few, most=1), strict=True)
        ),
        kinds=ask.held.get("conflict kinds", ask.reader.worklists.conflict_kinds),
        asked=wanted,
    )


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Which conflict."""

    id: Name


class SideView(msgspec.Struct, frozen=True, kw_only=True):
    """A side, with the first of its lines."""

    words: str
    entity: str | None
    origins: int
    claim: str | None
    total: int
    """Statements of it."""
    lines: tuple[LineView, ...]
    statements: int
    """How many `lines` are made of."""


class ConflictPage(msgspec.Struct, frozen=True, kw_only=True):
    """A conflict, side by side."""

    id: str
    kind: str
    words: str
    topic: str
    note: str | None
    name: str | None
    """Of an entity that it is about."""
    about: str
    sides: tuple[SideView, ...]
    decided: tuple[Judged, ...]


@page("/conflict/{id}", template="conflict.html", summary="A conflict: its sides with their voices.")
def conflict_page(ask: Ask, wanted: Question) -> ConflictPage:
    """One conflict."""
    found = ask.reader.weighed.conflict(wanted.id)
    if found is None:
        raise NotFound(f"There is no conflict {wanted.id} in this casebook.")
    entry = shown_conflicts(ask.reader, [found], most=SIDE)[0]
    return ConflictPage(
        id=entry.id,
        kind=entry.kind,
        words=conflict_words(entry.kind, entry.aspect),
        topic=entry.topic,
        note=entry.note,
        name=entry.name,
        about=entry.about,
        sides=tuple(
            SideView(
                words=side_words(side),
                entity=str(side.value) if side.name else None,
                origins=side.origins,
                claim=side.claim,
                total=side.total,
                lines=shown(ask, side.lines),
                statements=len(side.lines),
            )
            for side in entry.sides
        ),
        decided=_judged(ask, found),
    )


PAGES = (conflicts_page, conflict_page)

"""Conflicts as they are shown: what can't all be right, side by side, each with its voices and origins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from whosays.records.across import Conflict
from whosays.views.chronology import EVERYTHING, Entry, entries_by_id, named
from whosays.views.claims import topic_of
from whosays.views.wording import value_words

if TYPE_CHECKING:
    from whosays.casebook import Reader


class ShownSide(msgspec.Struct, frozen=True, kw_only=True):
    """One side."""

    value: str | int | float | None
    name: str | None
    """Of an entity that is the value."""
    origins: int
    claim: str | None
    total: int
    """How many lines it has, those not shown too."""
    lines: tuple[Entry, ...]


class ConflictEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A conflict with its sides."""

    id: str
    kind: str
    aspect: str | None
    """Of the claims on its sides: what is counted, where it is about a count."""
    topic: str
    about: str
    name: str | None
    """Of an entity that it is about."""
    note: str | None
    sides: tuple[ShownSide, ...]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some conflicts out of `total`."""

    total: int
    offset: int
    conflicts: tuple[ConflictEntry, ...]


def side_words(side: ShownSide) -> str:
    """What a side says: the name, the date or the number."""
    return value_words(side.value, side.name)


def conflicts(
    reader: Reader,
    *,
    kind: str | None = None,
    who: str | None = None,
    event: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Page:
    """The conflicts that are asked for, by topic; at most `limit` from `offset` on.

    `who`: somebody or something that takes part.
    """
    topics: list[str] | None = None
    if who is not None:
        topics = reader.weighed.topics_of([part for entity in named(reader, who) for part in entity.parts])
    if event is not None:
        topic = topic_of(reader, event)
        topics = [topic] if topics is None or topic in topics else []
    most = EVERYTHING if limit is None else limit
    some = reader.weighed.conflicts(kind=kind, topics=topics, limit=most, offset=offset)
    total = reader.weighed.count_conflicts(kind=kind, topics=topics)
    return Page(total=total, offset=offset, conflicts=shown(reader, some))


def shown(
    reader: Reader,
    found: Iterable[Conflict],
    *,
    most: int | None = None,
    known: Mapping[str, Entry] | None = None,
) -> tuple[ConflictEntry, ...]:
    """Conflicts with their lines, at most `most` of a side; `known`: lines that were fetched before."""
    found = list(found)
    told = (line for conflict in found for side in conflict.sides for line in side.lines[:most])
    by_id = entries_by_id(reader, told, known)
    values = {str(side.value) for conflict in found for side in conflict.sides}
    values |= {conflict.about for conflict in found}
    names = reader.names_of(sorted(value for value in values if value.startswith("e-")))
    aspects = reader.worklists.aspects(
        side.claim for conflict in found for side in conflict.sides if side.claim
    )
    return tuple(
        ConflictEntry(
            id=conflict.id,
            kind=conflict.kind,
            aspect=next((aspects[side.claim] for side in conflict.sides if side.claim in aspects), None),
            topic=conflict.topic,
            about=conflict.about,
            name=names.get(conflict.about, (None, None))[1],
            note=conflict.note,
            sides=tuple(
                ShownSide(
                    value=side.value,
                    name=names.get(str(side.value), (None, None))[1],
                    origins=side.origins,
                    claim=side.claim,
                    total=len(side.lines),
                    lines=tuple(by_id[line] for line in side.lines if line in by_id),
                )
                for side in conflict.sides
            ),
        )
        for conflict in found
    )

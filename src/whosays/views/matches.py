"""Whom of a casebook the entries of a list name: known people and bodies, under the ids of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from whosays.engines.comparing import entity_card
from whosays.resolve.entities.reference import Link, Listed, links

if TYPE_CHECKING:
    from whosays.casebook import Reader


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """An entity of the casebook, and an entry of the list that may be it."""

    entity: str
    name: str
    type: str
    listed: str
    """The id of the entry, as the list has it."""
    names: tuple[str, ...]
    """The names of the entry."""
    sure: bool
    """Does it bear the name, and no other entry, and nobody else in the casebook?"""
    score: float
    reason: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some matches out of `total`."""

    entries: int
    """Of the list."""
    matched: int
    """Entries of the list that have a match."""
    total: int
    offset: int
    matches: tuple[Match, ...]


def matches(
    reader: Reader, listed: Sequence[Listed], *, sure: bool = False, limit: int | None = None, offset: int = 0
) -> Page:
    """The matches of a list, by the id of the entry, what is sure first. Nothing is stored.

    `sure`: only those; at most `limit` from `offset` on.
    """
    found = [match for match in _matches(reader, listed) if match.sure or not sure]
    return Page(
        entries=len(listed),
        matched=len({match.listed for match in found}),
        total=len(found),
        offset=offset,
        matches=tuple(found[offset : None if limit is None else offset + limit]),
    )


def _matches(reader: Reader, listed: Sequence[Listed]) -> list[Match]:
    found = links((entity_card(*row) for row in reader.weighed.named()), listed)
    best: dict[tuple[str, str], Link] = {}
    wholes: dict[str, tuple[str, str, str]] = {}
    for link in found:
        if link.entity not in wholes:
            entity = reader.entity(link.entity)
            wholes[link.entity] = (entity.id, entity.name, entity.type)
        pair = (link.listed, wholes[link.entity][0])
        if pair not in best or (link.sure, link.score) > (best[pair].sure, best[pair].score):
            best[pair] = link
    borne: dict[str, set[str]] = defaultdict(set)
    bearers: dict[str, set[str]] = defaultdict(set)
    for (entry, whole), link in best.items():
        if link.sure:
            borne[whole].add(entry)
            bearers[entry].add(whole)
    shown = {id_: (name, type_) for id_, name, type_ in wholes.values()}
    names = {one.id: one.names for one in listed}
    made = []
    for (entry, whole), link in best.items():
        doubts = []
        if link.sure and len(borne[whole]) > 1:
            doubts.append(f"{len(borne[whole])} of the list bear a name of it")
        if link.sure and len(bearers[entry]) > 1:
            doubts.append(f"{len(bearers[entry])} in the casebook bear the name")
        made.append(
            Match(
                entity=whole,
                name=shown[whole][0],
                type=shown[whole][1],
                listed=entry,
                names=names[entry],
                sure=link.sure and not doubts,
                score=link.score,
                reason="; ".join((link.reason, *doubts)),
            )
        )
    return sorted(made, key=lambda match: (match.listed, not match.sure, -match.score, match.entity))

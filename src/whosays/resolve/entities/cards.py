"""Entity cards: what all documents that use an entity's name tell of it, merged."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.records.across import EntityCard, Facts

MOST = 48
"""Offices, neighbours … of one card, the first in order: of two cards that share some the same are kept,
and they change ever more seldom as documents come in."""


def card(id_: str, type_: str, names: Iterable[str], local: bool, facts: Iterable[Facts]) -> EntityCard:
    """The card of one entity, from the facts of every document; their order changes nothing."""
    told = list(facts)

    def merged(field: str) -> tuple[str, ...]:
        return tuple(sorted({value for one in told for value in getattr(one, field)})[:MOST])

    return EntityCard(
        id=id_,
        type=type_,
        names=tuple(sorted(set(names))),
        local=local,
        offices=merged("offices"),
        near=merged("near"),
        apart=tuple(sorted({other for one in told for other in one.apart})),
        same=tuple(sorted({other for one in told for other in one.same})),
        born=merged("born"),
        sexes=merged("sexes"),
        places=merged("places"),
    )

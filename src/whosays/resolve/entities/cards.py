"""Entity cards: what all documents that use an entity's name tell of it, merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from whosays.records.across import EntityCard, Facts
from whosays.records.derived import Derived, Known, content_id
from whosays.resolve.names import normal_name

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


def entity_cards(derived_by_document: Iterable[tuple[Derived, tuple[Facts, ...]]]) -> list[EntityCard]:
    """The cards of all entities that some documents name, sorted by id; what is only described has none."""
    types: dict[str, str] = {}
    names: dict[str, set[str]] = defaultdict(set)
    facts: dict[str, list[Facts]] = defaultdict(list)
    local: dict[str, bool] = {}
    for derived, told in derived_by_document:
        named = {sighting.entity for sighting in derived.sightings if sighting.kind == "name"}
        for known in derived.entities:
            if known.id in named:
                types[known.id] = known.type
                local[known.id] = is_local(known)
                names[known.id].update((known.name, *known.aliases))
        for one in told:
            facts[one.entity].append(one)
    return [card(id_, types[id_], names[id_], local[id_], facts[id_]) for id_ in sorted(types)]


def is_local(known: Known) -> bool:
    """Does the entity keep to its document, its name being one that anybody may bear?"""
    return known.id != content_id("e", known.type, normal_name(known.name, known.type))

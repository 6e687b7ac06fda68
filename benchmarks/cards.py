"""The cards of all entities that some documents name, as a casebook of them would have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from whosays.engines.comparing import entity_card
from whosays.records.across import EntityCard, Facts
from whosays.records.derived import Derived


def entity_cards(told: Iterable[tuple[Derived, tuple[Facts, ...]]]) -> list[EntityCard]:
    """Sorted by id; what is only described has none. `told`: what each document adds, and its facts."""
    types: dict[str, str] = {}
    names: dict[str, set[str]] = defaultdict(set)
    facts: dict[str, list[Facts]] = defaultdict(list)
    for derived, some in told:
        named = {sighting.entity for sighting in derived.sightings if sighting.kind == "name"}
        for known in derived.entities:
            if known.id in named:
                types[known.id] = known.type
                names[known.id].update((known.name, *known.aliases))
        for one in some:
            facts[one.entity].append(one)
    return [entity_card(id_, types[id_], sorted(names[id_]), facts[id_]) for id_ in sorted(types)]

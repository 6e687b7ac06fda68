"""What is known of the resolved entities of a pile, beside what a topic itself tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from whosays.records.across import Report
from whosays.records.derived import Known


class Background(msgspec.Struct, frozen=True, kw_only=True):
    """Of resolved entities, by their ids."""

    known: Mapping[str, Known] = {}
    """Those that bear a name."""
    led: Mapping[str, frozenset[str]] = {}
    """Whom somebody leads (`leaders`)."""
    offices: Mapping[str, tuple[str, ...]] = {}
    """Which offices somebody holds: "chief of police"."""

    def name(self, entity: object) -> str | None:
        """Its name; `None` for one that bears none."""
        found = self.known.get(str(entity))
        return found.name if found is not None else None

    def names(self, entity: object) -> tuple[str, ...]:
        """All its names."""
        found = self.known.get(str(entity))
        return (found.name, *found.aliases) if found is not None else ()


def leaders(reports: Iterable[Report]) -> dict[str, frozenset[str]]:
    """Whom somebody leads, as relations of the pile tell it."""
    found: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        if report.type != "Directorship" or report.stance != "asserts":
            continue
        for role, leader in report.parties:
            if role == "subject":
                found[leader] |= {entity for other, entity in report.parties if other == "object"}
    return {leader: frozenset(bodies) for leader, bodies in found.items()}

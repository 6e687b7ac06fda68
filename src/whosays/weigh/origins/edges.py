"""Which reports of a claim go back to one beginning, and by what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from whosays.records.across import Report
from whosays.weigh.origins.edge import Edge
from whosays.weigh.origins.mouths import nameless, outlets, states, voices
from whosays.weigh.origins.sources import Names, behind
from whosays.weigh.origins.texts import cites, copies, pages


def edges(
    reports: Sequence[Report], told: Sequence[object], offices: Mapping[str, Sequence[str]]
) -> Iterator[Edge]:
    """All edges between reports, the surest first; reports are in their order, `told` what each gives."""
    behinds = [behind(report) for report in reports]
    names = Names(mouth for each in behinds for mouth in (*each.chain, each.outlet) if mouth is not None)
    yield from cites(reports, behinds, names)
    yield from copies(reports, behinds, names)
    yield from pages(reports, behinds)
    yield from voices(reports, behinds, names)
    yield from nameless(reports, behinds)
    yield from states(reports, behinds, offices)
    yield from outlets(reports, behinds, names, told)

"""Which reports of a claim go back to one beginning, and by what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whosays.records.across import Report
from whosays.weigh.background import Background
from whosays.weigh.origins.edge import Edge
from whosays.weigh.origins.mouths import nameless, outlets, states, voices
from whosays.weigh.origins.sources import Behind, Names
from whosays.weigh.origins.texts import cites, copies, pages


def edges(
    reports: Sequence[Report], behinds: Sequence[Behind], told: Sequence[object], background: Background
) -> Iterator[Edge]:
    """All edges between reports, the surest first; reports are in their order, `told` what each gives."""
    names = Names(mouth for each in behinds for mouth in (*each.chain, each.outlet) if mouth is not None)
    yield from cites(reports, behinds, names)
    yield from copies(reports, behinds, names)
    yield from pages(reports, behinds)
    yield from voices(reports, behinds, names)
    yield from nameless(reports, behinds)
    yield from states(reports, behinds, background.offices)
    yield from outlets(reports, behinds, names, told)

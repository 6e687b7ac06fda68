"""Which reports of a claim go back to one beginning, and by what."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from whosays.records.across import Report
from whosays.weigh.background import Background
from whosays.weigh.origins.edge import Edge
from whosays.weigh.origins.mouths import nameless, states, voices
from whosays.weigh.origins.sources import Behind, Names, behind
from whosays.weigh.origins.texts import cites, copies, pages


class Between(NamedTuple):
    """What stands between reports, whatever values they give."""

    behinds: list[Behind]
    names: Names
    edges: list[Edge]


def between(reports: Sequence[Report], background: Background) -> Between:
    """All edges between reports that don't hang on their values, the surest first; reports in their order.

    After them come those of `mouths.outlets`.
    """
    behinds = [behind(report, background) for report in reports]
    if len(reports) < 2:
        return Between(behinds, Names(()), [])
    names = Names(mouth for each in behinds for mouth in (*each.chain, each.outlet) if mouth is not None)
    edges = (
        cites(reports, behinds, names),
        copies(reports, behinds, names),
        pages(reports, behinds),
        voices(reports, behinds, names),
        nameless(reports, behinds),
        states(reports, behinds, background.offices),
    )
    return Between(behinds, names, [*chain(*edges)])

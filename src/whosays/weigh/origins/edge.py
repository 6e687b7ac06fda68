"""What joins two reports of a claim: the edges of the picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from whosays.records.across import Report

Sort = Literal["copy", "same-speech", "same-voice", "same-record", "cites"]


class Edge(msgspec.Struct, frozen=True):
    """Report `late` goes back to report `early`, or both to one thing before them."""

    late: int
    early: int
    sort: Sort
    words: str
    across: bool = True
    """Are they of two documents?"""


def joined(reports: Sequence[Report], one: int, other: int, sort: Sort, words: str) -> Edge:
    """The later of two to the earlier."""
    early, late = sorted((one, other))
    return Edge(late, early, sort, words, reports[early].document.key != reports[late].document.key)

"""Quarters that are not named: "the quarter", "the year-earlier quarter", "a year ago" in a report of one.

Which quarter is meant is the likeliest reading only (whose year, and has it ended?), so none has an EDTF.
"""

from __future__ import annotations

import re

from whosays.annotate.times.calendar import Anchor
from whosays.annotate.times.context import Setting
from whosays.annotate.times.drafts import Draft
from whosays.annotate.wordclasses import Match

_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")

Quarter = tuple[int, int]
"""Year and number."""


def quarter_of(draft: Draft) -> Quarter | None:
    """The quarter that a time is."""
    found = _QUARTER.fullmatch(draft.value or "")
    return (int(found[1]), int(found[2])) if found else None


def is_year_earlier(draft: Draft) -> bool:
    """Is it what another is compared with, and not what a report is about?"""
    return draft.relative is not None and draft.relative.read in {"year_earlier", "ago", "shifted"}


def the_quarter(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """ "The quarter", "the latest quarter": the one told last, else the last that had ended."""
    if setting.quarter is None and len(match.pieces) == 2:
        return  # "the quarter" alone may be one of a city
    told = setting.quarter or _ended(origin)
    draft.settle(f"{told[0]:04}-Q{told[1]}" if told else "XXXX-QX", None)


def year_earlier(draft: Draft, match: Match, before: Draft | None, origin: Anchor, setting: Setting) -> None:
    """ "The year-earlier quarter", "the year-ago period": the one told last, a year before."""
    told = setting.quarter
    if told is None and match.get("QUARTER"):
        told = _ended(origin)
    if told is not None:
        rank = match.get("ORDINAL", "ORDINAL_WORD")
        number = rank.value if rank is not None and isinstance(rank.value, int) else told[1]
        draft.settle(f"{told[0] - 1:04}-Q{number}", None)
    else:
        draft.settle(f"{origin.year - 1:04}" if origin.year else "PAST_REF", None)


def _ended(origin: Anchor) -> Quarter | None:
    """The last quarter that had ended on the document's day."""
    if origin.year is None or origin.month is None:
        return None
    count = origin.year * 4 + (origin.month - 1) // 3 - 1
    return count // 4, count % 4 + 1

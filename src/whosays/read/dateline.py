"""The day that a report gives for itself in the line of place and date that it opens with.

"LUNESK, 4 May 1999 (KPA) - …", "LUNESK (OSTLAND), 30 AUG 89 -- …". A line without a year dates nothing.
"""

from __future__ import annotations

import re

from whosays.read.web_words import words
from whosays.records import Document
from whosays.records.edtf import is_edtf

_REACH = 160
"""Code points within which the line ends."""
_CENTURY = 50
"""Years of two figures from here on are of the last century."""
_SMALL = frozenset(
    {"de", "del", "la", "el", "al", "du", "da", "do", "of", "on", "upon", "and", "near", "via"}
)
_PLACE = r"[^\W\d_][\w.'’ -]{1,40}(?:,\s[^\W\d_][\w.'’ -]{1,30}){0,2}(?:\s?\([^()\n]{2,40}\))?"
_DAY = (
    r"(?:(?P<day>\d{1,2})\s(?P<month>[^\W\d_]{3,9})\.?|(?P<us_month>[^\W\d_]{3,9})\.?\s(?P<us_day>\d{1,2}),)"
)
_LINE = re.compile(
    rf"(?P<place>{_PLACE}),?\s{_DAY}\s(?P<year>\d{{4}}|\d{{2}})\b(?:\s?[\[(/][^()\[\]/\n]{{2,80}}[\])/])?\s?(?:[-–—]{{1,2}}|:)\s"
)


def day_of(document: Document) -> str | None:
    """The day in the dateline that a document's body opens with, as EDTF; `None` where it has none."""
    start = next((block.start for block in document.blocks if block.kind == "paragraph"), 0)
    match = _LINE.match(document.text, start, start + _REACH)
    if match is None:
        return None
    if not _names_places(match["place"]):
        return None  # "Rebels attacked Velm on 4 May 1990 - …"
    month = words().months.get((match["month"] or match["us_month"]).lower())
    if month is None:
        return None
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 1900 if year >= _CENTURY else 2000
    day = f"{year:04}-{month:02}-{int(match['day'] or match['us_day']):02}"
    return day if is_edtf(day) else None


def _names_places(words: str) -> bool:
    """All in capital letters at their beginnings, but for "de", "of" between them; brackets say anything."""
    told = words.partition("(")[0].split()
    return told[-1] not in _SMALL and not any(word[0].islower() for word in told if word not in _SMALL)

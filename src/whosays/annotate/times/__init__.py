"""Times: dates, times of day, durations and sets, with their TIMEX3 values and EDTF.

The grammar stands in lexicon/times.yaml. `value` is the likeliest reading; `edtf` is given only where the
text, its layout and the document's own date settle it. dateparser and dateutil are not used: they read one
date string at a time, and complete what is missing by guessing.
"""

from __future__ import annotations

from whosays.annotate.times.calendar import anchor
from whosays.annotate.times.context import Setting, join_ranges, share_settled_years, share_years
from whosays.annotate.times.drafts import Draft
from whosays.annotate.times.grammar import grammar
from whosays.annotate.times.quarters import is_year_earlier, quarter_of
from whosays.annotate.times.readings import READINGS
from whosays.annotate.times.relative import settle
from whosays.plugins import annotator
from whosays.records import Document, Time
from whosays.records.edtf import is_edtf


@annotator(gives={"times"}, needs={"sentences"})
def times(document: Document) -> Document:
    """Dates, times of day, durations and sets; in other languages than English only dates in figures."""
    known = grammar(english=document.language in {"en", None})
    lexed = known.lex(document.text, frozenset(block.start for block in document.blocks))
    drafts = [draft for match in known.matches(lexed) for draft in READINGS[match.read](match)]
    share_years(drafts, document.text)
    setting, origin = Setting(document, lexed, drafts), anchor(document.published)
    before: Draft | None = None
    for draft in drafts:
        settle(draft, before, origin, setting)
        if (quarter := quarter_of(draft)) and not is_year_earlier(draft):
            setting.quarter, setting.quarter_at = quarter, setting.paragraph(draft)
        if draft.type in {"DATE", "TIME"} and not draft.dropped:
            before = draft
    share_settled_years(drafts, document.text)
    drafts = join_ranges([draft for draft in drafts if not draft.dropped], document.text)
    return document.having(times=tuple(_time(draft) for draft in drafts))


def _time(draft: Draft) -> Time:
    # Arithmetic may leave the calendar at either end (the year 0, the year 10000): then it says nothing.
    edtf = draft.edtf if draft.edtf is not None and is_edtf(draft.edtf) else None
    return Time(start=draft.start, end=draft.end, type=draft.type, value=draft.value or "", edtf=edtf)

"""What a careful reader flags: in one document, and where others show it (`engines.flagging`).

docs/weigh.md tells each kind. A document's own are a function of it alone, and are made when it is derived.
"""

from __future__ import annotations

from whosays.records import Document
from whosays.records.across import Caution
from whosays.weigh.cautions import dates, figures, manner, names, parties, sources
from whosays.weigh.cautions.look import Look

MOST = 6
"""Cautions of one kind in one document; whoever has seen so many knows."""
_SEARCHES = (
    dates.undated,
    dates.ambiguous,
    dates.anachronism,
    dates.wrong_weekday,
    sources.spoken,
    sources.unattributed,
    parties.issued,
    parties.spoken,
    names.same_name,
    figures.round_figures,
    figures.two_figures,
    manner.phrases,
    manner.correction,
    manner.opinion,
    manner.scare_quotes,
)


def document_cautions(document: Document, key: str) -> tuple[Caution, ...]:
    """The cautions of one document: those on the whole of it, then in text order."""
    look = Look(document)
    found = {(f.kind, f.span): f for search in _SEARCHES for f in search(look)}
    told: dict[str, int] = {}
    kept = []
    for each in sorted(found.values(), key=lambda f: (f.span is not None, f.span or (0, 0), f.kind)):
        told[each.kind] = told.get(each.kind, 0) + 1
        if told[each.kind] <= MOST:
            start, end = each.span or (None, None)
            kept.append(Caution(document=key, kind=each.kind, start=start, end=end, note=each.note))
    return tuple(kept)

"""The country in which a report's events are, where it comes from there and speaks of it.

A report from a place and about one country does not name it in each sentence. What happened in it without a
place of its own was in that country as far as a careful reader can tell, and no nearer place is said of it.
"""

from __future__ import annotations

from collections import Counter

from whosays.annotate.statements.found import Found
from whosays.annotate.statements.tree import Tree
from whosays.records import Document

_MATERIAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"})
_SHARE = 0.5  # of the places of the report that lie in the country it comes from
_HEAD = 100  # code points within which a dateline has its place


def place_events(tree: Tree, found: list[Found]) -> None:
    """Give events without a place in a known country the mention of the country that the report speaks of."""
    mention = _country(tree.document)
    if mention is None:
        return
    known = {e.id for e in tree.document.entities if e.country is not None}
    for event in found:
        places = event.filled.mentions.get("place", [])
        if event.sense.entry.type in _MATERIAL and not any(
            tree.document.mentions[m].entity in known for m in places
        ):
            event.filled.mentions["place"] = [*places, mention]


def _country(document: Document) -> int | None:
    """The mention that names the report's one country, or the largest place in it."""
    linked = [place for place in document.places if place.country is not None]
    counts = Counter(place.country for place in linked)
    if not counts:
        return None
    country, many = max(counts.items(), key=lambda pair: (pair[1], pair[0] or ""))
    dateline = next((p for p in linked if p.start < _HEAD and document.published is not None), None)
    if dateline is None or dateline.country != country or many < _SHARE * len(linked):
        return None
    widest = max((p for p in linked if p.country == country), key=lambda p: (p.radius_km, -p.start))
    return next(
        (i for i, m in enumerate(document.mentions) if (m.start, m.end) == (widest.start, widest.end)), None
    )

"""The country in which a report's events are, where the report speaks of one.

A report about one country does not name it in each sentence. What happened without a place of its own was in
that country as far as a careful reader can tell, and no nearer place is said of it. Which country that is,
its places and nationalities tell ("the Ostish army"); a dateline alone tells where the report was written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from whosays import gazetteer
from whosays.annotate.entities.name_lexicon import known
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.tree import Tree
from whosays.records import Document, Place

_MATERIAL = frozenset({"ASSAULT", "COERCE", "THREATEN", "PROTEST", "MOBILIZE", "RETREAT"})
_SHARE = 0.5  # of the places and nationalities of the report that are of its country


def place_events(tree: Tree, found: list[Found]) -> None:
    """Give events without a place in a known country the mention of the country that the report speaks of."""
    document = tree.document
    linked = sorted((p for p in document.places if p.country is not None), key=lambda p: p.start)
    dateline = next((p for p in linked if tree.in_dateline(tree.at(p.start))), None)
    linked = [p for p in linked if not tree.in_dateline(tree.at(p.start))]
    country = _country(document, dateline, linked)
    mention = _widest(document, country)
    if mention is None:
        return
    placed = {e.id for e in document.entities if e.country is not None}
    starts = [p.start for p in linked]
    for event in found:
        places = event.filled.mentions.get("place", [])
        if event.sense.entry.type not in _MATERIAL or any(
            document.mentions[m].entity in placed for m in places
        ):
            continue
        low, high = (bisect_left(starts, edge) for edge in document.sentences[tree.sentence[event.at]])
        beside = {p.country for p in linked[low:high]}
        if not beside or country in beside:  # what a sentence tells of another country may be there
            event.filled.mentions["place"] = [*places, mention]


def _country(document: Document, dateline: Place | None, linked: list[Place]) -> str | None:
    """The country that the report speaks of: that of its dateline before another."""
    if document.published is None:
        return None
    told = Counter(place.country for place in linked)
    told.update(_nationalities(document, [*linked, *([dateline] if dateline else [])]))
    if dateline is not None and told[dateline.country] >= _SHARE * told.total():
        return dateline.country
    if not told:
        return None
    country, many = max(told.items(), key=lambda pair: (pair[1], pair[0] or ""))
    return country if many >= _SHARE * told.total() and many > 1 else None


def _nationalities(document: Document, linked: list[Place]) -> list[str]:
    """The country of each nationality, of those that the document has a place in."""
    codes = {place.country for place in linked if place.country is not None}
    spots = {code: gazetteer.country(code) for code in codes}
    by_name = {spot.name.lower(): code for code, spot in spots.items() if spot is not None}
    peoples = [document.text[m.start : m.end].lower() for m in document.mentions if m.type == "Nationality"]
    nations = (known().nations.get(people) for people in peoples)
    return [by_name[nation] for nation in nations if nation in by_name]


def _widest(document: Document, country: str | None) -> int | None:
    """The mention of the country, or of the largest place in it."""
    if country is None:
        return None
    named = {(m.start, m.end): i for i, m in enumerate(document.mentions)}
    inside = [p for p in document.places if p.country == country and (p.start, p.end) in named]
    widest = max(inside, key=lambda p: (p.radius_km, -p.start), default=None)
    return None if widest is None else named[widest.start, widest.end]

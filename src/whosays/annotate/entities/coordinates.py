"""Places given by their coordinates: 59.1736°N 18.1680°E, 33°30′20″N 36°16′10″E, 33.50572, 36.26964."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from whosays.records import Document, Entity, Mention, Span

_DEGREES = r"([0-9]{1,3}(?:\.[0-9]{1,8})?) ?°"
_MINUTES = (
    r"(?: ?([0-9]{1,2}(?:\.[0-9]{1,6})?) ?[′'’])?(?: ?([0-9]{1,2}(?:\.[0-9]{1,4})?) ?(?:[″\"”]|''|′′))?"
)
_MARKED = re.compile(
    rf"(?<![0-9.]){_DEGREES}{_MINUTES} ?([NSns])[,;/ ]{{1,3}}{_DEGREES}{_MINUTES} ?([EWew])(?![a-z])"
)
_PLAIN = re.compile(
    r"(?<![0-9.,+-])(-?[0-9]{1,2}\.[0-9]{4,8}) ?[,;] ?(-?[0-9]{1,3}\.[0-9]{4,8})(?![0-9]|[.,;] ?[0-9])"
)
"""Four figures behind the point at least: two prices side by side are no place."""


def with_coordinates(document: Document) -> Document:
    """The document with a mention of each pair, a place of its own; what was found within it goes."""
    spans = sorted(_pairs(document.text))
    if not spans:
        return document
    starts = [start for start, _ in spans]
    kept = tuple(m for m in document.mentions if not _touches(m, spans, starts))
    things = {m.entity for m in kept}
    entities = [e for e in document.entities if e.id in things]
    added: list[Mention] = []
    for number, (start, end) in enumerate(spans, start=1):
        name = " ".join(document.text[start:end].split())
        entities.append(Entity(id=f"p{number}", type="Place", name=name))
        added.append(Mention(start=start, end=end, type="Place", kind="name", entity=f"p{number}"))
    mentions = sorted((*kept, *added), key=lambda m: (m.start, m.end))
    return document.having(mentions=tuple(mentions), entities=tuple(entities))


def _pairs(text: str) -> Iterator[Span]:
    for match in _MARKED.finditer(text):
        lat, lat_m, lat_s, _, lon, lon_m, lon_s, _ = match.groups()
        parts = all(float(part) < 60 for part in (lat_m, lat_s, lon_m, lon_s) if part)
        if parts and float(lat) <= 90 and float(lon) <= 180:
            yield match.span()
    for match in _PLAIN.finditer(text):
        listed = re.search(r"[0-9] ?[,;] ?$", text[max(0, match.start() - 4) : match.start()])
        if not listed and abs(float(match[1])) <= 90 and abs(float(match[2])) <= 180:
            yield match.span()


def _touches(mention: Mention, spans: list[Span], starts: list[int]) -> bool:
    at = bisect_left(starts, mention.end) - 1
    return at >= 0 and spans[at][1] > mention.start

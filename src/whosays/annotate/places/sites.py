"""Named places that the gazetteer lacks (a camp, a base, a village), placed by what the text says of them.

"Camp Larkin, 12 km north of Tyre"; "the base lies near Ayacucho" two sentences later; "… Nong Tamek. The camp
lies 15 km north of …". The first words that say where one of its mentions is place all mentions by name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from whosays.annotate.places.lexicon import known
from whosays.annotate.places.toponyms import Toponym
from whosays.gazetteer.keys import spelt
from whosays.records import Document, Mention, Place, Span

_REACH = 90
_MOST_RIVALS = 50
_SLACK = 3.0
"""Kilometres by which a site may lie off what it is said to lie at."""
_INSIDE = re.compile(r"\b(?:in|at|on|of|inside|within) (?:the )?(?:[a-z]+ of )?(?:the )?$", re.IGNORECASE)
_BEFORE = re.compile(
    r"^,? (?:lies|lay|stands|stood|is|was|sits|sat) (?:the )?(?:[a-z]+ ){0,3}(?:of )?$"
    r"|^,? (?:the |a )?(?:[a-z]+ )?(?:of |called |named |known as )?$|^,? (?:a|an|the) (?:[a-z'’-]+ ){1,6}$",
    re.IGNORECASE,
)
_WITHIN_ITSELF = re.compile(r"^(?:an?|the|this|that|its|their) [a-z' ’-]{2,40}$", re.IGNORECASE)
_STANDS_AT = re.compile(r"\b(?:in|at|near|outside|under) (?:the )?$", re.IGNORECASE)
_BODIES = frozenset({"Organization", "PublicBody", "Company"})
_TAKEN_UP = re.compile(r"^The ((?:[a-z-]+ ){0,2}[a-z-]+)(?=[ ,])")
_NOT_ITS = re.compile(r"\b(?:by|who|whose|from|to|and|men|people)\b", re.IGNORECASE)


@cache
def _between() -> re.Pattern[str]:
    """What may stand between a site and the words that say where it is."""
    apposed = r"(?:,? ?(?:an?|the) [a-z'’-]+(?: [a-z'’-]+){0,5})?(?:, [a-z' ’-]{3,60},)?"
    lies, placed = "|".join(known().lies), "|".join(known().placed)
    return re.compile(
        rf"^{apposed}(?:,? (?:which|that|it))?(?: (?:{lies}))?(?: (?:{placed}))?[ ,(]*(?:some |about |only )?"
        rf"(?:(?:in|at|on|inside|within) (?:the )?(?:[a-z]+ of )?(?:the )?)?$",
        re.IGNORECASE,
    )


def sites(document: Document, toponyms: Sequence[Toponym], relatives: Sequence[Place]) -> list[Place]:
    """All mentions by name of things that the gazetteer lacks and the text places."""
    finder = _Finder(document, toponyms, relatives)
    found: dict[Span, Place] = {}
    for names, told in finder.placed():
        for mention in names:
            found.setdefault((mention.start, mention.end), finder.place(mention, told))
    return list(found.values())


class _Finder:
    """The places that are known, and what stands between a mention and the nearest of them."""

    def __init__(self, document: Document, toponyms: Sequence[Toponym], relatives: Sequence[Place]) -> None:
        self.document = document
        self.text = document.text
        linked = [each for each in toponyms if each.chosen is not None]
        self.linked = {each.entity for each in linked}
        towns = [
            Place(
                start=each.start,
                end=each.end,
                kind="name",
                name=each.name,
                country=each.chosen.country,
                lat=each.chosen.lat,
                lon=each.chosen.lon,
                radius_km=each.chosen.radius,
            )
            for each in linked
            if each.chosen is not None and each.chosen.kind != "country" and not each.acts
        ]
        self.places = sorted([*towns, *relatives], key=lambda p: (p.start, -p.end))
        self.starts = [place.start for place in self.places]

    def placed(self) -> Iterator[tuple[list[Mention], Place]]:
        """The names of each thing that is placed, and the words that place it."""
        members = self._members()
        for mentions in members.values():
            names = [mention for mention in mentions if mention.kind == "name"]
            told = next(filter(None, map(self._where, mentions)), None) or self._taken_up(names, members)
            if told is not None and names and (told.kind == "relative" or self._is_site(names)):
                yield names, told

    def _members(self) -> dict[str, list[Mention]]:
        """Mentions of each thing without a place; a short name goes with the long one that ends in it."""
        members: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.document.mentions:
            if mention.entity not in self.linked and mention.kind != "pronoun":
                members[mention.entity].append(mention)
        named = {e: ms for e, ms in members.items() if any(m.kind == "name" for m in ms)}
        return {e: ms for e, ms in self._joined(named).items() if self._may_be_site(ms)}

    def _joined(self, members: dict[str, list[Mention]]) -> dict[str, list[Mention]]:
        keys = {
            entity: max((spelt(self._words(m)) for m in mentions if m.kind == "name"), key=len)
            for entity, mentions in members.items()
        }
        by_tail: dict[str, list[str]] = defaultdict(list)
        for entity, key in keys.items():
            for cut in range(1, min(4, key.count(" ") + 1)):
                by_tail[" ".join(key.split()[cut:])].append(entity)
        joined = dict(members)
        for entity, key in keys.items():
            longer = by_tail.get(key, [])
            if len(longer) == 1 and longer[0] in joined:
                both = sorted([*members[entity], *joined.pop(longer[0])], key=lambda m: m.start)
                joined[entity] = both
        return joined

    def _may_be_site(self, mentions: Sequence[Mention]) -> bool:
        """Is it taken for a place, has a word of places in it, or does it stand where places do?"""
        for mention in mentions:
            if mention.type == "Place" or self._is_site([mention]):
                return True
            before = self.text[max(0, mention.start - 16) : mention.start]
            named = mention.kind == "name" and mention.type not in _BODIES
            if named and _STANDS_AT.search(before):
                return True
        return False

    def _is_site(self, mentions: Sequence[Mention]) -> bool:
        sites = known().sites
        words = [self._words(mention).lower().split() for mention in mentions]
        return any(m.type == "Place" for m in mentions) or any(
            not sites.isdisjoint((each[0], each[-1])) for each in words if len(each) > 1
        )

    def _words(self, mention: Mention) -> str:
        return self.document.words((mention.start, mention.end))

    # ── where it is said to be ────────────────────────────────────────────────────────────────────

    def _where(self, mention: Mention) -> Place | None:
        """The place that the words behind the mention say, or in it, or else those before it."""
        return self._behind(mention.end) or self._within(mention) or self._before(mention)

    def _behind(self, end: int) -> Place | None:
        at = bisect_left(self.starts, end)
        if at == len(self.places) or self.starts[at] - end > _REACH:
            return None
        place, link = self.places[at], self.text[end : self.starts[at]]
        if "\n" in link or not link.strip(" ,(") + link or not _between().match(link):
            return None
        return place if place.kind == "relative" or link == ", " or _INSIDE.search(link) else None

    def _within(self, mention: Mention) -> Place | None:
        if mention.kind == "name":
            return None
        at = bisect_left(self.starts, mention.start)
        if at == len(self.places) or self.places[at].end > mention.end or self.places[at].kind != "relative":
            return None
        return (
            self.places[at]
            if _WITHIN_ITSELF.match(self.text[mention.start : self.starts[at]].rstrip())
            else None
        )

    def _before(self, mention: Mention) -> Place | None:
        before = bisect_left(self.starts, mention.start) - 1
        while before >= 0 and self.places[before].end > mention.start:
            before -= 1
        if before < 0 or mention.start - self.places[before].end > _REACH:
            return None
        place = self.places[before]
        fits = place.kind == "relative" and _BEFORE.match(self.text[place.end : mention.start])
        return place if fits else None

    def _taken_up(self, names: Sequence[Mention], members: dict[str, list[Mention]]) -> Place | None:
        """The next sentence begins "The camp …" and says where: of the one site in the sentence before."""
        sentences = self.document.sentences
        for mention in names:
            at = bisect_left(sentences, (mention.start + 1, 0)) - 1
            if at < 0 or at + 1 >= len(sentences):
                continue
            start, end = sentences[at]
            rivals = {
                m.entity
                for ms in members.values()
                for m in ms[:_MOST_RIVALS]
                if m.kind == "name" and start <= m.start < end and m.entity != mention.entity
            }
            after = sentences[at + 1]
            taken = _TAKEN_UP.match(self.text[after[0] : after[0] + 60])
            if taken is None or rivals or known().sites.isdisjoint(taken[1].split()):
                continue
            place = self._behind(after[0] + taken.end()) or self._shortly(after[0] + taken.end(), after[1])
            if place is not None:
                return place
        return None

    def _shortly(self, start: int, end: int) -> Place | None:
        """A few words on, nothing between that could be there: "carries a road 11 miles south of"."""
        at = bisect_left(self.starts, start)
        if at == len(self.places) or self.places[at].end > end or self.places[at].kind != "relative":
            return None
        link = self.text[start : self.starts[at]]
        return self.places[at] if len(link.split()) <= 4 and not _NOT_ITS.search(link) else None

    def place(self, mention: Mention, told: Place) -> Place:
        """A mention by name, at the place that is told."""
        return Place(
            start=mention.start,
            end=mention.end,
            kind="site",
            name=" ".join(self._words(mention).split()),
            country=told.country,
            lat=told.lat,
            lon=told.lon,
            radius_km=round(told.radius_km + _SLACK, 1),
            entity=mention.entity,
        )

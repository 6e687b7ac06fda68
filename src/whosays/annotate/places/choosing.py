"""Which place of a name is meant: what the text says beside it, its country, its neighbours, its size.

Clear ones first, and each that is settled speaks for others. What stays open is left open: the largest city
of a name is not taken because it is the largest.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from whosays.annotate.places.compass import kilometres
from whosays.annotate.places.lexicon import known
from whosays.annotate.places.toponyms import Toponym
from whosays.gazetteer import Spot
from whosays.records import Document

_MARGIN = 0.9
"""By how much the best must lead the next."""
_MARGIN_ALONE = 1.2
"""... where nothing but its size speaks for it: thirty times the people of the next."""
_LARGE = 400_000
"""A city of so many people needs nothing else that speaks for it."""
_SAME = 25.0
"""Two entries so near are one to a reader: a city, and the division around it."""
_CLOSE, _NEAR = 60.0, 300.0
"""Kilometres over which what a neighbour says for a place falls to a third."""
_SUPPORT = 1.2
_SURE = 2.5
"""What must speak for a name that was taken for none of a place."""
_AGAINST = -0.6
_UNKNOWN = 8000
"""People of a city where the gazetteer does not know."""
_MOST_CELLS = 200
_REMEMBERED = 100
"""Places settled last that speak for another: a list of all villages costs what its length costs."""
_MOST = 60
"""Of a name's cities only the largest are weighed, in a country that nothing speaks for."""


def choose(document: Document, toponyms: list[Toponym]) -> None:
    """Set `chosen` where one place is plainly meant; all mentions of one name mean the same place."""
    groups: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for index, each in enumerate(toponyms):
        groups[each.key, each.kind == "division"].append(index)
    company = _Company([toponyms[members[0]] for members in groups.values()])
    told = _countries(document, toponyms)
    settled: list[Spot] = []
    waiting = [key for key, members in groups.items() if toponyms[members[0]].spots]
    # Countries first, then each round with what the one before has settled; two rounds settle nearly all.
    for _ in range(3):
        left = []
        for key in waiting:
            members = [toponyms[i] for i in groups[key]]
            spot = _choice(members, toponyms, told, settled[-_REMEMBERED:], company)
            if spot is None:
                left.append(key)
                continue
            for each in members:
                each.chosen = spot
            if not all(each.acts for each in members):
                settled.append(spot)
                told[spot.country] += 1 if spot.kind == "city" else 2
        if len(left) == len(waiting):
            break
        waiting = left


def _countries(document: Document, toponyms: list[Toponym]) -> Counter[str]:
    """How often a document speaks of each country, by name or by its people."""
    told: Counter[str] = Counter()
    for each in toponyms:
        for spot in each.spots[:1]:
            if spot.kind == "country":
                told[spot.country] += 2
    peoples = known().peoples
    for match in known().people_words.finditer(document.text):
        code = peoples.get(match[0].lower())
        if code:
            told[code] += 2
    if document.text.isupper():
        for word in document.text.lower().split():
            if code := peoples.get(word.strip(".,;:()\"'")):
                told[code] += 2
    return told


def _choice(
    members: list[Toponym],
    toponyms: list[Toponym],
    told: Counter[str],
    settled: list[Spot],
    company: _Company,
) -> Spot | None:
    scored = []
    for spot in _weighed(members[0].spots, told):
        known_for, support = _known_for(spot, members), 0.0
        support += (
            _by_country(spot, told) + _by_neighbours(spot, settled) + _by_words(spot, members, toponyms)
        )
        support += company.of(spot, members[0].key)
        scored.append(((known_for + support, support), spot))
    scored.sort(key=lambda pair: (-pair[0][0], pair[1].row))
    if not scored:
        return None
    (best, support), spot = scored[0]
    others = [score for (score, _), other in scored[1:] if not _same(spot, other)]
    if others and best - others[0] < (_MARGIN if support > 0 else _MARGIN_ALONE):
        return None
    if all(each.misread for each in members):
        return spot if support >= _SURE else None
    if spot.kind == "country":
        return spot
    known_well = spot.population >= _LARGE or spot.capital or (spot.kind == "division" and not told)
    # By an old or foreign name only where the text speaks of its country: "Belin" need not be Berlin.
    return spot if support >= _SUPPORT or (known_well and spot.main and support >= _AGAINST) else None


def _same(spot: Spot, other: Spot) -> bool:
    """Are two entries one to a reader: a city and its suburb of that name, or the division around it?"""
    return kilometres(spot, other) <= _SAME or other.row == spot.division or spot.row == other.division


def _weighed(spots: tuple[Spot, ...], told: Counter[str]) -> Iterable[Spot]:
    if len(spots) <= _MOST:
        return spots
    largest = sorted(spots, key=lambda spot: (spot.kind == "city", -spot.population, spot.row))[:_MOST]
    rows = {spot.row for spot in largest} | {spot.row for spot in spots if spot.country in told}
    return [spot for spot in spots if spot.row in rows]


def _known_for(spot: Spot, members: list[Toponym]) -> float:
    """How likely the place is meant when nothing else is said."""
    people = spot.population or _UNKNOWN
    size = 0.8 * math.log10(max(people, 3000)) if spot.kind == "city" else 4.0
    known_for = size + (0.5 if spot.capital else 0.0) - (0.0 if spot.main else 0.5)
    if spot.kind == "country":
        known_for += 3.3  # it has no neighbours to speak for it
    if spot.kind == "country" or spot.capital:
        known_for += 1.5 if any(each.acts for each in members) else 0.0
    return known_for


class _Company:
    """Which names could lie close together: places that one text speaks of often do.

    On a grid of one degree, so that it costs what the names cost, however many they are.
    """

    def __init__(self, names: list[Toponym]) -> None:
        self._cells: dict[tuple[int, int], dict[str, float]] = defaultdict(dict)
        for each in names:
            spots = [spot for spot in each.spots if spot.kind != "country"]
            if not spots or each.acts:
                continue
            weight = 1 / math.sqrt(len({spot.country for spot in spots}))
            for spot in spots[:_MOST_CELLS]:
                self._cells[self._cell(spot)][each.key] = weight

    @staticmethod
    def _cell(spot: Spot) -> tuple[int, int]:
        return math.floor(spot.lat), math.floor(spot.lon)

    def of(self, spot: Spot, key: str) -> float:
        """How many other names have a place near: each counts for less the more places it may be."""
        if spot.kind == "country":
            return 0.0
        lat, lon = self._cell(spot)
        near: dict[str, float] = {}
        for north in (-1, 0, 1):
            for east in (-1, 0, 1):
                near |= self._cells.get((lat + north, lon + east), {})
        near.pop(key, None)
        return min(2.4, 0.7 * sum(near.values()))


def _by_country(spot: Spot, told: Counter[str]) -> float:
    if not told:
        return 0.0
    total = sum(told.values())
    share = told[spot.country] / total
    return 1.0 + 1.8 * share if share else -0.5


def _by_neighbours(spot: Spot, settled: list[Spot]) -> float:
    """Near another place that the text speaks of, or in a division that it names."""
    if spot.kind == "country":
        return 0.0
    inside = any(other.kind == "division" and other.row == spot.division for other in settled)
    near = [kilometres(spot, other) for other in settled if other.kind == "city" and other.row != spot.row]
    close = 2.0 * math.exp(-min(near) / _CLOSE) + 1.0 * math.exp(-min(near) / _NEAR) if near else 0.0
    return (1.0 if inside else 0.0) + close


def _by_words(spot: Spot, members: list[Toponym], toponyms: list[Toponym]) -> float:
    """What stands beside the name: "the province of X", "X, Virginia"."""
    total = 0.0
    kinds = {each.kind for each in members if each.kind}
    if kinds and spot.kind != "country":
        total += 1.0 if spot.kind in kinds else (-1.2 if len(kinds) == 1 else 0.0)
    elif spot.kind == "division":
        total -= 0.8
    for each in members:
        if each.within is None:
            continue
        holders = toponyms[each.within].spots
        if any(_holds(holder, spot) for holder in holders):
            return total + 5.0
        if any(holder.kind == "country" for holder in holders):
            return total - 5.0
    return total


def _holds(holder: Spot, spot: Spot) -> bool:
    if holder.row == spot.row:
        return False
    if holder.kind == "country":
        return holder.country == spot.country
    return holder.kind == "division" and spot.division == holder.row

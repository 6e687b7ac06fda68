"""Places told by others: "60 kilometres west of Kandahar", "near Velm", "the Thai side of the border".

Each form is a pattern over the words before or behind a name whose place is known. The radius says how rough
the words are: a distance is taken to be right to a tenth or to its last figure, a part of the compass to half
of the step to the next, "near" to mean a quarter of an hour by car.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator

from whosays import gazetteer
from whosays.annotate import numerals
from whosays.annotate.places import areas
from whosays.annotate.places.compass import bearing, beyond, middle
from whosays.annotate.places.forms import PEOPLES, forms
from whosays.annotate.places.lexicon import known
from whosays.annotate.places.toponyms import Toponym
from whosays.gazetteer import Spot
from whosays.records import Document, Place, Quantity

_REACH = 110
"""Characters before or behind a name that are looked at."""
_NEAR = 15.0
_JUST = 5.0
_NEXT_DOOR = 12.0
_CENTRE = 1.5
"""Kilometres by which people differ on where the middle of a town is."""
_FARTHEST_PAIR = 900.0
_METRES = {
    "km": 1.0,
    "m": 0.001,
    "[mi_i]": 1.609344,
    "[ft_i]": 0.0003048,
    "[yd_i]": 0.0009144,
    "[nmi_i]": 1.852,
}


def relative_places(document: Document, toponyms: list[Toponym]) -> list[Place]:
    """All that is told by a place that is known; none overlaps another but for what it is made of."""
    reader = _Reader(document, toponyms)
    found = [place for index in range(len(toponyms)) for place in reader.at(index)]
    found += reader.sides()
    chosen: list[Place] = []
    for place in sorted(found, key=lambda p: (p.start, -p.end)):
        if not chosen or place.start >= chosen[-1].end:
            chosen.append(place)
    return chosen


class _Reader:
    def __init__(self, document: Document, toponyms: list[Toponym]) -> None:
        self.text = document.text
        self.toponyms = toponyms
        self.lengths = [q for q in document.quantities if q.kind == "length" and q.unit in _METRES]
        self.ends = [q.end for q in self.lengths]
        self.boundaries = sorted({block.start for block in document.blocks})
        self.forms = forms()

    def at(self, index: int) -> Iterator[Place]:
        """What stands before one name, or before it and the next."""
        here = self.toponyms[index]
        spot = here.chosen
        if spot is None:
            return
        before = self._before(here.start)
        pair = self._pair(index, before)
        if pair is not None:
            yield pair
            return
        border = self._border(index, before)
        if border is not None:
            yield border
            return
        if here.acts:
            return
        for read in (self._measured, self._travelled, self._coast, self._directed, self._beside, self._part):
            place = read(here, spot, before)
            if place is not None:
                yield place
                return

    def _before(self, start: int) -> str:
        first = max(0, start - _REACH)
        at = bisect_left(self.boundaries, start + 1) - 1
        return self.text[max(first, self.boundaries[at] if at >= 0 else 0) : start]

    # ── with a distance ───────────────────────────────────────────────────────────────────────────

    def _measured(self, here: Toponym, spot: Spot, before: str) -> Place | None:
        at = bisect_left(self.ends, here.start + 1) - 1
        if at < 0 or here.start - self.ends[at] > _REACH:
            return None
        length = self.lengths[at]
        match = self.forms.measured.match(self.text[length.end : here.start])
        if match is None:
            return None
        low, high = _kilometres(length)
        # "20 km (12 miles) north of": the second says the same.
        twice = at > 0 and self.text[self.ends[at - 1] : length.start] == " ("
        start = self.lengths[at - 1].start if twice else length.start
        return self._so_far(start, here.end, spot, match[1], low, high, _exactness(length))

    def _so_far(
        self, start: int, end: int, spot: Spot, direction: str | None, low: float, high: float, slack: float
    ) -> Place:
        turn = bearing(direction) if direction else None
        if turn is None:
            return self._place(start, end, spot, spot.lat, spot.lon, high * 1.1 + slack + spot.radius)
        km = (low + high) / 2
        lat, lon = beyond(spot.lat, spot.lon, turn, km)
        aside = km * math.sin(math.radians(_half_step(direction or "")))
        along = (high - low) / 2 + slack
        return self._place(start, end, spot, lat, lon, math.hypot(aside, along, spot.radius * 0.8) + _CENTRE)

    def _travelled(self, here: Toponym, spot: Spot, before: str) -> Place | None:
        match = self.forms.travelled.search(before)
        if match is None:
            return None
        count = _count(match[1])
        hours = count * {"minute": 1 / 60, "hour": 1.0, "day": 8.0}[match[2].lower()]
        km = hours * known().speeds[match[3].lower()]
        start = here.start - len(before) + match.start()
        if match["to"]:
            return self._so_far(start, here.end, spot, match["to"], km * 0.5, km * 1.2, km * 0.1)
        return self._place(start, here.end, spot, spot.lat, spot.lon, km * 1.1 + spot.radius * 0.8)

    # ── without ───────────────────────────────────────────────────────────────────────────────────

    def _coast(self, here: Toponym, spot: Spot, before: str) -> Place | None:
        match = self.forms.coast.search(before)
        if match is None:
            return None
        start = here.start - len(before) + match.start()
        return self._place(start, here.end, spot, spot.lat, spot.lon, spot.radius * 1.2 + 40)

    def _directed(self, here: Toponym, spot: Spot, before: str) -> Place | None:
        match = self.forms.directed.search(before)
        turn = bearing(match[4]) if match else None
        if match is None or turn is None:
            return None
        start = here.start - len(before) + match.start()
        if (
            match[3] and (match[2] or "").lower() != "to" and not match[1]
        ):  # the north of Lebanon: a part of it
            area = areas.part(spot.row, turn)
            return self._place(start, here.end, spot, area.lat, area.lon, area.radius_km)
        near = spot.radius + (
            _JUST if (match[1] or "").lower() in {"just", "immediately", "slightly"} else _NEAR
        )
        lat, lon = beyond(spot.lat, spot.lon, turn, near)
        return self._place(start, here.end, spot, lat, lon, near * 0.8 + 3.0)

    def _beside(self, here: Toponym, spot: Spot, before: str) -> Place | None:
        match = self.forms.beside.search(before)
        if match is None or spot.kind == "country":
            return None
        start = here.start - len(before) + match.start()
        return self._place(start, here.end, spot, spot.lat, spot.lon, spot.radius * 1.1 + _NEXT_DOOR)

    def _part(self, here: Toponym, spot: Spot, before: str) -> Place | None:
        match = self.forms.part.search(before)
        if match is None:
            return None
        turn = bearing(match[1])
        plain = match[1].lower()
        if turn is None and plain not in {"central", "middle", "inner"}:
            return None
        if turn is not None and not plain.endswith(("ern", "ernmost", "erly")) and spot.kind != "country":
            return None  # "South Lebanon": a name
        area = areas.part(spot.row, turn)
        start = here.start - len(before) + match.start(1)
        return self._place(start, here.end, spot, area.lat, area.lon, area.radius_km)

    # ── two names ─────────────────────────────────────────────────────────────────────────────────

    def _pair(self, index: int, before: str) -> Place | None:
        """Between two towns, or on the road from one to the other."""
        if index + 1 >= len(self.toponyms):
            return None
        here, there = self.toponyms[index : index + 2]
        if here.chosen is None or there.chosen is None or there.start - here.end > 60:
            return None
        link = self.text[here.end : there.start]
        behind = self.text[there.end : there.end + 40]
        if self.forms.dash.match(link):
            told = self.forms.dashed.match(behind)
            if told is None:
                return None
            if told["what"].lower() == "border":
                return self._along(here.start, there.end + told.end(), here.chosen, there.chosen)
            return self._midway(here.start, there.end + told.end(), here.chosen, there.chosen, 0.5)
        if self.forms.own_border.match(link):
            return self._along(here.start, there.end, here.chosen, there.chosen)
        match = self.forms.between.search(before)
        if match is None or not self.forms.pair.match(link):
            return None
        half, road = bool(match[1]), bool(match["road"])
        if not (half or road) and (match[3].lower() == "from" or here.acts or there.acts):
            return None
        if (
            here.chosen.kind != "city"
            or there.chosen.kind != "city"
            or not (half or road or not _heads(here, there))
        ):
            return None
        start = here.start - len(before) + match.start()
        return self._midway(start, there.end, here.chosen, there.chosen, 0.15 if half else 0.5)

    def _midway(self, start: int, end: int, one: Spot, other: Spot, share: float) -> Place | None:
        lat, lon, km = middle(one.lat, one.lon, other.lat, other.lon)
        if km > _FARTHEST_PAIR:
            return None
        country = one.country if one.country == other.country else None
        radius = km * share + 0.3 * max(one.radius, other.radius) + 1
        return self._made(start, end, country, lat, lon, radius)

    def _border(self, index: int, before: str) -> Place | None:
        here = self.toponyms[index]
        spot = here.chosen
        if spot is None or spot.kind == "city":
            return None
        side = self.forms.side.search(before)
        if side is not None and side[0].rstrip().lower().endswith(("with", "with the")):
            own = self._country(side["people"])
            start = here.start - len(before) + side.start()
            return None if own is None else self._along(start, here.end, own, spot, side=True)
        shared = self.forms.border_with.search(before)
        if shared is not None and shared["people"]:
            own = self._country(shared["people"])
            start = here.start - len(before) + shared.start()
            return None if own is None else self._along(start, here.end, own, spot)
        match = self.forms.border_of.search(before)
        if match is None or index + 1 >= len(self.toponyms):
            return None
        there = self.toponyms[index + 1]
        link = self.text[here.end : there.start]
        if there.chosen is None or not re.fullmatch(r" and (?:the )?", link, re.IGNORECASE):
            return None
        return self._along(here.start - len(before) + match.start(), there.end, spot, there.chosen)

    def sides(self) -> Iterator[Place]:
        """ "the Thai-Cambodian border", "the Thai side of the border" where the other side is not named."""
        for match in PEOPLES.finditer(self.text):
            one, two = self._country(match["one"]), self._country(match["two"])
            if one is not None and two is not None:
                place = self._along(match.start(), match.end(), one, two)
                if place is not None:
                    yield place

    def _country(self, people: str) -> Spot | None:
        word = people.lower().removesuffix("'s").removesuffix("’s")
        code = known().peoples.get(word)
        return gazetteer.country(code) if code else None

    def _along(self, start: int, end: int, one: Spot, other: Spot, *, side: bool = False) -> Place | None:
        if one.row == other.row or "city" in {one.kind, other.kind}:
            return None
        area = areas.border(one.row, other.row, side)
        if area is None:
            return None
        return self._made(start, end, one.country if side else None, area.lat, area.lon, area.radius_km)

    # ── writing down ──────────────────────────────────────────────────────────────────────────────

    def _place(self, start: int, end: int, spot: Spot, lat: float, lon: float, radius: float) -> Place:
        return self._made(start, end, spot.country, lat, lon, radius)

    def _made(
        self, start: int, end: int, country: str | None, lat: float, lon: float, radius: float
    ) -> Place:
        return Place(
            start=start,
            end=end,
            kind="relative",
            name=" ".join(self.text[start:end].split()),
            country=country,
            lat=round(lat, 4),
            lon=round(lon, 4),
            radius_km=round(radius, 1),
        )


def _kilometres(length: Quantity) -> tuple[float, float]:
    factor = _METRES[length.unit or "km"]
    low = length.min if length.min is not None else length.value
    high = length.max if length.max is not None else length.value
    return low * factor, max(low, high) * factor


def _exactness(length: Quantity) -> float:
    """How far off a distance may be: half of its last figure that is not nought, a tenth at least."""
    value = abs(length.value) or 1
    step = 1.0
    while isinstance(value, int) and value % (step * 10) == 0 and step < value:
        step *= 10
    slack = max(step / 2, value * 0.1) * _METRES[length.unit or "km"]
    return slack * (2 if length.approximate else 1)


def _half_step(direction: str) -> float:
    """Half of the way to the next part of the compass that one would have named, in degrees."""
    turn = bearing(direction) or 0.0
    if turn % 90 == 0:
        return 22.5
    return 15.0 if turn % 45 == 0 else 11.25


def _count(words: str) -> float:
    low = words.lower()
    if low in {"a", "an", "one"}:
        return 1.0
    if low == "half an":
        return 0.5
    if low in {"a few", "several"}:
        return 4.0
    return float(numerals.value([low]) or 1)


def _heads(here: Toponym, there: Toponym) -> bool:
    """Two capitals: between them lie talks more often than villages."""
    one, other = here.chosen, there.chosen
    return one is not None and other is not None and one.capital and other.capital

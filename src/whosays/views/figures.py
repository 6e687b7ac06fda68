"""Places and figures in words: "≥ 40 wounded", "60 km west of Velm (31.61, 65.08 ± 33 km, AF)"."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.records.derived import Figure, Where
from whosays.views.wording import one_line

_PERSON = "person"
_PERIODS = {"h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}
_UNITS = {"%": "%", "1": "of the whole"}


def place_words(place: Where) -> str:
    """A place with its point: name, degrees, how far off it may be, country."""
    country = f", {place.country}" if place.country else ""
    return f"{one_line(place.name)} ({place.lat:.2f}, {place.lon:.2f} ± {place.radius_km:,.0f} km{country})"


def figure_words(figure: Figure) -> str:
    """A number with its bounds and what it counts, nothing converted; open units are left out."""
    number = _number(figure)
    what = _what(figure)
    period = f" a {_PERIODS.get(figure.period, figure.period)}" if figure.period else ""
    return f"{number}{what}{period}"


def measures(places: Iterable[Where], figures: Iterable[Figure]) -> str:
    """Where and how many, in one piece; empty where neither is known."""
    told = [place_words(place) for place in places] + [figure_words(figure) for figure in figures]
    return " · ".join(dict.fromkeys(told))


def _number(figure: Figure) -> str:
    if figure.min is not None and figure.max is not None:
        return f"{_plain(figure.min)}–{_plain(figure.max)}"
    if figure.min is not None:
        return f"≥ {_plain(figure.min)}"
    if figure.max is not None:
        return f"≤ {_plain(figure.max)}"
    return f"~ {_plain(figure.value)}" if figure.approximate else _plain(figure.value)


def _plain(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"


def _what(figure: Figure) -> str:
    unit = figure.unit or ""
    if figure.kind == "count" and figure.role is not None:
        return f" {figure.role}" if unit == _PERSON else f" × {one_line(unit)}, {figure.role}"
    if figure.kind == "count":
        return f" × {one_line(unit)}" if unit else ""
    if figure.role == "age":
        return f" {unit}, age"
    shown = _UNITS.get(unit, f" {unit}" if unit else "")
    return f" {shown}" if unit == "1" else shown

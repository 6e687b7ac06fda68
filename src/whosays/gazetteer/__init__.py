"""Where the world's places are: populated places of 1,000 people and more, first-level divisions, countries.

Made by `scripts/build_gazetteer.py` when whosays is built, from GeoNames (CC BY 4.0) and ISO 3166-2; all
processes map the same arrays into memory. Rows stand in the order countries, divisions, cities, and cities
in the order of their countries, the largest first.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np

from whosays.errors import BrokenInstall
from whosays.gazetteer.keys import keys

Kind = Literal["country", "division", "city"]
_KINDS: tuple[Kind, ...] = ("country", "division", "city")


class Spot(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A row of the gazetteer."""

    row: int
    kind: Kind
    name: str
    """As the gazetteer writes it."""
    id: str
    """`geonames:1138336`, `iso3166-2:AF-KAN`."""
    country: str
    """ISO 3166-1 alpha-2."""
    division: int
    """Row of the first-level division that a city lies in; -1: not known."""
    lat: float
    lon: float
    radius: float
    """Kilometres within which nearly all of it lies."""
    population: int
    """0: not known."""
    capital: bool = False
    """The capital of its country."""
    main: bool = True
    """Was it looked up by its main name, not an alternate one?"""


@lru_cache(maxsize=4096)
def lookup(name: str) -> tuple[Spot, ...]:
    """All places that go by `name` in any usual spelling, in the order of rows."""
    found: dict[int, bool] = {}
    table = _table()
    for key in keys(name):
        at = int(np.searchsorted(table.keys, np.uint64(key)))
        while at < len(table.keys) and int(table.keys[at]) == key:
            row = int(table.rows[at])
            found[row] = found.get(row, False) or bool(table.main[at])
            at += 1
    return tuple(spot(row, main=main) for row, main in sorted(found.items()))


def spot(row: int, *, main: bool = True) -> Spot:
    """The place at a row."""
    table = _table()
    return Spot(
        row=row,
        kind=_KINDS[int(table.kind[row])],
        name=_text(table.name, table.name_ends, row),
        id=_text(table.ident, table.ident_ends, row),
        country=table.countries[int(table.country[row])],
        division=int(table.division[row]),
        lat=round(float(table.lat[row]), 5),
        lon=round(float(table.lon[row]), 5),
        radius=round(float(table.radius[row]), 1),
        population=int(table.population[row]),
        capital=bool(table.capital[row]),
        main=main,
    )


@cache
def country(code: str) -> Spot | None:
    """The country with an ISO 3166-1 alpha-2 code."""
    table = _table()
    return spot(table.countries.index(code)) if code in table.countries else None


@cache
def division(code: str) -> Spot | None:
    """The first-level division with an ISO 3166-2 code."""
    table = _table()
    number = table.countries.index(code[:2]) if code[:2] in table.countries else -1
    for row in range(len(table.countries), table.first_city):
        if table.country[row] == number and _text(table.ident, table.ident_ends, row) == f"iso3166-2:{code}":
            return spot(row)
    return None


@cache
def points(row: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Latitude and longitude of the populated places in a country or division, n × 2, the largest first."""
    table = _table()
    number = row if _KINDS[int(table.kind[row])] == "country" else int(table.country[row])
    first = int(np.searchsorted(table.country[table.first_city :], number)) + table.first_city
    last = int(np.searchsorted(table.country[table.first_city :], number, side="right")) + table.first_city
    chosen = np.arange(first, last)
    if _KINDS[int(table.kind[row])] == "division":
        chosen = chosen[table.division[first:last] == row]
    return np.stack([table.lat[chosen], table.lon[chosen]], axis=1)


def digest() -> str:
    """SHA-256 of its content: another gazetteer finds other places."""
    return _table().sha256


class _Table:
    """The arrays, mapped."""

    def __init__(self, folder: Path) -> None:
        try:
            about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        except OSError as error:
            raise BrokenInstall(
                f"The gazetteer is not there ({error}). It is made when whosays is installed: "
                "pip install again, or run scripts/build_gazetteer.py in a checkout."
            ) from error
        self.countries: list[str] = about["countries"]
        self.sha256: str = about["sha256"]
        names = (
            "keys",
            "rows",
            "main",
            "kind",
            "country",
            "division",
            "lat",
            "lon",
            "radius",
            "population",
            "capital",
        )
        for name in (*names, "name", "name_ends", "ident", "ident_ends"):
            setattr(self, name, np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))
        self.first_city = int(np.searchsorted(self.kind, _KINDS.index("city")))

    keys: np.ndarray[Any, np.dtype[np.uint64]]
    rows: np.ndarray[Any, np.dtype[np.uint32]]
    main: np.ndarray[Any, np.dtype[np.uint8]]
    kind: np.ndarray[Any, np.dtype[np.uint8]]
    country: np.ndarray[Any, np.dtype[np.uint16]]
    division: np.ndarray[Any, np.dtype[np.int32]]
    lat: np.ndarray[Any, np.dtype[np.float32]]
    lon: np.ndarray[Any, np.dtype[np.float32]]
    radius: np.ndarray[Any, np.dtype[np.float32]]
    capital: np.ndarray[Any, np.dtype[np.uint8]]
    population: np.ndarray[Any, np.dtype[np.uint32]]
    name: np.ndarray[Any, np.dtype[np.uint8]]
    name_ends: np.ndarray[Any, np.dtype[np.uint32]]
    ident: np.ndarray[Any, np.dtype[np.uint8]]
    ident_ends: np.ndarray[Any, np.dtype[np.uint32]]


@cache
def _table() -> _Table:
    return _Table(Path(str(files(__name__))) / "data")


def _text(packed: Any, ends: Any, row: int) -> str:
    start = int(ends[row - 1]) if row else 0
    return bytes(packed[start : int(ends[row])]).decode()

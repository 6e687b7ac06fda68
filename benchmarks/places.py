"""Places against our own gold: `python -m benchmarks.places [--errors]`.

Half of the passages (`places_held.jsonl`) were never looked at while the program was tuned: of these only
the totals are printed. A link counts as wrong as well where the passage leaves the place open, where a state
acts, and where the name is none of a place.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

from geographiclib.geodesic import Geodesic

from benchmarks.gold_files import annotated, overlap, span
from whosays.records import Document, Place


def main(errors: bool) -> None:
    for name in ("places_dev", "places_held"):
        counts: Counter[str] = Counter()
        for gold, document in annotated(name):
            for entry in gold["places"]:
                verdict, found = _judged(document, entry)
                counts[f"{entry['kind']}: {verdict}"] += 1
                if errors and name == "places_dev" and verdict not in {"right", "left open"}:
                    where = f"{gold['id']} {entry['kind']:9} {verdict:12} {entry['quote']!r}"
                    print(
                        where, "->", [(p.kind, p.name, p.country, p.lat, p.lon, p.radius_km) for p in found]
                    )
        _report(name, counts)


def _judged(document: Document, entry: dict[str, Any]) -> tuple[str, list[Place]]:
    here = span(document.text, entry)
    near = [p for p in document.places if overlap(here, (p.start, p.end)) > 0]
    kind = entry["kind"]
    if kind == "relative":
        found = [p for p in near if p.kind == "relative" and overlap(here, (p.start, p.end)) >= 0.5]
        return _relative(found, entry), found
    found = [p for p in near if p.kind != "relative" and overlap(here, (p.start, p.end)) >= 0.3]
    if kind in {"open", "actor", "not-place"}:
        return ("wrong" if found else "left open"), found
    if not found:
        return "not linked", found
    place = found[0]
    reach = entry["max_radius_km"] if kind == "site" else entry["tolerance_km"]
    right = _apart(place, entry) <= reach and entry.get("country", place.country) == place.country
    return ("right" if right else "wrong"), found


def _relative(found: list[Place], entry: dict[str, Any]) -> str:
    if not found:
        return "not found"
    place = found[0]
    if _apart(place, entry) + entry.get("distance_km", 0) > place.radius_km * 1.001:
        return "outside"
    return "right" if place.radius_km <= entry["max_radius_km"] else "too wide"


def _apart(place: Place, entry: dict[str, Any]) -> float:
    metres: float = Geodesic.WGS84.Inverse(place.lat, place.lon, entry["lat"], entry["lon"])["s12"]
    return metres / 1000


def _report(name: str, counts: Counter[str]) -> None:
    right, wrong, missed = (counts[f"name: {v}"] for v in ("right", "wrong", "not linked"))
    others = counts["open: wrong"] + counts["actor: wrong"] + counts["not-place: wrong"]
    linked, linkable = right + wrong + others, right + wrong + missed
    none, sites = _of(counts, "open", "actor", "not-place"), _of(counts, "site")
    print(f"{name}: linked ones right {right / linked:.1%} ({right} of {linked})")
    print(f"{name}: linkable ones linked {(right + wrong) / linkable:.1%}, and right {right / linkable:.1%}")
    print(f"{name}: linked though open, acting, or no place: {others} of {none}")
    told = _of(counts, "relative")
    found = told - counts["relative: not found"]
    print(
        f"{name}: relative places found {found} of {told}; outside the radius {counts['relative: outside']}, "
        f"radius too wide {counts['relative: too wide']}"
    )
    print(
        f"{name}: mentions of sites placed rightly {counts['site: right']} of {sites}, "
        f"wrongly {counts['site: wrong']}"
    )


def _of(counts: Counter[str], *kinds: str) -> int:
    return sum(count for key, count in counts.items() if key.split(":")[0] in kinds)


if __name__ == "__main__":
    main("--errors" in sys.argv)

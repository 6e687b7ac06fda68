"""Quantities against our own gold: `python -m benchmarks.quantities [--errors]`.

Half of the passages (`quantities_held.jsonl`) were never looked at while the program was tuned: of these only
the totals are printed. Value, unit, bounds and role are of all that the gold has: what is not found is wrong.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

from benchmarks.gold_files import annotated, overlap, span
from whosays.records import Document, Quantity


def main(errors: bool) -> None:
    for name in ("quantities_dev", "quantities_held"):
        counts: Counter[str] = Counter()
        for gold, document in annotated(name):
            lines = list(_judged(gold, document, counts))
            if errors and name == "quantities_dev":
                print(*(f"{gold['id']} {line}" for line in lines), sep="\n", end="\n" if lines else "")
        _report(name, counts)


def _judged(gold: dict[str, Any], document: Document, counts: Counter[str]) -> Any:
    free = list(document.quantities)
    for entry in gold["quantities"]:
        found = _pair(document.text, entry, free)
        counts["all"] += 1
        if found is None:
            counts["not found"] += 1
            yield f"not found   {entry['quote']!r}"
        else:
            free.remove(found)
        counted = entry["kind"] == "count"
        counts["counted"] += counted
        checks = {
            "value and unit": found is not None and _same(entry, found, counted),
            "thing": found is not None and found.unit == entry["unit"],
            "bounds": found is not None and (found.min, found.max) == (entry["min"], entry["max"]),
            "approximate": found is not None and found.approximate == entry["approximate"],
            "role": found is not None and found.role == entry["role"],
            "period": found is not None and found.period == entry.get("period"),
        }
        for what, right in checks.items():
            if what == "thing" and not counted:
                continue
            counts[what] += right
            if found is not None and not right:
                yield f"{what:12}{entry['quote']!r} {_shown(entry, found)}"
    none = [span(document.text, entry) for entry in gold["none"]]
    for each in free:
        wrong = any(overlap(here, (each.start, each.end)) > 0 for here in none)
        counts["found though none" if wrong else "found besides"] += 1
        words = document.words((each.start, each.end))
        yield f"{'none' if wrong else 'besides':12}{words!r} {each.value} {each.unit}"
    counts["none"] += len(none)


def _pair(text: str, entry: dict[str, Any], free: list[Quantity]) -> Quantity | None:
    here = span(text, entry)
    near = [q for q in free if overlap(here, (q.start, q.end)) > 0]
    return max(near, key=lambda q: overlap(here, (q.start, q.end)), default=None)


def _same(entry: dict[str, Any], found: Quantity, counted: bool) -> bool:
    """The number and what it measures; what a count counts is judged apart."""
    close = abs(found.value - entry["value"]) <= 1e-4 * max(1, abs(entry["value"]))
    return close and found.kind == entry["kind"] and (counted or found.unit == entry["unit"])


def _shown(entry: dict[str, Any], found: Quantity) -> str:
    keys = ("kind", "value", "unit", "min", "max", "approximate", "role")
    told = [(key, entry[key], getattr(found, key)) for key in keys if entry[key] != getattr(found, key)]
    return "; ".join(f"{key}: {gold!r}, got {got!r}" for key, gold, got in told)


def _report(name: str, counts: Counter[str]) -> None:
    for what, of in (
        ("value and unit", "all"),
        ("thing", "counted"),
        ("bounds", "all"),
        ("approximate", "all"),
        ("role", "all"),
        ("period", "all"),
    ):
        print(f"{name}: {what} right {counts[what] / counts[of]:.1%} ({counts[what]} of {counts[of]})")
    print(
        f"{name}: not found {counts['not found']}, found besides {counts['found besides']}, "
        f"found where none is {counts['found though none']} of {counts['none']}"
    )


if __name__ == "__main__":
    main("--errors" in sys.argv)

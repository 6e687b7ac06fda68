"""The values that a line gives, of the kinds of the casebook contract, in normal form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from whosays.records.across import Value
from whosays.records.derived import Figure, Line
from whosays.records.layers import QuantityRole
from whosays.weigh.bearings import bearing_in
from whosays.weigh.words import words

COUNTED: dict[QuantityRole | None, str] = {
    "dead": "dead",
    "executed": "dead",
    "wounded": "injured",
    "abducted": "abducted",
    "arrested": "detained",
    "released": "released",
    "surrendered": "disarmed",
}
"""What befell those counted, in the words of the casebook contract."""
BEFALLEN: dict[tuple[str | None, str | None], str] = {
    ("COERCE", "arrest"): "detained",
    ("ASSAULT", "abduct"): "abducted",
    ("RETREAT", "release"): "released",
}
"""What an event says has befallen people, where the number leaves it open ("took seven men")."""
_FOR_LIFE = re.compile(
    r"\b(?:life (?:imprisonment|sentence|term|in (?:prison|jail|custody))|(?:for|to|got|received) life)\b",
    re.I,
)
_NEAR = 60  # code points between a conviction and the words for its term
WORDED = frozenset({"place", "actor", "victim", "recipient", "cause"})
"""Kinds whose values are entities or words."""
_PAYMENT = "Payment"
_AS_OF_ACTS = {"subject": "actor", "object": "recipient"}
"""Who pays has done something, and may deny it."""
_PARTIES = ("place", "actor", "victim", "recipient")
_FREED = frozenset({"detained", "released"})


def values_of(line: Line, resolved: Mapping[str, str]) -> tuple[Value, ...]:
    """What a line says of its topic; `resolved` maps entities of documents to those of the casebook."""
    return tuple(dict.fromkeys(_values(line, resolved)))


def _values(line: Line, resolved: Mapping[str, str]) -> Iterator[Value]:
    if line.edtf and not line.edtf.endswith("?"):  # an uncertain day contradicts nobody
        yield Value(kind="date", value=line.edtf)
    acts = _AS_OF_ACTS if line.type == _PAYMENT else {}
    for role in _PARTIES:
        for party in line.parties:
            if acts.get(party.role, party.role) == role:
                yield Value(kind=role, value=resolved.get(party.entity, party.entity))
    if (found := bearing_in(line.summary)) is not None:
        yield Value(kind="place", value=str(found))
    yield from _figures(line)
    if _is_for_life(line):
        yield Value(kind="sentence", value="life")


def _is_for_life(line: Line) -> bool:
    """ "sentenced to life imprisonment": a sentence that is no number of years."""
    if line.mode != "convict" or line.trigger is None or any(f.kind == "duration" for f in line.figures):
        return False
    first, last = line.trigger[0] - line.start - _NEAR, line.trigger[1] - line.start + _NEAR
    return _FOR_LIFE.search(line.summary[max(0, first) : max(0, last)]) is not None


def _figures(line: Line) -> Iterator[Value]:
    """Its numbers; of several of one sort the largest, since "43, nine of them badly" gives a part too."""
    largest: dict[tuple[str, str | None], Value] = {}
    for figure in line.figures:
        value = _figure(line, figure)
        if value is None:
            continue
        if value.kind == "sentence":
            yield value
            continue
        held = largest.get((value.kind, value.unit))
        if held is None or _size(value) > _size(held):
            largest[value.kind, value.unit] = value
    yield from largest.values()


def _figure(line: Line, figure: Figure) -> Value | None:
    if figure.kind == "money":
        return Value(kind="money", value=figure.value, unit=figure.unit, min=figure.min, max=figure.max)
    if figure.kind == "duration":
        return (
            Value(kind="sentence", value=figure.value, unit=figure.unit) if line.mode == "convict" else None
        )
    kind = COUNTED.get(figure.role)
    if figure.role is None and figure.kind == "count":
        kind = BEFALLEN.get((line.type, line.mode))
    if kind is None or (kind in _FREED and line.type == "ASSAULT"):
        return None  # an attack holds nobody: they are of the arrest that the same words tell of
    unit = None if figure.unit in words().anybody else figure.unit
    return Value(kind=kind, value=_count(figure), unit=unit, min=figure.min, max=figure.max)


def _count(figure: Figure) -> int | float | str:
    """The number, or the two that it lies between."""
    if figure.min is not None and figure.max is not None and figure.min < figure.max:
        return f"{figure.min:g}..{figure.max:g}"
    return figure.value


def _size(value: Value) -> float:
    return float(value.max or value.min or 0) if isinstance(value.value, str) else float(value.value or 0)

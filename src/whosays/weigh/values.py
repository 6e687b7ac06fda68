"""The values that a line gives, of the kinds of the casebook contract, in normal form."""

from __future__ import annotations

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
WORDED = frozenset({"place", "actor", "victim", "recipient", "cause"})
"""Kinds whose values are entities or words."""
_PARTIES = ("place", "actor", "victim", "recipient")
_FREED = frozenset({"detained", "released"})


def values_of(line: Line, resolved: Mapping[str, str]) -> tuple[Value, ...]:
    """What a line says of its topic; `resolved` maps entities of documents to those of the casebook."""
    return tuple(dict.fromkeys(_values(line, resolved)))


def _values(line: Line, resolved: Mapping[str, str]) -> Iterator[Value]:
    if line.edtf:
        yield Value(kind="date", value=line.edtf)
    for role in _PARTIES:
        for party in line.parties:
            if party.role == role:
                yield Value(kind=role, value=resolved.get(party.entity, party.entity))
    if (found := bearing_in(line.summary)) is not None:
        yield Value(kind="place", value=str(found))
    yield from _figures(line)


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

"""Lines as people decided that they are: those rejected are no report, values corrected are others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from whosays.records.across import Value
from whosays.records.derived import Line
from whosays.records.edtf import bounds, is_edtf

Decided = Sequence[tuple[str, str | None]]
"""(accept, reject or correct; the value), the later ones last."""


def is_rejected(decided: Decided) -> bool:
    """Was it rejected, and not accepted since?"""
    return next((kind for kind, _ in reversed(decided) if kind != "correct"), None) == "reject"


def as_decided(line: Line, decided: Decided) -> Line | None:
    """The line with what was corrected; `None`: it was rejected, and not accepted since."""
    if is_rejected(decided):
        return None
    for kind, value in decided:
        what, _, new = (value or "").partition(" ")
        if kind == "correct" and what == "date" and is_edtf(new):
            earliest, latest = bounds(new)
            line = msgspec.structs.replace(line, edtf=new, earliest=earliest, latest=latest)
    return line


def corrected(values: Iterable[Value], decided: Decided) -> tuple[Value, ...]:
    """The values with the numbers that were corrected, each in the place of those of its kind."""
    new: dict[str, Value] = {}
    for kind, value in decided:
        what, _, number = (value or "").partition(" ")
        if kind == "correct" and what != "date":
            told = float(number)
            new[what] = Value(kind=what, value=int(told) if told.is_integer() else told)
    kept = [value for value in values if value.kind not in new]
    units = {value.kind: value.unit for value in values}
    return (*kept, *(msgspec.structs.replace(v, unit=units.get(kind)) for kind, v in sorted(new.items())))

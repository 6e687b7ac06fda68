"""How long, how often, and times left open: what is no day of the calendar."""

from __future__ import annotations

from whosays.annotate import numerals
from whosays.annotate.times.drafts import MONTHS, UNITS, Draft, drafted, number
from whosays.annotate.wordclasses import Match
from whosays.records.layers import TimeType

_HALF = {"Y": "6M", "TH": "30M", "TM": "30S", "D": "T12H"}
"""Half of a unit in smaller ones, behind a period of whole ones; half a month or week has none."""
_CARDINALS = ("DIGITS", "DIGITS_ZERO", "TWO_DIGITS", "NUMBER", "YEAR")


def count(match: Match) -> int | float | str | None:
    """How many units: a number, `X` for a few, `None` where the words make no number."""
    if match.get("FEW"):
        return "X"
    if match.get("COUPLE"):
        return 2
    pieces = match.all(*_CARDINALS, "NUMBER_WORD")
    if not pieces:
        return 1 if match.get("a", "an", "LAST", "NEXT") else "X"
    found = numerals.value(piece.text for piece in pieces)
    return found if found is None or found < 10**6 else None


def duration(match: Match) -> list[Draft]:
    """How long: P9D, PT2H, PXY."""
    amount, unit = count(match), match.get(*UNITS)
    if amount is None or unit is None or unit.kind == "SECOND":
        return []
    if unit.value == "Q" and (match.get("-", "a") or len(match.pieces) == 1):
        return []  # a quarter, three-quarters: fractions
    draft = drafted(match)
    draft.type = "DURATION"
    draft.settle(_period(amount, str(unit.value)), None)
    return [draft]


def several(match: Match) -> list[Draft]:
    """Two or three years, coming weeks: PXY, PXW."""
    unit = match.get(*UNITS)
    return _fixed(match, "DURATION", _period("X", str(unit.value))) if unit is not None else []


def halved(match: Match) -> list[Draft]:
    """Two and a half years (P2Y6M), 5 1/2 hours (PT5H30M), a year and a half."""
    amount, unit = count(match), match.get(*UNITS)
    whole = 1 if amount == "X" else amount
    if not isinstance(whole, int) or unit is None or unit.value not in _HALF:
        return []
    return _fixed(match, "DURATION", _period(whole, str(unit.value)) + _HALF[str(unit.value)])


def lasting(match: Match) -> list[Draft]:
    """Day-long, decades-long."""
    unit = match.pieces[0]
    if unit.kind == "SECOND":
        return []
    return _fixed(match, "DURATION", _period("X" if unit.kind == "UNITS" else 1, str(unit.value)))


def _period(amount: int | float | str, unit: str) -> str:
    if unit in {"E", "C", "WE"} and isinstance(amount, int):
        amount, unit = amount * {"E": 10, "C": 100, "WE": 2}[unit], "D" if unit == "WE" else "Y"
    elif unit in {"E", "C"}:
        unit = "Y"
    return f"PT{amount}{unit[1:]}" if unit.startswith("T") else f"P{amount}{unit}"


def set_unit(match: Match) -> list[Draft]:
    """Every week, every two days."""
    unit = match.get(*UNITS)
    amount = 2 if match.get("other") else count(match)
    if unit is None or unit.kind == "SECOND" or amount is None:
        return []
    draft = drafted(match)
    draft.type = "SET"
    draft.settle(_period(1 if amount == "X" else amount, str(unit.value)), None)
    return [draft]


def set_word(match: Match) -> list[Draft]:
    """Daily, weekly."""
    return _fixed(match, "SET", str(match.pieces[0].value))


def set_weekday(match: Match) -> list[Draft]:
    """On Mondays, every Monday."""
    part = match.get("DAYPART")
    day = match.get("WEEKDAYS", "WEEKDAY")
    assert day is not None
    return _fixed(match, "SET", f"XXXX-WXX-{day.value}{part.value if part else ''}")


def set_month(match: Match) -> list[Draft]:
    """Every July."""
    return _fixed(match, "SET", f"XXXX-{number(match.get(*MONTHS)):02}")


def open_time(match: Match) -> list[Draft]:
    """Now, recently, soon: a time the text leaves open."""
    said = match.get("PRESENT", "PAST_WORD", "FUTURE_WORD", "RECENT")
    return _fixed(match, "DATE", str(said.value)) if said else []


def open_past(match: Match) -> list[Draft]:
    """In the past."""
    return _fixed(match, "DATE", "PAST_REF") if match.pieces[-1].text.lower() == "past" else []


def _fixed(match: Match, kind: TimeType, value: str) -> list[Draft]:
    draft = drafted(match)
    draft.type = kind
    draft.settle(value, None)
    return [draft]

"""How long, how often, and times left open: what is no day of the calendar."""

from __future__ import annotations

from whosays.annotate import numerals
from whosays.annotate.times.drafts import MONTHS, UNITS, Draft, drafted, number
from whosays.annotate.wordclasses import Match

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


def _fixed(match: Match, kind: str, value: str) -> list[Draft]:
    draft = drafted(match)
    draft.type = "SET" if kind == "SET" else "DATE"
    draft.settle(value, None)
    return [draft]

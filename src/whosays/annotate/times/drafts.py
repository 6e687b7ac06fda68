"""A time as it is being understood: what the words say, before the context has its say."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.annotate.wordclasses import Match, Piece
from whosays.records.layers import TimeType

MONTHS = ("MONTH", "SHY_MONTH")
UNIT_WORDS = ("OTHER_UNIT", "DAY_UNIT", "WEEK_UNIT", "YEAR_UNIT")
UNITS = (*UNIT_WORDS, "UNITS", "QUARTER", "CENTURY", "SECOND")
"""Classes of words for units of time."""


@dataclass(slots=True)
class Draft:
    """A passage about time. `value` set: it says all by itself; `None`: the context has to complete it."""

    start: int
    end: int
    first: int
    """Index of its first piece in the lexed text."""
    last: int
    type: TimeType = "DATE"
    value: str | None = None
    edtf: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    suffix: str = ""
    """Part of the day or the clock, as TIMEX3 writes it: `TMO`, `T07:40`."""
    relative: Match | None = None
    """For what counts from another day: the words."""
    dropped: bool = False

    @property
    def dated(self) -> bool:
        """Is it a month or day of the calendar?"""
        return self.month is not None

    def settle(self, value: str, edtf: str | None) -> None:
        """The reading is known."""
        self.value, self.edtf = value, edtf


def spelled(year: int | None, month: int | None, day: int | None) -> str:
    """`2004-03-09`, `2004-03`, `2004`, `XXXX-03-09`: TIMEX3 and EDTF agree on these."""
    text = f"{year:04}" if year else "XXXX"
    if month:
        text += f"-{month:02}"
        if day:
            text += f"-{day:02}"
    return text


def drafted(match: Match) -> Draft:
    """A draft of the whole match."""
    return Draft(match.start, match.end, match.first, match.last)


def number(piece: Piece | None) -> int | None:
    """The whole number that a piece stands for."""
    return piece.value if piece is not None and isinstance(piece.value, int) else None

"""What number the words of a match make, and which bounds they set."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

import msgspec

from whosays.annotate import numerals
from whosays.annotate.quantities.grammar import NUMBERS
from whosays.annotate.wordclasses import Lexed, Match, Piece

Number = int | float
_SUFFIXES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_LARGEST = 10**18
"""What is larger is no report's number, and no database's."""
_BETWEEN = frozenset({"to", "–", "and", "-", "or"})
_RANGES = frozenset({"range", "money_range", "span", "either"})
_WHOLES = frozenset({2, 3, 4, 5, 10, 20, 100, 1000})
_VAGUE = frozenset({"indefinite", "few"})


class Amount(msgspec.Struct, frozen=True):
    """A number as it is said."""

    value: Number
    """Of a range the lower, of vague words the least that they can mean."""
    low: Number | None = None
    high: Number | None = None
    approximate: bool = False

    def times(self, factor: int) -> Amount:
        """So many times as much."""
        if factor == 1:
            return self
        low, high = (None if each is None else _whole(each * factor) for each in (self.low, self.high))
        return Amount(_whole(self.value * factor), low, high, self.approximate)

    @property
    def bound(self) -> Literal["min", "max"] | None:
        """Which side is told; of a range the lower."""
        return "min" if self.low is not None else "max" if self.high is not None else None


def amount(match: Match, lexed: Lexed) -> Amount | None:
    """The number of a match with its bounds; `None` where the words make none."""
    if match.read in _RANGES:
        return _range(match)
    value = _VALUES[match.read](match, lexed) if match.read in _VALUES else _number(match, lexed)
    if value is None or abs(value) > _LARGEST:
        return None
    if match.read in _VAGUE:
        return Amount(value, value, None, True)
    return _hedged(match, value)


def _hedged(match: Match, value: Number) -> Amount:
    words = {piece.kind for piece in match.pieces}
    negated = bool(words & {"no", "not"})
    low: Number | None = None
    high: Number | None = None
    if "MIN" in words or "plus" in words:
        low, high = (None, value) if negated else (value, None)
    elif "LESS" in words:
        low, high = (value, None) if negated else (None, value)
    elif words & {"MAX", "up", "most", "many", "much", "maximum"}:
        high = value
    rough = bool(words & {"APPROXIMATE", "odd", "so", "close", "region", "order"})
    return Amount(value, low, high, rough or low is not None or high is not None)


# ── one number ────────────────────────────────────────────────────────────────────────────────────


def _number(match: Match, lexed: Lexed) -> Number | None:
    if (given := match.get("SUFFIXED", "MEASURED")) is not None:
        return _signed(match, _suffixed(given))
    values = [numerals.value(words) for words in _numbers(match)]
    return _signed(match, values[0]) if len(values) == 1 else None


def _signed(match: Match, value: Number | None) -> Number | None:
    negative = match.pieces[0].text.lower() == "minus" or (
        match.pieces[0].text == "-" and match.read in {"money", "below_zero"}
    )
    return -value if negative and value is not None else value


def _suffixed(piece: Piece) -> Number | None:
    value, suffix = piece.value if isinstance(piece.value, tuple) else (None, "")
    if not isinstance(value, (int, float)):
        return None
    if piece.kind == "MEASURED":
        return value
    return _whole(value * _SUFFIXES.get(suffix, 1))


def _indefinite(match: Match, lexed: Lexed) -> Number | None:
    """ "thousands" are two at least, "tens of thousands" ten times as many as one thousand twice."""
    first, *others = (piece.value for piece in match.all("INDEFINITE") if isinstance(piece.value, int))
    return first * others[0] // 2 if others else first


def _few(match: Match, lexed: Lexed) -> Number | None:
    few, scale = match.get("FEW"), match.get("SCALE")
    value = few.value if few is not None and isinstance(few.value, int) else None
    factor = scale.value if scale is not None and isinstance(scale.value, int) else 1
    return None if value is None else value * factor


def _fraction(match: Match, lexed: Lexed) -> Number | None:
    part = match.get("PART", "PARTS")
    count = match.get("NUMBER_WORD", *NUMBERS)
    over = part.value if part is not None and isinstance(part.value, int) else None
    times = count.value if count is not None and isinstance(count.value, (int, float)) else 1
    return round(times / over, 4) if over is not None and times < over else None


def _fraction_scale(match: Match, lexed: Lexed) -> Number | None:
    """ "a quarter of a million"."""
    share, scale = _fraction(match, lexed), match.get("SCALE")
    whole = scale.value if scale is not None and isinstance(scale.value, int) else None
    part = match.get("PART", "PARTS")
    over = part.value if part is not None and isinstance(part.value, int) else None
    return (
        None if share is None or whole is None or over is None else _whole(round(share * over) * whole / over)
    )


def _out_of(match: Match, lexed: Lexed) -> Number | None:
    """ "nine out of ten", "one in five": of tens and the like; "seven out of 12" counts seven."""
    some, whole = (numerals.value([piece.text]) for piece in match.all("NUMBER_WORD", *NUMBERS))
    if some is None or whole not in _WHOLES or some >= whole:
        return None
    return round(some / whole, 4)


def _half(match: Match, lexed: Lexed) -> Number | None:
    return 0.5


def _half_scale(match: Match, lexed: Lexed) -> Number | None:
    scale = match.get("SCALE")
    return _whole(scale.value / 2) if scale is not None and isinstance(scale.value, int) else None


def _and_half(match: Match, lexed: Lexed) -> Number | None:
    count, scale = match.get("NUMBER_WORD", *NUMBERS), match.get("SCALE")
    value = count.value if count is not None and isinstance(count.value, (int, float)) else 1
    factor = scale.value if scale is not None and isinstance(scale.value, int) else 1
    return _whole((value + 0.5) * factor)


def _grouped(match: Match, lexed: Lexed) -> Number | None:
    """ "1 200 000", "12'500": groups of three, each one space or apostrophe from the one before."""
    groups = match.all(*NUMBERS)
    for before, after in pairwise(groups):
        between = lexed.text[before.end : after.start]
        if between not in {" ", "\u00a0", "\u202f", "'", "’"}:
            return None
    if len(groups[0].text) > 3 or not all(piece.text.isdecimal() for piece in groups):
        return None
    return int("".join(piece.text for piece in groups))


_VALUES = {
    "fraction_scale": _fraction_scale,
    "out_of": _out_of,
    "indefinite": _indefinite,
    "few": _few,
    "fraction": _fraction,
    "half_of": _half,
    "half_unit": _half,
    "half_scale": _half_scale,
    "and_half": _and_half,
    "grouped": _grouped,
}


# ── two numbers ───────────────────────────────────────────────────────────────────────────────────


def _range(match: Match) -> Amount | None:
    given = match.all("SUFFIXED", "SPAN")
    if given and given[0].kind == "SPAN" and isinstance(given[0].value, tuple):
        low, high = given[0].value
        return Amount(low, low, high, True)
    values = [numerals.value(words) for words in _numbers(match)]
    if given:  # $2.5m to $3m
        values = [_suffixed(piece) for piece in given] if len(given) == 2 else [*values, _suffixed(given[0])]
    if len(values) != 2 or values[0] is None or values[1] is None:
        return None
    low, high = values[0], values[1]
    scale = match.pieces[-1]
    if scale.kind == "SCALE" and isinstance(scale.value, int) and low < 1000 <= high:
        low = _whole(low * scale.value)  # "two to three million"
    return Amount(low, low, high, True) if low < high <= _LARGEST else None


def _numbers(match: Match) -> Iterator[list[str]]:
    """The words of each number in a match."""
    words: list[str] = []
    parts = _BETWEEN if match.read in _RANGES else frozenset({"to", "–"})
    for piece in match.pieces:
        if piece.kind in {*NUMBERS, "NUMBER_WORD", "SCALE"}:
            words.append(piece.text.replace(".", "") if piece.text.count(".") > 1 else piece.text)
        elif piece.text.lower() in parts and words:
            yield words
            words = []
    if words:
        yield words


def _whole(value: Number) -> Number:
    return int(value) if isinstance(value, float) and value.is_integer() else value

"""Numbers in words and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from whosays import lexicon

_FIGURES = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,6}(?:\.[0-9]{1,6})?|[0-9]{1,15}(?:\.[0-9]{1,6})?")


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of numbers.yaml."""

    small: dict[str, int]
    scales: dict[str, int]
    indefinite: dict[str, int]


def numbers() -> Numbers:
    """The number words of English."""
    return lexicon.load("numbers", Numbers)


def figures(text: str) -> int | float | None:
    """The value of `1,300`, `2.5`, `18000`; `None` for what is no plain number (`1,30`, `1.2.3`)."""
    if len(text) > 32 or not _FIGURES.fullmatch(text):
        return None
    plain = text.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def is_number(word: str) -> bool:
    """Is a word, in lower case, a number by itself?"""
    return word in numbers().small or figures(word) is not None


def value(words: Iterable[str]) -> int | float | None:
    """The value of number words and figures in a row: `["two", "hundred", "and", "six"]`.

    `None` where they do not make one number: `["two", "three"]`, `["twenty", "ten"]`.
    """
    known = numbers()
    total: int | float = 0
    part: int | float | None = None
    floor = 0
    for word in (word.lower() for word in words):
        if word in {"and", "-", "a", "an"}:
            continue
        if word in known.scales:
            scale = known.scales[word]
            if scale < 1000:
                part = (1 if part is None else part) * scale
            else:
                total, part = total + (1 if part is None else part) * scale, None
            floor = 0
            continue
        number = known.small.get(word)
        number_found = figures(word) if number is None else number
        if number_found is None or (part is not None and not _adds(part, number_found, floor)):
            return None
        part = number_found if part is None else part + number_found
        floor = 1
    result = total + (part or 0)
    return int(result) if isinstance(result, float) and result.is_integer() else result


def _adds(part: int | float, number: int | float, after_small: int) -> bool:
    """May `number` be added to what has been read since the last thousand: 20 + 1, 300 + 40?"""
    if after_small:
        return part % 100 in {20, 30, 40, 50, 60, 70, 80, 90} and 0 < number < 10
    return 0 < number < 100

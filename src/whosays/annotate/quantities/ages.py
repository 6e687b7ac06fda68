"""How old people are: "a 34-year-old surgeon", "aged 6", "Mara Tellin, 52, …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosays.annotate import numerals
from whosays.records import Document, Quantity

_OLDEST = 125
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SMALL = f"one|two|three|four|five|six|seven|eight|nine|ten|{_TEENS}"
_NUMBER = rf"[0-9]{{1,3}}|(?:{_TENS})(?:-(?:{_SMALL}))?|{_SMALL}"
_OLD = re.compile(rf"\b({_NUMBER})[- ](?:(year|month|week|day)s?)(?:[- ]olds?| of age)\b", re.IGNORECASE)
_AGED = re.compile(
    rf"\b(?:aged|age|at the age of) ({_NUMBER})\b(?![-,.][0-9])(?: (?:to|and) ({_NUMBER})\b)?", re.IGNORECASE
)
_APPOSED = re.compile(r", ([0-9]{1,3})(?: and ([0-9]{1,3}))?(?=,(?! [0-9]{3,4}\b)|\.(?![0-9])|;|\)| and |$)")
_BRACKETED = re.compile(r" \(([0-9]{1,3})\)")
_MONTHS = re.compile(r" (month|week|day)s?\b", re.IGNORECASE)
_UNITS = {"year": "a", "month": "mo", "week": "wk", "day": "d"}
_FEWEST = 5
"""Years below which a bare number behind a name is taken for something else."""


_BETWEEN = re.compile(
    rf"\b(?:aged|ages|ages of|age) (?:between |from )?({_NUMBER}) (?:and|to) ({_NUMBER})\b", re.IGNORECASE
)
_OF = re.compile(
    rf"\b(?:man|woman|boy|girl|youth|child|son|daughter) of ({_NUMBER})\b(?! [a-z]+s\b)", re.IGNORECASE
)


_WAS = re.compile(
    rf"\b(?:he|she|who|eldest|oldest|youngest|victim)(?:,| was| is| turned) ({_NUMBER})"
    r"(?=,|\.(?![0-9])|;| when| at the time| and )",
    re.IGNORECASE,
)


def ages(document: Document) -> Iterator[Quantity]:
    """Ages, wherever the text says that they are."""
    text = document.text
    for found in _OLD.finditer(text):
        yield from _age(found.start(), found.end(), found[1], _UNITS[found[2].lower()])
    for found in _BETWEEN.finditer(text):
        low, high = (numerals.value(re.split(r"[-\s]", words)) for words in found.groups())
        if low is not None and high is not None and 0 < low < high <= _OLDEST:
            yield Quantity(
                start=found.start(),
                end=found.end(),
                kind="duration",
                value=low,
                unit="a",
                role="age",
                min=low,
                max=high,
                approximate=True,
                bound="min",
            )
    for found in (*_OF.finditer(text), *_WAS.finditer(text)):
        yield from _age(found.start(1), found.end(1), found[1], "a")
    for found in _AGED.finditer(text):
        unit = _MONTHS.match(text, found.end(1))
        if unit is not None:
            yield from _age(found.start(), unit.end(), found[1], _UNITS[unit[1].lower()])
            continue
        yield from _age(found.start(), found.end(1), found[1], "a")
    reached = 0
    for mention in document.mentions:
        if mention.type != "Person" or mention.kind == "pronoun" or mention.end < reached:
            continue
        apposed = _APPOSED.match(text, mention.end, mention.end + 24) or _BRACKETED.match(text, mention.end)
        if apposed is None:
            continue
        reached = apposed.end()
        for group in range(1, (apposed.lastindex or 0) + 1):
            if int(apposed[group]) >= _FEWEST:
                yield from _age(apposed.start(group), apposed.end(group), apposed[group], "a")


def _age(start: int, end: int, words: str, unit: str) -> Iterator[Quantity]:
    value = numerals.value(re.split(r"[-\s]", words))
    if value is not None and 0 < value <= _OLDEST:
        yield Quantity(start=start, end=end, kind="duration", value=value, unit=unit, role="age")

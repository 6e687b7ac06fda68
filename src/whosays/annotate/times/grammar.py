"""The grammar of times.yaml, compiled: figures told apart by their shape, words by their class."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from whosays import lexicon
from whosays.annotate.times.calendar import full_year, is_day
from whosays.annotate.wordclasses import Grammar, Rule

_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ISO_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}:[0-9]{2})(?::[0-9]{2})?(?:Z|[+-][0-9:]{4,5})?"
)
_NUMERIC = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{2,4})")
_DECADE = re.compile(r"(1[0-9]|20)([0-9])0s")
_SHORT_DECADE = re.compile(r"['’`‘]?([0-9])0s")
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)", re.IGNORECASE)
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])([:.])([0-5][0-9])(?::[0-5][0-9])?(?:([ap])m)?", re.IGNORECASE)
_HOUR = re.compile(r"(1[0-2]|[1-9])([ap])m", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9}(?:\.[0-9]{1,3})?")

SHAPES = (
    "DIGITS",
    "DIGITS_ZERO",
    "TWO_DIGITS",
    "ORDINAL",
    "YEAR",
    "APOSTROPHE_YEAR",
    "NUMBER",
    "DECADE",
    "SHORT_DECADE",
    "CLOCK",
    "HALF",
    "DOTTED",
    "ISO_DATE",
    "ISO_TIME",
    "NUMERIC_DATE",
)
ANY_LANGUAGE = frozenset({"iso_date", "iso_time", "numeric_date"})


class Tense(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell what has been from what is to come."""

    future: frozenset[str]
    unsure: frozenset[str]
    """Verbs after which it may be either."""
    past: frozenset[str]


class TimeLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of times.yaml."""

    words: dict[str, dict[str, str | int]]
    capital: frozenset[str]
    dotted: frozenset[str]
    classes: dict[str, str]
    phrases: dict[str, str]
    rules: list[Rule]
    tense: Tense


def knowledge() -> TimeLexicon:
    """What times.yaml says."""
    known: TimeLexicon = lexicon.load("times", TimeLexicon)
    return known


@cache
def grammar(*, english: bool) -> Grammar:
    """The rules for English, or the few that hold in any language."""
    known = knowledge()
    return Grammar(
        words={name: dict(members) for name, members in known.words.items()},
        shapes=SHAPES,
        shape=shape,
        rules=[rule for rule in known.rules if english or rule.read in ANY_LANGUAGE],
        classes=known.classes,
        phrases=known.phrases,
        capital=known.capital,
        dotted=known.dotted,
    )


def shape(text: str) -> tuple[str, object] | None:
    """The class and the value of a piece with figures; `None` for what is no time: 1,5, 192.168.0.1, 42nd."""
    if len(text) > 32:
        return None
    if text in {"1/2", "½"}:
        return "HALF", 0.5
    if text.isdecimal():
        return _plain(text)
    if text[0] in "'’`‘" and text[1:].isdecimal():
        return "APOSTROPHE_YEAR", full_year(int(text[1:]))
    return _with_marks(text) or _calendar_figures(text)


def _plain(text: str) -> tuple[str, object] | None:
    if len(text) > 9:
        return None
    number = int(text)
    if len(text) == 4 and 1000 <= number <= 2100:
        return "YEAR", number
    if len(text) <= 2 and 1 <= number <= 31:
        return ("DIGITS_ZERO" if text[0] == "0" else "DIGITS"), number
    if len(text) == 2 and number >= 32:
        return "TWO_DIGITS", number
    return "NUMBER", number


def _with_marks(text: str) -> tuple[str, object] | None:
    if found := _DECADE.fullmatch(text):
        return "DECADE", found[1] + found[2]
    if found := _SHORT_DECADE.fullmatch(text):
        return "SHORT_DECADE", int(found[1])
    if found := _ORDINAL.fullmatch(text):
        return "ORDINAL", int(found[1])
    if found := _HOUR.fullmatch(text):
        hour = int(found[1]) % 12 + (12 if found[2] in "pP" else 0)
        return "CLOCK", f"T{hour:02}:00"
    if found := _CLOCK.fullmatch(text):
        hour = int(found[1])
        if found[4] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if found[4] in "pP" else 0)
        return ("CLOCK" if found[2] == ":" or found[4] else "DOTTED"), f"T{hour:02}:{found[3]}"
    return ("NUMBER", text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def _calendar_figures(text: str) -> tuple[str, object] | None:
    if found := _ISO_TIME.fullmatch(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        return ("ISO_TIME", text) if is_day(year, month, day) and found[4] < "24:00" else None
    if found := _ISO_DATE.fullmatch(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        return ("ISO_DATE", text) if is_day(year, month, day) else None
    if found := _NUMERIC.fullmatch(text):
        return _numeric(found[1], int(found[3]), found[4])
    return None


def _numeric(first: str, second: int, last: str) -> tuple[str, object] | None:
    """`(year, month, day)`; month and day `None` where 3/4 may be 3 April or March 4."""
    if len(first) == 4:
        order = (int(first), second, int(last))
        return ("NUMERIC_DATE", order) if len(last) <= 2 and is_day(*order) else None
    if len(first) > 2 or len(last) == 3 or (len(last) == 2 and int(last) <= 31):
        return None
    year = int(last) if len(last) == 4 else full_year(int(last))
    one = int(first)
    readings = {(m, d) for m, d in ((one, second), (second, one)) if is_day(year, m, d)}
    if not readings or not 1000 <= year <= 2100:
        return None
    month, day = next(iter(readings)) if len(readings) == 1 else (None, None)
    return "NUMERIC_DATE", (year, month, day)

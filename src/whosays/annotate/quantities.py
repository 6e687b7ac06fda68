"""Quantities: money, counts with the thing counted, percentages, lengths and durations.

A range ("between 40 and 50") has its lower number as value, `approximate`, with the bound `min`. What stands
in a date is no quantity; a duration is one where `times` found it to be one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from whosays import lexicon
from whosays.annotate import numerals
from whosays.annotate.wordclasses import Grammar, Lexed, Match, Rule
from whosays.plugins import annotator
from whosays.records import Document, Quantity
from whosays.records.layers import QuantityKind

_NOUN_REACH = 4
"""How many words from its number the thing counted may stand: "70 heavily armed foreign fighters"."""
_SUFFIXED = re.compile(r"([0-9.,]+)(k|m|mn|bn|tn)")
_SUFFIXES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_MEASURED = re.compile(r"([0-9.,]+)(km|m|cm|mm|kg)")
_SPAN = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)[-–]([0-9]{1,3}(?:,[0-9]{3})+)")
_SHAPES = ("NUM", "NUM_YEAR", "SPAN", "SUFFIXED", "MEASURED")
_Bound = Literal["min", "max"] | None


class Currencies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of currencies.yaml."""

    symbols: dict[str, str]
    codes: list[str]
    names: dict[str, str]
    national: dict[str, str]


class Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of units.yaml."""

    length: dict[str, str]
    other: dict[str, str]
    square: dict[str, str]
    weight: dict[str, str]
    duration: dict[str, str]


class QuantityLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of quantities.yaml."""

    words: dict[str, dict[str, int]]
    phrases: dict[str, str]
    rules: list[Rule]
    plurals: dict[str, str]
    not_counted: frozenset[str]
    one: frozenset[str]
    abbreviations: frozenset[str]
    casualties: frozenset[str]
    suffered: frozenset[str]


@annotator(gives={"quantities"}, needs={"times"})
def quantities(document: Document) -> Document:
    """How much and how many; in other languages than English nothing yet."""
    if document.language not in {"en", None}:
        return document.having(quantities=())
    lexed = _grammar().lex(document.text, frozenset(block.start for block in document.blocks))
    when = _Times(document)
    found = []
    for match in _grammar().matches(lexed):
        reading = _read(match, lexed, when)
        if reading is not None and not when.dated(reading.start, reading.end):
            found.append(reading)
    return document.having(quantities=tuple(found))


class _Times:
    """Where the times of a document stand: dates never overlap one another."""

    def __init__(self, document: Document) -> None:
        dates = [time for time in document.times if time.type != "DURATION"]
        self._dates = [(time.start, time.end) for time in dates]
        self._starts = [start for start, _ in self._dates]
        self._durations = sorted((t.start, t.end) for t in document.times if t.type == "DURATION")

    def dated(self, start: int, end: int) -> bool:
        """Does a date, a time of day or a set lie in or across the passage?"""
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._dates[at][1] > start

    def lasting(self, start: int, end: int) -> bool:
        """Is the passage in a duration?"""
        at = bisect_right(self._durations, (end - 1, end)) - 1
        return at >= 0 and self._durations[at][1] > start


@cache
def _known() -> QuantityLexicon:
    known: QuantityLexicon = lexicon.load("quantities", QuantityLexicon)
    return known


@cache
def _units() -> Units:
    known: Units = lexicon.load("units", Units)
    return known


@cache
def _money() -> Currencies:
    known: Currencies = lexicon.load("currencies", Currencies)
    return known


@cache
def _grammar() -> Grammar:
    numbers = numerals.numbers()
    words: dict[str, dict[str, object]] = {name: dict(of) for name, of in _known().words.items()}
    words["NUMBER_WORD"] = dict(numbers.small)
    words["SCALE"] = dict(numbers.scales)
    words["INDEFINITE"] = dict(numbers.indefinite)
    words["SYMBOL"] = dict(_money().symbols)
    words["CODE"] = {code.lower(): code for code in _money().codes}
    return Grammar(
        words=words,
        shapes=_SHAPES,
        shape=_shape,
        rules=_known().rules,
        classes={},
        phrases=_known().phrases,
        capital=frozenset({"CODE"}),
    )


def _shape(text: str) -> tuple[str, object] | None:
    if (value := numerals.figures(text)) is not None:
        plain = text.isdecimal()
        if plain and len(text) > 1 and text[0] == "0":
            return None
        return ("NUM_YEAR" if plain and len(text) == 4 else "NUM"), value
    if len(text) > 32:
        return None
    if found := _SPAN.fullmatch(text):  # 12,000-15,000
        low, high = numerals.figures(found[1]), numerals.figures(found[2])
        return ("SPAN", low) if low is not None and high is not None and low < high else None
    if (found := _MEASURED.fullmatch(text)) and (value := numerals.figures(found[1])) is not None:
        return ("SUFFIXED" if found[2] == "m" else "MEASURED"), (value, found[2])
    if (found := _SUFFIXED.fullmatch(text)) and (value := numerals.figures(found[1])) is not None:
        return "SUFFIXED", (value, found[2])
    return None


def _read(match: Match, lexed: Lexed, when: _Times) -> Quantity | None:
    if lexed.word(match.first - 1) in {"-", "/", ".", "_", "'", "’"} and lexed.glued(match.first):
        return None  # F-16, 12/40, 1'200: part of a name or a longer figure
    if _grouped(match, lexed) and not when.dated(lexed.starts[match.first - 1], lexed.ends[match.first - 1]):
        return None
    if lexed.word(match.first - 1) == "." and lexed.word(match.first - 2) in _known().abbreviations:
        return None
    amount = _amount(match)
    if amount is None:
        return None
    bound, approximate = _hedged(match)
    if match.read == "money":
        return _quantity(
            match, lexed, match.last, "money", amount, _currency_before(match), bound, approximate
        )
    if match.read == "percent":
        return _quantity(match, lexed, match.last, "percent", amount, "%", bound, approximate)
    if match.read == "measured":
        unit = match.get("MEASURED")
        code = unit.value[1] if unit is not None and isinstance(unit.value, tuple) else None
        kind: QuantityKind = "other" if code == "kg" else "length"
        return _quantity(match, lexed, match.last, kind, amount, code, bound, approximate)
    return _of_something(match, lexed, when, amount, bound, approximate)


def _of_something(
    match: Match, lexed: Lexed, when: _Times, amount: int | float, bound: _Bound, approximate: bool
) -> Quantity | None:
    """A number by itself: what follows tells of what it is."""
    index = match.last + 1
    if lexed.word(index) == "-" and lexed.glued(index) and lexed.glued(index + 1):
        index += 1
    word = lexed.word(index)
    units = _units()
    if word == "square" and (code := units.square.get(units.length.get(lexed.word(index + 1), ""))):
        return _quantity(match, lexed, index + 1, "other", amount, code, bound, approximate)
    tables: tuple[tuple[QuantityKind, dict[str, str]], ...] = (
        ("length", units.length),
        ("other", units.other),
    )
    for kind, table in tables:
        if word in table:
            if lexed.word(index + 1) == "/" and lexed.glued(index + 1):
                hour = lexed.word(index + 2) in {"h", "hr", "hour"}
                return (
                    _quantity(
                        match, lexed, index + 2, "other", amount, f"{table[word]}/h", bound, approximate
                    )
                    if hour
                    else None
                )
            return _quantity(match, lexed, index, kind, amount, table[word], bound, approximate)
    weighed = lexed.word(match.first - 1) in {"weigh", "weighs", "weighed", "weighing"}
    if word in units.weight and (weighed or lexed.word(index + 1) == "of"):
        return _quantity(match, lexed, index, "other", amount, units.weight[word], bound, approximate)
    if word in units.duration:
        if not when.lasting(lexed.starts[match.last], lexed.ends[index]) or lexed.word(index + 2) == "old":
            return None
        return _quantity(match, lexed, index, "duration", amount, units.duration[word], bound, approximate)
    money = _money()
    two = f"{word} {lexed.word(index + 1)}"
    if two in money.national:
        return _quantity(match, lexed, index + 1, "money", amount, money.national[two], bound, approximate)
    if word in money.names or (word.upper() in money.codes and lexed.text[lexed.starts[index]].isupper()):
        code = money.names.get(word, word.upper())
        return _quantity(match, lexed, index, "money", amount, code or None, bound, approximate)
    return _count(match, lexed, index, amount, bound, approximate)


def _count(
    match: Match, lexed: Lexed, index: int, amount: int | float, bound: _Bound, approximate: bool
) -> Quantity | None:
    if isinstance(amount, float):
        return None
    if amount == 1:
        word = lexed.word(index)
        thing = (index, word) if word in _known().one else None
    elif match.get("plus") and lexed.word(index).isalpha():
        thing = (index, singular(lexed.word(index)) or lexed.word(index))
    else:
        thing = _thing(lexed, index, indefinite=match.read == "indefinite")
    if thing is not None:
        return _quantity(match, lexed, thing[0], "count", amount, thing[1], bound, approximate)
    if amount > 1 and match.read != "indefinite" and _casualties(match, lexed):
        return _quantity(match, lexed, match.last, "count", amount, None, bound, approximate)
    return None


def _casualties(match: Match, lexed: Lexed) -> bool:
    """Do the words say that people came to harm, and nothing else is counted: "killing 14"?"""
    after = lexed.word(match.last + 1)
    if after == "were" and lexed.word(match.last + 2) in _known().suffered:
        return True
    return lexed.word(match.first - 1) in _known().casualties and after in {"", ".", ",", "and", "in", "on"}


def _thing(lexed: Lexed, index: int, *, indefinite: bool) -> tuple[int, str] | None:
    """The thing counted: the first plural after the number, and its singular in lower case."""
    if indefinite and lexed.word(index) in {"the", "its", "their"}:
        index += 1
    known = _known()
    harmed: tuple[int, str] | None = None
    for at in range(index, index + _NOUN_REACH):
        word = lexed.word(at)
        if not word or not word[0].isalpha():
            hyphen = word == "-" and lexed.glued(at) and lexed.glued(at + 1)
            if hyphen:
                continue
            break
        if word in known.not_counted:
            break
        if word in {"dead", "wounded", "injured", "missing"}:
            harmed = harmed or (at, "person")
            continue
        single = singular(word)
        if single is not None:
            return at, single
    return harmed


def singular(word: str) -> str | None:
    """The singular of a plural in lower case; `None` where it does not look like one."""
    if word in _known().plurals:
        return _known().plurals[word]
    if word.endswith("men") and len(word) > 5:
        return word[:-2] + "an"
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ous")):
        return None
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "buses")):
        return word[:-2]
    return word[:-1]


def _amount(match: Match) -> int | float | None:
    """The number; of a range the lower one, `None` where the words make none."""
    if (given := match.get("SUFFIXED", "MEASURED")) is not None:
        value, suffix = given.value if isinstance(given.value, tuple) else (None, "")
        total = value * _SUFFIXES.get(suffix, 1) if given.kind == "SUFFIXED" and value is not None else value
        return round(total) if isinstance(total, float) and total.is_integer() else total
    if (span := match.get("SPAN")) is not None:
        return span.value if isinstance(span.value, int) else None
    if many := match.all("INDEFINITE"):
        first, *others = (piece.value for piece in many if isinstance(piece.value, int))
        return first * others[0] // 2 if others else first  # "thousands" are two at least, tens of them ten
    amounts = [numerals.value(words) for words in _numbers(match)]
    known = [amount for amount in amounts if amount is not None]
    if match.read != "range":
        return known[0] if len(amounts) == 1 and known else None
    if len(known) != 2 or known[0] >= known[1]:
        return None
    scale = match.pieces[-1]
    if scale.kind == "SCALE" and isinstance(scale.value, int) and known[0] < 1000 <= known[1]:
        return known[0] * scale.value  # "two to three million"
    return known[0]


def _numbers(match: Match) -> Iterator[list[str]]:
    """The words of each number in a match."""
    words: list[str] = []
    parts = {"to", "–"} | ({"and", "-"} if match.read == "range" else set())
    for piece in match.pieces:
        if piece.kind in {"NUM", "NUM_YEAR", "NUMBER_WORD", "SCALE"}:
            words.append(piece.text)
        elif piece.kind in parts and words:
            yield words
            words = []
    if words:
        yield words


def _hedged(match: Match) -> tuple[_Bound, bool]:
    """The bound, and whether the number is said to be rough."""
    if match.read in {"range", "span", "indefinite"} or match.get("plus"):
        return "min", True
    words = {piece.kind for piece in match.pieces}
    negated = bool(words & {"no", "not", "NUMBERED"})
    if "MIN" in words:
        return ("max" if negated else "min"), True
    if "LESS" in words:
        return ("min" if negated else "max"), True
    if words & {"MAX", "up", "most", "many", "much"}:
        return "max", True
    return None, "APPROXIMATE" in words


def _grouped(match: Match, lexed: Lexed) -> bool:
    """Is it the end of a figure that is written "1 200"? Then nobody knows where the figure begins."""
    before, here = lexed.word(match.first - 1), match.pieces[0].text
    if not (before.isdecimal() and len(before) <= 3 and here.isdecimal() and len(here) == 3):
        return False
    return lexed.starts[match.first] - lexed.ends[match.first - 1] == 1


def _currency_before(match: Match) -> str | None:
    said = match.get("SYMBOL", "CODE")
    return str(said.value) or None if said is not None else None


def _quantity(
    match: Match,
    lexed: Lexed,
    last: int,
    kind: QuantityKind,
    amount: int | float,
    unit: str | None,
    bound: _Bound,
    approximate: bool,
) -> Quantity:
    return Quantity(
        start=match.start,
        end=lexed.ends[last],
        kind=kind,
        value=amount,
        unit=unit,
        approximate=approximate,
        bound=bound,
    )

"""The patterns of quantities, and the forms of the lexicon files behind them."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from whosays import lexicon
from whosays.annotate import numerals
from whosays.annotate.wordclasses import Grammar, Rule

_SUFFIXED = re.compile(r"([0-9.,]+)(k|m|mn|bn|tn)")
_MEASURED = re.compile(r"([0-9.,]+)(km|m|cm|mm|kg)")
_SPAN = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)[-–]([0-9]{1,3}(?:,[0-9]{3})+)")
_DOTTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,5}")
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_SHAPES = ("NUM", "NUM3", "NUM_YEAR", "SPAN", "SUFFIXED", "MEASURED")
NUMBERS = ("NUM", "NUM3", "NUM_YEAR")


class Currencies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of currencies.yaml."""

    symbols: dict[str, str]
    lettered: dict[str, str]
    codes: list[str]
    names: dict[str, str]
    national: dict[str, str]


class Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of units.yaml."""

    length: dict[str, str]
    other: dict[str, str]
    degrees: dict[str, str]
    cubic: dict[str, str]
    nautical: dict[str, str]
    square: dict[str, str]
    weight: dict[str, str]
    duration: dict[str, str]
    periods: dict[str, str]
    rates: dict[str, str]


class Befalling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words for one thing that befalls people and things; all as lemmas."""

    done: str
    happens: str
    describes: str = msgspec.field(name="is")
    deeds: str


class Figures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words by which a figure is given without what it counts; all as lemmas."""

    words: frozenset[str]
    put: frozenset[str]
    move: frozenset[str]
    said: frozenset[str]
    said_of: frozenset[str]


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
    people_do: str
    measures: frozenset[str]
    roles: dict[str, Befalling]
    turns: dict[str, list[str]]
    wanting: frozenset[str]
    figures: Figures


@cache
def known() -> QuantityLexicon:
    """The words around numbers."""
    found: QuantityLexicon = lexicon.load("quantities", QuantityLexicon)
    return found


@cache
def units() -> Units:
    """Units of measure."""
    found: Units = lexicon.load("units", Units)
    return found


@cache
def money() -> Currencies:
    """Currencies."""
    found: Currencies = lexicon.load("currencies", Currencies)
    return found


@cache
def grammar() -> Grammar:
    """The rules, compiled."""
    numbers = numerals.numbers()
    words: dict[str, dict[str, object]] = {name: dict(of) for name, of in known().words.items()}
    words["NUMBER_WORD"] = dict(numbers.small)
    words["SCALE"] = dict(numbers.scales)
    words["INDEFINITE"] = {w: n for w, n in numbers.indefinite.items() if w not in words["FEW"]}
    words["SYMBOL"] = dict(money().symbols)
    words["CODE"] = {code.lower(): code for code in money().codes}
    return Grammar(
        words=words,
        shapes=_SHAPES,
        shape=_shape,
        rules=known().rules,
        classes={},
        phrases=known().phrases,
        capital=frozenset({"CODE"}),
    )


def _shape(text: str) -> tuple[str, object] | None:
    if (value := numerals.figures(text)) is not None:
        plain = text.isdecimal()
        if plain and len(text) == 3:
            return "NUM3", value  # of "1 000" as well
        if plain and len(text) > 1 and text[0] == "0":
            return None
        return ("NUM_YEAR" if plain and len(text) == 4 else "NUM"), value
    if len(text) > 32:
        return None
    if _DOTTED.fullmatch(text):  # 1.200.000
        return "NUM", int(text.replace(".", ""))
    if text[-1] in _SIGNS and text[:-1].isdecimal() and len(text) < 7:  # 2½
        return "NUM", int(text[:-1]) + _SIGNS[text[-1]]
    if found := _SPAN.fullmatch(text):  # 12,000-15,000
        low, high = numerals.figures(found[1]), numerals.figures(found[2])
        return ("SPAN", (low, high)) if low is not None and high is not None and low < high else None
    if (found := _MEASURED.fullmatch(text)) and (value := numerals.figures(found[1])) is not None:
        return ("SUFFIXED" if found[2] == "m" else "MEASURED"), (value, found[2])
    if (found := _SUFFIXED.fullmatch(text)) and (value := numerals.figures(found[1])) is not None:
        return "SUFFIXED", (value, found[2])
    return None

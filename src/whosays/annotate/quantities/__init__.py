"""Quantities: money, counts with the thing counted, percentages, lengths, durations, ages.

`value` is the number said: of a range ("between 40 and 50") the lower, of vague words ("dozens") the least
that they can mean; `min` and `max` are the limits that the words set. What stands in a date is no quantity; a
duration is one where `times` found it to be one. Nothing is converted.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import msgspec

from whosays.annotate.quantities.ages import ages
from whosays.annotate.quantities.amounts import Amount, amount
from whosays.annotate.quantities.befallen import Befallen
from whosays.annotate.quantities.counted import Tree, singular, thing
from whosays.annotate.quantities.figures import Figures
from whosays.annotate.quantities.grammar import grammar, known, money, units
from whosays.annotate.wordclasses import Lexed, Match
from whosays.plugins import annotator
from whosays.records import Document, Quantity
from whosays.records.layers import QuantityKind

__all__ = ["quantities", "singular"]

_FRACTIONS = frozenset({"fraction", "half_of", "out_of"})
_THOUSANDS = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
_OLD_CODES = {"DM": "DEM", "FF": "FRF"}
_PREPOSITIONS = frozenset({"under", "over", "above", "below"})
_UNITS_ONLY = "half_unit"


@annotator(gives={"quantities"}, needs={"times", "syntax", "mentions"})
def quantities(document: Document) -> Document:
    """How much and how many; in other languages than English nothing yet."""
    if document.language not in {"en", None}:
        return document.having(quantities=())
    lexed = grammar().lex(document.text, frozenset(block.start for block in document.blocks))
    reader = _Reader(document, lexed)
    found = [reading for match in grammar().matches(lexed) if (reading := reader.read(match)) is not None]
    aged = [age for age in ages(document) if not reader.when.dated(age.start, age.end)]
    return document.having(quantities=tuple(_apart(found, aged)))


def _apart(found: Iterable[Quantity], aged: Iterable[Quantity]) -> list[Quantity]:
    """In text order; where an age and another reading overlap, it is an age."""
    old = sorted({(each.start, each.end) for each in aged})
    starts = [start for start, _ in old]
    kept = []
    for each in found:
        at = bisect_left(starts, each.end) - 1
        if at < 0 or old[at][1] <= each.start:
            kept.append(each)
    first: dict[int, Quantity] = {each.start: each for each in aged}
    return sorted([*kept, *first.values()], key=lambda q: (q.start, q.end))


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


class _Reader:
    """Makes sense of what the rules find in one document."""

    def __init__(self, document: Document, lexed: Lexed) -> None:
        self.lexed = lexed
        self.when = _Times(document)
        self.tree = Tree(document)
        self.befallen = Befallen(self.tree, document.text)
        self.figures = Figures(self.tree)
        self.last = (0, "")
        """Where something was counted last, and what."""

    def read(self, match: Match) -> Quantity | None:
        """The quantity of a match; `None` where it is none, or part of a name, a figure or a date."""
        match = self._without_dash(match)
        if self._is_part(match):
            return None
        number = amount(match, self.lexed)
        if number is None:
            return None
        found = self._read(match, number)
        # "$400 a month" is money, though "a month" is a time.
        return None if found is None or self.when.dated(match.start, match.end) else found

    def _without_dash(self, match: Match) -> Match:
        """A dash is no minus, and "hidden under 300 sacks" sets no bound."""
        first = match.pieces[0]
        dash = first.text == "-" and match.pieces[1].start > first.end
        place = first.text.lower() in _PREPOSITIONS and self._governs_noun(first.start)
        if not dash and not place:
            return match
        read = "number" if match.read == "below_zero" else match.read
        return Match(read, match.pieces[1:], match.first + 1, match.last)

    def _governs_noun(self, start: int) -> bool:
        """Is the word a preposition of a place or of a verb, and not of a number?"""
        at = next(iter(self.tree.at(start, start + 1)), None)
        if at is None or at == 0:
            return False
        before = self.tree.words[at - 1]
        word = self.tree.words[at]
        if word.deprel == "compound:prt":
            return True  # "handed over 1,300 rifles"
        return word.deprel == "case" and before.upos == "VERB"

    def _is_part(self, match: Match) -> bool:
        lexed, before = self.lexed, self.lexed.word(match.first - 1)
        own_sign = match.pieces[0].text == "-"
        if before in {"-", "/", ".", "_", "'", "’", "°"} and lexed.glued(match.first) and not own_sign:
            return True  # F-16, 12/40, 1'200: part of a name or a longer figure
        if own_sign and match.first > 0 and lexed.glued(match.first):
            return True
        if self._is_grouped(match) and not self.when.dated(
            lexed.starts[match.first - 1], lexed.ends[match.first - 1]
        ):
            return True
        return before == "." and lexed.word(match.first - 2) in known().abbreviations

    def _is_grouped(self, match: Match) -> bool:
        """Is it the end of a figure that is written "1 200"? Then nobody knows where the figure begins."""
        before, here = self.lexed.word(match.first - 1), match.pieces[0].text
        if not (before.isdecimal() and len(before) <= 3 and here.isdecimal() and len(here) == 3):
            return False
        return self.lexed.starts[match.first] - self.lexed.ends[match.first - 1] == 1

    def _read(self, match: Match, number: Amount) -> Quantity | None:
        if match.read in {"money", "money_range"}:
            short = self.lexed.word(match.last + 1) == "m"  # £90 m
            last = match.last + short
            return self._money(match, last, number.times(10**6 if short else 1), self._currency_before(match))
        if match.read == "measured":
            unit = match.get("MEASURED")
            code = unit.value[1] if unit is not None and isinstance(unit.value, tuple) else None
            kind: QuantityKind = "other" if code == "kg" else "length"
            return self._quantity(match, match.end, kind, number, code)
        if match.read in _FRACTIONS:
            last = match.last - (self.lexed.word(match.last) in {"of", "the", "its", "their", "his", "her"})
            return self._quantity(match, self.lexed.ends[last], "other", number, "1")
        measured = self._measured(match, number)
        if match.read == "below_zero" and (measured is None or measured.unit not in {"Cel", "[degF]", "%"}):
            return None
        if measured is not None or match.read == _UNITS_ONLY:
            return measured
        return self._count(match, number)

    # ── measures ──────────────────────────────────────────────────────────────────────────────────

    def _measured(self, match: Match, number: Amount) -> Quantity | None:
        """A number with a unit behind it."""
        lexed, index = self.lexed, match.last + 1
        if lexed.word(index) == "-" and lexed.glued(index) and lexed.glued(index + 1):
            index += 1
        word, after = lexed.word(index), lexed.word(index + 1)
        if word in {"%", "percent", "pct"} or (word == "per" and after == "cent"):
            return self._quantity(match, lexed.ends[index + (word == "per")], "percent", number, "%")
        found = _unit(word, after, lexed.word(index + 2))
        # A lone letter is a unit only as it is written: "850 M-16 rifles" are no metres.
        lone = len(word) == 1 and (lexed.text[lexed.starts[index]] != word or after == "-")
        if found is not None and not lone:
            kind, code, length = found
            per, rate = lexed.word(index + length), lexed.word(index + length + 1)
            if kind == "length" and per in {"per", "an", "a"} and rate in units().rates:
                code = f"{code}/{units().rates[rate]}"
                return self._quantity(match, lexed.ends[index + length + 1], "other", number, code)
            if lexed.word(index + length) == "/" and lexed.glued(index + length):
                if lexed.word(index + length + 1) not in {"h", "hr", "hour"}:
                    return None
                return self._quantity(match, lexed.ends[index + length + 1], "other", number, f"{code}/h")
            return self._quantity(match, lexed.ends[index + length - 1], kind, number, code)
        weighed = lexed.word(match.first - 1) in {"weigh", "weighs", "weighed", "weighing"}
        weighed = weighed or (index == match.last + 2 and after not in {"note", "fine", "reward", "ransom"})
        if word in units().weight and (weighed or after == "of"):
            return self._quantity(match, lexed.ends[index], "other", number, units().weight[word])
        if word in units().duration:
            # "two days later" is a date: `times` says so, and it is left out above.
            clock = units().duration[word] == "h" and re.fullmatch("[0-9]{4}", match.pieces[-1].text)
            if clock and not self.when.lasting(match.start, lexed.ends[index]):
                return None  # at 1800 hours
            if lexed.word(index + 2) == "old" or match.read in {"indefinite", "few"}:
                return None
            first, before = match.pieces[0].text.lower(), lexed.word(match.first - 1)
            if first == "over" and before not in {"for", "after", "of", "lasted", "took", "been"}:
                number = Amount(number.value)  # over 19 months: in the course of them
            return self._quantity(match, lexed.ends[index], "duration", number, units().duration[word])
        return self._named_money(match, number, index)

    def _currency_before(self, match: Match) -> str | None:
        said = match.get("SYMBOL", "CODE")
        if said is None:
            return None
        at = self.lexed.at(said.start)
        letters = self.lexed.word(at - 1)
        if said.text == "$" and letters.isalpha() and self.lexed.glued(at):
            return money().lettered.get(letters)  # C$5m
        return _OLD_CODES.get(str(said.value), str(said.value)) or None

    def _named_money(self, match: Match, number: Amount, index: int) -> Quantity | None:
        lexed, told = self.lexed, money()
        if lexed.word(index) == "of":  # millions of dollars
            index += 1
        word = lexed.word(index)
        if _THOUSANDS.fullmatch(match.pieces[-1].text) and word in told.names:
            return None  # 1.500 euros: one and a half, or fifteen hundred
        two = f"{word} {lexed.word(index + 1)}"
        if two in told.national:
            return self._money(match, index + 1, number, told.national[two])
        if lexed.word(index + 1) in told.names and word.isalpha() and _names_currency(lexed, index):
            return self._money(match, index + 1, number, None)  # 40 million CFA francs
        if word in told.names or (word.upper() in told.codes and lexed.text[lexed.starts[index]].isupper()):
            return self._money(match, index, number, told.names.get(word, word.upper()) or None)
        return None

    def _money(self, match: Match, last: int, number: Amount, currency: str | None) -> Quantity:
        lexed = self.lexed
        first, second = lexed.word(last + 1), lexed.word(last + 2)
        period, end = None, last
        if first in {"a", "per", "each", "every", "/"} and second in units().periods:
            period, end = units().periods[second], last + 2
        elif first in units().periods and first.endswith("ly"):
            period, end = units().periods[first], last + 1
        return self._quantity(match, lexed.ends[end], "money", number, currency, period=period)

    # ── counts ────────────────────────────────────────────────────────────────────────────────────

    def _count(self, match: Match, number: Amount) -> Quantity | None:
        if isinstance(number.value, float) or number.value < 1:
            return None
        if self.lexed.word(match.first - 1) == "not" and self.lexed.word(match.first - 2) == ",":
            return None  # "eleven, not nine": nobody says nine
        found = thing(match, self.lexed, self.tree, number)
        if found is None and number.value > 1:
            vague = match.read in {"indefinite", "few"}
            bare = self.befallen.people(
                match.start, match.end, vague=vague, before=self._counted_before(match)
            )
            found = (match.end, bare) if bare is not None else None
        if found is None:
            return self._figure(match, number)
        end, single = found
        self.last = (match.start, single)
        made = self._quantity(match, end, "count", number, single)
        role = self.befallen.role(made.start, made.end)
        self.figures.remember(made.start, made.value, single, role)
        return msgspec.structs.replace(made, role=role)

    def _figure(self, match: Match, number: Amount) -> Quantity | None:
        """A number by itself, of which the words round it or before it tell what it counts."""
        counted = self.figures.counted(match.start, match.end) if number.value > 1 else None
        if counted is None:
            return None
        made = self._quantity(match, match.end, "count", number, counted[0])
        return msgspec.structs.replace(made, role=counted[1])

    def _counted_before(self, match: Match) -> str | None:
        """What was counted last, in the same sentence."""
        at, single = self.last
        return single if single and "." not in self.lexed.text[at : match.start] else None

    def _quantity(
        self,
        match: Match,
        end: int,
        kind: QuantityKind,
        number: Amount,
        unit: str | None,
        *,
        period: str | None = None,
    ) -> Quantity:
        return Quantity(
            start=match.start,
            end=end,
            kind=kind,
            value=number.value,
            unit=unit,
            approximate=number.approximate,
            bound=number.bound,
            min=number.low,
            max=number.high,
            period=period,
        )


def _unit(word: str, after: str, third: str) -> tuple[QuantityKind, str, int] | None:
    """A unit of measure: its kind, UCUM code, and how many words it has."""
    told = units()
    for start, table in (
        ("square", told.square),
        ("sq", told.square),
        ("cubic", told.cubic),
        ("nautical", told.nautical),
    ):
        if word == start and (code := table.get(told.length.get(after, ""))):
            return ("length" if start == "nautical" else "other"), code, 2
    if word in {"degrees", "degree", "°"} and after in told.degrees:
        return "other", told.degrees[after], 2
    if word == "metric" and after in {"ton", "tons", "tonne", "tonnes"}:
        return "other", "t", 2
    if word in told.length:
        return "length", told.length[word], 1
    return ("other", told.other[word], 1) if word in told.other and word != "metric" else None


def _names_currency(lexed: Lexed, index: int) -> bool:
    """Does the word before "francs" say whose they are?"""
    return lexed.text[lexed.starts[index]].isupper() and lexed.word(index) not in money().names

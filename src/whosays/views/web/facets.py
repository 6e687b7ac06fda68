"""Facets: what the chosen lines have in common, counted, and the addresses that narrow the choice further."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode

import msgspec
import numpy as np
from numpy.typing import NDArray

from whosays.casebook.columns import OPEN_END, OPEN_START, Columns, Flags
from whosays.views.standing import denied_rows
from whosays.views.web.held import Recent
from whosays.views.web.room import Ask
from whosays.views.web.selection import VALUE_WORDS, Selected, chosen_words, columns, day, passing, query
from whosays.views.wording import date_words, one_line

Field = Literal[
    "entity",
    "voice",
    "type",
    "place",
    "source",
    "years",
    "origins",
    "certainty",
    "polarity",
    "conflict",
    "decided",
    "undated",
]
SHOWN = 12
"""Values of a facet, where not all are asked for."""
MOST = 400
"""Values of a facet, whatever is asked for."""
RECENT = 200
"""Selections whose facets are kept: those of the next part of a list are the same."""
_POLARITIES = ("asserted", "denied")
Counts = NDArray[np.intp]


class FacetValue(msgspec.Struct, frozen=True, kw_only=True):
    """Something that chosen lines have in common."""

    value: str
    words: str
    lines: int
    chosen: bool
    address: str
    """The chronology with this chosen too; without it, where it is chosen."""


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """One way to narrow a choice, with what most lines have first."""

    field: Field
    words: str
    total: int
    """How many values there are; not all of them need be told here."""
    values: tuple[FacetValue, ...]


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A part of what is chosen, and the address of the chronology without it."""

    field: str
    value: str
    words: str
    address: str


def chosen(ask: Ask, selected: Selected) -> tuple[Chosen, ...]:
    """What is chosen, part by part."""
    return tuple(
        Chosen(field=field, value=value, words=words, address=address(_less(query(selected), field, value)))
        for field, value, words in chosen_words(ask, selected)
    )


def facets(ask: Ask, selected: Selected, whole: Field | None = None) -> tuple[Facet, ...]:
    """All facets of what is chosen that tell lines apart; of `whole` all values, as far as pages go."""
    recent = ask.held.get("facets", lambda: Recent(RECENT))
    return recent.get((*query(selected), whole), lambda: _counted(ask, selected, whole))


def _counted(ask: Ask, selected: Selected, whole: Field | None) -> tuple[Facet, ...]:
    return tuple(facet for facet in _Counting(ask, selected, whole).facets() if facet.values)


class _Counting:
    """Counts the chosen lines. A field of which one value is enough is counted as if it were left open."""

    def __init__(self, ask: Ask, selected: Selected, whole: Field | None) -> None:
        self._ask = ask
        self._selected = selected
        self._whole = whole
        self._columns = columns(ask)
        self._passing = passing(ask, selected)
        self._given = query(selected)

    def facets(self) -> Iterator[Facet]:
        table = self._columns
        yield self._named("entity", "Who takes part", self._taking_part())
        yield self._named("voice", "Who says so", self._pairs("voice", table.voice_row, table.voice_entity))
        yield self._ranked("type", "What it is", self._codes("type", table.type, table.types), table.types)
        spots = self._pairs("place", table.place_row, table.place)
        yield self._ranked(
            "place",
            "Where",
            spots,
            [spot.gazetteer or spot.name for spot in table.places],
            [spot.name for spot in table.places],
        )
        yield self._years()
        yield self._sources()
        yield self._origins()
        certainty = self._codes("certainty", table.certainty, table.certainties)
        yield self._ranked("certainty", "How sure it is put", certainty, table.certainties)
        polarity = self._codes("polarity", denied_rows(table).astype(np.int16), _POLARITIES)
        yield self._ranked("polarity", "Asserted or denied", polarity, _POLARITIES)
        yield self._whether("conflict", "Conflicts", table.conflict)
        yield self._whether("decided", "Decisions", table.decided)
        yield self._whether("undated", "Dates", ~table.dated)

    def _lines(self, *but: str) -> Flags:
        """Which lines are chosen, these fields left open."""
        every = ~self._columns.rejected
        for field, passes in self._passing.items():
            if field not in but:
                every &= passes
        return every

    def _codes(self, field: str, codes: NDArray[Any], labels: Sequence[str]) -> Counts:
        return np.bincount(codes[self._lines(field)], minlength=len(labels))

    def _pairs(self, field: str, rows: NDArray[Any], codes: NDArray[Any], *, narrows: bool = False) -> Counts:
        """Lines by what they have several of: each counts once for each."""
        held = self._ask.held.get(f"pairs {field}", lambda: _once(rows, codes))
        there = (self._lines() if narrows else self._lines(field))[held[0]]
        return np.bincount(held[1][there], minlength=int(codes.max(initial=-1)) + 1)

    def _taking_part(self) -> Counts:
        """Without those that are only told as the place: they are a facet of their own."""
        table = self._columns
        counts = self._pairs("entity", table.party_row, table.party_entity, narrows=True)
        return np.where(self._ask.held.get("in a part", lambda: _in_a_part(table))[: len(counts)], counts, 0)

    def _named(self, field: Literal["entity", "voice"], title: str, counts: Counts) -> Facet:
        entities = self._columns.entities
        best = self._best(field, counts)
        names = self._ask.reader.names_of(entities[code] for code in best)
        words = {code: names.get(entities[code], ("", entities[code]))[1] for code in best}
        values = ((entities[code], words[code], int(counts[code])) for code in best)
        return self._facet(field, title, values, int(np.count_nonzero(counts)))

    def _ranked(
        self,
        field: Field,
        title: str,
        counts: Counts,
        values: Sequence[str],
        words: Sequence[str] | None = None,
    ) -> Facet:
        best = [code for code in self._best(field, counts) if values[code]]
        told = [words[code] if words else _value_words(field, values[code]) for code in best]
        found = ((values[code], name, int(counts[code])) for code, name in zip(best, told, strict=True))
        return self._facet(field, title, found, int(np.count_nonzero(counts)))

    def _best(self, field: Field, counts: Counts) -> list[int]:
        """The values that most lines have."""
        return most(counts, MOST if self._whole == field else SHOWN)

    def _sources(self) -> Facet:
        table = self._columns
        codes, names = self._ask.held.get("sources by document", lambda: _sources(table))
        counts = np.bincount(codes[table.document[self._lines("source")]], minlength=len(names))
        return self._ranked("source", "Source", counts, names, names)

    def _origins(self) -> Facet:
        """At least so many."""
        told = np.bincount(np.minimum(self._columns.origins[self._lines("origins")], MOST))
        at_least = np.cumsum(told[::-1])[::-1]
        steps = [number for number in (2, 3, 4, 5, 10, 20, 50) if number < len(at_least) and at_least[number]]
        values = ((str(number), f"{number} or more", int(at_least[number])) for number in steps)
        return self._facet("origins", "Independent origins", values, len(steps))

    def _whether(self, field: Literal["conflict", "decided", "undated"], title: str, flags: Flags) -> Facet:
        """Both answers, where lines differ in it."""
        lines = self._lines(field)
        yes = int(np.count_nonzero(lines & flags))
        counted = {"true": yes, "false": int(np.count_nonzero(lines)) - yes}
        if not yes:
            return Facet(field=field, words=title, total=0, values=())
        values = ((value, VALUE_WORDS[field](value), number) for value, number in counted.items() if number)
        return self._facet(field, title, values, 2)

    def _years(self) -> Facet:
        """Years, or decades, or centuries: the finest of which a page can show all."""
        spans = tuple(_years(self._columns, self._lines("undated"), self._selected))
        given = [pair for pair in self._given if pair[0] not in {"earliest", "latest", "undated"}]
        return Facet(
            field="years",
            words="When",
            total=len(spans),
            values=tuple(
                FacetValue(
                    value=edtf,
                    words=words,
                    lines=lines,
                    chosen=(self._selected.earliest, self._selected.latest) == (edtf, edtf),
                    address=address([*given, ("earliest", edtf), ("latest", edtf)]),
                )
                for edtf, words, lines in spans
            ),
        )

    def _facet(self, field: Field, title: str, values: Iterable[tuple[str, str, int]], total: int) -> Facet:
        return Facet(
            field=field,
            words=title,
            total=total,
            values=tuple(self._value(field, value, words, lines) for value, words, lines in values),
        )

    def _value(self, field: Field, value: str, words: str, lines: int) -> FacetValue:
        there = (field, value) in self._given
        given = _less(self._given, field, value) if there else self._given
        if not there and not isinstance(getattr(self._selected, field), tuple):
            given = [(name, other) for name, other in given if name != field]
        return FacetValue(
            value=value,
            words=one_line(words),
            lines=lines,
            chosen=there,
            address=address(given if there else [*given, (field, value)]),
        )


def most(counts: Counts, number: int) -> list[int]:
    """The places of the greatest counts, the first first where they are equal; none that is 0."""
    if len(counts) > number:
        # Counting the counts is quicker than `partition` where most are the same.
        of_at_least = np.cumsum(np.bincount(counts)[::-1])[::-1]
        least = max(int(np.count_nonzero(of_at_least >= number)) - 1, 1)
        above = np.flatnonzero(counts > least)
        found: NDArray[np.intp] = np.concatenate(
            [above, np.flatnonzero(counts == least)[: number - len(above)]]
        )
    else:
        found = np.flatnonzero(counts)
    return [int(place) for place in sorted(found.tolist(), key=lambda place: (-counts[place], place))]


def address(fields: Iterable[tuple[str, str]], path: str = "/chronology") -> str:
    """A page of a selection."""
    asked = urlencode(list(fields))
    return path + (f"?{asked}" if asked else "")


def _less(given: Sequence[tuple[str, str]], field: str, value: str) -> list[tuple[str, str]]:
    return [pair for pair in given if pair != (field, value)]


# ── what is held ──────────────────────────────────────────────────────────────────────────────────


def _once(rows: NDArray[Any], codes: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Pairs, each once."""
    width = int(codes.max(initial=0)) + 1
    pairs = np.unique(rows.astype(np.int64) * width + codes)
    return (pairs // width).astype(np.int32), (pairs % width).astype(np.int32)


def _in_a_part(table: Columns) -> Flags:
    """Which entities take part other than as the place."""
    others = [code for code, role in enumerate(table.roles) if role != "place"]
    found = np.zeros(len(table.entities), np.bool_)
    found[table.party_entity[np.isin(table.party_role, others)]] = True
    return found


def _sources(table: Columns) -> tuple[NDArray[Any], tuple[str, ...]]:
    """The source of each document as a number, and the sources."""
    names = tuple(sorted(set(table.publishers)))
    codes = {name: code for code, name in enumerate(names)}
    return np.fromiter((codes[name] for name in table.publishers), np.int32, len(table.publishers)), names


def _years(table: Columns, lines: Flags, selected: Selected) -> Iterator[tuple[str, str, int]]:
    """EDTF, words, and how many lines may be of that time."""
    lines = lines & table.dated
    begins, ends = table.earliest[lines], table.latest[lines]
    known = np.concatenate([begins[begins != OPEN_START], ends[ends != OPEN_END]])
    if not len(known):
        return
    first, last = int(known.min()), int(known.max())
    if selected.earliest is not None:
        first = max(first, day(selected.earliest, first=True))
    if selected.latest is not None:
        last = min(last, day(selected.latest, first=False))
    low, high = (_year(one) for one in (first, max(first, last)))
    begins, ends = np.sort(begins), np.sort(ends)
    for digits in (4, 3, 2):
        step = 10 ** (4 - digits)
        spans = [
            f"{number:0{digits}}" + "X" * (4 - digits) for number in range(low // step, high // step + 1)
        ]
        if len(spans) <= SHOWN or digits == 2:
            break
    for edtf in spans:
        since, until = day(edtf, first=True), day(edtf, first=False)
        number = np.searchsorted(begins, until, "right") - np.searchsorted(ends, since, "left")
        if number:
            yield edtf, _span_words(edtf), int(number)


def _year(ordinal: int) -> int:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).year


# ── words ─────────────────────────────────────────────────────────────────────────────────────────


def _span_words(edtf: str) -> str:
    """ "1994", "1990s", "1900 to 1999"."""
    if edtf.endswith("XX"):
        return f"{edtf[:2]}00 to {edtf[:2]}99"
    return date_words(edtf)


def _value_words(field: Field, value: str) -> str:
    """A type as a word, other values as they are told where they are chosen."""
    return value.replace("_", " ").capitalize() if field == "type" else VALUE_WORDS[field](value)

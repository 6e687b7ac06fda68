"""A selection of lines: the same fields in the address of the chronology, the network and the map.

Of each field one value is enough, but for `entity`: all of these take part. What is left open lets all pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Annotated

import msgspec
import numpy as np
from msgspec import Meta

from whosays.casebook.columns import OPEN_END, OPEN_START, Codes, Columns, Flags, Numbers
from whosays.errors import NotFound
from whosays.records.edtf import bounds
from whosays.records.layers import Certainty, Polarity
from whosays.views.chronology import Kind, edtf_date, named
from whosays.views.claims import topic_of
from whosays.views.standing import denied_rows
from whosays.views.web.page import Name, Words
from whosays.views.web.room import Ask
from whosays.views.wording import CERTAINTY, date_words, one_line, origins_words

Many = Annotated[tuple[Name, ...], Meta(max_length=50)]
AtLeast = Annotated[int, Meta(ge=1, le=1_000_000)]


class Selected(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines are asked for."""

    text: Words | None = None
    earliest: Name | None = None
    latest: Name | None = None
    entity: Many = ()
    event: Name | None = None
    """By its id, or that of a part, line, claim or conflict of it."""
    voice: Many = ()
    called: Many = ()
    """Voices of whom the casebook has no entry, by what the documents call them."""
    quoted: bool | None = None
    """Is somebody quoted, or does the document speak in its own voice?"""
    type: Many = ()
    place: Many = ()
    source: Many = ()
    certainty: tuple[Certainty, ...] = ()
    polarity: Polarity | None = None
    origins: AtLeast | None = None
    conflict: bool | None = None
    decided: bool | None = None
    kind: Kind = "chronicle"
    undated: bool | None = None


_OPEN = {field.name: field.default for field in msgspec.structs.fields(Selected)}


def columns(ask: Ask) -> Columns:
    """All lines, as arrays."""
    return ask.held.get("columns", ask.reader.columns)


def query(selected: Selected) -> list[tuple[str, str]]:
    """What is chosen, as the fields of an address: any page with a `Selected` understands it."""
    found = []
    for name, default in _OPEN.items():
        value = getattr(selected, name)
        if value != default:
            found += [(name, _typed(one)) for one in (value if isinstance(value, tuple) else [value])]
    return found


def _typed(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def rows(ask: Ask, selected: Selected) -> Numbers:
    """The rows of `columns` that are chosen, in the order of the chronology."""
    every = np.ones(len(columns(ask)), np.bool_)
    for passes in passing(ask, selected).values():
        every &= passes
    return np.flatnonzero(every).astype(np.int32)


def passing(ask: Ask, selected: Selected) -> dict[str, Flags]:
    """Which rows pass, by field; fields that are left open are left out."""
    table = columns(ask)
    return {
        **dict(_of_words_and_days(ask, table, selected)),
        **dict(_of_names(ask, table, selected)),
        **dict(_of_standing(table, selected)),
    }


def _of_words_and_days(ask: Ask, table: Columns, asked: Selected) -> Iterator[tuple[str, Flags]]:
    if asked.text is not None:
        yield "text", _marked(table, table.rows_of(ask.reader.saying(asked.text)))
    if asked.earliest is not None:
        yield "earliest", table.dated & (table.latest >= day(asked.earliest, first=True))
    if asked.latest is not None:
        yield "latest", table.dated & (table.earliest <= day(asked.latest, first=False))
    if asked.undated is not None:
        yield "undated", table.dated != asked.undated


def _of_names(ask: Ask, table: Columns, asked: Selected) -> Iterator[tuple[str, Flags]]:
    if asked.entity:
        yield "entity", np.logical_and.reduce([_taking_part(ask, table, name) for name in asked.entity])
    if asked.voice:
        codes = [code for name in asked.voice for code in entity_codes(ask, table, name)]
        yield "voice", _marked(table, table.voice_row[np.isin(table.voice_entity, codes)])
    if asked.called:
        by_call = ask.held.get("voices by call", ask.reader.about.voices_without_entity)
        yield (
            "called",
            _marked(table, table.rows_of(n for call in asked.called for n in by_call.get(call, ()))),
        )
    if asked.quoted is not None:
        quoting = ask.held.get("quoting", lambda: _marked(table, table.rows_of(ask.reader.about.quoting())))
        yield "quoted", quoting == asked.quoted
    if asked.event is not None:
        numbers = ask.reader.weighed.numbers_of_topic(topic_of(ask.reader, asked.event))
        yield "event", _marked(table, table.rows_of(numbers))
    if asked.place:
        codes = [code for name in asked.place for code in _place_codes(ask, table, name)]
        yield "place", _marked(table, table.place_row[np.isin(table.place, codes)])
    if asked.source:
        yield "source", _from(ask, table, asked.source)


def _of_standing(table: Columns, asked: Selected) -> Iterator[tuple[str, Flags]]:
    if asked.kind == "chronicle":
        yield "kind", table.chronicle
    elif asked.kind != "all":
        yield "kind", _among(table.kind, table.kinds, [asked.kind])
    if asked.type:
        yield "type", _among(table.type, table.types, asked.type)
    if asked.certainty:
        yield "certainty", _among(table.certainty, table.certainties, asked.certainty)
    if asked.polarity is not None:
        yield "polarity", denied_rows(table) == (asked.polarity == "denied")
    if asked.origins is not None:
        yield "origins", table.origins >= asked.origins
    if asked.conflict is not None:
        yield "conflict", table.conflict == asked.conflict
    if asked.decided is not None:
        yield "decided", table.decided == asked.decided


def day(edtf: str, *, first: bool) -> int:
    """The first or last day of a date that a person gave; what is open lets all pass."""
    edtf_date(edtf)
    begin, end = bounds(edtf)
    if first:
        return OPEN_START if begin is None else date.fromisoformat(begin).toordinal()
    return OPEN_END if end is None else date.fromisoformat(end).toordinal()


def _marked(table: Columns, rows: Numbers) -> Flags:
    flags = np.zeros(len(table), np.bool_)
    flags[rows] = True
    return flags


def _among(codes: Codes, labels: Sequence[str], wanted: Sequence[str]) -> Flags:
    return np.isin(codes, [at for at, label in enumerate(labels) if label in wanted])


def _taking_part(ask: Ask, table: Columns, name: str) -> Flags:
    return _marked(table, table.party_row[np.isin(table.party_entity, entity_codes(ask, table, name))])


def entity_codes(ask: Ask, table: Columns, name: str) -> list[int]:
    """Whom an id or a name means, as places in `Columns.entities`; `NotFound` where there is nobody.

    Somebody of whom no line tells is nowhere in the columns, and leaves nothing.
    """
    if name.startswith("e-"):
        code = table.entity(ask.reader.weighed.wholes([name])[name])
        found = [code] if code is not None else [table.entity(ask.reader.entity(name).id)]
    else:
        found = [table.entity(one.id) for one in named(ask.reader, name)]
    return [code for code in found if code is not None]


def _place_codes(ask: Ask, table: Columns, name: str) -> list[int]:
    sought = name.casefold()
    found = [
        code
        for code, spot in enumerate(table.places)
        if name == spot.gazetteer or sought == spot.name.casefold()
    ]
    if not found:
        raise NotFound(f"No line of {ask.room.name} is placed at {name!r}.")
    return found


def _from(ask: Ask, table: Columns, names: Sequence[str]) -> Flags:
    """In documents of these sources, in whatever case their names are written."""
    documents = ask.held.get("documents by source", lambda: _by_source(table))
    wanted: list[int] = []
    for name in names:
        there = documents.get(name.casefold())
        if there is None:
            raise NotFound(f"No document in {ask.room.name} is of the source {name!r}.")
        wanted += there
    return np.isin(table.document, wanted)


def _by_source(table: Columns) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for code, source in enumerate(table.publishers):
        found.setdefault(source.casefold(), []).append(code)
    return found


def words(ask: Ask, selected: Selected) -> str:
    """What is chosen, in short: "with Ana Reyl, from 1994 on, denied"; empty where nothing is."""
    return ", ".join(chosen for _, _, chosen in chosen_words(ask, selected))


def chosen_words(ask: Ask, selected: Selected) -> Iterator[tuple[str, str, str]]:
    """Field, value and words of all that is chosen, one by one."""
    names = {id_: name for id_, (_, name) in ask.reader.names_of(_ids(selected)).items()}
    names |= {spot.gazetteer: spot.name for spot in columns(ask).places if spot.gazetteer in selected.place}
    for field, value in query(selected):
        told = VALUE_WORDS[field](value if field == "text" else names.get(value, value))
        yield field, value, one_line(told)


def _ids(selected: Selected) -> Iterator[str]:
    return (name for name in (*selected.entity, *selected.voice) if name.startswith("e-"))


KINDS: dict[str, str] = {
    "event": "only events",
    "relation": "only relations",
    "state": "only states",
    "all": "relations and states without a date too",
}
"""What of kinds other than the chronicle's is chosen."""
VALUE_WORDS: dict[str, Callable[[str], str]] = {
    "text": "with the words “{}”".format,
    "earliest": lambda edtf: f"from {date_words(edtf)} on",
    "latest": lambda edtf: f"until {date_words(edtf)}",
    "entity": "with {}".format,
    "voice": "said by {}".format,
    "event": "of one event or relation ({})".format,
    "called": "said by “{}”".format,
    "quoted": lambda value: "quoting somebody" if value == "true" else "in the document’s own voice",
    "type": "of the type {}".format,
    "place": "at {}".format,
    "source": "in {}".format,
    "certainty": lambda value: CERTAINTY[value] or "put as fact",
    "polarity": "{}".format,
    "origins": lambda number: f"{origins_words(int(number))} or more",
    "conflict": lambda value: "in conflict" if value == "true" else "in no conflict",
    "decided": lambda value: "with a decision" if value == "true" else "without a decision",
    "kind": lambda value: KINDS[value],
    "undated": lambda value: "without a date" if value == "true" else "with a date",
}
"""What a value of a field chooses, in words."""

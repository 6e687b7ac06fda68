"""Who is tied to whom, as somebody says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlencode

import msgspec
import numpy as np
from msgspec import Meta

from whosays.casebook.columns import OPEN_END, OPEN_START, Columns, Flags
from whosays.views.chronology import Kind
from whosays.views.ties import Pairs, Places, Ties, kinds_of, pairs, ties, weightiest
from whosays.views.web.held import Recent
from whosays.views.web.page import Limit, page
from whosays.views.web.room import Ask
from whosays.views.web.selection import (
    AtLeast,
    Selected,
    chosen_words,
    columns,
    entity_codes,
    passing,
    query,
)

PEOPLE = frozenset({"Person", "Organization", "PublicBody", "Company"})
Nodes = Annotated[int, Meta(ge=2, le=300, description="Draw at most so many.")]
TIES = 900
"""Drawn at most: more can't be told apart."""
KINDS = 3
DENIALS = 100
RECENT = 50
"""Networks that are kept."""
_CHRONICLE = "no relations and states without a date"


class NetworkQuestion(Selected, frozen=True, kw_only=True):
    """Of which lines; who is meant."""

    kind: Kind = "all"
    among: Literal["people", "all"] = "people"
    """people: people and bodies; all: places and things too."""
    least: AtLeast = 1
    """Only ties that so many lines say."""
    nodes: Nodes = 120
    limit: Limit = 100
    """Ties in the list beside the picture."""


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something that is tied."""

    id: str
    type: str
    name: str
    lines: int
    """Of its ties that are drawn, together."""
    chosen: bool
    """Is it in every line that was asked for?"""


class TieKind(msgspec.Struct, frozen=True, kw_only=True):
    """What ties them, by so many lines."""

    words: str
    lines: int


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """Two that take part in the same lines."""

    a: str
    b: str
    lines: int
    hedged: int
    """Of these, not put as fact."""
    origins: int
    """The most independent origins that one of its claims has; 0: not weighed."""
    kinds: tuple[TieKind, ...]


class YearCount(msgspec.Struct, frozen=True, kw_only=True):
    """A year and how many lines begin in it."""

    year: int
    lines: int


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the selection, in words."""

    field: str
    value: str
    words: str


class NetworkPage(msgspec.Struct, frozen=True, kw_only=True):
    """The weightiest ties; the rest is counted."""

    words: str
    """What was selected; empty: the whole casebook."""
    chosen: tuple[Chosen, ...]
    among: str
    least: int
    most: int
    """Nodes that may be drawn."""
    limit: int
    earliest: str | None
    latest: str | None
    years: tuple[YearCount, ...]
    """Of the whole casebook."""
    nodes: tuple[Node, ...]
    nodes_total: int
    ties: tuple[Tie, ...]
    ties_total: int
    denials: tuple[Tie, ...]
    """Pairs of whom it is denied: no ties. Their ends are not all among the nodes."""
    denials_total: int
    names: dict[str, tuple[str, str]]
    """(type, name) of all ends."""
    address: str
    """Of the chronology of the same selection; the ends are to be added as `entity`."""


class _Found(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The ties that were asked for, on their way."""

    table: Columns
    pairs: Pairs
    plain: Places
    denied: Places
    ties: Ties
    denials: Ties
    first: tuple[int, ...]


def _find(ask: Ask, wanted: NetworkQuestion) -> _Found:
    table = columns(ask)
    every = ask.held.get("pairs", lambda: pairs(table))
    chosen = ~table.rejected
    for passes in passing(ask, wanted).values():
        chosen &= passes
    first = tuple(code for name in wanted.entity for code in entity_codes(ask, table, name))
    flags = chosen[every.row]
    if wanted.among == "people":
        meant = ask.held.get("people", lambda: _people(ask, table)).copy()
        meant[list(first)] = True
        flags &= meant[every.a] & meant[every.b]
    there = np.flatnonzero(flags)
    no = every.denied[there]
    plain, denied = there[~no], there[no]
    found = ties(table, every, plain)
    return _Found(
        table=table,
        pairs=every,
        plain=plain,
        denied=denied,
        ties=found.at(found.lines >= wanted.least),
        denials=ties(table, every, denied),
        first=first,
    )


def _people(ask: Ask, table: Columns) -> Flags:
    types = ask.reader.directory.types()
    return np.fromiter((types.get(id_) in PEOPLE for id_ in table.entities), np.bool_, len(table.entities))


def _chosen(ask: Ask, selected: Selected) -> tuple[Chosen, ...]:
    """What is chosen; of kinds all are meant here unless others are asked for."""
    kind = (
        () if selected.kind != "chronicle" else (Chosen(field="kind", value="chronicle", words=_CHRONICLE),)
    )
    return kind + tuple(
        Chosen(field=field, value=value, words=told)
        for field, value, told in chosen_words(ask, selected)
        if (field, value) != ("kind", "all")
    )


def _years(table: Columns) -> tuple[YearCount, ...]:
    days = np.where(table.earliest != OPEN_START, table.earliest, table.latest)
    days = days[(days != OPEN_START) & (days != OPEN_END)]
    counted: dict[int, int] = {}
    for day, lines in zip(*(each.tolist() for each in np.unique(days, return_counts=True)), strict=True):
        year = date.fromordinal(day).year
        counted[year] = counted.get(year, 0) + lines
    return tuple(YearCount(year=year, lines=lines) for year, lines in sorted(counted.items()))


def _ties(found: _Found, chosen: Places, some: Ties) -> tuple[Tie, ...]:
    table = found.table
    kinds = kinds_of(found.pairs, chosen, some, len(table.entities), KINDS)
    return tuple(
        Tie(
            a=table.entities[a],
            b=table.entities[b],
            lines=lines,
            hedged=hedged,
            origins=origins,
            kinds=tuple(TieKind(words=told, lines=number) for told, number in of),
        )
        for a, b, lines, hedged, origins, of in zip(
            *(getattr(some, name).tolist() for name in Ties.__struct_fields__), kinds, strict=True
        )
    )


def _table(ask: Ask, wanted: NetworkQuestion) -> Iterator[Sequence[object]]:
    yield "a", "a_name", "b", "b_name", "denied", "lines", "hedged", "origins", "kinds"
    found = _find(ask, wanted)
    for chosen, every, denied in (
        (found.plain, found.ties, "no"),
        (found.denied, found.denials, "yes"),
    ):
        for start in range(0, len(every), 500):
            some = _ties(found, chosen, every.at(np.arange(start, min(start + 500, len(every)))))
            names = ask.reader.names_of(end for tie in some for end in (tie.a, tie.b))
            for tie in some:
                kinds = "; ".join(f"{kind.words}: {kind.lines}" for kind in tie.kinds)
                a, b = names[tie.a][1], names[tie.b][1]
                yield tie.a, a, tie.b, b, denied, tie.lines, tie.hedged, tie.origins, kinds


@page("/network", template="network.html", summary="Who is tied to whom, as somebody says.", table=_table)
def network(ask: Ask, wanted: NetworkQuestion) -> NetworkPage:
    """The weightiest ties of the lines that are asked for."""
    recent = ask.held.get("networks", lambda: Recent(RECENT))
    return recent.get(wanted, lambda: _drawn(ask, wanted))


def _drawn(ask: Ask, wanted: NetworkQuestion) -> NetworkPage:
    found = _find(ask, wanted)
    table = found.table
    drawn = weightiest(found.ties, wanted.nodes, found.first)
    within = np.zeros(len(table.entities), np.bool_)
    within[list(drawn)] = True
    some = found.ties.at(np.flatnonzero(within[found.ties.a] & within[found.ties.b])[:TIES])
    shown = _ties(found, found.plain, some)
    denials = _ties(found, found.denied, found.denials.at(np.arange(min(DENIALS, len(found.denials)))))
    names = ask.reader.names_of(
        [end for tie in (*shown, *denials) for end in (tie.a, tie.b)]
        + [table.entities[at] for at in found.first]
    )
    weights: dict[str, int] = {table.entities[at]: 0 for at in found.first}
    for tie in shown:
        for end in (tie.a, tie.b):
            weights[end] = weights.get(end, 0) + tie.lines
    asked_for = {table.entities[at] for at in found.first}
    selected = Selected(**{name: getattr(wanted, name) for name in Selected.__struct_fields__})
    chosen = _chosen(ask, selected)
    return NetworkPage(
        words=", ".join(one.words for one in chosen),
        chosen=chosen,
        among=wanted.among,
        least=wanted.least,
        most=wanted.nodes,
        limit=wanted.limit,
        earliest=wanted.earliest,
        latest=wanted.latest,
        years=ask.held.get("lines by year", lambda: _years(table)),
        nodes=tuple(
            Node(id=id_, type=names[id_][0], name=names[id_][1], lines=lines, chosen=id_ in asked_for)
            for id_, lines in sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        ),
        nodes_total=len(np.union1d(found.ties.a, found.ties.b)),
        ties=shown,
        ties_total=len(found.ties),
        denials=denials,
        denials_total=len(found.denials),
        names=names,
        address="/chronology?" + "".join(f"{urlencode([field])}&" for field in query(selected)),
    )


PAGES = (network,)

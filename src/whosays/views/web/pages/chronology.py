"""The chronology: what is said to have happened, in the order of time, chosen by facets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from whosays.casebook.columns import Numbers
from whosays.views.chronology import BATCH, entries
from whosays.views.export.csv import COLUMNS, values
from whosays.views.web.facets import Chosen, Facet, Field, address, chosen, facets
from whosays.views.web.lines import LineView, shown
from whosays.views.web.page import Limit, Offset, page
from whosays.views.web.room import Ask
from whosays.views.web.selection import Selected, columns, query, rows, words
from whosays.views.web.timeline import timeline


class ChronologyQuestion(Selected, frozen=True, kw_only=True):
    """Which lines, and of which facet all values."""

    whole: Field | None = None
    limit: Limit = 50
    offset: Offset = 0


class ChronologyPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some lines out of `total` statements."""

    total: int
    rejected: int
    """Of these, statements that somebody rejected: no facet and no picture counts them."""
    offset: int
    limit: int
    given: tuple[tuple[str, str], ...]
    """What is chosen, as fields of an address."""
    words: str
    """What is chosen; empty where nothing is."""
    timeline: str
    """The address of a picture of all that is chosen."""
    chosen: tuple[Chosen, ...]
    facets: tuple[Facet, ...]
    lines: tuple[LineView, ...]


def _table(ask: Ask, wanted: ChronologyQuestion) -> Iterator[Sequence[object]]:
    yield COLUMNS
    every = rows(ask, wanted)
    for at in range(0, len(every), BATCH):
        lines = ask.reader.weighed.lines(_numbers(ask, every[at : at + BATCH]))
        yield from map(values, entries(ask.reader, lines))


@page("/chronology", template="chronology.html", summary="Lines in the order of time.", table=_table)
def chronology_page(ask: Ask, wanted: ChronologyQuestion) -> ChronologyPage:
    """The lines that are asked for."""
    every = rows(ask, wanted)
    some = every[wanted.offset : wanted.offset + wanted.limit]
    lines = ask.reader.weighed.lines(_numbers(ask, some))
    return ChronologyPage(
        total=len(every),
        rejected=int(np.count_nonzero(columns(ask).rejected[every])),
        offset=wanted.offset,
        limit=wanted.limit,
        given=tuple(query(wanted)),
        words=words(ask, wanted),
        timeline=address(query(wanted), "/timeline.json"),
        chosen=chosen(ask, wanted),
        facets=facets(ask, wanted, wanted.whole),
        lines=shown(ask, entries(ask.reader, lines)),
    )


def _numbers(ask: Ask, some: Numbers) -> list[int]:
    numbers: list[int] = columns(ask).number[some].tolist()
    return numbers


PAGES = (chronology_page, timeline)

"""The chronology: what is said to have happened, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from whosays.views.chronology import Selection, chronology, every_entry
from whosays.views.export.csv import COLUMNS
from whosays.views.web.lines import LineView, shown
from whosays.views.web.page import Limit, Offset, Words, page
from whosays.views.web.room import Ask


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines."""

    text: Words | None = None
    limit: Limit = 50
    offset: Offset = 0


class ChronologyPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some lines out of `total` statements."""

    total: int
    offset: int
    limit: int
    lines: tuple[LineView, ...]


def _table(ask: Ask, wanted: Question) -> Iterator[Sequence[object]]:
    yield COLUMNS
    for entry in every_entry(ask.reader, Selection(text=wanted.text)):
        yield [entry.id]


@page("/chronology", template="chronology.html", summary="Lines in the order of time.", table=_table)
def chronology_page(ask: Ask, wanted: Question) -> ChronologyPage:
    """The lines that are asked for."""
    found = chronology(ask.reader, Selection(text=wanted.text), limit=wanted.limit, offset=wanted.offset)
    return ChronologyPage(
        total=found.total, offset=wanted.offset, limit=wanted.limit, lines=shown(ask, found.lines)
    )


PAGES = (chronology_page,)

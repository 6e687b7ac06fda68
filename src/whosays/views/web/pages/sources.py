"""Who brings the reports, with the letters that people gave them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from whosays.views.sources import LETTERS, Source, sources
from whosays.views.web.page import Limit, Offset, Words, page
from whosays.views.web.room import Ask


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which sources."""

    name: Words | None = None
    """Words in its name, in whatever case."""
    letter: Literal["A", "B", "C", "D", "E", "F", "none", "any"] | None = None
    limit: Limit = 100
    offset: Offset = 0


class SourcesPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some sources out of `total`, those of most documents first."""

    total: int
    offset: int
    limit: int
    sources: tuple[Source, ...]
    letters: dict[str, str]
    """What each letter of the Admiralty code means."""
    asked: Wanted


def _asked(ask: Ask, wanted: Wanted) -> Sequence[Source]:
    found: Sequence[Source] = ask.held.get("sources", lambda: sources(ask.reader))
    if wanted.name is not None:
        sought = wanted.name.casefold()
        found = [one for one in found if sought in one.name.casefold()]
    if wanted.letter is not None:
        found = [one for one in found if _has(one, wanted.letter)]
    return found


def _has(source: Source, letter: str) -> bool:
    if letter in {"any", "none"}:
        return (source.letter is None) == (letter == "none")
    return source.letter == letter


def _table(ask: Ask, wanted: Wanted) -> Iterator[Sequence[object]]:
    yield "name", "documents", "statements", "first", "last", "letter", "meaning", "decided", "cautions"
    for one in _asked(ask, wanted):
        flagged = "; ".join(f"{kind} {number}" for kind, number in one.cautions.items())
        judged = one.letter, LETTERS.get(one.letter or ""), one.decided
        yield one.name, one.documents, one.statements, one.first, one.last, *judged, flagged


@page(
    "/sources",
    template="sources.html",
    summary="Who brings the reports, and how reliable people judged them.",
    table=_table,
)
def sources_page(ask: Ask, wanted: Wanted) -> SourcesPage:
    """The sources that are asked for."""
    found = _asked(ask, wanted)
    return SourcesPage(
        total=len(found),
        offset=wanted.offset,
        limit=wanted.limit,
        sources=tuple(found[wanted.offset : wanted.offset + wanted.limit]),
        letters=LETTERS,
        asked=wanted,
    )


PAGES = (sources_page,)

"""The first page: what is in the casebook, and where to begin; and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import msgspec

from whosays.casebook.tallies import Counts, Often
from whosays.records.decisions import in_force
from whosays.views.conflicts import conflicts, side_words
from whosays.views.web.lines import Judged
from whosays.views.web.page import Nothing, page
from whosays.views.web.room import Ask
from whosays.views.wording import conflict_words

PEOPLE_AND_BODIES = ("Person", "Organization", "Company", "PublicBody", "LegalEntity")
SOME = 8
"""Shown of those of whom, and from whom, there is most."""
FIRST = 5
"""Conflicts and decisions shown."""
BARS = 48
"""At most, in the picture of the years."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 250, 1_000, 10_000)
"""Years in a bar."""
APART = 0.01
"""Of the lines so many may lie far before, or far after, the years that the picture shows."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """Some years."""

    first: int
    last: int
    lines: int

    @property
    def words(self) -> str:
        """ "1990", "1990 to 1999"."""
        return f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"

    @property
    def address(self) -> str:
        """Their lines."""
        return f"/chronology?earliest={self.first:04}&latest={self.last:04}"


class Years(msgspec.Struct, frozen=True, kw_only=True):
    """Lines by the years in which they may have begun."""

    bars: tuple[Bar, ...]
    most: int
    """In the highest bar."""
    before: Bar | None
    """A few that lie far before the others."""
    after: Bar | None
    undated: int


class SideWords(msgspec.Struct, frozen=True, kw_only=True):
    """What one side of a conflict says."""

    words: str
    origins: int


class ConflictWords(msgspec.Struct, frozen=True, kw_only=True):
    """A conflict in a few words."""

    id: str
    kind: str
    words: str
    """What it is about."""
    name: str | None
    """Of whom it is about."""
    line: str | None
    """The words of its first line."""
    sides: tuple[SideWords, ...]


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """The casebook in figures."""

    counts: Counts
    years: Years
    named: tuple[Often, ...]
    """People and bodies that are named in most documents."""
    heard: tuple[Often, ...]
    """Who speaks most."""
    conflicts: tuple[ConflictWords, ...]
    decisions: tuple[Judged, ...]
    """The latest ones in force."""


@page("/", template="overview.html", summary="What is in the casebook, in figures.")
def overview(ask: Ask, wanted: Nothing) -> Overview:
    """What is in the casebook, made once for each of its states: it looks at much."""
    return ask.held.get("overview", lambda: _overview(ask))


def _overview(ask: Ask) -> Overview:
    tallies = ask.reader.tallies
    counts = tallies.counts()
    latest = list(in_force(ask.reader.weighed.decisions()))[::-1]
    return Overview(
        counts=counts,
        years=years(tallies.years(), counts.lines),
        named=_documents_told(ask, tallies.most_named(SOME, PEOPLE_AND_BODIES)),
        heard=tallies.most_heard(SOME),
        conflicts=_conflicts(ask),
        decisions=tuple(
            Judged(
                decision=one.id, kind=one.kind, value=one.value, by=one.made_by, at=one.made_at, why=one.why
            )
            for one in islice((one for one in latest if one.kind != "withdraw"), FIRST)
        ),
    )


def _documents_told(ask: Ask, often: Sequence[Often]) -> tuple[Often, ...]:
    """With the documents in which each is named, counted once."""
    rows = [ask.reader.entity(one.entity) for one in often]
    told = [Often(entity=row.id, type=row.type, name=row.name, times=row.documents) for row in rows]
    return tuple(sorted(told, key=lambda one: (-one.times, one.entity)))


def _conflicts(ask: Ask) -> tuple[ConflictWords, ...]:
    return tuple(
        ConflictWords(
            id=one.id,
            kind=one.kind,
            words=conflict_words(one.kind, one.aspect),
            name=one.name,
            line=next((line.summary for side in one.sides for line in side.lines), None),
            sides=tuple(SideWords(words=side_words(side), origins=side.origins) for side in one.sides),
        )
        for one in conflicts(ask.reader, limit=FIRST).conflicts
    )


def years(lines: dict[int, int], every: int) -> Years:
    """The bars of the picture: of as few years each as there is room for."""
    dated = sum(lines.values())
    apart = int(dated * APART)
    first, before = _edge(sorted(lines), lines, apart)
    last, after = _edge(sorted(lines, reverse=True), lines, apart)
    if lines and first is not None and last is not None and 2 * (last - first) >= max(lines) - min(lines):
        first, before, last, after = min(lines), 0, max(lines), 0  # not far enough apart to be left out
    bars: list[Bar] = []
    if first is not None and last is not None:
        step = next(step for step in STEPS if last // step - first // step < BARS)
        for start in range(first // step * step, last + 1, step):
            some = range(max(first, start), min(last, start + step - 1) + 1)
            bars.append(Bar(first=some[0], last=some[-1], lines=sum(lines.get(year, 0) for year in some)))
    return Years(
        bars=tuple(bars),
        most=max((bar.lines for bar in bars), default=0),
        before=Bar(first=min(lines), last=first - 1, lines=before) if before and first else None,
        after=Bar(first=last + 1, last=max(lines), lines=after) if after and last else None,
        undated=every - dated,
    )


def _edge(order: Sequence[int], lines: dict[int, int], apart: int) -> tuple[int | None, int]:
    """The first year that is shown, and how many lines lie beyond it."""
    beyond = 0
    for year in order:
        if beyond + lines[year] > apart:
            return year, beyond
        beyond += lines[year]
    return None, beyond


PAGES = (overview,)

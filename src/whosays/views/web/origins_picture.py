"""The picture of origins: reports by date, each with an arrow to the one it goes back to.

A row for each voice of a document, a lane for each origin, as histories of versions are drawn. Where there
are too many, a row stands for an origin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from whosays.views.claims import ClaimEntry, Said
from whosays.views.wording import MEANT, date_words, one_line, why_words

MOST = 40
"""Rows; more are summed up."""
ROW = 30
LEFT = 118
"""Where lanes begin: before them stand dates."""
LANE = 64
NARROW = 12
"""A lane, where there are many."""
LANES = 220
"""All lanes together, at most, unless they would be too narrow."""
TOP = 16
NODE = 7
"""Half of a mark."""
LABEL = 96
"""Letters of a label."""
LETTER, CAPITAL = 7.0, 9.2
"""About their widths."""
SHAPES = (
    "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0 -14 0z",
    "M-6 -6h12v12h-12z",
    "M0 -8.5l8.5 8.5l-8.5 8.5l-8.5 -8.5z",
    "M0 -8l8 14h-16z",
    "M-8 -4h16v8h-16z",
    "M0 -9l2.4 5.8 6.2.4-4.8 4 1.6 6.1L0 4 -5.4 7.3l1.6-6.1-4.8-4 6.2-.4z",
    "M0 8l-8 -14h16z",
    "M-2.6 -8h5.2v5.4h5.4v5.2h-5.4v5.4h-5.2v-5.4h-5.4v-5.2h5.4z",
)
AGAINST = "M-7 -5l2 -2 5 5 5 -5 2 2 -5 5 5 5 -2 2 -5 -5 -5 5 -2 -2 5 -5z"


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A report, or an origin with all its reports."""

    x: float
    y: float
    lane: int | None
    """Number of the origin from 0; `None`: against the claim."""
    shape: str
    date: str
    label: str
    words: str
    """All that is said of it, for those who do not see it and for who rests on it."""
    line: str


class Arrow(msgspec.Struct, frozen=True, kw_only=True):
    """From a report to the one it goes back to."""

    lane: int
    path: str
    head: str
    box: tuple[float, float, float, float]
    """Where it can be touched: x, y, width, height."""
    why: str
    line: str
    """To which it leads."""


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """Marks and arrows on a sheet of this size."""

    width: float
    height: float
    text: float
    """Where labels begin."""
    summed: bool
    """Does a row stand for an origin?"""
    heads: tuple[tuple[int, float], ...]
    """Number and place of each lane."""
    marks: tuple[Mark, ...]
    arrows: tuple[Arrow, ...]


def shape_of(lane: int) -> str:
    """The sign of an origin, around nought, by its number from 0."""
    return SHAPES[lane % len(SHAPES)]


def picture(claim: ClaimEntry) -> Picture:
    """The picture of a claim's origins."""
    rows, stands = _rows(claim)
    summed = len(rows) > MOST or any(origin.more for origin in claim.origins)
    rows = sorted(_summed(claim) if summed else rows, key=_by_date)
    lanes = len(claim.origins) + bool(claim.against)
    lane = max(NARROW, min(LANE, LANES / max(1, lanes)))
    text = LEFT + lanes * lane + 6
    places = {row.said.number: TOP + ROW * (at + 1) for at, row in enumerate(rows)}
    marks = tuple(_mark(row, places[row.said.number], lane, lanes) for row in rows)
    return Picture(
        width=text + max((_width(mark.label) for mark in marks), default=0) + 12,
        height=TOP + ROW * (len(rows) + 0.8),
        text=text,
        summed=summed,
        heads=tuple((number, _at(number - 1, lane)) for number in range(1, len(claim.origins) + 1)),
        marks=marks,
        arrows=() if summed else tuple(_arrows(claim, stands, places, lane)),
    )


class _Row(msgspec.Struct, frozen=True):
    said: Said
    lane: int | None
    others: int = 0
    """Reports that go back to it and have no row of their own."""


def _by_date(row: _Row) -> tuple[bool, str, int, bool, int]:
    published = row.said.line.published
    last = row.lane is None
    # What a report goes back to stands above it where both are of one day, or of none.
    return published is None, published or "", row.lane or 0, last, row.said.number


def _rows(claim: ClaimEntry) -> tuple[list[_Row], dict[int, _Row]]:
    """A row for each voice of a document in each origin, and the row in which each report stands."""
    rows: dict[tuple[int | None, str, str, str], _Row] = {}
    stands = {}
    lanes: list[tuple[int | None, tuple[Said, ...]]] = [
        *((lane, origin.reports) for lane, origin in enumerate(claim.origins)),
        (None, claim.against),
    ]
    for lane, reports in lanes:
        for said in reports:
            who = lane, said.line.document, said.line.voice, said.stance
            stands[said.number] = rows.setdefault(who, _Row(said, lane))
    return list(rows.values()), stands


def _summed(claim: ClaimEntry) -> Iterator[_Row]:
    for lane, origin in enumerate(claim.origins):
        yield _Row(origin.reports[0], lane, len(origin.reports) + origin.more - 1)
    if claim.against:
        yield _Row(claim.against[0], None, len(claim.against) - 1)


def _width(label: str) -> float:
    return sum(CAPITAL if letter.isupper() or not letter.isascii() else LETTER for letter in label)


def _at(lane: int, width: float) -> float:
    return LEFT + width * lane + NODE + 2


def _mark(row: _Row, y: float, lane: float, lanes: int) -> Mark:
    entry = row.said.line
    voice = one_line(entry.voice)
    more = ""
    if row.others:
        more = f" and {row.others:,} more" + (" against" if row.lane is None else " of this origin")
    stance = MEANT[row.said.stance]
    said = f"{stance}: {voice}" if stance else voice
    cut = LABEL - len(more)
    label = (said if len(said) <= cut else f"{said[: cut - 1]}…") + more
    date = date_words(entry.published)
    origin = "Against" if row.lane is None else f"Origin {row.lane + 1}"
    return Mark(
        x=_at(lanes - 1 if row.lane is None else row.lane, lane),
        y=y,
        lane=row.lane,
        shape=AGAINST if row.lane is None else shape_of(row.lane),
        date=date if len(date) <= 15 else f"{date[:14]}…",
        label=label,
        words=f"{origin}. {date}. {said}{more}. “{one_line(entry.summary)}”",
        line=entry.id,
    )


def _arrows(
    claim: ClaimEntry, stands: dict[int, _Row], places: Mapping[int, float], lane: float
) -> Iterator[Arrow]:
    drawn: set[tuple[int, int]] = set()
    every = ((at, said) for at, origin in enumerate(claim.origins) for said in origin.reports)
    for number, said in every:
        early = stands.get(said.back_to) if said.back_to is not None else None
        row = stands[said.number]
        pair = row.said.number, early.said.number if early else -1
        if early is None or early is row or pair in drawn:
            continue
        drawn.add(pair)
        x, y, to = _at(number, lane), places[row.said.number], places[early.said.number]
        edge = x + NODE + 1
        bulge = min(8 + abs(y - to) / ROW * 4, lane - 2 * NODE + 4)
        yield Arrow(
            lane=number,
            path=f"M{edge:g} {y:g}C{edge + bulge:g} {y:g} {edge + bulge:g} {to:g} {edge + 3:g} {to:g}",
            head=f"M{edge:g} {to:g}l6 -3.5v7z",
            box=(edge, min(y, to), max(bulge, 10), abs(y - to)),
            why=one_line(why_words(said.why or "")),
            line=early.said.line.id,
        )

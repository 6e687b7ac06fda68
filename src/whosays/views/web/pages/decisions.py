"""What people decided, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from whosays.records.decisions import DecisionKind, encode
from whosays.views.deciding import Kept
from whosays.views.web.lines import decided
from whosays.views.web.page import Limit, Name, Offset, page
from whosays.views.web.room import Ask, Room
from whosays.views.web.subjects import KINDS, Subject, subjects

State = Literal["in force", "withdrawn", "overruled", "not here"]
COLUMNS = ("id", "made_at", "made_by", "kind", "value", "why", "state", "overruled_by", "about", "words")


class Which(msgspec.Struct, frozen=True, kw_only=True):
    """Which decisions, the latest first."""

    id: Name | None = None
    kind: DecisionKind | None = None
    by: Name | None = None
    state: State | None = None
    about: Annotated[Name, Meta(description="Id of an entity, event, line or decision; a source.")] | None = (
        None
    )
    limit: Limit = 50
    offset: Offset = 0


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as it stands."""

    id: str
    kind: DecisionKind
    words: str
    value: str | None
    by: str
    at: str
    """UTC, ISO 8601."""
    why: str | None
    state: State
    overruled_by: str | None
    about: tuple[Subject, ...]


class Decisions(msgspec.Struct, frozen=True, kw_only=True):
    """Some decisions out of `total`."""

    total: int
    offset: int
    limit: int
    asked: Which
    people: tuple[str, ...]
    """Who has decided anything."""
    decisions: tuple[Made, ...]


def _chosen(ask: Ask, wanted: Which) -> list[Kept]:
    return [
        one
        for one in reversed(decided(ask))
        if wanted.id in {None, one.id}
        and wanted.kind in {None, one.decision.kind}
        and wanted.by in {None, one.decision.made_by}
        and wanted.state in {None, _state(one)}
        and (wanted.about is None or wanted.about in one.about)
    ]


def _state(one: Kept) -> State:
    if one.withdrawn:
        return "withdrawn"
    if one.overruled:
        return "overruled"
    return "in force" if one.about else "not here"


def _table(ask: Ask, wanted: Which) -> Iterator[Sequence[object]]:
    yield COLUMNS
    for one in _chosen(ask, wanted):
        of = one.decision
        quotes = " | ".join(s if isinstance(s, str) else s.quote for s in of.subjects)
        told = (one.id, of.made_at, of.made_by, of.kind, of.value, of.why, _state(one), one.overruled)
        yield (*told, " ".join(one.about), quotes)


@page("/decisions", template="decisions.html", summary="What people decided, the latest first.", table=_table)
def decisions(ask: Ask, wanted: Which) -> Decisions:
    """The decisions that are asked for."""
    every = _chosen(ask, wanted)
    some = every[wanted.offset : wanted.offset + wanted.limit]
    return Decisions(
        total=len(every),
        offset=wanted.offset,
        limit=wanted.limit,
        asked=wanted,
        people=tuple(sorted({one.decision.made_by for one in decided(ask)})),
        decisions=tuple(_made(ask, one) for one in some),
    )


def _made(ask: Ask, one: Kept) -> Made:
    of = one.decision
    return Made(
        id=one.id,
        kind=of.kind,
        words=KINDS[of.kind],
        value=None if of.value == "split" and of.kind == "apart" else of.value,
        by=of.made_by,
        at=of.made_at,
        why=of.why,
        state=_state(one),
        overruled_by=one.overruled,
        about=subjects(ask.reader, of, one.about),
    )


async def _exported(request: Request) -> Response:
    """All of them as JSON lines, as `whosays decisions --import` takes them."""
    room: Room = request.app.state.room

    def lines(ask: Ask) -> bytes:
        return b"".join(encode(one.decision) + b"\n" for one in decided(ask))

    return Response(
        await room.read(request.state.visitor, lines),
        media_type="application/jsonl",
        headers={
            "Content-Disposition": 'attachment; filename="decisions.jsonl"',
            "Cache-Control": "no-store",
        },
    )


PAGES = (decisions,)
ROUTES = (Route("/decisions.jsonl", _exported),)

"""Deciding: what would change is shown before it is done."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import urlencode

import msgspec
from msgspec import Meta
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from whosays.casebook import Reader
from whosays.casebook.rows import EntityRow
from whosays.engines.comparing import bring_up_to_date
from whosays.engines.foreseeing import foreseen
from whosays.errors import CasebookBusy, NotFound, OutOfTime, UsageError
from whosays.records.decisions import Decision, DecisionKind
from whosays.views import deciding
from whosays.views.changes import Changes, changes, told
from whosays.views.web import csrf
from whosays.views.web.forms import fields
from whosays.views.web.lines import decided
from whosays.views.web.page import Name, page
from whosays.views.web.room import Ask, Room
from whosays.views.web.subjects import Subject, sentence, subjects
from whosays.views.web.ways import is_local, with_field

WAIT = 10.0
"""Seconds to wait for another who writes, before it is said that nothing was decided."""
CHOICES = 20
"""Entities of one name among which one is to be chosen."""

Text = Annotated[str, Meta(max_length=2_000)]
Way = Annotated[str, Meta(max_length=2_000, description="Where to go on: an address of this casebook.")]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be decided. What is missing is asked for."""

    kind: DecisionKind
    id: Name | None = None
    """Of a line, entity, event or decision; the name of a source. No id: the last decision is withdrawn."""
    other: Name | None = None
    """The other one, of two: its id, or a name that only one bears."""
    within: Name | None = None
    """Which document's, of one name that two bear."""
    other_within: Name | None = None
    what: Name | None = None
    """Which value is corrected: date, dead, injured …"""
    value: Text | None = None
    """The right value; the letter; the note."""
    why: Text | None = None
    next: Way | None = None


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something that may be meant by a name."""

    id: str
    type: str
    name: str
    documents: int


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be decided, and what would change."""

    wanted: Wanted
    asks: Literal["other", "value", "what", "letter"] | None = None
    """What is missing; then nothing was looked ahead to."""
    choices: tuple[Choice, ...] = ()
    """Who may be meant by `other`."""
    words: str = ""
    """What is decided."""
    about: tuple[Subject, ...] = ()
    changes: Changes | None = None
    told: tuple[str, ...] = ()
    """What changes, counted."""
    untold: str | None = None
    """Why it could not be looked ahead."""


@page(
    "/decide",
    template="decide.html",
    summary="What a decision would change; nothing is kept.",
    kept=False,
    desk=True,
)
def decide(ask: Ask, wanted: Wanted) -> Preview:
    """A decision, and what would be other with it."""
    if not ask.visitor.may_decide:
        raise HTTPException(403, "You may read this casebook, not decide in it.")
    wanted = _whole(ask, wanted)
    if (asks := _missing(wanted)) is not None:
        return Preview(wanted=wanted, asks=asks)
    choices = _choices(ask.reader, wanted)
    if choices is not None:
        return Preview(wanted=wanted, asks="other", choices=choices)
    decision = _decision(ask.reader, wanted, ask.visitor.name)
    shown = Preview(wanted=wanted, words=sentence(decision))
    about: tuple[str, ...] = tuple(id_ for id_ in (wanted.id, wanted.other) if id_ and _is_id(id_))
    found, untold = None, None
    try:
        with foreseen(ask.room.case, decision) as trial:
            after = trial.after()
            about = tuple(after.weighed.decided().get(decision.id, about))
            found = changes(ask.reader, after, trial)
    except OutOfTime:
        untold = "What would change could not be worked out in time. It can be decided all the same."
    except CasebookBusy:
        untold = (
            "Somebody else is writing to this casebook just now, so what would change can’t be worked out. "
            "Load this page again in a moment, or decide all the same: it is done as soon as he has finished."
        )
    return msgspec.structs.replace(
        shown,
        about=subjects(ask.reader, decision, about),
        changes=found,
        told=told(found) if found else (),
        untold=untold,
    )


async def _done(request: Request) -> Response:
    """Decide, and go back to where one was."""
    visitor = request.state.visitor
    if not visitor.may_decide:
        raise HTTPException(403, "You may read this casebook, not decide in it.")
    form = await fields(request)
    csrf.check(request, form.pop(csrf.FIELD, ""))
    try:
        wanted = msgspec.convert({name: value for name, value in form.items() if value}, Wanted)
    except msgspec.ValidationError as error:
        raise UsageError(f"What is to be decided is not understood: {error}.") from error
    room: Room = request.app.state.room
    made = await room.at_desk(visitor, lambda ask: _keep(ask, wanted))
    await room.caught_up()
    return RedirectResponse(_back(wanted.next, made), status_code=303)


def _keep(ask: Ask, wanted: Wanted) -> str:
    """Keep the decision, and bring the casebook up to date with it."""
    from whosays.casebook import Writer

    decision = _decision(ask.reader, _whole(ask, wanted), ask.visitor.name)
    with Writer.open(ask.room.case, wait=WAIT) as writer:
        writer.decide([decision])
        bring_up_to_date(writer)
    return decision.id


def _decision(reader: Reader, wanted: Wanted, by: str) -> Decision:
    id_, why = wanted.id or "", wanted.why
    match wanted.kind:
        case "same" | "apart" as kind:
            a, b = id_, wanted.other or ""
            if wanted.within and wanted.other_within:
                a, b = f"{id_}@{wanted.within}", f"{b or id_}@{wanted.other_within}"
            return deciding.two(reader, kind, a, b, by=by, why=why)
        case "accept" | "reject" | "note" as kind:
            return deciding.one(reader, kind, id_, by=by, why=why, text=wanted.value)
        case "correct":
            return deciding.correct(reader, id_, wanted.what or "", wanted.value or "", by=by, why=why)
        case "letter":
            return deciding.letter(reader, id_, wanted.value or "", by=by, why=why)
        case "withdraw":
            return deciding.withdraw(reader, id_, by=by, why=why)


def _whole(ask: Ask, wanted: Wanted) -> Wanted:
    """With no id: the last decision of this visitor that holds is the one to withdraw."""
    if wanted.id is not None:
        return wanted
    if wanted.kind != "withdraw":
        raise UsageError("It is not told what is to be decided about: an id is missing.")
    mine = (
        one.id
        for one in reversed(decided(ask))
        if not one.withdrawn and one.decision.kind != "withdraw" and one.decision.made_by == ask.visitor.name
    )
    last = next(mine, None)
    if last is None:
        raise NotFound("There is no decision of yours that could be withdrawn.")
    return msgspec.structs.replace(wanted, id=last)


def _missing(wanted: Wanted) -> Literal["other", "value", "what", "letter"] | None:
    if wanted.kind in {"same", "apart"} and not (wanted.other or (wanted.within and wanted.other_within)):
        return "other"
    if wanted.kind == "correct" and not (wanted.what and wanted.value):
        return "what"
    if wanted.kind == "letter" and not wanted.value:
        return "letter"
    return "value" if wanted.kind == "note" and not (wanted.value or "").strip() else None


def _choices(reader: Reader, wanted: Wanted) -> tuple[Choice, ...] | None:
    """Who may be meant, where a name is not one's alone; none may be. `None`: that is clear."""
    name = wanted.other
    if wanted.kind not in {"same", "apart"} or name is None or _is_id(name) or "@" in name:
        return None
    found = reader.find_entities(name, limit=CHOICES)
    exact = [entity for entity in found if entity.match != "words"]
    if len(exact) == 1:
        return None
    return tuple(map(_choice, exact or found))


def _choice(row: EntityRow) -> Choice:
    return Choice(id=row.id, type=row.type, name=row.name, documents=row.documents)


def _is_id(name: str) -> bool:
    return re.fullmatch(r"[a-z]-[0-9a-f]+", name) is not None


def _back(way: str | None, made: str) -> str:
    """Where one was, as long as that is here; it is told what was decided."""
    there = way if way is not None and is_local(way) else f"/decisions?{urlencode({'id': made})}"
    return with_field(there, "done", made)


PAGES = (decide,)
ROUTES = (Route("/decide", _done, methods=["POST"]),)

"""Documents brought in by upload, with what became of them."""

from __future__ import annotations

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from whosays.views.web import csrf
from whosays.views.web.access import Visitor
from whosays.views.web.bringing import Progress
from whosays.views.web.forms import fields
from whosays.views.web.page import Nothing, page
from whosays.views.web.room import Ask, Room
from whosays.views.web.uploads import UploadLimits, megabytes, receive

LIMITS = UploadLimits()


class BringIn(msgspec.Struct, frozen=True, kw_only=True):
    """How far the upload is, or what came of the last one."""

    progress: Progress
    running: bool
    file_bytes: int
    bytes: int
    files: int
    """What may be sent at a time."""

    @property
    def at_most(self) -> str:
        """The limits in words."""
        return f"{self.files:,} files, {megabytes(self.file_bytes)} each, {megabytes(self.bytes)} in all"


@page(
    "/bring-in",
    template="bring_in.html",
    summary="How far the upload is, or what came of the last one. For those who may decide.",
    kept=False,
)
def bring_in(ask: Ask, wanted: Nothing) -> BringIn:
    """How far it is."""
    _require_right(ask.visitor)
    progress = ask.room.bringing.progress()
    if progress.why is not None:
        progress = msgspec.structs.replace(progress, why=ask.room.told(progress.why))
    return BringIn(
        progress=progress,
        running=progress.state in {"receiving", "reading", "comparing"},
        file_bytes=LIMITS.file_bytes,
        bytes=LIMITS.bytes,
        files=LIMITS.files,
    )


def _require_right(visitor: Visitor) -> None:
    if not visitor.may_decide:
        raise HTTPException(403, "You may read here. Documents are brought in by those who may decide.")


async def _receive(request: Request) -> Response:
    """Files that somebody sends."""
    room: Room = request.app.state.room
    visitor: Visitor = request.state.visitor
    _require_right(visitor)
    if not request.cookies.get(csrf.COOKIE):
        csrf.check(request, "")
    folder = room.bringing.begin(visitor.name)
    if folder is None:
        raise HTTPException(409, "Other documents are brought in just now. Wait until that is done.")
    try:
        received = await receive(
            request, folder, LIMITS, lambda given: csrf.check(request, given), csrf.FIELD
        )
        if not received.files:
            raise HTTPException(400, "No file was chosen.")
        await run_in_threadpool(room.bringing.read, received)
    except HTTPException as error:
        room.bringing.give_up(error.detail)
        raise
    except BaseException:
        room.bringing.give_up("The sending was broken off.")
        raise
    return RedirectResponse("/bring-in", status_code=303)


async def _stop(request: Request) -> Response:
    """Somebody has had enough of it."""
    room: Room = request.app.state.room
    _require_right(request.state.visitor)
    csrf.check(request, (await fields(request)).get(csrf.FIELD))
    await run_in_threadpool(room.bringing.stop)
    return RedirectResponse("/bring-in", status_code=303)


PAGES = (bring_in,)
ROUTES = (
    Route("/bring-in", _receive, methods=["POST"]),
    Route("/bring-in/stop", _stop, methods=["POST"]),
)

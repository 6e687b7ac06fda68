"""What a form sends: a few fields of text. Files are read elsewhere, as they come."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

MOST = 20
"""Fields."""


async def fields(request: Request) -> dict[str, str]:
    """The fields of a form, each once.

    Only as browsers send them if they are told nothing else: what comes in parts may name a charset for each,
    and what Python knows under that name may be anything.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "That is not a form of this reading room.")
    async with request.form(max_fields=MOST) as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}

"""How the reading room says that something can't be answered: in the form that was asked for."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse, Response

from whosays.views.web.templating import environment


def said(path: str, status: int, words: str, headers: Mapping[str, str] | None = None) -> Response:
    """A refusal, with its reason."""
    told = {"Cache-Control": "no-store", **(headers or {})}
    if path.endswith(".json"):
        return JSONResponse({"error": words}, status_code=status, headers=told)
    body = environment().get_template("error.html").render(status=status, words=words)
    return Response(body, status_code=status, media_type="text/html; charset=utf-8", headers=told)

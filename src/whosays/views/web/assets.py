"""Styles, scripts and outlines that pages load: from the package, into memory, nothing from the network."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
}
A_YEAR = 31_536_000
"""Seconds: an address holds the hash of what it gives."""


@cache
def assets() -> dict[str, tuple[bytes, bytes, str]]:
    """By name: the bytes, the same compressed, and a hash of them."""
    found = {}
    for folder in ("static", "vendor"):
        place = files("whosays.views.web").joinpath(folder)
        if not place.is_dir():  # what others wrote is fetched when whosays is built
            continue
        for file in place.iterdir():
            if file.name.rpartition(".")[2] in TYPES:
                data = file.read_bytes()
                told = hashlib.sha256(data).hexdigest()[:12]
                found[file.name] = data, gzip.compress(data, 6, mtime=0), told
    return found


def address(name: str) -> str:
    """Where a page finds it; of what whosays was built without, an address at which there is nothing."""
    told = assets()[name][2] if has(name) else "none"
    return f"/assets/{told}/{name}"


def has(*names: str) -> bool:
    """Are the files there that a picture is drawn with? Whosays can be built without them."""
    return all(name in assets() for name in names)


async def _asset(request: Request) -> Response:
    there = assets().get(request.path_params["name"])
    if there is None:
        return Response("There is no such file.", status_code=404, media_type="text/plain")
    data, packed, _ = there
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    headers = {"Cache-Control": f"public, max-age={A_YEAR}, immutable", "Vary": "Accept-Encoding"}
    headers |= {"Content-Encoding": "gzip"} if zipped else {}
    media_type = TYPES[request.path_params["name"].rpartition(".")[2]]
    return Response(packed if zipped else data, media_type=media_type, headers=headers)


ROUTES = (Route("/assets/{hash}/{name}", _asset),)

"""Ways back: addresses that come with a form, followed only where they stay here (no open redirect)."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit


def is_local(way: str) -> bool:
    """Is it a path of this host, whatever browsers make of it? They take out tabs, and take `\\` for `/`."""
    return re.match(r"/(?![/\\])", way) is not None and re.search(r"[\\\x00-\x1f\x7f]", way) is None


def with_field(way: str, name: str, value: str) -> str:
    """A local address with a field of its query set."""
    there = urlsplit(way)
    query = urlencode([*((k, v) for k, v in parse_qsl(there.query) if k != name), (name, value)])
    path = "/" + quote(there.path, safe="/%:@!$&()*+,;=~").lstrip("/")
    return f"{path}?{query}" + (f"#{quote(there.fragment, safe='')}" if there.fragment else "")

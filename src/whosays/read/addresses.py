"""Web addresses: is it one, whose is it, are two of one house?"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

LONGEST = 2_000
_SECOND_LEVEL = frozenset(
    ["ac", "co", "com", "edu", "go", "gov", "gob", "gouv", "mil", "ne", "net", "or", "org"]
)


def absolute(url: str | None, base: str | None = None) -> str | None:
    """An http or https address; `None` for all else (`javascript:`, `data:`, relative without a base)."""
    if not url or len(url) > LONGEST:
        return None
    try:
        joined = urljoin(base or "", url.strip())
        parts = urlsplit(joined)
    except ValueError:
        return None
    return joined if parts.scheme in {"http", "https"} and parts.hostname else None


def house(url: str | None) -> str | None:
    """The part of a host's name that one owner has: `news.paper.co.uk` gives `paper.co.uk`."""
    try:
        host = (urlsplit(url).hostname if url else None) or ""
    except ValueError:
        return None
    labels = host.lower().rstrip(".").split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return host or None
    wanted = 3 if len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-wanted:])

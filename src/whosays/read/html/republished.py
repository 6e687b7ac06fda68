"""Whose text it was first, where a page says that it republishes another's. Wrong is worse than missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from whosays.read.addresses import absolute, house
from whosays.read.html import json_ld
from whosays.read.republished import said_by_any


def republished_from(
    *,
    meta: dict[str, str],
    nodes: Sequence[json_ld.Node],
    lines: Sequence[str],
    canonical: str | None,
    own: str | None,
    publisher: str | None,
) -> str | None:
    """The first publisher: its name as the page gives it, else the host of its address.

    `lines`: the pieces at the beginning and the end of the text; `own`: the page's own address.
    """
    said = said_by_any(lines)
    for name in (said, _of_nodes(nodes, publisher), _elsewhere(meta, canonical, own)):
        if name and not _same(name, publisher):
            return name
    return None


def _of_nodes(nodes: Sequence[json_ld.Node], publisher: str | None) -> str | None:
    """`isBasedOn` and `provider`. Not `copyrightHolder`: it names the company that owns a paper as a rule."""
    for node in nodes:
        for key in ("isBasedOn", "isBasedOnUrl"):
            for based in _listed(node.get(key)):
                if isinstance(based, dict):
                    found = json_ld.names(based.get("publisher")) or json_ld.names(based.get("provider"))
                    if found:
                        return found[0]
                    based = json_ld.text(based.get("url"))
                host = house(absolute(based)) if isinstance(based, str) else None
                if host:
                    return host
        provider = next(iter(json_ld.names(node.get("provider"))), None)
        if provider and publisher and json_ld.names(node.get("publisher")):
            return provider
    return None


def _listed(value: Any) -> list[Any]:
    return value[:20] if isinstance(value, list) else [value]


def _elsewhere(meta: dict[str, str], canonical: str | None, own: str | None) -> str | None:
    """The host of the original, where it is another's than the page's own."""
    for key in ("original-source", "syndication-source"):
        if (host := house(absolute(meta.get(key)))) and host != house(own):
            return host
    here, there = house(own), house(canonical)
    return there if here and there and here != there else None


def _same(name: str, publisher: str | None) -> bool:
    if not publisher:
        return False
    one, other = (
        "".join(c for c in each.lower() if c.isalnum()).removeprefix("the") for each in (name, publisher)
    )
    return one in other or other in one

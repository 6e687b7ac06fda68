"""Whose text it was first, where a page says that it republishes another's. Wrong is worse than missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from whosays.read.addresses import absolute, house
from whosays.read.html import json_ld
from whosays.read.web_words import words

LONGEST = 400
"""Code points of a note that says so; a longer piece is text."""
_NAME = r"(?P<name>(?:[Tt]he\s)?[^\s.,;:()|\"“”][^.,;:()|\n\"“”]{1,60}(?:\.(?:com|org|net|[a-z]{2})\b)?)"
_END_OF_NAME = re.compile(
    r"\s(?:on|under|and is|and was|and has|as|by|where|website|web site|with|at|here|"
    r"in (?:[A-Z][a-z]+ )?\d{4})\b|\s[-–—]\s|https?:"
)


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
    said = next((name for line in lines if (name := _said(line))), None)
    for name in (said, _of_nodes(nodes, publisher), _elsewhere(meta, canonical, own)):
        if name and not _same(name, publisher):
            return name
    return None


def _said(line: str) -> str | None:
    if len(line) > LONGEST:
        return None
    line = " ".join(line.split())
    for pattern in _patterns():
        match = pattern.search(line)
        if match is not None and (name := _name(match["name"])):
            return name
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lists = words()
    cues = "|".join(re.escape(cue) for cue in sorted(lists.republished, key=len, reverse=True))
    joints = "|".join(re.escape(joint) for joint in sorted(lists.republished_joints, key=len, reverse=True))
    lone = "|".join(re.escape(credit) for credit in sorted(lists.credits, key=len, reverse=True))
    return (
        re.compile(rf"\b(?i:{cues})\s(?i:{joints})\s{_NAME}"),
        re.compile(rf"^[\[(—–-]?\s?(?i:{lone})\s?:?\s{_NAME}[\])]?\.?$"),
    )


def _name(found: str) -> str | None:
    cut = _END_OF_NAME.search(found)
    name = (found[: cut.start()] if cut else found).strip(" '’‘-–—")
    bare = name.removeprefix("the ").removeprefix("The ")
    first = bare.split(" ", 1)[0]
    lists = words()
    if not bare or len(bare.split()) > 7 or bare.lower() in lists.no_publishers:
        return None
    if first.lower().rstrip(".,") in lists.months | dict.fromkeys(lists.weekdays, 0):
        return None
    # A name begins with a capital or is an address ("example.org"); "a local paper" and "2004" are none.
    return bare if first[0].isupper() or ("." in first and first[0].isalpha()) else None


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

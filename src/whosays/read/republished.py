"""Lines that say whose a text was first: "First published in NAME", "Source: NAME"; for all formats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from whosays.lexicon import any_of
from whosays.read.web_words import words

LONGEST = 400
"""Code points of a note that says so; a longer piece is text."""
_NAME = r"(?P<name>(?:[Tt]he\s)?[^\s.,;:()|\"“”][^.,;:()|\n\"“”]{1,60}(?:\.(?:com|org|net|[a-z]{2})\b)?)"
_END_OF_NAME = re.compile(
    r"\s(?:on|under|and is|and was|and has|as|by|where|website|web site|with|at|here|"
    r"in (?:[A-Z][a-z]+ )?\d{4})\b|\s[-–—]\s|https?:"
)


def said_by_any(lines: Iterable[str]) -> str | None:
    """The first publisher that one of these lines names."""
    return next((name for line in lines if (name := said(line))), None)


def said(line: str) -> str | None:
    """The first publisher that a line names."""
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
    told = (lists.republished, lists.republished_joints, lists.credits)
    cues, joints, lone = (any_of(forms) for forms in told)
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

"""A guest of whosays: amounts of oil in barrels, as quantities with a unit."""

from __future__ import annotations

import re

from whosays.plugins import annotator
from whosays.records import Document, Quantity

# Bounded at every step, so that no text can make it slow.
_BARRELS = re.compile(
    r"\b(?P<about>about |some |around |nearly )?"
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?: (?P<scale>million|billion))? "
    r"barrels?(?: of (?:crude(?: oil)?|oil))?\b"
)
_SCALES = {None: 1, "million": 10**6, "billion": 10**9}
_UNIT = "[bbl_us]"
"""UCUM: the barrel of 42 US gallons."""


@annotator(gives={"quantities"}, needs={"language", "tokens", "quantities"})
def barrels(document: Document) -> Document:
    """The document with its barrels of oil; they stand in place of the counts that lie in them."""
    if document.language not in {"en", None}:
        return document
    found = [
        Quantity(
            start=match.start(),
            end=match.end(),
            kind="other",
            value=int(match["number"].replace(",", "")) * _SCALES[match["scale"]],
            unit=_UNIT,
            approximate=match["about"] is not None,
        )
        for match in _BARRELS.finditer(document.text)
    ]
    covered = [False] * (len(document.text) + 1)
    for quantity in found:
        covered[quantity.start : quantity.end] = [True] * (quantity.end - quantity.start)
    others = [q for q in document.quantities if not (covered[q.start] or covered[q.end - 1])]
    return document.having(quantities=tuple(sorted([*others, *found], key=lambda q: (q.start, q.end))))

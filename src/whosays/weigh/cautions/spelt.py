"""Names that the documents of a pile spell in more than one way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from whosays.records.across import Caution
from whosays.resolve.names import normal_name


class Spelling(msgspec.Struct, frozen=True, kw_only=True):
    """Where a document names a resolved person."""

    document: str
    name: str
    start: int
    end: int


def two_spellings(spellings: Sequence[Spelling]) -> Iterator[Caution]:
    """In the documents that spell a person's full name as the fewer do; each spelling once a document."""
    full = [(normal_name(each.name, "Person"), each) for each in spellings]
    full = [(name, each) for name, each in full if len(name.split()) >= 2]
    many = Counter(name for name, _ in {(name, each.document) for name, each in full})
    if len(many) < 2:
        return
    usual = min(many, key=lambda name: (-many[name], name))
    told: set[tuple[str, str]] = set()
    for name, each in sorted(full, key=lambda pair: (pair[1].document, pair[1].start)):
        if name == usual or not _is_spelling(name, usual) or (each.document, name) in told:
            continue
        told.add((each.document, name))
        shown = next(other.name for known, other in full if known == usual)
        note = f"Spelt “{shown}” in {many[usual]} of the documents."
        yield Caution(document=each.document, kind="spelling", start=each.start, end=each.end, note=note)


def _is_spelling(one: str, other: str) -> bool:
    """Do they differ in letters, and not in which names are given?"""
    ours, theirs = ([word.rstrip(".") for word in name.split()] for name in (one, other))
    return len(ours) == len(theirs) and all(
        a[:1] == b[:1] and len(a) > 1 < len(b) for a, b in zip(ours, theirs, strict=True)
    )

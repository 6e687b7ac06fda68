"""Which passages of one document tell of one happening.

The statements layer has joined what it coded. Any other word that tells of something that happens makes a
group with those of its document that have the same stem.
"""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from whosays.records import Document, Span, Statement
from whosays.records.derived import Line, content_id
from whosays.resolve.events.words import stem
from whosays.resolve.ids import event_id

BEGINNINGS: dict[str | None, str | None] = {
    "Sanction": "SANCTION",
    "Payment": "AID",
    "Founding": None,
    "Subsidiary": None,
    "Alias": None,
    "Succession": None,
}
"""Relations that begin on a day, and the type of event that their beginning is."""
MOST = 200
"""Happenings without a type that one document may have; a text with more of them is a list or a novel."""
_PARTICLES = frozenset({"ADP", "PART", "ADV", "PUNCT", "PRON", "AUX", "DET"})


class Group(msgspec.Struct, frozen=True):
    """One happening of one document."""

    id: str
    statements: tuple[Statement, ...]
    triggers: tuple[Span, ...]
    """In text order."""


def type_of(statement: Statement | Line) -> str | None:
    """The type of event that a statement tells of; being taken off a list concedes something."""
    if statement.kind == "event":
        return statement.type
    if statement.type == "Sanction" and statement.mode == "lifted":
        return "CONCEDE"
    return BEGINNINGS.get(statement.type)


def told(document: Document, key: str) -> dict[str, list[Statement]]:
    """The statements that tell of each event, by its id, in the order of the text."""
    found: dict[str, list[Statement]] = {}
    for statement in sorted(document.statements, key=lambda s: (s.start, s.end, s.trigger)):
        if statement.kind == "event" or statement.type in BEGINNINGS:
            own = content_id("v", key, *statement.trigger, statement.type)
            found.setdefault(event_id(statement, key) or own, []).append(statement)
    return found


def groups(document: Document, key: str) -> list[Group]:
    """All happenings of a document: those that are coded, then the others."""
    found = coded(document, key)
    taken = [span for group in found for span in group.triggers]
    return found + alike(document, key, _others(document, taken))


def coded(document: Document, key: str) -> list[Group]:
    """The happenings that are coded."""
    return [
        Group(id_, tuple(statements), tuple(sorted({s.trigger for s in statements})))
        for id_, statements in told(document, key).items()
    ]


def alike(document: Document, key: str, at: list[int]) -> list[Group]:
    """Words of a document (by their index) that tell of happenings without a type, by their stems."""
    found: dict[str, list[Span]] = {}
    for index in at:
        word = document.syntax[index]
        found.setdefault(stem(word.lemma.casefold()), []).append((word.start, word.end))
    return [Group(content_id("v", key, *spans[0], None), (), tuple(spans)) for spans in found.values()]


def _others(document: Document, taken: list[Span]) -> list[int]:
    """The words that tell of something and stand in no statement's trigger; of "roped in" the first."""
    taken = sorted(taken)
    starts = [start for start, _ in taken]
    found: list[int] = []
    for index, word in enumerate(document.syntax):
        if word.event is None or word.upos in _PARTICLES or word.glued:
            continue
        before = bisect_left(starts, word.end) - 1
        if before >= 0 and taken[before][1] > word.start:
            continue
        found.append(index)
        if len(found) == MOST:
            break
    return found

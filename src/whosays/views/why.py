"""Why two are one, or a claim has so many origins: every verdict with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import msgspec

from whosays.errors import NotFound
from whosays.records.across import CardKind, Verdict
from whosays.views import claims as claim_views
from whosays.views import conflicts as conflict_views
from whosays.views.chronology import EVERYTHING, Entry, entries
from whosays.views.claims import ClaimEntry
from whosays.views.conflicts import ConflictEntry

if TYPE_CHECKING:
    from whosays.casebook import Reader


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One of those that were found to be one."""

    id: str
    words: str
    """Names of an entity; the words that tell of an event."""
    documents: tuple[str, ...]
    """Where, by publisher or title and date; the first few."""


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict on two of them, or on one of them and another."""

    a: str
    b: str
    verdict: str
    """same, weak or apart."""
    score: float
    reason: str
    decided: str | None
    inside: bool
    """Are both in it?"""


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """What a casebook holds of an id, and why."""

    id: str
    kind: str
    parts: tuple[Part, ...] = ()
    parts_total: int = 0
    verdicts: tuple[Judged, ...] = ()
    """Those on two of its parts first, of each the surest first."""
    verdicts_inside: int = 0
    """How many there are on two of its parts, and on one and another."""
    verdicts_outside: int = 0
    lines: tuple[Entry, ...] = ()
    lines_total: int = 0
    claim: ClaimEntry | None = None
    conflict: ConflictEntry | None = None


def why(reader: Reader, name: str, *, limit: int | None = None) -> Why:
    """What an id stands for and why: an entity, event, line, claim or conflict.

    `limit`: at most so many parts, verdicts and lines.
    """
    if name.startswith("e-"):
        return _entity(reader, name, limit)
    if name.startswith("c-"):
        found = reader.weighed.claims_by_id([name])
        if found:
            return Why(id=name, kind="claim", claim=claim_views.shown(reader, found)[0])
    if name.startswith("k-"):
        conflict = reader.weighed.conflict(name)
        if conflict is not None:
            return Why(id=name, kind="conflict", conflict=conflict_views.shown(reader, [conflict])[0])
    topic = reader.weighed.topic(name)
    if topic is not None:
        return _topic(reader, topic, limit)
    raise NotFound(f"There is no entity, event, line, claim or conflict {name} in {reader.path}.")


def _entity(reader: Reader, name: str, limit: int | None) -> Why:
    entity = reader.entity(name)
    parts = []
    for part in entity.parts[:limit]:
        names = reader.weighed.names_of_part(part)
        where = reader.weighed.seen_in(part)
        parts.append(Part(id=part, words=" · ".join(names), documents=tuple(where)))
    return Why(
        id=entity.id,
        kind="entity",
        parts=tuple(parts),
        parts_total=len(entity.parts),
        **_judged(reader, "entity", entity.parts, limit),
    )


def _topic(reader: Reader, topic: str, limit: int | None) -> Why:
    lines = reader.weighed.lines_of_topic(topic, limit=EVERYTHING if limit is None else limit)
    return msgspec.structs.replace(
        joined(reader, topic, limit),
        lines=entries(reader, lines),
        lines_total=reader.weighed.count_lines_of_topic(topic),
    )


def joined(reader: Reader, topic: str, limit: int | None) -> Why:
    """Why what documents tell is one topic, without its lines."""
    if not topic.startswith("v-"):
        return Why(id=topic, kind="relation")
    row = reader.weighed.event(topic)
    documents = reader.document_rows(card.document for card in row.cards[:limit])
    parts = tuple(
        Part(
            id=card.id,
            words=" · ".join(card.words),
            documents=(documents[card.document].publisher or documents[card.document].title or "",),
        )
        for card in row.cards[:limit]
    )
    ids = tuple(card.id for card in row.cards)
    return Why(
        id=topic,
        kind="event",
        parts=parts,
        parts_total=len(ids),
        **_judged(reader, "event", ids, limit),
    )


class _Verdicts(TypedDict):
    """Fields of `Why`."""

    verdicts: tuple[Judged, ...]
    verdicts_inside: int
    verdicts_outside: int


def _judged(reader: Reader, kind: CardKind, ids: tuple[str, ...], limit: int | None) -> _Verdicts:
    inside = set(ids)

    def judged(verdict: Verdict) -> Judged:
        return Judged(
            a=verdict.a,
            b=verdict.b,
            verdict=verdict.sort,
            score=verdict.score,
            reason=verdict.reason,
            decided=verdict.decided,
            inside=verdict.a in inside and verdict.b in inside,
        )

    found = [judged(verdict) for verdict in reader.weighed.verdicts(kind, ids)]
    within = sum(verdict.inside for verdict in found)
    return {
        "verdicts": tuple(sorted(found, key=lambda v: (not v.inside, -v.score, v.a, v.b))[:limit]),
        "verdicts_inside": within,
        "verdicts_outside": len(found) - within,
    }

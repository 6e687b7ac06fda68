"""Claims as they are shown: what is said to be so, by whom, and how many beginnings stand behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from whosays.casebook.rows import ClaimFilter
from whosays.errors import NotFound
from whosays.records.across import Claim
from whosays.records.derived import Stance
from whosays.views.chronology import EVERYTHING, Entry, entries, named

if TYPE_CHECKING:
    from whosays.casebook import Reader


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims a person asks for; `None`: whatever."""

    who: str | None = None
    """Somebody or something that takes part."""
    event: str | None = None
    """Id of an event or of a line that tells of it."""
    aspect: str | None = None
    origins: int | None = None
    """At least so many independent origins."""
    reports: int | None = None


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A report of a claim."""

    line: Entry
    stance: Stance
    """asserts, denies, doubts or retracts the claim."""
    back_to: int | None = None
    """The report of the same claim that it goes back to (its place among `reports`)."""
    why: str | None = None
    """And why that is thought."""


class Beginning(msgspec.Struct, frozen=True, kw_only=True):
    """An independent origin of a claim."""

    id: str
    why: str
    reports: tuple[Said, ...]
    """The earliest first."""


class ClaimEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with all that stands behind it and against it."""

    id: str
    topic: str
    aspect: str
    value: str | int | float | None
    unit: str | None
    name: str | None
    """Of an entity that is the value."""
    text: str
    origins: tuple[Beginning, ...]
    against: tuple[Said, ...]
    """Reports that deny, doubt or retract it."""
    documents: int
    """That assert it."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some claims out of `total`."""

    total: int
    offset: int
    claims: tuple[ClaimEntry, ...]


def claims(reader: Reader, wanted: Wanted, *, limit: int | None, offset: int = 0) -> Page:
    """The claims that are asked for, those of most independent origins first; at most `limit`."""
    found = claim_filter(reader, wanted)
    some = reader.weighed.claims(found, limit=EVERYTHING if limit is None else limit, offset=offset)
    return Page(total=reader.weighed.count_claims(found), offset=offset, claims=shown(reader, some))


def claim_filter(reader: Reader, wanted: Wanted) -> ClaimFilter:
    """What is asked for, in this casebook."""
    topics: tuple[str, ...] | None = None
    if wanted.event is not None:
        topics = (topic_of(reader, wanted.event),)
    if wanted.who is not None:
        parts = [part for entity in named(reader, wanted.who) for part in entity.parts]
        of = reader.weighed.topics_of(parts)
        topics = tuple(of) if topics is None else tuple(topic for topic in of if topic in topics)
    return ClaimFilter(topics=topics, aspect=wanted.aspect, origins=wanted.origins, reports=wanted.reports)


def topic_of(reader: Reader, name: str) -> str:
    """The topic that an id means: its own, that of a line, a claim, a conflict or an event of a document."""
    found = reader.weighed.topic(name)
    if found is None:
        raise NotFound(f"There is no event, line, claim or conflict {name} in {reader.path}.")
    return found


def shown(reader: Reader, found: Iterable[Claim]) -> tuple[ClaimEntry, ...]:
    """Claims with their reports."""
    found = list(found)
    lines = reader.weighed.lines_by_id(line for claim in found for line, _ in claim.reports)
    by_id = {entry.id: entry for entry in entries(reader, list(lines.values()))}
    names = reader.names_of(str(claim.value) for claim in found if str(claim.value).startswith("e-"))
    return tuple(_shown(claim, by_id, names) for claim in found)


def _shown(claim: Claim, lines: dict[str, Entry], names: dict[str, tuple[str, str]]) -> ClaimEntry:
    asserting = {number for origin in claim.origins for number in origin.reports}
    back = {late: (early, why) for origin in claim.origins for late, early, why in origin.links}

    def said(number: int) -> Said:
        line, stance = claim.reports[number]
        early, why = back.get(number, (None, None))
        return Said(line=lines[line], stance=stance, back_to=early, why=why)

    return ClaimEntry(
        id=claim.id,
        topic=claim.topic,
        aspect=claim.aspect,
        value=claim.value,
        unit=claim.unit,
        name=names.get(str(claim.value), (None, None))[1],
        text=claim.text,
        origins=tuple(
            Beginning(id=origin.id, why=origin.why, reports=_once(map(said, origin.reports)))
            for origin in claim.origins
        ),
        against=_once(said(n) for n in range(len(claim.reports)) if n not in asserting),
        documents=len({lines[claim.reports[n][0]].document for n in asserting}),
    )


def _once(reports: Iterable[Said]) -> tuple[Said, ...]:
    """One of those that are the same words of one document, meant in the same way."""
    found: dict[tuple[str, int, int, str], Said] = {}
    for each in reports:
        found.setdefault((each.line.document, each.line.start, each.line.end, each.stance), each)
    return tuple(found.values())

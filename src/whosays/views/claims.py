"""Claims as they are shown: what is said to be so, by whom, and how many beginnings stand behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from whosays.casebook.rows import ClaimFilter
from whosays.errors import NotFound
from whosays.records.across import Claim
from whosays.records.derived import Stance
from whosays.views.chronology import EVERYTHING, Entry, entries_by_id, named

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

    number: int
    """Its place among all reports of the claim."""
    line: Entry
    stance: Stance
    """asserts, denies, doubts or retracts the claim."""
    back_to: int | None = None
    """The report of the same claim that it goes back to, by its number."""
    why: str | None = None
    """And why that is thought."""


class Beginning(msgspec.Struct, frozen=True, kw_only=True):
    """An independent origin of a claim."""

    id: str
    why: str
    reports: tuple[Said, ...]
    """The earliest first."""
    more: int = 0
    """How many others there are that were not asked for."""


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


def shown(
    reader: Reader,
    found: Iterable[Claim],
    *,
    most: int = EVERYTHING,
    known: Mapping[str, Entry] | None = None,
) -> tuple[ClaimEntry, ...]:
    """Claims with their reports: of each claim at most `most`, but always the first of every origin.

    `known`: lines that were fetched before.
    """
    found = list(found)
    chosen = [_chosen(claim, most) for claim in found]
    told = (claim.reports[n][0] for claim, some in zip(found, chosen, strict=True) for n in some)
    by_id = entries_by_id(reader, told, known)
    names = reader.names_of(str(claim.value) for claim in found if str(claim.value).startswith("e-"))
    documents = reader.weighed.documents_of_claims(claim.id for claim in found)
    return tuple(
        ClaimEntry(
            id=claim.id,
            topic=claim.topic,
            aspect=claim.aspect,
            value=claim.value,
            unit=claim.unit,
            name=names.get(str(claim.value), (None, None))[1],
            text=claim.text,
            origins=tuple(_beginnings(claim, some, by_id)),
            against=tuple(_against(claim, some, by_id)),
            documents=documents.get(claim.id, 0),
        )
        for claim, some in zip(found, chosen, strict=True)
    )


def _chosen(claim: Claim, most: int) -> list[int]:
    """Which reports of a claim are shown, in their order."""
    every = range(len(claim.reports))
    if len(claim.reports) <= most:
        return list(every)
    first = {origin.reports[0] for origin in claim.origins}
    others = [number for number in every if number not in first]
    return sorted(first | set(others[: max(0, most - len(first))]))


def _beginnings(claim: Claim, chosen: Iterable[int], lines: dict[str, Entry]) -> Iterator[Beginning]:
    some = set(chosen)
    for origin in claim.origins:
        numbers = [number for number in origin.reports if number in some]
        stands = _standing(claim, numbers, lines)
        back = {late: (early, why) for late, early, why in origin.links}
        reports = []
        for number in dict.fromkeys(stands.values()):
            early, why = back.get(number, (None, None))
            to = None if early is None else stands.get(early, early)
            reports.append(_said(claim, number, lines, None if to == number else to, why))
        more = len(origin.reports) - len(numbers)
        yield Beginning(id=origin.id, why=origin.why, reports=tuple(reports), more=more)


def _against(claim: Claim, chosen: Iterable[int], lines: dict[str, Entry]) -> Iterator[Said]:
    asserting = {number for origin in claim.origins for number in origin.reports}
    stands = _standing(claim, [n for n in chosen if n not in asserting], lines)
    for number in dict.fromkeys(stands.values()):
        yield _said(claim, number, lines)


def _standing(claim: Claim, numbers: Iterable[int], lines: dict[str, Entry]) -> dict[int, int]:
    """Which report stands for each: the first with the same words of one document, meant in the same way."""
    first: dict[tuple[str, int, int, str], int] = {}
    stands = {}
    for number in numbers:
        line, stance = claim.reports[number]
        told = lines[line]
        stands[number] = first.setdefault((told.document, told.start, told.end, stance), number)
    return stands


def _said(
    claim: Claim, number: int, lines: dict[str, Entry], back_to: int | None = None, why: str | None = None
) -> Said:
    line, stance = claim.reports[number]
    return Said(number=number, line=lines[line], stance=stance, back_to=back_to, why=why)

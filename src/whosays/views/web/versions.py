"""The versions of an event side by side: what each report says of when, where, who and how many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec

from whosays.records.across import Claim, Conflict
from whosays.views.chronology import Entry
from whosays.views.web.claimed import Names, claim_words, entity_of
from whosays.views.wording import CERTAINTY, MEANT, aspect_name

WHOLE = ("occurrence", "relation")
"""Aspects of a topic as a whole: that it happened, that it is so."""
FIRST = (*WHOLE, "date", "place", "actor", "victim", "recipient")
"""Aspects in the order of a question; the others follow as they come up."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a version says of an aspect."""

    words: str
    """The value; empty where it says that it is so."""
    meant: str
    """denied, doubted, put as possible …; empty where it is plainly asserted."""
    against: bool
    """Does it deny, doubt or take back the claim?"""
    claim: str
    line: str
    entity: str | None


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One voice of one document."""

    entry: Entry
    """The first of its lines."""
    origins: tuple[int, ...]
    """Which origins of the whole it goes back to, from 1; none: it does not assert the whole."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What the versions say of one aspect."""

    aspect: str
    label: str
    cells: tuple[tuple[Told, ...], ...]
    """In the order of the versions; nothing: it does not say."""
    values: int
    """How many different ones the versions shown assert."""
    conflicts: tuple[str, ...]
    """Ids of the conflicts about it."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Versions that stand side by side because they have the same origins."""

    origins: tuple[int, ...]
    versions: int
    why: str
    """Of the first of them."""


class Versions(msgspec.Struct, frozen=True, kw_only=True):
    """Some versions out of `total`."""

    total: int
    groups: tuple[Group, ...]
    versions: tuple[Version, ...]
    rows: tuple[Row, ...]


def versions_of(
    entries: Iterable[Entry],
    claims: Sequence[Claim],
    conflicts: Iterable[Conflict],
    names: Names,
    *,
    most: int,
) -> Versions:
    """At most `most` versions, of each origin one before a second of any."""
    whole = next((claim for claim in claims if claim.aspect in WHOLE), None)
    origins = _origins(whole)
    columns: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        columns[entry.document, entry.voice].append(entry)
    every = [
        Version(entry=some[0], origins=tuple(sorted({origins[e.id] for e in some if e.id in origins})))
        for some in columns.values()
    ]
    chosen = _chosen(sorted(every, key=_by_date), most)
    place = {
        entry.id: number
        for number, version in enumerate(chosen)
        for entry in columns[version.entry.document, version.entry.voice]
    }
    by_id = {entry.id: entry for some in columns.values() for entry in some}
    return Versions(
        total=len(every),
        groups=tuple(_groups(chosen, whole)),
        versions=tuple(chosen),
        rows=tuple(_rows(claims, place, by_id, len(chosen), conflicts, names)),
    )


def _origins(whole: Claim | None) -> dict[str, int]:
    """The number of the origin, from 1, of each line that asserts the whole."""
    if whole is None:
        return {}
    return {
        whole.reports[report][0]: number
        for number, origin in enumerate(whole.origins, 1)
        for report in origin.reports
    }


def _by_date(version: Version) -> tuple[bool, tuple[int, ...], bool, str, str]:
    entry = version.entry
    day = entry.published
    return not version.origins, version.origins, day is None, day or "", entry.document


def _chosen(versions: list[Version], most: int) -> list[Version]:
    seen: dict[tuple[int, ...], int] = defaultdict(int)
    turns = []
    for number, version in enumerate(versions):
        turns.append((seen[version.origins], number))
        seen[version.origins] += 1
    return [versions[number] for number in sorted(number for _, number in sorted(turns)[:most])]


def _groups(versions: Iterable[Version], whole: Claim | None) -> Iterable[Group]:
    for origins, some in groupby(versions, key=lambda version: version.origins):
        why = whole.origins[origins[0] - 1].why if whole and origins else ""
        yield Group(origins=origins, versions=len(list(some)), why=why)


def _rows(
    claims: Sequence[Claim],
    place: dict[str, int],
    entries: dict[str, Entry],
    width: int,
    conflicts: Iterable[Conflict],
    names: Names,
) -> Iterable[Row]:
    disputed: dict[str, list[str]] = defaultdict(list)
    for conflict in conflicts:
        for side in conflict.sides:
            if side.claim:
                disputed[side.claim].append(conflict.id)
    of: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        of[claim.aspect].append(claim)
    order = [*(aspect for aspect in FIRST if aspect in of), *(aspect for aspect in of if aspect not in FIRST)]
    for aspect in order:
        cells: list[dict[tuple[str, str], Told]] = [{} for _ in range(width)]
        for claim in of[aspect]:
            for line, stance in claim.reports:
                if line in place:
                    told = _told(claim, entries[line], stance, names)
                    cells[place[line]].setdefault((told.claim, told.meant), told)
        asserted = {told.claim for cell in cells for told in cell.values() if not told.against}
        if any(cells):
            yield Row(
                aspect=aspect,
                label=aspect_name(aspect),
                cells=tuple(tuple(cell.values()) for cell in cells),
                values=len(asserted),
                conflicts=tuple(dict.fromkeys(k for claim in of[aspect] for k in disputed[claim.id])),
            )


def _told(claim: Claim, entry: Entry, stance: str, names: Names) -> Told:
    return Told(
        words=claim_words(claim, names),
        meant=", ".join(filter(None, (MEANT[stance], CERTAINTY[entry.certainty]))),
        against=stance != "asserts",
        claim=claim.id,
        line=entry.id,
        entity=entity_of(claim.value),
    )

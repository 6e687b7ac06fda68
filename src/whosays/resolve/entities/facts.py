"""What one document tells of its entities besides their names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from whosays.gazetteer import lookup
from whosays.records import Document, Mention
from whosays.records.across import Facts
from whosays.resolve.entities.names import sort_of
from whosays.resolve.entities.spelling import parts
from whosays.resolve.entities.words import words
from whosays.resolve.names import normal_name

_AND = re.compile(
    r",?\s+(?:and|or|nor|&|and not|but not|than|versus|vs\.?|rather than)\s+(?:the\s+|his\s+|her\s+)?"
)
"""What stands between two that are named side by side."""
_TITLE = 40
"""Characters before a name in which its title or office stands."""
_BESIDE = 6
"""Names before and after a name that are its neighbours."""
_MOST = 16
"""Of each sort, of one entity in one document."""
_ALIAS = "Alias"
_BORN = re.compile(r"\bborn\b[^.;]{0,40}$", re.IGNORECASE)


_Told = dict[str, dict[str, set[str]]]
"""What is told of entities (ids), by the fields of `Facts`."""


def facts_of(document: Document, key: str, ids: Mapping[str, str]) -> tuple[Facts, ...]:
    """The facts of every entity that the document names and tells something of; sorted by id.

    `ids`: the casebook's ids of the document's entities (`resolve.derive.entity_ids`).
    """
    told: _Told = defaultdict(lambda: defaultdict(set))
    named = [m for m in document.mentions if m.kind == "name" and m.entity in ids]
    for mention in named:
        _before(document, mention, told[ids[mention.entity]])
    _neighbours(named, ids, document, told)
    for one, other in _side_by_side(document, named):
        _hold_apart(ids, one, other, told)
    _statements(document, ids, told)
    _born(document, named, ids, told)
    for place in document.places:
        if place.kind == "name" and place.gazetteer is not None and place.entity is not None:
            told[ids.get(place.entity, "")]["places"].add(place.gazetteer)
    held = {ids[mention.entity] for mention in named}
    return tuple(
        Facts(
            entity=id_, **{field: tuple(sorted(values)[:_MOST]) for field, values in sorted(fields.items())}
        )
        for id_, fields in sorted(told.items())
        if id_ in held and any(fields.values())
    )


def _before(document: Document, mention: Mention, told: dict[str, set[str]]) -> None:
    """Titles and offices right before a person's name: "Col", "Deputy Interior Minister"."""
    if mention.type != "Person":
        return
    known = words()
    line = document.text[max(0, mention.start - _TITLE) : mention.start].rpartition("\n")[2]
    if line.rstrip().endswith((",", ";", ":", ".")) and not re.search(r"\b[A-Za-z]{2,4}\.\s*$", line):
        line = ""
    before = [*parts(line)[::-1]]
    inside = parts(document.words((mention.start, mention.end)))
    offices: list[str] = []
    for word in before:
        if word not in known.titles and word not in known.offices and word not in known.office_parts:
            break
        offices.insert(0, word)
    for word in (*offices, *inside[:1]):
        if word in known.sexes and (word in offices or len(inside) > 1):
            told["sexes"].add(known.sexes[word])
    told["offices"].update(
        word
        for word in offices
        if word in known.offices or (word in known.titles and word not in known.sexes)
    )


def _neighbours(named: Sequence[Mention], ids: Mapping[str, str], document: Document, told: _Told) -> None:
    """The names that stand shortly before and after a person's, save those of nations."""
    names = {entity.id: normal_name(entity.name, entity.type) for entity in document.entities}
    ordered = [(m.entity, m.type) for m in sorted(named, key=lambda m: (m.start, m.end))]
    for at, (entity, type_) in enumerate(ordered):
        if sort_of(type_) != "person":
            continue
        for other, sort in ordered[max(0, at - _BESIDE) : at + _BESIDE + 1]:
            if other != entity and sort_of(sort) != "nation" and not _is_country(names[other]):
                told[ids[entity]]["near"].add(names[other])


@lru_cache(maxsize=4096)
def _is_country(name: str) -> bool:
    return any(spot.kind == "country" for spot in lookup(name))


def _side_by_side(document: Document, named: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    ordered = sorted(named, key=lambda mention: (mention.start, mention.end))
    for one, other in pairwise(ordered):
        if one.end <= other.start and _AND.fullmatch(document.text, one.end, other.start):
            yield one, other


def _hold_apart(ids: Mapping[str, str], one: Mention, other: Mention, told: _Told) -> None:
    a, b = ids[one.entity], ids[other.entity]
    if a != b and sort_of(one.type) == sort_of(other.type):
        told[a]["apart"].add(b)
        told[b]["apart"].add(a)


def _statements(document: Document, ids: Mapping[str, str], told: _Told) -> None:
    """Two parts of a relation are two things, save where it says that they are one."""
    for statement in document.statements:
        takings = [
            (role, ids[document.mentions[m].entity], document.mentions[m].type)
            for role, ms in sorted(statement.roles.items())
            for m in ms
            if document.mentions[m].entity in ids
        ][:_MOST]
        for (role, a, type_), (as_, b, other) in combinations(takings, 2):
            if a == b:
                continue
            if role == as_ or sort_of(type_) != sort_of(other) or statement.polarity != "asserted":
                continue
            field = "same" if statement.type == _ALIAS else "apart"
            told[a][field].add(b)
            told[b][field].add(a)


def _born(
    document: Document,
    named: Sequence[Mention],
    ids: Mapping[str, str],
    told: _Told,
) -> None:
    """ "Mikal Sarov, born 3 May 1961": of the last person named before it on the same line."""
    people = sorted((m.end, ids[m.entity]) for m in named if m.type == "Person")
    ends = [end for end, _ in people]
    for time in document.times:
        if time.edtf is None or not _BORN.search(document.text, max(0, time.start - _TITLE), time.start):
            continue
        at = bisect_right(ends, time.start) - 1
        if at >= 0 and "\n" not in document.text[ends[at] : time.start]:
            told[people[at][1]]["born"].add(time.edtf)

"""What one document tells of its entities besides their names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, takewhile

from whosays.gazetteer import lookup
from whosays.records import Document, Mention
from whosays.records.across import Facts
from whosays.resolve.entities.names import compared, fittings, sort_of
from whosays.resolve.entities.relation import Tie
from whosays.resolve.entities.spelling import parts
from whosays.resolve.entities.words import words
from whosays.resolve.names import normal_name

_BETWEEN = re.compile(
    r"(?P<and>,?\s+(?:and|or|nor|&|and not|but not|than|versus|vs\.?|rather than)\s+(?:(?:the|his|her)\s+)?)"
    r"|,\s+",
    re.IGNORECASE,
)
"""What stands between names of a list; `and`: before the last of it."""
_TITLE = 40
"""Characters before a name in which its title or office stands."""
_BESIDE = 6
"""Names before and after a name that are its neighbours."""
_MOST = 16
"""Of each sort, of one entity in one document."""
_NAMES = 3
"""Of one entity that are asked whether they might be another's."""
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
    starts = [start for start, _ in document.sentences]
    for mention in named:
        at = bisect_right(starts, mention.start) - 1
        _before(document, mention, starts[at] if at >= 0 else 0, told[ids[mention.entity]])
    _neighbours(named, ids, document, told)
    _apart(document, named, ids, told)
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


def _before(document: Document, mention: Mention, sentence: int, told: dict[str, set[str]]) -> None:
    """Titles and offices right before a person's name: "Col", "Deputy Interior Minister"."""
    if mention.type != "Person":
        return
    known = words()
    line = document.text[max(sentence, mention.start - _TITLE) : mention.start].rpartition("\n")[2]
    if line.rstrip().endswith((",", ";", ":")):
        line = ""
    inside = parts(document.words((mention.start, mention.end)))
    held = known.titles | known.offices | known.office_parts
    before = [*takewhile(held.__contains__, reversed(parts(line)))]
    before += takewhile(held.__contains__, inside[:-1])
    told["sexes"].update(known.sexes[word] for word in before if word in known.sexes)
    ranks = (known.offices | known.titles) - known.sexes.keys()
    told["offices"].update(known.one_office.get(word, word) for word in before if word in ranks)


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


def _lists(document: Document, named: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Runs of names that stand side by side as several: "A and B", "A, B and C"."""
    ordered = sorted(named, key=lambda mention: (mention.start, mention.end))
    run: list[Mention] = ordered[:1]
    for one, other in pairwise(ordered):
        between = _BETWEEN.fullmatch(document.text, one.end, other.start) if one.end <= other.start else None
        if between is None or len(run) == _MOST:
            run = [other]
        elif between["and"]:
            yield [*run, other]
            run = [other]
        else:
            run.append(other)


def _apart(document: Document, named: Sequence[Mention], ids: Mapping[str, str], told: _Told) -> None:
    """Who stands beside another as another, by lists and by statements, though the names might be one's.

    Two parts of a relation are two things, save where it says that they are one.
    """
    names = {entity.id: (entity.name, *entity.aliases) for entity in document.entities}
    here = {mention.entity for mention in named}
    pairs = [("apart", a, b) for run in _lists(document, named) for a, b in combinations(run, 2)]
    for statement in document.statements:
        if statement.polarity != "asserted":
            continue
        takings = [(role, document.mentions[m]) for role, ms in sorted(statement.roles.items()) for m in ms]
        field = "same" if statement.type == _ALIAS else "apart"
        for (role, a), (as_, b) in combinations(takings[:_MOST], 2):
            if role != as_ and a.entity in here and b.entity in here:
                pairs.append((field, a, b))
    for field, a, b in pairs:
        sort, one, other = sort_of(a.type), ids[a.entity], ids[b.entity]
        if one == other or sort != sort_of(b.type):
            continue
        if field == "same" or _might_be_one(sort, names[a.entity], names[b.entity]):
            told[one][field].add(other)
            told[other][field].add(one)


def _might_be_one(sort: str, names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    found = fittings(sort, compared(sort, names)[:_NAMES], compared(sort, others)[:_NAMES])
    return bool(found) and found[0].fit.tie is not Tie.APART


def _born(
    document: Document,
    named: Sequence[Mention],
    ids: Mapping[str, str],
    told: _Told,
) -> None:
    """ "Mikal Sarov, born 3 May 1961": of the last person named before the word on the same line."""
    people = sorted((m.end, ids[m.entity]) for m in named if m.type == "Person")
    ends = [end for end, _ in people]
    for time in document.times:
        if time.edtf is None:
            continue
        word = _BORN.search(document.text, max(0, time.start - _TITLE), time.start)
        at = bisect_right(ends, word.start()) - 1 if word else -1
        if word and at >= 0 and "\n" not in document.text[ends[at] : word.start()]:
            told[people[at][1]]["born"].add(time.edtf)

"""Which statements of one document speak of one occurrence.

A report tells of an attack in many sentences: that there was one, who was hurt, with what, who is blamed.
Each event is weighed against the occurrences told before it: what speaks against it (another day, another
place, other people) rules one out; of the rest it joins the one that most speaks for, if that is enough (the
pairwise factors of Bejan and Harabagiu 2010, by rule). When in doubt, they are two.
"""

from __future__ import annotations

from whosays.annotate.statements.found import Found
from whosays.annotate.statements.tree import Tree, base

_REAL = frozenset({"fact", "probable", "possible"})
_MOST = 40  # occurrences that one event is weighed against
_LAST = 20  # events of an occurrence that one is weighed against
_LENDERS = 20  # events of its occurrence before one, and after it, that may lend it their day and place
_ENOUGH = 0.5
_SURE = 2.5
"""Weight from which the day of one event is the other's too."""
_LATER = frozenset({"death"})
"""Events whose day need not be that of what led to them."""
_HURT = ("victim", "recipient", "target")
_NEW = frozenset(
    {"another", "other", "second", "third", "similar", "separate", "new", "earlier", "previous", "different"}
)
_ELSEWHERE = frozenset({"also", "meanwhile", "elsewhere", "moreover", "separately", "previously"})
_RESULTS = frozenset({"killing", "death", "wounding", "destruction", "shooting", "explosion"})
_VAGUE_MODES = frozenset({None, "destroy", "targeted"})


class _Occurrence:
    """Events told so far that are one."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.events: list[Found] = []


def joined(tree: Tree, found: list[Found]) -> list[int]:
    """The number of its occurrence for each event, in the order of their first events."""
    told: list[_Occurrence] = []
    of: dict[int, _Occurrence] = {}
    for event in found:
        followed = of.get(id(event.follows)) if event.follows is not None else None
        occurrence = followed or _best(tree, told, event)
        if occurrence is None:
            occurrence = _Occurrence(len(told))
            told.append(occurrence)
        occurrence.events.append(event)
        of[id(event)] = occurrence
    return [of[id(event)].number for event in found]


def share(tree: Tree, found: list[Found], numbers: list[int]) -> None:
    """Give each event the day and place that others tell of its occurrence, where they tell no other."""
    groups: dict[int, list[Found]] = {}
    for event, number in zip(found, numbers, strict=True):
        groups.setdefault(number, []).append(event)
    for events in groups.values():
        dated = {k for k, e in enumerate(events) if e.time is not None and e.sense.name not in _LATER}
        placed = {k for k, e in enumerate(events) if e.filled.mentions.get("place")}
        times = [event.time for event in events if event.time is not None]
        day = max(times, key=lambda t: (len(tree.document.times[t].edtf or ""), -t), default=None)
        agreed = all(_same_day(tree, day, other) for other in times) if day is not None else False
        for k, event in enumerate(events):
            near = range(max(0, k - _LENDERS), min(len(events), k + _LENDERS + 1))
            lenders = (n for n in near if n in dated and _weight(tree, events[n], event) >= _SURE)
            if event.time is None and agreed and next(lenders, None) is not None:
                event.time = day
            lenders = (n for n in near if n in placed and _weight(tree, events[n], event) >= _SURE)
            if k not in placed and (lender := next(lenders, None)) is not None:
                event.filled.mentions["place"] = list(events[lender].filled.mentions["place"])


def _best(tree: Tree, told: list[_Occurrence], event: Found) -> _Occurrence | None:
    """The occurrence that most speaks for, the latest of equals."""
    best, most = None, 0.0
    for occurrence in reversed(told[-_MOST:]):
        near = occurrence.events[-_LAST:]
        if all(_compatible(tree, one, event) for one in near):
            weight = max(_weight(tree, one, event) for one in near)
            if weight >= _ENOUGH and weight > most:
                best, most = occurrence, weight
    return best


def _compatible(tree: Tree, one: Found, other: Found) -> bool:
    """Nothing speaks against it: kind, day, place, those hurt, whether it was so at all."""
    if one.sense.entry.type != other.sense.entry.type:
        return False
    if (one.certainty in _REAL) != (other.certainty in _REAL) or one.polarity != other.polarity:
        return False
    if _told_apart(tree, one.at, other.at):
        return False
    a, b = one.sense.entry.mode, other.sense.entry.mode
    if a != b and a not in _VAGUE_MODES and b not in _VAGUE_MODES:
        return False
    if one.time is not None and other.time is not None and not _same_day(tree, one.time, other.time):
        return False
    return all(
        _overlap(_names(tree, one, roles), _names(tree, other, roles)) for roles in (("place",), ("victim",))
    )


def _told_apart(tree: Tree, one: int, other: int) -> bool:
    """ "After the raid, the army captured …": the one is told as before or after the other."""
    for below, above in ((one, other), (other, one)):
        if tree.head[below] == above:
            words = {tree.preposition(below), *(tree.lemma[c] for c in tree.below(below, "mark", "case"))}
            if words & {"after", "before", "since", "until", "following"}:
                return True
    return False


def _overlap(one: set[str], other: set[str]) -> bool:
    """Do two sets have something in common, as far as both are known?"""
    return not one or not other or bool(one & other)


def _same_day(tree: Tree, one: int, other: int) -> bool:
    a, b = tree.document.times[one].edtf or "", tree.document.times[other].edtf or ""
    return a.startswith(b[:10]) or b.startswith(a[:10])


def _weight(tree: Tree, one: Found, other: Found) -> float:
    """How much speaks for one occurrence."""
    weight = 0.0
    if _entities(tree, one, _HURT) & _entities(tree, other, _HURT):
        weight += 2.0
    elif _entities(tree, one, _HURT) and _entities(tree, other, _HURT):
        weight -= 0.5
    if _entities(tree, one, ("actor",)) & _entities(tree, other, ("actor",)):
        weight += 1.0
    elif _entities(tree, one, ("actor",)) and _entities(tree, other, ("actor",)):
        weight -= 1.0
    if _names(tree, one, ("place",)) & _names(tree, other, ("place",)):
        weight += 1.0
    if one.time is not None and other.time is not None:
        weight += 1.0
    apart = tree.sentence[other.at] - tree.sentence[one.at]
    weight += {0: 1.5, 1: 1.0, 2: 0.5}.get(apart, 0.5 if apart < 6 else -0.5)
    if _same_word(tree, one, other):
        weight += 0.5
    if other.sense.name in _RESULTS or one.sense.name in _RESULTS:
        weight += 0.5
    if other.sense.part == "noun":
        weight += 1.5 if _is_definite(tree, other.at) else -0.5
    if _is_new(tree, other):
        weight -= 2.0
    return weight


def _entities(tree: Tree, event: Found, roles: tuple[str, ...]) -> set[str]:
    return {tree.document.mentions[m].entity for role in roles for m in event.filled.mentions.get(role, ())}


def _names(tree: Tree, event: Found, roles: tuple[str, ...]) -> set[str]:
    """Entities that have a name in these roles."""
    return {
        tree.document.mentions[m].entity
        for role in roles
        for m in event.filled.mentions.get(role, ())
        if tree.document.mentions[m].kind == "name"
    }


def _same_word(tree: Tree, one: Found, other: Found) -> bool:
    return tree.lemma[one.at] == tree.lemma[other.at] or one.sense.name == other.sense.name


def _is_definite(tree: Tree, i: int) -> bool:
    return tree.has(i, "det", "the", "this", "that")


def _is_new(tree: Tree, event: Found) -> bool:
    """ "another attack", "also killed", "in a separate incident": not the one told before."""
    for i in (event.at, event.frame.verb):
        for child in tree.children[i]:
            relation = base(tree.rel[child])
            if relation in {"amod", "det"} and tree.lemma[child] in _NEW:
                return True
            if relation == "advmod" and tree.lemma[child] in _ELSEWHERE:
                return True
    return False

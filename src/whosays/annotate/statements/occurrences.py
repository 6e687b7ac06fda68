"""Which statements of one document speak of one occurrence.

A report tells of an attack in many sentences: that there was one, who was hurt, with what, who is blamed.
Each event is weighed against the occurrences told before it: what speaks against it (another day, place or
victim) rules one out; of the rest it joins the one that most speaks for, if that is enough (the pairwise
factors of Bejan and Harabagiu 2010, by rule). When in doubt, they are two.
"""

from __future__ import annotations

import msgspec

from whosays.annotate.statements.found import Found
from whosays.annotate.statements.tree import Tree, base

_REAL = frozenset({"fact", "probable", "possible"})
_MOST = 40  # occurrences that one event is weighed against
_LAST = 20  # events of an occurrence that one is weighed against
_ENOUGH = 0.5
_SURE = 2.5
"""Weight from which the day of one event is the other's too."""
_LATER = frozenset({"death"})
"""Events whose day need not be that of what led to them."""
_HEAD = 2  # words before a day at the head of its sentence: "on", "early on"
_FAR = 400  # words before a noun in which the report may have used it
_HURT = ("victim", "recipient", "target")
_NEW = frozenset(
    {"another", "other", "second", "third", "similar", "separate", "new", "earlier", "previous", "different"}
)
_ELSEWHERE = frozenset({"also", "meanwhile", "elsewhere", "moreover", "separately", "previously"})
_RESULTS = frozenset({"killing", "death", "wounding", "destruction", "shooting", "explosion"})
_VAGUE_MODES = frozenset({None, "destroy", "targeted", "assassinate"})
_THEFT = "theft"
"""What an attack was made with was stolen before it: that is no part of the attack."""
_TAKING = frozenset({"siege", "taken"})
"""Of a camp that is surrounded and those taken in it one operation is told."""
_ORDERING = frozenset({"after", "before", "since", "until", "following"})


class _Seen(msgspec.Struct, frozen=True):
    """What of an event is compared; entities by their ids."""

    event: Found
    kind: tuple[str, str, bool]
    """Type, polarity, and whether it was so at all."""
    mode: str | None
    day: str | None
    """EDTF."""
    hurt: frozenset[str]
    actors: frozenset[str]
    places: frozenset[str]
    """Those with a name."""
    victims: frozenset[str]
    """Those with a name."""
    described: frozenset[str]
    """Nouns for those hurt."""
    known: frozenset[str]
    """Those of them that speak of somebody told of before: "the guards"."""
    sentence: int
    lemma: str
    noun: bool
    definite: bool
    new: bool
    """ "another attack", "also killed": not the one told before."""
    result: bool
    opens: bool
    """Its sentence begins with its day: what is told from there on."""


def joined(tree: Tree, found: list[Found]) -> list[int]:
    """The number of its occurrence for each event, in the order of their first events."""
    told: list[list[_Seen]] = []
    of: dict[int, int] = {}
    last: _Seen | None = None
    for event in found:
        seen = _seen(tree, event)
        number = of.get(id(event.follows)) if event.follows is not None else None
        if number is None and not (last is not None and _tells_again(last, seen)):
            number = _best(tree, told, seen)
        if number is None:
            number = len(told)
            told.append([])
        told[number].append(seen)
        last = seen
        of[id(event)] = number
    return [of[id(event)] for event in found]


def share(tree: Tree, found: list[Found], numbers: list[int]) -> None:
    """Give each event the day and the place that others tell of its occurrence, where that is surely one."""
    groups: dict[int, list[_Seen]] = {}
    for event, number in zip(found, numbers, strict=True):
        groups.setdefault(number, []).append(_seen(tree, event))
    for events in groups.values():
        times = [one for one in events if one.day is not None]
        first = max(times, key=lambda one: len(one.day or ""), default=None)
        agreed = first is not None and all(_same_day(first.day, one.day) for one in times)
        dated = [one for one in times if one.event.sense.name not in _LATER][:_LAST] if agreed else []
        placed = [one for one in events if one.event.filled.mentions.get("place")][:_LAST]
        for seen in events:
            event = seen.event
            if first is not None and event.time is None and _sure(dated, seen) is not None:
                event.time = first.event.time
            sure = _sure(placed, seen) if not event.filled.mentions.get("place") else None
            if sure is not None:
                event.filled.mentions["place"] = list(sure.event.filled.mentions["place"])


def _seen(tree: Tree, event: Found) -> _Seen:
    entry = event.sense.entry
    heads = {h for role in _HURT for h in event.filled.heads.get(role, ()) if tree.upos[h] == "NOUN"}
    return _Seen(
        event=event,
        kind=(entry.type, event.polarity, event.certainty in _REAL),
        mode=entry.mode,
        day=None if event.time is None else tree.document.times[event.time].edtf or "",
        hurt=_entities(tree, event, _HURT),
        actors=_entities(tree, event, ("actor",)),
        places=_entities(tree, event, ("place",), named=True),
        victims=_entities(tree, event, ("victim",), named=True),
        described=frozenset(tree.lemma[h] for h in heads),
        known=frozenset(tree.lemma[h] for h in heads if tree.has(h, "det", "the", "this", "that", "these")),
        sentence=tree.sentence[event.at],
        lemma=tree.lemma[event.at],
        noun=event.sense.part == "noun",
        definite=tree.has(event.at, "det", "the", "this", "that"),
        new=_is_new(tree, event),
        result=event.sense.name in _RESULTS,
        opens=_opens(tree, event),
    )


def _opens(tree: Tree, event: Found) -> bool:
    """ "On 4 November 1983 a bomb killed three people": the day stands at the head of the sentence."""
    if event.time is None:
        return False
    first, _ = tree.bounds[tree.sentence[event.at]]
    start = tree.document.times[event.time].start
    return tree.words[first].start <= start <= tree.words[min(first + _HEAD, len(tree) - 1)].start


def _tells_again(last: _Seen, seen: _Seen) -> bool:
    """ "They did not attack it in May. The attack was in June.": what was denied, none told before."""
    return (
        seen.noun
        and seen.definite
        and seen.lemma == last.lemma
        and seen.kind[1] != last.kind[1]
        and seen.day is not None
    )


def _best(tree: Tree, told: list[list[_Seen]], seen: _Seen) -> int | None:
    """The occurrence that most speaks for, the latest of equals."""
    best, most = None, 0.0
    named = seen.noun and seen.definite and _stands_before(tree, seen)
    for number in range(len(told) - 1, max(-1, len(told) - 1 - _MOST), -1):
        near = told[number][-_LAST:]
        if named and all(one.lemma != seen.lemma for one in near):
            continue  # "They were held in a raid. … The raid": not the bombing told between
        if seen.opens and not any(_is_taken_up(one, seen) for one in near):
            continue
        if all(_compatible(tree, one, seen) for one in near):
            weight = max(_weight(one, seen) for one in near)
            if weight >= _ENOUGH and weight > most:
                best, most = number, weight
    return best


def _is_taken_up(one: _Seen, seen: _Seen) -> bool:
    """Does a sentence that begins with its day go on with what has no day before it?

    "A boy was beaten. … On 4 November a bomb killed three people": two, as nobody and nothing is in both.
    """
    return (
        one.day is not None
        or one.sentence == seen.sentence
        or (seen.noun and seen.definite)
        or one.lemma == seen.lemma
        or bool((one.hurt | one.actors | one.places) & (seen.hurt | seen.actors | seen.places))
    )


def _stands_before(tree: Tree, seen: _Seen) -> bool:
    """Does the report use the noun before, of something that it has told of?"""
    at = seen.event.at
    return any(
        tree.lemma[i] == seen.lemma and tree.upos[i] == "NOUN" and base(tree.rel[i]) in {"obl", "nmod"}
        for i in range(max(0, at - _FAR), at)
    )


def _sure(others: list[_Seen], seen: _Seen) -> _Seen | None:
    """The first of others that is surely of the same occurrence."""
    return next((one for one in others if one is not seen and _weight(one, seen) >= _SURE), None)


def _compatible(tree: Tree, one: _Seen, other: _Seen) -> bool:
    """Nothing speaks against it: kind, day, place, those hurt, whether it was so at all."""
    if one.kind != other.kind or _told_apart(tree, one.event.at, other.event.at):
        return False
    if (
        one.mode != other.mode
        and {one.event.sense.name, other.event.sense.name} != _TAKING
        and (
            _THEFT in {one.event.sense.name, other.event.sense.name}
            or (one.mode not in _VAGUE_MODES and other.mode not in _VAGUE_MODES)
        )
    ):
        return False
    if one.day is not None and other.day is not None and not _same_day(one.day, other.day):
        return False
    return _overlap(one.places, other.places) and _overlap(one.victims, other.victims)


def _told_apart(tree: Tree, one: int, other: int) -> bool:
    """ "After the raid, the army captured …": the one is told as before or after the other."""
    for below, above in ((one, other), (other, one)):
        if tree.head[below] == above:
            words = {tree.preposition(below), *(tree.lemma[c] for c in tree.below(below, "mark", "case"))}
            if words & _ORDERING:
                return True
    return False


def _overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    """Do two sets have something in common, as far as both are known?"""
    return not one or not other or bool(one & other)


def _same_day(one: str | None, other: str | None) -> bool:
    a, b = one or "", other or ""
    return a.startswith(b[:10]) or b.startswith(a[:10])


def _weight(one: _Seen, other: _Seen) -> float:
    """How much speaks for one occurrence."""
    weight = 0.0
    if one.hurt and other.hurt:
        same = one.hurt & other.hurt or one.described & other.known
        weight += 2.0 if same else -0.5
    if one.actors and other.actors:
        weight += 1.0 if one.actors & other.actors else -1.0
    if one.places & other.places:
        weight += 1.0
    if one.day is not None and other.day is not None:
        weight += 1.0
    apart = other.sentence - one.sentence
    weight += {0: 1.5, 1: 1.0, 2: 0.5}.get(apart, 0.5 if apart < 6 else -0.5)
    if one.lemma == other.lemma or one.event.sense.name == other.event.sense.name:
        weight += 0.5
    if one.result or other.result:
        weight += 0.5
    if other.noun:
        weight += 1.5 if other.definite else -0.5
    return weight - 2.0 if other.new else weight


def _entities(tree: Tree, event: Found, roles: tuple[str, ...], *, named: bool = False) -> frozenset[str]:
    """The entities in these roles; `named`: those that a name puts there."""
    mentions = (tree.document.mentions[m] for role in roles for m in event.filled.mentions.get(role, ()))
    return frozenset(m.entity for m in mentions if not named or m.kind == "name")


def _is_new(tree: Tree, event: Found) -> bool:
    """Is it told as another than those before it?"""
    for i in (event.at, event.frame.verb):
        for child in tree.children[i]:
            relation = base(tree.rel[child])
            if relation in {"amod", "det"} and tree.lemma[child] in _NEW:
                return True
            if relation == "advmod" and tree.lemma[child] in _ELSEWHERE:
                return True
    return False

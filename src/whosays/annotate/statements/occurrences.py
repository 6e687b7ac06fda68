"""Which statements of one document speak of one occurrence; when in doubt, they are two."""

from __future__ import annotations

from whosays.annotate.statements.found import Found
from whosays.annotate.statements.polarity import RANK
from whosays.annotate.statements.tree import Tree

_REAL = frozenset({"fact", "probable", "possible"})
_MOST = 60  # events that one is compared with
_HURT = ("victim", "recipient", "target")


def joined(tree: Tree, found: list[Found]) -> list[int]:
    """The number of its occurrence for each event, in text order of their first events."""
    roots = list(range(len(found)))
    index_of = {id(event): index for index, event in enumerate(found)}
    for index, event in enumerate(found):
        if event.follows is not None and id(event.follows) in index_of:
            _join(roots, index, index_of[id(event.follows)])
    for index, event in enumerate(found):
        for other in range(max(0, index - _MOST), index):
            if _root(roots, other) != _root(roots, index) and _one(tree, found, roots, other, index):
                _join(roots, other, index)
                break
    numbers: dict[int, int] = {}
    return [numbers.setdefault(_root(roots, index), len(numbers)) for index in range(len(found))]


def _root(roots: list[int], index: int) -> int:
    while roots[index] != index:
        roots[index] = roots[roots[index]]
        index = roots[index]
    return index


def _join(roots: list[int], first: int, second: int) -> None:
    a, b = _root(roots, first), _root(roots, second)
    roots[max(a, b)] = min(a, b)


def _one(tree: Tree, found: list[Found], roots: list[int], first: int, second: int) -> bool:
    """May the second speak of what the first does, and of what else is told of that?"""
    one, other = found[first], found[second]
    if one.sense.entry.type != other.sense.entry.type:
        return False
    group = [found[k] for k in range(second) if _root(roots, k) == _root(roots, first)]
    if not all(_compatible(tree, each, other) for each in group):
        return False
    shared = any(_shares(tree, each, other, _HURT) for each in group)
    if shared:
        return True
    if one.time is not None and other.time is not None:
        return _shares(tree, one, other, ("place",))
    return other.sense.part == "noun" and _is_definite(tree, other.at) and _same_word(tree, one, other)


def _compatible(tree: Tree, one: Found, other: Found) -> bool:
    """Nothing speaks against it: kind, date, place, those hurt, whether it was so at all."""
    if (one.certainty in _REAL) != (other.certainty in _REAL) or one.claimed != other.claimed:
        return abs(RANK[one.certainty] - RANK[other.certainty]) <= 1
    modes = {one.sense.entry.mode, other.sense.entry.mode} - {None}
    if len(modes) > 1:
        return False
    times = tree.document.times
    if one.time is not None and other.time is not None:
        a, b = times[one.time].edtf or "", times[other.time].edtf or ""
        if not (a.startswith(b) or b.startswith(a)):
            return False
    for roles in (("place",), ("actor",), _HURT):
        a_entities, b_entities = _entities(tree, one, roles), _entities(tree, other, roles)
        if a_entities and b_entities and not a_entities & b_entities:
            return False
    return True


def _shares(tree: Tree, one: Found, other: Found, roles: tuple[str, ...]) -> bool:
    return bool(_entities(tree, one, roles) & _entities(tree, other, roles))


def _entities(tree: Tree, event: Found, roles: tuple[str, ...]) -> set[str]:
    return {tree.document.mentions[m].entity for role in roles for m in event.filled.mentions.get(role, ())}


def _same_word(tree: Tree, one: Found, other: Found) -> bool:
    return tree.lemma[one.at] == tree.lemma[other.at] or one.sense.name == other.sense.name


def _is_definite(tree: Tree, i: int) -> bool:
    return tree.has(i, "det", "the", "this", "that")

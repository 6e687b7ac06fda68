"""Which statements of one document speak of one occurrence; when in doubt, they are two."""

from __future__ import annotations

from whosays.annotate.statements.found import Found
from whosays.records import Document, Statement

_REAL = frozenset({"fact", "probable", "possible"})
_MOST = 60  # statements of one day that are compared with each other


def keys(document: Document, statements: list[Statement], made_from: list[Found | None]) -> list[str | None]:
    """An event key for each statement (`None` for relations and states), numbered in text order."""
    roots = list(range(len(statements)))
    _join_followers(roots, made_from)
    _join_same_day(document, roots, statements)
    _join_definite(roots, statements, made_from, document)
    names: dict[int, str] = {}
    found: list[str | None] = []
    for index, statement in enumerate(statements):
        if statement.kind != "event":
            found.append(None)
            continue
        found.append(names.setdefault(_root(roots, index), f"v{len(names) + 1}"))
    return found


def _root(roots: list[int], index: int) -> int:
    while roots[index] != index:
        roots[index] = roots[roots[index]]
        index = roots[index]
    return index


def _join(roots: list[int], first: int, second: int) -> None:
    a, b = _root(roots, first), _root(roots, second)
    roots[max(a, b)] = min(a, b)


def _join_followers(roots: list[int], made_from: list[Found | None]) -> None:
    index_of = {id(found): index for index, found in enumerate(made_from) if found is not None}
    for index, found in enumerate(made_from):
        if found is not None and found.follows is not None and id(found.follows) in index_of:
            _join(roots, index, index_of[id(found.follows)])


def _join_same_day(document: Document, roots: list[int], statements: list[Statement]) -> None:
    """The same type on the same day, with somebody or some place in common."""
    days: dict[tuple[str | None, str], list[int]] = {}
    for index, statement in enumerate(statements):
        day = statement.edtf
        if statement.kind == "event" and day and _is_day(day) and statement.certainty in _REAL:
            days.setdefault((statement.type, day), []).append(index)
    for same in days.values():
        for at, index in enumerate(same[:_MOST]):
            for other in same[:at]:
                if _alike(document, statements[other], statements[index]):
                    _join(roots, other, index)


def _is_day(edtf: str) -> bool:
    return len(edtf) == 10 and edtf.replace("-", "").isdigit()


def _alike(document: Document, one: Statement, other: Statement) -> bool:
    if one.mode and other.mode and one.mode != other.mode:
        return False
    hurt_one, hurt_other = (_entities(document, s, ("victim", "recipient", "target")) for s in (one, other))
    if hurt_one and hurt_other:
        return bool(hurt_one & hurt_other)
    return bool(_entities(document, one, ("place",)) & _entities(document, other, ("place",)))


def _entities(document: Document, statement: Statement, roles: tuple[str, ...]) -> set[str]:
    return {document.mentions[m].entity for role in roles for m in statement.roles.get(role, ())}


def _join_definite(
    roots: list[int], statements: list[Statement], made_from: list[Found | None], document: Document
) -> None:
    """ "the bombing" is the only bombing told before, unless date, place or people differ."""
    told: dict[tuple[str, str], list[int]] = {}
    for index, (statement, found) in enumerate(zip(statements, made_from, strict=True)):
        if found is None or statement.kind != "event" or found.sense.part != "noun":
            continue
        # Which attack is claimed or denied is often another one than the last told.
        if found.claimed or statement.polarity == "denied":
            continue
        key = (found.sense.name, document.text[statement.trigger[0] : statement.trigger[1]].lower())
        earlier = told.setdefault(key, [])
        different = {_root(roots, other) for other in earlier}
        if (
            found.definite
            and len(different) == 1
            and all(_compatible(document, statements[o], statement) for o in earlier)
        ):
            _join(roots, earlier[0], index)
        if len(earlier) < _MOST:
            earlier.append(index)


def _compatible(document: Document, one: Statement, other: Statement) -> bool:
    if one.edtf and other.edtf and one.edtf != other.edtf:
        return False
    for roles in (("place",), ("victim", "recipient", "target")):
        a, b = _entities(document, one, roles), _entities(document, other, roles)
        if a and b and not a & b:
            return False
    return one.certainty in _REAL and other.certainty in _REAL

"""The verdict on two entity cards."""

from __future__ import annotations

from whosays.records.across import EntityCard, Verdict
from whosays.resolve.entities.mistyped import mistyped
from whosays.resolve.entities.names import sort_of
from whosays.resolve.entities.same_bodies import bodies
from whosays.resolve.entities.same_people import people
from whosays.resolve.entities.same_places import places
from whosays.resolve.entities.verdicts import name_of, verdict

_BY_SORT = {"person": people, "body": bodies, "place": places}


def judge(a: EntityCard, b: EntityCard) -> Verdict | None:
    """The verdict on two cards; a pure function of them."""
    if b.id in a.apart or a.id in b.apart:
        return verdict(
            a, b, "apart", 1.0, f"{name_of(a)} and {name_of(b)}: one document has them side by side"
        )
    if b.id in a.same or a.id in b.same:
        return verdict(a, b, "same", 0.9, f"{name_of(a)} = {name_of(b)}: a document says so")
    one, other = sort_of(a.type), sort_of(b.type)
    if one == other:
        return _BY_SORT[one](a, b) if one in _BY_SORT else None
    return None if "nation" in (one, other) else mistyped(a, b)

"""One name under two sorts of thing, of which one document may have taken it for the wrong one."""

from __future__ import annotations

from whosays.records.across import EntityCard, Verdict
from whosays.resolve.entities.names import compared, fittings, sort_of
from whosays.resolve.entities.people import person
from whosays.resolve.entities.relation import Tie
from whosays.resolve.entities.same_people import has_full
from whosays.resolve.entities.spelling import parts
from whosays.resolve.entities.verdicts import tied, verdict
from whosays.resolve.entities.words import words

_SCORES = {"place": 0.34, "body": 0.34, "person": 0.32, "thing": 0.3}
"""By the sort that it was taken for: below all ties of names that are of one sort."""
_SURE = 4
"""Hardness (`_hardness`) from which on a card is what it was taken for."""
_LETTERS = 3
"""Letters that the shared name has at least."""


def mistyped(a: EntityCard, b: EntityCard) -> Verdict | None:
    """The same name under two sorts of thing: the one that has less to show for its sort may be the other."""
    softer, harder = sorted((a, b), key=lambda card: (_hardness(card), card.id))
    if _hardness(softer) >= _SURE or sort_of(harder.type) == "thing":
        return None
    if sort_of(harder.type) == "person":
        if sort_of(softer.type) == "thing" and (found := _lone_thing(a, b, softer)) is not None:
            return found
        if not has_full(harder):
            return None
    theirs = {parts(name): name for name in compared(sort_of(harder.type), harder.names)}
    mine = compared(sort_of(softer.type), softer.names)
    shared = [name for name in mine if parts(name) in theirs]
    if not shared or len(shared) < len(mine) or len("".join(parts(shared[0]))) < _LETTERS:
        return None
    sorts = f"{sort_of(softer.type)} here, {sort_of(harder.type)} elsewhere"
    score = _SCORES[sort_of(softer.type)]
    return verdict(a, b, "weak", score, f"{shared[0]}: the same name, {sorts}", softer.id)


def _lone_thing(a: EntityCard, b: EntityCard, thing: EntityCard) -> Verdict | None:
    """A surname that was not known for a person's."""
    found = fittings("person", compared("person", a.names), compared("person", b.names))
    full = a if thing is b else b
    if not has_full(full) or len(thing.names) > 1:
        return None
    if not found or found[0].fit.tie not in (Tie.INITIAL, Tie.LONE, Tie.LIKE):
        return None
    return tied(a, b, found[0], lone=thing)


def _hardness(card: EntityCard) -> int:
    """How much a card has to show for its sort: `_SURE` is enough."""
    sort = sort_of(card.type)
    if sort == "thing":
        return 0
    if sort == "person":
        shown = card.offices or card.sexes or card.born or len(card.names) > 1
        first = person(card.names[0]).words[:1]
        return _SURE if shown or words().given.issuperset(first) else 1
    if sort == "place":
        return _SURE + 1 if card.places else 3
    return 2 if sort == "body" else _SURE

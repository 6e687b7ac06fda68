"""The verdict on two entity cards."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import count, takewhile

from whosays.gazetteer import lookup, spot
from whosays.records.across import EntityCard, Sort, Verdict
from whosays.records.edtf import bounds
from whosays.resolve.entities.bodies import body, stands_for
from whosays.resolve.entities.names import Fitting, compared, fit_of, fittings, says_much, sort_of
from whosays.resolve.entities.people import person
from whosays.resolve.entities.relation import Tie
from whosays.resolve.entities.spelling import parts
from whosays.resolve.entities.words import words

SCORES = {
    Tie.SAME: 0.95,
    Tie.SPELT: 0.85,
    Tie.SHORT: 0.75,
    Tie.INITIAL: 0.7,
    Tie.SLIP: 0.6,
    Tie.LONE: 0.5,
    Tie.LIKE: 0.45,
    Tie.GIVEN: 0.4,
}
_MISTYPED = {"place": 0.34, "body": 0.34, "person": 0.32, "thing": 0.3}
"""Of one that bears the name of something of another sort, by the sort that it was taken for."""
_OFFICE = 0.05
"""What a shared office adds to a weak one."""
_DIVISION = "iso3166-2:"
"""Ids of provinces, departments and states."""
_LETTERS = 3
"""Of initials that may be one body's in two documents."""
RIVAL = 0.1
"""Of one that could be meant, but for which nothing speaks: it joins nothing, and bars another."""


def judge(a: EntityCard, b: EntityCard) -> Verdict | None:
    """The verdict on two cards; a pure function of them."""
    if b.id in a.apart or a.id in b.apart:
        return _verdict(a, b, "apart", 1.0, f"{_name(a)} and {_name(b)}: one document has them side by side")
    if b.id in a.same or a.id in b.same:
        return _verdict(a, b, "same", 0.9, f"{_name(a)} = {_name(b)}: a document says so")
    one, other = sort_of(a.type), sort_of(b.type)
    if one == other:
        return _ALIKE[one](a, b) if one in _ALIKE else None
    return None if "nation" in (one, other) else _mistyped(a, b)


def _people(a: EntityCard, b: EntityCard) -> Verdict | None:
    found = fittings("person", compared("person", a.names), compared("person", b.names))
    if not found:
        return None
    best = found[0]
    if best.fit.tie is Tie.APART:
        return _verdict(a, b, "apart", 0.9, f"{best.words}: {best.fit.why}")
    if (why := _two_lives(a, b)) is not None:
        return _verdict(a, b, "apart", 0.9, f"{best.words}: {why}")
    if best.fit.tie >= Tie.SHORT:
        against = next((one for one in found if one.fit.tie is Tie.APART), None)
        if against is not None:
            return _verdict(a, b, "apart", 0.8, f"{against.words}: {against.fit.why}")
    full = [_has_full(card) for card in (a, b)]
    if best.fit.tie >= Tie.LONE:
        if all(full) or not any(full):
            return None  # two full names that have nothing in common; two bynames
        lone = b if full[0] else a
        shared = _both_names(found, lone is a) or _shared(a, b)
        if not shared[0] and (_other_office(a, b) or (a.near and b.near)):
            why = f"{best.words}: {best.fit.why}, and nothing else in common"
            return _verdict(a, b, "weak", RIVAL, why, lone.id)
        return _of(a, b, best, shared, lone)
    return _of(a, b, best, _shared(a, b))


def _has_full(card: EntityCard) -> bool:
    return any(says_much("person", name) for name in card.names)


def _both_names(found: Sequence[Fitting], first: bool) -> tuple[str, float] | None:
    """One document has the surname alone and the given name or a byname alone."""
    told = {person(one.one if first else one.other).words: one.fit.why for one in found}
    return (", and " + " and ".join(sorted(set(told.values()))), _OFFICE) if len(told) > 1 else None


def _other_office(a: EntityCard, b: EntityCard) -> bool:
    return bool(a.offices and b.offices) and not set(a.offices) & set(b.offices)


def _two_lives(a: EntityCard, b: EntityCard) -> str | None:
    """Why they can't be one person, whatever their names."""
    if len(a.sexes) == len(b.sexes) == 1 and a.sexes != b.sexes:
        return "a man and a woman"
    if len(a.born) == len(b.born) == 1 and _disjoint(a.born[0], b.born[0]):
        return f"born {a.born[0]} and {b.born[0]}"
    which = {g for names in (a.names, b.names) if len(g := _generations(names)) == 1}
    return "two generations" if len(which) > 1 else None


def _generations(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(g for name in compared("person", names) if (g := person(name).generation) is not None)


def _disjoint(one: str, other: str) -> bool:
    (a, b), (c, d) = bounds(one), bounds(other)
    return None not in (a, b, c, d) and (str(b) < str(c) or str(d) < str(a))


def _bodies(a: EntityCard, b: EntityCard) -> Verdict | None:
    mine, theirs = compared("body", a.names), compared("body", b.names)
    found = fittings("body", mine, theirs)
    if not found:
        return None
    best = found[0]
    if best.fit.tie is Tie.APART:
        return _verdict(a, b, "apart", 0.8, f"{best.words}: {best.fit.why}")
    # The longest names decide: a short one ("the Front", initials) may be several bodies'.
    long = fit_of("body", mine[0], theirs[0])
    if says_much("body", mine[0]) and says_much("body", theirs[0]):
        if long is None and (lone := _byname(a, b, best)) is not None:
            why = f"{best.words}: another name of {theirs[0] if lone is a else mine[0]}"
            return _verdict(a, b, "weak", SCORES[Tie.SHORT], why, lone.id)
        return _long_bodies(a, b, best, Fitting(long, mine[0], theirs[0]) if long else None)
    if best.fit.tie is Tie.SAME and len(body(best.one).words) == 1:
        return _acronym(a, b, best)
    if best.fit.tie is not Tie.INITIAL or any(lookup(best.one if best.fit.shorter < 0 else best.other)):
        return None  # initials of a country
    return _of(a, b, best)


def _byname(a: EntityCard, b: EntityCard, best: Fitting) -> EntityCard | None:
    """The card that has only a name that the other has beside another: not a short form of that one."""
    if best.fit.tie is not Tie.SAME:
        return None
    for lone, full in ((a, b), (b, a)):
        names = compared("body", full.names)
        if len(compared("body", lone.names)) == 1 and len(names) > 1:
            own = fit_of("body", best.other if lone is a else best.one, names[0])
            return lone if own is None else None
    return None


def _long_bodies(a: EntityCard, b: EntityCard, best: Fitting, long: Fitting | None) -> Verdict | None:
    """Two bodies with long names: those must be one name, or differ by a letter and share the initials."""
    if long is None or long.fit.tie in (Tie.SHORT, Tie.INITIAL):
        return None
    if long.fit.tie is Tie.APART:
        return _verdict(a, b, "apart", 0.8, f"{long.words}: {long.fit.why}")
    if long.fit.tie is Tie.SLIP and best.fit.tie is Tie.SAME:
        why = f"{long.words}: {long.fit.why}, both {best.one}"
        return _verdict(a, b, "same", SCORES[Tie.SPELT], why)
    return _of(a, b, long)


def _acronym(a: EntityCard, b: EntityCard, best: Fitting) -> Verdict | None:
    """Initials alone, and a body of which a document says that they are its."""
    named = [says_much("body", compared("body", card.names)[0]) for card in (a, b)]
    if len("".join(parts(best.one))) < _LETTERS:
        return None
    if not any(named):
        return _of(a, b, best)
    lone, full = (b, a) if named[0] else (a, b)
    long = body(compared("body", full.names)[0])
    fits = stands_for(parts(best.one)[0], long)
    why = f"{best.one}: the initials that a document gives for {compared('body', full.names)[0]}"
    return _verdict(a, b, "weak", SCORES[Tie.INITIAL] + (_OFFICE if fits else 0), why, lone.id)


def _places(a: EntityCard, b: EntityCard) -> Verdict | None:
    best = next(iter(fittings("place", compared("place", a.names), compared("place", b.names))), None)
    if len(a.places) == len(b.places) == 1:
        if a.places != b.places or not ((_on_map(a) and _on_map(b)) or _spells(best)):
            return None
        return _verdict(a, b, "same", 0.95, f"{_name(a)} ~ {_name(b)}: both {a.places[0]} on the map")
    return _of(a, b, best) if best is not None and best.fit.tie is Tie.SAME else None


def _on_map(card: EntityCard) -> bool:
    """Is the place on the map one of its name, and not a town for the county that is called after it?"""
    if card.places[0] in _countries():
        return True  # of countries the places layer knows other names than the map does
    names = list(card.names)
    if card.places[0].startswith(_DIVISION):
        heads = words().heads
        names += [" ".join(word for word in parts(name) if word not in heads) for name in card.names]
    return any(one.id == card.places[0] for name in names for one in lookup(name))


@cache
def _countries() -> frozenset[str]:
    return frozenset(one.id for one in takewhile(lambda one: one.kind == "country", map(spot, count())))


def _spells(best: Fitting | None) -> bool:
    return best is not None and best.fit.tie in (Tie.SAME, Tie.SPELT, Tie.SLIP)


def _mistyped(a: EntityCard, b: EntityCard) -> Verdict | None:
    """The same name under two sorts of thing: the one that has less to show for its sort may be the other."""
    softer, harder = sorted((a, b), key=lambda card: (_hardness(card), card.id))
    if _hardness(softer) >= _SURE or sort_of(harder.type) == "thing":
        return None
    if sort_of(harder.type) == "person":
        if sort_of(softer.type) == "thing" and (found := _lone_thing(a, b, softer)) is not None:
            return found
        if not _has_full(harder):
            return None
    theirs = {parts(name): name for name in compared(sort_of(harder.type), harder.names)}
    mine = compared(sort_of(softer.type), softer.names)
    shared = [name for name in mine if parts(name) in theirs]
    if not shared or len(shared) < len(mine) or len("".join(parts(shared[0]))) < 3:
        return None
    sorts = f"{sort_of(softer.type)} here, {sort_of(harder.type)} elsewhere"
    score = _MISTYPED[sort_of(softer.type)]
    return _verdict(a, b, "weak", score, f"{shared[0]}: the same name, {sorts}", softer.id)


def _lone_thing(a: EntityCard, b: EntityCard, thing: EntityCard) -> Verdict | None:
    """A surname that was not known for a person's."""
    found = fittings("person", compared("person", a.names), compared("person", b.names))
    full = a if thing is b else b
    if not _has_full(full) or len(thing.names) > 1:
        return None
    if not found or found[0].fit.tie not in (Tie.LONE, Tie.LIKE):
        return None
    return _of(a, b, found[0], lone=thing)


_SURE = 4


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


_ALIKE = {"person": _people, "body": _bodies, "place": _places}


def _shared(a: EntityCard, b: EntityCard) -> tuple[str, float]:
    """What else speaks for their being one (an office; a name that stands near both), and what that adds."""
    both = sorted(set(a.offices) & set(b.offices))
    if both:
        return f", both {both[0]}", _OFFICE
    near = sorted(set(a.near) & set(b.near))
    return (f", both beside {' and '.join(near[:2])}", 0.0) if near else ("", 0.0)


def _of(
    a: EntityCard,
    b: EntityCard,
    best: Fitting,
    shared: tuple[str, float] = ("", 0.0),
    lone: EntityCard | None = None,
) -> Verdict:
    score = SCORES[best.fit.tie]
    reason = f"{best.words}: {best.fit.why}{shared[0]}"
    if best.fit.tie <= Tie.SPELT:
        return _verdict(a, b, "same", score, reason)
    if lone is None:
        lone = a if best.fit.shorter < 0 else b if best.fit.shorter > 0 else max((a, b), key=_says_little)
    return _verdict(a, b, "weak", score + shared[1], reason, lone.id)


def _says_little(card: EntityCard) -> tuple[bool, int, str]:
    return (card.local, -len(card.names), card.id)


def _name(card: EntityCard) -> str:
    return max(card.names, key=lambda name: (len(name), name))


def _verdict(
    a: EntityCard, b: EntityCard, sort: Sort, score: float, reason: str, lone: str | None = None
) -> Verdict:
    return Verdict(a=a.id, b=b.id, sort=sort, score=round(score, 3), reason=reason, lone=lone)

"""The verdict on two people: by their names, and by what else documents tell of them."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.records.across import EntityCard, Verdict
from whosays.records.edtf import bounds
from whosays.resolve.entities.names import Fitting, compared, fittings, says_much
from whosays.resolve.entities.people import person
from whosays.resolve.entities.relation import Tie
from whosays.resolve.entities.verdicts import OFFICE, RIVAL, tied, verdict


def people(a: EntityCard, b: EntityCard) -> Verdict | None:
    """A surname alone needs something else in common; what contradicts goes before what fits."""
    found = fittings("person", compared("person", a.names), compared("person", b.names))
    if not found:
        return None
    best = found[0]
    if best.fit.tie is Tie.APART:
        return verdict(a, b, "apart", 0.9, f"{best.words}: {best.fit.why}")
    if (why := _two_lives(a, b)) is not None:
        return verdict(a, b, "apart", 0.9, f"{best.words}: {why}")
    if best.fit.tie >= Tie.SHORT:
        against = next((one for one in found if one.fit.tie is Tie.APART), None)
        if against is not None:
            return verdict(a, b, "apart", 0.8, f"{against.words}: {against.fit.why}")
    lone, shared = None, shared_facts(a, b)
    if best.fit.tie >= Tie.LONE:
        full = [has_full(card) for card in (a, b)]
        if all(full) or not any(full):
            return None  # two full names that have nothing in common; two bynames
        lone = b if full[0] else a
        shared = _both_names(found, lone is a) or shared
    made = tied(a, b, best, shared, lone)
    if made.sort == "weak" and not shared[0] and (_other_office(a, b) or (a.near and b.near)):
        return verdict(a, b, "weak", RIVAL, f"{made.reason}, and nothing else in common", made.lone)
    return made


def has_full(card: EntityCard) -> bool:
    """Has it a name of two words?"""
    return any(says_much("person", name) for name in card.names)


def _both_names(found: Sequence[Fitting], first: bool) -> tuple[str, float] | None:
    """One document has the surname alone and the given name or a byname alone."""
    told = {person(one.one if first else one.other).words: one.fit.why for one in found}
    return (", and " + " and ".join(sorted(set(told.values()))), OFFICE) if len(told) > 1 else None


def _other_office(a: EntityCard, b: EntityCard) -> bool:
    return bool(a.offices and b.offices) and not set(a.offices) & set(b.offices)


def _two_lives(a: EntityCard, b: EntityCard) -> str | None:
    """Why they can't be one person, whatever their names."""
    if len(a.sexes) == len(b.sexes) == 1 and a.sexes != b.sexes:
        return "a man and a woman"
    if len(a.born) == len(b.born) == 1 and _disjoint(a.born[0], b.born[0]):
        return f"born {a.born[0]} and {b.born[0]}"
    one, other = _generations(a.names), _generations(b.names)
    if len(one | other) > 1:
        return "two generations"
    # "Sarov" and "Sarov Jr" may be father and son.
    return "the generation of one is told" if one != other and not set(a.offices) & set(b.offices) else None


def _generations(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(g for name in compared("person", names) if (g := person(name).generation) is not None)


def _disjoint(one: str, other: str) -> bool:
    (a, b), (c, d) = bounds(one), bounds(other)
    return None not in (a, b, c, d) and (str(b) < str(c) or str(d) < str(a))


def shared_facts(a: EntityCard, b: EntityCard) -> tuple[str, float]:
    """What else speaks for their being one (an office; a name that stands near both), and what that adds."""
    both = sorted(set(a.offices) & set(b.offices))
    if both:
        return f", both {both[0]}", OFFICE
    near = sorted(set(a.near) & set(b.near))
    return (f", both beside {' and '.join(near[:2])}", 0.0) if near else ("", 0.0)

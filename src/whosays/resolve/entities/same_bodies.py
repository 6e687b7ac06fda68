"""The verdict on two bodies: organisations, public bodies, companies."""

from __future__ import annotations

from whosays.gazetteer import lookup
from whosays.records.across import EntityCard, Verdict
from whosays.resolve.entities.bodies import body, stands_for
from whosays.resolve.entities.names import Fitting, compared, fit_of, fittings, says_much
from whosays.resolve.entities.relation import Tie
from whosays.resolve.entities.spelling import parts
from whosays.resolve.entities.verdicts import OFFICE, SCORES, tied, verdict
from whosays.resolve.entities.words import words

_LETTERS = 3
"""Of initials that may be one body's in two documents."""


def bodies(a: EntityCard, b: EntityCard) -> Verdict | None:
    """The longest names decide: a short one ("the Front", initials) may be several bodies'."""
    mine, theirs = compared("body", a.names), compared("body", b.names)
    found = fittings("body", mine, theirs)
    if not found:
        return None
    best = found[0]
    if best.fit.tie is Tie.APART:
        return verdict(a, b, "apart", 0.8, f"{best.words}: {best.fit.why}")
    long = fit_of("body", mine[0], theirs[0])
    if says_much("body", mine[0]) and says_much("body", theirs[0]):
        if long is None and (lone := _byname(a, b, best)) is not None:
            why = f"{best.words}: another name of {theirs[0] if lone is a else mine[0]}"
            return verdict(a, b, "weak", SCORES[Tie.SHORT], why, lone.id)
        return _long_bodies(a, b, best, Fitting(long, mine[0], theirs[0]) if long else None)
    if best.fit.tie is Tie.SAME and len(body(best.one).words) == 1:
        return _acronym(a, b, best)
    if best.fit.tie is not Tie.INITIAL or any(lookup(best.one if best.fit.shorter < 0 else best.other)):
        return None  # initials of a country
    return tied(a, b, best)


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
        return verdict(a, b, "apart", 0.8, f"{long.words}: {long.fit.why}")
    if long.fit.tie is Tie.SLIP and best.fit.tie is Tie.SAME:
        why = f"{long.words}: {long.fit.why}, both {best.one}"
        return verdict(a, b, "same", SCORES[Tie.SPELT], why)
    return tied(a, b, long)


def _acronym(a: EntityCard, b: EntityCard, best: Fitting) -> Verdict | None:
    """Initials alone, and a body of which a document says that they are its."""
    named = [says_much("body", compared("body", card.names)[0]) for card in (a, b)]
    if len("".join(parts(best.one))) < _LETTERS:
        return None
    if not any(named):
        return tied(a, b, best)
    if body(best.one).words[0] in words().heads.keys() | words().common:
        return None  # "the Court" is many courts
    lone, full = (b, a) if named[0] else (a, b)
    long = body(compared("body", full.names)[0])
    fits = stands_for(parts(best.one)[0], long)
    why = f"{best.one}: the initials that a document gives for {compared('body', full.names)[0]}"
    return verdict(a, b, "weak", SCORES[Tie.INITIAL] + (OFFICE if fits else 0), why, lone.id)

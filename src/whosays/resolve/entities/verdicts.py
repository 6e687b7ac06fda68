"""Verdicts on two cards: their scores, and how they are put in words."""

from __future__ import annotations

from whosays.records.across import EntityCard, Sort, Verdict
from whosays.resolve.entities.names import Fitting
from whosays.resolve.entities.relation import Tie

SCORES = {
    Tie.SAME: 0.95,
    Tie.SPELT: 0.85,
    Tie.SHORT: 0.78,
    Tie.INITIAL: 0.7,
    Tie.SLIP: 0.6,
    Tie.LONE: 0.5,
    Tie.LIKE: 0.45,
    Tie.GIVEN: 0.4,
}
"""How sure a tie of two names is, from 0 to 1: what counts is the order, in which `settle` takes them."""
OFFICE = 0.03
"""What a shared office adds to a weak one: less than lies between two ties."""
RIVAL = 0.1
"""Of one that could be meant, but for which nothing speaks: it joins nothing, and bars another."""


def tied(
    a: EntityCard,
    b: EntityCard,
    best: Fitting,
    shared: tuple[str, float] = ("", 0.0),
    lone: EntityCard | None = None,
) -> Verdict:
    """The verdict that two names give: `same` where they are one, else `weak` for the card that says less."""
    score = SCORES[best.fit.tie]
    reason = f"{best.words}: {best.fit.why}{shared[0]}"
    if best.fit.tie <= Tie.SPELT:
        return verdict(a, b, "same", score, reason)
    if lone is None:
        lone = a if best.fit.shorter < 0 else b if best.fit.shorter > 0 else max((a, b), key=_says_little)
    return verdict(a, b, "weak", score + shared[1], reason, lone.id)


def _says_little(card: EntityCard) -> tuple[bool, int, str]:
    return (card.local, -len(card.names), card.id)


def name_of(card: EntityCard) -> str:
    """Its longest name."""
    return max(card.names, key=lambda name: (len(name), name))


def verdict(
    a: EntityCard, b: EntityCard, sort: Sort, score: float, reason: str, lone: str | None = None
) -> Verdict:
    """A verdict on the cards, `a` before `b`."""
    return Verdict(a=a.id, b=b.id, sort=sort, score=round(score, 3), reason=reason, lone=lone)

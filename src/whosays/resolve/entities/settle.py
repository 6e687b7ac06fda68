"""Who is one, of the cards of one component."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from whosays.records.across import EntityCard, Verdict
from whosays.resolve.entities.verdicts import RIVAL, SCORES
from whosays.resolve.linking import Held

_OPEN = frozenset(SCORES.values())
"""Scores of names alone."""


def settle(cards: Mapping[str, EntityCard], verdicts: Sequence[Verdict]) -> list[tuple[str, ...]]:
    """Clusters: decided verdicts, then the surest, never over an `apart`; then short names find long ones.

    Weak verdicts are taken in the order of how much the lone name tells (a name without its middle before
    initials, initials before a surname alone), each step on the clusters that the one before has left:
    "Sarov" is one man's where "M. Sarov" has joined "Mikal Sarov". A name that two clusters may own at one
    step joins neither; none joins twice, so that it never draws two others together.
    """
    groups = Held(cards)
    decided, found = ([v for v in verdicts if (v.decided is None) is own] for own in (False, True))
    _hold(groups, ((v.a, v.b) for v in decided if v.sort == "apart"))
    _join(groups, decided)
    _hold(groups, ((card.id, other) for card in cards.values() for other in card.apart if other in cards))
    _hold(groups, ((v.a, v.b) for v in found if v.sort == "apart"))
    _join(groups, found)
    weak = sorted((v for v in verdicts if v.sort == "weak"), key=lambda v: (-v.score, v.a, v.b))
    rivals = [verdict for verdict in weak if verdict.score <= RIVAL]
    done: set[str] = set()
    for score, step in groupby(weak, key=lambda v: v.score):
        if score > RIVAL:
            # A shared office decides between two.
            _step(groups, list(step), rivals if score in _OPEN else (), done)
    return sorted(tuple(members) for members in groups.members().values())


def _hold(groups: Held, pairs: Iterable[tuple[str, str]]) -> None:
    for a, b in pairs:
        if groups.of(a) != groups.of(b):  # a person has said that they are one
            groups.hold_apart(a, b)


def _join(groups: Held, verdicts: Iterable[Verdict]) -> None:
    for verdict in sorted(verdicts, key=lambda v: (-v.score, v.a, v.b)):
        if verdict.sort == "same":
            groups.join(verdict.a, verdict.b)


def _step(groups: Held, verdicts: Sequence[Verdict], rivals: Sequence[Verdict], done: set[str]) -> None:
    tied: dict[str, set[str]] = defaultdict(set)
    for verdict in verdicts:
        lone, other = _ends(verdict)
        if lone not in done and groups.of(lone) != groups.of(other) and not groups.apart(lone, other):
            tied[lone].add(groups.of(other))
    for verdict in rivals:
        lone, other = _ends(verdict)
        if lone in tied and not groups.apart(lone, other):
            tied[lone].add(groups.of(other))
    # Judged on the clusters as the step found them, so that the order of these joins changes nothing.
    done.update(tied)
    for lone, others in sorted(tied.items()):
        if len(others) == 1:
            groups.join(lone, *others)


def _ends(verdict: Verdict) -> tuple[str, str]:
    """The one that is tied, and the one that it is tied to."""
    lone = verdict.lone or verdict.a
    return lone, verdict.b if lone == verdict.a else verdict.a

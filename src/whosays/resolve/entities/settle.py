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

_OWN = 2
"""Neighbours that a lone name must share with one cluster, and none with any other, to be one of two."""


def settle(cards: Mapping[str, EntityCard], verdicts: Sequence[Verdict]) -> list[tuple[str, ...]]:
    """Clusters: decided verdicts, then the surest, never over an `apart`; then short names find long ones.

    Weak verdicts are taken in the order of how much the lone name tells (a name without its middle before
    initials, initials before a surname alone), each step on the clusters that the one before has left:
    "Sarov" is one man's where "M. Sarov" has joined "Mikal Sarov". A name that two clusters may own at one
    step joins neither, if no neighbours tell; none joins twice, so that it never draws two others together.
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
            _step(groups, cards, list(step), rivals if score in _OPEN else (), done)
    return sorted(tuple(members) for members in groups.members().values())


def _hold(groups: Held, pairs: Iterable[tuple[str, str]]) -> None:
    for a, b in pairs:
        if groups.of(a) != groups.of(b):  # a person has said that they are one
            groups.hold_apart(a, b)


def _join(groups: Held, verdicts: Iterable[Verdict]) -> None:
    for verdict in sorted(verdicts, key=lambda v: (-v.score, v.a, v.b)):
        if verdict.sort == "same":
            groups.join(verdict.a, verdict.b)


def _step(
    groups: Held,
    cards: Mapping[str, EntityCard],
    verdicts: Sequence[Verdict],
    rivals: Sequence[Verdict],
    done: set[str],
) -> None:
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
    members = groups.members() if any(len(others) > 1 for others in tied.values()) else {}
    meant = {
        lone: _meant(cards[lone], {other: [cards[id_] for id_ in members.get(other, ())] for other in others})
        for lone, others in tied.items()
    }
    for lone, cluster in sorted(meant.items()):
        if cluster is not None:
            groups.join(lone, cluster)


def _meant(lone: EntityCard, clusters: Mapping[str, Sequence[EntityCard]]) -> str | None:
    """The only cluster it may be, or the only one whose own neighbours stand near it, two at least."""
    if len(clusters) == 1:
        return next(iter(clusters))
    near = {
        id_: {name for card in cards for name in card.near}.intersection(lone.near)
        for id_, cards in clusters.items()
    }
    own = {
        id_: names.difference(*(theirs for other, theirs in near.items() if other != id_))
        for id_, names in near.items()
    }
    telling = [id_ for id_, names in own.items() if names]
    return telling[0] if len(telling) == 1 and len(own[telling[0]]) >= _OWN else None


def _ends(verdict: Verdict) -> tuple[str, str]:
    """The one that is tied, and the one that it is tied to."""
    lone = verdict.lone or verdict.a
    return lone, verdict.b if lone == verdict.a else verdict.a

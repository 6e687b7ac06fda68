"""From verdicts to events: the surest first, whole clusters against whole clusters.

What one document tells apart stays two, unless a verdict on just these two says otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product

from whosays.records.across import EventCard, Verdict
from whosays.resolve.events.evidence import evidence
from whosays.resolve.events.judging import barred, scored
from whosays.resolve.events.sight import sight

ENOUGH = 0.4
"""Mean score that the cards of two clusters must reach between them."""
_LOOKED_AT = 8  # cards of a cluster that are compared with those of another


def settle(cards: Mapping[str, EventCard], verdicts: Sequence[Verdict]) -> list[tuple[str, ...]]:
    """The events of one component."""
    clusters = _Clusters(cards, verdicts)
    for verdict in sorted(verdicts, key=lambda v: (v.decided is None, -v.score, v.a, v.b)):
        if verdict.sort == "same":
            clusters.join(verdict.a, verdict.b, decided=verdict.decided is not None)
    tied: dict[str, set[str]] = defaultdict(set)
    for verdict in verdicts:
        if verdict.sort == "weak" and clusters.may_join(verdict.a, verdict.b):
            lone = verdict.lone or verdict.a
            tied[clusters.of[lone]].add(clusters.of[verdict.b if lone == verdict.a else verdict.a])
    for lone, others in sorted(tied.items()):
        if len(others - {lone}) == 1 and lone in clusters.members:
            clusters.join(lone, *(others - {lone}), decided=True)
    return sorted(tuple(sorted(members)) for members in clusters.members.values())


class _Clusters:
    def __init__(self, cards: Mapping[str, EventCard], verdicts: Sequence[Verdict]) -> None:
        self._cards = cards
        self.of = {id_: id_ for id_ in cards}
        self.members = {id_: [id_] for id_ in sorted(cards)}
        self._documents = {id_: {card.document: [id_]} for id_, card in cards.items()}
        self._said = {(v.a, v.b): v for v in verdicts}
        self._scores: dict[tuple[str, str], float] = {}
        self._foes: dict[str, set[str]] = defaultdict(set)
        for verdict in verdicts:
            if verdict.sort == "apart":
                self._foes[verdict.a].add(verdict.b)
                self._foes[verdict.b].add(verdict.a)

    def join(self, a: str, b: str, *, decided: bool) -> None:
        """Make the clusters of two cards one, where enough speaks for it; `decided`: where nothing forbids it."""
        a, b = sorted((self.of[a], self.of[b]))
        if a == b or not self.may_join(a, b) or not (decided or self._mean(a, b) >= ENOUGH):
            return
        for member in self.members[b]:
            self.of[member] = a
        self.members[a] = sorted(self.members[a] + self.members.pop(b))
        for document, ids in self._documents.pop(b).items():
            self._documents[a].setdefault(document, []).extend(ids)

    def may_join(self, a: str, b: str) -> bool:
        """Is neither told apart from the other, by a verdict or by a document of both?"""
        a, b = self.of[a], self.of[b]
        if any(self.of[foe] == b for member in self.members[a] for foe in self._foes.get(member, ())):
            return False
        mine, theirs = self._documents[a], self._documents[b]
        return not any(
            self._told_apart(one, other)
            for document in mine.keys() & theirs.keys()
            for one, other in product(mine[document], theirs[document])
        )

    def _told_apart(self, one: str, other: str) -> bool:
        verdict = self._said.get((min(one, other), max(one, other)))
        return verdict is None or verdict.sort != "same"

    def _mean(self, a: str, b: str) -> float:
        pairs = list(product(self.members[a][:_LOOKED_AT], self.members[b][:_LOOKED_AT]))
        return sum(self._score(*sorted(pair)) for pair in pairs) / len(pairs)

    def _score(self, a: str, b: str) -> float:
        if (a, b) not in self._scores:
            verdict = self._said.get((a, b))
            if verdict is not None and verdict.sort == "same":
                self._scores[a, b] = verdict.score
            else:
                one, other = sight(self._cards[a]), sight(self._cards[b])
                found = evidence(one, other)
                self._scores[a, b] = 0.0 if barred(one, other, found) else scored(found)
        return self._scores[a, b]

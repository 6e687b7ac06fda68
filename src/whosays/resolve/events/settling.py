"""From verdicts to events: whole clusters against whole clusters, the likeliest pair of them first.

Two clusters become one where their cards agree on average (average link over the pairs that share a key).
What one document tells apart stays two, unless a verdict on just these two says otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import combinations, product

from whosays.records.across import CAP, EventCard, Verdict
from whosays.resolve.events.judging import likeness
from whosays.resolve.events.keys import keys
from whosays.resolve.events.sight import sight
from whosays.resolve.events.times import agreement
from whosays.resolve.events.vague import is_vague

ENOUGH = 0.4
"""Mean score that the cards of two clusters must reach between them."""
_DATED = 8  # cards of a cluster whose dates are compared

Pair = tuple[str, str]


def settle(cards: Mapping[str, EventCard], verdicts: Sequence[Verdict]) -> list[tuple[str, ...]]:
    """The events of one component."""
    clusters = _Clusters(cards, verdicts)
    for verdict in sorted(v for v in verdicts if v.decided is not None and v.sort == "same"):
        clusters.join(verdict.a, verdict.b, decided=True)
    scores = _scores(cards, verdicts)
    vague = {id_ for id_, card in cards.items() if is_vague(sight(card))}
    weak = [verdict for verdict in verdicts if verdict.sort == "weak"]
    within = [v for v in weak if cards[v.a].document == cards[v.b].document]
    # First what says when, where or to whom; then what its own document makes clear; then the rest.
    open_ = vague | {verdict.lone for verdict in within}
    clusters.agglomerate({pair: score for pair, score in scores.items() if open_.isdisjoint(pair)})
    clusters.tie(within, retold=True)
    clusters.agglomerate({pair: score for pair, score in scores.items() if len(vague & {*pair}) != 1})
    clusters.tie([verdict for verdict in weak if verdict not in within])
    return sorted(tuple(sorted(members)) for members in clusters.members.values())


def _scores(cards: Mapping[str, EventCard], verdicts: Sequence[Verdict]) -> dict[Pair, float]:
    """Of pairs that share a key: the verdict's, and how alike those are of which there is none.

    Two lines may be alike and yet agree on nothing of their own: that is no reason to keep them apart. And of
    two that are not alike enough by themselves it counts how much they lack.
    """
    blocks: dict[str, list[str]] = defaultdict(list)
    for id_, card in sorted(cards.items()):
        for key in keys(card):
            blocks[key].append(id_)
    pairs = {pair for ids in blocks.values() if len(ids) <= CAP for pair in combinations(ids, 2)}
    told = {(verdict.a, verdict.b) for verdict in verdicts}
    found = {(a, b): likeness(cards[a], cards[b]) for a, b in sorted(pairs - told)}
    for verdict in verdicts:
        if verdict.sort == "same" and verdict.decided is None:
            found[verdict.a, verdict.b] = verdict.score
    return found


class _Clusters:
    def __init__(self, cards: Mapping[str, EventCard], verdicts: Sequence[Verdict]) -> None:
        self.of = {id_: id_ for id_ in cards}
        self.members = {id_: [id_] for id_ in sorted(cards)}
        self._coded = {id_: {card.document: [id_]} if card.lines else {} for id_, card in cards.items()}
        """Coded cards by document, of each cluster."""
        self._has_line = {id_: bool(card.lines) for id_, card in cards.items()}
        self._dated = {id_: [card] if card.dates else [] for id_, card in cards.items()}
        self._near: dict[str, set[str]] = defaultdict(set)
        """The cards that verdicts join each to; two of one document only those that tie it, or decisions."""
        self._lone: set[str] = set()
        """Those that speak of another of their document."""
        for verdict in verdicts:
            one = cards[verdict.a].document == cards[verdict.b].document
            if verdict.sort == "weak" or (verdict.sort == "same" and (verdict.decided or not one)):
                self._near[verdict.a].add(verdict.b)
                self._near[verdict.b].add(verdict.a)
            if verdict.sort == "weak" and one and verdict.lone is not None:
                self._lone.add(verdict.lone)
        self._foes: dict[str, set[str]] = defaultdict(set)
        for verdict in verdicts:
            if verdict.sort == "apart":
                self._foes[verdict.a].add(verdict.b)
                self._foes[verdict.b].add(verdict.a)

    def join(self, a: str, b: str, *, decided: bool = False, retold: bool = False) -> bool:
        """Make the clusters of two cards one, named after the smallest card, where nothing forbids it.

        What a person has decided is forbidden by a verdict that they are two, and by nothing else. `retold`:
        their document gives another day in place of the first.
        """
        a, b = sorted((self.of[a], self.of[b]))
        if a == b or self._are_foes(a, b) or not (decided or self.may_join(a, b, retold=retold)):
            return False
        for member in self.members[b]:
            self.of[member] = a
        self.members[a] += self.members.pop(b)
        self._dated[a] = (self._dated[a] + self._dated.pop(b))[:_DATED]
        for document, ids in self._coded.pop(b).items():
            self._coded[a].setdefault(document, []).extend(ids)
        return True

    def may_join(self, a: str, b: str, *, retold: bool = False) -> bool:
        """Is neither told apart from the other, by a verdict, by a document of both or by all their dates?"""
        a, b = self.of[a], self.of[b]
        if self._are_foes(a, b) or not (retold or self._may_be_of_one_day(a, b)):
            return False
        mine, theirs = self._coded[a], self._coded[b]
        if mine and theirs and not self._are_joined(a, b):
            return False
        return all(
            self._are_told_as_one(mine[document], theirs[document])
            for document in mine.keys() & theirs.keys()
        )

    def _are_told_as_one(self, mine: Sequence[str], theirs: Sequence[str]) -> bool:
        """Does one document tie these? Of two that speak of a third no verdict need say that they are one."""
        pairs = list(product(mine, theirs))
        near = [other in self._near[one] for one, other in pairs]
        return any(near) and all(
            is_near or not self._lone.isdisjoint(pair) for is_near, pair in zip(near, pairs, strict=True)
        )

    def _are_joined(self, a: str, b: str) -> bool:
        """Is there a verdict on two coded cards, so that nothing uncoded alone ties two lines together?"""
        a, b = sorted((a, b), key=lambda leader: len(self.members[leader]))
        coded = (id_ for ids in self._coded[a].values() for id_ in ids)
        return any(self.of[near] == b and self._has_line[near] for id_ in coded for near in self._near[id_])

    def _are_foes(self, a: str, b: str) -> bool:
        if not self._foes:
            return False
        return any(self.of[foe] == b for member in self.members[a] for foe in self._foes.get(member, ()))

    def _may_be_of_one_day(self, a: str, b: str) -> bool:
        """Is there a date in each that may be a report of the same day?"""
        one, other = self._dated[a], self._dated[b]
        return (
            not one
            or not other
            or any(agreement(sight(mine), sight(theirs)) != "apart" for mine in one for theirs in other)
        )

    def tie(self, weak: Sequence[Verdict], *, retold: bool = False) -> None:
        """Join each lone card to the cluster that these tie it to, where it is one only."""
        tied: dict[str, set[str]] = defaultdict(set)
        for verdict in weak:
            lone = verdict.lone or verdict.a
            other = verdict.b if lone == verdict.a else verdict.a
            if self.of[lone] != self.of[other]:
                tied[self.of[lone]].add(self.of[other])
        # Judged on the clusters as they were, so that the order of these joins changes nothing.
        for lone, others in sorted(tied.items()):
            if len(others) == 1:
                self.join(lone, *others, retold=retold)

    def agglomerate(self, scores: Mapping[Pair, float]) -> None:
        """Join the two clusters that agree most, again and again, while they agree enough."""
        sums: dict[str, dict[str, tuple[float, int]]] = {id_: {} for id_ in self.members}
        for (one, other), score in sorted(scores.items()):
            a, b = self.of[one], self.of[other]
            if a != b:
                total, count = sums[a].get(b, (0.0, 0))
                sums[a][b] = sums[b][a] = (total + score, count + 1)
        heap = [_entry(sums, a, b) for a in sums for b in sums[a] if a < b]
        heapify(heap)
        while heap:
            entry = heappop(heap)
            mean, a, b = entry
            if -mean < ENOUGH:
                break
            if a not in sums or b not in sums[a] or _entry(sums, a, b) != entry or not self.join(a, b):
                continue
            del sums[a][b]
            for other, (total, count) in sums.pop(b).items():
                if other != a:
                    del sums[other][b]
                    before, number = sums[a].get(other, (0.0, 0))
                    sums[a][other] = sums[other][a] = (before + total, number + count)
            for other in sums[a]:
                heappush(heap, _entry(sums, *sorted((a, other))))


def _entry(sums: Mapping[str, Mapping[str, tuple[float, int]]], a: str, b: str) -> tuple[float, str, str]:
    total, count = sums[a][b]
    return -round(total / count, 6), a, b

"""From cards to clusters: pairs by shared keys, a verdict on each, constrained clusters of what is joined.

The shape of all resolution here (Papadakis et al., "Blocking and Filtering Techniques for Entity Resolution",
2020): map over cards, group by key, connected components, so that one process or a cluster can run it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any, Generic, Protocol, TypeVar

from whosays.records.across import Verdict

Id = TypeVar("Id", str, int)


class Kind(Protocol):
    """One kind of card: how its pairs are found, judged and settled."""

    name: str
    cap: int
    """Cards that share a key and are all compared, `CAP` at most; more than these are a crowd."""
    crowd: int
    """With how many of a crowd under one key each of them is compared: the first by id, so that it does not
    hang on the order of reading. 0: what so many share tells nothing, and joins none of them."""

    def twin(self, card: Any) -> str | None:
        """All that counts of a card but whose it is: cards of one twin are one thing without being compared.

        Only the first of them is compared with others, so ten thousand copies cost what one does. `None`:
        this card has no twins.
        """
        ...

    def keys(self, card: Any) -> Iterable[str]:
        """What cards must share to be compared at all; of one card only."""
        ...

    def judge(self, a: Any, b: Any) -> Verdict | None:
        """The verdict on two cards that share a key (`a.id < b.id`); `None`: there is none to give."""
        ...

    def settle(self, cards: Mapping[str, Any], verdicts: Sequence[Verdict]) -> Iterable[tuple[str, ...]]:
        """The clusters of one component: every card in one of them, each sorted."""
        ...


def solve(kind: Kind, cards: Sequence[Any], decided: Iterable[Verdict] = ()) -> list[tuple[str, ...]]:
    """All clusters of all cards, sorted: what a casebook must come to, however it was filled."""
    by_id = {card.id: card for card in cards}
    verdicts = {(v.a, v.b): v for v in decided if v.a in by_id and v.b in by_id}
    twins = twin_groups(kind, cards)
    firsts = [by_id[ids[0]] for ids in twins]
    for verdict in (twinned(a, b) for ids in twins for a, b in pairwise(ids)):
        verdicts.setdefault((verdict.a, verdict.b), verdict)
    for a, b in candidates(kind, firsts):
        if (a, b) not in verdicts and (found := kind.judge(by_id[a], by_id[b])) is not None:
            verdicts[a, b] = found
    return sorted(
        cluster
        for members, inside in components(by_id, verdicts.values())
        for cluster in kind.settle({id_: by_id[id_] for id_ in members}, inside)
    )


def twin_groups(kind: Kind, cards: Iterable[Any]) -> list[list[str]]:
    """The ids of the cards by their twin, each list sorted; one without twins is a list of its own."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for card in cards:
        twin = kind.twin(card)
        groups[("id", card.id) if twin is None else ("twin", twin)].append(card.id)
    return [sorted(ids) for ids in groups.values()]


def twinned(a: str, b: str) -> Verdict:
    """The verdict on two neighbours among twins."""
    return Verdict(a=a, b=b, sort="same", score=1.0, reason="the same in every word that counts")


def candidates(kind: Kind, cards: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """The pairs of ids that share a key that tells something, each once, sorted."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for card in cards:
        for key in dict.fromkeys(kind.keys(card)):
            blocks[key].append(card.id)
    yield from sorted({pair for ids in blocks.values() for pair in pairs_of(kind, ids)})


def pairs_of(kind: Kind, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pairs to compare of the cards under one key; linear in them where they are a crowd."""
    ids = sorted(set(ids))
    if len(ids) <= kind.cap:
        yield from combinations(ids, 2)
    else:
        yield from ((a, b) for i, a in enumerate(ids[: kind.crowd]) for b in ids[i + 1 :])


def components(
    ids: Iterable[str], verdicts: Iterable[Verdict]
) -> Iterator[tuple[tuple[str, ...], tuple[Verdict, ...]]]:
    """What `same` and `weak` verdicts join, with all verdicts inside; sorted."""
    verdicts = sorted(verdicts)
    groups = Groups(ids)
    for verdict in verdicts:
        if verdict.sort != "apart":
            groups.join(verdict.a, verdict.b)
    inside: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if groups.of(verdict.a) == groups.of(verdict.b):
            inside[groups.of(verdict.a)].append(verdict)
    for leader, members in sorted(groups.members().items()):
        yield tuple(members), tuple(inside[leader])


def agglomerate(
    ids: Iterable[str], verdicts: Sequence[Verdict], apart: Iterable[tuple[str, str]] = ()
) -> list[tuple[str, ...]]:
    """Clusters of one component: the surest `same` first, and never over an `apart`.

    Then the lone card of a `weak` verdict joins the cluster that such verdicts tie it to, where that is one
    only. Decided verdicts go before all others.
    """
    groups = Held(ids)
    for a, b in (*apart, *((v.a, v.b) for v in verdicts if v.sort == "apart")):
        groups.hold_apart(a, b)
    for verdict in sorted(verdicts, key=lambda v: (v.decided is None, -v.score, v.a, v.b)):
        if verdict.sort == "same":
            groups.join(verdict.a, verdict.b)
    tied: dict[str, set[str]] = defaultdict(set)
    for verdict in verdicts:
        if verdict.sort == "weak" and not groups.apart(verdict.a, verdict.b):
            lone = groups.of(verdict.lone or verdict.a)
            tied[lone] |= {groups.of(verdict.a), groups.of(verdict.b)} - {lone}
    # Judged on the clusters as the sure verdicts left them, so that the order of these joins changes nothing.
    for lone, others in sorted(tied.items()):
        if len(others) == 1:
            groups.join(lone, *others)
    return sorted(tuple(members) for members in groups.members().values())


class Groups(Generic[Id]):
    """Disjoint sets of ids; each is led by its smallest."""

    def __init__(self, ids: Iterable[Id]) -> None:
        self._above: dict[Id, Id] = {id_: id_ for id_ in ids}

    def of(self, id_: Id) -> Id:
        """The leader of the group that holds `id_`."""
        while (above := self._above[id_]) != id_:
            self._above[id_] = self._above[above]
            id_ = above
        return id_

    def join(self, a: Id, b: Id) -> Id:
        """Make two groups one; its leader."""
        a, b = sorted((self.of(a), self.of(b)))
        self._above[b] = a
        return a

    def members(self) -> dict[Id, list[Id]]:
        """All groups by their leaders, members sorted."""
        found: dict[Id, list[Id]] = defaultdict(list)
        for id_ in sorted(self._above):
            found[self.of(id_)].append(id_)
        return dict(found)


class Held(Groups[str]):
    """Groups of which some are held apart."""

    def __init__(self, ids: Iterable[str]) -> None:
        super().__init__(ids)
        self._foes: dict[str, set[str]] = defaultdict(set)

    def hold_apart(self, a: str, b: str) -> None:
        """From now on these two never come into one group."""
        self._foes[self.of(a)].add(self.of(b))
        self._foes[self.of(b)].add(self.of(a))

    def apart(self, a: str, b: str) -> bool:
        """Are the groups of these two held apart?"""
        return self.of(b) in self._foes[self.of(a)]

    def join(self, a: str, b: str) -> str:
        """As of `Groups`; groups that are held apart stay two."""
        one, other = self.of(a), self.of(b)
        if one == other or self.apart(one, other):
            return one
        kept = super().join(one, other)
        gone = other if kept == one else one
        for foe in self._foes.pop(gone, set()):
            self._foes[foe].discard(gone)
            self.hold_apart(kept, foe)
        return kept

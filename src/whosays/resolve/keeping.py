"""Clusters kept up to date: what changed cards touch is judged and settled again, and nothing else.

What comes of it is what `linking.solve` makes of all cards at once: whether a key tells something hangs on
how many cards share it now, a verdict on two cards, a cluster on one component.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

from whosays.records.across import Touched, Verdict
from whosays.resolve.linking import Kind, components, twinned

Pairs = set[tuple[str, str]]


class Store(Protocol):
    """Where the cards of one kind are kept, with what was made of them. All ids are of that kind."""

    def cards(self, ids: Iterable[str]) -> dict[str, Any]:
        """Those of these cards that are there."""
        ...

    def keys(self, ids: Iterable[str]) -> dict[str, set[int]]:
        """Under which keys these cards are filed; no entry: under none."""
        ...

    def file(self, keys: Mapping[str, set[int]]) -> None:
        """File each of these cards under these keys, and under no others."""
        ...

    def sharing(self, keys: Iterable[int]) -> dict[int, list[str]]:
        """The cards filed under each key, sorted; of a key that more than `CAP` share, `CAP` and one."""
        ...

    def crowds(self, keys: Iterable[int]) -> dict[int, list[str]]:
        """All cards filed under each key, sorted."""
        ...

    def twins(self, ids: Iterable[str]) -> dict[str, int]:
        """The twin numbers of those of these cards that have one."""
        ...

    def twin(self, twins: Mapping[str, int | None]) -> None:
        """Note the twin numbers of these cards."""
        ...

    def twin_groups(self, twins: Iterable[int]) -> dict[int, list[str]]:
        """The cards of each twin number, sorted."""
        ...

    def verdicts(self, ids: Iterable[str]) -> list[Verdict]:
        """All verdicts on these cards, each once."""
        ...

    def judge(self, verdicts: Iterable[Verdict]) -> None:
        """Keep verdicts where none is kept on the same two cards."""
        ...

    def forget(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Forget the verdicts on these pairs that nobody decided."""
        ...

    def clusters(self, ids: Iterable[str]) -> dict[str, str]:
        """The clusters of those of these cards that are not by themselves."""
        ...

    def members(self, clusters: Iterable[str]) -> dict[str, list[str]]:
        """The cards of these clusters, sorted; no entry where a card is by itself."""
        ...

    def gather(self, clusters: Mapping[str, str]) -> None:
        """Put each card into a cluster; into one of its own id: by itself."""
        ...


def number(key: str) -> int:
    """A key as cards are filed under it: 63 bits of its BLAKE2b."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


def refresh(kind: Kind, store: Store, ids: Sequence[str]) -> Touched:
    """Judge and settle again what hangs on these cards, which are new, changed or gone."""
    cards = store.cards(ids)
    moved = _line_up(kind, store, ids, cards)
    cards.update(store.cards(moved.enter - cards.keys()))
    filed = _file(kind, store, cards, moved)
    crossed = filed.crossed
    cards.update(store.cards(crossed - cards.keys()))
    loose = moved.enter | moved.leave | crossed
    old = store.verdicts(loose)
    # What a crowd does to a card does nothing to its twins.
    numbers = store.twins({end for v in old for end in (v.a, v.b)} - moved.enter - moved.leave)
    twins = {(v.a, v.b) for v in old if v.a in numbers and numbers[v.a] == numbers.get(v.b)}
    store.forget({(v.a, v.b) for v in old} - twins | moved.parted)
    store.judge(twinned(a, b) for a, b in sorted(moved.chain))
    _judge(kind, store, {id_: cards[id_] for id_ in moved.enter | crossed}, filed)
    ends = {end for v in old for end in (v.a, v.b)}
    ends |= {end for pair in moved.parted | moved.chain for end in pair}
    return _settle(kind, store, cards, set(ids), loose | ends)


class _Moved(NamedTuple):
    """What changed cards do to the order of twins."""

    enter: set[str]
    """Cards that are compared with others: they stand for themselves, or first among their twins."""
    leave: set[str]
    """Cards that are not, or are no more."""
    parted: Pairs
    """Twins that were neighbours."""
    chain: Pairs
    """Twins that are neighbours now."""


def _line_up(kind: Kind, store: Store, ids: Sequence[str], cards: Mapping[str, Any]) -> _Moved:
    """Put cards among their twins."""
    before = store.twins(ids)
    now: dict[str, int | None] = dict.fromkeys(ids)
    for id_, card in cards.items():
        twin = kind.twin(card)
        now[id_] = None if twin is None else number(twin)
    groups = {n for n in (*before.values(), *now.values()) if n is not None}
    were = store.twin_groups(groups)
    store.twin({id_: n for id_, n in now.items() if n != before.get(id_)})
    are = store.twin_groups(groups)
    firsts_before = {group[0] for group in were.values()}
    firsts = {group[0] for group in are.values()}
    alone = {id_ for id_ in cards if now[id_] is None}
    enter = alone | {id_ for id_ in firsts if id_ in cards or id_ not in firsts_before}
    leave = ({*ids} | firsts_before) - alone - firsts
    # The chain of a group that was touched is made again as a whole where one of its cards goes or comes.
    parted = {pair for group in were.values() for pair in pairwise(group)}
    chain = {pair for group in are.values() for pair in pairwise(group)}
    kept = {pair for pair in parted & chain if not {*pair} & (enter | leave)}
    return _Moved(enter, leave, parted - kept, chain - kept)


class _Filed(NamedTuple):
    """What filing cards under their keys has brought about."""

    crossed: set[str]
    """Others that are to be judged again: they share a key that has become a crowd, or is none any more, or
    were or are the first of a crowd. Few."""
    keys: dict[str, set[int]]
    """Of the cards that were filed."""
    sharing: dict[int, list[str]]
    """Who shares a key now, of the keys that gained or lost one; as of `Store.sharing`."""


def _file(kind: Kind, store: Store, cards: Mapping[str, Any], moved: _Moved) -> _Filed:
    """File cards under their keys."""
    before = store.keys(moved.enter | moved.leave)
    now = {id_: {number(key) for key in kind.keys(cards[id_])} for id_ in moved.enter}
    now.update({key: set() for key in moved.leave})
    come: dict[int, set[str]] = defaultdict(set)
    gone: dict[int, set[str]] = defaultdict(set)
    for id_, keys in now.items():
        held = before.get(id_, set())
        for key in keys - held:
            come[key].add(id_)
        for key in held - keys:
            gone[key].add(id_)
    changed = come.keys() | gone.keys()
    were = store.sharing(changed)
    store.file({id_: keys for id_, keys in now.items() if keys != before.get(id_, set())})
    # Of a crowd only the first were told: who is among them now is asked again.
    crowds = [key for key in changed if len(were.get(key, ())) > kind.cap]
    are = store.sharing(crowds)
    for key in changed.difference(crowds):
        ids = come.get(key, set())
        if key in were:
            ids = {*were[key]} - gone.get(key, set()) | ids
        are[key] = sorted(ids)
    crossed: set[str] = set()
    for key in {*crowds, *(key for key, ids in are.items() if len(ids) > kind.cap)}:
        then, since = were.get(key, []), are.get(key, [])
        if (len(then) > kind.cap) != (len(since) > kind.cap):
            crossed |= {*(then if len(then) <= kind.cap else since)}
        else:
            crossed |= {*then[: kind.crowd]} ^ {*since[: kind.crowd]}
    return _Filed(crossed - now.keys(), now, are)


def _judge(kind: Kind, store: Store, cards: Mapping[str, Any], filed: _Filed) -> None:
    """The verdicts on these cards and all with which they share a key that tells something."""
    keys = {**store.keys(filed.crossed), **filed.keys}
    holding: dict[int, list[str]] = defaultdict(list)
    for id_ in cards:
        for key in keys.get(id_, ()):
            holding[key].append(id_)
    sharing = {**store.sharing(holding.keys() - filed.sharing.keys()), **filed.sharing}
    # The first of a crowd are compared with all of it, and all of it with them.
    first = {key: ids[: kind.crowd] for key, ids in sharing.items() if len(ids) > kind.cap}
    led = [key for key, some in first.items() if not {*some}.isdisjoint(holding.get(key, ()))]
    whole = store.crowds(led)
    pairs: Pairs = set()
    for key, ids in holding.items():
        others = sharing[key]
        if len(others) < 2:
            continue
        for id_ in ids:
            if key in first:
                others = whole[key] if id_ in first[key] else first[key]
            for other in others:
                if id_ < other:
                    pairs.add((id_, other))
                elif other not in cards:  # else it is found from there
                    pairs.add((other, id_))
    known = {**store.cards({id_ for pair in pairs for id_ in pair} - cards.keys()), **cards}
    verdicts = (kind.judge(known[a], known[b]) for a, b in sorted(pairs))
    store.judge(verdict for verdict in verdicts if verdict is not None)


def _settle(
    kind: Kind, store: Store, known: Mapping[str, Any], changed: set[str], seeds: set[str]
) -> Touched:
    """Settle the components that hold these cards, or held them."""
    before = store.clusters(seeds)
    old = store.members({*before.values(), *seeds})
    reached = seeds | {id_ for members in old.values() for id_ in members}
    verdicts: dict[tuple[str, str], Verdict] = {}
    wave = set(reached)
    while wave:
        found = store.verdicts(wave)
        verdicts.update({(v.a, v.b): v for v in found})
        wave = {end for v in found if v.sort != "apart" for end in (v.a, v.b)} - reached
        reached |= wave
    before = store.clusters(reached)
    old = store.members({*before.values()})
    there = store.cards(reached - known.keys())
    there.update((id_, known[id_]) for id_ in reached & known.keys())
    now: dict[str, tuple[str, ...]] = {}
    inside = [v for v in verdicts.values() if v.a in there and v.b in there]
    for members, judged in components(there, inside):
        parts = kind.settle({id_: there[id_] for id_ in members}, judged) if len(members) > 1 else [members]
        now.update({part[0]: part for part in parts})
    placed = {id_: leader for leader, part in now.items() for id_ in part}
    store.gather({id_: placed.get(id_, id_) for id_ in reached})
    were = {cluster: tuple(members) for cluster, members in old.items()}
    were.update({id_: (id_,) for id_ in reached - before.keys()})  # by itself, or not there
    touched = {cluster for cluster in were.keys() | now.keys() if were.get(cluster) != now.get(cluster)}
    touched |= {side.get(id_, id_) for side in (placed, before) for id_ in changed}
    return Touched(touched, {id_ for id_ in reached if before.get(id_, id_) != placed.get(id_, id_)})

"""A store in memory, to hold `keeping.refresh` against `linking.solve`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from whosays.records.across import CAP, Verdict


class MemoryStore:
    """As `keeping.Store` has it."""

    def __init__(self) -> None:
        self.held: dict[str, Any] = {}
        self._keys: dict[str, set[int]] = {}
        self._twins: dict[str, int] = {}
        self._verdicts: dict[tuple[str, str], Verdict] = {}
        self._clusters: dict[str, str] = {}

    def cards(self, ids: Iterable[str]) -> dict[str, Any]:
        return {id_: self.held[id_] for id_ in ids if id_ in self.held}

    def keys(self, ids: Iterable[str]) -> dict[str, set[int]]:
        return {id_: set(self._keys[id_]) for id_ in ids if id_ in self._keys}

    def file(self, keys: Mapping[str, set[int]]) -> None:
        for id_, some in keys.items():
            if some:
                self._keys[id_] = set(some)
            else:
                self._keys.pop(id_, None)

    def sharing(self, keys: Iterable[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        wanted = set(keys)
        for id_, some in sorted(self._keys.items()):
            for key in some & wanted:
                if len(found[key]) <= CAP:
                    found[key].append(id_)
        return dict(found)

    def crowds(self, keys: Iterable[int]) -> dict[int, list[str]]:
        return {key: sorted(id_ for id_, some in self._keys.items() if key in some) for key in keys}

    def twins(self, ids: Iterable[str]) -> dict[str, int]:
        return {id_: self._twins[id_] for id_ in ids if id_ in self._twins}

    def twin(self, twins: Mapping[str, int | None]) -> None:
        for id_, twin in twins.items():
            if twin is None:
                self._twins.pop(id_, None)
            else:
                self._twins[id_] = twin

    def twin_groups(self, twins: Iterable[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for id_, twin in sorted(self._twins.items()):
            if twin in set(twins):
                found.setdefault(twin, []).append(id_)
        return found

    def verdicts(self, ids: Iterable[str]) -> list[Verdict]:
        wanted = set(ids)
        return [v for v in self._verdicts.values() if v.a in wanted or v.b in wanted]

    def judge(self, verdicts: Iterable[Verdict]) -> None:
        for verdict in verdicts:
            self._verdicts.setdefault((verdict.a, verdict.b), verdict)

    def forget(self, pairs: Iterable[tuple[str, str]]) -> None:
        for pair in pairs:
            if pair in self._verdicts and self._verdicts[pair].decided is None:
                del self._verdicts[pair]

    def clusters(self, ids: Iterable[str]) -> dict[str, str]:
        return {id_: self._clusters[id_] for id_ in ids if id_ in self._clusters}

    def members(self, clusters: Iterable[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        wanted = set(clusters)
        for id_, cluster in sorted(self._clusters.items()):
            if cluster in wanted:
                found.setdefault(cluster, []).append(id_)
        return found

    def gather(self, clusters: Mapping[str, str]) -> None:
        for id_, cluster in clusters.items():
            if id_ == cluster and cluster not in clusters.values():
                self._clusters.pop(id_, None)
            self._clusters[id_] = cluster
        sizes: dict[str, int] = defaultdict(int)
        for cluster in self._clusters.values():
            sizes[cluster] += 1
        self._clusters = {i: c for i, c in self._clusters.items() if sizes[c] > 1 and i in self.held}

    def every(self) -> list[tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for id_ in sorted(self.held):
            found[self._clusters.get(id_, id_)].append(id_)
        return sorted(map(tuple, found.values()))

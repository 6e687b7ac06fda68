"""The cards of a casebook and what comparing them has brought about: `resolve.keeping.Store` in tables."""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, exists, select

from whosays.casebook import driver, sqlite
from whosays.casebook.chunks import chunks
from whosays.casebook.tables import (
    card_keys,
    cards,
    clusters,
    entities,
    facts,
    filed,
    mentions,
    names,
    stale,
    twins,
    verdicts,
)
from whosays.records.across import CAP, EntityCard, EventCard, Facts, PassageCard, Verdict

MakeEntityCard = Callable[[str, str, Sequence[str], Sequence[Facts]], EntityCard]
"""Of id, type, names and what documents tell besides."""

_SOME = sqlite.some_values()
_DATA = select(cards.c.id, cards.c.data).where(cards.c.kind == bindparam("kind"), cards.c.id.in_(_SOME))
_KEYS = select(filed.c.card, filed.c.packed).where(filed.c.kind == bindparam("kind"), filed.c.card.in_(_SOME))
_CROWDS = (
    select(card_keys.c.key, card_keys.c.card)
    .where(card_keys.c.kind == bindparam("kind"), card_keys.c.key.in_(_SOME))
    .order_by(card_keys.c.key, card_keys.c.card)
)
_TWINS = select(twins.c.card, twins.c.twin).where(twins.c.kind == bindparam("kind"), twins.c.card.in_(_SOME))
_TWIN_GROUPS = (
    select(twins.c.twin, twins.c.card)
    .where(twins.c.kind == bindparam("kind"), twins.c.twin.in_(_SOME))
    .order_by(twins.c.twin, twins.c.card)
)
_VERDICT_FIELDS = tuple(verdicts.c[name] for name in Verdict.__struct_fields__)
_BY_A = select(*_VERDICT_FIELDS).where(verdicts.c.kind == bindparam("kind"), verdicts.c.a.in_(_SOME))
# An id tells its kind; if asked for the kind as well, SQLite would read all verdicts of it.
_BY_B = select(*_VERDICT_FIELDS).where(verdicts.c.b.in_(_SOME))
_CLUSTERS = select(clusters.c.card, clusters.c.cluster).where(
    clusters.c.kind == bindparam("kind"), clusters.c.card.in_(_SOME)
)
_MEMBERS = (
    select(clusters.c.cluster, clusters.c.card)
    .where(clusters.c.kind == bindparam("kind"), clusters.c.cluster.in_(_SOME))
    .order_by(clusters.c.cluster, clusters.c.card)
)
_NAMED = exists().where(mentions.c.entity == entities.c.id, mentions.c.kind == "name")
_NAMES = (
    select(names.c.entity, entities.c.type, names.c.name)
    .join(entities, entities.c.id == names.c.entity)
    .where(names.c.entity.in_(_SOME), _NAMED)
    .order_by(names.c.entity, names.c.name)
)
_DECIDED = (
    select(entities.c.id, entities.c.type)
    .where(
        entities.c.id.in_(_SOME),
        exists().where(
            verdicts.c.decided.is_not(None),
            verdicts.c.kind == bindparam("kind"),
            (verdicts.c.a == entities.c.id) | (verdicts.c.b == entities.c.id),
        ),
    )
    .order_by(entities.c.id)
)
"""Who is only described, but decided about; asked of few."""
_FACTS = (
    select(facts.c.entity, facts.c.data)
    .where(facts.c.entity.in_(_SOME))
    .order_by(facts.c.entity, facts.c.document)
)

_of_kind: dict[str, Any] = {
    "event": msgspec.json.Decoder(EventCard),
    "passage": msgspec.json.Decoder(PassageCard),
}
_facts = msgspec.json.Decoder(Facts)


class CardStore:
    """The cards of one kind, in the transaction of `connection`."""

    def __init__(self, connection: Connection, kind: str) -> None:
        self._connection = connection
        self._kind = kind

    def stale(self, most: int) -> list[str]:
        """Some of the cards that have changed since all was compared."""
        query = select(stale.c.id).where(stale.c.kind == self._kind).order_by(stale.c.id).limit(most)
        return list(self._connection.execute(query).scalars())

    def compared(self, ids: Iterable[str]) -> None:
        """These are as they were when they were compared."""
        driver.remove(self._connection, stale, "id", ids, kind=self._kind)

    def cards(self, ids: Iterable[str]) -> dict[str, Any]:
        """Those of these cards that are there."""
        decode = _of_kind[self._kind].decode
        return {id_: decode(data) for id_, data in self._rows(_DATA, ids)}

    def keys(self, ids: Iterable[str]) -> dict[str, set[int]]:
        """Under which keys these cards are filed; no entry: under none."""
        return {card: _unpacked(packed) for card, packed in self._rows(_KEYS, ids)}

    def file(self, keys: Mapping[str, set[int]]) -> None:
        """File each of these cards under these keys, and under no others."""
        held, kind = self.keys(keys), self._kind
        gone = [(key, card) for card, some in held.items() for key in some - keys[card]]
        driver.write(self._connection, _UNFILE, [{"kind": kind, "key": k, "card": c} for k, c in gone])
        # In the order of the table: neighbours go where the last ones went.
        come = sorted((key, card) for card, some in keys.items() for key in some - held.get(card, set()))
        driver.put(self._connection, card_keys, [{"kind": kind, "key": k, "card": c} for k, c in come])
        driver.remove(self._connection, filed, "card", held, kind=kind)
        noted = [(card, _packed(some)) for card, some in sorted(keys.items()) if some]
        driver.put(self._connection, filed, [{"kind": kind, "card": c, "packed": p} for c, p in noted])

    def sharing(self, keys: Iterable[int]) -> dict[int, list[str]]:
        """The cards filed under each key, sorted; of a key that more than `CAP` share, `CAP` and one."""
        found: dict[int, list[str]] = {}
        for some in chunks(keys):
            found.update(sqlite.sharing(self._connection, self._kind, some, CAP + 1))
        return found

    def crowds(self, keys: Iterable[int]) -> dict[int, list[str]]:
        """All cards filed under each key, sorted."""
        return self._grouped(_CROWDS, keys)

    def twins(self, ids: Iterable[str]) -> dict[str, int]:
        """The twin numbers of those of these cards that have one."""
        return dict(self._rows(_TWINS, ids))

    def twin(self, twin_numbers: Mapping[str, int | None]) -> None:
        """Note the twin numbers of these cards."""
        driver.remove(self._connection, twins, "card", twin_numbers, kind=self._kind)
        noted = sorted((card, twin) for card, twin in twin_numbers.items() if twin is not None)
        rows = [{"kind": self._kind, "card": card, "twin": twin} for card, twin in noted]
        driver.put(self._connection, twins, rows)

    def twin_groups(self, twin_numbers: Iterable[int]) -> dict[int, list[str]]:
        """The cards of each twin number, sorted."""
        return self._grouped(_TWIN_GROUPS, twin_numbers)

    def verdicts(self, ids: Iterable[str]) -> list[Verdict]:
        """All verdicts on these cards, each once."""
        wanted = set(ids)
        found = list(self._rows(_BY_A, wanted))
        found += [row for row in self._rows(_BY_B, wanted) if row[0] not in wanted]
        return [
            Verdict(a=a, b=b, sort=sort, score=score, reason=reason, lone=lone, decided=decided)
            for a, b, sort, score, reason, lone, decided in found
        ]

    def judge(self, judged: Iterable[Verdict]) -> None:
        """Keep verdicts where none is kept on the same two cards."""
        rows = [{"kind": self._kind, **msgspec.structs.asdict(verdict)} for verdict in judged]
        driver.put_if_none(self._connection, verdicts, rows)

    def forget(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Forget the verdicts on these pairs that nobody decided."""
        rows = [{"kind": self._kind, "one": a, "other": b} for a, b in pairs]
        driver.write(self._connection, _FORGET, rows)

    def clusters(self, ids: Iterable[str]) -> dict[str, str]:
        """The clusters of those of these cards that are not by themselves."""
        return dict(self._rows(_CLUSTERS, ids))

    def members(self, leaders: Iterable[str]) -> dict[str, list[str]]:
        """The cards of these clusters, sorted; no entry where a card is by itself."""
        return self._grouped(_MEMBERS, leaders)

    def gather(self, placed: Mapping[str, str]) -> None:
        """Put each card into a cluster; into one of its own id that no other is put into: by itself."""
        driver.remove(self._connection, clusters, "card", placed, kind=self._kind)
        shared = {leader for card, leader in placed.items() if card != leader}
        together = sorted((card, into) for card, into in placed.items() if into in shared)
        rows = [{"kind": self._kind, "card": card, "cluster": into} for card, into in together]
        driver.put(self._connection, clusters, rows)

    # ── rows ──────────────────────────────────────────────────────────────────────────────────────

    def _rows(self, query: Any, values: Iterable[Any]) -> list[Any]:
        return driver.rows_of(self._connection, query, values, kind=self._kind)

    def _grouped(self, query: Any, values: Iterable[Any]) -> dict[Any, list[str]]:
        found: dict[Any, list[str]] = defaultdict(list)
        for value, id_ in self._rows(query, values):
            found[value].append(id_)
        return dict(found)


class EntityStore(CardStore):
    """The cards of entities, each made of all documents that name it.

    What is only described has none, for "the garrison" is no name to compare by; until people decide who it
    is. Its card has no name then, so nothing but their word joins it to another.
    """

    def __init__(self, connection: Connection, make: MakeEntityCard) -> None:
        super().__init__(connection, "entity")
        self._make = make

    def cards(self, ids: Iterable[str]) -> dict[str, Any]:
        """Those of these cards that are there."""
        wanted = list(ids)
        told: dict[str, list[Facts]] = defaultdict(list)
        for entity, data in self._rows(_FACTS, wanted):
            told[entity].append(_facts.decode(data))
        named: dict[str, dict[str, str]] = defaultdict(dict)
        for entity, kind, name in self._rows(_NAMES, wanted):
            named[entity][name] = kind
        described = self._rows(_DECIDED, (id_ for id_ in wanted if id_ not in named))
        return {
            entity: self._make(entity, next(iter(some.values())), tuple(some), told[entity])
            for entity, some in named.items()
        } | {entity: self._make(entity, kind, (), told[entity]) for entity, kind in described}


def _packed(keys: Iterable[int]) -> bytes:
    """Keys as eight bytes each, sorted."""
    held = sorted(keys)
    return struct.pack(f">{len(held)}Q", *held)


def _unpacked(packed: bytes) -> set[int]:
    return {*struct.unpack(f">{len(packed) // 8}Q", packed)}


_UNFILE = delete(card_keys).where(
    card_keys.c.kind == bindparam("kind"),
    card_keys.c.key == bindparam("key"),
    card_keys.c.card == bindparam("card"),
)
_FORGET = delete(verdicts).where(
    verdicts.c.kind == bindparam("kind"),
    verdicts.c.a == bindparam("one"),
    verdicts.c.b == bindparam("other"),
    verdicts.c.decided.is_(None),
)

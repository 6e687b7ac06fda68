"""Cautions that take more than one document, in tables: what they are made of, and what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, func, or_, select

from whosays.casebook import driver, filing, sqlite
from whosays.casebook.chunks import chunks
from whosays.casebook.tables import (
    cautions,
    clusters,
    document_facts,
    documents,
    entities,
    mentions,
    names,
    passages,
    shared_passages,
    stale,
)
from whosays.records.across import Caution, DocumentFacts, StaleKind

_SOME = sqlite.some_values()
_CLUSTER = func.coalesce(clusters.c.cluster, passages.c.card)
_HELD = passages.outerjoin(
    clusters, (clusters.c.kind == "passage") & (clusters.c.card == passages.c.card)
).join(shared_passages, shared_passages.c.cluster == _CLUSTER)
_OF_DOCUMENTS = (
    select(_CLUSTER)
    .select_from(_HELD)
    .where(passages.c.document.in_(_SOME), passages.c.quoted.is_(False))
    .distinct()
)
_CARDS = select(clusters.c.card).where(clusters.c.kind == "passage", clusters.c.cluster.in_(_SOME))
_STANDING = (
    select(_CLUSTER, passages.c.document, passages.c.start, passages.c.end)
    .select_from(_HELD)
    .where(or_(passages.c.card.in_(_CARDS), passages.c.card.in_(_SOME)), passages.c.quoted.is_(False))
    .order_by(_CLUSTER, passages.c.document, passages.c.start)
)
_CURRENT = select(documents.c.key).where(documents.c.key.in_(_SOME), documents.c.current)
_FACTS = select(document_facts.c.document, document_facts.c.data).where(document_facts.c.document.in_(_SOME))
_NAMED = (
    select(func.coalesce(clusters.c.cluster, mentions.c.entity))
    .select_from(
        mentions.outerjoin(clusters, (clusters.c.kind == "entity") & (clusters.c.card == mentions.c.entity))
    )
    .where(mentions.c.kind == "name")
    .distinct()
)
_PARTS = select(clusters.c.cluster, clusters.c.card).where(
    clusters.c.kind == "entity", clusters.c.cluster.in_(_SOME)
)
_SPELT = (
    select(
        mentions.c.entity, mentions.c.document, mentions.c.words, func.min(mentions.c.start), mentions.c.end
    )
    .join(entities, entities.c.id == mentions.c.entity)
    .where(mentions.c.entity.in_(_SOME), mentions.c.kind == "name", entities.c.type == "Person")
    .group_by(mentions.c.entity, mentions.c.document, mentions.c.words)
    .order_by(mentions.c.document, func.min(mentions.c.start))
)
_COUNTED = (
    select(names.c.entity, func.sum(names.c.documents))
    .where(names.c.entity.in_(_SOME))
    .group_by(names.c.entity)
)

_facts = msgspec.json.Decoder(DocumentFacts)


class Flags:
    """The cautions of a casebook that take more than one document, in the transaction of `connection`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stale(self, kind: StaleKind, most: int) -> list[str]:
        """Some of what is to be looked at again."""
        query = select(stale.c.id).where(stale.c.kind == kind).order_by(stale.c.id).limit(most)
        return list(self._connection.execute(query).scalars())

    def put(self, kind: StaleKind, done: Iterable[str], found: Mapping[str, Iterable[Caution]]) -> None:
        """Keep what was found, by scope, in place of what was; `done` is up to date now."""
        driver.remove(self._connection, cautions, "scope", found)
        there = self._there({caution.document for some in found.values() for caution in some})
        rows = [
            row
            for scope, some in sorted(found.items())
            for row in filing.caution_values(scope, some)
            if row["document"] in there
        ]
        driver.put(self._connection, cautions, rows)
        driver.remove(self._connection, stale, "id", done, kind=kind)

    def standing(self, keys: Iterable[str]) -> dict[str, list[tuple[str, int, int]]]:
        """The clusters of passages in which these documents stand with others: (document, start, end)."""
        wanted = [cluster for (cluster,) in self._some(_OF_DOCUMENTS, keys)]
        found: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        for cluster, document, start, end in self._some(_STANDING, wanted):
            found[cluster].append((document, start, end))
        return dict(found)

    def facts(self, keys: Iterable[str]) -> dict[str, DocumentFacts]:
        """What is known of these documents."""
        return {key: _facts.decode(data) for key, data in self._some(_FACTS, keys)}

    def citing(self) -> list[DocumentFacts]:
        """Documents of outlets that cite or take back others, and all of outlets that take back."""
        query = select(document_facts.c.data).where(
            document_facts.c.cites, document_facts.c.publisher.is_not(None)
        )
        found = [_facts.decode(data) for data in self._connection.execute(query).scalars()]
        outlets = sorted({one.publisher for one in found if one.withdraws and one.publisher})
        have = {one.key for one in found}
        for some in chunks(outlets):
            of = select(document_facts.c.data).where(document_facts.c.publisher.in_(some))
            told = [_facts.decode(data) for data in self._connection.execute(of).scalars()]
            found += [one for one in told if one.key not in have]
        return sorted(found, key=lambda one: one.key)

    def named(self, key: str) -> frozenset[str]:
        """The resolved entities that a document names."""
        return frozenset(self._connection.execute(_NAMED.where(mentions.c.document == key)).scalars())

    def spelt(self, wholes: Iterable[str], most: int) -> dict[str, list[tuple[str, str, int, int]]]:
        """Where persons are named, once a document and spelling: document, name, start, end.

        Of those in more than `most` documents nothing is told.
        """
        of = {whole: whole for whole in wholes} | {part: whole for whole, part in self._some(_PARTS, wholes)}
        many: dict[str, int] = defaultdict(int)
        for part, number in self._some(_COUNTED, of):
            many[of[part]] += number
        found: dict[str, list[tuple[str, str, int, int]]] = defaultdict(list)
        few = [part for part, whole in of.items() if many[whole] <= most]
        for part, document, words, start, end in self._some(_SPELT, few):
            found[of[part]].append((document, words, start, end))
        return dict(found)

    def _there(self, keys: set[str]) -> set[str]:
        return {key for (key,) in self._some(_CURRENT, keys)}

    def _some(self, query: Any, values: Iterable[str]) -> list[Any]:
        return driver.rows_of(self._connection, query, values)

"""Wrong merges: `python -m benchmarks.merges SHARED [--kept FILE]`, MUC-4 dev and train as one casebook.

Every cluster that holds two people, or two organisations, that the keys know by different names is printed
with the verdicts that made it. Two names of the keys are one thing's where one item of a key has both as
alternatives, in any document. What one document alone has joined is counted beside. FILE keeps the annotated
documents for the next run.
"""

from __future__ import annotations

import gzip
import json
import pickle
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.cards import entity_cards
from whosays.annotate.pipeline import default_pipeline
from whosays.records import Document
from whosays.records.across import EntityCard, Facts, Verdict
from whosays.records.derived import Derived
from whosays.records.document import decode, encode
from whosays.resolve.derive import derive, entity_ids
from whosays.resolve.entities import ENTITIES, facts_of
from whosays.resolve.linking import Groups, candidates, components

SLOTS = {"perp_individual": "person", "hum_target_name": "person", "perp_org": "organisation"}
Item = tuple[str, str]
"""person or organisation, and the name that stands for all of its names."""


def main(shared: Path, kept: Path | None = None) -> None:
    rows = list(_rows(shared / "data" / "muc4"))
    documents = _annotated(rows, kept)
    told: list[tuple[Derived, tuple[Facts, ...]]] = []
    for key, document in documents.items():
        ids = entity_ids(document, key)
        told.append((derive(document, key), facts_of(document, key, ids)))
    cards = {card.id: card for card in entity_cards(told)}
    began = time.perf_counter()
    pairs = list(candidates(ENTITIES, list(cards.values())))
    verdicts = [v for a, b in pairs if (v := ENTITIES.judge(cards[a], cards[b])) is not None]
    spent = time.perf_counter() - began
    clusters = [
        (cluster, inside)
        for members, inside in components(cards, verdicts)
        for cluster in ENTITIES.settle({id_: cards[id_] for id_ in members}, inside)
    ]
    print(
        f"{len(documents)} documents, {len(cards)} cards, {len(pairs)} pairs judged in {spent:.1f} s "
        f"({spent / len(documents) * 1000:.2f} ms a document), {len(clusters)} entities"
    )
    print("verdicts:", dict(Counter(verdict.sort for verdict in verdicts)))
    _report(clusters, cards, _items(rows, dict(zip(documents, told, strict=True))))


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    for line in (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
    with gzip.open(folder / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _annotated(rows: list[dict[str, Any]], kept: Path | None) -> dict[str, Document]:
    if kept is not None and kept.exists():
        return {key: decode(data) for key, data in pickle.loads(kept.read_bytes()).items()}
    pipeline = default_pipeline()
    found = {
        row["id"]: pipeline.annotate(
            Document(
                id=row["id"], source=row["id"], format="text/plain", text=row["text"], published=row["date"]
            )
        )
        for row in rows
    }
    if kept is not None:
        kept.write_bytes(pickle.dumps({key: encode(document) for key, document in found.items()}))
    return found


def _items(
    rows: list[dict[str, Any]], told: dict[str, tuple[Derived, tuple[Facts, ...]]]
) -> dict[str, dict[Item, set[str]]]:
    """Of each card: the things of the keys that it stands for, and in which documents."""
    groups = Groups({_name(m["text"]) for row in rows for _, item in _of(row) for m in item["mentions"]})
    for row in rows:
        for _, item in _of(row):
            for mention in item["mentions"][1:]:
                groups.join(_name(item["mentions"][0]["text"]), _name(mention["text"]))
    found: dict[str, dict[Item, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        derived, _ = told[row["id"]]
        for slot, item in _of(row):
            for mention in item["mentions"]:
                for sighting in derived.sightings:
                    if (sighting.start, sighting.end) in _places(row["text"], mention["text"]):
                        one = (SLOTS[slot], groups.of(_name(mention["text"])))
                        found[sighting.entity][one].add(row["id"])
    return found


def _of(row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for template in row["templates"]:
        for slot in SLOTS:
            yield from ((slot, item) for item in template[slot] if item["mentions"])


def _places(text: str, words: str) -> set[tuple[int, int]]:
    """Wherever a document has these words."""
    found, at = set(), text.find(words)
    while at >= 0:
        found.add((at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def _name(text: str) -> str:
    return " ".join(text.replace('"', "").split())


def _report(
    clusters: list[tuple[tuple[str, ...], tuple[Verdict, ...]]],
    cards: dict[str, EntityCard],
    items: dict[str, dict[Item, set[str]]],
) -> None:
    across = within = 0
    for cluster, inside in clusters:
        by_card = {id_: set(items[id_]) for id_ in cluster if id_ in items}
        within += sum(_two(held) for held in by_card.values())
        if len(cluster) < 2 or not _two(set().union(*by_card.values())) or any(map(_two, by_card.values())):
            continue
        across += 1
        print(
            "\n" + " | ".join(sorted({f"{sort} {name}" for held in by_card.values() for sort, name in held}))
        )
        for id_ in cluster:
            print(f"    {id_} {cards[id_].type}: {', '.join(cards[id_].names)}")
        for verdict in inside:
            if verdict.sort != "apart" and verdict.a in cluster and verdict.b in cluster:
                print(f"      {verdict.sort} {verdict.score}: {verdict.reason}")
    print(f"\n{across} clusters join two of the keys; {within} entities did within one document")


def _two(held: set[Item]) -> bool:
    """Does it hold two people, or two organisations?"""
    return any(count > 1 for count in Counter(sort for sort, _ in held).values())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[3]) if sys.argv[2:3] == ["--kept"] else None)

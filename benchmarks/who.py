"""Who is who, given the mentions: `python -m benchmarks.who SHARED`, the origins corpus, dev.

Within each document the gold's own mentions and entities; across documents what whosays makes of them. So it
measures comparing alone, and not which names are found. The figure is that of the corpus's scorer.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.cards import entity_cards
from whosays.records import Document, Entity, Mention
from whosays.records.across import Facts
from whosays.records.derived import Derived
from whosays.resolve.derive import derive, entity_ids
from whosays.resolve.entities import ENTITIES, facts_of
from whosays.resolve.linking import solve


def main(shared: Path) -> None:
    path = shared / "data" / "origins" / "gold.json"
    gold = json.loads(path.read_text(encoding="utf-8"))
    told: list[tuple[Derived, tuple[Facts, ...]]] = []
    mentions: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for document in map(_document, gold["documents"], [gold] * len(gold["documents"])):
        ids = entity_ids(document, document.id)
        told.append((derive(document, document.id), facts_of(document, document.id, ids)))
        for m in document.mentions:
            where = {"doc": document.id, "start": m.start, "end": m.end}
            mentions[ids[m.entity]].append({**where, "quote": document.words((m.start, m.end))})
    cards = entity_cards(told)
    types = {card.id: card.type for card in cards}
    entities = [
        {"id": ids[0], "type": types[ids[0]], "mentions": [m for id_ in ids for m in mentions[id_]]}
        for ids in solve(ENTITIES, cards)
    ]
    documents = [{"id": d["id"], "source": d["file"], "text": d["text"]} for d in gold["documents"]]
    with tempfile.TemporaryDirectory(prefix="whosays-bench-") as scratch:
        made = Path(scratch) / "casebook.json"
        made.write_text(json.dumps({"form": "casebook/1", "documents": documents, "entities": entities}))
        scorer = [sys.executable, shared / "score" / "origins.py", path, made]
        done = subprocess.run(scorer, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout.splitlines()[-1])
    print({name: figures[f"entity_bcubed_{name}"] for name in ("p", "r", "f1")})


def _document(row: dict[str, Any], gold: dict[str, Any]) -> Document:
    """A document with the gold's mentions; of an entity the longest name goes first."""
    entities, mentions = [], []
    for entity in gold["entities"]:
        spans = sorted((m["start"], m["end"]) for m in entity["mentions"] if m["doc"] == row["id"])
        names = list(dict.fromkeys(row["text"][start:end] for start, end in spans))
        if not names:
            continue
        longest = max(names, key=lambda name: (len(name.split()), len(name)))
        others = tuple(name for name in names if name != longest)
        entities.append(Entity(id=entity["id"], type=entity["type"], name=longest, aliases=others))
        mentions += [
            Mention(start=start, end=end, type=entity["type"], kind="name", entity=entity["id"])
            for start, end in spans
        ]
    return Document(
        id=row["id"],
        source=row["id"],
        format="text/plain",
        text=row["text"],
        entities=tuple(entities),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))

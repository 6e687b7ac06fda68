"""Events and entities across documents: `python -m benchmarks.crossdoc SHARED [SPLIT]` scores ECB+ (dev).

Two runs, both by the scorer of SHARED/score. `found`: what the program finds, clusters and would export.
`given`: cards for the events that the gold marks (their words only), clustered by the very same code; the
rest of each card is what the program finds around the word. Annotating takes minutes and is kept in .bench/.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from whosays.annotate.pipeline import default_pipeline
from whosays.plugins import Limits, Raw
from whosays.read.dispatch import Found, documents
from whosays.records import Document
from whosays.records.across import EventCard
from whosays.records.document import decode, encode
from whosays.resolve.derive import derive, entity_ids
from whosays.resolve.events.cards import cards_of, event_cards
from whosays.resolve.events.groups import Group, alike, told
from whosays.resolve.events.kind import EVENTS
from whosays.resolve.linking import solve

Plain = dict[str, Any]
KEPT = Path(".bench")
VIEWS = ("predicted mentions, with singletons", "predicted mentions, without singletons", "gold mentions")


def main(shared: Path, split: str) -> None:
    """Score both runs."""
    path = shared / "data" / "ecbplus" / f"{split}.jsonl"
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    read = annotated(gold, KEPT / f"ecbplus-{split}.pkl")
    began = time.perf_counter()
    cards = [
        card
        for key, document in read.items()
        for card in event_cards(document, key, entity_ids(document, key))
    ]
    made = time.perf_counter()
    clusters = solve(EVENTS, cards)
    done = time.perf_counter()
    print(
        f"{len(read)} documents, {len(cards)} cards in {1000 * (made - began) / len(read):.2f} ms a "
        f"document, {len(clusters)} events in {done - made:.1f} s"
    )
    _score("found", shared, path, [*_events(cards, clusters), *_entities(read)])
    _score("given", shared, path, given(gold, read))


def annotated(gold: Iterable[Plain], kept: Path) -> dict[str, Document]:
    """The documents as the program reads them, from `kept` where they are there."""
    if kept.exists():
        return {key: decode(data) for key, data in pickle.loads(kept.read_bytes()).items()}
    pipeline = default_pipeline()
    found: dict[str, Document] = {}
    for row in gold:
        raw = Raw(source=f"{row['id']}.txt", data=row["text"].encode())
        for one in documents(raw, Limits()):
            if isinstance(one, Found):
                found[row["id"]] = pipeline.annotate(one.document)
                if one.document.text != row["text"]:
                    raise SystemExit(f"{row['id']}: its text was changed in reading")
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(pickle.dumps({key: encode(document) for key, document in found.items()}))
    return found


def _events(cards: Iterable[EventCard], clusters: Iterable[tuple[str, ...]]) -> Iterator[Plain]:
    of = {id_: cluster[0] for cluster in clusters for id_ in cluster}
    for card in cards:
        for start, end in card.triggers:
            yield {"doc": card.document, "start": start, "end": end, "kind": "event", "cluster": of[card.id]}


def _entities(read: dict[str, Document]) -> Iterator[Plain]:
    for key, document in read.items():
        found = derive(document, key)
        kinds = {known.id: known.type for known in found.entities}
        for seen in found.sightings:
            kind = kinds[seen.entity]
            yield {"doc": key, "start": seen.start, "end": seen.end, "kind": kind, "cluster": seen.entity}


def given(gold: Iterable[Plain], read: dict[str, Document]) -> list[Plain]:
    """Mention lines for the events that the gold marks."""
    cards, marks = cards_of_gold(gold, read)
    of = {id_: cluster[0] for cluster in solve(EVENTS, cards) for id_ in cluster}
    return [
        {"doc": mark["doc"], "start": mark["start"], "end": mark["end"], "kind": "event", "cluster": of[id_]}
        for id_, found in marks.items()
        for mark in found
    ]


def cards_of_gold(
    gold: Iterable[Plain], read: dict[str, Document]
) -> tuple[list[EventCard], dict[str, list[Plain]]]:
    """A card for what the gold marks in each document, and the marks of each card by its id."""
    cards: list[EventCard] = []
    marks: dict[str, list[Plain]] = {}
    for row in gold:
        document, key = read[row["id"]], row["id"]
        events = [{**mark, "doc": key} for mark in row["mentions"] if mark["kind"] == "event"]
        found = list(_groups_of_gold(document, key, events, marks))
        made = cards_of(document, key, entity_ids(document, key), found)
        # The gold, not the program, says what is told apart here: none of them is a line of a chronology.
        cards += [msgspec.structs.replace(card, lines=()) for card in made]
    return cards, marks


def _groups_of_gold(
    document: Document, key: str, events: list[Plain], marks: dict[str, list[Plain]]
) -> Iterator[Group]:
    """Marked words of one stem are one, as the program has it; what it has coded there belongs to them."""
    heads = {id(mark): _head(document, mark) for mark in events}
    for group in alike(document, key, sorted({head for head in heads.values() if head is not None})):
        starts = {start for start, _ in group.triggers}
        at = {index for index, word in enumerate(document.syntax) if word.start in starts}
        marks[group.id] = [mark for mark in events if heads[id(mark)] in at]
        coded = [
            statement
            for statements in told(document, key).values()
            for statement in statements
            if any(_touch(statement.trigger, mark) for mark in marks[group.id])
        ]
        yield Group(group.id, tuple(coded), group.triggers)


def _touch(span: tuple[int, int], mark: Plain) -> bool:
    return bool(span[0] < mark["end"] and span[1] > mark["start"])


def _head(document: Document, mark: Plain) -> int | None:
    """The word of a mark that tells of something; else the first that hangs on none of the others."""
    inside = [index for index, word in enumerate(document.syntax) if _touch((word.start, word.end), mark)]
    telling = (
        i for i in inside if document.syntax[i].event and document.syntax[i].upos not in {"ADP", "PUNCT"}
    )
    outer = (i for i in inside if document.syntax[i].head not in inside)
    return next(telling, next(outer, None))


def _score(name: str, shared: Path, gold: Path, lines: list[Plain]) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)
        out.flush()
        command = [sys.executable, shared / "score" / "crossdoc.py", gold, out.name, "--json"]
        scored = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    for group in ("event", "entity") if name == "found" else ("event",):
        for view in VIEWS:
            figures = scored[group][view]
            if figures["predicted_mentions"]:
                parts = "  ".join(f"{part} {figures[part]['f1']:.3f}" for part in ("muc", "b3", "ceafe"))
                print(f"{name:6}{group:8}{view:40}CoNLL {figures['conll_f1']:.3f}  {parts}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2] if len(sys.argv) > 2 else "dev")

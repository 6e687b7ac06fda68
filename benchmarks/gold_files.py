"""Our own small gold sets under `benchmarks/gold`: read, annotated by the program, paired by passage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whosays.annotate.pipeline import default_pipeline
from whosays.records import Document

GOLD = Path(__file__).parent / "gold"


def annotated(name: str) -> Iterator[tuple[dict[str, Any], Document]]:
    """Each passage of a gold file with what the program finds in it."""
    pipeline = default_pipeline()
    for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        document = Document(
            id=gold["id"],
            source=gold["id"],
            format="text/plain",
            text=gold["text"],
            title=gold.get("title"),
            published=gold.get("published"),
        )
        yield gold, pipeline.annotate(document)


def span(text: str, entry: dict[str, Any]) -> tuple[int, int]:
    """Where the `nth` occurrence of a quote stands."""
    at = -1
    for _ in range(entry["nth"] + 1):
        at = text.index(entry["quote"], at + 1)
    return at, at + len(entry["quote"])


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Jaccard index of two spans."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, common) / (max(a[1], b[1]) - min(a[0], b[0]))

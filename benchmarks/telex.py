"""Reports in texts that are all capitals, judged by hand: `python -m benchmarks.telex SHARED [--sample]`.

The sheet (`sheets/telex_attributions.csv`) holds 60 attributions that the program found in MUC-4's training
part, by the offsets of their source and cue or content, and whether source, cue and content were all three
right as somebody read them. Prints how many of those that were right, and of those that were wrong, the
program of today still finds. `--sample` writes a new sheet to be judged.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from whosays.annotate.pipeline import default_pipeline
from whosays.plugins import Limits, Raw
from whosays.read.dispatch import Found, documents
from whosays.records import Attribution, Document

SHEET = Path(__file__).parent / "sheets" / "telex_attributions.csv"
SEED, DOCUMENTS, MANY = 20, 80, 60
HEAD = ("document", "source_start", "source_end", "start", "end", "verdict")


def main(shared: Path, *, sample: bool) -> None:
    """Samples, or counts."""
    if sample:
        told = [(id_, *spans(a)) for doc, id_ in annotated(shared) for a in doc.attributions]
        drawn = sorted(random.Random(SEED).sample(told, MANY))
        with SHEET.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([HEAD, *((*row, "") for row in drawn)])
        return
    with SHEET.open(encoding="utf-8", newline="") as file:
        sheet = list(csv.reader(file))[1:]
    now = {(id_, *map(str, spans(a))) for doc, id_ in annotated(shared) for a in doc.attributions}
    judged = Counter(row[-1] for row in sheet)
    kept = Counter(row[-1] for row in sheet if tuple(row[:-1]) in now)
    print(f"{len(sheet)} attributions in capitals, judged by hand; still found as they stand:")
    for verdict, count in judged.most_common():
        print(f"  {verdict:8} {count:3}  {kept[verdict]:3}")


def spans(attribution: Attribution) -> tuple[int, int, int, int]:
    """Where the source stands (0, 0: nowhere), and the cue, or else the content."""
    source = attribution.source[0] if attribution.source else (0, 0)
    return (*source, *(attribution.cue or attribution.content)[0])


def annotated(shared: Path) -> Iterator[tuple[Document, str]]:
    """A fixed sample of MUC-4's training part, with all layers."""
    data = gzip.decompress((shared / "data" / "muc4" / "train.jsonl.gz").read_bytes()).decode()
    rows = sorted((json.loads(line) for line in data.split("\n") if line), key=lambda row: row["id"])
    for row in random.Random(SEED).sample(rows, DOCUMENTS):
        raw = Raw(source="text.txt", data=row["text"].encode())
        for found in documents(raw, Limits(), lambda *_: False):
            if isinstance(found, Found):
                yield default_pipeline().annotate(found.document), row["id"]


if __name__ == "__main__":
    main(Path(sys.argv[1]), sample="--sample" in sys.argv)

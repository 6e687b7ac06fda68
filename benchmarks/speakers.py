"""Who is said to speak, against a sheet judged by hand: `python -m benchmarks.speakers SHARED [--sample]`.

Prints how many of the quotations of `sheets/speakers.csv` the program of today gives to the right speaker.
The sheet holds where a quotation begins and who says it, by name, as somebody read it; `who` is empty where
the text names nobody. A quotation is right where the program names that person or body, or nobody where none
is named; open where it names nobody and the text does; wrong where it names another. `--sample` writes a new
sheet to be judged, with the program's answer in `predicted`: outermost quotations, of PolNeAR dev and re3d
train together. `sheets/speakers_fresh.csv` was drawn from PolNeAR train when the rules were done; `verdict`
there is of that day: nothing was mended before it was judged.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from whosays.annotate.attributions.quotations import paragraphs, quotations
from whosays.annotate.pipeline import default_pipeline
from whosays.plugins import Limits, Raw
from whosays.read.dispatch import Found, documents
from whosays.records import Attribution, Document

SHEET = Path(__file__).parent / "sheets" / "speakers.csv"
FRESH = SHEET.with_name("speakers_fresh.csv")
SETS = {"polnear": "polnear/dev.jsonl.gz", "re3d": "re3d/train.jsonl"}
MORE = {"polnear-train": "polnear/train.jsonl.gz"}
SEED, MANY = 20, 200
_WORD = re.compile(r"[^\W_]+")


class Line(NamedTuple):
    """A quotation of the sheet: where its first piece begins, who says it, what the program said then."""

    data: str
    document: str
    start: int
    who: str
    predicted: str
    verdict: str


def main(shared: Path, *, sample: bool) -> None:
    """Samples, or counts."""
    if sample:
        told = [
            line for name in SETS for doc, id_ in annotated(shared, name) for line in _lines(doc, name, id_)
        ]
        drawn = sorted(random.Random(SEED).sample(told, MANY))
        _write(drawn)
        return
    for path in (SHEET, FRESH):
        with path.open(encoding="utf-8", newline="") as file:
            sheet = [Line(row[0], row[1], int(row[2]), *row[3:]) for row in list(csv.reader(file))[1:]]
        print(f"{path.name}: {count(shared, sheet)}")


def count(shared: Path, sheet: list[Line]) -> str:
    """One line on how many are right, wrong and open."""
    found: Counter[str] = Counter()
    for name in sorted({line.data for line in sheet}):
        wanted = {line.document for line in sheet if line.data == name}
        for doc, id_ in annotated(shared, name, wanted):
            for line in sheet:
                if (line.data, line.document) == (name, id_):
                    verdict = judged(doc, line)
                    found[verdict] += 1
                    if verdict != "right":
                        print(f"{verdict:6} {name} {id_} {line.start}: {line.who or '-'}")
    total = found.total()
    return f"{total} quotations: " + ", ".join(
        f"{found[verdict]} {verdict} ({100 * found[verdict] / total:.1f} %)"
        for verdict in ("right", "wrong", "open", "gone")
    )


def judged(doc: Document, line: Line) -> str:
    """What is to be thought of the program's answer about one quotation."""
    here = _at(doc, line.start)
    if here is None:
        return "gone"  # no quotation any more
    names = _names(doc, here)
    if not names:
        return "open" if line.who else "right"
    asked, told = (set(_WORD.findall(name.lower())) for name in (line.who, names[0]))
    return "right" if asked and (asked <= told or told <= asked) else "wrong"


def _at(doc: Document, start: int) -> Attribution | None:
    """The report of which the quotation that begins here is a piece; of two the one that names somebody."""
    here = [a for a in doc.attributions if a.quoted and any(piece[0] == start for piece in a.content)]
    return max(here, key=lambda a: (a.speaker is not None, bool(a.source)), default=None)


def annotated(shared: Path, name: str, wanted: set[str] | None = None) -> Iterator[tuple[Document, str]]:
    """The documents of a set with all layers, each with its id."""
    file = shared / "data" / (SETS | MORE)[name]
    data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    for row in map(json.loads, filter(None, data.decode().split("\n"))):
        if wanted is None or row["id"] in wanted:
            raw = Raw(source="text.txt", data=row["text"].encode())
            for found in documents(raw, Limits(), lambda *_: False):
                if isinstance(found, Found):
                    yield default_pipeline().annotate(found.document), row["id"]


def _lines(doc: Document, name: str, id_: str) -> Iterator[Line]:
    outermost = [q for q in quotations(doc.text, list(paragraphs(doc))) if not q.depth]
    begun = {q.start for q in outermost}
    for start in sorted({min(each.content)[0] for each in doc.attributions if each.quoted}):
        if start in begun and (here := _at(doc, start)) is not None:
            yield Line(name, id_, start, "", next(iter(_names(doc, here)), ""), "")


def _names(doc: Document, attribution: Attribution) -> list[str]:
    return [name for e in doc.entities if e.id == attribution.speaker for name in (e.name, *e.aliases)]


def _write(lines: list[Line]) -> None:
    SHEET.parent.mkdir(exist_ok=True)
    with SHEET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Line._fields)
        writer.writerows(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sample="--sample" in sys.argv)

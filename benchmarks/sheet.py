"""Statements drawn at random, to be judged by hand: a sheet of offsets and labels, without the texts' words.

python -m benchmarks.sheet draw FOLDER... --seed 6 --number 200 --to FILE
    annotates what lies in the folders and draws that many statements. The draw hangs on the documents' bytes
    and on what was found in them, not on names, folders or their order.
python -m benchmarks.sheet show FILE FOLDER...
    prints each line with its sentence and the one before, for whoever judges. Nothing is written.
python -m benchmarks.sheet count FILE
    prints the shares of the verdicts, with a 95 % interval (Wilson).

FILE holds a JSON object a line. The judge fills in `verdict`: "right", "right type wrong role" or "wrong";
and `note`, if there is something to say, without quoting the text: sheets are kept here, most texts may not
be.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.folders import annotated, name, plain
from whosays.annotate.language import language
from whosays.records import Document, Span, Statement

VERDICTS = ("right", "right type wrong role", "wrong")
Z = 1.959964
"""Of the normal distribution, 95 % within."""

Row = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> None:
    given = _parser().parse_args(arguments)
    if given.command == "draw":
        write(given.to, draw(given.folders, given.seed, given.number))
    elif given.command == "show":
        show(read(given.file), given.folders)
    else:
        count(read(given.file))


def draw(folders: Sequence[Path], seed: int, number: int) -> list[Row]:
    """So many of all the statements in the folders, in the order of their documents and places."""
    told = sorted((row for document in annotated(folders) for row in _rows(document)), key=_place)
    drawn = random.Random(seed).sample(range(len(told)), min(number, len(told)))
    print(f"{len(drawn)} of {len(told)} statements drawn")
    return [told[at] for at in sorted(drawn)]


def show(sheet: list[Row], folders: Sequence[Path]) -> None:
    """Prints the sheet with the words that it points to."""
    wanted = {row["document"] for row in sheet}
    found = {document.id: language(document) for document in plain(folders) if document.id in wanted}
    for number, row in enumerate(sheet, 1):
        verdict = row["verdict"] or "not judged"
        print(f"── {number} of {len(sheet)} · {row['name']} {row['start']}–{row['end']} · {verdict}")
        if (document := found.get(row["document"])) is None:
            print("   not in these folders")
            continue
        print("\n".join(f"   {line}" for line in _readable(document, row)))


def count(sheet: list[Row]) -> None:
    """Prints the shares of verdicts; refuses a verdict that is none of the three."""
    found = Counter(row["verdict"] for row in sheet)
    if unknown := set(found) - {*VERDICTS, None}:
        raise SystemExit(f"no such verdict: {', '.join(sorted(map(str, unknown)))}")
    judged = found.total() - found[None]
    print(f"{judged} statements judged, {found[None]} not yet")
    shares = [(verdict, found[verdict]) for verdict in VERDICTS]
    for what, many in (*shares, ("type right", judged - found["wrong"])) if judged else ():
        low, high = wilson(many, judged)
        print(f"{what:22} {many:4} {many / judged:7.1%}  ({low:.1%} to {high:.1%})")


def wilson(many: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson's score, without correction for continuity)."""
    share, width = many / total, Z * Z / total
    middle = share + width / 2
    reach = Z * math.sqrt(share * (1 - share) / total + width / (4 * total))
    return max(0.0, (middle - reach) / (1 + width)), min(1.0, (middle + reach) / (1 + width))


def read(path: Path) -> list[Row]:
    """The lines of a sheet."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def write(path: Path, sheet: list[Row]) -> None:
    """A line a statement."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in sheet)
    path.write_text("".join(lines), encoding="utf-8")


def _rows(document: Document) -> Iterator[Row]:
    for statement in document.statements:
        yield {
            "document": document.id,
            "name": name(document),
            "start": statement.start,
            "end": statement.end,
            "trigger": list(statement.trigger),
            "kind": statement.kind,
            "type": statement.type,
            "mode": statement.mode,
            "polarity": statement.polarity,
            "certainty": statement.certainty,
            "edtf": statement.edtf,
            "roles": _roles(document, statement),
            "attribution": _attribution(document, statement),
            "verdict": None,
            "note": "",
        }


def _roles(document: Document, statement: Statement) -> dict[str, list[list[int]]]:
    mentions = document.mentions
    return {
        role: [[mentions[at].start, mentions[at].end] for at in filled]
        for role, filled in sorted(statement.roles.items())
    }


def _attribution(document: Document, statement: Statement) -> dict[str, list[list[int]]] | None:
    if statement.attribution is None:
        return None
    one = document.attributions[statement.attribution]
    return {"cue": [list(span) for span in one.cue], "source": [list(span) for span in one.source]}


def _place(row: Row) -> tuple[str, int, int, list[int], str]:
    """Where a statement stands; of two in one place, all that is said of them decides."""
    labels = {key: value for key, value in row.items() if key != "name"}
    return row["document"], row["start"], row["end"], row["trigger"], json.dumps(labels, sort_keys=True)


def _readable(document: Document, row: Row) -> Iterator[str]:
    start, end = row["trigger"]
    first, last = min(start, row["start"]), max(end, row["end"])
    here = [at for at, (low, high) in enumerate(document.sentences) if low < last and first < high]
    if here and here[0]:
        yield f"({_words(document, document.sentences[here[0] - 1])})"
    low = document.sentences[here[0]][0] if here else first
    high = document.sentences[here[-1]][1] if here else last
    before, after = (_words(document, span) for span in ((low, start), (end, high)))
    yield f"{before} [[{_words(document, (start, end))}]] {after}".strip()
    labels = (row[key] for key in ("kind", "type", "mode", "polarity", "certainty", "edtf"))
    yield " · ".join(str(label) for label in labels if label)
    for role, spans in row["roles"].items():
        yield f"{role}: {_all(document, spans)}"
    if told := row["attribution"]:
        yield f"said by: {_all(document, told['source']) or '-'} ({_all(document, told['cue']) or '-'})"
    if row["note"]:
        yield f"note: {row['note']}"


def _words(document: Document, span: Span) -> str:
    return " ".join(document.words(span).split())


def _all(document: Document, spans: list[list[int]]) -> str:
    return " | ".join(_words(document, (start, end)) for start, end in spans)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sheet", description="Sheets judged by hand.")
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw", help="draw statements at random")
    drawing.add_argument("folders", type=Path, nargs="+")
    drawing.add_argument("--seed", type=int, default=6)
    drawing.add_argument("--number", type=int, default=200)
    drawing.add_argument("--to", type=Path, required=True)
    showing = commands.add_parser("show", help="print a sheet with its sentences")
    showing.add_argument("file", type=Path)
    showing.add_argument("folders", type=Path, nargs="+")
    counting = commands.add_parser("count", help="print the shares of the verdicts")
    counting.add_argument("file", type=Path)
    return parser


if __name__ == "__main__":
    main()

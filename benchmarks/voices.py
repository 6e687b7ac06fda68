"""Who says so, and how: `python -m benchmarks.voices SHARED [--mistakes]`, on each report of the gold.

For each report the program is asked at the gold's own span: the chain of voices there, and the stance of the
outermost one. So a report counts whether or not an event was found in it. The chain is that of the innermost
attribution whose content covers the greater part of the span. Prints the share of chains of the right length
and of stances that are right, and with `--mistakes` each one that is not.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from whosays.records import Document
from whosays.records.document import decode
from whosays.resolve.stances import Stances
from whosays.resolve.voices import Voices, innermost, labels

PROGRAM = Path(sys.executable).parent / "whosays"


def main(shared: Path, mistakes: bool = False) -> None:
    pile = shared / "data" / "origins"
    gold = json.loads((pile / "gold.json").read_text(encoding="utf-8"))
    documents = _annotated(pile)
    right: Counter[str] = Counter()
    reports = _reports(gold)
    for report in reports:
        document = documents[report["doc"]]
        span = _found(document.text, report)
        chain, stance = _answer(document, span) if span else (["not in the text"] * 9, "?")
        deep, same = len(chain) == len(report["voice"]), stance == report["stance"]
        right.update({"length": deep, "stance": same})
        right[f"stance {report['stance']}"] += same
        right[f"length {len(report['voice'])}"] += deep
        if mistakes and not (deep and same):
            told = f"{'' if deep else 'CHAIN '}{'' if same else 'STANCE '}"
            print(f"{told}{report['doc']}: {' '.join(report['quote'].split())[:110]}")
            print(f"    gold {report['voice'][1:]} {report['stance']}\n    here {chain[1:]} {stance}")
    for name in ("length", "stance"):
        print(f"{name} of voice: {right[name]} of {len(reports)} = {right[name] / len(reports):.3f}")
    for name, found in (("length", _lengths(reports)), ("stance", Counter(r["stance"] for r in reports))):
        print("  " + ", ".join(f"{k} {right[f'{name} {k}']}/{n}" for k, n in sorted(found.items())))


def _annotated(pile: Path) -> dict[str, Document]:
    done = subprocess.run([PROGRAM, "annotate", pile, "--workers", "1"], capture_output=True, check=False)
    found = [decode(line) for line in done.stdout.splitlines()]
    return {Path(document.source).stem: document for document in found}


def _reports(gold: dict[str, Any]) -> list[dict[str, Any]]:
    """Each once: one passage may be a report of several values, and of a claim."""
    rows = [row for event in gold["events"] for kind in event["values"].values() for row in kind]
    rows += [row for claim in gold["claims"] for row in claim["reports"]]
    once = {(r["doc"], r["start"], r["end"], tuple(r["voice"]), r["stance"]): r for r in rows}
    return [once[key] for key in sorted(once)]


def _lengths(reports: list[dict[str, Any]]) -> Counter[int]:
    return Counter(len(report["voice"]) for report in reports)


def _found(text: str, report: dict[str, Any]) -> tuple[int, int] | None:
    """The report's words in our own text, white space and notes apart."""
    pattern = r"\s+".join(re.escape(word) for word in report["quote"].split())
    hits = [match.span() for match in re.finditer(pattern, text)]
    return min(hits, key=lambda hit: abs(hit[0] - report["start"])) if hits else None


def _answer(document: Document, span: tuple[int, int]) -> tuple[list[str], str]:
    at = innermost(document, span)
    chain = Voices(document, {}).chain(at, span)
    return ["doc", *labels(chain)], Stances(document).at(span, at)


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--mistakes" in sys.argv)

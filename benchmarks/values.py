"""Days, counts, sums and sentences that reports tell: `python -m benchmarks.values [--errors]`.

Ten reports of one invented affair (wire, court, leaflet, interview, notice, chronicle, mail, press office,
opinion, encyclopaedia; `gold/values.jsonl`), with the values that a reader notes down,
set down before the rules were. A value is found where a report of an event over its words has it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from benchmarks.gold_files import GOLD
from whosays.annotate.pipeline import default_pipeline
from whosays.plugins import Limits, Raw
from whosays.read.dispatch import Found, documents
from whosays.records import Document
from whosays.resolve.derive import derive
from whosays.weigh.values import WORDED, values_of


def main(errors: bool) -> None:
    found = wanted = besides = 0
    for line in (GOLD / "values.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        document = _annotated(gold)
        told = list(_told(document))
        hits = [entry for entry in gold["values"] if any(_is_met(document, entry, one) for one in told)]
        known = {(entry["kind"], str(entry["value"])) for entry in gold["values"]}
        extra = [one for one in told if (one["kind"], str(one["value"])) not in known]
        found, wanted, besides = found + len(hits), wanted + len(gold["values"]), besides + len(extra)
        if errors:
            missing = [entry for entry in gold["values"] if entry not in hits]
            print(
                *(f"{gold['id']:13}missing {e['kind']} {e['value']}: {e['quote']!r}" for e in missing),
                sep="\n",
            )
            print(
                *(f"{gold['id']:13}besides {e['kind']} {e['value']}: {e['quote']!r}" for e in extra), sep="\n"
            )
    print(f"values found {found} of {wanted} ({100 * found / wanted:.0f} %), besides {besides}")


def _annotated(gold: dict[str, Any]) -> Document:
    raw = Raw(source=gold["source"], data=gold["text"].encode())
    (document,) = [one.document for one in documents(raw, Limits()) if isinstance(one, Found)]
    if document.published is None and gold["published"]:
        document = document.having(published=gold["published"])
    return default_pipeline().annotate(document)


def _told(document: Document) -> Iterator[dict[str, Any]]:
    """The values of all reports, with the passage each stands in."""
    for line in derive(document, document.id).lines:
        for value in values_of(line, {}):
            if value.kind not in WORDED:
                told = {"kind": value.kind, "value": value.value, "quote": line.summary}
                yield {**told, "start": line.start, "end": line.end}


def _is_met(document: Document, entry: dict[str, Any], told: dict[str, Any]) -> bool:
    at = document.text.index(entry["quote"])
    overlaps = told["start"] < at + len(entry["quote"]) and at < told["end"]
    return overlaps and (told["kind"], str(told["value"])) == (entry["kind"], str(entry["value"]))


if __name__ == "__main__":
    main(errors="--errors" in sys.argv)

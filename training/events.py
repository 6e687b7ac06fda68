"""The weights by which two happenings are compared: `python -m training.events DATA` fits and writes them.

Logistic regression on pairs of events of ECB+ (train): cards for the events that the gold marks, pairs that
share a key. Those told by the same word have weights of their own, which differ from the others' only where
the pairs show it. ECB+ has hardly any dates, places on a map or figures, so the weights of these are not
learnt: they are `SET` here. It has no lines of a chronology either: the table `line` of the file is left as
it is. Reading takes minutes and is kept in .bench/, as benchmarks.crossdoc does.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from benchmarks.crossdoc import KEPT, annotated, cards_of_gold

from whosays.resolve.events.evidence import evidence
from whosays.resolve.events.kind import EVENTS
from whosays.resolve.events.sight import sight
from whosays.resolve.linking import candidates

TARGET = Path(__file__).parents[1] / "src/whosays/resolve/events/weights.json"
RIDGE = 10.0
FEWEST = 25
"""Pairs that must show a piece of evidence for it to have a weight."""
ROUNDS = 50
SET = {
    "day same": 2.0,
    "day near": 1.0,
    "day within": 0.7,
    "day slip": -0.5,
    "place same": 1.2,
    "place near": 0.8,
    "figures": 1.0,
    "figures differ": -0.3,
    "type": 0.5,
    "types differ": -0.5,
    "mode": 0.3,
    "modes differ": -1.0,
    "names": 0.0,
    "names differ": 0.0,
    "same part": 0.2,
}
"""Days, places and figures, and what hangs on how well events are coded: so that a day or a place outweighs
what two reports have in common anyway."""
CAUTION = 0.2
"""Taken off the sum: where neither is a line no rule keeps two apart, so they must be surer."""
FREE = frozenset({"day open", "place open", "day apart", "place apart"})
"""Evidence without a weight: nothing is known, or it forbids."""


Table = dict[str, float]


def main(data: Path) -> None:
    """Fit on train, write the weights, print how often a pair is judged rightly."""
    path = data / "ecbplus" / "train.jsonl"
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    cards, marks = cards_of_gold(gold, annotated(gold, KEPT / "ecbplus-train.pkl"))
    by_id = {card.id: card for card in cards}
    event = {
        id_: Counter(mark["cluster"] for mark in found).most_common(1)[0][0] for id_, found in marks.items()
    }
    pairs = list(candidates(EVENTS, cards))
    rows = [evidence(sight(by_id[a]), sight(by_id[b])) for a, b in pairs]
    truth = np.array([event[a] == event[b] for a, b in pairs], float)
    weights = json.loads(TARGET.read_text(encoding="utf-8")) | _learnt(rows, truth)
    TARGET.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sums = [_sum(weights["word" if "word" in row else "other"], row) + CAUTION for row in rows]
    right = ((np.array(sums) > 0) == (truth > 0)).mean()
    print(f"{len(pairs)} pairs, {truth.mean():.3f} of them one event, {right:.3f} judged rightly")


def _learnt(rows: Sequence[Table], truth: np.ndarray) -> dict[str, Table]:
    """The weights of pairs told by the same word, and of the others.

    Of each piece of evidence there is a weight, and one to be added where the word is the same: what the
    pairs do not show to be another is the same for both.
    """
    shown = Counter(name for row in rows for name, value in row.items() if value)
    names = sorted(name for name, count in shown.items() if count >= FEWEST and name not in FREE | SET.keys())
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    same = table[:, [names.index("word")]]
    columns = np.hstack([table, table * same, np.ones((len(rows), 1))])
    fitted = _fitted(columns, truth, np.array([_sum(SET, row) for row in rows]))
    base, added, bias = fitted[: len(names)], fitted[len(names) : -1], fitted[-1] - CAUTION
    return {
        kind: dict(zip([*names, "bias"], map(_short, [*values, bias]), strict=True)) | SET
        for kind, values in (("other", base), ("word", base + added))
    }


def _short(weight: float) -> float:
    return round(float(weight), 2)


def _sum(weights: Table, row: Table) -> float:
    return weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in row.items())


def _fitted(table: np.ndarray, truth: np.ndarray, given: np.ndarray) -> np.ndarray:
    """Newton's method, beside what is `given`; every weight but the last, the bias, is kept small."""
    ridge = np.full(table.shape[1], RIDGE)
    ridge[-1] = 1e-6
    weights = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-table @ weights - given))
        slope = table.T @ (likely - truth) + ridge * weights
        curve = (table * (likely * (1 - likely))[:, None]).T @ table + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


if __name__ == "__main__":
    main(Path(sys.argv[1]))

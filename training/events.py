"""The weights by which two happenings are compared: `python -m training.events DATA` fits and writes them.

Logistic regression on pairs of events of ECB+ (train): cards for the events that the gold marks, pairs that
share a key. ECB+ has hardly any dates, places on a map or figures, so the weights of these are not learnt:
they are `SET` here. Reading takes minutes and is kept in .bench/, as benchmarks.crossdoc does.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from benchmarks.crossdoc import KEPT, annotated, cards_of_gold

from whosays.resolve.events.evidence import evidence
from whosays.resolve.events.kind import EVENTS
from whosays.resolve.events.sight import sight
from whosays.resolve.linking import candidates

TARGET = Path(__file__).parents[1] / "src/whosays/resolve/events/weights.json"
RIDGE = 3.0
ROUNDS = 50
SET = {
    "day same": 2.0,
    "day near": 1.0,
    "day within": 0.7,
    "day slip": -0.5,
    "place same": 1.2,
    "place near": 0.8,
    "place other": -1.5,
    "figures": 1.0,
    "figures differ": -0.3,
    "type": 0.5,
    "types differ": -0.5,
    "one type": -0.2,
    "mode": 0.3,
    "modes differ": -1.0,
    "names differ": 0.0,
    "same part": 0.2,
}
"""Days, places and figures, and what hangs on how well events are coded: so that a day or a place outweighs
what two reports have in common anyway."""
FREE = frozenset({"day open", "place open", "day apart", "place apart"})
"""Evidence without a weight: nothing is known, or it forbids."""


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
    names = sorted({name for row in rows for name in row} - FREE)
    table = np.array([[row.get(name, 0.0) for name in names] + [1.0] for row in rows])
    weights = _fitted(table, truth)
    right = ((table @ weights > 0) == (truth > 0)).mean()
    print(f"{len(pairs)} pairs, {truth.mean():.3f} of them one event, {right:.3f} judged rightly")
    learnt = {name: round(float(weight), 2) for name, weight in zip([*names, "bias"], weights, strict=True)}
    TARGET.write_text(json.dumps(learnt | SET, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _fitted(table: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Newton's method; every weight but the last, the bias, is kept small."""
    ridge = np.full(table.shape[1], RIDGE)
    ridge[-1] = 1e-6
    weights = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (likely - truth) + ridge * weights
        curve = (table * (likely * (1 - likely))[:, None]).T @ table + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


if __name__ == "__main__":
    main(Path(sys.argv[1]))

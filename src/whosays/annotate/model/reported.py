"""Attributions as the network sees them: spans of source, cue and content, and which belong together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from whosays.annotate.model.labels import ROLES
from whosays.annotate.model.reading import Reading
from whosays.annotate.model.spans import best_tags, tagged_spans

Range = tuple[int, int]
"""Words [i, j)."""
_CONTENT, _CUE_KEY, _CUE, _SOURCE_KEY = range(4)
"""Parts of the head of links, in its order."""


class Reported(NamedTuple):
    """One report: its source if there is one, its cue, and the pieces of what is said."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]


def reported(reading: Reading, *, margin: float) -> list[Reported]:
    """All reports, in the order of their cues; `margin` is taken from the score of "no part of a report"."""
    scores = reading.tagged("attribution").astype(np.float64)
    if not len(scores):
        return []
    scores[:, 0] -= margin
    spans = tagged_spans(best_tags(scores.astype(np.float32)), ROLES)
    sentence = reading.sentence_of()
    contents: dict[Range, list[Range]] = {}
    for content in spans["content"]:
        cues = spans["cue"]
        if not reading.is_quoted(*content):  # words that are not quoted are reported within their sentence
            own = range(sentence[content[0]], sentence[content[1] - 1] + 1)
            cues = [cue for cue in cues if sentence[cue[0]] in own]
        cue, _, _ = _linked(reading, content[0], cues, _CONTENT, _CUE_KEY)
        if cue is not None:
            contents.setdefault(cue, []).append(content)
    found: list[Reported] = []
    for cue in spans["cue"]:
        if cue not in contents:
            continue
        source, score, nobody = _linked(reading, cue[0], spans["source"], _CUE, _SOURCE_KEY)
        found.append(Reported(source if score > nobody else None, cue, tuple(contents[cue])))
    return found


def _linked(
    reading: Reading, word: int, to: Sequence[Range], query: int, key: int
) -> tuple[Range | None, float, float]:
    """The span in the word's window that it hangs on most, how much, and how much on nothing."""
    number, row = reading.at(word)
    i, j = reading.windows[number]
    near = [span for span in to if i <= span[0] < j]
    table = reading.outputs[number]["link"].reshape(-1, 4, reading.outputs[number]["link"].shape[1] // 4)
    asked = table[row, query]
    nobody = float(asked @ table[0, key])
    if not near:
        return None, -1e9, nobody
    scores = table[[span[0] - i + 1 for span in near], key] @ asked
    best = int(scores.argmax())
    return near[best], float(scores[best]), nobody

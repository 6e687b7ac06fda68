"""The key of MUC-4 as strings of a text: what each is, and all places where it stands."""

from __future__ import annotations

from typing import Any

import numpy as np

from whosays.annotate.model.parts import CLASSES
from whosays.annotate.model.phrases import plain
from whosays.annotate.model.words import words

LESS = 0.5
"""How much a further place of a description of one word counts as one of the words that are tagged."""
_SLOTS = {
    "perp_individual": "perpetrator",
    "perp_org": "organisation",
    "phys_target": "target",
    "hum_target_name": "victim",
    "hum_target_description": "described",
    "instrument": "instrument",
}

Key = dict[tuple[str, ...], tuple[int, bool]]
"""By string as `plain` gives it: the number of its class, and whether it may be left out."""


def key(row: dict[str, Any]) -> Key:
    """Of a document."""
    found: Key = {}
    for template in row["templates"]:
        for slot, name in _SLOTS.items():
            for filler in template[slot]:
                told = (bool(filler["optional"] or template["optional"]), CLASSES.index(name))
                for m in filler["mentions"]:
                    reads = plain([m["text"][s:e].lower() for s, e, _ in words(m["text"])])
                    number, optional = found.get(reads, (len(CLASSES), True))
                    if reads and told < (optional, number):
                        found[reads] = (told[1], told[0])
    return found


def tags(low: list[str], strings: Key) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Of words in small letters, in `bio(CLASSES)`: every place of every string, the longest first; and how
    much each word counts."""
    n = len(low)
    made, weight = np.zeros(n, np.int64), np.ones(n, np.float32)
    bare = [plain([word]) for word in low]
    for reads, (number, optional) in sorted(strings.items(), key=lambda each: (-len(each[0]), each)):
        seen = False
        for i in range(n):
            if bare[i] != reads[:1] or (j := _end(bare, i, reads)) is None or made[i:j].any():
                continue
            made[i], made[i + 1 : j] = 2 * number + 1, 2 * number + 2
            doubtful = seen and len(reads) == 1 and CLASSES[number] != "organisation"
            weight[i:j] = 0 if optional else LESS if doubtful else 1
            seen = True
    return made, weight


def _end(bare: list[tuple[str, ...]], i: int, reads: tuple[str, ...]) -> int | None:
    """The word after a string that begins at `i`, over marks and articles."""
    at = 0
    while i < len(bare) and at < len(reads):
        if bare[i]:
            if bare[i] != reads[at : at + 1]:
                return None
            at += 1
        i += 1
    return i if at == len(reads) else None

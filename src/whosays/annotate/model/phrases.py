"""Stretches of words that may name something: what a noun phrase could be cut to, without its article.

The trees of telex text err, so that phrases are told by parts of speech; which of them is meant is for the
scores of those who ask. All that read alike are one string.
"""

from __future__ import annotations

import string
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whosays.annotate.model.facts import Facts

MOST = 11
"""Words of a phrase."""
_BEGIN = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X", "SYM", "ADV"})
_WITHIN = _BEGIN - {"ADV"}
_END = frozenset({"NOUN", "PROPN"})
_END_ALONE = frozenset({"ADJ", "NUM", "X", "SYM"})
"""These end a phrase where the tree does not hang them on what follows."""
_BEFORE = frozenset({"compound", "amod", "nummod", "det"})
_AFTER = frozenset({"flat", "goeswith", "fixed"})
_ARTICLES = frozenset({"a", "an", "the"})
_JOINING = frozenset(
    {
        *("of", "de", "del", "la", "los", "las", "el", "the", "a", "and", "y", "for", "in"),
        *("-", "/", "&", '"', "'", "'s"),
    }
)
_ECHOED = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "X"})
_NO_MARKS = str.maketrans("", "", string.punctuation)


class Phrases(NamedTuple):
    """Of a stretch of words, in text order."""

    first: NDArray[np.int64]
    """[phrases]"""
    end: NDArray[np.int64]
    """[phrases]: the word after the last."""
    string: NDArray[np.int64]
    """[phrases]: the number of the string that it reads as."""
    strings: list[tuple[str, ...]]
    """Small letters without marks and articles."""


def phrases(told: Facts) -> Phrases:
    """All that may name something."""
    numbers: dict[tuple[str, ...], int] = {}
    found: list[tuple[int, int, int]] = []
    closed, low, upos = _closed(told), told.low, told.upos
    sentence, bare = (
        told.sentence.tolist(),
        [() if tag == "PUNCT" else plain([word]) for word, tag in zip(low, upos, strict=True)],
    )
    for i, tag in enumerate(upos):
        if tag not in _BEGIN or low[i] in _ARTICLES:
            continue
        reads: tuple[str, ...] = ()
        for k in range(i, min(len(low), i + MOST)):
            joins = upos[k] in _WITHIN or k == i or low[k] in _JOINING or upos[k] == "DET"
            if not joins or sentence[k] != sentence[i]:
                break
            reads += bare[k]
            if closed[k] and reads:
                found.append((i, k + 1, numbers.setdefault(reads, len(numbers))))
    first, end, number = np.array(found, np.int64).reshape(-1, 3).T
    return Phrases(first, end, number, list(numbers))


def plain(low: list[str]) -> tuple[str, ...]:
    """What two phrases have to share to read alike."""
    bare = (word if word.isalnum() else word.translate(_NO_MARKS) for word in low)
    return tuple(word for word in bare if word and word not in _ARTICLES)


def alike(told: Facts) -> NDArray[np.int64]:
    """For each word the number of its form; words of grammar are each their own."""
    numbers: dict[str | int, int] = {}
    return np.array(
        [
            numbers.setdefault(form if tag in _ECHOED else k, len(numbers))
            for k, (form, tag) in enumerate(zip(told.low, told.upos, strict=True))
        ],
        np.int64,
    )


def _closed(told: Facts) -> list[bool]:
    """May a phrase end with the word?"""
    base = [relation.partition(":")[0] for relation in told.relation]
    head, upos, low = told.head.tolist(), told.upos, told.low
    found = [tag in _END or tag in _END_ALONE for tag in upos]
    for k, tag in enumerate(upos):
        if tag in _END_ALONE and base[k] in _BEFORE and head[k] > k:
            between = range(k + 1, head[k])
            found[k] = not all(upos[m] in _BEGIN or upos[m] == "VERB" or low[m] in '-,"' for m in between)
        elif base[k] in _AFTER and 0 <= head[k] < k:
            for m in range(head[k], k):
                found[m] = found[m] and upos[m] in _END
    return found

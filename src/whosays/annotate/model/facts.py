"""What is known of each word when reports are put together: tags, links, tree, quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whosays.annotate.model.labels import UPOS
from whosays.annotate.model.network import Array
from whosays.annotate.model.reading import Reading
from whosays.records import Word

MARKS = (
    *(("“", '"', "``", "”", "''"), (",",), (":",), ("—", "–", "-", "--", "―")),
    *((".", "?", "!"), (";",), ("(", ")", "[", "]")),
)
"""Marks that look alike to a reader of reports."""
_MARK = {mark: number for number, alike in enumerate(MARKS) for mark in alike}
_TAG = {tag: number for number, tag in enumerate(UPOS)}
_FAR = 10


class Facts(NamedTuple):
    """Of a stretch of n words, each from the window that is believed about it."""

    low: list[str]
    upos: list[str]
    lemma: list[str]
    relation: list[str]
    """Universal Dependencies, with its subtype."""
    head: NDArray[np.int64]
    """-1: the root of its sentence."""
    sentence: NDArray[np.int64]
    quoted: NDArray[np.bool_]
    tags: Array
    """[n, 7]: scores of the tags of reports."""
    link: Array
    """[n, 512]: what a word asks and answers, four parts of 128."""
    nobody: Array
    """[windows, 512]: the same of "nobody" in each window."""
    window: NDArray[np.int64]
    """The window that is believed about each word."""


def facts(reading: Reading, syntax: Sequence[Word]) -> Facts:
    """Of a reading and its trees."""
    n = len(reading)
    return Facts(
        low=reading.low,
        upos=[word.upos for word in syntax],
        lemma=[word.lemma for word in syntax],
        relation=[word.deprel for word in syntax],
        head=np.array([word.head for word in syntax], np.int64),
        sentence=reading.sentence_of(),
        quoted=np.array([reading.is_quoted(k, k + 1) for k in range(n)], np.bool_),
        tags=reading.tagged("attribution"),
        link=reading.tagged("link"),
        nobody=np.stack([output["link"][0] for output in reading.outputs]),
        window=reading.best,
    )


def columns(told: Facts, relations: Sequence[str]) -> Array:
    """[n, …]: part of speech, relation (one of `relations`), place and marks of each word, as numbers."""
    n, width = len(told.low), len(UPOS) + len(relations)
    found = np.zeros((n, width + 5 + len(MARKS)), np.float32)
    rows = np.arange(n)
    found[rows, [_TAG[tag] for tag in told.upos]] = 1
    known = {name: number for number, name in enumerate(relations)}
    found[rows, [len(UPOS) + known[name.partition(":")[0]] for name in told.relation]] = 1
    apart = heads(told) - rows
    found[:, width] = told.quoted
    found[0, width + 1] = 1
    found[1:, width + 1] = told.sentence[1:] != told.sentence[:-1]
    found[:, width + 2], found[:, width + 3] = apart == 0, apart > 0
    found[:, width + 4] = np.clip(apart, -_FAR, _FAR) / _FAR
    marks = [(k, _MARK[word]) for k, word in enumerate(told.low) if word in _MARK]
    if marks:
        at, number = np.array(marks).T
        found[at, width + 5 + number] = 1
    return found


def heads(told: Facts) -> NDArray[np.int64]:
    """The head of each word; a root is its own."""
    found: NDArray[np.int64] = np.where(told.head < 0, np.arange(len(told.low)), told.head)
    return found


def universal(relations: Sequence[str]) -> tuple[str, ...]:
    """Relations without their subtypes, in order."""
    return tuple(sorted({name.partition(":")[0] for name in relations}))

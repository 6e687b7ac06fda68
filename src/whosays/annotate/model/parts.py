"""Which words name who and what takes part in violent incidents: the perpetrators, what was hit, with what.

A name is judged once for a text, by all the places where it stands: whether somebody is a victim is often
told in one sentence and the name in another. Each word is seen with its neighbours, its tree, the words of
its form, its sentence and the whole text; each phrase by its words and what is around it; each string by its
phrases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whosays.annotate.model.facts import Facts, columns, heads, universal
from whosays.annotate.model.features import CLUES
from whosays.annotate.model.labels import PARTS
from whosays.annotate.model.network import Array
from whosays.annotate.model.phrases import Phrases, alike, phrases
from whosays.annotate.model.pooling import Groups, neighbours, spread
from whosays.annotate.model.reading import Reading

CLASSES = (*PARTS, "described")
"""What a string may be beside nothing; a victim by its name alone, or by what it is called instead."""
DILATIONS = (1, 2, 4)
"""How far apart the neighbours are that each step looks at; the last without the tree."""
LONG = 8
"""Words of a phrase, beyond which it is only long."""
SCALE = 5.0
"""Scores of tags are divided by it."""
FAR, EARLY = 300, 60
"""Words from the beginning: up to here they are counted, up to here a string stands at the beginning."""
MORE = np.array([0.9, 0.1, 0.9, 0.5, 0.9, 0.5], np.float32)
"""Added to the scores of each class over nothing."""
_BITS = np.arange(len(CLUES))


class Tags(NamedTuple):
    """What the network says of each word that is asked here and nowhere else."""

    part: Array
    """[n, 11]"""
    event: Array
    """[n, 7]"""
    clue: NDArray[np.int64]
    """[n]: what the lexicon knows, as bits."""


def tags(reading: Reading) -> Tags:
    """Of a stretch of words."""
    return Tags(reading.tagged("part"), reading.tagged("event"), np.array(reading.clues, np.int64))


def parts(told: Facts, tags: Tags, weights: Mapping[str, Array], relations: Sequence[str]) -> dict[int, str]:
    """The words of a stretch that are (of) the name of a part, and which."""
    found = phrases(told)
    if not len(found.first):
        return {}
    scores = scored(told, tags, found, weights, universal(relations))
    return tagged(found, scores[:, 1:] - scores[:, :1] + MORE)


def tagged(found: Phrases, margins: Array) -> dict[int, str]:
    """Every place of the strings that are more than nothing.

    `margins`: [strings, classes]. Of phrases of one class that overlap the surer stays, of others the longer;
    of two of one part that touch, a name goes before a description.
    """
    best: list[int] = margins.argmax(1).tolist()
    surely: list[float] = margins.max(1).tolist()
    chosen: list[_Chosen] = []
    taken: set[tuple[int, int]] = set()
    rows = zip(found.string.tolist(), found.first.tolist(), found.end.tolist(), strict=True)
    for number, i, j in sorted(rows, key=lambda row: (-surely[row[0]], row[1])):
        own = {(best[number], k) for k in range(i, j)}
        if surely[number] > 0 and not own & taken:
            taken |= own
            chosen.append(
                _Chosen(best[number] == CLASSES.index("described"), i - j, i, CLASSES[best[number]])
            )
    words: dict[int, str] = {}
    for described, less, i, name in sorted(chosen):
        part, j = "victim" if described else name, i - less
        if not any(k in words for k in range(i, j)) and part not in (words.get(i - 1), words.get(j)):
            words |= dict.fromkeys(range(i, j), part)
    return words


class _Chosen(NamedTuple):
    """A phrase that stays, in the order in which words are given away."""

    described: bool
    less: int
    """Its length, below nought."""
    first: int
    name: str


def table(told: Facts, tags: Tags, relations: Sequence[str]) -> Array:
    """[n, …]: of each word beside its state: its columns, clues, scores of tags, and those of its head."""
    clue = tags.clue[:, None] >> _BITS & 1
    scores = np.concatenate([tags.part, tags.event, told.tags], 1) / np.float32(SCALE)
    found: Array = np.concatenate(
        [columns(told, relations), clue.astype(np.float32), scores, scores[heads(told)]], 1
    )
    return found


def places(found: Phrases) -> Array:
    """[strings, 3]: how far from the beginning each first stands, whether early, and how often (log)."""
    first = np.full(len(found.strings), FAR, np.int64)
    np.minimum.at(first, found.string, found.first)
    count = np.bincount(found.string, minlength=len(first))
    return np.stack([first / FAR, first < EARLY, np.log(count)], 1).astype(np.float32)


def scored(
    told: Facts, tags: Tags, found: Phrases, weights: Mapping[str, Array], relations: Sequence[str]
) -> Array:
    """[strings, nothing and classes]: scores, before they are weighed against each other."""
    w = {name.removeprefix("parts."): value for name, value in weights.items() if name.startswith("parts.")}
    entered = told.link @ w["link"].T + table(told, tags, relations) @ w["table"].T
    h: Array = np.maximum(entered + w["bias"], 0)
    above = heads(told)
    below = Groups(above)
    for k, apart in enumerate(DILATIONS):
        step = neighbours(h, w[f"near.{k}.weight"], w[f"near.{k}.bias"], apart)
        if k < len(DILATIONS) - 1:
            step = step + h[above] @ w[f"up.{k}"].T + spread(below, h) @ w[f"down.{k}"].T
        h = h + np.maximum(step, 0)
    h, document = _wider(told, h, w)
    h = h + np.maximum(neighbours(h, w["last.weight"], w["last.bias"], 1), 0)
    strings = Groups(found.string)
    seen = _seen(found, h, w)
    joined = np.concatenate([strings.mean(seen), strings.highest(seen), places(found)], 1)
    z = np.maximum(joined @ w["join.weight"].T + w["join.bias"] + document @ w["whole"].T, 0)
    scores: Array = z @ w["class.weight"].T + w["class.bias"]
    return scores


def _wider(told: Facts, h: Array, w: Mapping[str, Array]) -> tuple[Array, Array]:
    """Each word with those of its form, its sentence and the whole text; and what is told of the text."""
    topics = np.maximum(h @ w["topic.weight"].T + w["topic.bias"], 0)
    document: Array = np.concatenate([topics.mean(0), topics.max(0)])
    form = alike(told)
    forms, sentences = Groups(form), Groups(told.sentence)
    echo = np.concatenate([forms.mean(h), forms.highest(h)], 1) @ w["echo"].T
    around = sentences.highest(h) @ w["sentence"].T
    step = echo[form] + around[told.sentence] + (document @ w["document.weight"].T + w["document.bias"])
    return h + np.maximum(step, 0), document


def _seen(found: Phrases, h: Array, w: Mapping[str, Array]) -> Array:
    """[phrases, width]: of its first, last and mean word and those around it."""
    first, end = found.first, found.end
    beyond = np.concatenate([h, np.zeros((1, h.shape[1]), h.dtype)])  # behind the last and before the first
    sums = np.zeros((len(h) + 1, len(w["mid"])), np.float64)
    (h @ w["mid"].T).cumsum(0, dtype=np.float64, out=sums[1:])
    mean = ((sums[end] - sums[first]) / (end - first)[:, None]).astype(np.float32)
    seen = (h @ w["first"].T)[first] + (h @ w["end"].T)[end - 1] + mean + w["seen"]
    seen = seen + (beyond @ w["before"].T)[first - 1] + (beyond @ w["after"].T)[end]
    reached: Array = np.maximum(seen + w["long"][np.minimum(end - first, LONG)], 0)
    return reached

"""Which words are source, cue and content: the tags of the network, looked at again with the tree.

The network tags each word by itself. Here each is seen with the word that it hangs on, those that hang on it
and its neighbours, and the best whole row of tags is taken (a linear-chain conditional random field; Lafferty
et al. 2001).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from whosays.annotate.model.facts import Facts, columns, heads, universal
from whosays.annotate.model.network import Array
from whosays.annotate.model.pooling import Groups, neighbours, spread
from whosays.annotate.model.spans import best_tags

DILATIONS = (1, 2, 4)
"""How far apart the neighbours are that each step looks at; the last without the tree."""
SCALE = 5.0
"""Scores of tags are divided by it where they are an input."""
MORE = np.array([0.0, 0.6, 0.1, 0.8, 0.1, 0.0, 0.0], np.float32)
"""Added to the scores of tags: a source or a cue that is missed costs more than one too many."""


def best_roles(told: Facts, weights: Mapping[str, Array], relations: tuple[str, ...]) -> list[int]:
    """The tag of each word."""
    scores = scored(told, weights, universal(relations))
    return best_tags(scores + MORE, weights["roles.step"], weights["roles.first"])


def scored(told: Facts, weights: Mapping[str, Array], relations: tuple[str, ...]) -> Array:
    """[n, 7]: scores of the tags."""
    above = heads(told)
    once = told.tags[above]
    rest = [columns(told, relations), *(t / SCALE for t in (told.tags, once, once[above]))]
    into, wide = weights["roles.in.weight"].T, told.link.shape[1]
    # The links by themselves: one table of all would be the largest thing in memory.
    table: Array = np.concatenate(rest, 1)
    entered: Array = told.link @ into[:wide] + table @ into[wide:]
    h: Array = np.maximum(entered + weights["roles.in.bias"], 0)
    below = Groups(above)
    for k, apart in enumerate(DILATIONS):
        step = neighbours(h, weights[f"roles.near.{k}.weight"], weights[f"roles.near.{k}.bias"], apart)
        if k < len(DILATIONS) - 1:
            step = step + h[above] @ weights[f"roles.up.{k}"].T
            step = step + spread(below, h) @ weights[f"roles.down.{k}"].T
        h = h + np.maximum(step, 0)
    found: Array = h @ weights["roles.out.weight"].T + weights["roles.out.bias"]
    return found + weights["roles.scale"] * told.tags

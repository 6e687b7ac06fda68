"""Verbs that a particle makes another verb: who "gave up arms" gave none (`lexicon/particles.yaml`)."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from whosays import lexicon
from whosays.annotate.statements.tree import Tree


@cache
def _verbs() -> dict[str, frozenset[str]]:
    told = lexicon.load("particles", dict[str, str])
    return {name: frozenset(words.split()) for name, words in told.items()}


def is_another_verb(tree: Tree, verb: int, read: Collection[int] = ()) -> bool:
    """Has the verb a particle that gives it another meaning? `read`: the words that a pattern has read."""
    if tree.lemma[verb] not in _verbs()["other"]:
        return False
    return any(
        tree.rel[c] == "compound:prt"
        and c not in read
        and f"{tree.lemma[verb]}-{tree.lower[c]}" not in _verbs()["same"]
        for c in tree.children[verb]
    )

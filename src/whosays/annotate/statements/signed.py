"""Who claims by a paper what was told: "Two groups claimed the raid. A leaflet signed by the League …".

That the paper claims it no word says; where the sentence before tells of a claim, every reader takes it so.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from whosays.annotate.statements import frames
from whosays.annotate.statements.fillers import Filled
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.kinds import kind_of
from whosays.annotate.statements.layout import Layout
from whosays.annotate.statements.senses import Sense
from whosays.annotate.statements.tree import Tree

_CODE = "signed"
_FORCE = frozenset({"ASSAULT", "COERCE"})
_STEPS = 3  # words above an event that may claim it
_NEAR = 1  # sentences between the claim and the paper
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def read(tree: Tree, found: list[Found], layout: Layout) -> list[tuple[Found, Found]]:
    """Each paper that claims an event, with the event."""
    force = [event for event in found if event.sense.entry.type in _FORCE]
    claimed = [event for event in force if event.polarity == "asserted" and _is_claimed(tree, event)]
    made: list[tuple[Found, Found]] = []
    number = 0
    for paper, signing, signer in _papers(tree):
        while number < len(claimed) and claimed[number].at < paper:
            number += 1
        act = claimed[number - 1] if number else None
        if act is None or not 0 < tree.sentence[paper] - tree.sentence[act.at] <= _NEAR:
            continue
        filled = Filled()
        filled.add(tree, "actor", signer)
        if not filled.mentions or layout.setting(tree.words[paper].start).is_heading:
            continue
        told = Found(
            sense=Sense(_CODE, act.sense.entry, "noun", signing, (signing,)),
            frame=frames.of_verb(tree, tree.head[paper]),
            filled=filled,
            certainty="probable",
            attribution=tree.reported.at(tree.words[signing].start),
            claimed=True,
        )
        made.append((told, act))
    return made


def _is_claimed(tree: Tree, event: Found) -> bool:
    """ "Claimed responsibility for the raid", "claimed to be behind it"."""
    return event.claimed or any(tree.lemma[i] == "claim" for i in islice(tree.up(event.at), _STEPS))


def _papers(tree: Tree) -> Iterator[tuple[int, int, int]]:
    """Papers that a sentence is about: the word, the word that says whose it is, and whose."""
    for i, relation in enumerate(tree.rel):
        if relation not in _SUBJECTS or kind_of(tree, i) != "document":
            continue
        for signing in tree.below(i, "acl"):
            if tree.lemma[signing] == "sign":
                yield from ((i, signing, c) for c in tree.below(signing, "obl") if _signs(tree, c))
        for name in tree.below(i, "nmod"):
            if tree.lemma[name] == "name" and tree.preposition(name) == "in":
                yield from ((i, name, c) for c in tree.below(name, "nmod") if c in tree.named)


def _signs(tree: Tree, i: int) -> bool:
    return tree.preposition(i) == "by" and i in tree.named and kind_of(tree, i) in {"body", "person"}

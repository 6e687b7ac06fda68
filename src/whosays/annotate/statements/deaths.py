"""Deaths that only stand near words of violence: by one's own hand, or of somebody whom nobody has hurt.

"After Rell's death the League split" tells of no violence, whatever else the text is about; nor does "Rell
died in the cell" beside "he hanged himself". Such a death is kept where an attack hangs on it, where somebody
is told to have caused it, where several died, or where who died is told to have been hurt elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import msgspec

from whosays import lexicon
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.tree import Tree, base

_DEATH = "death"
_FORCE = "ASSAULT"
_HURT = ("victim", "target", "recipient")
_NEAR = 2  # sentences round a death by one's own hand
_SELVES = frozenset({"himself", "herself", "itself", "themselves", "myself", "yourself"})
_BEFORE_A_NOUN = frozenset({"compound", "amod", "nmod:unmarked"})  # "a suicide attack"


class Deaths(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for deaths by one's own hand (`lexicon/deaths.yaml`)."""

    named: frozenset[str]
    on_oneself: frozenset[str]
    own_life: frozenset[str]


@cache
def words() -> Deaths:
    """The words that come with the package."""
    return lexicon.load("deaths", Deaths)


def without(tree: Tree, found: list[Found]) -> list[Found]:
    """The events without deaths that are nobody's violence."""
    if not any(event.sense.name == _DEATH for event in found):
        return found
    by_own_hand = {tree.sentence[i] + k for i in _by_own_hand(tree) for k in range(-_NEAR, _NEAR + 1)}
    hurt = {one for event in found if _is_force(event) for one in _hurt(tree, event)}
    hit = {event.at for event in found if _is_force(event)}
    linked = {id(event.follows) for event in found if event.follows is not None}
    return [
        event
        for event in found
        if event.sense.name != _DEATH
        or id(event) in linked
        or _is_caused(tree, event, hit)
        or hurt & _hurt(tree, event)
        or not (tree.sentence[event.at] in by_own_hand or _is_bare(tree, event))
    ]


def _is_force(event: Found) -> bool:
    return event.sense.entry.type == _FORCE and event.sense.name != _DEATH


def _hurt(tree: Tree, event: Found) -> set[str]:
    """Who it befell: their entities, and of those without a name the noun."""
    mentions = [tree.document.mentions[m] for role in _HURT for m in event.filled.mentions.get(role, ())]
    found = {mention.entity for mention in mentions if mention.entity is not None}
    nouns = {tree.lemma[tree.top(m.start, m.end)] for m in mentions if m.kind == "nominal"}
    return found | {f" {noun}" for noun in nouns}


def _is_caused(tree: Tree, event: Found, hit: set[int]) -> bool:
    """Is somebody told to have caused it, does an attack hang on it, or did several die?"""
    several = bool(event.filled.quantities) or tree.lower[event.at] in {"deaths", "fatalities"}
    attacked = any(c in hit for c in tree.under(event.at, depth=2, clauses=True))
    above = tree.head[event.at]
    return (
        event.claimed
        or event.follows is not None
        or several
        or attacked
        or above in hit
        or "actor" in event.filled.heads
    )


def _is_bare(tree: Tree, event: Found) -> bool:
    """ "Rell's death": a noun with whose it is and nothing more."""
    return event.sense.part == "noun" and tree.has(event.at, "nmod:poss")


def _by_own_hand(tree: Tree) -> Iterator[int]:
    """Words that tell of somebody's death by his own hand."""
    known = words()
    for i, lemma in enumerate(tree.lemma):
        if tree.sentence[i] < 0:
            continue
        above = tree.lemma[tree.head[i]] if tree.head[i] >= 0 else ""
        if (
            (lemma in known.named and tree.rel[i] not in _BEFORE_A_NOUN)
            or (tree.lower[i] in _SELVES and base(tree.rel[i]) == "obj" and above in known.on_oneself)
            or (lemma == "life" and above in known.own_life and tree.has(i, "amod", "own"))
        ):
            yield i

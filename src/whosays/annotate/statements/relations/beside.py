"""What follows a mention at once, wherever the parser hangs it: "to defeat the Front in Velm".

To whom a prepositional phrase belongs is what parsers are worst at. Who or what stands right before "in Velm"
is there in nearly all cases, whether the phrase is its own, its verb's or that of the noun that it hangs on.
"""

from __future__ import annotations

from collections.abc import Iterator

from whosays.annotate.statements.kinds import nouns
from whosays.annotate.statements.relations.parties import Parties
from whosays.annotate.statements.relations.places import is_of_presence, is_only_thought_of
from whosays.annotate.statements.relations.tie import Tie
from whosays.annotate.statements.tree import base

_IN = frozenset({"in", "inside"})
_BODIES = frozenset({"Organization", "PublicBody", "Company"})
_ELSEWHERE = frozenset({"involve"})
"""Verbs whose "in" does not say where their object is."""


def read(parties: Parties) -> Iterator[Tie]:
    """A tie for each place or body whose preposition follows a mention that does not govern it."""
    tree = parties.tree
    for i in sorted(tree.mentions):
        if i < 0 or base(tree.rel[i]) not in {"obl", "nmod"}:
            continue
        case = next(iter(tree.below(i, "case")), i)
        before = _ending(parties, case) if case < i else -1
        if before < 0 or before == tree.head[i]:
            continue
        if tree.preposition(i) in _IN:
            yield from _in_place(parties, before, i, case)
        elif tree.preposition(i) == "from":
            yield from _from_body(parties, before, i, case)


def _ending(parties: Parties, at: int) -> int:
    """The head of the mention whose last word stands before `at`; -1 where there is none."""
    tree, last = parties.tree, at - 1
    if last < 0 or tree.sentence[last] != tree.sentence[at]:
        return -1
    for word in (last, *tree.up(last)):
        mention = parties.mention(word)
        if mention is not None and mention.end == tree.words[last].end and mention.kind != "pronoun":
            return word
        if word > last:
            break
    return -1


def _in_place(parties: Parties, before: int, i: int, case: int) -> Iterator[Tie]:
    tree = parties.tree
    if not _can_be_there(parties, before) or tree.lemma[tree.head[i]] in _ELSEWHERE:
        return
    if is_of_presence(parties, before) or is_only_thought_of(parties, before):
        return
    places = [c for c in tree.conjuncts(i) if parties.kind(c) == "place" and parties.is_definite(c)]
    if places:
        words = tuple(range(case, i + 1))
        yield Tie(
            type="Location", at=case, words=words, subjects=[before], objects=places, code="beside-place"
        )


def _can_be_there(parties: Parties, i: int) -> bool:
    """Named bodies and places, people who are described; a named person's place is the verb's."""
    mention = parties.mention(i)
    if mention is None:
        return False
    kind = parties.kind(i)
    if mention.kind == "name":
        return mention.type == "Place" or (mention.type in _BODIES and kind == "body")
    return kind == "person"


def _from_body(parties: Parties, before: int, i: int, case: int) -> Iterator[Tie]:
    """ "Cut off militants from the League"."""
    mention = parties.mention(i)
    if mention is None or mention.type not in _BODIES or mention.kind != "name" or parties.kind(i) != "body":
        return
    if nouns().get(parties.tree.lemma[before]) == "person":
        yield Tie(
            type="Membership", at=case, words=(case,), subjects=[before], objects=[i], code="beside-body"
        )

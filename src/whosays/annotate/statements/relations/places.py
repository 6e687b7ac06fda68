"""Where things and people are, told without a verb for it: "the museum in Velm", "is in Velm", "soldiers from the 3rd"."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.annotate.statements.frames import Frame, subjects
from whosays.annotate.statements.kinds import nouns
from whosays.annotate.statements.relations.parties import Parties
from whosays.annotate.statements.relations.tie import Tie
from whosays.annotate.statements.tree import base

_IN = frozenset({"in", "at", "near", "inside", "outside", "across", "throughout", "around"})
_BODIES = frozenset({"Organization", "PublicBody", "Company"})
_THERE = frozenset({"person", "body", "building", "vehicle"})
_GOES_ON = frozenset({"qaeda", "qaida", "al", "al-qaeda", "al-qaida"})
"""Words of names that go on with a place ("al-Qaeda in Iraq")."""
_PLACES = frozenset({"place", "building"})


def read(parties: Parties) -> Iterator[Tie]:
    """A tie for each thing with a place beside it, and each body that people are from."""
    tree = parties.tree
    for i in range(len(tree)):
        if base(tree.rel[i]) == "nmod":
            preposition = tree.preposition(i)
            if preposition in _IN:
                yield from _in_place(parties, i)
            elif preposition == "from":
                yield from _from_body(parties, i)
        elif tree.has(i, "cop") and tree.preposition(i) in _IN and parties.kind(i) in _PLACES and parties.is_known(i):
            yield from _is_in(parties, i)


def _in_place(parties: Parties, i: int) -> Iterator[Tie]:
    """ "the museum in Velm", "fighters in Velm"."""
    tree, above = parties.tree, parties.tree.head[i]
    if above > i or not _is_there(parties, above) or tree.lower[above] in _GOES_ON:
        return
    places = [c for c in tree.conjuncts(i) if parties.kind(c) in _PLACES and parties.is_definite(c)]
    if not places:
        return
    yield Tie(type="Location", at=_case(parties, i), words=_words(parties, i), subjects=[above], objects=places,
              code="in-place")  # fmt: skip


def _is_there(parties: Parties, i: int) -> bool:
    """Bodies, buildings and people that are described; of a named person the place is mostly the verb's."""
    mention = parties.mention(i)
    if mention is None or parties.kind(i) not in _THERE:
        return False
    if mention.kind == "name":
        return mention.type in {"Organization", "PublicBody", "Company", "Place"}
    return mention.kind == "nominal"


def _is_in(parties: Parties, i: int) -> Iterator[Tie]:
    """ "the office is in Velm"."""
    tree = parties.tree
    things = [parties.thing(s) for s in subjects(tree, i)]
    things = [s for s in things if parties.kind(s) in _THERE | _PLACES]
    if things:
        yield Tie(type="Location", at=i, words=_words(parties, i), subjects=things, objects=tree.conjuncts(i),
                  frame=Frame(at=i, verb=i), code="is-in-place")  # fmt: skip


def _from_body(parties: Parties, i: int) -> Iterator[Tie]:
    """ "soldiers from the 3rd Battalion": people, not letters or money."""
    tree, above = parties.tree, parties.tree.head[i]
    mention = parties.mention(i)
    if above > i or mention is None or mention.kind != "name" or mention.type not in _BODIES:
        return
    if nouns().get(tree.lemma[above]) not in {"person", "body"} or parties.kind(i) != "body":
        return
    bodies = [c for c in tree.conjuncts(i) if parties.is_name(c)]
    yield Tie(type="Membership", at=_case(parties, i), words=(_case(parties, i),), subjects=[above], objects=bodies,
              code="from-body")  # fmt: skip


def _case(parties: Parties, i: int) -> int:
    return parties.tree.below(i, "case")[0]


def _words(parties: Parties, i: int) -> tuple[int, ...]:
    """The preposition with the place."""
    return tuple(range(_case(parties, i), i + 1))

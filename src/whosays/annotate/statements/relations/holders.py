"""Who holds an office: whom its noun is said of, or stands beside ("Mikal Dorn, leader of …")."""

from __future__ import annotations

from whosays.annotate.statements.frames import Frame, subjects
from whosays.annotate.statements.relations.parties import Parties
from whosays.annotate.statements.tree import base

_BEFORE_NAME = frozenset({"compound", "nmod", "flat", "amod"})
_BECOMING = frozenset(
    {"become", "remain", "serve", "act", "continue", "stay", "work", "retire", "resign", "be"}
)
_MAKING = frozenset(
    {"describe", "know", "identify", "appoint", "name", "elect", "call", "re-elect", "reelect", "install"}
)
_MEMBERS = frozenset({"person", "body", "place", "vehicle"})
_CERTAIN = frozenset({"some", "several"})
_STEPS = 3


def holding(parties: Parties, i: int, steps: int = _STEPS) -> tuple[list[int], Frame | None]:
    """Who has the office `i`, and the frame of the predicate that says so (none of an apposition)."""
    tree, above = parties.tree, parties.tree.head[i]
    beside = _name_beside(parties, i)
    if beside >= 0:
        return [beside], None
    if tree.has(i, "cop"):
        return [parties.thing(s) for s in subjects(tree, i) if _is_holder(parties, s)], Frame(at=i, verb=i)
    found = _of_verb(parties, i, above) if above >= 0 and tree.upos[above] == "VERB" else []
    if found:
        return found, Frame(at=i, verb=above)
    name = _apposed(parties, i)
    if name >= 0:
        return [name], None
    if base(tree.rel[i]) == "conj" and steps and above >= 0 and tree.upos[above] in {"NOUN", "PROPN"}:
        found, frame = holding(parties, above, steps - 1)
        if above not in found and found:
            return found, frame
    return ([i], None) if _stands_for_itself(parties, i) else ([], None)


def _apposed(parties: Parties, i: int) -> int:
    """The person that an office stands next to in one way or the other; -1: none."""
    tree, relation, above = parties.tree, base(parties.tree.rel[i]), parties.tree.head[i]
    for child in tree.children[i]:
        if base(tree.rel[child]) in {"appos", "flat"} and is_person_name(parties, child):
            return child
    ahead = _name_ahead(parties, i) if relation in {"appos", "conj", "parataxis", "list", "dep"} else -1
    if ahead >= 0:
        return ahead
    if relation == "appos" and above >= 0 and _is_holder(parties, above):
        return parties.thing(above)
    if tree.lemma[i] == "part" and relation == "nmod" and tree.preposition(i) == "as":
        return above if parties.kind(above) in _MEMBERS else -1  # "Sarn, as part of the League"
    if relation in _BEFORE_NAME and above > i and is_person_name(parties, above) and not tree.preposition(i):
        return above
    return _next_name(parties, i)


def _stands_for_itself(parties: Parties, i: int) -> bool:
    """ "a League spokesman said": one person, described; of several those who are counted or named."""
    tree, mention = parties.tree, parties.mention(i)
    if mention is None or mention.kind != "nominal" or parties.kind(i) != "person":
        return False
    one = tree.lower[i] == tree.lemma[i] and not tree.has(i, "conj")
    certain = one or tree.has(i, "nummod") or tree.has(i, "det", *_CERTAIN) or parties.is_known(i)
    return base(tree.rel[i]) not in {"xcomp", "compound"} and certain


def _of_verb(parties: Parties, i: int, verb: int) -> list[int]:
    """ "became leader", "served as minister", "is described as the leader", "was elected president"."""
    tree, relation = parties.tree, base(parties.tree.rel[i])
    as_it = relation in {"obl", "advcl"} and tree.preposition(i) == "as"
    if relation != "xcomp" and not as_it:
        return []
    lemma = tree.lemma[verb]
    if tree.lemma[i] == "part" and as_it:  # "fought as part of the League"; states are members too
        return [parties.thing(s) for s in subjects(tree, verb) if parties.kind(parties.thing(s)) in _MEMBERS]
    if lemma in _BECOMING:
        return [parties.thing(s) for s in subjects(tree, verb) if _is_holder(parties, s)]
    if lemma in _MAKING:
        own = [c for c in tree.children[verb] if tree.rel[c] in {"obj", "nsubj:pass"}] or (
            [tree.head[verb]] if base(tree.rel[verb]) == "acl" else []
        )
        return [parties.thing(c) for c in own if _is_holder(parties, parties.thing(c))]
    return []


def _is_holder(parties: Parties, i: int) -> bool:
    thing = parties.thing(i)
    return parties.kind(thing) in {"person", "body"} and parties.index(thing) >= 0


def is_person_name(parties: Parties, i: int) -> bool:
    """Is it the name of a person?"""
    mention = parties.mention(i)
    return mention is not None and mention.kind == "name" and mention.type == "Person"


def _name_beside(parties: Parties, i: int) -> int:
    """ "the aide Irina Sand", however the parser hangs the two on each other."""
    tree, after = parties.tree, i + 1
    index = tree.named.get(after, -1) if after < len(tree) else -1
    if index < 0 or tree.sentence[after] != tree.sentence[i]:
        return -1
    mention = tree.document.mentions[index]
    if mention.type != "Person" or mention.start != tree.words[after].start or i in tree.named:
        return -1
    return tree.top(mention.start, mention.end)


def _name_ahead(parties: Parties, i: int) -> int:
    """ "Mikal Dorn, leader of …": the name that ends before the comma before the phrase."""
    tree = parties.tree
    first = min((tree.reach(c)[0] for c in tree.children[i] if c < i and not tree.is_mark(c)), default=i)
    name = tree.named.get(first - 2, -1) if first >= 2 and tree.lower[first - 1] == "," else -1
    if name < 0:
        return -1
    mention = tree.document.mentions[name]
    if mention.type != "Person" or mention.end != tree.words[first - 2].end:
        return -1
    return tree.top(mention.start, mention.end)


def _next_name(parties: Parties, i: int) -> int:
    """ "Minister for the North, Tobias Rell said": a name after a comma, made a second subject."""
    tree = parties.tree
    if base(tree.rel[i]) not in {"nsubj", "dep", "root"}:
        return -1
    _, end = tree.reach(i, without=frozenset({"appos", "conj"}))
    if end + 1 >= len(tree) or tree.lower[end] != ",":
        return -1
    name = next((m for m in (tree.named.get(end + 1),) if m is not None), None)
    if name is None:
        return -1
    mention = tree.document.mentions[name]
    top = tree.top(mention.start, mention.end)
    fits = mention.type == "Person" and tree.words[end + 1].start == mention.start
    return top if fits and tree.head[top] in {tree.head[i], i} else -1

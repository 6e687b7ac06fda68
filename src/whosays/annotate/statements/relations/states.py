"""What something named is or is like: "is a Marxist group", "is banned", "has 900 members"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from whosays.annotate.statements.frames import Frame, of_verb, subjects
from whosays.annotate.statements.kinds import nouns
from whosays.annotate.statements.relations.parties import Parties
from whosays.annotate.statements.relations.tie import Tie
from whosays.annotate.statements.relations.words import State, office_of, states
from whosays.annotate.statements.tree import base

_CLASSES = frozenset({"person", "body", "building", "place"})
_EMPTY = frozenset(
    {"person", "man", "woman", "people", "individual", "somebody", "someone", "place", "area",
     "spot", "site", "adult", "victim", "friend", "side", "guest", "visitor", "other", "team",
     "line", "location"}
)  # fmt: skip
"""Words that class nothing by themselves."""
_LINKS = frozenset({"remain", "become", "stay"})
_SIZE = frozenset(
    {"member", "fighter", "employee", "soldier", "follower", "supporter", "militant", "worker",
     "men", "man", "people", "inhabitant", "resident", "student", "branch", "staff", "troop",
     "personnel", "activist"}
)  # fmt: skip
_STYLING = frozenset({"describe", "call", "style", "consider", "regard", "proclaim", "declare", "portray"})
_HAVING = frozenset({"have", "number", "employ", "boast", "comprise", "count"})


def read(parties: Parties) -> Iterator[Tie]:
    """A tie for each predicate that classes or describes a named thing, and each size."""
    tree = parties.tree
    for i in range(len(tree)):
        if tree.upos[i] in {"NOUN", "PROPN"} and tree.has(i, "cop"):
            yield from _nature(parties, i)
        elif tree.upos[i] in {"ADJ", "VERB"} and (tree.lemma[i] in _words() or tree.lower[i] in _words()):
            yield from _status(parties, i)
        if tree.upos[i] == "VERB" and tree.lemma[i] in _HAVING:
            yield from _size(parties, i)
        elif tree.upos[i] == "VERB" and tree.lemma[i] in _STYLING:
            yield from _style(parties, i)


def _style(parties: Parties, i: int) -> Iterator[Tie]:
    """ "describes itself as a Marxist organisation"."""
    tree = parties.tree
    itself = [c for c in tree.below(i, "obj") if tree.lower[c].endswith(("self", "selves"))]
    things = _things(parties, i) if itself else []
    if things:
        yield Tie(type=None, kind="state", at=i, words=tuple(range(i, itself[0] + 1)), subjects=things,
                  frame=of_verb(tree, i), code="self-description")  # fmt: skip


@cache
def _words() -> dict[str, tuple[str, State]]:
    return {word: (code, state) for code, state in states().items() for word in state.adjectives.split()}


def _things(parties: Parties, i: int) -> list[int]:
    """The named things that a predicate is said of."""
    tree = parties.tree
    found = [parties.thing(s) for s in subjects(tree, i) if tree.upos[s] != "DET"]
    return [s for s in found if parties.is_known(s)]


def _nature(parties: Parties, i: int) -> Iterator[Tie]:
    """ "X is a Marxist group": a class of thing, with an article that says so."""
    tree = parties.tree
    if tree.lemma[i] in office_of() and tree.below(i, "nmod"):
        return
    kind = nouns().get(tree.lemma[i])
    if kind not in _CLASSES or tree.lemma[i] in _EMPTY or parties.is_name(i) or tree.preposition(i):
        return
    if not any(tree.rel[c] == "det" and tree.lower[c] in {"a", "an"} for c in tree.children[i]):
        return
    things = [s for s in _things(parties, i) if parties.kind(s) in _alike(kind)]
    if not things:
        return
    first = min((c for c in tree.children[i] if base(tree.rel[c]) in {"amod", "compound"}), default=i)
    yield Tie(type=None, kind="state", at=i, words=tuple(range(min(first, i), i + 1)), subjects=things,
              frame=Frame(at=i, verb=i), code="nature")  # fmt: skip


def _alike(kind: str | None) -> frozenset[str | None]:
    """A person is no building; a body may be a place and the other way round."""
    return frozenset({"person"}) if kind == "person" else frozenset({"body", "building", "place", None})


def _status(parties: Parties, i: int) -> Iterator[Tie]:
    """ "is banned", "remains outlawed"."""
    tree = parties.tree
    code, state = _words()[tree.lemma[i] if tree.lemma[i] in _words() else tree.lower[i]]
    above = tree.head[i]
    linked = base(tree.rel[i]) == "xcomp" and above >= 0 and tree.lemma[above] in _LINKS
    is_so = tree.has(i, "cop") or linked or _is_present_passive(parties, i)
    if not is_so or tree.has(i, "obl:agent"):
        return
    things = _things(parties, i) or (_things(parties, above) if linked else [])
    things = [s for s in things if parties.kind(s) in state.of]
    if things:
        yield Tie(
            type=None,
            kind="state",
            at=i,
            words=(i,),
            subjects=things,
            frame=Frame(at=i, verb=above if linked else i),
            code=code,
        )


def _is_present_passive(parties: Parties, i: int) -> bool:
    """ "is banned" tells a state, "was banned" an event."""
    tree = parties.tree
    return any(tree.rel[c] == "aux:pass" and tree.lower[c] in {"is", "are", "'s"} for c in tree.children[i])


def _size(parties: Parties, i: int) -> Iterator[Tie]:
    """ "has about 900 members"."""
    tree = parties.tree
    frame = of_verb(tree, i)
    for head in frame.of("object"):
        near = (head, *tree.children[head])
        counts = list(dict.fromkeys(tree.counted[c] for c in near if c in tree.counted))
        if tree.lemma[head] in _SIZE and counts:
            things = [s for s in _things(parties, i) if parties.kind(s) in {"body", "building", "place"}]
            if things:
                yield Tie(
                    type=None,
                    kind="state",
                    at=i,
                    words=(i,),
                    subjects=things,
                    frame=frame,
                    quantities=counts,
                    code="size",
                )
                return

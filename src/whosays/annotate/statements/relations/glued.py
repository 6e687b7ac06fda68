"""Participles that a hyphen ties to a name: "the Sarn-led alliance" (`glued` in `relations.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.annotate.statements.relations.parties import Parties
from whosays.annotate.statements.relations.tie import Tie
from whosays.annotate.statements.relations.words import relations
from whosays.annotate.statements.tree import base

_HYPHENS = frozenset({"-", "\u2010", "\u2011"})


def read(parties: Parties) -> Iterator[Tie]:
    """A tie for each such participle before a described or named thing."""
    tree = parties.tree
    known = {word: (code, entry) for code, entry in relations().glued.items() for word in entry.words.split()}
    for i in range(2, len(tree)):
        if tree.lower[i] not in known or tree.lower[i - 1] not in _HYPHENS or base(tree.rel[i]) != "amod":
            continue
        code, entry = known[tree.lower[i]]
        head, name = tree.head[i], _name(parties, i - 2)
        if head <= i or name < 0 or (entry.of and parties.kind(head) not in entry.of):
            continue
        first, second = (name, head) if entry.subject == "name" else (head, name)
        yield Tie(type=entry.type, at=i, words=(i,), subjects=[first], objects=[second], code=code)


def _name(parties: Parties, at: int) -> int:
    """The head word of the name that ends before the hyphen, or that the whole compound was taken for."""
    tree = parties.tree
    if at in tree.named and tree.mention(at) >= 0:
        return at
    if at in tree.named:
        mention = tree.document.mentions[tree.named[at]]
        return tree.top(mention.start, mention.end)
    return -1

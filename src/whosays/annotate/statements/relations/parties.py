"""Who or what a phrase speaks of, and of what kind that is, for the parties of relations."""

from __future__ import annotations

from whosays.annotate.statements.frames import antecedent
from whosays.annotate.statements.kinds import Kind, kind_of, parts
from whosays.annotate.statements.tree import Tree, base
from whosays.records import Mention

_STEPS = 4
_BY_TYPE: dict[str, Kind] = {
    "Person": "person",
    "Organization": "body",
    "PublicBody": "body",
    "Company": "body",
    "Place": "place",
    "Event": "event",
    "Document": "document",
    "Vehicle": "vehicle",
}
_SPEAKERS = frozenset({"i", "we", "you", "me", "us", "one", "this", "that", "these", "those", "there"})
"""Words whose referent changes with who speaks: coreference is at its weakest there."""


class Parties:
    """The things of a document, asked by the word that heads a phrase."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._named = frozenset(m.entity for m in tree.document.mentions if m.kind == "name")

    def mention(self, i: int) -> Mention | None:
        """The mention that the phrase of `i` is."""
        index = self.tree.mention(i)
        return None if index < 0 else self.tree.document.mentions[index]

    def thing(self, i: int) -> int:
        """The word for the thing itself: of a predicate noun its subject, of an apposition the name it stands by."""
        for _ in range(_STEPS):
            following = self._nearer(i)
            if following == i:
                break
            i = following
        return i

    def _nearer(self, i: int) -> int:
        tree = self.tree
        relative = antecedent(tree, i)
        if relative >= 0:
            return relative
        if tree.has(i, "cop"):
            subject = next((c for c in tree.children[i] if tree.rel[c] == "nsubj"), -1)
            if subject >= 0:
                return subject
        above = tree.head[i]
        if above >= 0 and base(tree.rel[i]) == "appos" and self.is_name(above) and not self.is_name(i):
            return above
        if tree.lemma[i] in parts() and tree.mention(i) < 0:
            return next((c for c in tree.below(i, "nmod") if tree.preposition(c) == "of"), i)
        return i

    def kind(self, i: int) -> Kind | None:
        """The kind of what `i` heads; of a pronoun that of the thing it stands for."""
        mention = self.mention(i)
        if mention is not None and mention.kind == "pronoun":
            return None if self.tree.lower[i] in _SPEAKERS else _BY_TYPE.get(mention.type)
        return kind_of(self.tree, i)

    def is_name(self, i: int) -> bool:
        """Is the phrase of `i` a name?"""
        mention = self.mention(i)
        return mention is not None and mention.kind == "name"

    def is_known(self, i: int) -> bool:
        """Does the document have a name for the thing?"""
        mention = self.mention(i)
        return mention is not None and (mention.kind == "name" or mention.entity in self._named)

    def same(self, i: int, other: int) -> bool:
        """Are two phrases of one thing?"""
        first, second = self.mention(i), self.mention(other)
        return first is not None and second is not None and first.entity == second.entity

"""Who or what a phrase speaks of, and of what kind that is, for the parties of relations."""

from __future__ import annotations

from whosays.annotate.statements.countries import countries
from whosays.annotate.statements.frames import antecedent
from whosays.annotate.statements.kinds import Kind, kind_of, nouns, parts
from whosays.annotate.statements.tree import Tree, base
from whosays.records import Mention

_STEPS = 4
_ONE_NAME = frozenset({"flat", "appos", "fixed"})
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
_SPEAKERS = frozenset(
    {"i", "we", "you", "me", "us", "my", "our", "your", "one", "this", "that", "these", "those", "there"}
)
"""Words whose referent changes with who speaks: coreference is at its weakest there."""


class Parties:
    """The things of a document, asked by the word that heads a phrase."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._named = frozenset(m.entity for m in tree.document.mentions if m.kind == "name")
        self._states = {p.entity for p in tree.document.places if p.entity is not None}
        self._states |= {
            m.entity
            for m in tree.document.mentions
            if m.kind == "name" and tree.document.text[m.start : m.end].casefold() in countries()
        }
        self._kinds = self._kinds_of_things()

    def _kinds_of_things(self) -> dict[str, Kind]:
        """What the other mentions of a thing tell of its kind, where one is typed as a `Thing`."""
        tree, found = self.tree, dict[str, Kind]()
        for top, indexes in tree.mentions.items():
            for index in indexes:
                mention = tree.document.mentions[index]
                kind = _BY_TYPE.get(mention.type) or nouns().get(tree.lemma[top])
                if kind is not None and mention.kind != "pronoun":
                    found.setdefault(mention.entity, kind)
        return found

    def index(self, i: int) -> int:
        """Index of the mention that the phrase of `i` is, never of a name that stands before it; -1: none."""
        tree = self.tree
        if i in tree.mentions:
            own = tree.mentions[i][0]
            return tree.whose(i) if tree.document.mentions[own].kind == "pronoun" else own
        for child in tree.children[i]:
            if base(tree.rel[child]) in _ONE_NAME:
                found = tree.mentions.get(child, ())
                if found and tree.document.mentions[found[0]].kind == "name":
                    return found[0]
        return -1

    def shown(self, i: int) -> int:
        """Index of the mention that a reader wants: of "his brother, Mikal Dorn" the name; -1: none."""
        tree, mentions, own = self.tree, self.tree.document.mentions, self.index(i)
        if own < 0 or mentions[own].kind != "nominal":
            return own
        for child in tree.children[i]:
            found = tree.mentions.get(child, ()) if base(tree.rel[child]) in _ONE_NAME else ()
            for name in found if child > i else ():
                same = mentions[name].entity == mentions[own].entity
                if same and mentions[name].kind == "name" and mentions[name].type == "Person":
                    return name
        return own

    def mention(self, i: int) -> Mention | None:
        """The mention that the phrase of `i` is."""
        index = self.index(i)
        return None if index < 0 else self.tree.document.mentions[index]

    def thing(self, i: int) -> int:
        """The word for the thing itself: of a predicate noun its subject, of an apposition the name by it."""
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
        if tree.lemma[i] in parts() and self.index(i) < 0:
            return next((c for c in tree.below(i, "nmod") if tree.preposition(c) == "of"), i)
        return i

    def kind(self, i: int) -> Kind | None:
        """The kind of what `i` heads, of a pronoun that of its thing; states are always places."""
        mention = self.mention(i)
        if mention is None:
            return nouns().get(self.tree.lemma[i]) if self.tree.upos[i] == "NOUN" else None
        if mention.kind == "pronoun":
            kind = None if self.tree.lower[i] in _SPEAKERS else _BY_TYPE.get(mention.type, "thing")
        else:
            kind = kind_of(self.tree, i)
        if kind == "thing":
            kind = self._kinds.get(mention.entity)
        return "place" if kind == "body" and mention.entity in self._states else kind

    def is_name(self, i: int) -> bool:
        """Is the phrase of `i` a name?"""
        mention = self.mention(i)
        return mention is not None and mention.kind == "name"

    def is_known(self, i: int) -> bool:
        """Does the document have a name for the thing?"""
        mention = self.mention(i)
        return mention is not None and (mention.kind == "name" or mention.entity in self._named)

    def is_definite(self, i: int) -> bool:
        """Is it named, or told apart by a name that it holds ("the village of Velm")?"""
        mention = self.mention(i)
        if mention is None:
            return False
        return self.is_known(i) or any(
            k in self.tree.named for k in self.tree.inside(mention.start, mention.end)
        )

    def same(self, i: int, other: int) -> bool:
        """Are two phrases of one thing?"""
        first, second = self.mention(i), self.mention(other)
        return first is not None and second is not None and first.entity == second.entity

"""Marks described things in events, where the layers before marked nothing: "two bakers", "the bridge".

Roles are given to mentions. The language model marks what a reader of names wants; of the noun phrases that
it passes over, those that an event word governs are added here, each as a thing of its own.
"""

from __future__ import annotations

from functools import cache

import msgspec

from whosays.annotate.statements import frames, own
from whosays.annotate.statements.fillers import struck, takes_part
from whosays.annotate.statements.incidents import parts_of
from whosays.annotate.statements.kinds import bands, kind_of, members, nouns, parts, type_of
from whosays.annotate.statements.relations import described
from whosays.annotate.statements.relations.words import relations
from whosays.annotate.statements.senses import Index, candidates
from whosays.annotate.statements.tree import Tree
from whosays.plugins import LexiconFile, annotator
from whosays.records import Document, Entity, Mention, Span

_AFTER = frozenset(
    {"acl", "appos", "conj", "cc", "punct", "case", "parataxis", "advcl", "advmod", "cop", "nsubj", "aux",
     "mark", "obl", "dep", "orphan", "discourse"}
)  # fmt: skip
_TYPES = {"perpetrator": "Person", "organisation": "Organization", "victim": "Person", "instrument": "Weapon"}
_MISTAKEN = frozenset({"Person", "Thing", "Place"})
_NO_PEOPLE = frozenset({"Organization", "Place", "Event"})
"""Types that the model gives described people: a post is an office, and a body's."""
_LANDS = frozenset({"country", "nation", "state", "republic", "kingdom", "side", "community", "camp"})
"""Bodies that are places as well."""
_NAMED = {"victim": frozenset({"Person"}), "organisation": frozenset({"Organization", "PublicBody"})}
_LONGEST = 160  # characters


@annotator(
    gives={"mentions", "entities"}, needs={"mentions", "entities", "syntax", "sentences"}, takes_lexicon=True
)
def participants(document: Document, lexicon: tuple[LexiconFile, ...] = ()) -> Document:
    """The document with a mention for each described thing that an event word may give a role."""
    if document.language not in {None, "en"} or not document.syntax:
        return document
    document = _with_names(_with_types(_unglued(document)))
    tree = Tree(document)
    heads = dict.fromkeys(head for head in _governed(tree, own.index(lexicon)) if _is_described(tree, head))
    heads |= dict.fromkeys(head for head in described(tree) if _is_bare(tree, head))
    added = {_phrase(tree, head): type_of(kind_of(tree, head)) for head in heads}
    mentions, entities = list(document.mentions), list(document.entities)
    for part in parts_of(tree):
        span, known = tree.span(part.first, part.end), tree.mention(part.head)
        if known < 0:
            added[span] = _TYPES.get(tree.words[part.first].part or "") or type_of(kind_of(tree, part.head))
        elif document.mentions[known].kind == "nominal":
            # The same thing in the words that reports of such incidents use for it.
            same = document.mentions[known]
            added.pop(span, None)
            if span not in {(m.start, m.end) for m in mentions}:
                mentions.append(msgspec.structs.replace(same, start=span[0], end=span[1]))
    taken = {(m.start, m.end) for m in mentions}
    new = [(span, type_) for span, type_ in sorted(added.items()) if span not in taken]
    for number, ((start, end), type_) in enumerate(new, start=1):
        if end - start <= _LONGEST:
            known_as = _named_beside(tree, tree.top(start, end), type_)
            name = known_as or f"p{number}"
            mentions.append(Mention(start=start, end=end, type=type_, kind="nominal", entity=name))
            if known_as is None:
                entities.append(Entity(id=name, type=type_, name=document.text[start:end]))
    mentions.sort(key=lambda m: (m.start, m.end))
    return document.having(mentions=tuple(mentions), entities=tuple(entities))


def _unglued(document: Document) -> Document:
    """Names cut before a participle that a hyphen ties to them: "League-held" names the League."""
    mentions = list(document.mentions)
    for index, mention in enumerate(mentions):
        name, hyphen, word = document.text[mention.start : mention.end].rpartition("-")
        if mention.kind == "name" and hyphen and name and word in _participles():
            mentions[index] = msgspec.structs.replace(mention, end=mention.start + len(name))
    if mentions == list(document.mentions):
        return document
    cut = {m.entity: document.words((m.start, m.end)) for m in reversed(mentions) if m.kind == "name"}
    entities = tuple(
        msgspec.structs.replace(e, name=cut[e.id])
        if e.id in cut and e.name.rpartition("-")[2] in _participles()
        else e
        for e in document.entities
    )
    return document.having(mentions=tuple(mentions), entities=entities)


@cache
def _participles() -> frozenset[str]:
    return frozenset(word for entry in relations().glued.values() for word in entry.words.split())


def _with_types(document: Document) -> Document:
    """Types set right: what has members or gunmen is a body, described perpetrators are people."""
    tree = Tree(document)
    bodies = {m.entity for m in document.mentions if m.type in _MISTAKEN and _is_body(tree, m)}
    bodies -= {
        m.entity
        for m in document.mentions
        if m.type == "Place" and m.kind == "name" and not _is_seen_as_body(tree, m)
    }
    people = {index for index, m in enumerate(document.mentions) if _are_people(tree, m)}
    if not bodies and not people:
        return document
    mentions = list(document.mentions)
    for index, mention in enumerate(mentions):
        if index in people:
            mentions[index] = msgspec.structs.replace(mention, type="Person")
        elif mention.entity in bodies and mention.type in _MISTAKEN:
            mentions[index] = msgspec.structs.replace(mention, type="Organization")
    entities = tuple(
        msgspec.structs.replace(e, type="Organization") if e.id in bodies and e.type in _MISTAKEN else e
        for e in document.entities
    )
    return document.having(mentions=tuple(mentions), entities=entities)


def _with_names(document: Document) -> Document:
    """Names set right where the model saw a victim or a body in other bounds: no title, a first name.

    In capitals the bounds of a name are hard to tell; what judges the strings of a whole text knows them
    better.
    """
    tree = Tree(document)
    mentions, names = list(document.mentions), {entity.id: entity.name for entity in document.entities}
    named = [k for k, m in enumerate(mentions) if m.kind == "name"]
    at = 0
    for part in parts_of(tree):
        start, end = tree.span(part.first, part.end)
        types = _NAMED.get(tree.words[part.first].part or "", frozenset())
        while at < len(named) and mentions[named[at]].end <= start:
            at += 1
        if at == len(named) or mentions[named[at]].start >= end or not types:
            continue
        old = mentions[named[at]]
        wider = [*tree.inside(start, old.start), *tree.inside(old.end, end)]
        if old.type not in types or any(tree.upos[i] != "PROPN" for i in wider):
            continue
        mentions[named[at]] = msgspec.structs.replace(old, start=start, end=end)
        if names[old.entity] == document.words((old.start, old.end)):
            names[old.entity] = document.words((start, end))
    entities = tuple(msgspec.structs.replace(e, name=names[e.id]) for e in document.entities)
    return document.having(mentions=tuple(mentions), entities=entities)


def _is_body(tree: Tree, mention: Mention) -> bool:
    top = tree.top(mention.start, mention.end)
    if _is_seen_as_body(tree, mention):
        return True
    if mention.type == "Place":
        known = top >= 0 and nouns().get(tree.lemma[top]) == "body" and tree.lemma[top] not in _LANDS
        return known and mention.kind == "nominal"
    return _has_members(tree, top)


def _is_seen_as_body(tree: Tree, mention: Mention) -> bool:
    """Does the model see in it a body that took part in an incident?"""
    top = tree.top(mention.start, mention.end)
    return top >= 0 and mention.kind != "pronoun" and tree.words[top].part == "organisation"


def _are_people(tree: Tree, mention: Mention) -> bool:
    """Those described as people ("the police commander", "army troops", "a group of gunmen") are no body."""
    top = tree.top(mention.start, mention.end)
    if mention.kind != "nominal" or mention.type not in _NO_PEOPLE or top < 0:
        return False
    known = nouns().get(tree.lemma[top]) == "person" or tree.lemma[top] in bands()
    if mention.type != "Organization":
        return known
    return known or tree.words[top].part == "perpetrator" or _of_people(tree, top)


def _of_people(tree: Tree, i: int) -> bool:
    """ "A group of six gunmen"."""
    of = [c for c in tree.below(i, "nmod") if tree.preposition(c) == "of"] if tree.lemma[i] in parts() else []
    return any(nouns().get(tree.lemma[c]) == "person" for c in of)


def _has_members(tree: Tree, i: int) -> bool:
    """Is it what people in the plural are of: "Shining Quay guerrillas", "members of Shining Quay"?"""
    above = tree.head[i] if i >= 0 else -1
    if above < 0 or tree.lemma[above] not in members() or tree.lower[above] == tree.lemma[above]:
        return False
    return tree.rel[i] == "compound" or (
        tree.rel[i] == "nmod" and tree.lemma[above] == "member" and tree.preposition(i) == "of"
    )


def _governed(tree: Tree, known: Index) -> list[int]:
    """Words that head the phrases round event words."""
    found: list[int] = []
    for i, read in candidates(tree, known).items():
        frame = (
            frames.of_noun(tree, i) if read[0].part == "noun" else frames.of_pattern(tree, i, read[0].words)
        )
        roles = {function for sense in read for function in sense.entry.roles}
        found += [
            head
            for a in frame.arguments
            if (a.head not in read[0].words or takes_part(tree, a.head, kind_of(tree, a.head)))
            and (a.function in roles or a.function in {"by", "of", "with"})
            for head in dict.fromkeys((a.head, struck(tree, a.head)))
        ]
    return found


def _named_beside(tree: Tree, i: int, type_: str) -> str | None:
    """The thing whose name stands beside a description of it alone: "its chairman, Mikal Dorn, …"."""
    if i < 0 or tree.lower[i] != tree.lemma[i] or tree.below(i, "conj"):
        return None
    beside = tree.below(i, "appos") + ([tree.head[i]] if tree.rel[i] == "appos" else [])
    found = [tree.document.mentions[m] for c in beside for m in tree.mentions.get(c, ())]
    named = {m.entity for m in found if m.kind == "name" and m.type == type_}
    return named.pop() if len(named) == 1 else None


def _is_described(tree: Tree, i: int) -> bool:
    """A noun that no mention is headed by, and that is no time."""
    return tree.upos[i] == "NOUN" and tree.mention(i) < 0 and i not in tree.timed and i not in tree.named


def _is_bare(tree: Tree, i: int) -> bool:
    """A noun that heads no mention, be there a name before it ("the Velm uprising") or none."""
    return tree.upos[i] == "NOUN" and i not in tree.mentions and i not in tree.timed and i not in tree.named


def _phrase(tree: Tree, i: int) -> Span:
    """The noun with what belongs to it: determiner, adjectives and "of"; not what is told of it besides."""
    without = set(_AFTER)
    first, last = i, i
    for child in tree.children[i]:
        relation = tree.rel[child].partition(":")[0]
        if relation in without or child in tree.timed:
            continue
        if relation == "nmod" and child > i and tree.preposition(child) != "of":
            continue
        low, high = tree.reach(child, without=frozenset({"acl", "appos", "conj", "parataxis", "advcl"}))
        first, last = min(first, low), max(last, high - 1)
    return tree.span(first, last + 1)

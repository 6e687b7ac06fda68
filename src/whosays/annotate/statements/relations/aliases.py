"""Two names of one thing: "also known as", "officially", "formerly", a translation in brackets.

A short form in brackets ("(SDF)") is no statement: coreference keeps it among the names of its thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from whosays.annotate.statements.frames import Frame
from whosays.annotate.statements.kinds import nouns
from whosays.annotate.statements.relations.parties import Parties
from whosays.annotate.statements.relations.tie import Tie
from whosays.annotate.statements.relations.words import relations
from whosays.annotate.statements.tree import Tree, base
from whosays.records import Mention

_QUOTES = frozenset({'"', "'", "\u201c", "\u201d", "\u2018", "\u2019", '""', "''", "``"})
_BEFORE = _QUOTES | frozenset(
    {",", "(", "-", "\u2013", "\u2014", "who", "which", "that", "is", "was", "are", "were", "also",
     "now", "sometimes", "often", "commonly", "widely", "himself", "itself", "herself", "has",
     "been", "had", "later", "subsequently", "popularly", "then", "once", "and", "better"}
)  # fmt: skip
_AFTER = _QUOTES | frozenset({"the", "a", "an", ",", "(", ":", "as"})
_LANGUAGE = frozenset({":", "meaning", "or", "formerly", "translated"})
_FAR = 5  # words between a marker and a name
_LONG = 40  # words in brackets


def read(parties: Parties) -> Iterator[Tie]:
    """A tie for each marker between two names, and each translation in brackets after one."""
    tree = parties.tree
    for first, last, code in _markers(tree):
        one = _name_before(parties, first)
        other = _name_after(parties, last)
        fit = _are_bodies if relations().names[code].bodies else _can_be_one
        if one >= 0 and other >= 0 and fit(parties, one, other):
            yield _tie(tuple(range(first, last + 1)), first, one, other, code, _said(tree, first, last))
    for i in range(1, len(tree)):
        if tree.lower[i] == "(":
            one = _name_ending(parties, i - 1)
            for other in _translations(parties, i) if one >= 0 else ():
                if _can_be_one(parties, one, other):
                    yield _tie((other,), other, one, other, "translation")


def _tie(words: tuple[int, ...], at: int, one: int, other: int, code: str, frame: Frame | None = None) -> Tie:
    return Tie(type="Alias", at=at, words=words, subjects=[one], objects=[other], frame=frame, code=code)


def _said(tree: Tree, first: int, last: int) -> Frame | None:
    """The frame of the verb that says so: "renamed itself in 2006"; none of an apposition ("known as")."""
    verb = next((i for i in range(first, last + 1) if tree.upos[i] == "VERB"), -1)
    apposed = verb < 0 or tree.rel[verb] in {"acl", "amod", "advcl", "dep"}
    return None if apposed else Frame(at=verb, verb=verb)


def _are_bodies(parties: Parties, one: int, other: int) -> bool:
    """Is the one, named or not, something that can have the name of a body? Not a person or a place."""
    first, second = parties.mention(one), parties.mention(other)
    if first is None or second is None or parties.tree.sentence[one] != parties.tree.sentence[other]:
        return False
    named = second.kind == "name" and parties.kind(other) == "body"
    fits = parties.kind(one) not in {"person", "place"} or nouns().get(parties.tree.lemma[one]) is None
    return named and fits and (first.kind != "name" or first.type not in {"Person", "Place"})


@cache
def _sequences() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Markers as words, by their first one, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for code, names in relations().names.items():
        for marker in names.markers:
            words = tuple(marker.split())
            found.setdefault(words[0], []).append((words, code))
    return {word: tuple(sorted(each, key=lambda m: -len(m[0]))) for word, each in found.items()}


def _markers(tree: Tree) -> Iterator[tuple[int, int, str]]:
    """First and last word of each marker."""
    skip = -1
    for i, word in enumerate(tree.lower):
        if i <= skip:
            continue
        for words, code in _sequences().get(word, ()):
            if tuple(tree.lower[i : i + len(words)]) == words and i not in tree.named:
                yield i, i + len(words) - 1, code
                skip = i + len(words) - 1
                break


def _name_before(parties: Parties, i: int) -> int:
    """The head word of the name or description that ends before a marker; -1 where none does."""
    at = i - 1
    while at >= 0 and i - at <= _FAR and parties.tree.lower[at] in _BEFORE:
        at -= 1
    return _name_ending(parties, at)


def _name_ending(parties: Parties, at: int) -> int:
    tree = parties.tree
    for word in (at, *tree.up(at)) if at >= 0 else ():
        mention = parties.mention(word)
        if mention is not None and tree.at(mention.end - 1) == at and mention.kind != "pronoun":
            return word
        if tree.sentence[word] != tree.sentence[at] or word - at > 0:
            break
    if at in tree.named:  # of a name that the tree has in pieces
        name = tree.document.mentions[tree.named[at]]
        return tree.top(name.start, name.end) if tree.words[at].end == name.end else -1
    return at if at >= 0 and tree.mention(at) >= 0 else -1


def _name_after(parties: Parties, i: int) -> int:
    """The head word of the name that begins after a marker."""
    tree, at = parties.tree, i + 1
    while at < len(tree) and at - i <= _FAR and tree.lower[at] in _AFTER:
        at += 1
    if at >= len(tree) or at not in tree.named:
        return -1
    mention = tree.document.mentions[tree.named[at]]
    top = tree.top(mention.start, mention.end)
    # "formerly Ford executive": a name that only modifies is not the other one's.
    modifies = (
        base(tree.rel[top]) in {"compound", "nmod"} and tree.head[top] > top and not tree.preposition(top)
    )
    return top if tree.words[at].start == mention.start and not modifies else -1


def _translations(parties: Parties, bracket: int) -> list[int]:
    """Names in brackets that stand in quotation marks, or after the name of a language."""
    tree = parties.tree
    end = next((k for k in range(bracket, min(len(tree), bracket + _LONG)) if tree.lower[k] == ")"), -1)
    found = []
    for k in range(bracket + 1, end):
        index = tree.named.get(k)
        if index is None or tree.words[k].start != tree.document.mentions[index].start:
            continue
        before = k - 1
        while before > bracket and tree.lower[before] == "the":
            before -= 1
        mention = tree.document.mentions[index]
        after = tree.inside(mention.start, mention.end)[-1] + 1
        whole = after <= end and tree.lower[after] in _QUOTES | {")", ",", ";"}
        if whole and (tree.lower[before] in _QUOTES or tree.lower[before] in _LANGUAGE):
            found.append(tree.top(mention.start, mention.end))
    return found


def _can_be_one(parties: Parties, one: int, other: int) -> bool:
    """People are not bodies, and what stands in two sentences is not one phrase."""
    tree, first, second = parties.tree, parties.mention(one), parties.mention(other)
    if first is None or second is None or tree.sentence[one] != tree.sentence[other]:
        return False
    if "Nationality" in {first.type, second.type} or _text(parties, first) == _text(parties, second):
        return False
    return (first.type == "Person") == (second.type == "Person")


def _text(parties: Parties, mention: Mention) -> str:
    return parties.tree.document.text[mention.start : mention.end].casefold()

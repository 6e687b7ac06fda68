"""Whether a reading of an event word stands: words of other meanings, habits and kinds are left out."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import msgspec

from whosays import lexicon
from whosays.annotate.statements.fillers import Filled
from whosays.annotate.statements.frames import Frame, form_of
from whosays.annotate.statements.senses import Sense
from whosays.annotate.statements.tree import Tree, base

_MATERIAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "SANCTION"})
_ACTING = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "nmod:poss", "obl:agent"})
_ANYBODY = frozenset(
    {"all", "any", "every", "each", "anyone", "anybody", "everyone", "everybody", "whoever", "those"}
)
_AROUND = 3  # sentences on either side whose words count
_ENOUGH = 3  # of them, where the event's own sentence has none
_DISTINCT = 5  # different words of one other world in a text that is about it
_DENSE = 0.009  # of all its words
_DISTINCT_ALL, _DENSE_ALL = 12, 0.026  # the same, of all other worlds together
_PLAINLY = 2  # words of violence besides the event's own that show it real even there


class Contexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that show what a text is about (`lexicon/contexts.yaml`)."""

    violence: str
    politics: str
    elsewhere: dict[str, str]


@cache
def elsewhere() -> dict[str, tuple[str, ...]]:
    """The worlds that a word tells of in which nothing that sounds violent is: sports, kitchens, stages …"""
    told = lexicon.load("contexts", Contexts)
    found: dict[str, tuple[str, ...]] = {}
    for name, words in told.elsewhere.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), name)
    return found


@cache
def contexts() -> dict[str, frozenset[str]]:
    """The words of each context; those of violence count as politics too."""
    told = lexicon.load("contexts", Contexts)
    violence, politics = frozenset(told.violence.split()), frozenset(told.politics.split())
    return {"violence": violence, "politics": politics | violence}


class Surroundings:
    """How many words of each context each sentence has."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._counts: dict[str, list[int]] = {}
        for name, words in contexts().items():
            counts = [0] * len(tree.bounds)
            for i, lemma in enumerate(tree.lemma):
                if (lemma in words or tree.lower[i] in words) and tree.sentence[i] >= 0:
                    counts[tree.sentence[i]] += 1
            self._counts[name] = counts
        self._elsewhere = self._count_elsewhere()
        self._states = [0] * len(tree.bounds)
        for i in _states(tree):
            self._states[tree.sentence[i]] += 1

    def speaks_of(self, context: str, sense: Sense) -> bool:
        """Does the sentence of an event word, or what stands round it, speak of such things?"""
        counts, here = self._counts[context], self._tree.sentence[sense.at]
        own = counts[here] - sum(self._counts_here(i, context) for i in sense.words)
        if context == "violence" and any(self._tree.words[i].part == "target" for i in self._below(sense)):
            return True
        if own > 0 or (context == "politics" and self._states[here] > 0):
            return True
        around = counts[max(0, here - _AROUND) : here] + counts[here + 1 : here + 1 + _AROUND]
        return sum(around) >= _ENOUGH

    def _below(self, sense: Sense) -> list[int]:
        """The words that hang on an event word: those that the model sees hit show what it means."""
        return self._tree.children[sense.at]

    def out_of_place(self, sense: Sense) -> bool:
        """Is the text about another world, and its event's sentence not plainly about this one?"""
        if self._elsewhere is None or sense.entry.type not in _MATERIAL:
            return False
        here = self._tree.sentence[sense.at]
        first, end = self._tree.bounds[here]
        # A name is no evidence: teams are called Army and Police.
        own = [i for i in range(first, end) if i not in sense.words and i not in self._tree.named]
        plain = sum(self._counts_here(i, "violence") for i in own)
        return plain < _PLAINLY or self._elsewhere[here] > 0

    def _count_elsewhere(self) -> list[int] | None:
        """How many words of other worlds each sentence has, where the text is about such."""
        tree, total = self._tree, [0] * len(self._tree.bounds)
        met: dict[str, list[int]] = {}
        worlds = elsewhere()
        for i, lemma in enumerate(tree.lemma):
            if tree.sentence[i] >= 0:
                for world in worlds.get(lemma) or worlds.get(tree.lower[i], ()):
                    met.setdefault(world, []).append(i)
        about = any(self._many(found, _DISTINCT, _DENSE) for found in met.values())
        all_met = {i for found in met.values() for i in found}
        if not about and not self._many(all_met, _DISTINCT_ALL, _DENSE_ALL):
            return None
        for i in all_met:
            total[tree.sentence[i]] += 1
        return total

    def _many(self, found: Collection[int], distinct: int, dense: float) -> bool:
        kinds = len({self._tree.lemma[i] for i in found})
        return kinds >= distinct and len(found) >= len(self._tree) * dense

    def _counts_here(self, i: int, context: str) -> bool:
        words = contexts()[context]
        return self._tree.lemma[i] in words or self._tree.lower[i] in words


class _Countries(msgspec.Struct, frozen=True):
    """The part of `places.yaml` that names countries."""

    countries: dict[str, str]


@cache
def _countries() -> frozenset[str]:
    return frozenset(lexicon.load("places", _Countries).countries)


def _states(tree: Tree) -> list[int]:
    """Words that head the name of a body of state or of a people, or of a place that acts as one: a state."""
    document = tree.document
    found = []
    for i, mentions in tree.mentions.items():
        mention = document.mentions[mentions[0]]
        if i < 0 or mention.kind != "name" or tree.sentence[i] < 0:
            continue
        placed = mention.type == "Place" or document.text[mention.start : mention.end] in _countries()
        acts = placed and tree.rel[i] in _ACTING
        if acts or mention.type in {"PublicBody", "Nationality"}:
            found.append(i)
    return found


def stands(tree: Tree, sense: Sense, frame: Frame, filled: Filled, *, dated: bool) -> bool:
    """Is it about certain ones, at some time: not a habit, a rule or a kind of thing?

    `dated`: it has a time, or stands in an entry that has one.
    """
    if sense.part == "noun" and base(tree.rel[sense.at]) == "compound":
        return False  # "a fighting position", "riot police"
    if sense.part == "noun":
        return dated or _definite_noun(tree, sense, frame, filled)
    if tree.rel[sense.at] == "amod" and sense.entry.type not in _MATERIAL:
        return False  # "alleged rebels" accuses nobody
    if tree.rel[sense.at] == "amod" and form_of(tree, sense.at) == "ing":
        return False  # "a fighting force"
    if tree.lower[sense.at - 1] == "-" and not tree.has(sense.at, "nsubj"):
        return False  # "gas-fired", "bomb-damaged"
    participle = tree.rel[sense.at] in {"acl", "amod"} and not tree.has(sense.at, "nsubj")
    if participle and _of_no_certain_one(tree, tree.head[sense.at]) and not dated:
        return False
    if _whenever(tree, frame.verb):
        return False
    if sense.entry.type not in _MATERIAL:
        return dated or not (_is_for_a_purpose(tree, frame.verb) or _is_an_attitude(tree, sense, frame))
    if dated or sense.part == "adjective":
        return True
    return not _in_simple_present(tree, frame.verb)


def _definite_noun(tree: Tree, sense: Sense, frame: Frame, filled: Filled) -> bool:
    """ "three attacks", "an attack on it"; "the attack" alone tells nothing, nor "attacks are crimes"."""
    if frame.light or filled.heads or filled.quantities or frame.at in tree.counted:
        return True
    return any(tree.rel[child] in {"nmod:poss", "nummod"} for child in tree.children[sense.at])


def _is_for_a_purpose(tree: Tree, i: int) -> bool:
    """ "came to help", "the right to speak": nothing is told of the helping."""
    return base(tree.rel[i]) in {"advcl", "acl", "csubj"} and tree.has(i, "mark", "to")


def _is_an_attitude(tree: Tree, sense: Sense, frame: Frame) -> bool:
    """ "supports the law": so it is at all times."""
    return sense.entry.attitude and not frame.passive and _in_simple_present(tree, frame.verb)


def _whenever(tree: Tree, i: int) -> bool:
    """ "When X criticises him, he lashes out": both in the simple present, which tells what always is so."""
    if not _in_simple_present(tree, i):
        return False
    around = [i, *tree.below(i, "advcl"), *([tree.head[i]] if base(tree.rel[i]) == "advcl" else [])]
    return any(tree.lemma[c] in {"when", "whenever"} for k in around for c in tree.below(k, "advmod", "mark"))


def _in_simple_present(tree: Tree, i: int) -> bool:
    """ "Rebels attack …", "is kidnapped": a habit, plot or caption; not "is attacking", "has attacked"."""
    auxiliaries = [c for c in tree.children[i] if base(tree.rel[c]) == "aux"]
    if not auxiliaries:
        return form_of(tree, i) in {"present", "base"} and not tree.has(i, "mark", "to")
    words = {tree.lower[c] for c in auxiliaries}  # "is held", but not "is being held"
    return form_of(tree, i) != "ing" and (words <= {"is", "are", "am"} or words == {"being"})


def _of_no_certain_one(tree: Tree, i: int) -> bool:
    """ "all prisoners sentenced for …", "will release men arrested there": a kind of people, none certain."""
    determiners = {tree.lemma[c] for c in tree.below(i, "det")}
    if determiners & _ANYBODY or tree.lemma[i] in _ANYBODY:
        return True
    if determiners or i in tree.named or i in tree.counted:
        return False
    return tree.lower[i] != tree.lemma[i] or tree.lemma[i] in {"people", "person"}

"""Whether a reading of an event word stands: words of other meanings, habits and kinds are left out."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import msgspec

from whosays import lexicon
from whosays.annotate.statements import generic
from whosays.annotate.statements.countries import countries
from whosays.annotate.statements.fillers import Filled
from whosays.annotate.statements.frames import Frame, form_of
from whosays.annotate.statements.senses import Sense
from whosays.annotate.statements.tree import Tree, base
from whosays.records.layers import TOLL

_MATERIAL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "SANCTION"})
_ACTING = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "nmod:poss", "obl:agent"})
_FIXED = frozenset({"CONSULT", "PROTEST", "COOPERATE"})
"""Types of events that are fixed for a day."""
_AROUND = 3  # sentences on either side whose words count
_ENOUGH = 3  # of them, where the event's own sentence has none
_WIDELY = 20  # sentences on either side whose words tell by whose hand a number of people came to harm
_DISTINCT = 5  # different words of one other world in a text that is about it
_DENSE = 0.009  # of all its words
_DISTINCT_ALL, _DENSE_ALL = 12, 0.026  # the same, of all other worlds together
_PLAINLY = 2  # words of violence besides the event's own that show it real even there


class Contexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that show what a text is about (`lexicon/contexts.yaml`)."""

    violence: str
    politics: str
    custody: str
    captivity: str
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


class Tolls(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Counts that tell of an event by themselves (`lexicon/tolls.yaml`)."""

    events: dict[str, str]
    deeds: str
    mishaps: str


@cache
def tolls() -> Tolls:
    """Which counts tell of which events, and words near which harm is nobody's deed."""
    return lexicon.load("tolls", Tolls)


@cache
def contexts() -> dict[str, frozenset[str]]:
    """The words of each context; those of violence count as politics too."""
    told = lexicon.load("contexts", Contexts)
    violence, politics = frozenset(told.violence.split()), frozenset(told.politics.split())
    return {
        "violence": violence,
        "politics": politics | violence,
        "custody": frozenset(told.custody.split()),
        "captivity": frozenset(told.captivity.split()),
    }


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

    def by_violence(self, at: int, *, tolls_too: bool = False, attacked: bool = False) -> bool:
        """Did people who are counted come to harm by somebody's hand, as far as what stands round tells?

        `tolls_too`: the dead and the hurt count as a sign of it; `attacked`: an attack is told of elsewhere.
        """
        here, counts = self._tree.sentence[at], self._counts["violence"]
        first, last = max(0, here - _WIDELY), min(len(counts), here + _WIDELY + 1)
        near = self._tree.lemma[self._tree.bounds[first][0] : self._tree.bounds[last - 1][1]]
        deeds, mishaps = (frozenset(getattr(tolls(), name).split()) for name in ("deeds", "mishaps"))
        told = sum(counts[first:last]) + sum(lemma in deeds for lemma in near) + attacked
        told += tolls_too and any(quantity.role in TOLL for quantity in self._tree.document.quantities)
        return self._elsewhere is None and told >= _ENOUGH and not any(lemma in mishaps for lemma in near)

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


def _states(tree: Tree) -> list[int]:
    """Words that head the name of a body of state or of a people, or of a place that acts as one: a state."""
    document = tree.document
    found = []
    for i, mentions in tree.mentions.items():
        mention = document.mentions[mentions[0]]
        if i < 0 or mention.kind != "name" or tree.sentence[i] < 0:
            continue
        placed = (
            mention.type == "Place" or document.text[mention.start : mention.end].casefold() in countries()
        )
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
        if generic.defines(tree, sense.at) or generic.of_any(tree, frame):
            return False
        return dated or _definite_noun(tree, sense, frame, filled)
    if tree.rel[sense.at] == "amod" and sense.entry.type not in _MATERIAL:
        return False  # "alleged rebels" accuses nobody
    if tree.rel[sense.at] == "amod" and form_of(tree, sense.at) == "ing":
        return False  # "a fighting force"
    if tree.lower[sense.at - 1] == "-" and not tree.has(sense.at, "nsubj"):
        return False  # "gas-fired", "bomb-damaged"
    if tree.rel[frame.verb] == "acl:relcl" and generic.denied_of_any(tree, tree.head[frame.verb]):
        return False  # "has never denied one that he did hit"
    participle = tree.rel[sense.at] in {"acl", "amod"} and not tree.has(sense.at, "nsubj")
    if participle and generic.of_no_certain_one(tree, tree.head[sense.at]) and not dated:
        return False
    if (
        _is_of_others(tree, sense, frame)
        or generic.whenever(tree, frame.verb)
        or generic.of_anybody(tree, frame)
        or (not dated and generic.of_whoever(tree, frame.verb))
    ):
        return False
    if sense.entry.type not in _MATERIAL:
        return dated or not (
            _is_for_a_purpose(tree, frame.verb)
            or _is_an_attitude(tree, sense, frame)
            or generic.of_a_kind(tree, frame)
        )
    if dated or sense.part == "adjective":
        return True
    return not generic.in_simple_present(tree, frame.verb)


def is_scheduled(tree: Tree, sense: Sense, frame: Frame, time: int | None) -> bool:
    """ "The two meet on Monday": of what is fixed for a day the simple present tells that it is to come."""
    if time is None:
        time = next((tree.times[c] for c in tree.below(frame.verb, "obl") if c in tree.times), None)
    if time is None or sense.part != "verb" or sense.entry.type not in _FIXED:
        return False
    day, today = tree.document.times[time].edtf, tree.document.published
    past = day is not None and today is not None and day < today[: len(day)]
    return not past and not tree.below(frame.verb, "aux") and form_of(tree, frame.verb) in {"present", "base"}


def _definite_noun(tree: Tree, sense: Sense, frame: Frame, filled: Filled) -> bool:
    """ "three attacks", "an attack on it"; "the attack" alone tells nothing, nor "attacks are crimes"."""
    if frame.light or filled.heads or filled.quantities or frame.at in tree.counted:
        return True
    return any(tree.rel[child] in {"nmod:poss", "nummod"} for child in tree.children[sense.at])


def _is_of_others(tree: Tree, sense: Sense, frame: Frame) -> bool:
    """ "Is expected to visit", "called him a clown": nobody promises there, and nobody asks."""
    if sense.entry.type == "AGREE":
        return frame.passive and tree.lemma[sense.at] in {"expect", "intend"}
    return sense.entry.type == "REQUEST" and _names(tree, sense.at)


def _names(tree: Tree, i: int) -> bool:
    """ "Called him a clown on the air", "what she called a success"."""
    named = tree.below(i, "xcomp") if tree.lemma[i] == "call" and not tree.has(i, "compound") else []
    # "called on the mayor to …", where the tree takes him for what is named: the preposition stands first
    return any(
        tree.upos[c] != "VERB" and not tree.has(c, "mark") and tree.preposition(c) != tree.lower[i + 1]
        for c in named
    )


def _is_for_a_purpose(tree: Tree, i: int) -> bool:
    """ "came to help", "the right to speak": nothing is told of the helping."""
    return base(tree.rel[i]) in {"advcl", "acl", "csubj"} and tree.has(i, "mark", "to")


def _is_an_attitude(tree: Tree, sense: Sense, frame: Frame) -> bool:
    """ "supports the law": so it is at all times."""
    return sense.entry.attitude and not frame.passive and generic.in_simple_present(tree, frame.verb)

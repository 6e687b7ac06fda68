"""Whether a clause says that something was so, was not, may have been, is to be: polarity and certainty.

Read off the tree: auxiliaries and negations at the predicate, then each clause above it (the verbs that it
completes, "if", "to"), each of which may make less of it and none more.
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import Literal

import msgspec

from whosays import lexicon
from whosays.annotate.statements.frames import Frame, form_of
from whosays.annotate.statements.tree import Tree, base
from whosays.records.layers import Certainty, Polarity

RANK: dict[Certainty, int] = {"fact": 0, "probable": 1, "possible": 2, "planned": 3, "hypothetical": 4}
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj", "conj"})
_BE = frozenset({"was", "were", "is", "are", "am"})
_ASKING = frozenset({"how", "when", "why", "where", "whether", "if"})
_ABOVE = 4  # words above a noun that are looked at
_NEGATIONS = frozenset({"not", "n't", "never", "no", "nobody", "none", "neither", "nor", "hardly"})


class Governor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of one effect on the clause that completes them; the top of `modality.yaml` tells the keys."""

    words: str
    certainty: Certainty = "fact"
    denies: bool = False
    silent: bool = False
    infinitive: bool = False
    open: bool = False
    participle: bool = False
    passive: bool = False


class Modality(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form of `lexicon/modality.yaml`."""

    auxiliaries: dict[str, Certainty | Literal["silent"]]
    adverbs: dict[str, Certainty]
    habitual: str
    conditions: str
    governors: tuple[Governor, ...]
    over_nouns: tuple[Governor, ...]
    modifiers: dict[str, Certainty]
    unreal: str
    known_by: str
    duties: str
    makes: str


class Stance(msgspec.Struct, frozen=True):
    """What a clause says of its event."""

    polarity: Polarity
    certainty: Certainty


@cache
def modality() -> Modality:
    """The small words and verbs of certainty."""
    found: Modality = lexicon.load("modality", Modality)
    return found


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(getattr(modality(), name).split())


@cache
def _governors(kind: str) -> dict[str, tuple[Governor, ...]]:
    found: dict[str, list[Governor]] = {}
    for governor in getattr(modality(), kind):
        for word in governor.words.split():
            found.setdefault(word, []).append(governor)
    return {word: tuple(each) for word, each in found.items()}


def weakest(*certainties: Certainty) -> Certainty:
    """The one that asserts least."""
    return max(certainties, key=RANK.__getitem__)


def stance(tree: Tree, frame: Frame, *, noun: bool) -> Stance | None:
    """Polarity and certainty; `None` where the clause asks, orders, tells a habit or leaves the matter open.

    `noun`: the event word is a noun.
    """
    reading = _Reading(tree)
    if _asks(tree, frame.at):
        return None
    if noun:
        reading.noun(frame)
    elif _orders(tree, frame.at):
        return None
    if not (noun and frame.verb == frame.at):
        reading.clauses(frame.verb, _presupposed(frame, noun))
    if reading.silent:
        return None
    return Stance("denied" if reading.denied else "asserted", reading.certainty)


def _presupposed(frame: Frame, noun: bool) -> bool:
    """ "condemned the attack": whether the verb is denied or planned leaves the attack alone."""
    return noun and not frame.light and frame.verb != frame.at


class _Reading:
    """Adds up what each word on the way to the root does to a clause."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.certainty: Certainty = "fact"
        self.denied = False
        self.silent = False
        self.definite = False
        """An event noun with "the", "this" or a possessor: it is taken as known, whatever is said of it."""
        self.owned = False
        """One with a possessor: "if he carries out his threat"."""

    def weaken(self, certainty: Certainty) -> None:
        self.certainty = weakest(self.certainty, certainty)

    def noun(self, frame: Frame) -> None:
        """What stands in the noun's phrase, and the verb that it hangs on."""
        tree, i = self.tree, frame.at
        for child in tree.children[i]:
            lemma = tree.lemma[child]
            self.take_as_known(child)
            if tree.rel[child] == "det" and lemma == "no":
                self.denied = True
            elif tree.rel[child] == "det" and lemma in _words("unreal"):
                self.silent = True
            elif base(tree.rel[child]) in {"amod", "compound"}:
                known = modality().modifiers
                weak = known.get(lemma) or known.get(tree.lower[child])
                if weak is not None:
                    self.weaken(weak)
        self.definite |= self.is_known_by(i)
        above = tree.head[i]
        if base(tree.rel[i]) == "conj" and above >= 0:
            above = tree.head[above]
        if above < 0 or frame.light or self.is_known_by(i):
            return
        for governor in _governors("over_nouns").get(tree.lemma[above], ()):
            if base(tree.rel[i]) in {"obj", "obl", "nmod", "conj", "nsubj"}:
                self.apply(governor)
                # "to prevent the murder": whether it was prevented stays open
                self.silent |= governor.denies and self.own_modality(above)

    def take_as_known(self, child: int) -> None:
        """ "The raid", "his threat"."""
        relation, lemma = self.tree.rel[child], self.tree.lemma[child]
        self.owned |= relation == "nmod:poss"
        self.definite |= self.owned or (relation == "det" and lemma in {"the", "this", "these"})

    def is_known_by(self, i: int) -> bool:
        """ "Vowed revenge after a raid"."""
        tree, above = self.tree, self.tree.head[i]
        apart = above < i or "," in tree.lower[i:above]
        return apart and base(tree.rel[i]) in {"obl", "nmod"} and tree.preposition(i) in _words("known_by")

    def clauses(self, verb: int, presupposed: bool) -> None:
        """Each clause from the one of `verb` up to the one that reports it."""
        tree, at, below = self.tree, verb, -1
        for _ in range(12):
            if not presupposed or below >= 0:
                self.predicate(at, first=below < 0)
            elif self.conditional(at) and not (self.owned and tree.has(at, "mark", "if")):
                self.weaken("hypothetical")
            if presupposed and below < 0 and self.definite:
                return  # "avoids condemning the invasion"
            relation = base(tree.rel[at])
            above = tree.head[at]
            told_by_noun = tree.lemma[above] in _governors("governors")
            if (
                relation == "acl"
                and tree.rel[above] == "obj"
                and not told_by_noun
                and tree.has(at, "mark", "of", "from", "for")
            ):
                above = tree.head[above]  # "accused | the army of firing", whatever it hangs on
            if above < 0 or relation not in _CLAUSES:
                return
            if tree.rel[at] == "acl:relcl":
                if not tree.has(above, "det", "the", "this", "that", "these", "those"):
                    self.under_condition(above)  # "if you had a band that went about killing people"
                return
            if relation == "conj":
                if not self.own_modality(at):
                    self.modal(above)
            elif not self.governed(at, above):
                return
            below, at = at, above

    def governed(self, at: int, above: int) -> bool:
        """The effect of what the clause of `at` completes; false where the way up ends."""
        tree, relation = self.tree, base(self.tree.rel[at])
        if tree.lemma[above] == "true" and relation in {"ccomp", "csubj"}:
            self.predicate(above, first=False)  # "it is not true that"
            return False
        if relation == "ccomp" and self.is_denied(above):
            self.silent = True  # "I do not claim that …": neither said nor denied
        if relation in {"ccomp", "csubj"} and self.is_open_question(at, above):
            self.silent = True
        if relation == "ccomp" and _orders(tree, above):
            self.weaken("hypothetical")  # "Say the court rejected it."
        infinitive = any(tree.rel[c] == "mark" and tree.lemma[c] == "to" for c in tree.children[at])
        # "was found to have ordered it": no plan
        infinitive &= not any(tree.lemma[c] == "have" for c in tree.below(at, "aux"))
        for governor in _governors("governors").get(tree.lemma[above], ()):
            if not self.governs(governor, at, above, infinitive=infinitive):
                continue
            self.apply(governor)
            if infinitive and tree.upos[above] == "NOUN":
                self.under_condition(above)
            # "did not require them to stay": whether they do is open
            self.silent |= infinitive and tree.lemma[above] in _words("duties") and self.is_denied(above)
            return True
        if infinitive and relation in {"advcl", "acl"}:
            self.weaken("planned")
            self.under_condition(above)
        elif infinitive and relation == "xcomp" and tree.upos[above] != "VERB":
            self.weaken("hypothetical")
        # What a reporting verb itself is denied or planned to have said is not what was said.
        return relation in {"xcomp", "advcl"} and (infinitive or relation == "xcomp")

    def governs(self, governor: Governor, at: int, above: int, *, infinitive: bool) -> bool:
        """Has the clause of `at` the form, and its governor the voice, that this reading of it asks for?"""
        tree = self.tree
        # also "the rebels believed to be in Velm"
        passive = tree.below(above, "aux:pass") or (
            tree.rel[above] == "acl" and form_of(tree, above) == "past"
        )
        if governor.passive and not passive:
            return False
        return (
            (infinitive or not governor.infinitive)
            and (not governor.open or self.is_open(at))
            and (not governor.participle or (tree.rel[at] == "xcomp" and form_of(tree, at) == "past"))
        )

    def is_open_question(self, at: int, above: int) -> bool:
        """ "Asked how the war would end"."""
        if self.tree.lemma[above] not in {"ask", "wonder"}:
            return False
        coming = any(
            self.tree.lemma[c] in {"will", "would", "might", "could", "can"}
            for c in self.tree.below(at, "aux")
        )
        return coming and any(
            c < at and self.tree.lemma[c] in _ASKING for c in self.tree.below(at, "advmod", "mark")
        )

    def is_denied(self, at: int) -> bool:
        return any(self.tree.lemma[c] in _NEGATIONS for c in self.tree.below(at, "advmod"))

    def is_open(self, at: int) -> bool:
        """A clause without a subject of its own: "to close the road", "closing the road"."""
        own = self.tree.has(at, "nsubj") or self.tree.has(at, "csubj")
        return not own and form_of(self.tree, at) in {"ing", "base"}

    def under_condition(self, noun: int) -> None:
        """ "If they make a choice to withdraw", "it must be met with a will to fight": only thought of."""
        for above in islice(self.tree.up(noun), _ABOVE):
            must = any(
                self.tree.lemma[c] in {"should", "must", "need"} for c in self.tree.below(above, "aux")
            )
            if must or self.conditional(above):
                self.weaken("hypothetical")
            if base(self.tree.rel[above]) in {"ccomp", "acl", "root"}:
                return

    def apply(self, governor: Governor) -> None:
        self.weaken(governor.certainty)
        self.denied ^= governor.denies
        self.silent |= governor.silent

    def own_modality(self, at: int) -> bool:
        return any(self.tree.rel[c] in {"aux", "mark"} for c in self.tree.children[at])

    def predicate(self, at: int, *, first: bool) -> None:
        """Auxiliaries, negation, adverbs and conditions of one predicate."""
        tree = self.tree
        self.modal(at)
        for child in tree.children[at]:
            lemma, relation = tree.lemma[child], base(tree.rel[child])
            if relation in {"advmod", "cc", "det"} and (
                lemma in _NEGATIONS or tree.lower[child] in _NEGATIONS
            ):
                if not self.only(child):
                    self.denied = not self.denied
            elif relation == "advmod" and lemma in modality().adverbs:
                self.weaken(modality().adverbs[lemma])
            elif relation == "advmod" and first and lemma in _words("habitual"):
                self.silent = True
            elif tree.rel[child] in {"nsubj", "nsubj:pass", "obj"} and self.nobody(child):
                self.denied = True
            elif tree.rel[child] == "mark" and lemma == "without":
                self.denied = not self.denied
        if self.conditional(at):
            self.weaken("hypothetical")

    def only(self, child: int) -> bool:
        """ "not only", "no longer than" say that it was so."""
        after = child + 1
        return after < len(self.tree) and self.tree.lower[after] in {"only", "just", "merely"}

    def modal(self, at: int) -> None:
        for child in self.tree.children[at]:
            left = modality().auxiliaries.get(self.tree.lemma[child])
            if self.tree.rel[child] != "aux" or left is None:
                continue
            if left == "silent":
                self.silent = True
            else:
                self.weaken(left)
        if self.is_due(at):
            self.weaken("planned")

    def is_due(self, at: int) -> bool:
        """ "was to be carried out"."""
        low = [self.tree.lower[c] for c in self.tree.children[at] if c < at]
        return "to" in low and any(low[k] in _BE and low[k + 1] == "to" for k in range(len(low) - 1))

    def nobody(self, i: int) -> bool:
        tree = self.tree
        if tree.lemma[i] in {"nobody", "none", "no-one"}:
            return True
        return any(
            base(tree.rel[c]) in {"det", "cc"} and c < i and tree.lemma[c] in {"no", "neither"}
            for c in tree.children[i]
        )

    def conditional(self, at: int) -> bool:
        tree = self.tree
        return any(
            tree.rel[c] in {"mark", "advmod"} and tree.lemma[c] in _words("conditions")
            for c in tree.children[at]
        )


def _asks(tree: Tree, i: int) -> bool:
    """A question: its sentence ends with the mark for one."""
    first, end = tree.bounds[tree.sentence[i]]
    return any(tree.lower[k].startswith("?") for k in range(max(first, end - 3), end))


def _orders(tree: Tree, i: int) -> bool:
    """An imperative: the bare form at the root of a sentence, with nobody before it."""
    if base(tree.rel[i]) not in {"root", "conj", "parataxis", "ccomp"} or form_of(tree, i) != "base":
        return False
    # "Don't shoot" orders too.
    finite = ("nsubj", "nsubj:pass", "aux", "mark")
    if tree.upos[i] != "VERB" or any(
        tree.rel[c] in finite and tree.lemma[c] != "do" for c in tree.children[i]
    ):
        return False
    if base(tree.rel[i]) == "conj" and tree.head[i] >= 0:
        return _orders(tree, tree.head[i])
    return True

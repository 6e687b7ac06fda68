"""Who is said to have done what an event noun names: "claimed responsibility for the bombing".

Verbs that tie a party to an event stand over its noun, straight or with a noun of responsibility between
(`lexicon/responsibility.yaml`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from whosays import lexicon
from whosays.annotate.statements import frames, polarity
from whosays.annotate.statements.fillers import bodies
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.kinds import kind_of, members
from whosays.annotate.statements.senses import Sense
from whosays.annotate.statements.tree import Tree, base
from whosays.records.layers import Certainty, Polarity

_PARTIES = frozenset({"person", "body", "place"})
_WORK = frozenset({"work", "deed", "handiwork"})
_STEPS = 4
_FATES = frozenset({"death", "loss", "casualty", "fatality"})
_CONDEMNING = frozenset({"reject", "repudiate"})


class Tie(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Verbs of one meaning; the keys are told at the top of `responsibility.yaml`."""

    verbs: str
    holder: Literal["subject", "object", "on"]
    certainty: Certainty
    over: str = ""
    after: str = ""
    polarity: Polarity = "asserted"
    deed: bool = False


class Ties(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/responsibility.yaml`."""

    through: str
    ties: tuple[Tie, ...]


@cache
def _through() -> frozenset[str]:
    return frozenset(lexicon.load("responsibility", Ties).through.split())


@cache
def _ties() -> dict[str, tuple[Tie, ...]]:
    found: dict[str, list[Tie]] = {}
    for tie in lexicon.load("responsibility", Ties).ties:
        for verb in tie.verbs.split():
            found.setdefault(verb, []).append(tie)
    return {verb: tuple(ties) for verb, ties in found.items()}


def lay(tree: Tree, event: Found) -> None:
    """Give an event noun the actor that a claim, charge or denial names, and the certainty that it leaves."""
    if _is_whose_work_it_was(tree, event.at):
        event.claimed = True
        event.polarity = "denied" if tree.has(event.at, "advmod", "not", "never") else event.polarity
    if is_condemned(tree, event.sense):
        return
    if event.filled.heads.get("actor"):
        _charge(tree, event)
        return
    if tree.preposition(event.at) == "behind":  # "The front was behind these killings."
        for holder in (h for h in frames.subjects(tree, event.at) if kind_of(tree, h) in _PARTIES):
            _hold(tree, event, holder)
        return
    for holder in _whose_work(tree, event.at):
        _hold(tree, event, holder)
    if event.filled.heads.get("actor"):
        return
    for tie, verb in _over(tree, event.at):
        holders = _holders(tree, verb, tie, event.at)
        if not holders:
            continue
        negated = _is_negated(tree, verb)
        if any(_nobody(tree, holder) for holder in holders) or (negated and not tie.deed):
            event.claimed = event.left_open = True
            return  # "no group has claimed responsibility": the event stands, without an actor
        for holder in holders:
            _hold(tree, event, holder)
        event.certainty = polarity.weakest(event.certainty, tie.certainty)
        event.polarity = "denied" if negated or tie.polarity == "denied" else event.polarity
        event.claimed = True
        return


def _is_negated(tree: Tree, verb: int) -> bool:
    """ "Has not claimed", "neither claimed nor denied", "had no part in"."""
    return (
        tree.has(verb, "advmod", "not", "never")
        or tree.has(verb, "cc", "neither", "nor")
        or any(tree.has(c, "det", "no") for c in tree.below(verb, "obj"))
    )


def is_condemned(tree: Tree, sense: Sense) -> bool:
    """ "Rejected the murder of …": nobody was asked for it, and nobody doubts it."""
    above = tree.head[sense.at]
    force = sense.part == "noun" and sense.entry.type == "ASSAULT"
    return force and above >= 0 and base(tree.rel[sense.at]) == "obj" and tree.lemma[above] in _CONDEMNING


def _charge(tree: Tree, event: Found) -> None:
    """ "Were arrested for killing a guard": who is held for it is no more than accused of it."""
    for tie, _ in _over(tree, event.at):
        if tie.holder == "object":
            event.certainty = polarity.weakest(event.certainty, tie.certainty)
            event.claimed = True
            return


def _is_whose_work_it_was(tree: Tree, at: int) -> bool:
    """ "It was the work of the front": what happened was told before."""
    if tree.lemma[at] not in _WORK or not tree.has(at, "cop"):
        return False
    return any(tree.lower[c] in {"it", "this", "that"} for c in tree.below(at, "nsubj"))


def _whose_work(tree: Tree, at: int) -> list[int]:
    """ "The attack was the work of the front."."""
    above = tree.head[at]
    if above < 0 or tree.rel[at] != "nsubj" or tree.lemma[above] not in _WORK:
        return []
    owners = [
        c for c in tree.below(above, "nmod") if tree.preposition(c) == "of" or tree.rel[c] == "nmod:poss"
    ]
    return [c for c in owners if kind_of(tree, c) in _PARTIES]


def _hold(tree: Tree, event: Found, holder: int) -> None:
    event.filled.add(tree, "actor", holder)
    if tree.lemma[holder] in members():
        for body in bodies(tree, holder):
            event.filled.add(tree, "actor", body)


def _over(tree: Tree, at: int) -> Iterator[tuple[Tie, int]]:
    """Ties that stand over an event noun, with the words of responsibility between them left out."""
    word, through = at, ""
    for clause in _told_of(tree, at):
        for tie in _ties().get(tree.lemma[clause], ()):
            nouns = tie.over.split()
            if any(tree.lemma[c] in nouns for c in tree.below(clause, "obj", "xcomp")) or (
                not nouns and tie.holder != "object"
            ):
                yield tie, clause
    for _ in range(_STEPS):
        above = tree.head[word]
        if above < 0:
            return
        held = tree.lemma[above] in _through() and base(tree.rel[above]) == "xcomp"
        for tie in (
            () if held else _ties().get(tree.lemma[above], ())
        ):  # "hold them responsible": the verb tells
            if _fits(tree, tie, above, word, through):
                yield tie, above
        if tree.lemma[above] in _through():
            through = tree.lemma[above]
        elif through and base(tree.rel[word]) in {"amod", "appos"}:
            pass  # "holds the so-called league, also known as X, responsible for it": trees go astray
        elif base(tree.rel[word]) not in {"conj", "nmod", "obj", "obl", "xcomp", "acl", "advcl"} or (
            tree.upos[above] == "VERB" and tree.lemma[above] not in {"carry", "have", "take", "play", "be"}
        ):
            return
        word = above


def _told_of(tree: Tree, at: int) -> list[int]:
    """Clauses that hang on an event noun: "the raid, for which they hold …", "the murder, claimed by"."""
    of = (c for i in tree.below(at, "nmod") for c in tree.children[i] if tree.rel[c] == "acl")
    return [*tree.below(at, "acl"), *of]


def _fits(tree: Tree, tie: Tie, verb: int, below: int, through: str) -> bool:
    relation = base(tree.rel[below])
    if tie.after and not through and not {*tie.after.split()} & _before(tree, below):
        return False
    if tie.over:
        nouns = tie.over.split()
        return through in nouns or any(tree.lemma[c] in nouns for c in tree.below(verb, "obj") if c != below)
    if tie.certainty == "probable" and tie.holder == "subject" and not through:
        # "Claimed the raid"; who admits the death of a soldier in an attack has done neither.
        return relation in {"obj", "nsubj", "conj"} and tree.lemma[below] not in _FATES
    if tie.holder == "on":
        return relation == "nsubj" if frames.is_passive(tree, verb) else relation == "obj"
    if tie.holder == "object":
        return relation in {"obl", "advcl", "nmod", "xcomp", "acl"}
    return relation in {"obj", "obl", "ccomp", "xcomp", "nsubj"}


def _before(tree: Tree, i: int) -> set[str]:
    """The prepositions of a phrase or a clause."""
    return {tree.lemma[c] for c in tree.below(i, "case", "mark")}


def _holders(tree: Tree, verb: int, tie: Tie, at: int) -> list[int]:
    """Whom the verb holds to have done it."""
    noun = tree.upos[verb] == "NOUN"
    passive = not noun and frames.is_passive(tree, verb)
    frame = frames.of_noun(tree, verb) if noun else frames.of_verb(tree, verb)
    if tie.holder == "on":
        # "attributed the killing to the front": trees take the last words for the killing's.
        found = frame.of("on", "upon", "to") or [
            c
            for i in (at, *tree.below(verb, "obj"))
            for c in tree.below(i, "nmod")
            if tree.preposition(c) in ("to", "on")
        ]
    elif tie.holder == "object":
        found = frame.of("of") if noun else frame.of("object")
    else:
        found = frame.of("by", "possessive") if passive or noun else frame.of("subject")
        papers = [h for h in found if kind_of(tree, h) == "document"]
        if papers and not passive and tree.rel[verb] == "acl":
            found += frames.subjects(tree, tree.head[papers[0]])  # "distributed leaflets claiming …"
    return [h for h in found if kind_of(tree, h) in _PARTIES and not _is_excepted(tree, h)]


def _is_excepted(tree: Tree, i: int) -> bool:
    """ "To the rebels and not to the army"."""
    return tree.rel[i] == "conj" and tree.has(i, "advmod", "not")


def _nobody(tree: Tree, i: int) -> bool:
    if tree.lemma[i] in {"nobody", "none", "no-one"} or tree.has(i, "det", "no", "neither"):
        return True
    return tree.has(i, "cc", "neither", "nor")

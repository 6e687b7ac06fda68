"""Who is cleared of what was told before and is not named again: "the brigade had nothing to do with it".

No word for an event stands in such a sentence, and yet it is one side of it: somebody is said not to have
done it. It is a statement on the last act of force told shortly before, with that party as its actor, denied.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec

from whosays import lexicon
from whosays.annotate.statements import frames, polarity
from whosays.annotate.statements.fillers import Filled
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.kinds import kind_of
from whosays.annotate.statements.layout import Layout
from whosays.annotate.statements.senses import Sense
from whosays.annotate.statements.tree import Tree, base
from whosays.records.layers import Certainty

_CODE = "disowned"
_FORCE = frozenset({"ASSAULT", "COERCE"})
_REAL = frozenset({"fact", "probable", "possible"})
_PARTIES = frozenset({"person", "body", "place"})
_POINTING = frozenset({"it", "this", "that", "these", "them"})
_KNOWN = ("the", "this", "that", "these")
_NEAR = 3  # sentences between what is told and who is cleared of it
_ANSWER = 1  # the same, of "he denied it"


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/disowned.yaml`."""

    shares: str
    lending: str
    doing: str
    held: str
    works: str
    denying: str
    guilt: str
    charges: str
    happenings: str


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(getattr(lexicon.load("disowned", _Words), name).split())


class _Denial(NamedTuple):
    """A word that denies something told before."""

    at: int
    """The word that takes it up, or stands for it."""
    verb: int
    holders: list[int] | None
    """Who is cleared; `None`: whoever was accused."""


def read(tree: Tree, found: list[Found], layout: Layout) -> list[tuple[Found, Found]]:
    """Each denial, with the event that it is of."""
    acts = [event for event in found if _may_be_meant(event)]
    made: list[tuple[Found, Found]] = []
    number = 0
    for denial in _denials(tree):
        while number < len(acts) and acts[number].at < denial.at:
            number += 1
        if not number or layout.setting(tree.words[denial.at].start).is_heading:
            continue
        act = acts[number - 1]
        told = _told(tree, denial, act)
        if told is not None:
            made.append((told, act))
    return made


def _may_be_meant(event: Found) -> bool:
    return event.sense.entry.type in _FORCE and event.certainty in _REAL and event.polarity == "asserted"


def _told(tree: Tree, denial: _Denial, act: Found) -> Found | None:
    """The denial as an event; `None` where the act is too far, or nobody is cleared."""
    apart = tree.sentence[denial.at] - tree.sentence[act.at]
    holders = denial.holders
    if holders is None:
        if act.attribution is None and not act.claimed:
            return None
        holders = act.filled.heads.get("actor", [])
    if not holders or apart > (_NEAR if denial.holders is not None else _ANSWER):
        return None
    filled = Filled()
    for holder in holders:
        filled.add(tree, "actor", holder)
    if not filled.mentions:
        return None
    return Found(
        sense=Sense(_CODE, act.sense.entry, "noun", denial.at, (denial.at,)),
        frame=frames.of_verb(tree, denial.verb),
        filled=filled,
        polarity="denied",
        certainty=_certainty(tree, denial.verb),
        attribution=tree.reported.at(tree.words[denial.at].start),
        claimed=True,
    )


def _certainty(tree: Tree, verb: int) -> Certainty:
    said = polarity.stance(tree, frames.of_verb(tree, verb), noun=False)
    return "fact" if said is None else said.certainty


def _denials(tree: Tree) -> Iterator[_Denial]:
    """The words that deny something told before, in text order."""
    for i, lemma in enumerate(tree.lemma):
        denial = None
        if tree.sentence[i] < 0:
            continue
        if lemma in _words("denying"):
            denial = _answer(tree, i)
        elif lemma in _words("lending"):
            denial = _no_share(tree, i)
        elif lemma in _words("doing"):
            denial = _not_done(tree, i)
        elif lemma in _words("held") or tree.lower[i] in _words("held"):
            denial = _not_held(tree, i)
        elif lemma in _words("works"):
            denial = _not_whose_work(tree, i)
        elif lemma in _POINTING and tree.preposition(i) == "behind" and _says_no(tree, i):
            denial = _Denial(i, i, _parties(tree, i))
        if denial is not None and (denial.holders is None or denial.holders):
            yield denial


def _answer(tree: Tree, verb: int) -> _Denial | None:
    """ "Denied it", "denied any involvement", "rejected the accusation"."""
    modal = polarity.modality().auxiliaries
    if tree.upos[verb] != "VERB" or tree.has(verb, "advmod", "not", "never"):
        return None
    if any(tree.lemma[c] in modal for c in tree.below(verb, "aux")):
        return None  # "could not deny it", "would reject the charge"
    for what in tree.below(verb, "obj"):
        if tree.lemma[what] in _words("guilt") and _is_open(tree, what):
            return _Denial(what, verb, _parties(tree, verb))
        charged = tree.lemma[what] in _words("charges") and tree.has(what, "det", *_KNOWN)
        if charged and not tree.below(what, "acl", "nmod", "ccomp"):
            return _Denial(what, verb, None)
        if tree.lemma[what] in {"it", "this", "that"} and not tree.below(verb, "xcomp", "ccomp"):
            return _Denial(what, verb, None)
    return None


def _no_share(tree: Tree, verb: int) -> _Denial | None:
    """ "Had nothing to do with it", "took no part in it"."""
    for what in tree.below(verb, "obj"):
        if tree.lemma[what] == "nothing":
            doing = [c for c in tree.below(what, "acl") if tree.lemma[c] == "do"]
            doing += [c for c in tree.below(verb, "xcomp", "advcl") if tree.lemma[c] == "do"]
            if any(_is_open(tree, c, "with") and tree.below(c, "obl") for c in doing):
                return _Denial(what, verb, _parties(tree, verb))
        elif tree.lemma[what] in _words("shares") and _says_no(tree, verb):
            targets = [c for i in (verb, what) for c in tree.below(i, "obl", "nmod")]
            if _points(tree, [c for c in targets if tree.preposition(c) == "in"]):
                return _Denial(what, verb, _parties(tree, verb))
    return None


def _not_done(tree: Tree, verb: int) -> _Denial | None:
    """ "We did not do it", "the League did not carry it out"."""
    if tree.upos[verb] != "VERB" or not _says_no(tree, verb):
        return None
    what = [c for c in tree.below(verb, "obj") if tree.lemma[c] in _POINTING]
    if not what or (tree.lemma[verb] == "carry" and not tree.has(verb, "compound:prt", "out")):
        return None
    return _Denial(what[0], verb, _parties(tree, verb))


def _not_held(tree: Tree, i: int) -> _Denial | None:
    """ "Was not involved", "is not responsible for it"."""
    if not tree.below(i, "cop", "aux:pass") or not _says_no(tree, i) or not _is_open(tree, i, "in", "for"):
        return None
    return _Denial(i, i, _parties(tree, i))


def _not_whose_work(tree: Tree, i: int) -> _Denial | None:
    """ "It was not our work"."""
    pointing = any(tree.lower[c] in {"it", "this", "that"} for c in tree.below(i, "nsubj"))
    if not pointing or not tree.has(i, "cop") or not tree.has(i, "advmod", "not", "never"):
        return None
    return _Denial(i, i, [c for c in tree.children[i] if tree.rel[c] == "nmod:poss"])


def _is_open(tree: Tree, i: int, *prepositions: str) -> bool:
    """Does it name nothing that it is about, or only take up what was told?"""
    below = [
        c for c in tree.below(i, "nmod", "obl", "acl", "advcl", "ccomp") if c > i and c not in tree.times
    ]
    about = [c for c in below if not prepositions or tree.preposition(c) in prepositions]
    return _points(tree, about) if about else True


def _points(tree: Tree, words: list[int]) -> bool:
    """Do all of these take up what was told: "it", "the operation"?"""
    return bool(words) and all(
        tree.lemma[c] in _POINTING or (tree.lemma[c] in _words("happenings") and tree.has(c, "det", *_KNOWN))
        for c in words
    )


def _says_no(tree: Tree, verb: int) -> bool:
    said = polarity.stance(tree, frames.of_verb(tree, verb), noun=False)
    return said is not None and said.polarity == "denied" and said.certainty == "fact"


def _parties(tree: Tree, verb: int) -> list[int]:
    """Who the subject is."""
    return [
        holder
        for holder in frames.subjects(tree, verb)
        if kind_of(tree, holder) in _PARTIES and base(tree.rel[holder]) != "expl"
    ]

"""The events that a document tells of: one for each event word that has a sense, its roles and its time."""

from __future__ import annotations

import msgspec

from whosays.annotate.statements import evidence, polarity, responsibility, tolls, voices
from whosays.annotate.statements.dating import Dates
from whosays.annotate.statements.entries import Entries
from whosays.annotate.statements.evidence import Surroundings
from whosays.annotate.statements.fillers import fill
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.frames import form_of, of_noun, of_pattern, subjects
from whosays.annotate.statements.layout import Layout
from whosays.annotate.statements.senses import Index, Sense, candidates
from whosays.annotate.statements.tree import Tree, base
from whosays.records.layers import TOLL, Certainty

SPOKEN = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
"""Types whose words say already what becomes of the event that completes them ("agreed to release")."""

_DOING = frozenset({"carry", "commit", "perpetrate", "order"})
"""Verbs of which a word for any deed may be the object and still be one of violence."""
_SAYING_IN = frozenset({"in", "by", "via", "through", "during", "over"})


def read_events(tree: Tree, known: Index, layout: Layout, entries: Entries) -> list[Found]:
    """All events, in text order; headings' are kept by `entries` and not among them."""
    read = candidates(tree, known)
    dates = Dates(tree, read.keys())
    around = Surroundings(tree)
    found: list[Found] = []
    by_word: dict[int, Found] = {}
    told: set[str] = set()
    for i, options in read.items():
        for sense in options:
            event = _event(tree, sense, dates, around, layout, entries, told)
            if event is None:
                continue
            told.add(tree.lemma[i])
            setting = layout.setting(tree.words[i].start)
            if not entries.remember(event, setting) and not setting.is_heading:
                found.append(event)
                found += [msgspec.structs.replace(event, time=day) for day in dates.others(event.time)]
                by_word[i] = event
            break
    found = [event for event in found if not _said_already(tree, event, by_word)]
    found += tolls.read(tree, known, around, layout, entries, found)
    for event in found:
        event.follows = _followed(tree, event, by_word)
        if event.follows is not None:
            _inherit(event, event.follows)
    return found


def _event(
    tree: Tree,
    sense: Sense,
    dates: Dates,
    around: Surroundings,
    layout: Layout,
    entries: Entries,
    told: set[str],
) -> Found | None:
    """One reading of a word; `told`: the words that told of events before ("the attack" is the one told)."""
    entry = sense.entry
    noun = sense.part == "noun"
    frame = of_noun(tree, sense.at) if noun else of_pattern(tree, sense.at, sense.words)
    filled = fill(tree, sense, frame)
    if filled is None or around.out_of_place(sense):
        return None
    condemned = responsibility.is_condemned(tree, sense)
    attribution = None if condemned else _voice(tree, sense)
    content = voices.content_round(tree.document, attribution, tree.words[sense.at].start)
    time = dates.of(frame, content)
    listed = entries.entry(tree.sentence[sense.at], layout.setting(tree.words[sense.at].start))
    dated = time is not None or (listed is not None and listed.time is not None)
    stance = polarity.stance(tree, frame, noun=noun)
    if stance is None:
        return None
    event = Found(
        sense=sense,
        frame=frame,
        filled=filled,
        # "Will not accept": the refusal is so, whatever becomes of it.
        polarity="asserted" if sense.refuses else stance.polarity,
        certainty=polarity.weakest(
            "fact" if sense.refuses else stance.certainty, _of_actor(tree, filled.heads.get("actor", []))
        ),
        time=time if time is not None or listed is None else listed.time,
        attribution=attribution,
    )
    if evidence.is_scheduled(tree, sense, frame, time):
        event.certainty = polarity.weakest(event.certainty, "planned")
    if noun or form_of(tree, sense.at) == "ing":
        polarity_, certainty = event.polarity, event.certainty
        responsibility.lay(tree, event)
        if attribution != tree.reported.at(tree.words[sense.at].start):
            # The saying was no claim: only who made it is known from the verb.
            event.polarity, event.certainty, event.claimed = polarity_, certainty, False
        if event.claimed and not _follows(tree, time, sense.at):
            event.time = None  # the day of the claim, the denial or the charge
    if entry.context == "deed":
        if not _is_deed(tree, event) or not around.by_violence(sense.at, tolls_too=True):
            return None
    elif entry.context is not None and not event.claimed and not around.speaks_of(entry.context, sense):
        known = noun and tree.lemma[sense.at] in told and tree.has(sense.at, "det", "the", "this", "that")
        counted = any(tree.document.quantities[q].role in TOLL for q in filled.quantities)
        harmed = entry.context == "violence" and counted and around.by_violence(sense.at)
        if not (known or harmed):
            return None
    return event if evidence.stands(tree, sense, frame, filled, dated=dated) else None


def _voice(tree: Tree, sense: Sense) -> int | None:
    """The attribution in whose content the event stands; the saying itself is told by who reports it.

    "They claimed the attack in a telephone call to the paper": trees and attributions take the call for part
    of what was claimed.
    """
    attribution = tree.reported.at(tree.words[sense.at].start)
    if attribution is None or sense.part != "noun" or sense.entry.type != "CONSULT":
        return attribution
    said = tree.document.attributions[attribution]
    if said.quoted or not said.cue or tree.preposition(sense.at) not in _SAYING_IN:
        return attribution
    # Nothing that is a clause stands between: "said that they had met in a call" tells of the call.
    cue = max(said.cue)[1]
    between = (i for i in range(sense.at - 1, -1, -1) if tree.starts[i] >= cue)
    apart = any(tree.upos[i] in {"VERB", "AUX", "SCONJ"} for i in between)
    return attribution if apart or cue > tree.starts[sense.at] else said.parent


def _is_deed(tree: Tree, event: Found) -> bool:
    """ "The act", singular and known, that somebody carried out or is held to have done."""
    i = event.at
    known = tree.has(i, "det", "the", "this", "that") and tree.lower[i] == tree.lemma[i]
    return known and (event.claimed or (event.frame.light and tree.lemma[event.frame.verb] in _DOING))


def _follows(tree: Tree, time: int | None, at: int) -> bool:
    """Does the time stand with the event, not before whoever claims or denies it?"""
    return time is not None and tree.document.times[time].start >= tree.starts[max(0, at - 3)]


def _of_actor(tree: Tree, actors: list[int]) -> Certainty:
    """ "Suspected rebels killed …": it is not sure that they did."""
    known = polarity.modality().modifiers
    told: list[Certainty] = [
        known.get(tree.lower[c]) or known.get(tree.lemma[c], "fact")
        for i in actors
        for c in tree.below(i, "amod")
    ]
    # "Apparently by rebels": what stands by the actor is said of the actor.
    told += [
        polarity.modality().adverbs.get(tree.lemma[c], "fact")
        for i in actors
        for c in tree.below(i, "advmod")
    ]
    # "Her future husband" is sure to have done it.
    return polarity.weakest("fact", *(each for each in told if each in {"probable", "possible"}))


def _said_already(tree: Tree, event: Found, by_word: dict[int, Found]) -> bool:
    """ "agreed to release", "threatened to kill": told by the first word."""
    word = event.frame.verb if event.frame.light else event.at
    for _ in range(3):
        above = tree.head[word]
        if above < 0:
            return False
        if above in by_word and base(tree.rel[word]) in {
            "xcomp",
            "ccomp",
            "obj",
            "obl",
            "acl",
            "nmod",
            "advcl",
        }:
            other = by_word[above].sense
            if other.entry.type in SPOKEN and not responsibility.is_condemned(tree, event.sense):
                return True
        if base(tree.rel[word]) not in {"conj", "obj", "nmod"}:
            return False
        word = above
    return False


def _followed(tree: Tree, event: Found, by_word: dict[int, Found]) -> Found | None:
    """The event that this one completes: its result ("…, killing two"), or what a relative clause adds."""
    at, relation = event.at, base(tree.rel[event.at])
    for subject in subjects(tree, at):  # "The bombing of the market killed two."
        if subject in by_word and by_word[subject].sense.entry.type == event.sense.entry.type:
            return by_word[subject]
    above = tree.head[at]
    if above not in by_word or by_word[above].sense.entry.type != event.sense.entry.type:
        return None
    if relation == "advcl" and form_of(tree, at) == "ing" and not tree.has(at, "mark"):
        return by_word[above]
    if tree.rel[at] in {"acl:relcl", "acl"} and event.sense.part == "verb":
        return by_word[above]
    if (
        relation in {"obl", "nmod"}
        and event.sense.part == "noun"
        and tree.preposition(at) in {"in", "during", "by"}
    ):
        return by_word[above]
    return None


def _inherit(event: Found, other: Found) -> None:
    """A result has the time of what it results from, and is no surer; who did the one did the other.

    An attack in which nobody was hurt was one. Of two between whom there was a clash either may have fired.
    """
    for one, two in ((event, other), (other, event)):
        both = set(one.frame.of("between")) & set(one.filled.heads.get("actor", ()))
        if "actor" in one.filled.heads and "actor" not in two.filled.heads and not both:
            two.filled.heads["actor"] = list(one.filled.heads["actor"])
            two.filled.mentions["actor"] = list(one.filled.mentions.get("actor", ()))
    if event.time is None:
        event.time = other.time
    if event.sense.part == "noun":
        return
    event.certainty = polarity.weakest(event.certainty, other.certainty)
    if other.polarity == "denied":
        event.polarity = "denied"

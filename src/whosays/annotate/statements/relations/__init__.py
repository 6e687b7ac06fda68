"""What things are to one another: who leads, belongs to, funds, lists whom; and what they are.

Types are FollowTheMoney's interests. Each reader looks at one way in which a text tells them and gives ties:
`patterns` at verbs and nouns, `offices` at nouns for people, `glued` at "Sarn-led", `aliases` at two names
side by side, `places` at who or what is where, `states` at predicates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from whosays.annotate.statements import polarity, voices
from whosays.annotate.statements.entries import Entries
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.frames import Frame
from whosays.annotate.statements.layout import Layout
from whosays.annotate.statements.lines import shown
from whosays.annotate.statements.relations import aliases, beside, glued, offices, patterns, places, states
from whosays.annotate.statements.relations.parties import Parties
from whosays.annotate.statements.relations.tie import Tie
from whosays.annotate.statements.relations.validity import Validity
from whosays.annotate.statements.tree import Tree, base
from whosays.records import Document, Statement
from whosays.records.layers import Certainty, Polarity

_READERS = (patterns.read, offices.read, glued.read, aliases.read, places.read, beside.read, states.read)
_ACTS = frozenset({"Founding", "Sanction", "Succession", "Subsidiary", "Alias", "Payment"})
"""What comes about on a day, which may be that of the entry of a chronology."""
_NEAR = 3  # steps up from a tie to the noun that it is about, and from that to the verb
_ANY = frozenset({"many", "any", "every", "each", "various", "most", "no"})


def relations(tree: Tree, layout: Layout, entries: Entries, events: Sequence[Found] = ()) -> list[Statement]:
    """The relations and states of a document; ids are given later.

    `events`: what is told already, with its place if it has one.
    """
    parties = Parties(tree)
    ties = _beyond(events, ties_of(parties))
    placed = {tie.at for tie in ties if tie.type == "Location" and tie.code != "at-place"}
    ties = [tie for tie in ties if tie.code != "at-place" or tie.at not in placed]
    ties = [tie for tie in ties if not layout.setting(tree.words[tie.at].start).is_heading]
    validity = Validity(tree, [tie.at for tie in ties if tie.frame is not None])
    found: list[Statement] = []
    told: set[object] = set()
    for tie in ties:
        statement = _statement(parties, validity, tie)
        if statement is not None:
            key = _key(tree.document, statement, tree.sentence[tie.at])
            if key not in told:
                told.add(key)
                found.append(_dated(tree, layout, entries, tie, statement))
    return found


def _beyond(events: Sequence[Found], ties: Iterable[Tie]) -> list[Tie]:
    """Without the places that events have already, and those of whom nothing but what they are is told."""
    own = {event.at for event in events if event.filled.mentions.get("place")}
    there: dict[int, list[Found]] = {}
    acting: set[int] = set()
    for event in events:
        for place in event.filled.heads.get("place", ()):
            there.setdefault(place, []).append(event)
        if event.certainty == "fact":
            acting.update(head for heads in event.filled.heads.values() for head in heads)
    found = []
    for tie in ties:
        told = tie.type == "Location" and tie.at in own
        told = told or (tie.code == "beside-place" and _is_told(there.get(tie.objects[0], ()), tie))
        if not told and (not tie.several or acting.intersection((*tie.subjects, *tie.objects))):
            found.append(tie)
    return found


def _is_told(events: Sequence[Found], tie: Tie) -> bool:
    """Does one of the events that are where the tie says have its subject?"""
    return any(tie.subjects[0] in heads for event in events for heads in event.filled.heads.values())


def ties_of(parties: Parties) -> Iterator[Tie]:
    """Whatever the readers find, also where a party has no mention."""
    for read in _READERS:
        yield from read(parties)


def described(tree: Tree) -> list[int]:
    """Words that head the parties of relations: the phrases that should be mentions."""
    return [head for tie in ties_of(Parties(tree)) for head in (*tie.subjects, *tie.objects)]


def _statement(parties: Parties, validity: Validity, tie: Tie) -> Statement | None:
    tree, document = parties.tree, parties.tree.document
    roles = _roles(parties, tie)
    if roles is None or (tie.sum and not tie.quantities):
        return None
    read = _stance(tree, tie)
    if read is None:
        return None
    trigger = tree.span(tie.words[0], tie.words[-1] + 1)
    attribution = (tree.mentioned if tie.frame is None else tree.reported).at(trigger[0])
    time = edtf = None
    if tie.frame is not None:
        predicate = tree.words[tie.frame.verb].start
        time, edtf = validity.of(tie.frame, voices.content_round(document, attribution, predicate))
    start, end = shown(tree, attribution, trigger, tie.at)
    return Statement(
        id="",
        start=start,
        end=end,
        kind=tie.kind,
        type=tie.type,
        mode=tie.mode,
        trigger=trigger,
        roles=roles,
        quantities=tuple(tie.quantities),
        time=time,
        edtf=edtf,
        polarity=voices.polarity_of(document, attribution, read[0]) if tie.frame is not None else read[0],
        certainty=read[1],
        attribution=attribution,
        code=tie.code,
    )


def _dated(tree: Tree, layout: Layout, entries: Entries, tie: Tie, statement: Statement) -> Statement:
    """With the day of its entry ("12 May: the Front is founded"), where it is an act without its own."""
    if statement.type not in _ACTS or tie.frame is None or statement.edtf is not None:
        return statement
    entry = entries.entry(tree.sentence[tie.at], layout.setting(tree.words[tie.at].start))
    if entry is None or entry.time is None:
        return statement
    edtf = tree.document.times[entry.time].edtf
    return msgspec.structs.replace(statement, time=entry.time, edtf=edtf)


def _roles(parties: Parties, tie: Tie) -> dict[str, tuple[int, ...]] | None:
    """The mentions of the parties; `None` where one is not marked, none is named, or both are one thing."""
    mentions = parties.tree.document.mentions
    subjects = tuple(dict.fromkeys(m for i in tie.subjects if (m := parties.shown(i)) >= 0))
    objects = tuple(dict.fromkeys(m for i in tie.objects if (m := parties.shown(i)) >= 0))
    if not any(parties.is_definite(i) for i in (*tie.subjects, *tie.objects)):
        return None
    if tie.type == "Location" and all(_is_any(parties.tree, i) for i in tie.subjects):
        return None
    if tie.alone:  # "the League split into the League (Old) and …": what is left keeps its name
        own = {mentions[m].entity for m in objects}
        subjects = tuple(m for m in subjects if mentions[m].entity not in own)
    elif tie.type != "Alias":
        of = {mentions[m].entity for m in subjects}
        objects = tuple(m for m in objects if mentions[m].entity not in of)
    if tie.kind == "relation" and not (objects and (subjects or tie.alone)):
        return None
    if tie.kind == "state" and not subjects:
        return None
    roles = {"object": objects, "subject": subjects}
    return {role: held for role, held in roles.items() if held}


def _is_any(tree: Tree, i: int) -> bool:
    """ "Many elements in Velm", "any soldier in Velm": no certain ones, who could be said to be there."""
    return any(tree.lemma[c] in _ANY and base(tree.rel[c]) in {"amod", "det"} for c in tree.children[i])


def _stance(tree: Tree, tie: Tie) -> tuple[Polarity, Certainty] | None:
    """What an apposition says is taken for granted, whatever the clause round it asks or denies."""
    certainty: Certainty = "fact"
    for child in tree.children[tie.at]:
        certainty = polarity.weakest(certainty, polarity.modality().modifiers.get(tree.lemma[child], "fact"))
    frame = tie.frame or _made(tree, tie.at)
    if frame is None:
        return "asserted", certainty
    stance = polarity.stance(tree, frame, noun=tie.noun)
    return None if stance is None else (stance.polarity, polarity.weakest(certainty, stance.certainty))


def _made(tree: Tree, i: int) -> Frame | None:
    """What makes somebody what the tie says: "if she is named | as the first judge from Velm"."""
    for noun in islice((i, *tree.up(i)), _NEAR):
        if tree.preposition(noun) == "as":
            verb = next((w for w in islice(tree.up(noun), _NEAR) if tree.upos[w] == "VERB"), i)
            return (
                Frame(at=verb, verb=verb) if tree.lemma[verb] in polarity.modality().makes.split() else None
            )
        if tree.upos[noun] == "VERB":
            return None
    return None


def _key(document: Document, statement: Statement, sentence: int) -> object:
    """The same said twice in a sentence is said once."""
    who = tuple(
        (role, tuple(sorted(document.mentions[m].entity for m in held)))
        for role, held in statement.roles.items()
    )
    return sentence, statement.type, who, statement.trigger if statement.type is None else None

"""Counts of people whom something befell, with no event word by them: "the toll is 14", "the eleven dead"."""

from __future__ import annotations

from whosays.annotate.quantities.befallen import role_of
from whosays.annotate.statements import evidence, polarity
from whosays.annotate.statements.entries import Entries
from whosays.annotate.statements.evidence import Surroundings
from whosays.annotate.statements.fillers import Filled
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.frames import of_noun
from whosays.annotate.statements.layout import Layout
from whosays.annotate.statements.senses import Entry, Index, Sense
from whosays.annotate.statements.tree import Tree

_FEWEST = 2  # one is a person, of whom more is told than a number
_VICTIMS = frozenset({"ASSAULT"})


def read(
    tree: Tree, known: Index, around: Surroundings, layout: Layout, entries: Entries, found: list[Found]
) -> list[Found]:
    """An event for each count whose people no event of its sentence has; headings tell none."""
    named = {pattern.name: pattern.entry for patterns in known.values() for pattern in patterns}
    told = {q for event in found for q in event.filled.quantities}
    types = {(tree.sentence[event.at], event.sense.entry.type) for event in found}
    attacked = any(event.sense.entry.type == "ASSAULT" for event in found)
    made = []
    for at, index in sorted(tree.quantities.items()):
        count = tree.document.quantities[index]
        name = evidence.tolls().events.get(count.role or "", "")
        if index in told or count.kind != "count" or count.value < _FEWEST or name not in named:
            continue
        entry = named[name]
        setting = layout.setting(tree.words[at].start)
        above = tree.head[at]
        if above >= 0 and tree.upos[above] == "VERB" and role_of(tree.lower[above]) is not None:
            continue  # "killed two bakers": whether that is an event is for the lexicon of events to say
        beside = (tree.sentence[at], entry.type) in types and count.role != "wounded"
        if setting.is_heading or beside or not around.by_violence(at, attacked=attacked):
            continue
        event = _event(tree, at, index, name, entry)
        if event is not None:
            listed = entries.entry(tree.sentence[at], setting)
            event.time = listed.time if listed is not None else None
            made.append(event)
    return made


def _event(tree: Tree, at: int, index: int, name: str, entry: Entry) -> Found | None:
    """Without a day of its own: "rose to 19 on Wednesday" is when it was counted."""
    frame = of_noun(tree, at)
    stance = polarity.stance(tree, frame, noun=True)
    if stance is None:
        return None
    filled = Filled(quantities=[index])
    filled.add(tree, "victim" if entry.type in _VICTIMS else "recipient", at)
    return Found(
        sense=Sense(name, entry, "noun", at, (at,)),
        frame=frame,
        filled=filled,
        polarity=stance.polarity,
        certainty=stance.certainty,
        attribution=tree.reported.at(tree.words[at].start),
    )

"""Items that are only a date and a name, under words that say what befell those listed."""

from __future__ import annotations

from whosays.annotate.statements.entries import Entry
from whosays.annotate.statements.fillers import Filled
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.frames import Frame
from whosays.annotate.statements.kinds import kind_of
from whosays.annotate.statements.senses import Sense
from whosays.annotate.statements.tree import Tree

_PLACED = frozenset({"in", "at", "near", "outside", "inside"})


def event(tree: Tree, sentence: int, entry: Entry, lead: Found) -> Found | None:
    """ "4 May 1985: a consul" under "The group was behind these killings:"; the trigger is who is listed."""
    end = entry.body
    stop = tree.bounds[sentence][1]
    while end < stop and not tree.is_mark(end):
        end += 1
    if end == entry.body or entry.time is None:
        return None
    filled = Filled()
    for head in lead.filled.heads.get("actor", []):
        filled.add(tree, "actor", head)
    top = tree.top(tree.words[entry.body].start, tree.words[end - 1].end)
    role = "victim" if kind_of(tree, top) == "person" else "target"
    if lead.sense.entry.roles.get("object"):
        filled.add(tree, role, top)
    for i in range(entry.body, stop):
        if i in tree.mentions and kind_of(tree, i) == "place" and tree.preposition(i) in _PLACED:
            filled.add(tree, "place", i)
        if i in tree.quantities:
            filled.quantities.append(tree.quantities[i])
    own = tree.reported.at(tree.words[entry.body].start)
    return Found(
        sense=Sense(lead.sense.name, lead.sense.entry, "noun", top, tuple(range(entry.body, end))),
        frame=Frame(at=top, verb=top),
        filled=filled,
        polarity=lead.polarity,
        certainty=lead.certainty,
        time=entry.time,
        attribution=own if own is not None else lead.attribution,
    )

"""Force that a report speaks of without telling of any: "the attacks of the rebels", "their offensive".

A noun in the plural or without an article, with neither a day, a place, a count nor anybody by name to whom
it was done, says what the talk is about. Where the language model sees in it nobody who took part in an
incident either, it is no event of the report. Outside of reports such words may be all there is: each stays.
"""

from __future__ import annotations

from whosays.annotate.statements.found import Found
from whosays.annotate.statements.tree import Tree

_HURT = ("victim", "target", "recipient")


def without(tree: Tree, found: list[Found]) -> list[Found]:
    """The events without those that are background."""
    if tree.document.published is None:
        return found
    followed = {id(event.follows) for event in found if event.follows is not None}
    return [event for event in found if id(event) in followed or not _is_background(tree, event)]


def _is_background(tree: Tree, event: Found) -> bool:
    if (
        event.sense.part != "noun"
        or event.sense.entry.type != "ASSAULT"
        or event.claimed
        or event.time is not None
    ):
        return False
    if tree.lower[event.at] == tree.lemma[event.at] and tree.has(event.at, "det"):
        return False  # "the attack": one that was
    filled = event.filled.mentions
    if event.filled.quantities or tree.has(event.at, "nummod") or filled.get("place"):
        return False
    hurt = [m for role in _HURT for m in filled.get(role, ())]
    mentions = tree.document.mentions
    if any(mentions[m].kind == "name" for m in hurt):
        return False
    return not any(
        tree.words[i].part is not None
        for taken in filled.values()
        for m in taken
        for i in tree.inside(mentions[m].start, mentions[m].end)
    )

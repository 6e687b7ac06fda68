"""Who and what the language model sees in a violent incident, beyond the clause of an event word.

The head trained on MUC-4 marks the words that name perpetrators, their organisations, targets, victims and
weapons (`Word.part`), in whatever sentence they stand. What grammar has not given a role goes to the event
that it is told with: the nearest in its sentence, else the one told before it in its paragraph.
"""

from __future__ import annotations

from typing import NamedTuple

from whosays.annotate.statements.fillers import struck
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.tree import Tree

_ROLES = {
    "perpetrator": "actor",
    "organisation": "actor",
    "target": "target",
    "victim": "victim",
    "instrument": "instrument",
}
_REACH = 3  # sentences after an event in which more of it may be told
_STEPS = {"actor": 5, "target": 4, "victim": 3, "instrument": 5}
"""Steps in the tree of its sentence; what is farther off is told of something else."""
_DONE = frozenset({"fact", "probable", "possible"})
_DEEP = 12  # steps up a tree to where two words meet


class Part(NamedTuple):
    """A run of words that name one participant; `head` is the word it hangs by."""

    role: str
    first: int
    end: int
    head: int


def parts_of(tree: Tree) -> list[Part]:
    """The participants that the language model sees, in text order."""
    found: list[Part] = []
    i = 0
    while i < len(tree):
        part, end = tree.words[i].part, i + 1
        if part is None:
            i += 1
            continue
        while end < len(tree) and tree.words[end].part == part and tree.sentence[end] == tree.sentence[i]:
            end += 1
        found.append(Part(_ROLES[part], i, end, tree.top(*tree.span(i, end))))
        i = end
    return found


def attach(tree: Tree, found: list[Found]) -> None:
    """Give participants without a role that of what they are to the event they are told with."""
    violent = [
        event
        for event in found
        if event.sense.entry.type == "ASSAULT" and event.polarity == "asserted" and event.certainty in _DONE
    ]
    if not violent:
        return
    mentions = tree.document.mentions
    told = {tree.sentence[event.at] for event in found}
    known = {
        (role, mentions[m].entity)
        for event in violent
        for role, taken in event.filled.mentions.items()
        for m in taken
    }
    for part in parts_of(tree):
        mention = mention_of(tree, part)
        if mention < 0 or (part.role, mentions[mention].entity) in known:
            continue
        event = _event_of(tree, violent, told, part)
        if event is None or (event.left_open and part.role == "actor"):
            continue
        if event.filled.give(part.role, part.head, mention):
            known.add((part.role, mentions[mention].entity))


def mention_of(tree: Tree, part: Part) -> int:
    """The mention that a part is: a victim's name, what a side is of, its words, what they head; or -1."""
    start, end = tree.span(part.first, part.end)
    inside = [i for i in range(part.first, part.end) if i in tree.names_begin]
    if part.role == "victim":
        for i in inside:
            if tree.document.mentions[tree.names_begin[i]].type == "Person":
                return tree.names_begin[i]
    whole = struck(tree, part.head) if part.role == "target" else part.head
    if whole != part.head:
        return tree.mention(whole)
    for mention in tree.mentions.get(part.head, ()):
        found = tree.document.mentions[mention]
        if (found.start, found.end) == (start, end):
            return mention
    return tree.mention(part.head)


def _event_of(tree: Tree, violent: list[Found], told: set[int], part: Part) -> Found | None:
    """The nearest in its sentence; of a sentence that tells of nothing else, the last one told before."""
    here = tree.sentence[part.head]
    beside = [event for event in violent if tree.sentence[event.at] == here]
    if beside:
        if part.role == "actor" and tree.rel[part.head] == "nsubj":
            return None  # "the guests mourned the two who were killed": they did what their verb says
        nearest = min(beside, key=lambda event: (_apart(tree, event.at, part.head), event.at))
        return nearest if _apart(tree, nearest.at, part.head) <= _STEPS[part.role] else None
    if here in told:
        return None
    before = [event for event in violent if 0 < here - tree.sentence[event.at] <= _REACH]
    return before[-1] if before else None


def _apart(tree: Tree, one: int, other: int) -> int:
    """Steps between two words in their tree; what is joined by "and" is as near as what it is joined to."""
    up = _climbed(tree, one)
    for word, steps in _climbed(tree, other).items():
        if word in up:
            return steps + up[word]
    return 2 * _DEEP


def _climbed(tree: Tree, i: int) -> dict[int, int]:
    """The words over one, from itself on, and the steps to each."""
    steps, found, word = 0, {i: 0}, i
    for above in tree.up(i):
        steps += tree.rel[word] != "conj"
        found[above] = steps
        word = above
    return found

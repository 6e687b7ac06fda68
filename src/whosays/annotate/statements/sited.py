"""Where the scene of an act of force lay: "Six were held in a raid on a camp. The camp lay 20 km from Velm".

The second sentence tells of no event, and yet says where the one before it came about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from whosays.annotate.places.compass import direction_pattern
from whosays.annotate.statements import frames, polarity
from whosays.annotate.statements.fillers import Filled
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.layout import Layout
from whosays.annotate.statements.senses import Sense
from whosays.annotate.statements.tree import Tree

_CODE = "sited"
_FORCE = frozenset({"ASSAULT", "COERCE"})
_REAL = frozenset({"fact", "probable", "possible"})
_KNOWN = ("the", "this", "that")
_LYING = frozenset({"lie", "lay", "be", "stand", "situate", "locate"})
_PLACING = frozenset({"put", "place", "locate", "situate"})
_NEAR = 8  # sentences back to what came about there
_MOST = 40  # acts that are looked at


def read(tree: Tree, found: list[Found], layout: Layout) -> list[tuple[Found, Found]]:
    """Each sentence that says where, with the event that came about there."""
    acts = [event for event in found if event.sense.entry.type in _FORCE and event.certainty in _REAL]
    numbers = [tree.sentence[act.at] for act in acts]
    told = {tree.sentence[event.at] for event in found}
    made: list[tuple[Found, Found]] = []
    for sentence, scene, verb in _sited(tree):
        if sentence in told or layout.setting(tree.words[scene].start).is_heading:
            continue
        said = polarity.stance(tree, frames.of_verb(tree, verb), noun=False)
        first, last = bisect_left(numbers, sentence - _NEAR), bisect_left(numbers, sentence)
        before = acts[max(first, last - _MOST) : last]
        there = [act for act in before if _is_there(tree, act, tree.lemma[scene])]
        # Of the last sentence that names it what is told first: "arrested six men in a raid on a camp".
        act = min(there, key=lambda act: (-tree.sentence[act.at], act.at), default=None)
        if act is None or said is None:
            continue
        where = Found(
            sense=Sense(_CODE, act.sense.entry, "noun", scene, (scene,)),
            frame=frames.of_verb(tree, verb),
            filled=Filled(),
            polarity=said.polarity,
            certainty=said.certainty,
            attribution=tree.reported.at(tree.words[scene].start),
        )
        made.append((where, act))
    return made


def _sited(tree: Tree) -> Iterator[tuple[int, int, int]]:
    """Sentences that give distance or direction of something known: their number, its word, the verb."""
    text = tree.document.text
    for number, (start, end) in enumerate(tree.document.sentences):
        match = _bearing().search(text, start, end)
        if match is None:
            continue
        first, last = tree.bounds[number]
        for i in range(first, last):
            if tree.upos[i] != "NOUN" or tree.words[i].end > match.start() or not tree.has(i, "det", *_KNOWN):
                continue
            if (verb := _placed(tree, i)) >= 0:
                yield number, i, verb
                break


def _placed(tree: Tree, i: int) -> int:
    """The verb that says where something is; -1 where there is none."""
    verb = tree.head[i]
    if verb < 0:
        return -1
    if tree.rel[i] in {"nsubj", "nsubj:pass"} and (tree.lemma[verb] in _LYING or tree.has(verb, "cop")):
        return verb
    return verb if tree.rel[i] == "obj" and tree.lemma[verb] in _PLACING else -1


def _is_there(tree: Tree, act: Found, scene: str) -> bool:
    """Does the sentence of an act name such a thing?"""
    first, end = tree.bounds[tree.sentence[act.at]]
    return any(tree.lemma[i] == scene and tree.upos[i] == "NOUN" for i in range(first, end))


@cache
def _bearing() -> re.Pattern[str]:
    return re.compile(rf"\b{direction_pattern()} of (?:the [a-z]+ of )?[A-Z]")

"""Arms and vehicles that are named by a common noun: "an old mortar", "two trucks", "a mortar attack".

They are too rare in annotated corpora for the language model to learn them as mentions; the lexicon knows the
words, and the tree how far the phrase reaches.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from whosays.lexicon import load
from whosays.records import Document, Entity, Mention, Word

_TYPES = {"weapon": "Weapon", "vehicle": "Vehicle"}
_MANY_SENSES = frozenset(
    (
        *("strike", "strikes", "airstrike", "airstrikes", "gas", "club", "clubs", "blade", "blades", "arms"),
        *("train", "trains", "carrier", "carriers", "fighter", "technical", "technicals", "armour", "armor"),
        *("mine", "mines", "shell", "loader", "loaders", "fuse", "fuses", "satellite", "satellites"),
    )
)
"""Words of the lists that as often stand for something else, or for an event."""
_BELONG = frozenset({"det", "amod", "nummod", "compound"})
_NEAR = 4
"""Mentions that may begin between a name and a word in it."""
_MOST = 6
"""Words before the noun that may belong to its phrase."""


def with_arms(document: Document) -> Document:
    """The document with a mention of each such noun that no mention ends with; each is a thing of its own."""
    mentions = document.mentions
    ends = {m.end for m in mentions}
    starts = [m.start for m in mentions]
    added: list[Mention] = []
    things: list[Entity] = []
    for at, word in enumerate(document.syntax):
        if word.upos != "NOUN" or word.end in ends:
            continue
        type_ = _types().get(document.text[word.start : word.end].lower())
        if type_ is None or _named(mentions, starts, word):
            continue
        span = (_first(document.syntax, at, mentions, starts), word.end)
        things.append(
            Entity(id=f"a{len(things) + 1}", type=type_, name=" ".join(document.words(span).split()))
        )
        added.append(Mention(start=span[0], end=span[1], type=type_, kind="nominal", entity=things[-1].id))
    if not added:
        return document
    return document.having(
        mentions=tuple(sorted((*mentions, *added), key=lambda m: (m.start, m.end))),
        entities=(*document.entities, *things),
    )


@cache
def _types() -> dict[str, str]:
    listed = load("things", dict[str, str])
    return {
        word: type_
        for kind, type_ in _TYPES.items()
        for word in listed[kind].split()
        if word not in _MANY_SENSES
    }


def _first(words: Sequence[Word], at: int, mentions: Sequence[Mention], starts: Sequence[int]) -> int:
    """Where the phrase begins: with what hangs on the noun right before it and is no mention of its own."""
    first = at
    while first and at - first < _MOST:
        before = words[first - 1]
        if before.head != at or before.deprel.partition(":")[0] not in _BELONG:
            break
        if _named(mentions, starts, before):
            break
        first -= 1
    return words[first].start


def _named(mentions: Sequence[Mention], starts: Sequence[int], word: Word) -> bool:
    """Does it stand in a name?"""
    for mention in reversed(
        mentions[max(0, bisect_left(starts, word.end) - 4) : bisect_left(starts, word.end)]
    ):
        if mention.kind == "name" and word.start < mention.end:
            return True
    return False

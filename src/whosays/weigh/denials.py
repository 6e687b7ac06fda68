"""Whom a denial clears: where an organ of a body speaks for it, the body that was accused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from whosays.records.across import Topic
from whosays.weigh.aspects import Said
from whosays.weigh.background import Background
from whosays.weigh.origins.sources import name_words
from whosays.weigh.words import words

MOST = 50
"""Accused of one topic that a denial is compared with."""


def accused(one: Said, said: Sequence[Said], topic: Topic, background: Background) -> Iterator[Said]:
    """A report on who did it, on those of whom it is meant.

    "The Front's council denied any part" is on the claim that the Front did it, if nobody accuses the
    council. What a wing of it denies for itself is not.
    """
    if one.stance == "asserts" or one.value is None:
        yield one
        return
    blamed = {str(each.value.value): each for each in said if each.stance == "asserts" and each.value}
    if str(one.value.value) in blamed:
        yield one
        return
    told = name_words(topic.reports[one.report].voice[-1].name, whole=True)
    meant = [
        entity
        for entity in sorted(blamed)[:MOST]
        if any(_speaks_for(told, name_words(name)) for name in background.names(entity))
    ]
    for entity in meant:
        yield Said(one.report, one.stance, msgspec.structs.replace(one.value, value=entity))
    if not meant:
        yield one


def _speaks_for(speaker: frozenset[str], body: frozenset[str]) -> bool:
    return bool(body) and body < speaker and bool((speaker - body) & words().organs)

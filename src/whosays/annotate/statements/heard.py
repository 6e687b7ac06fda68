"""Which attributions are reports of what stands in them, so that a statement there is their source's.

PolNeAR's attributions are wider than speech: who votes, rages, thanks or is named something has one, too.
What follows such words is mostly the writer's own. And what a report takes for granted ("she condemned the
raid on the barracks in Velm") its source has not said, unless it tells all that it holds as so. Nor has it
said what the writer adds in a relative clause to what it only points at ("she cited the raid that …").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Protocol

import msgspec

from whosays.annotate.attributions.reporting import signs, verbs, words
from whosays.records import Attribution, Span
from whosays.records.spans import merged

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


_HELD = frozenset({"asserts", "confirms"})
"""Stances that leave to what hangs on what is pointed at no more and no less than its own words say."""


class Clauses(Protocol):
    """What the syntax tells of a passage."""

    def is_clause(self, span: Span) -> bool:
        """Is it a clause with a subject of its own?"""

    def relatives(self, span: Span) -> list[Span]:
        """The relative clauses of the things that it is about, where it is no clause."""

    def asides(self, span: Span) -> list[Span]:
        """The relative clauses put in between commas."""


def reports(text: str, attributions: Sequence[Attribution], clauses: Clauses) -> list[Attribution | None]:
    """The attributions whose source is heard in what they hold, `None` in the places of the others.

    They hold no more what is the writer's own in it.
    """
    return [
        _without(said, _writers(text, said, clauses)) if _reports(text, said, clauses) else None
        for said in attributions
    ]


def asserting(text: str, heard: Sequence[Attribution | None]) -> list[Attribution | None]:
    """Of these the ones whose source holds also what it only mentions to be so."""
    return [said if said is not None and _asserts(text, said) else None for said in heard]


def _reports(text: str, said: Attribution, clauses: Clauses) -> bool:
    cue = _words(text, said.cue)
    if said.quoted or not cue or cue & (signs() | words().speaking):
        return True
    if cue & words().about or not said.content:
        return False  # "raged after the news that …"
    return clauses.is_clause(min(said.content))


def _writers(text: str, said: Attribution, clauses: Clauses) -> list[Span]:
    """Passages of what it holds that its source has not said."""
    cue = _words(text, said.cue)
    if said.quoted:
        return []
    if "according" in cue:  # "the league, which is based in Velm, has left, according to …"
        return [aside for span in said.content for aside in clauses.asides(span)]
    after = said.content and said.cue and min(said.content)[0] > max(said.cue)[0]
    if after and cue & words().pointing and said.stance in _HELD:
        return clauses.relatives(min(said.content))
    return []


def _without(said: Attribution, writers: Sequence[Span]) -> Attribution:
    """With what is left of its content."""
    if not writers:
        return said
    cuts = merged(writers)
    content: list[Span] = []
    for low, high in said.content:
        for start, end in cuts[max(0, bisect_left(cuts, (low, 0)) - 1) : bisect_left(cuts, (high, 0))]:
            if low < start:
                content.append((low, start))
            low = max(low, end)
        if low < high:
            content.append((low, high))
    return msgspec.structs.replace(said, content=tuple(content))


def _asserts(text: str, said: Attribution) -> bool:
    cue = _words(text, said.cue)
    return said.quoted or not cue or bool(cue & _plain())


def _words(text: str, cue: Sequence[Span]) -> frozenset[str]:
    return frozenset(word.lower() for start, end in cue for word in _WORD.findall(text, start, end))


@cache
def _plain() -> frozenset[str]:
    """First words of reports that hold all they tell to be so."""
    known = words()
    plain = {
        first
        for first, readings in verbs().items()
        if any(verb.stance in known.asserting for verb in readings)
    }
    return frozenset(plain) | known.passives | known.adverbs_of_report | known.nouns | {"according"}

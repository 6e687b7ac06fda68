"""Which attributions are reports of what stands in them, so that a statement there is their source's.

PolNeAR's attributions are wider than speech: who votes, rages, thanks or is named something has one, too.
What follows such words is mostly the writer's own. And what a report takes for granted ("she condemned the
raid on the barracks in Velm") its source has not said, unless it tells all that it holds as so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from whosays.annotate.attributions.reporting import signs, verbs, words
from whosays.records import Attribution, Span

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def reports(
    text: str, attributions: Sequence[Attribution], is_clause: Callable[[Span], bool]
) -> list[Attribution | None]:
    """The attributions whose source is heard in what they hold, `None` in the places of the others.

    `is_clause`: is a passage a clause with a subject of its own?
    """
    return [said if _reports(text, said, is_clause) else None for said in attributions]


def asserting(text: str, heard: Sequence[Attribution | None]) -> list[Attribution | None]:
    """Of these the ones whose source holds also what it only mentions to be so."""
    return [said if said is not None and _asserts(text, said) else None for said in heard]


def _reports(text: str, said: Attribution, is_clause: Callable[[Span], bool]) -> bool:
    cue = _words(text, said.cue)
    if said.quoted or not cue or cue & (signs() | words().speaking):
        return True
    if cue & words().about or not said.content:
        return False  # "raged after the news that …"
    return is_clause(min(said.content))


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

"""Noun phrases as far as words alone show them: where they may begin, what cannot be part of one."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.annotate.attributions.clauses import Word
from whosays.annotate.attributions.reporting import finite, words

MOST_WORDS = 40
"""A longer "phrase" is none."""
BRACKETS = {")": "(", "]": "["}
CLOSERS = {"(": ")", "[": "]"}
JOINING = ("who", "that")
"""Open a relative clause inside a phrase."""


def begins_phrase(word: Word) -> bool:
    """Can a noun phrase begin with this word?"""
    known = words()
    if word.mark or word.quotation >= 0:
        return False
    if word.low in known.determiners or word.low in known.speakers or word.low in known.subject_pronouns:
        return True
    if word.low in known.prepositions or word.low in known.subordinators or word.low in known.days:
        return False
    return word.low not in known.adverbs and not is_finite(word)


def has_finite(clause: Sequence[Word], first: int, after: int) -> bool:
    """Does a finite verb stand in this range, as far as the words tell?"""
    return any(is_finite(clause[i]) or is_past(clause, i) for i in range(first, after))


def is_finite(word: Word) -> bool:
    """Is this word a finite verb, by itself?"""
    return word.low in finite()


def is_past(clause: Sequence[Word], i: int) -> bool:
    """An "-ed" word that is not plainly an attribute ("the retired colonel")."""
    low = clause[i].low
    if not low.endswith("ed") or len(low) < 5 or low == "united":
        return False
    return i == 0 or clause[i - 1].low not in words().determiners


def over_brackets(clause: Sequence[Word], at: int) -> int:
    """Past the bracket that opens at `at`, or past its mark alone if it does not close soon."""
    closing = CLOSERS[clause[at].low]
    for i in range(at + 1, min(len(clause), at + 15)):
        if clause[i].low == closing:
            return i + 1
    return at + 1


def back_over_brackets(clause: Sequence[Word], at: int, floor: int) -> int | None:
    """Where the bracket that closes at `at` opens; `None` if that is not soon."""
    opening = BRACKETS[clause[at].low]
    for i in range(at - 1, max(floor, at - 15) - 1, -1):
        if clause[i].low == opening:
            return i
    return None

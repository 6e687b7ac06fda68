"""Sources after their cue: "…," said NAME, apposition; according to NAME."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.annotate.attributions.clauses import Word
from whosays.annotate.attributions.extents import Range
from whosays.annotate.attributions.phrases import (
    CLOSERS,
    JOINING,
    MOST_WORDS,
    begins_phrase,
    has_finite,
    is_finite,
    over_brackets,
)
from whosays.annotate.attributions.reporting import words


def subject_after(clause: Sequence[Word], at: int) -> Range | None:
    """The subject that follows its verb ("…," said NAME, apposition); `None` where a clause follows."""
    if (
        at >= len(clause)
        or not begins_phrase(clause[at])
        or clause[at].low in ("any", "no", "each", "every", "more")
    ):
        return None
    if clause[at].low in words().subject_pronouns:
        return (at, at + 1) if at + 1 >= len(clause) or not is_finite(clause[at + 1]) else None
    common = clause[at].low in words().determiners or not clause[at].capital
    end = _segment_after(clause, at, common=common)
    if end is None or end == at:
        return None
    return (at, _appositions_after(clause, end))


def source_after(clause: Sequence[Word], at: int) -> Range | None:
    """The phrase after "according to"."""
    end = at
    known = words()
    while end < len(clause) and end - at < MOST_WORDS:
        word = clause[end]
        if word.low in CLOSERS:
            end = over_brackets(clause, end)
            continue
        if word.mark or word.quotation >= 0 or (word.low in known.subordinators and word.low not in JOINING):
            break
        end += 1
    if end == at or not (begins_phrase(clause[at]) or clause[at].low == "that"):
        return None
    return (at, _appositions_after(clause, end, strictly=True))


def _segment_after(clause: Sequence[Word], at: int, *, common: bool) -> int | None:
    """End of the phrase that begins at `at`; `None` where a finite verb shows it to be a clause."""
    known = words()
    end = at
    while end < len(clause) and end - at < MOST_WORDS:
        word = clause[end]
        if word.low in CLOSERS:
            end = over_brackets(clause, end)
            continue
        if word.mark and word.low not in ("&", "/", "%"):
            break
        if word.quotation >= 0 or (word.low in known.subordinators and word.low not in JOINING):
            break
        if is_finite(word) and not any(clause[i].low in JOINING for i in range(at, end)):
            return None
        if word.low in known.days or word.low in ("yesterday", "today", "tonight", "late", "early", "last"):
            break
        if word.low in known.prepositions and word.low != "of" and (not common or _leaves(clause, end)):
            break
        if end > at and word.low.endswith("ing") and not word.capital and not common:
            break
        end += 1
    while end > at and (clause[end - 1].low in known.adverbs or clause[end - 1].low == "and"):
        end -= 1
    return end


def _leaves(clause: Sequence[Word], at: int) -> bool:
    """Does an adjunct of the saying begin with this preposition ("in a statement", "on Monday")?"""
    known = words()
    low = clause[at].low
    if low in ("after", "before", "during", "by", "about", "to", "following", "amid"):
        return True
    following = clause[at + 1].low if at + 1 < len(clause) else ""
    return following in known.days or (
        low in ("in", "at", "on", "via", "through") and following in ("a", "an")
    )


def _appositions_after(clause: Sequence[Word], end: int, *, strictly: bool = False) -> int:
    """Past ", 51, director of the institute" and the like; `strictly`: a clause may follow the comma too."""
    known = words()
    while end + 1 < len(clause) and clause[end].low == ",":
        word = clause[end + 1]
        if word.mark or word.quotation >= 0 or word.low in known.adverbs or word.low.endswith("ing"):
            return end
        if word.low == "who":
            return _clause_end(clause, end + 1)
        if word.low in known.prepositions and word.low != "of":
            return end
        if word.low in known.subordinators and word.low not in ("whose", "which"):
            return end
        if word.low in known.subject_pronouns or word.low == "and":
            return end
        stop = end + 1
        while stop < len(clause) and not (clause[stop].mark and clause[stop].low not in ("&", "/", "%")):
            if clause[stop].quotation >= 0:
                break
            stop += 1
        finite_inside = any(is_finite(clause[i]) for i in range(end + 1, stop))
        if word.low not in ("whose", "which") and finite_inside:
            return end
        if strictly and (stop >= len(clause) or clause[stop].low != "," or has_finite(clause, end + 1, stop)):
            return end
        end = stop
    return end


def _clause_end(clause: Sequence[Word], at: int) -> int:
    """The end of a relative clause: the next comma, quotation or the clause's end."""
    while at < len(clause):
        word = clause[at]
        if word.quotation >= 0 or (word.mark and word.low not in ("&", "/", "%", "-", "(", ")", "$")):
            break
        at += 1
    return at

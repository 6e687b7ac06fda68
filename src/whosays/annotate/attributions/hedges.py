"""Reports without a verb that has a speaker: "is reported to", "allegedly", "his claim", "according to"."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.annotate.attributions.clauses import Word
from whosays.annotate.attributions.extents import Range, Report, clause_end, clause_start, without_marks
from whosays.annotate.attributions.phrases import has_finite
from whosays.annotate.attributions.reporting import finite, verbs, words
from whosays.annotate.attributions.sources import source_after
from whosays.annotate.attributions.subjects import subject_before
from whosays.annotate.numerals import is_number

_FIGURE_WORDS = 6


def passive(clause: Sequence[Word], i: int) -> Report | None:
    """ "is reported to have …", "it was said that …"."""
    known = words()
    be = i - 1
    while (be > 0 and clause[be].low in known.adverbs) or (
        be >= 0 and clause[be].low in ("widely", "generally")
    ):
        be -= 1
    if be < 0 or (clause[be].low not in known.be and not clause[be].low.endswith(("it's", "it’s"))):
        return None
    first = be
    while first > 0 and clause[first - 1].low in known.have | known.be | known.adverbs:
        first -= 1
    if any(clause[k].low in known.negations | known.modals for k in range(max(0, first - 1), i)):
        return None
    following = clause[i + 1].low if i + 1 < len(clause) else ""
    if following == "to" and i + 2 < len(clause) and first > 0 and clause[i + 2].low not in known.determiners:
        left = _subject_stretch(clause, first)
        right = (i + 1, clause_end(clause, i + 1))
        return Report((first, i + 1), None, left, right, kind="hedge") if left else None
    subject = clause[first - 1].low if first > 0 else ""
    if following == "that" and subject == "it":
        return Report((first - 1, i + 1), None, None, (i + 1, clause_end(clause, i + 1)), kind="hedge")
    return None


def given(clause: Sequence[Word], i: int) -> Report | None:
    """ "The figure of 14 given by SOURCE": whose figure it is, whatever the sentence says of it."""
    known = words()
    first = i
    while first > 0 and i - first < _FIGURE_WORDS and clause[first].low not in known.counted:
        first -= 1
    between = [word.low for word in clause[first + 1 : i]]
    if clause[first].low not in known.counted or between[:1] != ["of"] or not any(map(is_number, between)):
        return None
    if i + 2 >= len(clause) or clause[i + 1].low != "by":
        return None
    source = source_after(clause, i + 2)
    if source is None:
        return None
    source = (source[0], _head_end(clause, *source))
    return Report((i, i + 2), source, left=(first, i), kind="phrase")


def _head_end(clause: Sequence[Word], first: int, after: int) -> int:
    """Where the first phrase of these words ends: the sentence goes on with its own verb."""
    joining = words().determiners | {"of"}
    named = False
    for k in range(first, after):
        word = clause[k]
        goes_on = word.capital or (word.low in joining and (not named or word.low == "of"))
        goes_on |= k > first and clause[k - 1].low in joining
        if not goes_on and named and not (k + 1 < after and clause[k + 1].capital):
            return k
        named |= word.low not in joining
    return after


def _subject_stretch(clause: Sequence[Word], before: int) -> Range | None:
    """What the passive is about: back to a mark or to the word that opens its clause."""
    subject = subject_before(clause, before)
    if subject is not None:
        return subject
    at = before
    while at > 0 and not clause[at - 1].mark and clause[at - 1].low not in words().subordinators | {"and"}:
        at -= 1
    return (at, before) if at < before else None


def adverb(clause: Sequence[Word], i: int) -> Report | None:
    """ "allegedly", "reportedly": the clause that it stands in."""
    first, openers = i, words().subordinators | {"and"}
    while first > 0 and not clause[first - 1].mark and clause[first - 1].low not in openers:
        first -= 1
    after = clause_end(clause, i + 1)
    for k in range(i + 1, after):
        if clause[k].low == "," and k > i + 1:
            after = k
            break
    left = (first, i) if first < i else None
    right = (i + 1, after) if after > i + 1 else None
    return Report((i, i + 1), None, left, right, kind="hedge") if left or right else None


def noun(clause: Sequence[Word], i: int) -> Report | None:
    """ "his claim that …", "reports that …"."""
    known = words()
    if i + 2 >= len(clause) or clause[i + 1].low != "that" or clause[i + 2].mark:
        return None
    right = (i + 1, clause_end(clause, i + 1))
    before = clause[i - 1].low if i > 0 else ""
    if before in ("his", "her", "their", "its", "my", "our"):
        return Report((i, i + 1), (i - 1, i), None, right, kind="noun")
    if before.endswith(("'s", "’s", "s'", "s’")) and clause[i - 1].capital:
        first = i - 1
        while first > 0 and clause[first - 1].capital and not clause[first - 1].mark:
            first -= 1
        return Report((i, i + 1), (first, i), None, right, kind="noun")
    open_before = (
        i == 0 or clause[i - 1].mark or before in known.prepositions | known.determiners | {"and", "or"}
    )
    if clause[i].low in known.unsourced_nouns and (open_before or before in verbs() or before in finite()):
        return Report((i, i + 1), None, None, right, kind="noun")
    return None


def announced(clause: Sequence[Word], i: int) -> Report | None:
    """ "X issued the following statement:", "the following statement was issued by X:"."""
    if i < 2 or clause[i - 1].low != "following" or clause[-1].low != ":":
        return None
    issued = words().issued
    if clause[i - 2].low == "the" and i > 3 and clause[i - 3].low in issued:
        source, cue = subject_before(clause, i - 3), (i - 3, i + 1)
    else:
        verb = next((k for k in range(i + 1, len(clause) - 2) if clause[k].low in issued), -1)
        by = next((k for k in range(verb + 1, len(clause) - 1) if clause[k].low == "by"), -1)
        if verb < 0 or by < 0:
            return None
        source, cue = source_after(clause, by + 1), (verb, by)
    if source is None:
        return None
    report = Report(cue, source, kind="verb")
    report.wants_quotation = True
    return report


def according_to(clause: Sequence[Word], i: int) -> Report | None:
    """ "According to SOURCE, CLAUSE", "CLAUSE, according to SOURCE"."""
    if i + 2 >= len(clause) or clause[i + 1].low != "to":
        return None
    source = source_after(clause, i + 2)
    if source is None:
        return None
    report = Report((i, i + 2), source, kind="phrase")
    after = source[1]
    opens = i == 0 or all(w.low in ("and", "but", "meanwhile", ",", "also", "—", "-") for w in clause[:i])
    if opens:
        if after < len(clause) and clause[after].low in (",", ":"):
            report.right = without_marks(clause, after + 1, clause_end(clause, after + 1))
        return report if report.right else None
    first = clause_start(clause, i)
    last = i - 1 if clause[i - 1].low == "," else i
    if last > first:
        report.left = (first, last)
    goes_on = after + 1 < len(clause) and clause[after].low == "," and clause[last - 1].quotation < 0
    if goes_on and report.left and (not has_finite(clause, *report.left) or clause[last - 1].low in finite()):
        report.right = without_marks(clause, after + 1, clause_end(clause, after + 1))
    return report if report.left else None

"""How far the content of a report reaches in its clause."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from whosays.annotate.attributions.clauses import Word
from whosays.annotate.attributions.reporting import words

Range = tuple[int, int]
"""`[first, after)`: indexes into the words of one clause."""
_DATELINE_WORDS = 16


class Report(msgspec.Struct):
    """One report of speech; ranges are indexes into the words of its clause."""

    cue: Range
    source: Range | None
    left: Range | None = None
    """Content before the cue."""
    right: Range | None = None
    """Content after it."""
    stance: str = "asserts"
    kind: str = "verb"
    """verb | participle | coordinated (subject left out) | phrase ("according to") | hedge | noun"""
    wants_quotation: bool = False
    """Nothing in this clause is its content: look at the quotation before it."""

    def first(self) -> int:
        """Where it begins, content aside."""
        return min(self.cue[0], self.source[0]) if self.source else self.cue[0]


def clause_start(clause: Sequence[Word], before: int) -> int:
    """The beginning of the content that ends before `before`: the clause's own, or after a semicolon."""
    for k in range(before - 1, -1, -1):
        if clause[k].low == ";" or (k < _DATELINE_WORDS and _after_dateline(clause, k)):
            return k + 1
    return 0


def _after_dateline(clause: Sequence[Word], k: int) -> bool:
    """Is this the dash after "ARVAN, March 9 (KPA)"?"""
    if clause[k].low not in ("-", "--", "–", "—") or k == 0:
        return False
    return clause[k - 1].low == ")" or all(w.mark or w.capital or w.low.isdigit() for w in clause[:k])


def clause_end(clause: Sequence[Word], at: int) -> int:
    """Where the content that begins at `at` ends: the clause's end or a semicolon."""
    for k in range(at, len(clause)):
        if clause[k].low == ";":
            return k
    return len(clause)


def without_marks(clause: Sequence[Word], first: int, after: int) -> Range | None:
    """The range without marks at its edges."""
    while first < after and clause[first].mark and clause[first].low not in ("$", "€", "£", "(", "["):
        first += 1
    while after > first and clause[after - 1].mark and clause[after - 1].low not in (")", "]", "%", "?", "!"):
        after -= 1
    return (first, after) if first < after else None


def cut_at_later(clause: Sequence[Word], found: list[Report]) -> None:
    """End each content before the next report that is not part of it."""
    for place, report in enumerate(found):
        if report.right is None:
            continue
        end = _relative_end(clause, report)
        for later in found[place + 1 :]:
            if later.cue[0] >= end:
                break
            limit = _limit(clause, report, later)
            if limit is not None and limit < end:
                end = limit
                break
        report.right = without_marks(clause, report.right[0], end)
        if report.left is not None:
            report.left = without_marks(clause, *report.left)


def _relative_end(clause: Sequence[Word], report: Report) -> int:
    """What a relative clause reports ends with it, at the next comma."""
    assert report.right is not None
    first, after = report.right
    if report.source is None or clause[report.source[1] - 1].low not in words().relatives:
        return after
    for k in range(first + 1, after):
        if clause[k].low == "," and not (k + 1 < after and clause[k + 1].quotation >= 0):
            return k
    return after


def _limit(clause: Sequence[Word], report: Report, later: Report) -> int | None:
    """Where `later` ends the content of `report`; `None` where it stands inside it."""
    start = later.first()
    if later.left is not None and later.kind != "hedge":
        return later.left[1] if later.left[1] > report.cue[1] else None
    if later.kind == "participle":
        return later.cue[0]
    if later.kind == "coordinated":
        return later.cue[0] - 1 if later.source == report.source else None
    if later.kind != "verb" or start == 0:
        return None
    before = clause[start - 1].low
    if (
        before in ("and", "but", "while", "as", "although", "though")
        and report.right
        and start - 1 > report.right[0]
    ):
        comma = clause[start - 2].low == ","
        return start - 2 if comma else (start - 1 if before != "as" else None)
    return None

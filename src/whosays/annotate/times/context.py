"""What stands around a time and completes it: its list, the heading above, the tense of its sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from whosays.annotate.times.drafts import Draft, spelled
from whosays.annotate.times.grammar import knowledge
from whosays.annotate.wordclasses import Lexed
from whosays.records import Document
from whosays.records.edtf import is_edtf

_REACH = 60
"""How many words from a time a verb may stand and still tell its tense."""
_IN_ONE_LIST = re.compile(r"\s*(?:,|,?\s*(?:and|or)|to|until|through|[-–—])\s*", re.IGNORECASE)
_WHOLE_YEAR = re.compile(r"[0-9]{4}")
_IN = re.compile(r",? (?:and |or )?(?:first |once |again )?in ", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:to|until|through|till|[-–—])(?: the)?\s*", re.IGNORECASE)
_AND = re.compile(r"\s*and\s*", re.IGNORECASE)
_DATELINE = 160
"""Code points within which a dateline ends."""
_OPENERS, _CLOSERS = "“«", "”»"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block: where it begins and ends, its kind and depth."""

    start: int
    end: int
    kind: str
    level: int


class Setting:
    """A document as the surroundings of its times."""

    def __init__(self, document: Document, lexed: Lexed, drafts: list[Draft]) -> None:
        self._text = document.text
        self._lexed = lexed
        self._sentences = [start for start, _ in document.sentences]
        self._sentences_set = frozenset(self._sentences)
        self.paragraphs = _paragraphs(document)
        self._starts = [paragraph.start for paragraph in self.paragraphs]
        self._said: dict[int, list[Draft]] = {}
        for draft in drafts:
            # The day of the report in its dateline is no year that the report speaks of.
            if draft.year is not None and not _in_dateline(document, draft):
                self._said.setdefault(self.paragraph(draft), []).append(draft)
        self._told = {index: _first_and_other(said) for index, said in self._said.items()}
        self.years = frozenset(draft.year for said in self._said.values() for draft in said if draft.year)
        """The years that the report names."""
        self._headings = self._years_of_headings()
        self.quarter: tuple[int, int] | None = None
        """Year and number of the quarter told last."""
        self.quarter_at = -9
        """The paragraph where that was."""

    def paragraph(self, draft: Draft) -> int:
        """The index of the block that a time stands in."""
        return max(bisect_right(self._starts, draft.start) - 1, 0)

    def heading_year(self, draft: Draft) -> int | None:
        """The year that the headings above give; 0 where they give several."""
        return self._headings[self.paragraph(draft)]

    def other_years(self, draft: Draft, year: int | None) -> bool:
        """Does its paragraph speak of another year before it?"""
        first, other = self._told.get(self.paragraph(draft), (None, None))
        if first is None or first.year == year:
            return other is not None and other.start < draft.start
        return first.start < draft.start

    def quarter_near(self, draft: Draft) -> bool:
        """Was a quarter told in this paragraph or the one before?"""
        return self.quarter is not None and self.paragraph(draft) - self.quarter_at <= 1

    def quoted(self, draft: Draft) -> bool:
        """Does it stand between quotation marks? Then "today" is the speaker's, not the document's."""
        begin = max(self.paragraphs[self.paragraph(draft)].start, draft.start - 2000)
        before = self._text[begin : draft.start]
        opened = sum(map(before.count, _OPENERS)) - sum(map(before.count, _CLOSERS))
        return before.count('"') % 2 == 1 or opened > 0

    def goes_on(self, draft: Draft) -> bool:
        """Does a word with a capital follow, so that it is a part of a name?"""
        after = self._text[draft.end : draft.end + 2]
        return len(after) == 2 and after[0] == " " and after[1].isupper()

    def named(self, draft: Draft) -> bool:
        """Is it a capitalised word that goes on with a name: "Ostland Today"?"""
        word = self._text[draft.start : draft.end]
        before = self._lexed.word(draft.first - 1)
        if " " in word or not word[0].isupper() or word.isupper() or not before.isalpha():
            return False
        start = self._lexed.starts[draft.first - 1]
        if self._text[start + len(before) : draft.start] != " " or not self._text[start].isupper():
            return False
        return start not in self._sentences_set

    def same_sentence(self, one: Draft, other: Draft) -> bool:
        """Do two times stand in one sentence (one paragraph where sentences are not known)?"""
        if not self._sentences:
            return self.paragraph(one) == self.paragraph(other)
        return bisect_right(self._sentences, one.start) == bisect_right(self._sentences, other.start)

    def tense(self, draft: Draft) -> int:
        """-1 where the nearest verb before (else after) tells of the past, 1 of what is to come, else 0."""
        tense = knowledge().tense
        for step, begin in ((-1, draft.first - 1), (1, draft.last + 1)):
            for index in range(begin, begin + step * _REACH, step):
                if not 0 <= index < len(self._lexed.starts) or self._sentence_ends(index, draft):
                    break
                word = self._lexed.word(index)
                if word in tense.future or self._as_soon_as(index):
                    return 1
                if word in tense.unsure:
                    return 0
                if word in tense.past or (len(word) > 4 and word.endswith("ed")):
                    return -1
        return 0

    def _as_soon_as(self, index: int) -> bool:
        """ "As soon as Tuesday", "as early as May": words that end at `index`."""
        words = [self._lexed.word(k) for k in range(index - 2, index + 1)]
        return words[0] == words[2] == "as" and words[1] in {"soon", "early", "late"}

    def _sentence_ends(self, index: int, draft: Draft) -> bool:
        lexed = self._lexed
        if lexed.starts[index] == lexed.ends[index]:
            return True
        if self._sentences:
            own = bisect_right(self._sentences, draft.start)
            return bisect_right(self._sentences, lexed.starts[index]) != own
        return lexed.text[lexed.starts[index]] in ".!?"

    def _years_of_headings(self) -> list[int | None]:
        """For each paragraph the year of the nearest heading above that names one, or a list's lead-in."""
        years: list[int | None] = []
        open_headings: list[tuple[int, int]] = []
        lead_in: int | None = None
        for index, paragraph in enumerate(self.paragraphs):
            said = {draft.year for draft in self._said.get(index, []) if draft.year}
            if paragraph.kind == "heading" or self._is_heading(index, paragraph):
                level = paragraph.level or 7
                open_headings = [heading for heading in open_headings if heading[0] < level]
                lead_in = None
                if said:
                    open_headings.append((level, next(iter(said)) if len(said) == 1 else 0))
            elif paragraph.kind != "item":
                words = self._text[max(paragraph.start, paragraph.end - 3) : paragraph.end]
                lead_in = next(iter(said)) if len(said) == 1 and words.rstrip().endswith(":") else None
            above = open_headings[-1][1] if open_headings else None
            years.append(lead_in if lead_in is not None and paragraph.kind == "item" else above)
        return years

    def _is_heading(self, index: int, paragraph: Paragraph) -> bool:
        """A line with nothing but a year or a month of one, in a text whose headings are not marked."""
        said = self._said.get(index, [])
        if len(said) != 1 or paragraph.end - paragraph.start > 40 or said[0].day is not None:
            return False
        rest = self._text[paragraph.start : said[0].start] + self._text[said[0].end : paragraph.end]
        return not rest.strip(" \t\r\n:.*#=-")


def _first_and_other(said: list[Draft]) -> tuple[Draft, Draft | None]:
    """The first year told, and the first that differs from it."""
    return said[0], next((draft for draft in said if draft.year != said[0].year), None)


def _paragraphs(document: Document) -> list[Paragraph]:
    if document.blocks:
        blocks = [block for block in document.blocks if block.kind != "page-break"]
        return [Paragraph(b.start, b.end, b.kind, b.level) for b in blocks] or [
            Paragraph(0, 0, "paragraph", 0)
        ]
    found, begin = [], 0
    for gap in re.finditer(r"\n\s*\n|\f", document.text):
        found.append(Paragraph(begin, gap.start(), "paragraph", 0))
        begin = gap.end()
    found.append(Paragraph(begin, len(document.text), "paragraph", 0))
    return found


def share_years(drafts: list[Draft], text: str) -> None:
    """In "June 2, June 9 and June 11, 1998" the year is said once for all."""
    for draft, following in reversed(list(pairwise(drafts))):
        if draft.year is not None or not draft.dated or draft.relative or following.year is None:
            continue
        if not following.dated or not _IN_ONE_LIST.fullmatch(text[draft.end : following.start][:12]):
            continue
        turns = (draft.month or 0, draft.day or 0) > (following.month or 0, following.day or 99)
        draft.year = following.year - 1 if turns else following.year


def share_settled_years(drafts: list[Draft], text: str) -> None:
    """In "2 March and 9 March this year", "last year, in March and in October" the year told is of all.

    Asked when each has been settled by itself, since "this year" is no year before.
    """
    for draft, following in reversed(list(pairwise(drafts))):
        gap = text[draft.end : following.start][:12]
        if following.dated and _is_open(draft) and not _is_open(following) and _IN_ONE_LIST.fullmatch(gap):
            _give_year(draft, following)
    for before, draft in pairwise(drafts):
        gap = text[before.end : draft.start][:12]
        tells = _WHOLE_YEAR.fullmatch(before.edtf or "") or (before.month is not None and before.year)
        if (
            tells
            and draft.month is not None
            and draft.day is None
            and not draft.relative
            and _IN.fullmatch(gap)
        ):
            _give_year(draft, before)


def _is_open(draft: Draft) -> bool:
    return draft.dated and not draft.relative and (draft.edtf or "").startswith("XXXX-")


def _give_year(draft: Draft, other: Draft) -> None:
    year = (other.edtf or "")[:4]
    if not year.isdecimal() or other.edtf is None:
        return
    draft.year = int(year)
    text = spelled(draft.year, draft.month, draft.day)
    draft.settle(text + draft.suffix, text)


def join_ranges(drafts: list[Draft], text: str) -> list[Draft]:
    """ "From 3 to 9 March", "between 1998 and 2003": one time, whose EDTF is the interval."""
    joined: list[Draft] = []
    for draft in drafts:
        before = joined[-1] if joined else None
        if before is not None and _makes_range(before, draft, text):
            edtf = f"{before.edtf}/{draft.edtf}"
            value = f"{before.value}/{draft.value}"
            if before.edtf and draft.edtf and is_edtf(edtf):
                before.settle(value, edtf)
            else:
                before.settle(value, None)
            before.end, before.last = draft.end, draft.last
        else:
            joined.append(draft)
    return joined


def _makes_range(one: Draft, other: Draft, text: str) -> bool:
    both = one.type == other.type == "DATE" and bool(one.value) and bool(other.value)
    if not both or "/" in f"{one.value}{other.value}{one.edtf}{other.edtf}":
        return False
    if (one.value or "").endswith("_REF") or (other.value or "").endswith("_REF"):
        return False
    gap = text[one.end : other.start]
    if len(gap) > 12:
        return False
    if len(one.value or "") != len(other.value or "") or (one.edtf or "") > (other.edtf or "~"):
        return False  # "this year through August" is no range of two like things
    return bool(_RANGE.fullmatch(gap)) or bool(
        _AND.fullmatch(gap) and text[max(0, one.start - 12) : one.start].rstrip().lower().endswith("between")
    )


def _in_dateline(document: Document, draft: Draft) -> bool:
    """Is it the report's own day, in the line that it opens with?"""
    own = (draft.year, draft.month, draft.day)
    return draft.start < _DATELINE and f"{own[0]:04}-{own[1] or 0:02}-{own[2] or 0:02}" == document.published

"""Reports as rules find them, without a parser: quotations, turns of transcripts, words of reporting."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from whosays.annotate.attributions.clauses import Clause, Sentences
from whosays.annotate.attributions.cues import reports
from whosays.annotate.attributions.drafts import Draft
from whosays.annotate.attributions.extents import Range, Report
from whosays.annotate.attributions.phrases import has_finite
from whosays.annotate.attributions.quotations import paragraphs, quotations
from whosays.annotate.attributions.signatures import signatures
from whosays.annotate.attributions.speakers import Speakers
from whosays.annotate.attributions.transcripts import Turn, turns
from whosays.annotate.attributions.unmarked import spoken
from whosays.records import Document, Span

_INSIDE = 12
"""Quotations of fewer characters have no clauses of their own."""
_LINE = re.compile(r"[^\n\r]*\S[^\n\r]*")
_OPENING = 4
"""Blocks with which a release opens, before the words that it gives."""
_SHORT = 8
"""Blocks of such words."""


class Ruled:
    """Collects the drafts of one document."""

    def __init__(self, document: Document, speakers: Speakers) -> None:
        self.document = document
        self.spans = list(paragraphs(document))
        self.quotations = quotations(document.text, self.spans)
        self.sentences = Sentences(document, self.quotations)
        self.speakers = speakers
        self.claimed: dict[int, Draft] = {}
        """Quotation (by index) to the attribution whose content it is."""
        self._begins: dict[int, int] = {}
        """Where a quotation goes on after the label of its speaker."""
        self.drafts: list[Draft] = []
        self.awaiting: Draft | None = None
        """A report that ended its paragraph with a colon."""

    def read(self) -> None:
        """Everything that rests on English words."""
        kinds = {block.start: block.kind for block in self.document.blocks}
        by_block = {turn.content[1]: turn for turn in turns(self.document, self.spans)}
        for number, span in enumerate(self.spans):
            kind = kinds.get(span[0], "paragraph")
            if kind == "heading":
                self.awaiting = None
                continue
            turn = by_block.get(span[1])
            if turn is not None:
                self._turn(turn)
                span = turn.content
                if self.drafts[-1].quoted:
                    continue  # all of it is one quotation, whose inside is read below
            elif self.awaiting is not None and kind == "quote":
                self.awaiting.content.append(span)
                self.drafts.append(self.awaiting)
                self.awaiting = None
                self._claim_inside(span, self.drafts[-1])
            elif self.awaiting is not None:
                following = (
                    (other, kinds.get(other[0], "paragraph") == "paragraph" and other[1] not in by_block)
                    for other in islice(self.spans, number, None)
                )
                blocks = spoken(
                    self.document.text, self.awaiting.source, following, release=self._is_release(number)
                )
                if blocks:
                    self.awaiting.content, self.awaiting.whole = blocks, True
                    self.drafts.append(self.awaiting)
                    self.awaiting = None
            self._paragraph(list(self.sentences.of(span, 0, number)))
        for number, quotation in enumerate(self.quotations):
            start, end = quotation.inner()
            start = max(start, self._begins.get(number, start))
            if self.sentences.spoken[number] and end - start > _INSIDE:
                self.awaiting = None
                self._paragraph(list(self.sentences.of((start, end), quotation.depth + 1, -1 - number)))

        self._signed()

    def _is_release(self, number: int) -> bool:
        """Is the text short, and do the words behind its opening, to the end, go without quotation marks?"""
        marked = bool(self.quotations) and self.quotations[-1].start > self.spans[number][0]
        return number <= _OPENING and len(self.spans) - number <= _SHORT and not marked

    def _signed(self) -> None:
        """ "We saw it all." — NAME"""
        for signature in signatures(self.document.text, self.quotations):
            if signature.quotation not in self.claimed:
                said = self.quotations[signature.quotation]
                draft = Draft(signature.source, signature.dash, [(said.start, said.end)], True, labelled=True)
                draft.speaker = self.speakers.named(signature.source)
                self.drafts.append(draft)
                self.claimed[signature.quotation] = draft

    def _turn(self, turn: Turn) -> None:
        draft = Draft(turn.label, turn.cue, [turn.content], labelled=True)
        draft.speaker = self.speakers.named(turn.label)
        self.drafts.append(draft)
        self._claim_inside(turn.content, draft, turn.label[0])

    def _claim_inside(self, span: Span, draft: Draft, label: int | None = None) -> None:
        """Quotations that are the whole of a turn (with its `label`) or block: theirs; others stay open."""
        opens = span[0] if label is None else label - 1
        for start in (opens, span[0]):
            number = bisect_left(self.sentences.quotation_starts, start)
            if number < len(self.quotations):
                quotation = self.quotations[number]
                if quotation.start == start and quotation.end >= span[1] - 1:
                    self.claimed[number] = draft
                    self._begins[number] = span[0]
                    draft.quoted = True

    def _paragraph(self, clauses: list[Clause]) -> None:
        first = len(self.drafts)
        self._begun(clauses)
        for number, clause in enumerate(clauses):
            for report in reports(clause.words):
                draft = self._draft(clause, report, number)
                if report.wants_quotation:
                    self._content_before(draft, clauses, number)
                if draft.content:
                    self._name(draft)
                    self.drafts.append(draft)
        self._go_on(clauses, self.drafts[first:])

    def _begun(self, clauses: Sequence[Clause]) -> None:
        """Give a report that ended with a colon the quotation with which the next paragraph begins."""
        draft, self.awaiting = self.awaiting, None
        if draft is None or not clauses:
            return
        word = clauses[0].words[0]
        if word.quotation >= 0:
            draft.content.append((word.start, word.end))
            draft.quoted = True
            self.claimed[word.quotation] = draft
            self.drafts.append(draft)

    def _name(self, draft: Draft) -> None:
        if draft.source is not None:
            draft.speaker = self.speakers.named(draft.source)

    def _draft(self, clause: Clause, report: Report, number: int) -> Draft:
        cue = _span(clause, report.cue)
        draft = Draft(
            source=_span(clause, report.source) if report.source else None,
            cue=cue,
            content=[],
            clause=number,
            speech=report.kind in ("verb", "coordinated", "participle", "phrase"),
        )
        pieces = [piece for piece in (report.left, report.right) if piece is not None]
        draft.quoted = bool(pieces)
        for piece in pieces:
            draft.content.append(self._with_marks(_span(clause, piece)))
            for word in clause.words[piece[0] : piece[1]]:
                if word.quotation >= 0:
                    self.claimed.setdefault(word.quotation, draft)
                elif not word.mark:
                    draft.quoted = False
        return draft

    def _with_marks(self, span: Span) -> Span:
        """With the quotation marks right at its edges, where they stand inside the words around."""
        text, (start, end) = self.document.text, span
        inside = text[start:end]
        before = text[start - 1] if start > 0 else ""
        after = text[end : end + 1]
        if inside.count('"') % 2:
            if before == '"':
                start -= 1
            elif after == '"':
                end += 1
        elif inside.count("“") > inside.count("”") and after == "”":
            end += 1
        elif inside.count("”") > inside.count("“") and before == "“":
            start -= 1
        return (start, end)

    def _content_before(self, draft: Draft, clauses: Sequence[Clause], number: int) -> None:
        """ "Will you go?" / Smith asked: the quotation right before the clause."""
        clause = clauses[number]
        if number > 0:
            last = clauses[number - 1].words[-1]
            if last.quotation >= 0 and last.quotation not in self.claimed:
                draft.content.insert(0, (last.start, last.end))
                draft.quoted = True
                self.claimed[last.quotation] = draft
                return
        if draft.content or clause.words[-1].low != ":":
            return
        if number == len(clauses) - 1:
            self._name(draft)
            self.awaiting = draft
            return
        lines = list(self._lines(clause.words[-1].end, clauses[-1].words[-1].end))
        draft.content = spoken(self.document.text, draft.source, lines, release=number <= _OPENING)
        draft.whole = bool(draft.content)

    def _lines(self, start: int, end: int) -> Iterator[tuple[Span, bool]]:
        """The lines of a block behind one of them, if that ends at `start`: a page without blank lines."""
        text = self.document.text
        marked = bool(self.quotations) and self.quotations[-1].start > start
        if marked or text[start : start + 1] not in ("\n", "\r") or text.count("\n", start, end) > _SHORT:
            return
        for line in _LINE.finditer(text, start, end):
            yield (line.start(), line.end()), True

    def _go_on(self, clauses: Sequence[Clause], drafts: Sequence[Draft]) -> None:
        """A sentence that is a quotation goes on with the report before it in its paragraph.

        So does one that begins with a quotation and has no verb of its own.
        """
        by_clause: dict[int, list[Draft]] = {}
        for draft in drafts:
            by_clause.setdefault(draft.clause, []).append(draft)
        speaking: Draft | None = None
        for number, clause in enumerate(clauses):
            here = [draft for draft in by_clause.get(number, ()) if draft.speech]
            if here:
                alone = len({draft.source for draft in here}) == 1
                speaking = here[0] if alone and here[0].source is not None else None
                continue
            only = all(word.quotation >= 0 or word.mark for word in clause.words) or (
                clause.words[0].quotation >= 0 and not has_finite(clause.words, 1, len(clause.words))
            )
            if not only or speaking is None:
                speaking = None
                continue
            for word in clause.words:
                if word.quotation >= 0 and word.quotation not in self.claimed:
                    speaking.content.append((word.start, word.end))
                    self.claimed[word.quotation] = speaking


def _span(clause: Clause, piece: Range) -> Span:
    return (clause.words[piece[0]].start, clause.words[piece[1] - 1].end)

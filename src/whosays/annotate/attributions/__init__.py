"""Attributions: who says so. For each report of speech, thought or record its source, cue and content.

Two witnesses. By rules, without a parser: quotation marks (`quotations`), turns of transcripts
(`transcripts`), words of reporting (`cues`) and the names in source phrases (`speakers`). And the language
model's drafts, which the document brings along (`read_reports`): where both see a report, its reading stands,
but for turns of transcripts. Reports within what is reported only the rules see. Precision comes first: a
report whose source is not plain has none, a quotation that nobody plainly says stands there without source
and cue. The division into source, cue and content follows PolNeAR (Newell, Margolin and Ruths, LREC 2018).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from whosays.annotate.attributions.clauses import Clause, Sentences
from whosays.annotate.attributions.cues import reports
from whosays.annotate.attributions.extents import Range, Report
from whosays.annotate.attributions.nesting import parents
from whosays.annotate.attributions.quotations import paragraphs, quotations
from whosays.annotate.attributions.read_reports import Read, Trees, denies, settled, trimmed, uncut
from whosays.annotate.attributions.speakers import Speakers
from whosays.annotate.attributions.transcripts import Turn, turns
from whosays.plugins import annotator
from whosays.records import Attribution, Document, Span

_SIGNATURE = 4
"""Words of a name below a quotation."""
_INSIDE = 12
"""Quotations of fewer characters have no clauses of their own."""


@annotator(
    gives={"attributions"},
    needs={"language", "sentences", "tokens", "syntax", "mentions", "entities", "times", "attributions"},
)
def attributions(document: Document) -> Document:
    """The document with every quotation and report of speech, in text order.

    Offsets are code points. In a language other than English only quotations are found, all without source.
    """
    finder = _Finder(document)
    if document.language is None or document.language.partition("-")[0] == "en":
        finder.read()
        finder.add_drafts(document.attributions)
    return document.having(attributions=finder.result())


class _Draft(msgspec.Struct):
    """An attribution that may still gain pieces of content."""

    source: Span | None
    cue: Span | None
    content: list[Span]
    quoted: bool = False
    denies: bool = False
    speaker: str | None = None
    clause: int = -1
    turn: bool = False
    """In a transcript, by the label before it."""
    speech: bool = True
    """Of a verb, not of a hedge or a noun: a quotation that follows alone goes on with it."""

    def place(self) -> Span:
        """For sorting: where it begins, and where its words of reporting stand."""
        spans = [span for span in (self.source, self.cue, *self.content) if span is not None]
        return (min(start for start, _ in spans), (self.cue or self.content[0])[0])


class _Finder:
    """Collects the drafts of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.spans = list(paragraphs(document))
        self.quotations = quotations(document.text, self.spans)
        self.sentences = Sentences(document, self.quotations)
        self.speakers = Speakers(document)
        self.tree = Trees(document.syntax)
        # What no report may cut in two.
        self._times = sorted((time.start, time.end) for time in document.times)
        self._names = sorted((m.start, m.end) for m in document.mentions if m.kind == "name")
        self.claimed: dict[int, _Draft] = {}
        """Quotation (by index) to the attribution whose content it is."""
        self.drafts: list[_Draft] = []
        self.awaiting: _Draft | None = None
        """A report that ended its paragraph with a colon."""

    # ── reading ───────────────────────────────────────────────────────────────────────────────

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
            elif self.awaiting is not None and kind == "quote":
                self.awaiting.content.append(span)
                self.drafts.append(self.awaiting)
                self.awaiting = None
                self._claim_inside(span, self.drafts[-1])
            self._paragraph(list(self.sentences.of(span, 0, number)))
        for number, quotation in enumerate(self.quotations):
            start, end = quotation.inner()
            if self.sentences.spoken[number] and end - start > _INSIDE:
                self.awaiting = None
                self._paragraph(list(self.sentences.of((start, end), quotation.depth + 1, -1 - number)))

    def _turn(self, turn: Turn) -> None:
        draft = _Draft(turn.label, turn.cue, [turn.content], turn=True)
        draft.speaker = self.speakers.named(turn.label)
        self.drafts.append(draft)
        self._claim_inside(turn.content, draft)

    def _claim_inside(self, span: Span, draft: _Draft) -> None:
        """Quotations that are the whole of a turn or block: theirs; others inside stay open."""
        number = bisect_left(self.sentences.quotation_starts, span[0])
        if number < len(self.quotations):
            quotation = self.quotations[number]
            if quotation.start == span[0] and quotation.end >= span[1] - 1:
                self.claimed[number] = draft
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
                    self._resolve(draft, first)
                    self.drafts.append(draft)
        self._go_on(clauses, self.drafts[first:])
        self._signed(clauses)

    def _signed(self, clauses: Sequence[Clause]) -> None:
        """ "We saw it all." — NAME: a paragraph that is a quotation and the name below it."""
        words = [word for clause in clauses for word in clause.words[: _SIGNATURE + 3]]
        if len(words) > _SIGNATURE + 2 or len(words) < 3 or words[0].quotation < 0:
            return
        name = words[2:]
        if words[1].low not in ("—", "–", "―", "--") or not all(word.capital for word in name):
            return
        if words[0].quotation not in self.claimed:
            draft = _Draft((name[0].start, name[-1].end), None, [(words[0].start, words[0].end)], quoted=True)
            self._resolve(draft, len(self.drafts))
            self.drafts.append(draft)
            self.claimed[words[0].quotation] = draft

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

    def _draft(self, clause: Clause, report: Report, number: int) -> _Draft:
        cue = _span(clause, report.cue)
        draft = _Draft(
            source=_span(clause, report.source) if report.source else None,
            cue=cue,
            content=[],
            denies=report.stance == "denies",
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

    def _content_before(self, draft: _Draft, clauses: Sequence[Clause], number: int) -> None:
        """ "Will you go?" / Smith asked: the quotation right before the clause."""
        clause = clauses[number]
        if number > 0:
            last = clauses[number - 1].words[-1]
            if last.quotation >= 0 and last.quotation not in self.claimed:
                draft.content.insert(0, (last.start, last.end))
                draft.quoted = True
                self.claimed[last.quotation] = draft
                return
        if not draft.content and number == len(clauses) - 1 and clause.words[-1].low == ":":
            self._resolve(draft, len(self.drafts))
            self.awaiting = draft

    def _go_on(self, clauses: Sequence[Clause], drafts: Sequence[_Draft]) -> None:
        """A sentence that is nothing but a quotation goes on with the report before it in its paragraph."""
        by_clause: dict[int, list[_Draft]] = {}
        for draft in drafts:
            by_clause.setdefault(draft.clause, []).append(draft)
        speaking: _Draft | None = None
        for number, clause in enumerate(clauses):
            here = [draft for draft in by_clause.get(number, ()) if draft.speech]
            if here:
                alone = len({draft.source for draft in here}) == 1
                speaking = here[0] if alone and here[0].source is not None else None
                continue
            only = all(word.quotation >= 0 or word.mark for word in clause.words)
            if not only or speaking is None:
                speaking = None
                continue
            for word in clause.words:
                if word.quotation >= 0 and word.quotation not in self.claimed:
                    speaking.content.append((word.start, word.end))
                    self.claimed[word.quotation] = speaking

    # ── drafts of the language model ──────────────────────────────────────────────────────────

    def add_drafts(self, drafts: Sequence[Attribution]) -> None:
        """The model's reports in the place of the same by rules; turns of speech the rules know better."""
        turns = Read([Attribution(cue=(draft.cue,)) for draft in self.drafts if draft.turn and draft.cue])
        said = [
            each
            for each in drafts
            if each.content
            and each.cue
            and turns.same(each.cue[0]) is None
            and not self.tree.is_unsaid(each.cue)
        ]
        read, made, kept = Read(said), [self._read(each) for each in said], list[_Draft]()
        for draft in self.drafts:
            number = read.same(draft.cue)
            if number is not None:
                made[number] = self._one_of(made[number], draft)
            elif draft.turn or not read.holds(draft.cue, draft.content):
                kept.append(draft)
        known = {id(draft) for draft in kept}
        self.claimed = {number: draft for number, draft in self.claimed.items() if id(draft) in known}
        self.drafts = kept + made
        for draft in made:
            for number in self._quotations_in(draft.content):
                self.claimed.setdefault(number, draft)

    def _read(self, read: Attribution) -> _Draft:
        """A report of the model's, with the whole of the quotations in it."""
        starts = self.sentences.quotation_starts
        content, quoted = settled(uncut(read.content, self._times), self.quotations, starts)
        source = trimmed(self.document.text, uncut(read.source, self._names)[0]) if read.source else None
        return _Draft(
            source=source,
            cue=read.cue[0],
            content=content,
            quoted=quoted,
            denies=denies(self.document.text, read.cue),
            speaker=self.speakers.named(source) if source else None,
        )

    def _one_of(self, read: _Draft, ruled: _Draft) -> _Draft:
        """Of two readings of a report the model's, unless the rule alone knows who reports.

        Where both name one source it takes over the speaker, the quotations that it leaves out, and source
        and content where the tree shows that they are cut.
        """
        if ruled.source is None:
            return read
        if read.source is None:
            return ruled
        if not _share(read.source, ruled.source):
            return read
        if self.tree.is_part(read.source, ruled.source):
            read.source, read.speaker = ruled.source, None
        if read.speaker is None:
            read.speaker = ruled.speaker
        if self.tree.is_cut(read.content, ruled.content):
            read.content, read.quoted = list(ruled.content), ruled.quoted
        elif ruled.quoted:
            mine = tuple(read.content)
            read.content += [
                piece for piece in ruled.content if not any(_share(piece, each) for each in mine)
            ]
        return read

    def _quotations_in(self, content: Sequence[Span]) -> Iterator[int]:
        """Numbers of the quotations, in no other, that lie in it."""
        for start, end in content:
            first = bisect_left(self.sentences.quotation_starts, start)
            last = bisect_left(self.sentences.quotation_starts, end)
            for number in range(first, last):
                if self.quotations[number].depth == 0 and self.quotations[number].end <= end + 1:
                    yield number

    # ── speakers ──────────────────────────────────────────────────────────────────────────────

    def _resolve(self, draft: _Draft, first: int) -> None:
        """Name the speaker; a pronoun only where it takes up the speaker before it in one paragraph."""
        if draft.source is None:
            return
        draft.speaker = self.speakers.named(draft.source)
        words = self.document.words(draft.source).lower()
        if draft.speaker is not None or words not in ("he", "she") or len(self.drafts) <= first:
            return
        before = self.drafts[-1]
        if before.speaker is None or before.source is None or not before.quoted:
            return
        if not self.speakers.pronoun_fits(words, before.source):
            return
        if not self.speakers.people(before.source[1], draft.source[0]) and self._only_quoted(before, draft):
            draft.speaker = before.speaker

    def _only_quoted(self, before: _Draft, draft: _Draft) -> bool:
        """Is next to nothing but quotations said between the two sources?"""
        assert before.source is not None
        assert draft.source is not None
        start, end = before.source[1], draft.source[0]
        spoken = sum(
            max(0, min(end, piece[1]) - max(start, piece[0])) for piece in (*before.content, *draft.content)
        )
        return start < end and end - start - spoken <= 24

    # ── the layer ─────────────────────────────────────────────────────────────────────────────

    def result(self) -> tuple[Attribution, ...]:
        """All drafts and all quotations that nobody says, in text order, with their parents."""
        self._continue()
        drafts = sorted(self.drafts, key=_Draft.place)
        contents = [sorted(set(draft.content)) for draft in drafts]
        above = parents([draft.cue or draft.content[0] for draft in drafts], contents)
        return tuple(
            Attribution(
                source=(draft.source,) if draft.source else (),
                cue=(draft.cue,) if draft.cue else (),
                content=tuple(content),
                speaker=draft.speaker,
                quoted=draft.quoted,
                parent=parent,
                denies=draft.denies,
            )
            for draft, content, parent in zip(drafts, contents, above, strict=True)
        )

    def _continue(self) -> None:
        """Pieces of one quotation belong together; a quotation left over is a report without a source."""
        for pieces in self._groups():
            claims = [self.claimed.get(number) for number in pieces]
            draft = next((claim for claim in claims if claim is not None), None)
            if draft is None:
                if all(self.sentences.spoken[number] < 2 for number in pieces):
                    continue
                draft = _Draft(None, None, [], quoted=True)
                self.drafts.append(draft)
            for number, claim in zip(pieces, claims, strict=True):
                if claim is not None:
                    draft = claim
                else:
                    draft.content.append((self.quotations[number].start, self.quotations[number].end))

    def _groups(self) -> Iterable[list[int]]:
        """Indexes of the quotations that are speech, those that continue one another together."""
        groups: list[list[int]] = []
        last_outer: list[int] | None = None
        for number, quotation in enumerate(self.quotations):
            if not self.sentences.spoken[number]:
                continue
            if quotation.continues and last_outer is not None:
                last_outer.append(number)
                continue
            groups.append([number])
            if quotation.depth == 0:
                last_outer = groups[-1]
        return groups


def _span(clause: Clause, piece: Range) -> Span:
    return (clause.words[piece[0]].start, clause.words[piece[1] - 1].end)


def _share(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]

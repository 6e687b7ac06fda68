"""The two witnesses made one: reports by rules and reports as the language model reads them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from whosays.annotate.attributions.drafts import Draft
from whosays.annotate.attributions.read_reports import Read, Trees, settled, trimmed, uncut
from whosays.annotate.attributions.reporting import verbs, words
from whosays.annotate.attributions.ruled import Ruled
from whosays.annotate.attributions.speakers import Speakers
from whosays.records import Attribution, Span


def joined(ruled: Ruled, read: Sequence[Attribution], speakers: Speakers) -> None:
    """The model's reports in the place of the same by rules; turns of speech the rules know better.

    `ruled.drafts` and `ruled.claimed` hold the reports of both afterwards.
    """
    _Witnesses(ruled, speakers).join(read)


class _Witnesses:
    """What is needed to compare two readings of one report."""

    def __init__(self, ruled: Ruled, speakers: Speakers) -> None:
        self.ruled, self.speakers = ruled, speakers
        document = ruled.document
        self.text = document.text
        self.tree = Trees(document.syntax)
        self._quoted = frozenset((quotation.start, quotation.end) for quotation in ruled.quotations)
        # What is said in marks, or after a label: reports in it do not reach beyond it.
        sentences = ruled.sentences
        said = [
            quotation.inner()
            for number, quotation in enumerate(ruled.quotations)
            if not quotation.depth and sentences.spoken[number] > 1
        ]
        said += [draft.content[0] for draft in ruled.drafts if draft.labelled and not draft.quoted]
        self._said = sorted(said)
        # What no report may cut in two.
        self._times = sorted((time.start, time.end) for time in document.times)
        self._names = sorted((m.start, m.end) for m in document.mentions if m.kind == "name")

    def join(self, drafts: Sequence[Attribution]) -> None:
        """Put the reports of both together."""
        ruled = self.ruled
        labels = Read(
            [Attribution(cue=(draft.cue,)) for draft in ruled.drafts if draft.labelled and draft.cue]
        )
        said = [
            each
            for each in drafts
            if each.content
            and each.cue
            and labels.same(each.cue[0]) is None
            and not self.tree.is_unsaid(each.cue, each.source)
            and self._within(each.cue[0], each.content)
        ]
        read, made, kept = Read(said), [self._read(each) for each in said], list[Draft]()
        for draft in ruled.drafts:
            number = read.same(draft.cue)
            if number is not None:
                made[number] = self._one_of(made[number], draft)
            elif draft.labelled or draft.whole or not read.holds(draft.cue, draft.content):
                kept.append(draft)
        known = {id(draft) for draft in kept}
        ruled.claimed = {number: draft for number, draft in ruled.claimed.items() if id(draft) in known}
        ruled.drafts = kept + made
        self._given_back(ruled.drafts)
        for draft in made:
            for number in self._quotations_in(draft.content):
                ruled.claimed.setdefault(number, draft)

    def _given_back(self, drafts: list[Draft]) -> None:
        """ "…," she said, nodding, "…": the second piece is said, too, not nodded."""
        ends = {draft.cue[1]: draft for draft in drafts if draft.cue and draft.source and draft.quoted}
        for draft in drafts:
            if draft.cue is None or not self._is_aside(draft.cue):
                continue
            before = self.text[max(0, draft.cue[0] - 3) : draft.cue[0]]
            said = ends.get(draft.cue[0] - len(before) + len(before.rstrip(", ")))
            if said is None or said is draft:
                continue
            pieces = [piece for piece in draft.content if piece in self._quoted and self._stands_apart(piece)]
            said.content += [piece for piece in pieces if piece not in said.content]
            draft.content = [piece for piece in draft.content if piece not in pieces]
        drafts[:] = [draft for draft in drafts if draft.content]

    def _is_aside(self, cue: Span) -> bool:
        """A participle that brings no quotation of its own ("nodding", "referring to", not "adding")."""
        first = self.text[cue[0] : cue[1]].split()[0].lower()
        brings = any(verb.stance not in ("approves", "accuses") for verb in verbs().get(first, ()))
        return first.endswith("ing") and not brings

    def _stands_apart(self, piece: Span) -> bool:
        return self.text[max(0, piece[0] - 2) : piece[0]].rstrip()[-1:] in (",", ":", ".")

    def _read(self, read: Attribution) -> Draft:
        """A report of the model's, with the whole of the quotations in it."""
        starts = self.ruled.sentences.quotation_starts
        content = self._within(read.cue[0], uncut(read.content, self._times))
        content, quoted = settled(content, self.ruled.quotations, starts)
        source = trimmed(self.text, uncut(read.source, self._names)[0]) if read.source else None
        if source is not None and self._is_nobody(source, read.cue[0]):
            source = None
        noun = self.tree.noun(read.cue[0]) if source is not None and not quoted else -1
        if source is not None and noun >= 0 and not self.tree.is_of(noun, source):
            source = self.tree.owner(noun)
        if source is not None:
            source = self._with_name(source)
            if not quoted and self._elsewhere(source, read.cue[0]):
                own = self.tree.subject(read.cue[0])
                source = trimmed(self.text, own) if own is not None else source
        return Draft(
            source=source,
            cue=read.cue[0],
            content=content,
            quoted=quoted,
            speaker=self.speakers.named(source) if source else None,
        )

    def _is_nobody(self, source: Span, cue: Span) -> bool:
        """ "It was officially reported that": a passive, and nobody who reports."""
        told = self.text[cue[0] : cue[1]].lower().split()
        passive = not words().be.isdisjoint(told) and not told[-1].endswith("ing")
        return self.text[source[0] : source[1]].lower() == "it" and passive

    def _elsewhere(self, source: Span, cue: Span) -> bool:
        """Does the source stand in another sentence than the cue? Its subject there says it then."""
        first, last = min(source[0], cue[0]), max(source[0], cue[0])
        sentences = self.ruled.document.sentences
        return bisect_left(sentences, (first + 1, 0)) != bisect_left(sentences, (last + 1, 0))

    def _with_name(self, source: Span) -> Span:
        """ "Rep" with the name after it: a full stop behind a title ends no sentence."""
        if (
            self.text[source[0] : source[1]].lower().rpartition(" ")[2].rstrip(".")
            not in words().short_titles
        ):
            return source
        at = bisect_left(self._names, (source[1], 0))
        named = at < len(self._names) and self.text[source[1] : self._names[at][0]].strip() in ("", ".")
        return (source[0], self._names[at][1]) if named else source

    def _within(self, cue: Span, content: Sequence[Span]) -> list[Span]:
        """What of the content stands in the quotation in which the words of reporting stand, if they do."""
        at = bisect_left(self._said, (cue[0] + 1, 0)) - 1
        if at < 0 or self._said[at][1] < cue[1]:
            return list(content)
        first, last = self._said[at]
        cut = [(max(start, first), min(end, last)) for start, end in content]
        return [(start, end) for start, end in cut if start < end]

    def _one_of(self, read: Draft, ruled: Draft) -> Draft:
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
        if ruled.whole or self.tree.is_cut(read.content, ruled.content):
            read.content, read.quoted = list(ruled.content), ruled.quoted
        else:
            mine = tuple(read.content)
            read.content += [
                piece
                for piece in ruled.content
                if (ruled.quoted or piece in self._quoted) and not any(_share(piece, each) for each in mine)
            ]
        return read

    def _quotations_in(self, content: Sequence[Span]) -> Iterator[int]:
        """Numbers of the quotations, in no other, that lie in it."""
        starts, quotations = self.ruled.sentences.quotation_starts, self.ruled.quotations
        for start, end in content:
            for number in range(bisect_left(starts, start), bisect_left(starts, end)):
                if quotations[number].depth == 0 and quotations[number].end <= end + 1:
                    yield number


def _share(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]

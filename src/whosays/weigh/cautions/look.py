"""What every search for cautions looks at: a document by its sentences, quotations and sources."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from whosays.records import Attribution, Document, Span
from whosays.records.spans import merged
from whosays.resolve.credited import Credits
from whosays.resolve.sources import Sources
from whosays.resolve.stances import Stances

LONGEST = 2_000
"""Code points of a sentence that are looked at."""
_ACTORS = frozenset({"Person", "Organization", "PublicBody", "Company", "Nationality"})
_QUOTATION = re.compile(r"“[^“”]{1,3000}”|(?<!\w)\"[^\"]{1,3000}\"(?!\w)")


class Look:
    """One document, as the searches see it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sources = Sources(document)
        self.credits = Credits(document)
        self.is_correction = Stances(document).is_correction
        self.quotations = _quotations(document)
        self._quoted = [start for start, _ in self.quotations]
        self._sentences = document.sentences
        self._starts = [start for start, _ in document.sentences]
        self._blocks = [block.start for block in document.blocks]
        self._said = merged(span for a in document.attributions if a.source for span in a.content)
        self._actors = sorted(m.start for m in document.mentions if m.type in _ACTORS)
        self._people = {m.start for m in document.mentions if m.type == "Person" and m.kind == "nominal"}
        # The one letter that is two in lower case would move all that follow.
        self._lower = document.text.replace("İ", "I").lower()

    def sentence(self, number: int) -> Span:
        """What is looked at of a sentence."""
        start, end = self._sentences[number]
        return (start, min(end, start + LONGEST))

    def sentence_at(self, place: int) -> int | None:
        """The number of the sentence at a place."""
        number = bisect_right(self._starts, place) - 1
        return number if number >= 0 and place < self._sentences[number][1] else None

    def block_at(self, place: int) -> int | None:
        """The number of the block at a place."""
        number = bisect_right(self._blocks, place) - 1
        return number if number >= 0 else None

    def sentences_with(self, needle: str) -> Iterator[int]:
        """The numbers of the sentences that hold something (in lower case), each once."""
        last, at = -1, self._lower.find(needle)
        while at >= 0:
            number = self.sentence_at(at)
            if number is not None and number != last:
                yield number
                last = number
            after = at + 1 if number is None else max(at + 1, self._sentences[number][1])
            at = self._lower.find(needle, after)

    def is_quoted(self, place: int) -> bool:
        """Does it stand in quotation marks?"""
        number = bisect_right(self._quoted, place) - 1
        return number >= 0 and place < self.quotations[number][1]

    def is_said(self, place: int) -> bool:
        """Does it stand in what a source of the text says?"""
        number = bisect_right(self._said, (place, len(self.document.text))) - 1
        return number >= 0 and place < self._said[number][1]

    def has_actor(self, span: Span) -> bool:
        """Does the text name or describe somebody there, who can speak?"""
        number = bisect_left(self._actors, span[0])
        return number < len(self._actors) and self._actors[number] < span[1]

    def has_person(self, span: Span) -> bool:
        """Does it begin with the description of a person?"""
        return span[0] in self._people

    def lower(self, span: Span) -> str:
        """A passage in lower case, its first part."""
        return self._lower[span[0] : min(span[1], span[0] + LONGEST)]


def whole(attribution: Attribution) -> Span:
    """From its first to its last word."""
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return (min(start for start, _ in spans), max(end for _, end in spans))


def _quotations(document: Document) -> list[Span]:
    """By block, so that one mark too many turns only its own paragraph inside out."""
    blocks = [(block.start, block.end) for block in document.blocks] or [(0, len(document.text))]
    return [m.span() for start, end in blocks for m in _QUOTATION.finditer(document.text, start, end)]

"""Sentences as cue-finding sees them: words, with every longer quotation as a single word.

A quotation of several sentences is one thing in the sentence that it stands in ("…" he said), so sentence
ends inside it do not count there; its own inside is read again as a paragraph of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from whosays.annotate.attributions.quotations import Quotation
from whosays.records import Document, Span

SCARE_WORDS = 3
"""A quotation of so few words that stands in the flow of a sentence is a choice of words, not speech."""
MOST_WORDS = 200
"""A longer sentence is cut: no prose has one, and the time for each cue stays bounded."""
_TITLE_WORDS = 12
_CLITICS = ("'", "’")


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word, a mark or a whole quotation."""

    start: int
    end: int
    low: str
    """In lower case; a quotation is `""`."""
    capital: bool
    """Begins with a capital letter."""
    mark: bool
    """Punctuation."""
    quotation: int = -1
    """Index of the quotation that stands here."""


class Clause(msgspec.Struct):
    """The words of one sentence, at one depth of quotation."""

    words: list[Word]
    paragraph: int
    """Number of the stretch (block or inside of a quotation) that it stands in."""


class Sentences:
    """Cuts paragraphs of a document into clauses."""

    def __init__(self, document: Document, found: Sequence[Quotation]) -> None:
        self.text = document.text
        self.tokens = document.tokens
        self.starts = [token.start for token in document.tokens]
        self.sentences = [start for start, _ in document.sentences]
        self.sentence_starts = frozenset(self.sentences)
        self.quotations = found
        self.quotation_starts = [quotation.start for quotation in found]
        self.spoken = [speech(self.text, quotation) for quotation in found]

    def of(self, span: Span, depth: int, paragraph: int) -> Iterator[Clause]:
        """The clauses of a stretch whose own quotations lie at `depth`."""
        start, end = span
        first = bisect_left(self.quotation_starts, start)
        last = bisect_left(self.quotation_starts, end)
        inside = [i for i in range(first, last) if self.quotations[i].depth == depth and self.spoken[i]]
        sentence_ends = self.sentences[bisect_right(self.sentences, start) : bisect_left(self.sentences, end)]
        after_stop = [i for i in map(self.quotation_starts.__getitem__, inside) if self._after_stop(i, start)]
        if after_stop:
            sentence_ends = sorted({*sentence_ends, *after_stop})
        cut, words = 0, list[Word]()
        for word in self._words(start, end, inside):
            while cut < len(sentence_ends) and sentence_ends[cut] < word.end:
                if sentence_ends[cut] <= word.start and words:
                    yield Clause(words, paragraph)
                    words = []
                cut += 1
            words.append(word)
            if len(words) == MOST_WORDS:
                yield Clause(words, paragraph)
                words = []
        if words:
            yield Clause(words, paragraph)

    def _after_stop(self, at: int, start: int) -> bool:
        """Does a sentence end right before this place?"""
        before = self.text[max(start, at - 3) : at].rstrip()
        return bool(before) and before[-1] in ".?!" and before[-1] != self.text[at - 1]

    def _words(self, start: int, end: int, inside: list[int]) -> Iterator[Word]:
        at, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        quotes = iter([*inside, -1])
        following = next(quotes)
        while at < last:
            token = self.tokens[at]
            if following >= 0 and token.start >= self.quotations[following].start:
                quotation = self.quotations[following]
                yield Word(quotation.start, quotation.end, "", False, False, following)
                at = bisect_left(self.starts, quotation.end, at, last)
                following = next(quotes)
                continue
            stop = self.quotations[following].start if following >= 0 else end
            at, word = self._merge(at, last, stop)
            if word is not None:
                yield word

    def _abbreviates(self, following: int, stop: int) -> bool:
        """A full stop that ends no sentence: the next word stands in the same one."""
        return (
            following < stop and following not in self.sentence_starts and self.text[following] not in "\"'“‘"
        )

    def _merge(self, at: int, last: int, stop: int) -> tuple[int, Word | None]:
        """The next word, with its "'s", "n't", full stop of abbreviation and hyphenated rest."""
        text, tokens = self.text, self.tokens
        start, end = tokens[at].start, tokens[at].end
        at += 1
        if not (text[start].isalnum() or text[start] in "$€£#@"):
            mark = text[start:end]
            if mark in "\"“”„‟«»‹›「」『』‘’‚'``''*_":
                return at, None
            return at, Word(start, end, mark, False, True)
        while at < last and tokens[at].start == end < stop:
            piece = text[tokens[at].start : tokens[at].end]
            joins = (
                (piece[0] in _CLITICS and 1 < len(piece) <= 3 and piece[1].isalnum())
                or piece in ("n't", "n’t")
                or (piece in "-‑'’." and at + 1 < last and tokens[at + 1].start == tokens[at].end < stop)
                or (piece == "." and at + 1 < last and self._abbreviates(tokens[at + 1].start, stop))
                or (text[end - 1] in "-‑'’." and piece[0].isalnum())
            )
            if not joins:
                break
            end = tokens[at].end
            at += 1
        return at, Word(start, end, text[start:end].lower(), text[start].isupper(), False)


def speech(text: str, quotation: Quotation) -> Literal[0, 1, 2]:
    """How much like speech it looks: 0 a choice of words or a title, 1 speech if a verb says so, 2 speech."""
    start, end = quotation.inner()
    inner = text[start:end].strip()
    if not any(c.isalnum() for c in inner):
        return 0
    parts = inner.split(None, _TITLE_WORDS + 1)
    ended = inner[-1] in ",.?!…—"
    title = (
        1 < len(parts) <= _TITLE_WORDS
        and sum(part[0].isupper() for part in parts) > 1
        and not inner.isupper()
        and all(part[0].isupper() or not part[0].isalpha() or len(part) <= SCARE_WORDS for part in parts)
    )
    if title:
        before = text[max(0, quotation.start - 2) : quotation.start]
        return 1 if ended and (not before.strip() or before.strip()[-1] in ",:") else 0
    if len(parts) <= SCARE_WORDS:
        return 1 if ended else 0
    return 2

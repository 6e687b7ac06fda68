"""The passages of a document that may be copies: sentences, runs of short ones, and quotations.

The sentence is the unit, since that is what is copied: a rewritten lede, one paragraph of five. Each is known
by the words in it that tell something; where it was said from, who signed it and what is on every page is no
part of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

import msgspec

from whosays.lexicon import load
from whosays.records import Document, Span
from whosays.records.across import Passage, PassageCard
from whosays.records.derived import content_id

FEWEST = 7
"""Words that tell something, in a passage that is compared."""
FEWEST_QUOTED = 3
"""The same, in a quotation of five words or more: its words were chosen by one mouth."""
MOST = 80
"""Words of a passage that are looked at."""
LONGEST = 2_000
"""Code points of a sentence that are looked at."""
LETTERS = 6
"""Of a word: "injured" and "injuries" are one."""
PROSE = 0.15
"""Share of common words in what is written in sentences; a list of names has fewer."""
_RUN = 4
"""Short sentences that may stand together for one."""
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_ASIDE = re.compile(r"\[[^\[\]]{0,300}\]")
_DATELINE = re.compile(
    r"\W{0,2}(?:[A-Z][^()!?“”\"]{0,70})?\([A-Z][^()]{1,40}\)\s{0,2}[-–—:]{1,2}\s"
    r"|\W{0,2}[A-Z][A-Z.' ]{2,30}(?:, [A-Z][\w.]{1,20}(?: \d{1,2})?){0,2}\s[-–—]{1,2}\s(?=\S{0,9}[a-z])"
)
_QUOTATION = re.compile(r"“([^“”]{20,1500})”|(?<!\w)\"(?=\w)([^\"]{20,1500})\"(?!\w)")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/passages.yaml`; its comments say what each list is for."""

    common: str
    furniture: tuple[str, ...]


def passages_of(document: Document) -> tuple[Passage, ...]:
    """All passages of a document that are long enough to be known again, in text order."""
    furniture = _furniture(document)
    found = [*_sentences(document, furniture), *_quotations(document, furniture)]
    return tuple(sorted(found, key=lambda passage: (passage.start, passage.end, passage.card.id)))


def _sentences(document: Document, furniture: tuple[str, ...]) -> Iterator[Passage]:
    blocks = _Blocks(document)
    run: list[Span] = []
    words: list[str] = []
    for span in document.sentences:
        shown = document.text[span[0] : min(span[1], span[0] + LONGEST)]
        told = _told(shown, document.language, furniture) or []
        if len(told) >= FEWEST:
            yield _passage(span, told, quoted=_is_quotation(shown))
        if not told or len(told) >= FEWEST or (run and blocks.kind(run[0]) != blocks.kind(span)):
            run, words = [], []
        if len(told) < FEWEST:
            run, words = [*run, span], words + told
        if len(words) >= FEWEST:
            yield _passage((run[0][0], run[-1][1]), words)
        if len(words) >= FEWEST or len(run) == _RUN:
            run, words = [], []


def _quotations(document: Document, furniture: tuple[str, ...]) -> Iterator[Passage]:
    for block in document.blocks or (None,):
        start, end = (0, len(document.text)) if block is None else (block.start, block.end)
        for match in _QUOTATION.finditer(document.text, start, end):
            shown = match[1] or match[2]
            told = _told(shown, document.language, furniture)
            if told is not None and len(told) >= FEWEST_QUOTED and len(shown.split(maxsplit=5)) >= 5:
                yield _passage(match.span(1 if match[1] else 2), told, quoted=True)


def _is_quotation(shown: str) -> bool:
    """Does half of it or more stand in quotation marks? Who heard it, and did not copy it, has it too."""
    quoted = sum(match.end() - match.start() for match in _QUOTATION.finditer(shown))
    return 2 * quoted >= len(shown)


class _Blocks:
    """The kinds of the blocks, by place."""

    def __init__(self, document: Document) -> None:
        self._starts = [block.start for block in document.blocks]
        self._kinds = [block.kind for block in document.blocks]

    def kind(self, span: Span) -> str | None:
        """The kind of the block in which a passage begins."""
        number = bisect_right(self._starts, span[0]) - 1
        return self._kinds[number] if number >= 0 else None


def _passage(span: Span, words: list[str], *, quoted: bool = False) -> Passage:
    kept = tuple(words[:MOST])
    card = PassageCard(id=content_id("p", quoted, *kept), words=kept, quoted=quoted)
    return Passage(start=span[0], end=span[1], card=card)


def _told(shown: str, language: str | None, furniture: tuple[str, ...]) -> list[str] | None:
    """The words that tell something; `None` for what is no prose, or is on every page."""
    if "[" in shown:
        shown = _ASIDE.sub(" ", shown)
    if dateline := _DATELINE.match(shown):
        shown = shown[dateline.end() :]
    shown = shown.casefold()
    if any(phrase in shown for phrase in furniture):
        return None
    words = _WORD.findall(shown)
    if language not in {None, "en"}:
        return [word[:LETTERS] for word in words if len(word) > 3 or word.isdigit()]
    told = [word[:LETTERS] for word in words if word not in _common()]
    return told if len(words) - len(told) >= PROSE * len(words) else None


@cache
def _common() -> frozenset[str]:
    return frozenset(load("passages", Words).common.split())


def _furniture(document: Document) -> tuple[str, ...]:
    """What a document has of it; mostly nothing, so that its sentences need not be looked through."""
    text = document.text.casefold()
    return tuple(phrase for phrase in load("passages", Words).furniture if phrase in text)

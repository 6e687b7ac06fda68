"""Names as they are found: where, in which words, and what speaks for which type."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from whosays.annotate.entities.name_lexicon import Parts
from whosays.records import Block, Document, Span

STRONG, MEDIUM, WEAK = 3, 2, 1
"""How much a piece of evidence for a type weighs: form of the name; what stands beside it; a hint."""

Evidence = tuple[str, int]
"""A type and how much speaks for it."""


class Name(msgspec.Struct):
    """One mention by name."""

    start: int
    end: int
    parts: Parts
    evidence: list[Evidence] = []
    sex: str | None = None
    """`he` or `she`, where a title tells."""
    sentence: int = 0
    head_only: bool = False
    """A word such as "Front" alone: a short form of a longer name or nothing."""
    acronym: bool = False
    byname: bool = False
    """Given as another name of something, so not its fullest."""
    read_as: str | None = None
    """The type that the language model gives it here."""


_LONGEST_HEADING = 24
"""Words."""


class Line(msgspec.Struct):
    """The tokens of one sentence."""

    index: int
    words: list[str]
    low: list[str]
    spans: list[Span]
    style: str
    """plain | title | upper: what capitals prove here."""
    opens: bool
    """Stands at the beginning of a block."""

    def __len__(self) -> int:
        return len(self.words)

    def at(self, index: int) -> str:
        """The word at an index in lower case, "" beyond the ends."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def gap(self, index: int) -> int:
        """Characters between a token and the one before it."""
        return self.spans[index][0] - self.spans[index - 1][1]

    def capital(self, index: int) -> bool:
        """Begins with a capital ("al-Dorn" does, too)."""
        if not 0 <= index < len(self.words):
            return False
        word = self.words[index]
        return word[0].isupper() or (word[0].isalpha() and word[-1].isalpha() and _capital_within(word))


def _capital_within(word: str) -> bool:
    before, hyphen, after = word.partition("-")
    return bool(hyphen) and len(before) < 4 and after[:1].isupper()


def lines_of(document: Document, small: frozenset[str]) -> list[Line]:
    """The sentences of a document as words."""
    text, tokens = document.text, document.tokens
    headings = {block.start: block for block in document.blocks}
    lines: list[Line] = []
    at = 0
    for index, (start, end) in enumerate(document.sentences):
        while at < len(tokens) and tokens[at].start < start:
            at += 1
        spans: list[Span] = []
        while at < len(tokens) and tokens[at].end <= end:
            spans.append((tokens[at].start, tokens[at].end))
            at += 1
        words = [text[a:b] for a, b in spans]
        block = headings.get(start)
        style = _style(words, block, small)
        if lines and lines[-1].style == "upper" and not any(c.islower() for word in words for c in word):
            style = "upper"  # a few words more of a text all in capitals
        opens = block is not None or start == 0 or text[max(0, start - 2) : start].isspace()
        lines.append(Line(index, words, [w.lower() for w in words], spans, style, opens))
    return lines


def _style(words: Sequence[str], block: Block | None, small: frozenset[str]) -> str:
    """What a capital is worth in this sentence."""
    letters = [word for word in words if word[0].isalpha() and len(word) > 1]
    if sum(word.isupper() for word in letters) * 10 > len(letters) * 7 and len(letters) >= 3:
        return "upper"
    content = [word for word in letters if word.lower() not in small]
    least = 3 if block is not None and block.kind == "heading" else 5
    capitals = sum(word[0].isupper() for word in content)
    heading = least <= len(content) and len(words) <= _LONGEST_HEADING and words[-1] != "."
    return "title" if heading and capitals * 100 >= len(content) * 85 else "plain"

"""How what is said is meant: asserted, denied, doubted or taken back by the outermost voice that says it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from whosays.lexicon import any_of
from whosays.records import Attribution, Document, Span, Statement
from whosays.records.derived import Stance
from whosays.resolve.credited import Credits
from whosays.resolve.sources import Sources, words
from whosays.resolve.voices import enclosing

LONGEST = 600
"""Code points of a passage that are looked at, and of what stands before it."""
NEAR = 40
"""Code points before the verb of a statement within which "may" is said of it."""
_HEADS = 3
"""Blocks at the head in which a document says that it is a correction."""


class Stances:
    """The stances of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sources = Sources(document)
        self._credits = Credits(document)
        self.is_correction = _is_correction(document)
        """Does it say of itself that it corrects what was brought before?"""
        self._denied = sorted(s.trigger[0] for s in document.statements if s.polarity == "denied")

    def at(self, span: Span, attribution: int | None, statement: Statement | None = None) -> Stance:
        """The stance of the outermost voice on what stands at `span`.

        `attribution`: the innermost one there; `statement`: what stands there, where one was found.
        """
        document = self._document
        chain = [document.attributions[index] for index in enclosing(document, attribution)]
        passage = document.text[span[0] : min(span[1], span[0] + LONGEST)]
        if self._retracts(span, chain, passage):
            return "retracts"
        if any(each.denies or _has(_cue(document, each), "denials") for each in chain):
            return "denies"
        if statement is not None:
            return self._of_statement(span, chain, statement)
        if not chain and _has(passage, "denying"):
            return "denies"
        if _doubts(document, span, chain, passage):
            return "doubts"
        if self._is_denied(span):
            return "denies"
        spoken = bool(chain) or any(credit.kind == "author" for credit in self._credits.at(span))
        return "denies" if spoken and _negated(passage) else "asserts"

    def _of_statement(self, span: Span, chain: list[Attribution], statement: Statement) -> Stance:
        """A statement knows whether its verb is negated; of reserve only what stands before it counts."""
        before = self._document.text[max(span[0], statement.trigger[0] - NEAR) : statement.trigger[0]]
        if _doubts(self._document, span, chain, before):
            return "doubts"
        if self._is_bare_figure(statement) and _has(self._document.text[slice(*span)][:LONGEST], "doubting"):
            return "doubts"
        return "denies" if statement.polarity == "denied" else "asserts"

    def _is_bare_figure(self, statement: Statement) -> bool:
        """ "The figure of 11 is unconfirmed": what is said of a number stands behind it."""
        counted = (self._document.quantities[index] for index in statement.quantities)
        return any(quantity.start == statement.trigger[0] for quantity in counted)

    def _is_denied(self, span: Span) -> bool:
        number = bisect_left(self._denied, span[0])
        return number < len(self._denied) and self._denied[number] < span[1]

    def _retracts(self, span: Span, chain: list[Attribution], passage: str) -> bool:
        document = self._document
        if any(each.stance == "retracts" or _has(_cue(document, each), "retractions") for each in chain):
            return True
        if not self.is_correction:
            return False
        if chain and chain[0].source and self._sources.is_own(chain[0]):
            return True
        sentence = document.text[slice(*_sentence(document, span))][:LONGEST]
        return _has(sentence, "retractions") or (_has(sentence, "corrected") and _negated(passage))


def _cue(document: Document, attribution: Attribution) -> str:
    return " ".join(document.words(span) for span in attribution.cue[:3])[:LONGEST]


def _is_correction(document: Document) -> bool:
    heads = [document.words((block.start, block.end)) for block in document.blocks[:_HEADS]]
    for line in (document.title or "", *heads):
        if len(line) <= 120 and re.match(rf"(?:{_forms('corrections')})\b", line.strip(), re.I):
            return True
    return False


def _doubts(document: Document, span: Span, chain: list[Attribution], passage: str) -> bool:
    if any(each.stance == "doubts" or _has(_cue(document, each), "doubts") for each in chain):
        return True
    if _has(passage, "doubting"):
        return True
    if re.search(rf"\b(?:{_forms('reserve')})\b", passage):  # not "May"
        return True
    if not chain:
        return False
    # "A diplomat was not convinced. “He never hit a civilian target,” the diplomat said."
    before = document.text[max(0, span[0] - LONGEST) : span[0]].rpartition("\n\n")[2]
    sentences = re.split(r"(?<=[.!?:])\s+", before.rstrip(" “\"'‘"))
    return bool(sentences) and _has(
        sentences[-1] or (sentences[-2] if len(sentences) > 1 else ""), "doubting"
    )


def _negated(passage: str) -> bool:
    """Is its first clause negated? What is set off behind a comma ("two, not one") does not count."""
    lower = re.split(rf"[.;:!?]\s|\s(?:{_forms('clauses')})\b", passage, maxsplit=1)[0].casefold()
    for phrase in words().not_negating:
        lower = lower.replace(phrase, " ")
    lower = re.sub(r",\s(?:not|never|no)\b[^,;.]{0,60}", " ", lower)
    return re.search(rf"\b(?:{_forms('negations')})\b|n['’]t\b", lower) is not None


def _has(passage: str, name: str) -> bool:
    return re.search(rf"(?<!\w)(?:{_forms(name)})(?!\w)", passage, re.I) is not None


@cache
def _forms(name: str) -> str:
    return any_of(getattr(words(), name))


def _sentence(document: Document, span: Span) -> Span:
    number = bisect_right(document.sentences, span[0], key=lambda sentence: sentence[0]) - 1
    if number < 0:
        return span
    start, end = document.sentences[number]
    return (start, max(end, span[1]))

"""How what is said is meant: asserted, denied, doubted or taken back by the outermost voice that says it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import Literal

from whosays.records import Attribution, Document, Span, Statement
from whosays.resolve.sources import Sources, words
from whosays.resolve.voices import enclosing

Stance = Literal["asserts", "denies", "doubts", "retracts"]

LONGEST = 600
"""Code points of a passage that are looked at, and of what stands before it."""
_HEADS = 3
"""Blocks at the head in which a document says that it is a correction."""


def stance_at(
    document: Document, span: Span, attribution: int | None, statement: Statement | None = None
) -> Stance:
    """The stance of the outermost voice on what stands at `span`; `attribution`: the innermost one there."""
    sources = Sources(document)
    chain = [document.attributions[index] for index in enclosing(document, attribution)]
    if _retracts(document, span, chain, sources):
        return "retracts"
    if any(each.denies or _has(_cue(document, each), "denials") for each in chain):
        return "denies"
    passage = document.text[span[0] : min(span[1], span[0] + LONGEST)]
    if _has(passage, "denials") and not chain:
        return "denies"
    if _doubts(document, span, chain, passage):
        return "doubts"
    if statement is not None and statement.polarity == "denied":
        return "denies"
    if statement is None and any(
        s.polarity == "denied" and span[0] <= s.trigger[0] < span[1] for s in document.statements
    ):
        return "denies"
    spoken = bool(chain) or any(
        start <= span[0] < end
        for credit in document.credits
        if credit.kind == "author"
        for start, end in credit.covers
    )
    return "denies" if spoken and _negated(passage) else "asserts"


def _cue(document: Document, attribution: Attribution) -> str:
    return " ".join(document.words(span) for span in attribution.cue[:3])[:LONGEST]


def _retracts(document: Document, span: Span, chain: list[Attribution], sources: Sources) -> bool:
    if any(_has(_cue(document, each), "retractions") for each in chain):
        return True
    sentence = document.text[slice(*_sentence(document, span))][:LONGEST]
    if not _is_correction(document):
        return False
    if chain and chain[0].source and sources.is_own(chain[0]):
        return True
    if _has(sentence, "retractions"):
        return True
    return _has(sentence, "corrected") and _negated(document.text[span[0] : span[1]][:LONGEST])


def _is_correction(document: Document) -> bool:
    heads = [document.words((block.start, block.end)) for block in document.blocks[:_HEADS]]
    for line in (document.title or "", *heads):
        if len(line) <= 120 and re.match(rf"(?:{_any('corrections')})\b", line.strip(), re.I):
            return True
    return False


def _doubts(document: Document, span: Span, chain: list[Attribution], passage: str) -> bool:
    if any(_has(_cue(document, each), "doubts") for each in chain):
        return True
    if _has(passage, "doubts"):
        return True
    if re.search(rf"\b(?:{_any('reserve')})\b", passage):  # not "May"
        return True
    if not chain:
        return False
    # "A diplomat was not convinced. “He never hit a civilian target,” the diplomat said."
    before = document.text[max(0, span[0] - LONGEST) : span[0]].rpartition("\n\n")[2]
    sentences = re.split(r"(?<=[.!?:])\s+", before.rstrip(" “\"'‘"))
    return bool(sentences) and _has(sentences[-1] or (sentences[-2] if len(sentences) > 1 else ""), "doubts")


def _negated(passage: str) -> bool:
    """Is the passage as a whole negated? What is set off behind a comma ("two, not one") is not."""
    lower = passage.casefold()
    for phrase in words().not_negating:
        lower = lower.replace(phrase, " ")
    lower = re.sub(r",\s(?:not|never|no)\b[^,;.]{0,60}", " ", lower)
    return re.search(rf"\b(?:{_any('negations')})\b|n['’]t\b", lower) is not None


def _has(passage: str, name: str) -> bool:
    return re.search(rf"(?<!\w)(?:{_any(name)})(?!\w)", passage, re.I) is not None


@cache
def _any(name: str) -> str:
    forms: tuple[str, ...] = getattr(words(), name)
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


def _sentence(document: Document, span: Span) -> Span:
    number = bisect_right(document.sentences, span[0], key=lambda sentence: sentence[0]) - 1
    if number < 0:
        return span
    start, end = document.sentences[number]
    return (start, max(end, span[1]))

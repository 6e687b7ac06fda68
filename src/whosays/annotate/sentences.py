"""Sentences by rules, for languages that no model reads: they end with a stop, a heading or a block.

By rules and a list of abbreviations (`lexicon/abbreviations.yaml`), in the manner of Punkt (Kiss and Strunk,
Computational Linguistics 2006) without its learning. No sentence crosses a block; every character that is no
white space lies in one sentence. One pass, so the time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from whosays.lexicon import load
from whosays.records import Document, Span

LONGEST = 10_000
"""Characters. What is longer is no sentence; it is cut between words, so that its readers stay bounded."""

_STOP = re.compile(r"[.!?…‽。！？｡।؟۔]++[\"'”’»›)\]]*+(?:\[[0-9]{1,3}\]){0,9}+")
_EMPTY_LINE = re.compile(r"\n(?:[ \t\r]*+\n)++")
_NEXT = re.compile(r"\s*+[\"'“‘«‹(\[*_—–-]*+([^\W_]?[^\W\d_]*+)")
_BEFORE = re.compile(r"[^\s(\[\"'“‘«]*+$")
_DATELINE = re.compile(
    r"[A-Z][A-Z'\u2019. -]{2,40}"
    r"(?P<rest>(?:[ ]?\([^()\n]{2,40}\))?[^()\n\u2013\u2014]{0,40}(?:\([^()\n]{2,80}\))?)"
    r"[ ](?:--|[-\u2013\u2014])[ ]"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST_DATELINE = 200
_ENOUGH_TO_TELL = 40
"""Characters that show whether a text is all in capitals."""
_WITHOUT_SPACE = frozenset("。！？｡")


class Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/abbreviations.yaml`."""

    before_name: str
    before_number: str
    dates: str
    either: str
    openers: str


@cache
def _known() -> dict[str, frozenset[str]]:
    lists = load("abbreviations", Abbreviations)
    return {name: frozenset(words.split()) for name, words in msgspec.structs.asdict(lists).items()}


def sentences_of(document: Document) -> Iterator[Span]:
    """The sentences of a document, in order, without white space at their ends."""
    for start, end, whole in _areas(document):
        if whole:
            yield from pieces(document.text, start, end)
        else:
            for sentence in _split(document.text, start, end):
                yield from pieces(document.text, *sentence)


def areas(document: Document) -> Iterator[Span]:
    """Stretches that no sentence leaves: blocks, and paragraphs outside them; those with words in them.

    A line of place and date is one of its own: it is no part of the sentence that it stands before.
    """
    for start, end, _ in _areas(document):
        dateline = dateline_end(document.text, start, end)
        for begin, stop in ((start, dateline), (dateline, end)):
            if begin < stop and not document.text[begin:stop].isspace():
                yield begin, stop


def dateline_end(text: str, start: int, end: int) -> int:
    """Where the line of place and date ends that a paragraph opens with; `start` where it has none.

    "LUNESK, 4 May (KPA) - …", "LUNESK (OSTLAND), 30 AUG 89 -- …": a place in capitals, with a day or an
    agency. "VELM - Seven men …", without them, must differ from what follows.
    """
    found = _DATELINE.match(text, start, min(end, start + _LONGEST_DATELINE))
    if found is None or text[found.end() : found.end() + 1].islower():
        return start
    rest = found["rest"]
    if any(word[0].islower() for word in _IN_BRACKETS.sub(" ", rest).split()):
        return start  # "HLF killed 3 men - …"
    if "(" in rest or any(c.isdigit() for c in rest):
        return found.end()
    follows = text[found.end() : min(end, found.end() + _ENOUGH_TO_TELL)]
    return start if rest or follows.upper() == follows else found.end()


def _areas(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Stretches that no sentence leaves, and whether each is one sentence as it stands (headings are)."""
    at = 0
    for block in document.blocks:
        yield from _paragraphs(document.text, at, block.start)
        if block.kind != "page-break":
            yield block.start, block.end, block.kind == "heading"
        at = block.end
    yield from _paragraphs(document.text, at, len(document.text))


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    for gap in _EMPTY_LINE.finditer(text, start, end):
        yield start, gap.start(), False
        start = gap.end()
    if start < end:
        yield start, end, False


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, stop, begin, end):
            yield begin, stop.end()
            begin = stop.end()
    yield begin, end


def _ends_sentence(text: str, stop: re.Match[str], begin: int, end: int) -> bool:
    at = stop.end()
    if at >= end:
        return True
    mark = stop.group()
    if not text[at].isspace():
        return mark[0] in _WITHOUT_SPACE
    following = _NEXT.match(text, at, min(end, at + 80))
    word = following.group(1) if following is not None else ""
    if word[:1].islower():
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    before = _BEFORE.search(text, max(begin, stop.start() - 24), stop.start())
    return _full_stop(before.group() if before is not None else "", word, closed=len(mark) > 1)


def _full_stop(before: str, word: str, *, closed: bool) -> bool:
    """Does "BEFORE. WORD" part two sentences? `closed`: a quotation mark or bracket follows the stop."""
    known = _known()
    low = before.casefold()
    opens = word.casefold() in known["openers"]
    if low in known["before_name"]:
        return False
    if low in known["before_number"] or low in known["dates"]:
        return not word[:1].isdigit()
    if low in known["either"] or (
        len(before) > 1 and before[1::2].strip(".") == "" and before[::2].isalpha()
    ):
        return opens or not word or closed
    if len(before) == 1 and before.isalpha() and before.isupper():
        return opens or not word  # an initial
    if before.isdigit() and len(before) <= 3 and not closed:
        return bool(word)  # "12." may number an item, "12. 5" may be a figure
    return True


def pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """One sentence without outer white space, in pieces where it is too long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        at = space if space > 0 else start + LONGEST
        yield start, at
        start = at
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end

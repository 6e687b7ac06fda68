"""Quotations: stretches of a document's text between quotation marks, of every kind, nested.

One pass over each block with a stack of open marks, so the time is linear whatever the text. A quotation
never leaves its block: where the mark at its end is missing it ends with the block, unless the next block
opens with a mark again (the printers' custom for speech of several paragraphs), which makes it a piece of
the same quotation. Single marks count only in pairs; alone they are apostrophes, primes or minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from whosays.records import Document, Span

_MARK = re.compile(r"``|''|[\"“”„‟«»‹›「」『』‘’‚']")
_GAP = re.compile(r"\n[ \t\r]*\n")
_PAIRS = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "‹": "›",
    "「": "」",
    "『": "』",
    "``": "''",
    "‘": "’",
    "‚": "‘’",
    "”": "”",
}
_REVERSED = {"»": "«", "›": "‹"}
_SINGLE = frozenset("‘’‚'")
MOST_NESTING = 8
"""Marks open at once; more than that is no prose."""


class Quotation(msgspec.Struct, frozen=True):
    """What stands between two quotation marks in one block; `start` and `end` include the marks."""

    start: int
    end: int
    depth: int
    """0: outermost."""
    closed: bool
    """Has a mark at its end."""
    continues: bool = False
    """Goes on with the quotation before it, which was left open at the end of its block."""

    width: int = 1
    """Characters of a mark: 2 where it is typed as two."""

    def inner(self) -> Span:
        """Without the marks."""
        return (self.start + self.width, self.end - self.width if self.closed else self.end)


class _Open(msgspec.Struct):
    """A mark that waits for its partner."""

    mark: str
    at: int
    inner: list[Quotation]


def paragraphs(document: Document) -> Iterator[Span]:
    """The stretches that no quotation leaves: blocks, or what blank lines part where there are none."""
    if document.blocks:
        for block in document.blocks:
            if block.kind != "page-break" and block.end > block.start:
                yield (block.start, block.end)
        return
    at = 0
    for gap in _GAP.finditer(document.text):
        if gap.start() > at:
            yield (at, gap.start())
        at = gap.end()
    if at < len(document.text):
        yield (at, len(document.text))


def quotations(text: str, spans: Sequence[Span]) -> list[Quotation]:
    """All quotations in the paragraphs `spans` of `text`, ordered by start, outer before inner."""
    found: list[Quotation] = []
    left_open = ""
    for start, end in spans:
        mark = _MARK.match(text, start, end)
        again = bool(left_open) and mark is not None and mark.group() == left_open
        here, left_open = _paragraph(text, start, end)
        if again and here and here[0].start == start:
            here[0] = msgspec.structs.replace(here[0], continues=True)
        found.extend(here)
    return found


def _paragraph(text: str, start: int, end: int) -> tuple[list[Quotation], str]:
    """The quotations of one paragraph, and the mark that was left open at its end."""
    stack: list[_Open] = []
    found: list[Quotation] = []
    strong = _last_strong_closer(text, start, end)
    for match in _MARK.finditer(text, start, end):
        mark, at, after = match.group(), match.start(), match.end()
        place = _partner(stack, text, mark, at, after, start, end, strong)
        if place is not None:
            opened = stack[place]
            inner = [q for waiting in stack[place:] for q in waiting.inner]
            del stack[place:]
            inner.insert(0, Quotation(opened.at, after, 0, True, width=len(mark)))
            (stack[-1].inner if stack else found).extend(inner)
        elif len(stack) < MOST_NESTING and _opens(text, mark, at, after, start, end):
            found.extend(_forget_unpaired(stack, mark))
            stack.append(_Open(mark, at, []))
    return _finish(stack, found, text, end)


def _finish(stack: list[_Open], found: list[Quotation], text: str, end: int) -> tuple[list[Quotation], str]:
    """What is still open at the end of a paragraph: double marks run to it, single ones were none.

    A mark after which the same mark opened again has lost its end somewhere before: nobody knows where.
    """
    left_open = ""
    for waiting in stack:
        lost = any(text.startswith(waiting.mark, quotation.start) for quotation in waiting.inner)
        if not left_open and waiting.mark not in _SINGLE and not lost:
            left_open = waiting.mark
            found.append(Quotation(waiting.at, end, 0, False, width=len(waiting.mark)))
        found.extend(waiting.inner)
    found.sort(key=lambda q: (q.start, -q.end))
    return _with_depths(found), left_open


def _with_depths(found: list[Quotation]) -> list[Quotation]:
    ends: list[int] = []
    result = []
    for quotation in found:
        while ends and ends[-1] <= quotation.start:
            ends.pop()
        result.append(msgspec.structs.replace(quotation, depth=len(ends)))
        ends.append(quotation.end)
    return result


def _forget_unpaired(stack: list[_Open], mark: str) -> list[Quotation]:
    """A straight mark that opens while one is open: the end of the first is missing, nobody knows where.

    What was whole inside it is kept; returned where no other quotation is open to hold it.
    """
    if mark in ('"', "'", "''"):
        for place, waiting in enumerate(stack):
            if waiting.mark == mark:
                inner = [q for lost in stack[place:] for q in lost.inner]
                del stack[place:]
                if not stack:
                    return inner
                stack[-1].inner.extend(inner)
                break
    return []


def _last_strong_closer(text: str, start: int, end: int) -> int:
    """Where the last single mark stands that follows punctuation: before it, "workers’ " is no end."""
    last = -1
    for mark in ("’", "'"):
        for stop in (",", ".", "?", "!"):
            last = max(last, text.rfind(stop + mark, start, end))
    return last


def _partner(
    stack: list[_Open], text: str, mark: str, at: int, after: int, start: int, end: int, strong: int
) -> int | None:
    """The place in `stack` of the mark that this one closes."""
    before = text[at - 1] if at > start else " "
    following = text[after] if after < end else " "
    if mark in _SINGLE:
        if following.isalnum() or before.isspace():
            return None
        if before in "sS" and following == " " and at < strong:
            return None  # "the workers' rights", within single marks
    elif (
        mark in ('"', "''")
        and (before.isspace() or before in "([—")
        and not (following.isspace() or after == end)
    ):
        return None
    for place in range(len(stack) - 1, -1, -1):
        opened = stack[place].mark
        if opened == mark and mark in ('"', "'", "''"):
            return place
        if mark in _PAIRS.get(opened, ()) or _REVERSED.get(opened) == mark:
            return None if mark == "“" and before.isspace() else place
        if opened == '"' and mark in ("”", "''"):
            return place  # two customs mixed
        if opened == "“" and mark == '"':
            return place
        if opened not in _SINGLE and mark in _SINGLE:
            return None  # a single mark closes nothing beyond the double one it stands in
    return None


def _opens(text: str, mark: str, at: int, after: int, start: int, end: int) -> bool:
    """Can a quotation begin with this mark, by what stands around it?"""
    if after >= end:
        return False
    before = text[at - 1] if at > start else " "
    following = text[after]
    if mark in ("」", "』"):
        return False
    if mark in ('"', "'", "''"):
        loose = before.isspace() or before in "—–-“‘\"'…[" or (before == "(" and not _called(text, at, start))
        return loose and not following.isspace() and following not in ",.;:)"
    if mark in ("”", "’"):
        return mark == "”" and before.isspace() and following.isalnum()
    if mark in ("‘", "‚"):
        return not before.isalnum() and (following.isalpha() or following in '“"…')
    if mark in _REVERSED:
        return (before.isspace() or before in "([—–") and (following.isalnum() or following in "“‘\"'")
    return True


def _called(text: str, at: int, start: int) -> bool:
    """Does the bracket before `at` belong to a word, as in the code `print("…")`?"""
    return at - 2 >= start and (text[at - 2].isalnum() or text[at - 2] == "_")

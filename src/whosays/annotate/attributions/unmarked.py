"""Speech without quotation marks in blocks of its own, behind a block that ends with "X said:".

The first such block is the speaker's; so are those after it, up to the last in which somebody speaks of
himself ("I", "our"). The rest of a page may be anybody's, so it is left alone; but a release that opens with
such words is all the speaker's, as far as it neither names him nor tells of the page itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from whosays.annotate.attributions.reporting import words
from whosays.records import Span

_SELF = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
_WORD = re.compile(r"\w[\w'’-]*")
_ENDS = (".", "!", "?", "…", ")")
_MARKS = tuple("\"“„«‹‘'`[")


def spoken(
    text: str, source: Span | None, following: Iterable[tuple[Span, bool]], *, release: bool
) -> list[Span]:
    """Which of the blocks that follow are the words of `source`.

    `following`: each with whether it is plain text, no heading, list or turn of a conversation; `release`:
    does the text open with the words of reporting?
    """
    named = _last_words(text, source)
    found: list[Span] = []
    sure = 0
    for (start, end), plain in following:
        block = text[start:end].strip()
        if not plain or block.startswith(_MARKS) or not block.endswith(_ENDS):
            break
        if found and ((named and named in block) or any(told in block.lower() for told in words().of_pages)):
            break  # of whom it speaks does not speak
        found.append((start, end))
        if release or len(found) == 1 or _SELF.search(block):
            sure = len(found)
    return found[:sure]


def _last_words(text: str, source: Span | None) -> str:
    """How a writer would name the speaker again: the last two words of his title and name."""
    if source is None:
        return ""
    last = list(_WORD.finditer(text, *source))[-2:]
    return text[last[0].start() : last[-1].end()] if last else ""

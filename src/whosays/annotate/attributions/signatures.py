"""Names under quotations: a line, or a block, that is a quotation, then a dash and who said it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from whosays.annotate.attributions.quotations import Quotation
from whosays.annotate.attributions.reporting import words
from whosays.records import Span

_SIGNED = re.compile(
    r"[ \t\u00a0]*(?:\r?\n[ \t\r]*){0,2}(?P<dash>[—–―]|--)[ \t\u00a0]*"
    r"(?P<name>[^\W\d_][^\n\"“”«»;:!?—–―]{1,78}?)[.]?[ \t\u00a0\r]*(?=\n|$)"
)
"""After the closing mark: on the same line, on the next, or below an empty line."""
_MOST_NAMES = 5
"""Words of a name; what a comma sets off after it says what the person is."""


class Signature(msgspec.Struct, frozen=True):
    """A quotation, by its number, with the dash and the name under it."""

    quotation: int
    dash: Span
    source: Span


def signatures(text: str, quotations: Sequence[Quotation]) -> Iterator[Signature]:
    """The quotations that begin a line and are signed."""
    for number, quotation in enumerate(quotations):
        if quotation.depth or not quotation.closed or not _begins_line(text, quotation.start):
            continue
        match = _SIGNED.match(text, quotation.end, quotation.end + 100)
        if match is None or text[match.end() : match.end() + 1] not in ("", "\n"):
            continue
        if _is_name(match["name"]):
            yield Signature(number, match.span("dash"), match.span("name"))


def _begins_line(text: str, at: int) -> bool:
    line = text.rfind("\n", max(0, at - 8), at) + 1
    return (line > 0 or at < 8) and not text[line:at].strip()


def _is_name(phrase: str) -> bool:
    """A few words with capitals; what stands after a comma may be anything."""
    known = words()
    name = phrase.partition(",")[0].partition("(")[0].split()
    small = [word for word in name if word.lower() in known.name_particles]
    return len(name) - len(small) <= _MOST_NAMES and all(word[0].isupper() or word in small for word in name)

"""Words, numbers and marks, as spans of a text.

A word keeps its inner apostrophes, hyphens, combining marks and joiners ("mid-May", "O'Brien"); a possessive
ending is a token of its own ("Velm" + "'s"), dotted initials are one ("U.S."), and so is a number with its
separators ("1,300", "7.40"). Other marks stand one by one; a ruled line ("-----") is one token.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from whosays.records import Token


def _ranges(characters: list[int]) -> str:
    """The inside of a character class for sorted code points."""
    parts: list[str] = []
    first = last = characters[0]
    for code in [*characters[1:], -1]:
        if code != last + 1:
            parts.append(chr(first) if first == last else f"{chr(first)}-{chr(last)}")
            first = code
        last = code
    return "".join(parts)


# Where the scripts with combining marks lie; `\w` has none of these marks.
_BLOCKS = (
    (0x300, 0x370),
    (0x483, 0x48A),
    (0x591, 0x1DFF),
    (0x20D0, 0x20F1),
    (0xA66F, 0xABEE),
    (0xFE20, 0xFE30),
)
_COMBINING = _ranges([c for a, b in _BLOCKS for c in range(a, b) if unicodedata.category(chr(c))[0] == "M"])
_JOINERS = "\u00ad\u200c\u200d\u2060"
_LETTER = rf"[^\W_{_COMBINING}]"
_INNER = rf"(?:[^\W_]|[{_COMBINING}{_JOINERS}])"

# Every alternative takes at least one character and none gives back what it took, so the time is linear.
_TOKEN = re.compile(
    r"[0-9]++(?:[.,][0-9]++)++(?![^\W_])"
    r"|(?:[A-Za-z]\.){2,}+"
    r"|['’][sS](?![^\W_])"
    rf"|{_LETTER}{_INNER}*+(?:(?:[-‐‑]|['’](?![sS](?![^\W_]))){_INNER}++)*+"
    r"|([^\w\s])\1{3,}+"
    r"|[^\w\s]|_"
)


def tokens_of(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens between two places of the text, in order; white space is in none."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        yield Token(*match.span())

"""What people type into the search field, and where its words stand in a text.

`"two words"` together, `beg*`, `-without`; `who:`, `by:`, `source:`, `type:`, `from:`, `to:`, `in:` narrow
it down. Whatever is typed means something: what is no field and no date is looked for as a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal, get_args

import msgspec

from whosays.records.edtf import is_edtf

Part = Literal["names", "statements", "text", "titles"]
"""Where words are looked for."""
PARTS: tuple[Part, ...] = get_args(Part)
_SAME = {
    "name": "names",
    "statement": "statements",
    "line": "statements",
    "lines": "statements",
    "passages": "text",
    "title": "titles",
}
TERMS = 48
"""Words that are looked at, of all that were typed."""

_PIECE = re.compile(
    r"(?P<no>-)?(?:(?P<field>who|by|source|type|from|to|in):(?=\S))?"
    r'(?:"(?P<phrase>[^"]*)(?:"(?P<begins>\*?)|$)|(?P<word>[^\s"]+))',
    re.IGNORECASE,
)
# As the full-text tables take words apart: letters and digits, with marks that stand on them.
_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u0331])*")
_MARKS = re.compile(r"[\u0300-\u036f]")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for."""

    words: tuple[str, ...] = ()
    """Each a word, or several that stand together; `*` at the end: all words that begin so."""
    without: tuple[str, ...] = ()
    who: str | None = None
    by: str | None = None
    source: str | None = None
    type: str | None = None
    earliest: str | None = None
    latest: str | None = None
    part: Part | None = None
    no_date: str | None = None
    """What was given for a date and is none; it is not looked at."""

    @property
    def bounds(self) -> bool:
        """Is it narrowed down by anything but words?"""
        return any((self.who, self.by, self.source, self.type, self.earliest, self.latest))


def asked(typed: str) -> Asked:
    """What somebody typed. Of a field that is given twice the last counts."""
    words: list[str] = []
    without: list[str] = []
    fields: dict[str, str] = {}
    no_date: str | None = None
    for found in _PIECE.finditer(typed.encode("utf-8", "replace").decode().replace("\0", " ")):
        said = found["phrase"] if found["word"] is None else found["word"]
        name = (found["field"] or "").lower()
        value = " ".join(said.split())
        if name in {"from", "to"}:
            if is_edtf(value):
                fields["earliest" if name == "from" else "latest"] = value
            else:
                no_date = value
        elif name == "in" and _SAME.get(value.lower(), value.lower()) in PARTS:
            fields["part"] = _SAME.get(value.lower(), value.lower())
        elif name and name != "in" and not found["no"]:
            if _TOKEN.search(value):
                fields[name] = value
        elif _TOKEN.search(value):
            term = (f"{found['field']}:{value}" if name else value) + (found["begins"] or "")
            (without if found["no"] else words).append(term)
    return msgspec.convert(
        {**fields, "words": tuple(words[:TERMS]), "without": tuple(without[:TERMS]), "no_date": no_date},
        Asked,
    )


# ── where the words stand ─────────────────────────────────────────────────────────────────────────


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a text."""

    text: str
    marked: bool = False
    """Is it one of the words looked for?"""


class Snippet(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a text in which the words stand; the pieces together are one stretch of it."""

    pieces: tuple[Piece, ...]
    start: int
    """Of the first word that was found, in code points from the head of the text."""
    cut_before: bool
    cut_after: bool


LONG = 320
"""Code points shown, about."""
LEAD = 80
"""Of them before the first word."""


def folded(word: str) -> str:
    """A word without regard to case and to marks on its letters."""
    return _MARKS.sub("", unicodedata.normalize("NFD", word.lower()))


def marks(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where these words stand in a text, in code points, apart and in order."""
    wanted = [term for term in map(_Term, words) if term.tokens]
    there = [(found.start(), found.end(), folded(found[0])) for found in _TOKEN.finditer(text)]
    spans: list[tuple[int, int]] = []
    for at in range(len(there)):
        lengths = [len(term.tokens) for term in wanted if term.stands(there, at)]
        if lengths:
            spans.append((there[at][0], there[at + max(lengths) - 1][1]))
    return list(_joined(spans))


def _joined(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order, those that lie over each other as one."""
    start, end = -1, -1
    for first, last in spans:
        if first >= end:
            if end > start:
                yield start, end
            start = first
        end = max(end, last)
    if end > start:
        yield start, end


class _Term:
    """A word, or several that stand together."""

    def __init__(self, typed: str) -> None:
        self.tokens = [folded(token) for token in _TOKEN.findall(typed)]
        self.begins = typed.endswith("*")

    def stands(self, there: Sequence[tuple[int, int, str]], at: int) -> bool:
        """Does it stand at the word with this number?"""
        some = [word for _, _, word in there[at : at + len(self.tokens)]]
        if len(some) < len(self.tokens) or some[:-1] != self.tokens[:-1]:
            return False
        last = self.tokens[-1]
        return some[-1].startswith(last) if self.begins else some[-1] == last


def snippet(text: str, words: Sequence[str], *, most: int = LONG) -> Snippet:
    """About `most` code points of a text, where most of the words stand, with the words marked."""
    found = marks(text, words)
    start = _best(found, most - LEAD) if found else 0
    first = max(0, start - LEAD)
    last = min(len(text), first + most)
    first = max(0, last - most)
    if first:  # cut between words, where one is near
        first = next((at + 1 for at in range(first, min(first + 30, start)) if text[at].isspace()), first)
    if last < len(text):
        last = next((at for at in range(last, max(last - 30, start), -1) if text[at].isspace()), last)
    pieces: list[Piece] = []
    at = first
    for begin, end in found:
        if begin < first or end > last:
            continue
        pieces += [Piece(text=text[at:begin])] if begin > at else []
        pieces.append(Piece(text=text[begin:end], marked=True))
        at = end
    pieces += [Piece(text=text[at:last])] if last > at else []
    return Snippet(pieces=tuple(pieces), start=start, cut_before=first > 0, cut_after=last < len(text))


def _best(found: Sequence[tuple[int, int]], within: int) -> int:
    """Where the stretch begins that holds most of what was found; of several the first."""
    best, most, end = found[0][0], 0, 0
    for number, (start, _) in enumerate(found):
        end = max(end, number)
        while end < len(found) and found[end][1] <= start + within:
            end += 1
        if end - number > most:
            best, most = start, end - number
    return best

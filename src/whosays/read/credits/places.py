"""The places of a text at which a credit may stand, and the words by which it is known."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from whosays.lexicon import load
from whosays.lexicon.agencies import is_agency
from whosays.read.web_words import words as web_words
from whosays.records import BlockKind, Document

LONGEST = 300
"""Code points of a place that may be a credit; of a longer one only as many are looked at."""
_LABEL = re.compile(r"(?:[A-Z][A-Z .'’-]{1,30}(?:\([^()]{1,40}\))?|Q|A|[A-Z]\w+(?: [A-Z]\w+)?): ?\S")
_GAP = re.compile(r"\n[ \t\r]*\n")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/credits.yaml`; its comments say what each list is for."""

    outlet_words: frozenset[str]
    broadcasters: frozenset[str]
    informants: tuple[str, ...]
    words_of: dict[str, tuple[str, ...]]
    interviews: tuple[str, ...]
    nobody: frozenset[str]
    notes_on_text: tuple[str, ...]
    closings: frozenset[str]
    wrote: tuple[str, ...]
    references: frozenset[str]


@cache
def words() -> Words:
    """The lists, read once."""
    found: Words = load("credits", Words)
    return found


class Place(msgspec.Struct, frozen=True):
    """A block of the text; a stretch between empty lines, where its reader gave none."""

    start: int
    end: int
    kind: BlockKind
    level: int
    words: str
    """Its first code points, white space folded."""


def places_of(document: Document) -> list[Place]:
    """All blocks with words in them, in text order."""
    spans: list[tuple[int, int, BlockKind, int]] = [
        (block.start, block.end, block.kind, block.level)
        for block in document.blocks
        if block.kind != "page-break"
    ]
    if not document.blocks:
        at = 0
        for gap in _GAP.finditer(document.text):
            spans.append((at, gap.start(), "paragraph", 0))
            at = gap.end()
        spans.append((at, len(document.text), "paragraph", 0))
    return [
        Place(start, end, kind, level, " ".join(document.text[start : min(end, start + LONGEST + 1)].split()))
        for start, end, kind, level in spans
        if document.text[start : min(end, start + LONGEST + 1)].strip()
    ]


def is_turn(place: Place) -> bool:
    """Does it begin with the name of a speaker and a colon, as turns of a transcript do?"""
    return _LABEL.match(place.words) is not None


def is_note(place: Place) -> bool:
    """Is it by its opening words a note on the text, and no part of it?"""
    if place.kind not in {"paragraph", "item"} or place.end - place.start > LONGEST:
        return False
    lower = place.words.casefold().lstrip("[(*_—–- ")
    pages = web_words()
    if lower.startswith((*words().notes_on_text, *pages.republished)):
        return True
    behind = next(
        (lower[len(credit) :] for credit in pages.credits if lower.startswith((f"{credit} ", f"{credit}:"))),
        None,
    )
    # "Source: Statistical Office" is where a figure is from.
    return behind is not None and is_outlet(behind.strip(" :.)]"))


def is_outlet(name: str) -> bool:
    """Is it by its words a newspaper's, a broadcaster's, an agency's, or an address?"""
    parts = {part.strip(",'’").casefold() for part in name.split()}
    return is_agency(name) or bool(parts & words().outlet_words) or ("." in name and " " not in name)


def is_broadcaster(name: str) -> bool:
    """Is it plainly a radio's or a television's?"""
    return bool({part.casefold() for part in name.split()} & words().broadcasters)


def is_name(name: str) -> bool:
    """Does it look like a name: not long, and most of its words begin with a capital?"""
    parts = name.split()
    if not 1 <= len(parts) <= 8 or not parts[0][0].isupper():
        return False
    capital = sum(part[0].isupper() or not part[0].isalpha() or len(part) <= 3 for part in parts)
    return capital * 4 >= len(parts) * 3 and any(c.isalpha() for c in name)

"""Where a document names another: outlets and works that it draws on, and reports that it takes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from whosays.lexicon import any_of
from whosays.records import Document
from whosays.records.across import Cite
from whosays.resolve.sources import Sources
from whosays.resolve.stances import Stances
from whosays.weigh.cautions.look import Look
from whosays.weigh.cautions.words import words

MOST = 100
"""Citations of one sort in a document."""
LONGEST = 200
"""Code points of a name or title."""
_SHORTEST = 3
"""Words of a title that is known again."""


def cited_by(document: Document) -> tuple[Cite, ...]:
    """Its credits, and the outlets and works among those who say something in it; each name once."""
    once: dict[str, Cite] = {}
    for cite in sorted(_cited(document), key=lambda cite: (cite.start, cite.end, cite.name)):
        once.setdefault(cite.name.casefold(), cite)
    return tuple(once.values())[:MOST]


def _cited(document: Document) -> Iterator[Cite]:
    for credit in document.credits:
        if credit.kind in {"agency", "publisher"} and credit.span is not None:
            start, end = credit.span
            work = credit.kind == "publisher"
            yield Cite(name=credit.name[:LONGEST], start=start, end=end, work=work)
    sources = Sources(document)
    for attribution in document.attributions:
        if not attribution.source:
            continue
        start, end = attribution.source[0]
        shown = document.text[start : min(end, start + LONGEST)]
        work = _pattern("works").search(shown) is not None
        if work or _pattern("outlets").search(shown) or sources.kind_of(attribution) == "agency":
            yield Cite(name=shown, start=start, end=end, work=work)


def withdrawn_by(document: Document) -> tuple[Cite, ...]:
    """The titles and numbers of reports that a correction takes back."""
    if not Stances(document).is_correction:
        return ()
    return tuple(_withdrawn(Look(document)))[:MOST]


def _withdrawn(look: Look) -> Iterator[Cite]:
    text = look.document.text
    for match in _numbered().finditer(text):
        yield Cite(name=match[1], start=match.start(), end=match.end())
    for start, end in look.quotations:
        number, block = look.sentence_at(start), look.block_at(start)
        if number is None or block is None or len(text[start:end].split()) < _SHORTEST:
            continue
        paragraph = look.document.blocks[block]
        if _pattern("own_reports").search(look.lower(look.sentence(number))) and _pattern(
            "taken_back"
        ).search(look.lower((paragraph.start, paragraph.end))):
            yield Cite(name=text[start + 1 : end - 1][:LONGEST], start=start, end=end)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(getattr(words(), name))})\b", re.I)


@cache
def _numbered() -> re.Pattern[str]:
    """ "Item K114 is withdrawn"."""
    items, back = (any_of(forms) for forms in (words().items, words().taken_back))
    return re.compile(
        rf"\b(?:{items}) ([A-Z]{{0,4}}[-/.]?\d{{1,8}}) (?:is|are|was|has been) (?:{back})\b", re.I
    )

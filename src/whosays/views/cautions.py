"""What a careful reader flags in a document, as far as the document itself shows it (docs/casebook_json.md).

Undated, a correction, a source that is not named, a quotation that nobody says, hearsay. What takes more than
one document to see is not looked for here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whosays.records import Attribution, Document, Span
from whosays.resolve.credited import Credits
from whosays.resolve.sources import Sources
from whosays.resolve.stances import Stances

DEEPEST = 20
"""Attributions within one another that are looked through."""
FEWEST = 4
"""Words of a quotation that nobody says; a shorter one may be a choice of words."""


def cautions_of(document: Document, key: str) -> Iterator[dict[str, Any]]:
    """The cautions of one document: those on the whole of it, then in text order."""

    def caution(kind: str, span: Span | None, note: str) -> dict[str, Any]:
        start, end = span or (None, None)
        quote = None if span is None else document.words(span)
        return {"doc": key, "kind": kind, "start": start, "end": end, "quote": quote, "note": note}

    if document.published is None:
        yield caution("undated", None, "The document has no date of its own.")
    if Stances(document).is_correction:
        yield caution("correction", None, "It says that it corrects what was brought before.")
    sources, credits_ = Sources(document), Credits(document)
    for attribution in sorted(document.attributions, key=_first):
        if not attribution.source:
            if attribution.quoted and not attribution.cue and _is_speech(document, attribution):
                yield caution("unattributed-quote", attribution.content[0], "Nobody is named as the speaker.")
            continue
        if sources.is_own(attribution) or not sources.is_said(attribution):
            continue
        if sources.kind_of(attribution) == "unnamed":
            yield caution("unnamed-source", attribution.source[0], "The text describes this source only.")
        if _is_within(document, sources, attribution) or any(
            credit.kind == "author" for credit in credits_.at(_whole(attribution))
        ):
            yield caution("hearsay", _whole(attribution), "At second hand: one reports what another says.")


def _is_within(document: Document, sources: Sources, attribution: Attribution) -> bool:
    """Does it stand within what another says?"""
    parent = attribution.parent
    for _ in range(DEEPEST):
        if parent is None or not 0 <= parent < len(document.attributions):
            return False
        outer = document.attributions[parent]
        if outer.source and not sources.is_own(outer):
            return True
        parent = outer.parent
    return False


def _first(attribution: Attribution) -> Span:
    return min((*attribution.source, *attribution.cue, *attribution.content), default=(0, 0))


def _whole(attribution: Attribution) -> Span:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return (min(start for start, _ in spans), max(end for _, end in spans))


def _is_speech(document: Document, attribution: Attribution) -> bool:
    return sum(len(document.words(span).split()) for span in attribution.content) >= FEWEST

"""The voice of a statement: the chain of mouths through which it reaches the reader, outermost first."""

from __future__ import annotations

from collections.abc import Mapping

from whosays.records import Attribution, Document
from whosays.records.derived import Voice

UNATTRIBUTED = "unattributed quotation"
"""How a quotation is shown that the text puts in nobody's mouth."""


def voice_of(
    document: Document, attribution: int | None, *, entity_ids: Mapping[str, str]
) -> tuple[Voice, ...]:
    """The chain for what stands in `attribution`, index of the innermost one (`None`: the document's own).

    Outermost first: the document, whom it republishes, then each attribution from the outermost to the
    innermost. `entity_ids` maps ids of the document's entities to those of the casebook; an entity that it
    does not hold is not named. Spans are code points of the document's text.
    """
    chain = [Voice(kind="document", name=_shown_as(document))]
    if document.republished_from:
        chain.append(Voice(kind="publisher", name=document.republished_from))
    chain.extend(
        _voice(document, document.attributions[i], entity_ids) for i in _enclosing(document, attribution)
    )
    return tuple(chain)


def _shown_as(document: Document) -> str:
    """Publisher, else byline, else title; nothing for a document that has no name of its own.

    Where it lies is no part of what it says: the same bytes may lie in two places.
    """
    byline = ", ".join(name for name in document.byline if name.strip())
    for name in (document.publisher, byline, document.title):
        if name and name.strip():
            return name
    return ""


def _enclosing(document: Document, attribution: int | None) -> list[int]:
    """The attribution and its parents, outermost first; a ring or a missing parent ends the chain."""
    chain: list[int] = []
    at = attribution
    while at is not None and 0 <= at < len(document.attributions) and at not in chain:
        chain.append(at)
        at = document.attributions[at].parent
    return chain[::-1]


def _voice(document: Document, attribution: Attribution, entity_ids: Mapping[str, str]) -> Voice:
    cue = attribution.cue[0] if attribution.cue else None
    if not attribution.source:
        words = " ".join(document.words(span) for span in attribution.cue)
        return Voice(kind="unnamed", name=words or UNATTRIBUTED, cue=cue)
    return Voice(
        kind="speaker",
        name=" ".join(document.words(span) for span in attribution.source),
        span=attribution.source[0],
        cue=cue,
        entity=entity_ids.get(attribution.speaker) if attribution.speaker is not None else None,
    )

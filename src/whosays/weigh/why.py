"""The words in which weighing says why."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.records.across import DocumentFacts

LONGEST = 80
"""Code points of a name that are shown."""


def called(document: DocumentFacts) -> str:
    """How a document is called in a sentence: its outlet or title, and its date."""
    name = document.publisher or document.title or ", ".join(document.byline) or document.key
    name = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    return f"{name}, {document.published}" if document.published else f"{name} (undated)"


def alone(document: DocumentFacts, mouths: Sequence[str]) -> str:
    """Why the reports of one document are an origin of their own; `mouths`: from whom it has them."""
    if not mouths:
        return f"{called(document)} names no source, and nothing shows that it has it from another"
    return f"only {called(document)} has it from {listed(mouths)}"


def listed(words: Sequence[str], most: int = 3) -> str:
    """Each once, in order; of many the first few and how many there are more."""
    once = list(dict.fromkeys(words))
    more = len(once) - most
    return "; ".join(once[:most]) + (f"; and {more} more" if more > 0 else "")

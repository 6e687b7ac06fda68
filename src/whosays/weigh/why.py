"""The words in which weighing says why."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.records.across import Report

LONGEST = 80


def called(report: Report) -> str:
    """How a document is called in a sentence: its outlet or title, and its date."""
    document = report.document
    name = document.publisher or document.title or ", ".join(document.byline) or document.key
    name = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    return f"{name}, {document.published}" if document.published else f"{name} (undated)"


def alone(reports: Sequence[Report]) -> str:
    """Why the reports of one document are an origin of their own."""
    mouths = [" ".join(voice.name.split()) for report in reports for voice in report.voice[1:][-1:]]
    if not mouths:
        return f"{called(reports[0])} names no source, and nothing shows that it has it from another"
    return f"only {called(reports[0])} has it from {listed(mouths)}"


def listed(words: Sequence[str], most: int = 3) -> str:
    """Each once, in order; of many the first few and how many there are more."""
    once = list(dict.fromkeys(words))
    more = len(once) - most
    return "; ".join(once[:most]) + (f"; and {more} more" if more > 0 else "")

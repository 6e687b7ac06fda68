"""The words in which weighing says why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from whosays.records.across import Claim, Report

LONGEST = 80
"""Code points of a name or of words that are shown."""
DEEPEST = 12
"""Steps that are indented."""


def called(report: Report) -> str:
    """How a document is called in a sentence: its outlet or title, and its date."""
    document = report.document
    name = document.publisher or document.title or ", ".join(document.byline) or document.key
    name = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
    return f"{name}, {document.published}" if document.published else f"{name} (undated)"


def alone(report: Report, mouths: Sequence[str]) -> str:
    """Why the reports of one document are an origin of their own; `mouths`: from whom it has them."""
    if not mouths:
        return f"{called(report)} names no source, and nothing shows that it has it from another"
    return f"only {called(report)} has it from {listed(mouths)}"


def listed(words: Sequence[str], most: int = 3) -> str:
    """Each once, in order; of many the first few and how many there are more."""
    once = list(dict.fromkeys(words))
    more = len(once) - most
    return "; ".join(once[:most]) + (f"; and {more} more" if more > 0 else "")


def picture(claim: Claim, reports: Mapping[str, Report]) -> Iterator[str]:
    """A claim as lines of text: its origins, under each the reports, indented below what they go back to.

    `reports` are those of its topic, by line.
    """
    number = len(claim.origins)
    yield f"{claim.text} ({number} {'origin' if number == 1 else 'independent origins'})"
    for origin in claim.origins:
        yield f"  {origin.why}"
        late = {child for child, _, _ in origin.links}
        below: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for child, parent, why in origin.links:
            below[parent].append((child, why))
        # A stack, no recursion: a chain of ten thousand is no deeper than one.
        left = [(root, 2, "") for root in reversed(origin.reports) if root not in late]
        while left:
            at, depth, why = left.pop()
            told = _told(reports[claim.reports[at][0]])
            yield f"{'  ' * min(depth, DEEPEST)}{told}{f' [{why}]' if why else ''}"
            left += [(child, depth + 1, why) for child, why in reversed(below[at])]
    for line, stance in claim.reports:
        if stance != "asserts":
            yield f"  {stance}: {_told(reports[line])}"


def _told(report: Report) -> str:
    words = " ".join(report.words.split())
    words = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    mouths = "".join(f" < {' '.join(voice.name.split())}" for voice in report.voice[1:])
    return f"{called(report)}{mouths}: “{words}”"

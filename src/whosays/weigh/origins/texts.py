"""What documents have from each other: citations, and the same passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from whosays.records.across import Report
from whosays.weigh.origins.edge import Edge, joined
from whosays.weigh.origins.sources import Behind, Mouth, Names, state_of
from whosays.weigh.why import called

MOST = 50
"""Reports of one outlet among which the one is looked for that another cites."""


def cites(reports: Sequence[Report], behinds: Sequence[Behind], names: Names) -> Iterator[Edge]:
    """One names the outlet of the other, or the work, among those it has it from.

    In time from the last to the first, so that of a circle the citation of the earliest is the one left out.
    """
    brought: dict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(behinds):
        if (outlet := names.of(each.outlet)) is not None:
            brought[outlet].append(number)
    for numbers in brought.values():
        numbers.sort(key=lambda number: (bool(behinds[number].chain), number))
    for late in reversed(range(len(reports))):
        chain = behinds[late].chain
        for place, mouth in enumerate(chain):
            outlet = names.of(mouth)
            if outlet is None or outlet == names.of(behinds[late].outlet):
                continue
            inner = chain[place + 1 :]
            for early in brought.get(outlet, ())[:MOST]:
                if reports[early].document.key == reports[late].document.key:
                    continue
                if _fits(inner, behinds[early].chain, names):
                    words = f"{called(reports[late].document)} has it from {mouth.name}"
                    yield Edge(late, early, "same-voice" if mouth.kind == "body" else "cites", words)
                    break


def _fits(inner: Sequence[Mouth], chain: Sequence[Mouth], names: Names) -> bool:
    """May what one has from an outlet be what the outlet has from these?"""
    if not inner or not chain:
        return True
    first, second = names.of(inner[-1]), names.of(chain[-1])
    if first is None or second is None:
        return (first is None) == (second is None)
    return first == second or state_of(inner[-1].name) is not None is not state_of(chain[-1].name)


def copies(reports: Sequence[Report], behinds: Sequence[Behind], names: Names) -> Iterator[Edge]:
    """One passage in several documents; where it has more lines, each with that of the same source."""
    holding: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, report in enumerate(reports):
        for passage in report.passages:
            holding[passage][report.document.key].append(number)
    for _, documents in sorted(holding.items()):
        if len(documents) < 2:
            continue
        alone: int | None = None
        by_source: dict[int | None, int] = {}
        for number in sorted(number for numbers in documents.values() for number in numbers):
            report = reports[number]
            source = names.of(behinds[number].chain[-1]) if behinds[number].chain else None
            early = by_source.setdefault(source, number)
            if len(documents[report.document.key]) == 1:
                alone = number if alone is None else alone
                early = min(early, alone)
            if reports[early].document.key != report.document.key:
                words = f"one passage in {called(reports[early].document)} and {called(report.document)}"
                yield joined(reports, number, early, "copy", words)


def pages(reports: Sequence[Report], behinds: Sequence[Behind]) -> Iterator[Edge]:
    """Without a source, on a page that has other passages from another's: it may have this from there too."""
    if all(each.chain for each in behinds):
        return
    holding: dict[str, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        for page in report.pages:
            held = holding[page]
            if not held or reports[held[-1]].document.key != report.document.key:
                held.append(number)
    for number, report in enumerate(reports):
        if behinds[number].chain:
            continue
        others = (n for page in report.pages for n in holding[page][:2])
        other = min((n for n in others if reports[n].document.key != report.document.key), default=None)
        if other is not None:
            early, late = sorted((number, other))
            words = (
                f"{called(reports[late].document)} has other passages of {called(reports[early].document)}"
            )
            yield joined(reports, late, early, "copy", words)

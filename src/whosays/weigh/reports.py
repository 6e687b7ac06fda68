"""From lines to reports: a line with its document, its values, and the resolved entities in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import msgspec

from whosays.records.across import DocumentFacts, Report
from whosays.records.derived import Line, Voice
from whosays.records.edtf import is_edtf, sort_key
from whosays.weigh.values import values_of

MOST = 8
"""Shared passages of one document that are looked at, for the pages that it shares two or more with."""


def report_of(
    line: Line,
    facts: DocumentFacts,
    resolved: Mapping[str, str],
    passages: tuple[str, ...] = (),
    pages: tuple[str, ...] = (),
) -> Report:
    """A line as weighing sees it.

    `resolved` maps entities of documents to those of the casebook (what it does not hold stays itself);
    `passages` are the clusters of like passages that the line stands in, `pages` what `pages_of` makes of all
    of its document.
    """
    return Report(
        line=line.id,
        document=facts,
        kind=line.kind,
        type=line.type,
        mode=line.mode,
        start=line.start,
        end=line.end,
        words=line.summary,
        stance=line.stance,
        polarity=line.polarity,
        certainty=line.certainty,
        edtf=line.edtf,
        voice=tuple(_resolved(voice, resolved) for voice in line.voice),
        parties=tuple(
            dict.fromkeys((party.role, resolved.get(party.entity, party.entity)) for party in line.parties)
        ),
        where=line.where,
        figures=line.figures,
        values=values_of(line, resolved),
        passages=passages,
        pages=pages,
    )


def pages_of(clusters: Iterable[str]) -> tuple[str, ...]:
    """Names of the sets of documents that have two passages in common with this one.

    `clusters`: those of its passages that stand in other documents as well. Any two of them name a set, so
    that documents find each other without being compared.
    """
    few = sorted(set(clusters))[:MOST]
    return tuple(f"{a}+{b}" for a, b in combinations(few, 2))


def standing_in(start: int, end: int, placed: Iterable[tuple[int, int, str]]) -> tuple[str, ...]:
    """The clusters of the passages (start, end, cluster) that hold most of a line, or the other way round."""
    found = []
    for first, last, cluster in placed:
        shared = min(end, last) - max(start, first)
        if shared > 0 and 2 * shared > min(end - start, last - first):
            found.append(cluster)
    return tuple(dict.fromkeys(found))


def in_order(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Each once, by the date of its document (undated ones last), its document, its place in it."""
    once = {report.line: report for report in reports}
    return tuple(sorted(once.values(), key=order))


def order(report: Report) -> tuple[object, ...]:
    """The place of a report among others: the earliest first, ties broken by what it is."""
    document = report.document
    dated = document.published if document.published and is_edtf(document.published) else None
    return (sort_key(dated), document.key, report.start, report.end, report.line)


def _resolved(voice: Voice, resolved: Mapping[str, str]) -> Voice:
    if voice.entity is None:
        return voice
    return msgspec.structs.replace(voice, entity=resolved.get(voice.entity, voice.entity))

"""Which reports say more than the one they have it from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from whosays.records.across import Caution, Report, Topic
from whosays.records.edtf import day_number
from whosays.weigh.why import called

DAYS = 7
"""Days after which somebody may have become surer of what he said before."""
LONGEST = 120
"""Code points of a passage in a note."""


def overstated(topic: Topic) -> Iterator[Caution]:
    """Reports that give as a fact what the same voice gave as possible only, in another document before."""
    by_voice: dict[str, list[Report]] = defaultdict(list)
    for report in topic.reports:
        if len(report.voice) > 1 and (speaker := report.voice[-1].entity) is not None:
            by_voice[speaker].append(report)
    for _, reports in sorted(by_voice.items()):
        guarded = [report for report in reports if report.certainty == "possible"]
        for report in reports:
            if report.stance != "asserts" or report.certainty != "fact":
                continue
            other = next((each for each in guarded if _is_before(each, report)), None)
            if other is not None:
                said = other.words if len(other.words) <= LONGEST else f"{other.words[: LONGEST - 1]}…"
                note = f"{report.voice[-1].name} is more guarded in {called(other.document)}: “{said}”"
                key, start, end = report.document.key, report.start, report.end
                yield Caution(document=key, kind="overstated", start=start, end=end, note=note)


def _is_before(guarded: Report, report: Report) -> bool:
    """Does another document have the guarded words of the same thing, and only just before?"""
    if guarded.document.key == report.document.key or guarded.type != report.type:
        return False
    early, late = (day_number(each.document.published) for each in (guarded, report))
    return early is not None and late is not None and 0 <= late - early <= DAYS

"""Which documents say what was taken back: by the title that a correction names, by a claim."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from whosays.records.across import Caution, Claim, DocumentFacts, Report
from whosays.records.outlets import same_outlet
from whosays.weigh.why import called

LONGEST = 200
"""Code points of a title."""
_WORD = re.compile(r"\w+")


def withdrawn_documents(documents: Iterable[DocumentFacts]) -> tuple[Caution, ...]:
    """Documents that a correction of their own outlet takes back by title or number."""
    documents = list(documents)
    corrections = sorted((document for document in documents if document.withdraws), key=lambda d: d.key)
    if not corrections:
        return ()
    by_name: dict[str, list[DocumentFacts]] = defaultdict(list)
    for document in documents:
        for name in _names(document):
            by_name[name].append(document)
    found: dict[str, Caution] = {}
    for correction in corrections:
        for cite in correction.withdraws:
            for document in by_name.get(_normal(cite.name), ()):
                if document.key != correction.key and same_outlet(document.publisher, correction.publisher):
                    when = f" on {correction.published}" if correction.published else ""
                    note = f"{correction.publisher} took this report back{when}."
                    found.setdefault(
                        document.key,
                        Caution(document=document.key, kind="retracted", start=None, end=None, note=note),
                    )
    return tuple(caution for _, caution in sorted(found.items()))


def withdrawn_claims(claim: Claim, reports: Mapping[str, Report]) -> Iterator[Caution]:
    """Reports of a claim that another report of it takes back; `reports` by their lines."""
    back = [reports[line] for line, stance in claim.reports if stance == "retracts" and line in reports]
    if not back:
        return
    for line, stance in claim.reports:
        report = reports.get(line)
        if stance != "asserts" or report is None:
            continue
        others = [each for each in back if _takes_back(each, report)]
        if not others:
            continue
        own = [each for each in others if same_outlet(each.document.publisher, report.document.publisher)]
        by = called((own or others)[0].document)
        note = f"Taken back by its own outlet: {by}." if own else f"It says what {by}, took back."
        yield Caution(
            document=report.document.key, kind="retracted", start=report.start, end=report.end, note=note
        )


def _takes_back(back: Report, report: Report) -> bool:
    """What an outlet takes back is so for all who repeat it; what somebody else does, for his own words."""
    if back.document.key == report.document.key:
        return False
    who = back.voice[-1]
    if len(back.voice) < 2 or same_outlet(who.name, back.document.publisher):
        return True
    if same_outlet(who.name, report.document.publisher):
        return True
    return any(
        (who.entity is not None and who.entity == voice.entity) or same_outlet(who.name, voice.name)
        for voice in report.voice[1:]
    )


def _names(document: DocumentFacts) -> set[str]:
    title = _normal(document.title or "")
    number = _normal((document.url or "").rstrip("/").rpartition("/")[2])
    return {name for name in (title, number) if name}


def _normal(name: str) -> str:
    return " ".join(_WORD.findall(name[:LONGEST].casefold()))

"""Who is said to have done it: which accused are one side, and who names another in place of one."""

from __future__ import annotations

from collections.abc import Container, Sequence

from whosays.records.across import Claim, Report
from whosays.records.derived import Known
from whosays.resolve.linking import Groups
from whosays.weigh.background import Background
from whosays.weigh.origins.sources import name_words

Told = tuple[Claim, Sequence[Report]]
"""A claim and the reports that assert it."""
_TYPES = frozenset({"Person", "Organization", "PublicBody", "Company"})


def camps(actors: Sequence[Told], befallen: Container[object], background: Background) -> list[list[Told]]:
    """The named accused by side: those whom one voice of one document accuses, or one passage names, are one.

    Whom it befell is none of them, whatever else is said of him.
    """
    named = [
        each
        for each in actors
        if each[0].value not in befallen and _is_somebody(background.known.get(str(each[0].value)))
    ]
    groups = Groups(claim.id for claim, _ in named)
    first: dict[tuple[object, ...], str] = {}
    for claim, reports in named:
        for report in reports:
            for told in (mouths(report), (report.document.key, report.start, report.end)):
                groups.join(first.setdefault(told, claim.id), claim.id)
    of = {claim.id: (claim, reports) for claim, reports in named}
    found = [[of[id_] for id_ in members] for members in groups.members().values()]
    return sorted(found, key=lambda camp: (-max(len(claim.origins) for claim, _ in camp), camp[0][0].id))


def mouths(report: Report) -> tuple[str, ...]:
    """Its document and everybody through whom it comes."""
    return (report.document.key, *(mouth.name for mouth in report.voice[1:]))


def _is_somebody(known: Known | None) -> bool:
    """A person or body; also a name of which no more is known, since it is said to have acted."""
    if known is None:
        return False
    return known.type in _TYPES or (known.type == "Thing" and known.name[:1].isupper())


def has_alternative(report: Report, aspect: str, rivals: Sequence[Told]) -> bool:
    """Does who denies it give another value in its place?

    Of days, numbers and places the document gives it; of an actor the one who denies must himself
    accuse another.
    """
    for _, reports in rivals:
        for other in reports:
            if other.document.key == report.document.key and (aspect != "actor" or len(report.voice) <= 1):
                return True
            if aspect == "actor" and _source(report) & {name_words(v.name) for v in other.voice[1:]}:
                return True
    return False


def _source(report: Report) -> set[frozenset[str]]:
    return {name_words(voice.name) for voice in report.voice[1:]} - {frozenset()}

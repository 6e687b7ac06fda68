"""A topic with its claims, as the rules of conflict ask about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from whosays.records.across import Report, Side, Topic, Value
from whosays.records.derived import Stance
from whosays.weigh.background import Background
from whosays.weigh.claims import Weighed
from whosays.weigh.classes import may_agree
from whosays.weigh.values import WORDED

MANY = WORDED | {"sentence", "occurrence", "relation"}
"""Aspects whose values may differ and all be right: several did it, several were sentenced."""
Given = str | int | float | None


class Case:
    """What is asked more than once is worked out once: a topic may have ten thousand reports."""

    def __init__(self, topic: Topic, weighed: Sequence[Weighed], background: Background) -> None:
        self.topic = topic
        self.weighed = tuple(weighed)
        self.background = background
        self._of: dict[str, list[Weighed]] = defaultdict(list)
        self._told: dict[tuple[str, Stance], list[Report]] = defaultdict(list)
        self._values: dict[str, tuple[Value, ...]] = {}
        self._correcting: dict[tuple[str, str], list[tuple[Weighed, Report]]] = defaultdict(list)
        for each in self.weighed:
            claim = each.claim
            for said in each.said:
                self._told[claim.id, said.stance].append(topic.reports[said.report])
            self._values[claim.id] = tuple(dict.fromkeys(s.value for s in each.said if s.value is not None))
            if claim.origins:
                self._of[claim.aspect].append(each)
            for report in self.reports(each):
                if report.document.is_correction and report.document.publisher:
                    self._correcting[claim.aspect, report.document.publisher].append((each, report))

    def of(self, aspect: str) -> list[Weighed]:
        """The claims of one aspect that somebody asserts."""
        return self._of.get(aspect, [])

    def reports(self, weighed: Weighed, stance: Stance = "asserts") -> list[Report]:
        """The reports of a claim with one stance, in their order."""
        return self._told.get((weighed.claim.id, stance), [])

    def may_both(self, one: Weighed, other: Weighed) -> bool:
        """Can both claims be right?"""
        aspect = one.claim.aspect
        values = self._values[one.claim.id], self._values[other.claim.id]
        return aspect in MANY or may_agree(aspect, *values)

    def corrections(self, weighed: Weighed) -> list[Report]:
        """What takes it back: those who say so, and corrections of its outlets that give another value."""
        back = list(self.reports(weighed, "retracts"))
        outlets = dict.fromkeys(r.document.publisher for r in self.reports(weighed) if r.document.publisher)
        for outlet in outlets:
            for other, report in self._correcting.get((weighed.claim.aspect, outlet), ()):
                if other is not weighed and not self.may_both(weighed, other):
                    back.append(report)
        return list({report.line: report for report in back}.values())

    def side(self, weighed: Weighed) -> Side:
        """Those who assert it."""
        return _side(weighed, weighed.claim.value, self.reports(weighed))

    def standing(self, weighed: Weighed) -> list[Side]:
        """Those who assert it and whom their own outlet has not corrected, by the value as they give it.

        March and the 9th of March are one claim; set against April, each is shown as it was said.
        """
        corrected = {r.document.publisher for r in self.corrections(weighed)} - {None}
        of: dict[Given, list[Report]] = {}
        for said in weighed.said:
            report = self.topic.reports[said.report]
            if said.stance == "asserts" and report.document.publisher not in corrected:
                of.setdefault(said.value.value if said.value is not None else None, []).append(report)
        return [_side(weighed, value, reports) for value, reports in of.items()]


def _side(weighed: Weighed, value: Given, reports: Sequence[Report]) -> Side:
    claim = weighed.claim
    held = {claim.reports[number][0]: origin.id for origin in claim.origins for number in origin.reports}
    lines = tuple(dict.fromkeys(report.line for report in reports))
    return Side(value=value, lines=lines, origins=len({held[line] for line in lines}), claim=claim.id)

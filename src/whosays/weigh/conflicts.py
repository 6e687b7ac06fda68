"""Where the claims of one topic can't all be right: numbers, days, places, denials, what was taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Literal

from whosays.records.across import Conflict, Report, Side, Topic
from whosays.records.derived import content_id
from whosays.records.edtf import bounds
from whosays.weigh.actors import camps, has_alternative, mouths
from whosays.weigh.background import Background
from whosays.weigh.case import MANY, Case
from whosays.weigh.claims import Weighed
from whosays.weigh.classes import may_agree
from whosays.weigh.values import COUNTED
from whosays.weigh.words import words

Kind = Literal["date", "count", "actor", "target", "place", "status", "denial", "retraction", "identity"]
_BEFALLEN = frozenset({"victim", "target", "recipient"})
MOST = 60
"""Different values of one aspect that are set against each other; of more, those with most origins."""


def conflicts_of(topic: Topic, weighed: Sequence[Weighed], background: Background) -> tuple[Conflict, ...]:
    """All conflicts on a topic."""
    case = Case(topic, weighed, background)
    rules: tuple[Callable[[Case], Iterator[Conflict]], ...] = (
        _values,
        _actors,
        _places,
        _identities,
        _retractions,
        _denials,
        _statuses,
    )
    return tuple(conflict for rule in rules for conflict in rule(case))


def _conflict(
    case: Case, kind: Kind, aspect: str, sides: Sequence[Side], note: str | None = None
) -> Conflict:
    topic = case.topic
    about = topic.id if topic.kind == "event" or not topic.about else topic.about[0]
    values = [str(side.value) for side in sides]
    return Conflict(
        id=content_id("k", topic.id, kind, aspect, *values),
        kind=kind,
        topic=topic.id,
        about=about,
        sides=tuple(sides),
        note=note,
    )


def _values(case: Case) -> Iterator[Conflict]:
    """Days, numbers and sums: every value is shown of which another can't be right, and those between."""
    aspects = dict.fromkeys(each.claim.aspect for each in case.weighed)
    for aspect in aspects:
        if aspect in MANY:
            continue
        if aspect == "date" and case.topic.kind != "event" and case.topic.type not in words().once:
            continue
        standing = [each for each in case.of(aspect) if case.standing(each)]
        standing = sorted(standing, key=lambda e: (-len(e.claim.origins), e.claim.id))[:MOST]
        against = {
            each.claim.id
            for pair in combinations(standing, 2)
            if not case.may_both(*pair) and not _are_two(case, *pair)
            for each in pair
        }
        if not against:
            continue
        sides = [
            side
            for each in standing
            for side in case.standing(each)
            # "At least 6" agrees with 11: it is shown among numbers that do not agree, as a stage of them.
            if each.claim.id in against or (aspect != "date" and not isinstance(each.claim.value, str))
        ]
        sides.sort(key=lambda side: (_number(side.value), str(side.value)))
        yield _conflict(
            case, "date" if aspect == "date" else "count", aspect, sides, _note(case, aspect, sides)
        )


def _are_two(case: Case, one: Weighed, other: Weighed) -> bool:
    """Are they plainly of two days or groups?

    One passage gives both ("from May into June"). Or only one document does, of two days, two places, or with
    two other numbers beside them: it tells of two things that were taken for one.
    """
    first, second = case.reports(one), case.reports(other)
    if _passages(first) & _passages(second):
        return True
    if len({report.document.key for report in (*first, *second)}) > 1:
        return False
    aspect = one.claim.aspect
    return any(
        a and b and not a & b for a, b in zip(_beside(first, aspect), _beside(second, aspect), strict=True)
    )


def _passages(reports: Sequence[Report]) -> set[tuple[str, int, int]]:
    return {(report.document.key, report.start, report.end) for report in reports}


def _beside(reports: Sequence[Report], aspect: str) -> Iterator[set[object]]:
    """What they give besides one aspect: days, places, and numbers of each sort."""
    yield {where.name for report in reports for where in report.where}
    for kind in ("date", *sorted(set(COUNTED.values()))):
        yield {v.value for r in reports for v in r.values if v.kind == kind and kind != aspect}


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _note(case: Case, aspect: str, sides: Sequence[Side]) -> str | None:
    """What a reader should know before he takes them for rivals."""
    reports = {report.line: report for report in case.topic.reports}
    told = [[reports[line] for line in side.lines] for side in sides]
    notes = []
    if aspect == "money":
        units = sorted(
            {f.unit for side in told for r in side for f in r.figures if f.kind == "money" and f.unit}
        )
        if len(units) > 1:
            notes.append(f"in {' and '.join(units)}")
    elif aspect != "date" and _grows(told):
        notes.append("It grows with the days: these may be stages of one count.")
    voices = [{mouths(report) for report in side} for side in told]
    if any(one & other for one, other in combinations(voices, 2)):
        notes.append("One document says both in one voice.")
    return " ".join(notes) or None


def _grows(told: Sequence[Sequence[Report]]) -> bool:
    first = [min((r.document.published or "~" for r in side), default="~") for side in told]
    return len(set(first)) > 1 and "~" not in first and first == sorted(first)


def _actors(case: Case) -> Iterator[Conflict]:
    """Different ones are said to have done it, and nobody says that they did it together."""
    if not _is_deed(case.topic):
        return
    befallen = {entity for r in case.topic.reports for role, entity in r.parties if role in _BEFALLEN}
    accused = [(each.claim, case.reports(each)) for each in case.of("actor")]
    found = camps(accused, befallen, case.background)
    # One document that names two knows of both.
    if len(found) < 2 or len({r.document.key for camp in found for _, rs in camp for r in rs}) < 2:
        return
    sides = []
    for camp in found[:MOST]:
        lines = dict.fromkeys(report.line for _, reports in camp for report in reports)
        origins = max(len(claim.origins) for claim, _ in camp)
        sides.append(Side(value=camp[0][0].value, lines=tuple(lines), origins=origins, claim=camp[0][0].id))
    yield _conflict(case, "actor", "actor", sides)


def _is_deed(topic: Topic) -> bool:
    """Is it a thing of which somebody is accused?"""
    return topic.kind == "event" and topic.type in words().deeds


def _may_be_disowned(topic: Topic) -> bool:
    """Is it a thing of which somebody may clear himself?"""
    return topic.kind == "event" and topic.type in words().disowned


def _places(case: Case) -> Iterator[Conflict]:
    """Spots that do not agree; of what comes about once only, also two names of places."""
    placed = sorted(case.of("place"), key=lambda e: (-len(e.claim.origins), e.claim.id))[:MOST]
    once = case.topic.kind != "event" and case.topic.type in words().once
    against = {
        each.claim.id
        for one, other in combinations(placed, 2)
        if not may_agree("place", *([s.value for s in e.said if s.value] for e in (one, other)))
        or (once and one.claim.value in case.background.known and other.claim.value in case.background.known)
        for each in (one, other)
    }
    sides = [case.side(each) for each in placed if each.claim.id in against]
    if sides:
        yield _conflict(case, "place", "place", sides)


def _identities(case: Case) -> Iterator[Conflict]:
    """One victim, two identities: who says that it was not the one names the other."""
    victims = case.of("victim")
    for one in case.weighed:
        if one.claim.aspect != "victim" or not one.claim.origins:
            continue
        against = {r.document.key for s in ("denies", "retracts") for r in case.reports(one, s)}
        others = [
            other
            for other in victims
            if other is not one and any(r.document.key in against for r in case.reports(other))
        ]
        sides = (one, *others[:MOST])
        if others and len({r.document.key for each in sides for r in case.reports(each)}) > 1:
            yield _conflict(case, "identity", "victim", [case.side(each) for each in sides])


def _retractions(case: Case) -> Iterator[Conflict]:
    """Said, and taken back."""
    for each in case.weighed:
        back = case.corrections(each)
        if back and each.claim.origins:
            note = None
            own = {r.document.publisher for r in back if r.document.publisher}
            if any(report.document.publisher in own for report in case.reports(each)):
                note = "Its own outlet corrects it."
            yield _conflict(
                case, "retraction", each.claim.aspect, [case.side(each), _other("withdrawn", back)], note
            )


def _denials(case: Case) -> Iterator[Conflict]:
    """Said, and denied by one who gives no other value in its place: such a one is of the other kinds."""
    for each in case.weighed:
        if not each.claim.origins or case.corrections(each):
            continue
        if each.claim.aspect == "actor" and not _may_be_disowned(case.topic):
            continue
        rivals = [(o.claim, case.reports(o)) for o in case.of(each.claim.aspect) if o is not each]
        saying = {mouths(report) for report in case.reports(each)}
        denying = [
            report
            for report in case.reports(each, "denies")
            # Who says both speaks of two things, or was misread.
            if mouths(report) not in saying and not has_alternative(report, each.claim.aspect, rivals)
        ]
        if denying:
            yield _conflict(case, "denial", each.claim.aspect, [case.side(each), _other("denied", denying)])


def _other(value: str, reports: Sequence[Report]) -> Side:
    voices = {
        (tuple(v.name for v in r.voice[1:]) or (r.document.publisher or r.document.key,)) for r in reports
    }
    return Side(value=value, lines=tuple(report.line for report in reports), origins=len(voices))


def _statuses(case: Case) -> Iterator[Conflict]:
    """A listing said to be in force after the day on which another says that it was lifted."""
    told = {each.claim.value: each for each in case.of("relation")}
    lifted, held = told.get("lifted"), told.get(None)
    if lifted is None or held is None:
        return
    since = min((bounds(r.edtf)[1] or "~" for r in case.reports(lifted) if r.edtf), default="~")
    later = [r for r in case.reports(held) if since < (r.document.published or "") and not r.edtf]
    if later:
        side = Side(value="in force", lines=tuple(r.line for r in later), origins=1, claim=held.claim.id)
        yield _conflict(case, "status", "relation", [side, case.side(lifted)])

"""Claims: what can be so or not so of a topic, with the reports that say it and those that say it is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from whosays.records.across import Claim, Report, Topic, Value
from whosays.records.derived import content_id
from whosays.resolve.linking import Groups
from whosays.weigh.aspects import Said, said_of
from whosays.weigh.background import Background
from whosays.weigh.classes import Class, classes
from whosays.weigh.denials import accused
from whosays.weigh.origins import origins_of
from whosays.weigh.origins.edges import Between
from whosays.weigh.values import WORDED
from whosays.weigh.words import words

LONGEST = 200
"""Code points of the words of a report that a claim is told in."""


class Weighed(msgspec.Struct, frozen=True):
    """A claim with what it was made of, for finding conflicts."""

    claim: Claim
    said: tuple[Said, ...]


def claims_of(topic: Topic, background: Background) -> tuple[Weighed, ...]:
    """All claims of a topic, in the order in which they come up."""
    found = []
    known: dict[tuple[str, ...], Between] = {}
    for aspect, said in said_of(topic).items():
        if aspect == "actor":
            said = [each for number in said for each in accused(number, said, topic, background)]
        kin = _kin(said, background.led) if aspect == "actor" else {}
        of = classes(aspect, (each.value for each in said if each.value is not None), kin)
        grouped: dict[Class, list[Said]] = defaultdict(list)
        for each in said:
            grouped[of[each.value] if each.value is not None else (None, None)].append(each)
        found += [
            Weighed(_claim(topic, aspect, value, group, background, known), tuple(group))
            for value, group in grouped.items()
        ]
    return tuple(found)


def _kin(said: list[Said], led: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Who is said to have done it, to the body he leads, where that is said to have done it as well."""
    actors = {str(each.value.value) for each in said if each.value is not None}
    groups = Groups(actors)
    for actor in sorted(actors):
        for body in sorted(led.get(actor, frozenset()) & actors):
            groups.join(actor, body)
    found = {}
    for members in groups.members().values():
        head = next((member for member in members if member not in led), members[0])
        found.update(dict.fromkeys(members, head))
    return found


def _claim(
    topic: Topic,
    aspect: str,
    value: Class,
    group: list[Said],
    background: Background,
    known: dict[tuple[str, ...], Between],
) -> Claim:
    once: dict[int, Said] = {}
    for each in group:
        held = once.get(each.report)
        if held is None or held.stance != "asserts":
            once[each.report] = each
    told = [once[number] for number in sorted(once)]
    id_ = content_id("c", topic.id, aspect, value[0], value[1])
    asserting = [number for number, each in enumerate(told) if each.stance == "asserts"]
    origins = origins_of(
        id_,
        [topic.reports[told[number].report] for number in asserting],
        [_given(told[number].value) for number in asserting],
        background,
        known,
    )
    return Claim(
        id=id_,
        topic=topic.id,
        aspect=aspect,
        value=value[0],
        unit=value[1],
        text=_text(aspect, value, topic.reports[told[asserting[0] if asserting else 0].report], background),
        reports=tuple((topic.reports[each.report].line, each.stance) for each in told),
        origins=tuple(
            msgspec.structs.replace(
                origin,
                reports=tuple(asserting[number] for number in origin.reports),
                links=tuple((asserting[a], asserting[b], why) for a, b, why in origin.links),
            )
            for origin in origins
        ),
    )


def _given(value: Value | None) -> str | None:
    """The value as it is given: of a day no hour, no doubt; of those counted no unit."""
    if value is None:
        return None
    return str(value.value).partition("T")[0].rstrip("?~%") if value.kind == "date" else str(value.value)


def _text(aspect: str, value: Class, report: Report, background: Background) -> str:
    """The aspect, its value, and the words of the first report."""
    name = background.name(value[0]) if aspect in WORDED else None
    described = aspect in WORDED and name is None and str(value[0]).startswith("e-")
    # One who is only described: the words of the report say who.
    shown = None if described else name or value[0]
    told = " ".join(report.words.split())
    told = told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"
    head = words().aspects.get(aspect, aspect.capitalize())
    if shown is None:
        return f"{head}: “{told}”"
    return f"{head}: {shown}{f' {value[1]}' if value[1] else ''}: “{told}”"

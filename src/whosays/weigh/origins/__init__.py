"""How many independent origins a claim has: its asserting reports by where they come from.

What can't be known counts as not independent: where it is so, the words of the origin say it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from whosays.records.across import Origin, Report
from whosays.resolve.linking import Groups
from whosays.weigh.background import Background
from whosays.weigh.origins.edge import Edge
from whosays.weigh.origins.edges import Between, between
from whosays.weigh.origins.mouths import outlets
from whosays.weigh.origins.sources import Behind, state_of
from whosays.weigh.why import alone, called, listed


def origins_of(
    claim: str,
    reports: Sequence[Report],
    told: Sequence[object],
    background: Background,
    known: dict[tuple[str, ...], Between] | None = None,
) -> tuple[Origin, ...]:
    """The origins of a claim, the earliest first.

    `reports` are its asserting ones, in their order; `told` is the value that each of them gives.
    Indexes in what comes back count in `reports`. `known` keeps, for other claims of the same topic, what
    does not hang on the values: most are told by the same reports.
    """
    known = {} if known is None else known
    lines = tuple(report.line for report in reports)
    if lines not in known:
        known[lines] = between(reports, background)
    behinds, names, shared = known[lines]
    groups = Groups(range(len(reports)))
    kept: list[Edge] = []
    for edge in chain(shared, outlets(reports, behinds, names, told)):
        _keep(groups, edge, kept)
    # Compilations last: they share an origin where all others have come to one only.
    for edge in list(_compiled(reports, told, groups)):
        _keep(groups, edge, kept)
    return _origins(claim, reports, behinds, groups, kept)


def _keep(groups: Groups[int], edge: Edge, kept: list[Edge]) -> None:
    """Only what joins two: so the picture has no circle and no doubled line."""
    if groups.of(edge.late) != groups.of(edge.early):
        groups.join(edge.late, edge.early)
        kept.append(edge)


def _compiled(reports: Sequence[Report], told: Sequence[object], groups: Groups[int]) -> Iterator[Edge]:
    """A page "compiled from press reports" has it from the press report that alone can have given it."""
    if not any(report.document.compiled for report in reports):
        return
    press: dict[object, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        if _is_press(report):
            press[told[number]].append(number)
    leaders = {told_: {groups.of(n) for n in numbers} for told_, numbers in press.items()}
    for number, report in enumerate(reports):
        givers = leaders.get(told[number], set()) - {groups.of(number)}
        if report.document.compiled and len(report.voice) <= 1 and len(givers) == 1:
            early = press[told[number]][0]
            giver = called(reports[early].document)
            words = f"{called(report.document)} is compiled from the press; only {giver} can have given it"
            yield Edge(number, early, "cites", words)


def _is_press(report: Report) -> bool:
    """Is it of a dated issue of an outlet? What has no date may be later than the compilation."""
    document = report.document
    publisher = document.publisher
    dated = publisher is not None and document.published is not None
    return dated and not document.compiled and state_of(publisher or "") is None


def _origins(
    claim: str,
    reports: Sequence[Report],
    behinds: Sequence[Behind],
    groups: Groups[int],
    kept: Sequence[Edge],
) -> tuple[Origin, ...]:
    inside: dict[int, list[Edge]] = defaultdict(list)
    for edge in kept:
        inside[groups.of(edge.late)].append(edge)
    found: list[Origin] = []
    for leader, members in sorted(groups.members().items(), key=lambda each: each[1][0]):
        numbers = tuple(members)
        found.append(
            Origin(
                id=f"{claim}.{len(found) + 1}",
                reports=numbers,
                why=_why([(reports[number], behinds[number]) for number in numbers], inside[leader]),
                links=tuple(
                    sorted((edge.late, edge.early, f"{edge.sort}: {edge.words}") for edge in inside[leader])
                ),
            )
        )
    return tuple(found)


def _why(told: Sequence[tuple[Report, Behind]], inside: Sequence[Edge]) -> str:
    """Begins with what joins most of them; what joins passages of one document joins nothing more."""
    between = [edge for edge in inside if edge.across]
    if not between:
        return f"own: {alone(told[0][0].document, [each.chain[-1].name for _, each in told if each.chain])}"
    many = Counter(edge.sort for edge in between)
    sort = max(many, key=lambda each: (many[each], each))
    words = [edge.words for edge in between if edge.sort == sort]
    words += [f"{edge.sort}: {edge.words}" for edge in between if edge.sort != sort]
    return f"{sort}: {listed(words)}"

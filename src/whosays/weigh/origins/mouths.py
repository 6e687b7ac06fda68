"""Who stands behind reports: one person, body or record, sources that can't be told apart, one outlet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from whosays.records.across import Report
from whosays.records.edtf import day_number
from whosays.weigh.origins.edge import Edge, Sort, joined
from whosays.weigh.origins.sources import Behind, Mouth, Names, is_record, state_of

ALIKE = 4
"""Words in a row that two reports of one speaker share where they carry one utterance."""
DAYS = 2
"""Days between two documents that may carry one speech."""


def voices(reports: Sequence[Report], behinds: Sequence[Behind], names: Names) -> Iterator[Edge]:
    """The same one stands behind both; or one has it from him at first hand and the other at second."""
    inner: dict[int, list[int]] = defaultdict(list)
    anywhere: dict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(behinds):
        if (source := names.of(each.source)) is not None:
            inner[source].append(number)
        for name in dict.fromkeys(names.of(mouth) for mouth in each.chain):
            if name is not None:
                anywhere[name].append(number)
    for source, numbers in sorted(inner.items(), key=lambda each: each[1][0]):
        early = numbers[0]
        mouth = behinds[early].source
        if mouth is None:
            continue
        for late in sorted({*numbers, *anywhere[source]} - {early}):
            low, high = sorted((early, late))
            sort, words = _of_one_voice(reports[low], reports[high], mouth)
            if not (behinds[low].chain or behinds[high].chain):
                sort, words = "copy", f"one outlet, {mouth.name}"
            yield joined(reports, high, low, sort, words)


def _of_one_voice(early: Report, late: Report, mouth: Mouth) -> tuple[Sort, str]:
    if is_record(mouth.name):
        return "same-record", f"both rest on {mouth.name}"
    if mouth.kind == "speaker" and _near(early, late) and _share(early.words, late.words):
        return "same-speech", f"both carry one saying of {mouth.name}"
    return "same-voice", f"both have it from {mouth.name}"


def _near(one: Report, other: Report) -> bool:
    first, second = (day_number(report.document.published) for report in (one, other))
    return first is not None and second is not None and abs(first - second) <= DAYS


def _share(one: str, other: str) -> bool:
    first, second = (text.casefold().split()[:200] for text in (one, other))
    runs = {tuple(first[n : n + ALIKE]) for n in range(len(first) - ALIKE + 1)}
    return any(tuple(second[n : n + ALIKE]) in runs for n in range(len(second) - ALIKE + 1))


def nameless(reports: Sequence[Report], behinds: Sequence[Behind]) -> Iterator[Edge]:
    """Sources that nobody names can't be told apart: they count as one, and it is said."""
    numbers = [
        number
        for number, each in enumerate(behinds)
        if each.chain and each.chain[-1].nameless and state_of(each.chain[-1].name) is None
    ]
    for late in numbers[1:]:
        words = "sources that nobody names can't be told apart and count as one"
        yield joined(reports, late, numbers[0], "same-voice", words)


def states(
    reports: Sequence[Report], behinds: Sequence[Behind], offices: Mapping[str, Sequence[str]]
) -> Iterator[Edge]:
    """Organs of one state: who of them has it from whom can't be known, so they count as one."""
    of: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, each in enumerate(behinds):
        source = each.source
        whose = _whose(source, offices) if source is not None else None
        if whose is not None:
            told = whose if source is not None and source.kind != "speaker" else frozenset()
            of[told].append(number)
    known = _merged(told for told in of if told)
    for told, numbers in of.items():
        if not told and len(known) > 1:
            continue  # of which state they are is not known
        early = min(ns[0] for other, ns in of.items() if _one_state(told, other, known))
        for number in numbers:
            if number != early:
                words = "organs of one state: which of them has it from another can't be known"
                yield joined(reports, number, early, "same-voice", words)


def _whose(source: Mouth, offices: Mapping[str, Sequence[str]]) -> frozenset[str] | None:
    """Of which state an organ is, by its name or an office that he is known to hold."""
    for words in (source.name, *offices.get(source.entity, ())):
        if (whose := state_of(words)) is not None:
            return whose
    return None


def _merged(states: Iterable[frozenset[str]]) -> list[set[str]]:
    """Those that share a word are one state."""
    found: list[set[str]] = []
    for told in sorted(states, key=sorted):
        same = [held for held in found if held & told]
        found = [held for held in found if not held & told]
        found.append(set(told).union(*same))
    return found


def _one_state(one: frozenset[str], other: frozenset[str], states: Sequence[set[str]]) -> bool:
    if not one or not other:
        return len(states) <= 1
    return any(one & held and other & held for held in states)


def outlets(
    reports: Sequence[Report], behinds: Sequence[Behind], names: Names, told: Sequence[object]
) -> Iterator[Edge]:
    """Without a source, what the same document, or the outlet before, has from one.

    Of what an outlet had from somebody whom it does not name, it may by now know more.
    """
    first: dict[tuple[int, object], int] = {}
    here: dict[tuple[str, object], int] = {}
    for number, each in enumerate(behinds):
        if each.chain:
            here.setdefault((reports[number].document.key, told[number]), number)
    for number, each in enumerate(behinds):
        same = here.get((reports[number].document.key, told[number]))
        if not each.chain and same is not None:
            words = f"one document, which has it from {behinds[same].chain[-1].name}"
            yield joined(reports, number, same, "same-voice", words)
        outlet = names.of(each.outlet)
        if outlet is None:
            continue
        key = (outlet, told[number])
        if each.chain and not each.chain[-1].nameless:
            first.setdefault(key, number)
        elif (
            not each.chain
            and key in first
            and reports[first[key]].document.key != reports[number].document.key
        ):
            early = first[key]
            named = behinds[early].chain[-1].name
            yield joined(reports, number, early, "same-voice", f"the same outlet had it from {named}")

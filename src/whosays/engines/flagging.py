"""Cautions that take more than one document, made again where what they follow from has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from whosays.records.across import Caution, Claim, Topic
from whosays.weigh.cautions.circular import circles_of_claims, circles_of_works
from whosays.weigh.cautions.copied import CROWD, Standing, copy_cautions, first_of
from whosays.weigh.cautions.overstated import overstated
from whosays.weigh.cautions.spelt import Spelling, two_spellings
from whosays.weigh.cautions.withdrawn import withdrawn_claims, withdrawn_documents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.casebook import Writer
    from whosays.casebook.flags import Flags

BATCH = 2_000
"""Documents or entities looked at together."""


def flag_all(casebook: Writer) -> None:
    """Bring all cautions up to date but those of topics (`of_topic`)."""
    flags = casebook.flags
    while keys := flags.stale("copies", BATCH):
        flags.put("copies", keys, _copies(flags, keys))
        casebook.commit()
    while wholes := flags.stale("spelling", BATCH):
        flags.put("spelling", wholes, _spellings(flags, wholes))
        casebook.commit()
    if flags.stale("pile", 1):
        documents = flags.citing()
        found = (*withdrawn_documents(documents), *circles_of_works(documents, _Named(flags)))
        flags.put("pile", ["all"], {"pile": sorted(found, key=_place)})
        casebook.commit()


def of_topic(topic: Topic, claims: Sequence[Claim]) -> list[Caution]:
    """What a topic shows of the documents that speak of it."""
    reports = {report.line: report for report in topic.reports}
    found = [*overstated(topic)]
    for claim in claims:
        found += withdrawn_claims(claim, reports)
        found += circles_of_claims(claim, reports)
    once = {
        (caution.document, caution.kind, caution.start, caution.end): caution for caution in reversed(found)
    }
    return sorted(once.values(), key=_place)


def _place(caution: Caution) -> tuple[str, int, int, str, str]:
    start = -1 if caution.start is None else caution.start
    return caution.document, start, caution.end or -1, caution.kind, caution.note


def _copies(flags: Flags, keys: Sequence[str]) -> dict[str, list[Caution]]:
    clusters = flags.standing(keys)
    facts = flags.facts({document for some in clusters.values() for document, _, _ in some})
    standing = [
        first_of([Standing(document=facts[d], start=s, end=e) for d, s, e in some], CROWD)
        for _, some in sorted(clusters.items())
    ]
    found: dict[str, list[Caution]] = {f"copies {key}": [] for key in keys}
    for caution in copy_cautions(standing):
        if (scope := f"copies {caution.document}") in found:
            found[scope].append(caution)
    return found


def _spellings(flags: Flags, wholes: Sequence[str]) -> dict[str, list[Caution]]:
    spelt = flags.spelt(wholes, CROWD)
    found: dict[str, list[Caution]] = defaultdict(list)
    for whole in wholes:
        told = [Spelling(document=d, name=n, start=s, end=e) for d, n, s, e in spelt.get(whole, ())]
        found[f"spelling {whole}"] = list(two_spellings(told))
    return found


class _Named(Mapping[str, frozenset[str]]):
    """The resolved entities that documents name, asked for as they are needed."""

    def __init__(self, flags: Flags) -> None:
        self._flags = flags
        self._known: dict[str, frozenset[str]] = {}

    def __getitem__(self, key: str) -> frozenset[str]:
        if key not in self._known:
            self._known[key] = self._flags.named(key)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

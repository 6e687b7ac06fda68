"""The cautions that a pile shows and no document by itself, all together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from whosays.records.across import Caution, Claim, DocumentFacts, Report, Topic
from whosays.weigh.cautions.circular import circles_of_claims, circles_of_works
from whosays.weigh.cautions.copied import Standing, copy_cautions
from whosays.weigh.cautions.overstated import overstated
from whosays.weigh.cautions.spelt import Spelling, two_spellings
from whosays.weigh.cautions.withdrawn import withdrawn_claims, withdrawn_documents


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """A topic with its claims."""

    topic: Topic
    claims: tuple[Claim, ...]


def pile_cautions(
    documents: Sequence[DocumentFacts],
    copies: Iterable[Sequence[Standing]],
    named: Mapping[str, frozenset[str]],
    weighed: Iterable[Weighed],
    people: Iterable[Sequence[Spelling]],
) -> tuple[Caution, ...]:
    """By document, then in text order; one of a kind at a place.

    `copies`: clusters of passages that are no quotations; `named`: the resolved entities that each document
    names; `people`: where each resolved person is named.
    """
    found: dict[tuple[str, int, str, int], Caution] = {}
    for caution in (
        *copy_cautions(copies),
        *withdrawn_documents(documents),
        *circles_of_works(documents, named),
        *(caution for each in weighed for caution in _of_topic(each)),
        *(caution for spellings in people for caution in two_spellings(spellings)),
    ):
        start = -1 if caution.start is None else caution.start
        found.setdefault((caution.document, start, caution.kind, caution.end or -1), caution)
    return tuple(caution for _, caution in sorted(found.items(), key=lambda item: item[0]))


def _of_topic(weighed: Weighed) -> Iterator[Caution]:
    reports: dict[str, Report] = {report.line: report for report in weighed.topic.reports}
    yield from overstated(weighed.topic)
    for claim in weighed.claims:
        yield from withdrawn_claims(claim, reports)
        yield from circles_of_claims(claim, reports)

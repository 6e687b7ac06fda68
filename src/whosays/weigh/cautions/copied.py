"""Which documents copy from which, by the passages that they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from whosays.lexicon.agencies import is_agency
from whosays.records.across import Caution, DocumentFacts
from whosays.records.edtf import bounds, is_edtf
from whosays.records.outlets import same_outlet
from whosays.weigh.why import called

TRIED = 12
"""Documents of a cluster, the earliest first, among which the source of a copy is looked for."""
CROWD = 200
"""Documents of a cluster, the earliest first, of which is told that they are copies."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a document has a passage of a cluster; quotations are none (`PassageCard.quoted`)."""

    document: DocumentFacts
    start: int
    end: int


def copy_cautions(clusters: Iterable[Sequence[Standing]]) -> tuple[Caution, ...]:
    """The copies in some clusters of passages, once of a document and its source.

    What is told of a document hangs on the clusters in which it stands, and on no others.
    """
    found: dict[tuple[str, str], list[tuple[Standing, DocumentFacts]]] = defaultdict(list)
    for cluster in clusters:
        for standing, source in _copies(cluster):
            found[standing.document.key, source.key].append((standing, source))
    return tuple(_caution(pairs) for _, pairs in sorted(found.items()))


def first_of(cluster: Sequence[Standing], most: int) -> list[Standing]:
    """Where the first so many documents of a cluster have the passage."""
    documents = {standing.document.key: standing.document for standing in cluster}
    first = {d.key for d in sorted(documents.values(), key=_rank)[:most]}
    return [standing for standing in cluster if standing.document.key in first]


def _copies(cluster: Sequence[Standing]) -> Iterator[tuple[Standing, DocumentFacts]]:
    first: dict[str, Standing] = {}
    for standing in sorted(cluster, key=lambda s: (s.document.key, s.start)):
        first.setdefault(standing.document.key, standing)
    ordered = sorted(first.values(), key=lambda s: _rank(s.document))
    for standing in ordered:
        others = (s.document for s in ordered[:TRIED] if not _is_one(s.document, standing.document))
        sources = [other for other in others if _may_be_from(standing.document, other)]
        if sources:
            credited = [other for other in sources if _credits(standing.document, other)]
            yield standing, (credited or sources)[0]


def _caution(pairs: Sequence[tuple[Standing, DocumentFacts]]) -> Caution:
    standing, source = min(pairs, key=lambda pair: pair[0].start)
    document, many = standing.document, len(pairs)
    what = "A passage has" if many == 1 else f"{many} passages have"
    credit = "which it credits" if _credits(document, source) else "without credit"
    note = f"{what} the words of {called(source)}, {credit}."
    if not (_order(document, source) or _credits(document, source) or _sends(source)):
        note += " Which of them had it first can't be told from their dates."
    return Caution(document=document.key, kind="copy", start=standing.start, end=standing.end, note=note)


def _is_one(one: DocumentFacts, other: DocumentFacts) -> bool:
    """Are they one document, or of one outlet, which may repeat itself?"""
    return one.key == other.key or same_outlet(one.publisher, other.publisher)


def _may_be_from(document: DocumentFacts, source: DocumentFacts) -> bool:
    """Can the one have it from the other, as far as credits and dates tell?"""
    if _credits(document, source):
        return True
    if _credits(source, document):
        return False
    order = _order(source, document)
    if order:
        return order < 0
    if _sends(source) != _sends(document):
        return _sends(source)
    # Where one of them is dated, it is the other of which it can't be known.
    return document.published is None or source.published is not None


def _order(one: DocumentFacts, other: DocumentFacts) -> int:
    """-1: the one is earlier; 1: later; 0: that can't be told."""
    (first, last), (begin, end) = _days(one), _days(other)
    if last and begin and last < begin:
        return -1
    return 1 if first and end and end < first else 0


def _rank(document: DocumentFacts) -> tuple[object, ...]:
    first, _ = _days(document)
    return (first is None, first or "", not _sends(document), document.key)


def _days(document: DocumentFacts) -> tuple[str | None, str | None]:
    return (None, None) if document.published is None else _bounds(document.published)


def _bounds(published: str) -> tuple[str | None, str | None]:
    return bounds(published) if is_edtf(published) else (None, None)


def _sends(document: DocumentFacts) -> bool:
    """Is it an agency's, whose texts are there to be copied?"""
    return document.publisher is not None and is_agency(document.publisher)


def _credits(document: DocumentFacts, source: DocumentFacts) -> bool:
    if source.publisher is None:
        return False
    told = (*document.cites, document.republished_from)
    return any(name is not None and same_outlet(name, source.publisher) for name in told)

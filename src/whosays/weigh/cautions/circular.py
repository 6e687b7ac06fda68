"""Citations that run in a circle: who is cited has it from who cites."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from whosays.records.across import Caution, Cite, Claim, DocumentFacts, Report
from whosays.records.outlets import same_outlet
from whosays.weigh.why import called

LONGEST = 200
"""Code points of a name that are looked at."""
SHARED = 2
"""Named things that two documents have in common where one may have it from the other."""
MOST = 50
"""Documents of one outlet that are compared with one citation."""
_WORD = re.compile(r"\w+")
_SMALL = frozenset({"the", "of", "and", "for", "in", "on", "a", "an"})


def circles_of_works(
    documents: Sequence[DocumentFacts], named: Mapping[str, frozenset[str]]
) -> tuple[Caution, ...]:
    """A work of reference and an outlet that cite each other on the same things.

    `named`: the resolved entities that each document names. Two newspapers that cite each other now and then
    are no circle: there it takes a claim (`circles_of_claims`).
    """
    outlets = _Outlets(documents)
    cites: dict[tuple[str, str], list[tuple[DocumentFacts, Cite]]] = defaultdict(list)
    for document in sorted(documents, key=lambda d: d.key):
        own = outlets.of_document(document)
        for cite in document.cited:
            other = outlets.called(cite.name)
            if own is not None and other is not None and own != other:
                cites[own, other].append((document, cite))
    found: dict[tuple[str, int], Caution] = {}
    for (own, other), there in sorted(cites.items()):
        back = cites.get((other, own), [])[:MOST]
        for document, cite in there:
            for citing, again in back:
                both = named.get(document.key, frozenset()) & named.get(citing.key, frozenset())
                if (cite.work or again.work) and len(both) >= SHARED:
                    note = f"{outlets.shown[other]} cites {outlets.shown[own]} in its turn."
                    found.setdefault(
                        (document.key, cite.start),
                        Caution(
                            document=document.key,
                            kind="circular-source",
                            start=cite.start,
                            end=cite.end,
                            note=note,
                        ),
                    )
    return tuple(caution for _, caution in sorted(found.items()))


def circles_of_claims(claim: Claim, reports: Mapping[str, Report]) -> Iterator[Caution]:
    """Reports of a claim that have it, through others, from their own outlet."""
    told_by = [reports.get(line) for line, _ in claim.reports]
    for origin in claim.origins:
        back = {late: early for late, early, why in origin.links if why.startswith("cites")}
        for late in sorted(back):
            chain = [late]
            while (early := back.get(chain[-1])) is not None and early not in chain:
                chain.append(early)
            told = [told_by[number] for number in chain]
            yield from _closed([report for report in told if report is not None])


def _closed(chain: Sequence[Report]) -> Iterator[Caution]:
    """Is the last of the first's outlet, with another between?"""
    own = chain[0].document.publisher if chain else None
    for place in range(2, len(chain)):
        if not same_outlet(own, chain[place].document.publisher):
            continue
        if same_outlet(own, chain[1].document.publisher):
            return
        for number, report in enumerate(chain[:place]):
            giver = called(chain[number + 1].document)
            note = f"It has it from {giver}: the circle ends where it began, at {own}."
            key, start, end = report.document.key, report.start, report.end
            yield Caution(document=key, kind="circular-source", start=start, end=end, note=note)
        return


class _Outlets:
    """The outlets of a pile by the words of their names."""

    def __init__(self, documents: Iterable[DocumentFacts]) -> None:
        self.shown: dict[str, str] = {}
        self._keys: dict[str | None, str] = {}
        self._called: dict[str, str | None] = {}
        """What was looked up: a pile cites the same few outlets all the time."""
        self._initials: dict[str, str] = {}
        self._by_word: dict[str, set[str]] = defaultdict(set)
        for publisher in sorted({d.publisher for d in documents if d.publisher}):
            told = _words(publisher)
            key = self._keys[publisher] = " ".join(sorted(set(told)))
            if key and key not in self.shown:
                self.shown[key] = publisher
                self._by_word[min(told)].add(key)
                if len(told) > 1:
                    self._initials.setdefault("".join(word[0] for word in told), key)

    def of_document(self, document: DocumentFacts) -> str | None:
        """The outlet of a document, as `called` gives it; `None`: it has none."""
        return self._keys.get(document.publisher) or None

    def called(self, name: str) -> str | None:
        """The outlet whose whole name stands in a citation: of several the longest."""
        if name not in self._called:
            self._called[name] = self._looked_up(name)
        return self._called[name]

    def _looked_up(self, name: str) -> str | None:
        told = set(_words(name))
        found = [key for word in told for key in self._by_word.get(word, ()) if told >= set(key.split())]
        if found:
            return max(found, key=lambda key: (len(key), key))
        return self._initials.get(next(iter(told))) if len(told) == 1 else None


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(name[:LONGEST].casefold()) if word not in _SMALL]

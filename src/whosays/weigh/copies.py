"""Which passages have the same words, whoever wrote them first: copies, rewritings, one speech twice.

Sets of shingles find what may be one (A. Z. Broder, "On the resemblance and containment of documents",
1997: the smallest hashes of a set are a sample that is the same wherever the set is); what is found is
compared word by word. That costs more than to compare samples, and says exactly how much agrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from zlib import crc32

from whosays.records.across import PassageCard, Verdict
from whosays.resolve.linking import agglomerate

KEYS = 8
"""Shingles by which a passage is found: the smallest of its hashes."""
SHINGLE = 3
"""Words of a shingle. Two would find a fiftieth more, and five times as much to compare."""
LONGER = 3
"""A passage may be held by another so many times as long; more is a mention."""
IN_A_ROW = 0.4
"""Share of what agrees that stands side by side in both: names alone may agree in any two reports."""
SURE = 6
"""Words of a quotation that a sentence must have to be known for it."""


class Passages:
    """Passages by their words; a `linking.Kind`."""

    name = "passage"
    cap = 6
    crowd = 2
    """Many versions of one wire report are a crowd, and are one all the same."""

    def twin(self, card: PassageCard) -> str | None:
        """None: what has the same words is one card."""
        return None

    def keys(self, card: PassageCard) -> Iterator[str]:
        """The smallest hashes of its shingles."""
        words = card.words
        if len(words) < SHINGLE:
            return
        shingles = zip(*(words[first:] for first in range(SHINGLE)), strict=False)
        hashes = sorted({crc32(" ".join(shingle).encode("utf-8", "surrogatepass")) for shingle in shingles})
        yield from (f"{number:08x}" for number in hashes[:KEYS])

    def judge(self, a: PassageCard, b: PassageCard) -> Verdict | None:
        """Have they the same words, in the same order, but for some that were changed?"""
        shorter, longer = (a, b) if len(a.words) <= len(b.words) else (b, a)
        few, many = shorter.words, longer.words
        agree = in_common(few, many)
        if agree < _needed(shorter, longer) or not _is_close(few, many, agree):
            return None
        what = "the words quoted" if shorter.quoted else "the words that tell something"
        longest = "" if len(many) == len(few) else f", and of {len(many)} in the longer one"
        return Verdict(
            a=a.id,
            b=b.id,
            sort="same",
            score=round(agree / len(few), 3),
            reason=f"{agree} of {len(few)} of {what} agree, in the same order{longest}",
        )

    def settle(
        self, cards: Mapping[str, PassageCard], verdicts: Sequence[Verdict]
    ) -> Iterable[tuple[str, ...]]:
        """All that are one, directly or through others: a copy may be rewritten in its turn."""
        return agglomerate(cards, verdicts)


PASSAGES = Passages()


def in_common(few: Sequence[str], many: Sequence[str]) -> int:
    """Length of the longest sequence of words that both have in this order.

    Row by row as bits of one number: L. Allison, T. I. Dix, "A bit-string longest-common-subsequence
    algorithm", 1986.
    """
    where: dict[str, int] = {}
    for place, word in enumerate(few):
        where[word] = where.get(word, 0) | 1 << place
    every = (1 << len(few)) - 1
    row = every
    for word in many:
        if (places := where.get(word)) is not None:
            met = row & places
            row = ((row + met) | (row - met)) & every
    return len(few) - row.bit_count()


def _needed(shorter: PassageCard, longer: PassageCard) -> float:
    """How many words must agree; the fewer there are, the more of them."""
    size = len(shorter.words)
    if shorter.quoted:
        if not longer.quoted and size < SURE:
            return size + 1
        return size if size < 7 else 0.8 * size
    if size < 10:
        return size
    return 0.75 * size if size < 16 else 0.7 * size


def _is_close(few: Sequence[str], many: Sequence[str], agree: int) -> bool:
    if len(many) > LONGER * len(few) and len(few) < 2 * SURE:
        return False
    pairs = set(pairwise(few)).intersection(pairwise(many))
    if len(pairs) < IN_A_ROW * agree:
        return False
    # "The index closed at 311, down 2": the same form, filled in anew.
    ours, theirs = set(few), set(many)
    return min(_figures(ours - theirs), _figures(theirs - ours)) < 2


def _figures(words: Iterable[str]) -> int:
    return sum(word[0].isdigit() for word in words)

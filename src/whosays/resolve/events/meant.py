"""Which happening of its own document a vague report speaks of, where the document tells of several.

"The attack", "thirteen were killed", coded without day, place or victim, is the last incident told before it,
as a reader takes it. And what a document takes back, and tells again with another day or victim, is still the
one happening.
"""

from __future__ import annotations

from collections.abc import Sequence

from whosays.records import Document, Span
from whosays.records.across import EventCard
from whosays.resolve.events.sight import kind_of, sight
from whosays.resolve.events.vague import has_toll, is_placed, tells_how_many_were_taken

_TO_COME = frozenset({"planned", "hypothetical"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})


def meant(document: Document, cards: Sequence[EventCard], withdrawn: frozenset[str]) -> dict[str, str]:
    """The card that another speaks of, by the id of the latter; `withdrawn`: cards of what is taken back."""
    told = [c for c in cards if c.lines and is_placed(sight(c)) and c.certainty not in _TO_COME]
    words = {word.start: index for index, word in enumerate(document.syntax)}
    found: dict[str, str] = {}
    for card in cards:
        if kind_of(card) != "INCIDENT" and card.polarity != "denied":
            continue
        others = [one for one in told if one.id != card.id and one.type == card.type]
        known = _is_known(document, words, card)
        if not known and card.polarity == "denied":
            others = [one for one in others if one.polarity == "asserted" and _are_told_alike(one, card)]
        elif card in told:
            if not known and not sight(card).suffering.last:
                continue
            others = [one for one in others if one.id in withdrawn and _is_told_again(document, one, card)]
        elif card.dates or not known:
            continue
        last = _last_before(card.triggers[0], others)
        if last is not None:
            found[card.id] = last.id
    return found


def _are_told_alike(one: EventCard, other: EventCard) -> bool:
    """ "Five said that they were beaten. … Nobody was ill-treated": what is denied was told before."""
    a, b = sight(one), sight(other)
    if kind_of(one) != "INCIDENT" and not a.names.meet(b.names):
        return False  # "the bank paid them. … The mill never paid": each for itself
    return bool(a.stems & b.stems or a.families & b.families)


def _is_told_again(document: Document, one: EventCard, other: EventCard) -> bool:
    """Does the one paragraph tell of both?"""
    first, last = one.triggers[0][0], other.triggers[0][0]
    return first < last and any(block.start <= first and last < block.end for block in document.blocks)


def _is_known(document: Document, words: dict[int, int], card: EventCard) -> bool:
    """Is it told as known ("the attack"), or as the outcome of what is ("thirteen were killed", "taken")?"""
    if has_toll(card) or tells_how_many_were_taken(card):
        return True
    at = words.get(card.triggers[0][0])
    return at is not None and any(
        word.head == at and word.deprel == "det" and word.lemma.casefold() in _KNOWN
        for word in document.syntax[max(0, at - 4) : at]
    )


def _last_before(span: Span, cards: Sequence[EventCard]) -> EventCard | None:
    """The one that is told of last before a passage."""
    best: tuple[int, EventCard] | None = None
    for card in cards:
        before = [start for start, _ in card.triggers if start < span[0]]
        if before and (best is None or before[-1] > best[0]):
            best = (before[-1], card)
    return None if best is None else best[1]

"""Which cards say enough to be told from others: when, where or to whom."""

from __future__ import annotations

from whosays.records.across import EventCard
from whosays.records.layers import TOLL
from whosays.resolve.events.sight import Sight
from whosays.resolve.events.words import incidents


def is_vague(seen: Sight) -> bool:
    """Is something coded told without where, when or to whom? Then any like event may be meant."""
    return bool(seen.card.lines) and not is_placed(seen)


def is_placed(seen: Sight) -> bool:
    """Does it say when, where or to whom?"""
    return bool(seen.days or seen.places.whole or seen.where or seen.suffering.last)


def has_toll(card: EventCard) -> bool:
    """Does it tell how many were killed or hurt?"""
    return any(figure.role in TOLL for figure in card.figures)


def tells_how_many_were_taken(card: EventCard) -> bool:
    """Does it tell how many were arrested, in a raid that may be told of by itself?"""
    return card.type == "COERCE" and bool(card.figures)


def names_an_incident(card: EventCard) -> bool:
    """Is it told by a word for an incident, or by how many came to harm in one?"""
    return not incidents().isdisjoint(card.words) or has_toll(card)

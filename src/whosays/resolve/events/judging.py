"""The verdict on two cards: how likely they tell of one event, and why."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import exp

import msgspec

from whosays.records.across import EventCard, Verdict
from whosays.resolve.events.evidence import evidence
from whosays.resolve.events.sight import Sight, kind_of, sight
from whosays.resolve.events.support import (
    differences,
    forbidden,
    is_copy,
    is_likely_meant,
    is_timely,
    supported,
)
from whosays.resolve.events.vague import (
    has_toll,
    is_placed,
    is_vague,
    names_an_incident,
    tells_how_many_were_taken,
)

_SURER = 0.65
"""The same of two lines that agree on neither victim nor toll: in a city at war much happens on one day."""
_MEANT = 0.5
"""The score of what can only mean the one such event of its own document."""
_MEANT_WHY = "told without day or place, in a document that tells of one such event"
_OF_AN_OUTCOME = frozenset({"modes differ"})
"""In what the number of those hurt or taken may differ from the event in which they were."""
_BY_HAND = frozenset({"beat", "sexual", "torture"})
"""Modes of what is done to one by another's hands: no word for an attack or its dead tells of that again."""
_CORRECTED = frozenset({"day apart", "sufferer differs"})
"""In what a report that takes something back may tell it anew."""
SURE = 0.4
"""Score from which two cards are taken for one event."""


class _Weights(msgspec.Struct, frozen=True):
    line: dict[str, float]
    """Of two lines of the chronology."""
    word: dict[str, float]
    """Of others, told by the same word."""
    other: dict[str, float]


@cache
def _weights() -> _Weights:
    return msgspec.json.decode(files(__package__).joinpath("weights.json").read_bytes(), type=_Weights)


def likeness(a: EventCard, b: EventCard) -> float:
    """How alike two cards are, whether or not that is enough; 0 where something forbids that they are one."""
    one, other = sight(a), sight(b)
    return 0.0 if forbidden(one, other) else _scored(one, other, evidence(one, other))


def _scored(a: Sight, b: Sight, found: dict[str, float]) -> float:
    """How likely it is by what speaks for it and against it, 0 to 1, three digits."""
    told = _weights()
    weights = told.line if a.card.lines and b.card.lines else told.word if "word" in found else told.other
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return round(1 / (1 + exp(-max(-30.0, min(30.0, total)))), 3)


def judge(a: EventCard, b: EventCard) -> Verdict | None:
    """The verdict on two cards that share a key; `None`: nothing says that they are one."""
    one, other = sight(a), sight(b)
    if a.document == b.document and (meant := _meant(one, other)) is not None:
        return Verdict(a=a.id, b=b.id, sort="weak", score=_MEANT, reason=_MEANT_WHY, lone=meant)
    vague = [seen.card.id for seen in (one, other) if is_vague(seen)]
    # Where neither says when, where or to whom, only the same words could tie them.
    if forbidden(one, other) or (len(vague) == 2 and one.stems.isdisjoint(other.stems)):
        return None
    found = evidence(one, other)
    if not _supported(one, other, found, len(vague)):
        return None
    sure = _scored(one, other, found)
    if sure < (SURE if "sufferer" in found or "figures" in found or not (a.lines and b.lines) else _SURER):
        return None
    return Verdict(
        a=a.id,
        b=b.id,
        sort="weak" if len(vague) == 1 else "same",
        score=sure,
        reason=_reason(one, other, found),
        lone=vague[0] if len(vague) == 1 else None,
    )


def _supported(a: Sight, b: Sight, found: dict[str, float], vague: int) -> bool:
    """Do they agree on enough? What says neither when nor where nor to whom is told in the same words."""
    if not vague:
        return supported(a, b, found)
    return is_timely(a, b, found) and (is_copy(found) if vague == 2 else is_likely_meant(found))


def _meant(a: Sight, b: Sight) -> str | None:
    """Of two cards of one document: the one that may speak of the other, which says when, where or to whom.

    It is coded as the same kind, or names an incident, or tells how many were killed or hurt in one. Where
    the document tells of several, it is the one told last before (`meant`).
    """
    for told, vague in ((a, b), (b, a)):
        named = vague.card.means == told.card.id
        if not named and (vague.card.means is not None or not _is_told_again(told, vague)):
            continue
        otherwise = differences(told, vague) - (_CORRECTED if named else frozenset())
        outcome = has_toll(vague.card) or tells_how_many_were_taken(vague.card)
        if otherwise <= (_OF_AN_OUTCOME if outcome else frozenset()):
            return vague.card.id
    return None


def _is_told_again(told: Sight, vague: Sight) -> bool:
    """Is the first told with day, place or victim, and the second, a like line or an incident, without?"""
    if not told.card.lines or not is_placed(told) or is_placed(vague):
        return False
    modes = {told.card.mode, vague.card.mode}
    if len(modes) == 2 and modes & _BY_HAND:
        return False
    if vague.card.lines:
        return kind_of(told.card) == kind_of(vague.card)
    return kind_of(told.card) == "INCIDENT" and names_an_incident(vague.card)


def _reason(a: Sight, b: Sight, found: dict[str, float]) -> str:
    """Both by their words, and on what they agree."""
    agreed = []
    if a.stems & b.stems:
        agreed.append("the word")
    elif a.families & b.families:
        agreed.append("like words")
    if "names" in found:
        agreed.append("who takes part")
    for name, value in found.items():
        if value and name in _AGREED:
            agreed.append(_AGREED[name])
    shared = [word for word in a.card.about if word.casefold() in b.about]
    about = sorted(shared, key=str.islower)[:3]  # names first
    if about:
        agreed.append(f"both reports speak of {', '.join(about)}")
    return f"{' '.join(a.card.words)} ~ {' '.join(b.card.words)}: {', '.join(agreed) or 'alike'}"


_AGREED = {
    "day same": "the day",
    "day near": "the day within two",
    "day within": "the time as far as it is known",
    "day slip": "the time but for a day of another month or year",
    "place same": "the place",
    "place near": "places near one another",
    "figures": "the figures",
    "type": "the kind of event",
}

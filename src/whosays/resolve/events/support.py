"""What a coded event must have in common with another report before any likeness counts.

In a pile about one war every report is like every other. So a line of the chronology joins another event only
where the reports agree on something of its own: its day, its place, who suffered it, who did it, how many.
"""

from __future__ import annotations

from collections.abc import Mapping

from whosays.resolve.events.sight import Days, Sight, kind_of
from whosays.resolve.events.spots import spot
from whosays.resolve.events.times import agreement

_PLACES = frozenset({"place same", "place near"})
_TO_COME = frozenset({"planned", "hypothetical"})
_MONTH = 31
"""Days that a date may span and still tell a month."""
_SOON = 14
"""Days within which reports that say nothing of the day may be of one event."""
_MUCH_ABOUT = 0.4
"""Share of what two reports are about that is common to them, from which they tell of one thing."""
_RARE = 0.6
"""Rarity from which the very word, and the month, say that what is not coded is what is."""
_MUCH, _COPY = 0.4, 0.6
"""Shares of the words of the sentences, of reports of which one or both say neither when nor where."""


def forbidden(a: Sight, b: Sight) -> bool:
    """Is there something that no likeness makes up for? It is seen before anything else is looked at."""
    if a.card.lines and b.card.lines and _are_two_lines(a, b):
        return True
    return agreement(a, b) == "apart" or spot(a, b) == "apart"


def _are_two_lines(a: Sight, b: Sight) -> bool:
    """Are they of one document, of two kinds, done to two people, or is only one of them yet to come?"""
    return (
        a.card.document == b.card.document
        or kind_of(a.card) != kind_of(b.card)
        or (a.card.certainty in _TO_COME) != (b.card.certainty in _TO_COME)
        or _sufferers_differ(a, b)
    )


def _sufferers_differ(a: Sight, b: Sight) -> bool:
    return bool(a.suffering.last and b.suffering.last) and not a.suffering.meet(b.suffering)


def differences(a: Sight, b: Sight) -> frozenset[str]:
    """In what they can't be one: how it was done, when, where, to whom."""
    found = {
        "modes differ": bool(a.card.type and b.card.type and a.card.mode and b.card.mode)
        and a.card.mode != b.card.mode,
        "day apart": agreement(a, b) == "apart",
        "place apart": spot(a, b) == "apart",
        "sufferer differs": _sufferers_differ(a, b),
    }
    return frozenset(name for name, differs in found.items() if differs)


def supported(a: Sight, b: Sight, found: Mapping[str, float]) -> bool:
    """Do they agree on enough that belongs to the event itself? What is not coded needs none of it."""
    if not (a.card.lines or b.card.lines):
        return True
    told_alike = "word" in found or "family" in found or ("type" in found and a.others.meet(b.others))
    both = bool(a.card.lines and b.card.lines)
    anchors = anchored(found)
    if "place other" in found and "sufferer" not in found:
        return False
    if "day slip" in found:  # a mistake only where everything else is right
        return told_alike and (anchors > 0 or "same part" in found)
    if not is_timely(a, b, found):
        return "sufferer" in found and anchors >= 2  # the death of one who is named may be told years later
    if both and anchors + ("day near" in found) >= 2:
        return True
    anchors += a.others.meet(b.others)
    rare = "word" in found and found["rarity"] >= _RARE
    alike = "names" in found or ("day within" in found and (rare or found["context"] >= _COPY))
    return told_alike and (anchors > 0 or (not both and alike))


def anchored(found: Mapping[str, float]) -> int:
    """On how many of these they agree: the day, the place, who suffers it, how many."""
    return (
        ("day same" in found) + (not _PLACES.isdisjoint(found)) + ("sufferer" in found) + ("figures" in found)
    )


def is_timely(a: Sight, b: Sight, found: Mapping[str, float]) -> bool:
    """Are both of one time, by their dates or those of the documents?

    Where neither is known, they may be if the place or the victim is the same, or what they are about; what
    comes about once only may be told of at any time.
    """
    if "day open" not in found or "once" in found:
        return True
    first, second = (_when(seen) for seen in (a, b))
    if not first or not second:
        return "sufferer" in found or not _PLACES.isdisjoint(found) or found["about"] >= _MUCH_ABOUT
    return any(one[0] - _SOON <= other[1] and other[0] - _SOON <= one[1] for one in first for other in second)


def _when(seen: Sight) -> list[Days]:
    """Its days, where they are known to the month; else when it was reported."""
    days = [day for day in seen.days if day[1] - day[0] <= _MONTH]
    return days or ([] if seen.published is None else [seen.published])


def is_likely_meant(found: Mapping[str, float]) -> bool:
    """May one that says neither when nor where nor to whom be the other?

    It is told alike, and who does it is the same, or much of the sentence, or what the reports are about.
    """
    told_alike = "word" in found or "family" in found
    return told_alike and ("names" in found or found["context"] >= _MUCH or found["about"] >= _MUCH_ABOUT)


def is_copy(found: Mapping[str, float]) -> bool:
    """Are they told in the same words?"""
    return "word" in found and found["context"] >= _COPY

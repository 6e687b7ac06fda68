"""One statement from one event word: its use, its roles, and how surely it is said."""

from __future__ import annotations

from whosays.annotate.statements import noun_events, roles, stance, verb_events
from whosays.annotate.statements.entries import Entry as DatedEntry
from whosays.annotate.statements.event_words import Entry, Sense
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.roles import Near, Roles
from whosays.annotate.statements.sentence import Words

_OF_WORDS = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN"})
"""Types of events whose words are followed by what they are about, with places of its own."""
_CLOSE = 6  # words after an event word that may show it to mean something else


def read(
    w: Words, at: int, end: int, sense: Sense, near: Near, previous: Found | None, entry: DatedEntry | None
) -> Found | None:
    """What the event word in words `at` to `end` states, if it states anything.

    `near` counts the words of conflict and the like in the sentences round it; `previous` is the statement of
    the same sentence before this one; `entry` is the entry of a list or chronology that it stands in.
    """
    word = sense.entry
    if word.strength == "weak" and not roles.near_context(w, at, end, near, violent=word.violent):
        return None
    if word.not_near and any(next_ in word.not_near for next_ in w.lower[end : end + _CLOSE]):
        return None
    if any(next_ in word.not_after for next_ in w.lower[end : end + 1]) or _not_before(w, at, word):
        return None
    if stance.asserts_nothing(w, at):
        return None
    low, high = w.clause(at)
    found = Found(sense=sense, at=at, end=end, low=low, high=high, roles=Roles(w.document))
    found.dated, found.historic = entry is not None, entry is not None and entry.dated
    told = verb_events.read(w, found, previous) if sense.part == "verb" else noun_events.read(w, found)
    if not told:
        return None
    found.certainty = stance.weakest(found.certainty, stance.of_clause(w, at))
    if not sense.relation:
        close = word.type in _OF_WORDS
        found.roles.add("place", roles.places(w, at, end, low, found.high, close=close))
        found.roles.add("instrument", roles.instruments(w, end, found.high))
    found.quantities += [q for q in roles.money(w, low, found.high) if q not in found.quantities]
    return found


def _not_before(w: Words, at: int, entry: Entry) -> bool:
    return at > 0 and w.lower[at - 1] in entry.not_before

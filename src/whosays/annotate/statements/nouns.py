"""What an event noun says in its place: a certain event, a kind of event, or half of a compound."""

from __future__ import annotations

import msgspec

from whosays.annotate.statements import noun_phrases
from whosays.annotate.statements.event_words import Entry
from whosays.annotate.statements.sentence import Words, grammar
from whosays.records.layers import Certainty

_MODIFIERS = 6  # words before a noun that are looked at


class NounUse(msgspec.Struct, frozen=True, kw_only=True):
    """An event noun that stands for an event of its own; positions are indexes of words."""

    start: int
    """Where its noun phrase begins."""
    definite: bool
    modifier: int | None = None
    """The mention right before the noun."""
    possessor: int | None = None
    """The mention whose "'s" stands before the noun."""
    certainty: Certainty = "fact"
    follows: bool = False
    """An "of", "on", "against" follows."""
    counted: bool = False
    """A number stands before it."""
    plural: bool = False


def read(w: Words, at: int, end: int, entry: Entry, *, plural: bool) -> NounUse | None:
    """How the noun in words `at` to `end` is used; `None` where it names no event that can be told."""
    if end < len(w) and _first_half(w, end):
        return None
    start = at
    while start > 0 and at - start < _MODIFIERS and _belongs(w, start - 1):
        start -= 1
    start = noun_phrases.last_determiner(w, start, at)
    modifiers = w.lower[start:at]
    if not modifiers and start > 1 and w.lower[start - 1] in {"and", "or"} and not w.stops(start - 2):
        # "the murder and kidnapping of": what governs the first governs the second.
        first = start - 2
        while first > 0 and start - first < _MODIFIERS and _belongs(w, first - 1):
            first -= 1
        if _unreal(w, noun_phrases.last_determiner(w, first, start - 2)):
            return None
    if any(word in grammar().unreal_modifiers for word in modifiers if word) or _unreal(w, start):
        return None
    if any(word in entry.not_before for word in modifiers):
        return None
    determined = bool(modifiers) and (
        modifiers[0] in grammar().determiners or any(at_ in w.possessive for at_ in range(start, at))
    )
    follows = end < len(w) and w.lower[end] in {
        "of",
        "on",
        "against",
        "in",
        "at",
        "near",
        "outside",
        "by",
        "between",
        "with",
    }
    counted = any(w.quantity[i] >= 0 or w.lower[i].isdigit() for i in range(start, at))
    if not (determined or follows or counted or start == 0):
        return None
    if not determined and end < len(w) and w.lower[end] in {"the", "a", "an"}:
        return None  # "rebels attack the barracks": a verb in the present
    named = at > 0 and w.mention[at - 1] >= 0
    possessive = named and (at - 1) in w.possessive
    return NounUse(
        start=start,
        definite=bool(modifiers)
        and (modifiers[0] in {"the", "this", "that", "these", "those"} or possessive),
        modifier=w.mention[at - 1] if named and not possessive else None,
        possessor=w.mention[at - 1] if possessive else None,
        certainty="possible" if "suspected" in modifiers or "apparent" in modifiers else "fact",
        follows=follows,
        counted=counted,
        plural=plural,
    )


def _belongs(w: Words, at: int) -> bool:
    if w.mention[at] >= 0:
        return True
    word = w.lower[at]
    # Verbs in -ed and -ing and "said" are not told from adjectives here; both end the search soon enough.
    return not w.stops(at) and word not in grammar().after_noun - {"last", "this", "late", "early", "that"}


def _unreal(w: Words, start: int) -> bool:
    """ "to prevent the bombing of", "called for the release of", "without the arrest of"."""
    window = range(max(0, start - 3), start)
    if start > 1 and w.lower[start - 2] == "to":
        return True
    governors = (
        grammar().unreal_governors | grammar().hypothetical | frozenset(grammar().modals) | {"without"}
    )
    return any(w.lower[at] in governors and w.mention[at] < 0 and not w.is_time(at) for at in window)


def _first_half(w: Words, end: int) -> bool:
    """Does a noun follow: "the bombing campaign", "an arrest warrant"?"""
    word = w.lower[end]
    if w.mention[end] >= 0 or w.stops(end) or not word[0].isalpha():
        return word == "-"
    if word in grammar().after_noun or word in grammar().determiners or w.is_adverb(end):
        return False
    return not word.endswith("ed")

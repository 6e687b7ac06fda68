"""Events told by nouns: "the bombing of the customs house by the Front"."""

from __future__ import annotations

from whosays.annotate.statements import dating, noun_phrases, nouns, parties, responsibility, roles, stance
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.noun_phrases import Phrase
from whosays.annotate.statements.sentence import Words, grammar


def read(w: Words, found: Found) -> bool:
    """Fill `found` from an event noun; false where it names no certain event."""
    entry = found.sense.entry
    use = nouns.read(w, found.at, found.end, entry, plural="plural" in found.sense.forms)
    if use is None:
        return False
    if entry.needs_word and not w.any_of(entry.needs_word, found.at - 4, found.end + 6):
        return False
    held = responsibility.before_noun(w, use.start) or responsibility.after_noun(w, found.end, found.high)
    found.certainty, found.definite = use.certainty, use.definite
    found.presupposed = use.definite and held is None
    object_phrase = roles.after_preposition(w, found.end, found.high, frozenset({"of"}))
    named = _noun_parties(w, found, use, object_phrase)
    if entry.objects == "people" and not _noun_of_people(w, found, object_phrase, use):
        return False
    agent = roles.agent_after(w, found.end, found.high, noun=True)
    if held is not None:
        found.roles.add("actor", held.parties)
        found.claimed = held.certainty != "fact" or held.polarity == "denied"
        found.polarity = held.polarity
        found.certainty = stance.weakest(found.certainty, held.certainty)
    elif agent is not None:
        found.roles.add(entry.subject, agent.parties)
    dated = dating.of_trigger(w, found.at, (found.low, found.high), sense=found.sense) is not None
    # An event noun needs more than itself: a party, a place or a time.
    placed = bool(roles.places(w, found.at, found.end, found.low, found.high))
    evident = named or held is not None or found.dated or dated or placed
    if use.plural and not (use.counted or held is not None or (use.definite and evident)):
        return False
    return evident


def _noun_of_people(w: Words, found: Found, phrase: Phrase | None, use: nouns.NounUse) -> bool:
    if phrase is not None:
        return noun_phrases.means_people(w, phrase)
    return use.possessor is not None or use.definite


def _noun_parties(w: Words, found: Found, use: nouns.NounUse, phrase: Phrase | None) -> bool:
    """Parties named round the noun; is anything there that makes it a certain event?"""
    entry = found.sense.entry
    certain = False
    if phrase is not None and entry.object != "none":
        parties.add_object(w, found, phrase)
        certain = (
            bool(phrase.parties or phrase.modifiers or phrase.quantities)
            or w.lower[phrase.start] in grammar().determiners
        )
    elif phrase is not None and entry.intransitive_subject:
        found.roles.add(entry.intransitive_subject, phrase.parties)
        certain = bool(phrase.parties)
    if use.possessor is not None and entry.possessive is not None:
        role = entry.object if entry.possessive == "object" else entry.intransitive_subject or entry.subject
        found.roles.add(role, [use.possessor])
        certain = True
    if use.modifier is not None:
        certain = True
        kind = w.document.mentions[use.modifier].type
        if kind == "Place":
            found.roles.add("place", [use.modifier])
        elif entry.modifier is not None and kind == "Organization":
            found.roles.add(entry.modifier, [use.modifier])
    if entry.against is not None:
        certain = parties.add_after(w, found, frozenset({"on", "against"}), entry.against) or certain
    if entry.between is not None:
        certain = parties.add_after(w, found, frozenset({"between"}), entry.between) or certain
    if entry.with_ is not None:
        certain = parties.add_with(w, found, entry.with_) or certain
    return certain

"""Whether what stands round an event word fits it, and which role it takes then."""

from __future__ import annotations

from whosays.annotate.statements import noun_phrases, roles
from whosays.annotate.statements.event_words import Entry
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.noun_phrases import Phrase
from whosays.annotate.statements.sentence import Words, grammar

_BODIES = frozenset({"Person", "Organization", "PublicBody", "Company", "Nationality", "Place"})


def is_body(w: Words, phrase: Phrase | None) -> bool:
    """Is it somebody that acts in public: a name, or a word such as "the ministry"?"""
    if phrase is None:
        return False
    if phrase.names:
        return w.document.mentions[phrase.names[0]].type in _BODIES
    return phrase.head in grammar().context or phrase.body is not None


def object_fits(w: Words, entry: Entry, phrase: Phrase | None, fallback: int) -> bool:
    """Is the object such as the event word asks for? `fallback`: the word where the verb stands."""
    if entry.needs_word:
        if phrase is None:
            return False
        reach = (
            w.lower[phrase.start : phrase.end + 4]
            if phrase.end > fallback
            else w.lower[max(0, phrase.start - 6) : fallback]
        )
        return any(word in entry.needs_word for word in reach)
    if entry.objects == "people":
        return phrase is not None and noun_phrases.means_people(w, phrase)
    return True


def add_object(w: Words, found: Found, phrase: Phrase) -> None:
    """Give the object its role, by what it is, and take the counts in it."""
    entry = found.sense.entry
    found.roles.add(
        entry.object if phrase.names else "recipient" if phrase.body is not None else "none", phrase.parties
    )
    found.quantities += roles.quantities(w, phrase)
    if entry.object == "target" and not phrase.parties:
        towns = [m for m in phrase.modifiers if w.document.mentions[m].type == "Place"]
        found.roles.add("place", towns[-1:])


def add_after(w: Words, found: Found, prepositions: frozenset[str], role: str) -> bool:
    """Give `role` to what follows one of `prepositions`; true where that is somebody or something certain."""
    for at in range(found.end, min(found.high, found.end + 5)):
        if at < len(w) and w.is_time(at):
            continue
        phrase = roles.after_preposition(w, at, found.high, prepositions)
        if phrase is not None and not w.is_time(phrase.start):
            found.roles.add(role, phrase.parties)
            if role == "target" and not phrase.parties:
                towns = [m for m in phrase.modifiers if w.document.mentions[m].type == "Place"]
                found.roles.add("place", towns[-1:])
            return bool(phrase.parties or phrase.modifiers) or w.lower[phrase.start] in grammar().determiners
    return False


def add_with(w: Words, found: Found, role: str) -> bool:
    """Give `role` to what follows "with" or "between"."""
    return add_after(w, found, frozenset({"with", "between"}), role)

"""Relations told by verbs: founded, renamed, put on a list."""

from __future__ import annotations

from whosays.annotate.statements import noun_phrases, roles, verbs
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.noun_phrases import Phrase
from whosays.annotate.statements.sentence import Words, grammar


def read(w: Words, found: Found, use: verbs.VerbUse) -> bool:
    """Fill `found` from a verb of relation; false where one of the two is not named."""
    entry = found.sense.entry
    doer: Phrase | None
    if use.voice == "passive":
        obj = noun_phrases.before(w, use.subject_end)
        doer = roles.agent_after(w, found.end, found.high)
        rest = found.end
    else:
        doer = noun_phrases.before(w, use.subject_end)
        obj = noun_phrases.after(w, found.end, found.high)
        rest = obj.end if obj is not None else found.end
        if entry.reflexive and obj is not None and obj.head in {"itself", "himself", "themselves", "herself"}:
            obj, doer = doer, None
    if obj is None or not _named(w, obj, entry.named):
        return False
    if entry.subject_named and (doer is None or not _named(w, doer, entry.subject_named)):
        return False
    if entry.within and not _within(w, found, rest):
        return False
    found.roles.add(entry.object, obj.names)
    if doer is not None:
        found.roles.add(entry.subject, [m for m in doer.parties if m not in obj.names])
    return _onward(w, found, rest) if entry.onward else True


def _named(w: Words, phrase: Phrase, kinds: frozenset[str]) -> bool:
    return bool(phrase.names) and all(w.document.mentions[m].type in kinds for m in phrase.names)


def _within(w: Words, found: Found, rest: int) -> bool:
    """Is a list named after the verb? A body named on the way to it is the authority."""
    entry = found.sense.entry
    if w.lower[found.at] in entry.within:
        return True
    span = range(rest, min(len(w), rest + 16))
    at = next((i for i in span if w.lower[i] in entry.within), None)
    # A list that is part of a name counts too.
    before = reversed(w.lower[found.end : at])
    preposition = next((word for word in before if word in grammar().prepositions), None)
    if at is None or preposition not in {"on", "to", "from", "off", "under", "onto"}:
        return False
    if any(w.lower[i] in entry.within_not for i in range(rest, at)):
        return False
    bodies = [w.mention[i] for i in range(rest, at) if w.mention[i] >= 0]
    kinds = {"Organization", "PublicBody"}
    authorities = [m for m in dict.fromkeys(bodies) if w.document.mentions[m].type in kinds]
    if not found.roles.has("subject"):
        found.roles.add("subject", authorities[:1])
    return True


def _onward(w: Words, found: Found, rest: int) -> bool:
    """ "renamed Party of the Quay", "changed to": the second party."""
    entry = found.sense.entry
    at = rest
    word = w.lower[at] if at < len(w) else ""
    role = entry.onward.get(word, entry.onward.get(""))
    phrase = noun_phrases.after(w, at + 1 if word in entry.onward else at, len(w))
    if role is None or phrase is None or not phrase.names:
        return False
    found.roles.add(role, phrase.names[:1])
    return True

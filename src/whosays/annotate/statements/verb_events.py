"""Events told by verbs: who does it, who has it done to them."""

from __future__ import annotations

from whosays.annotate.statements import dating, noun_phrases, parties, roles, stance, verbs
from whosays.annotate.statements.event_words import Entry
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.noun_phrases import Phrase
from whosays.annotate.statements.roles import Near
from whosays.annotate.statements.sentence import Words, grammar
from whosays.annotate.statements.verb_relations import read as read_relation

_DATE_AFTER = 4  # words after a participle within which a date is its own
_INFINITIVE = 6  # words after a verb within which an infinitive belongs to it


def read(w: Words, found: Found, previous: Found | None) -> bool:
    """Fill `found` from a verb; false where it states nothing. `previous`: the statement before it."""
    entry = found.sense.entry
    use = verbs.read(
        w,
        found.at,
        found.end,
        found.sense.forms,
        intransitive=entry.intransitive,
        historic=found.historic,
    )
    if use is None or (entry.no_infinitive and _infinitive_follows(w, found)):
        return False
    found.polarity, found.certainty = use.polarity, use.certainty
    if found.sense.relation:
        return read_relation(w, found, use)
    if use.voice == "passive":
        found.passive = True
        return _passive(w, found, use, previous)
    return _active(w, found, use, previous)


def _passive(w: Words, found: Found, use: verbs.VerbUse, previous: Found | None) -> bool:
    entry = found.sense.entry
    if previous is not None and use.reduced and _second_of_two(w, use, previous):
        # "was kidnapped and killed": the same undergoer, and the same polarity.
        shared = (
            m for role in ("victim", "recipient", "target") for m in previous.roles.filled.get(role, [])
        )
        found.roles.add(entry.object, shared)
        found.polarity, found.certainty = previous.polarity, previous.certainty
        agent = roles.agent_after(w, found.end, found.high)
        found.roles.add(entry.subject, agent.parties if agent is not None else ())
        return True
    if entry.active_only or (entry.intransitive and entry.object == "none"):
        return False
    if entry.active_object and use.reduced:
        return False
    undergoer = noun_phrases.before(w, use.subject_end)
    if use.reduced and (undergoer is None or _of_no_certain_one(w, found, undergoer)):
        return False
    fits = parties.object_fits(w, entry, undergoer, use.subject_end)
    if not fits and not (undergoer is None and entry.objects == "people" and _of_them(w, found, use)):
        return False
    if undergoer is not None:
        parties.add_object(w, found, undergoer)
        if stance.denied_by_subject(w, undergoer.start - 1, undergoer.end):
            found.polarity = "denied"
    agent = roles.agent_after(w, found.end, found.high)
    if agent is not None:
        found.roles.add(entry.subject, agent.parties)
        found.high = max(found.high, agent.end)
    return True


def _of_them(w: Words, found: Found, use: verbs.VerbUse) -> bool:
    """ "They were released on Monday": somebody told of before, whom the date makes certain enough."""
    if use.subject_end == 0 or w.lower[use.subject_end - 1] not in {"he", "she", "they"}:
        return False
    clause = (found.low, found.high)
    return found.dated or dating.of_trigger(w, found.at, clause, sense=found.sense) is not None


def _of_no_certain_one(w: Words, found: Found, undergoer: Phrase) -> bool:
    """ "all prisoners sentenced for …", "will release the men arrested there": states nothing by itself.

    A date of its own right after the participle makes it a fact nonetheless: "funds frozen in 1998".
    """
    g = grammar()
    bare = undergoer.end - undergoer.start == 1 and undergoer.head in {"people", "persons"}
    if (bare or w.lower[undergoer.start] in g.generic) and not undergoer.quantities:
        return True
    if any(w.is_time(i) for i in range(found.end, min(len(w), found.end + _DATE_AFTER))):
        return False
    unreal = frozenset(g.modals) | g.negations | g.hypothetical
    low, high = w.clause(found.at)
    # "The men arrested there will be tried" takes the arrest for granted; "will try men arrested" may not.
    after = () if w.lower[undergoer.start] in {"the", "these", "those"} else range(found.end, high)
    return any(
        w.mention[i] < 0 and (w.lower[i] in unreal or (w.lower[i] == "to" and _is_infinitive(w, i)))
        for i in (*range(low, undergoer.start), *after)
    )


def _infinitive_follows(w: Words, found: Found) -> bool:
    """ "freed the workers to go on": set at liberty to do something, from nothing that held them."""
    return any(_is_infinitive(w, i) for i in range(found.end, min(found.high, found.end + _INFINITIVE)))


def _is_infinitive(w: Words, at: int) -> bool:
    g = grammar()
    if w.lower[at] != "to" or at + 1 >= len(w) or w.mention[at + 1] >= 0 or w.quantity[at + 1] >= 0:
        return False
    word = w.lower[at + 1]
    return word.isalpha() and word not in g.determiners | g.people | g.members and not w.is_time(at + 1)


def _second_of_two(w: Words, use: verbs.VerbUse, previous: Found) -> bool:
    if not previous.passive or use.subject_end == 0 or w.lower[use.subject_end - 1] != "and":
        return False
    between = range(previous.end, use.subject_end - 1)
    return len(between) < 12 and not any(w.lower[i] == "," or w.mention[i] >= 0 for i in between)


def _active(w: Words, found: Found, use: verbs.VerbUse, previous: Found | None) -> bool:
    entry = found.sense.entry
    doer = None if use.voice == "participle" else noun_phrases.before(w, use.subject_end)
    obj = noun_phrases.after(w, found.end, _object_limit(w, found))
    if entry.bearers and (doer is None or not _bears(w, doer, entry)):
        return False
    if entry.intransitive:
        return _intransitive(w, found, use, doer, obj, previous)
    if obj is None or not parties.object_fits(w, entry, obj, found.end):
        return False
    if obj.end < len(w) and w.lower[obj.end] in entry.not_then:
        return False
    if use.voice == "participle" and previous is None and not _among_violence(w, found):
        return False
    if doer is None and previous is None and use.voice == "active" and _adjective(w, found, use, obj):
        return False
    if entry.bodies and not (parties.is_body(w, doer) and parties.is_body(w, obj)):
        return False
    parties.add_object(w, found, obj)
    if stance.denied_by_subject(w, obj.start, obj.start + 1):
        found.polarity = "denied"
    _add_doer(w, found, use, doer, previous)
    return True


def _among_violence(w: Words, found: Found) -> bool:
    """ "…, killing ten" of a storm or of cholera is no assault."""
    if found.sense.entry.type != "ASSAULT":
        return True
    return roles.near_context(w, found.at, found.end, Near(), violent=True)


def _adjective(w: Words, found: Found, use: verbs.VerbUse, obj: Phrase) -> bool:
    """ "… and detained political prisoners", with nobody who detains: what they are, not what was done."""
    if use.subject_end != found.at or w.lower[found.at - 1] not in {"and", "or", ",", "of"}:
        return False
    bare = not obj.names and not obj.quantities and w.lower[obj.start] not in grammar().determiners
    return bare and w.lower[obj.start] not in grammar().pronouns


def _object_limit(w: Words, found: Found) -> int:
    return max(found.high, found.end)


def _intransitive(
    w: Words,
    found: Found,
    use: verbs.VerbUse,
    doer: Phrase | None,
    obj: Phrase | None,
    previous: Found | None,
) -> bool:
    entry = found.sense.entry
    if entry.bodies and not parties.is_body(w, doer):
        return False
    if entry.object != "none" and entry.bodies and obj is not None:
        if not parties.is_body(w, obj):
            return False
        found.roles.add(entry.object, obj.parties)
    elif obj is not None and not entry.bodies and _takes_object(w, found):
        # "surrendered a lead": another verb than "surrendered".
        return False
    role = entry.intransitive_subject or entry.subject
    if doer is None and use.voice != "participle" and not entry.bearers:
        return False
    if doer is not None:
        if not _can_act(w, found, doer):
            return False
        if stance.denied_by_subject(w, doer.start - 1, doer.end):
            found.polarity = "denied"
    if role != "none":
        found.roles.add(role, doer.parties if doer is not None else ())
    if entry.with_ is not None:
        parties.add_with(w, found, entry.with_)
    if entry.against is not None:
        parties.add_after(w, found, frozenset({"against"}), entry.against)
    return True


def _can_act(w: Words, found: Found, doer: Phrase) -> bool:
    """Is the subject somebody? A phrase ("went on strike") tells enough by itself, as do known bearers."""
    if found.sense.entry.bearers or found.end - found.at > 1 or doer.parties:
        return True
    return noun_phrases.means_people(w, doer) or doer.head in grammar().context


def _takes_object(w: Words, found: Found) -> bool:
    """Does a noun phrase follow a verb that should have none?"""
    if found.end - found.at > 1:
        return False
    return found.end < len(w) and not w.stops(found.end) and not w.is_adverb(found.end)


def _bears(w: Words, doer: Phrase, entry: Entry) -> bool:
    if doer.head in entry.bearers:
        return True
    return bool(doer.parties) and doer.body is not None


def _add_doer(
    w: Words, found: Found, use: verbs.VerbUse, doer: Phrase | None, previous: Found | None
) -> None:
    entry = found.sense.entry
    if doer is not None:
        found.roles.add(entry.subject, doer.parties)
        if stance.denied_by_subject(w, doer.start - 1, doer.end):
            found.polarity = "denied"
        return
    if previous is None or not _shares_subject(w, found, use, previous):
        return
    if use.voice == "participle" and previous.sense.entry.type == entry.type:
        found.follows = previous
    found.polarity, found.certainty = previous.polarity, stance.weakest(found.certainty, previous.certainty)
    if not found.roles.filled.get("actor"):
        own = {m for taken in found.roles.filled.values() for m in taken}
        found.roles.add(entry.subject, [m for m in previous.roles.filled.get("actor", []) if m not in own])


def _shares_subject(w: Words, found: Found, use: verbs.VerbUse, previous: Found) -> bool:
    """ "attacked the bus, killing two", "attacked the bank and killed two": nobody else comes between."""
    between = range(previous.end, found.at)
    if any(w.lower[i] in grammar().boundaries | grammar().saying for i in between if w.mention[i] < 0):
        return False
    if use.voice == "participle":
        return w.lower[found.at - 1] == "," and len(between) < 40
    return (
        previous.sense.part == "verb"
        and not previous.passive
        and w.lower[use.subject_end - 1] == "and"
        and "," not in [w.lower[i] for i in between]
    )

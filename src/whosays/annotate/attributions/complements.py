"""What follows a verb of reporting: its content, past hearers and adjuncts, if the verb can take it."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.annotate.attributions.clauses import Word
from whosays.annotate.attributions.extents import Range, clause_end, without_marks
from whosays.annotate.attributions.reporting import Verb, finite, verbs, words
from whosays.annotate.numerals import is_number

_ADJUNCT_WORDS = 12
_CLAUSE_WORDS = 9
_HEARER_WORDS = 6
_FIGURE_WORDS = 4


def content_after(clause: Sequence[Word], verb: Verb, after: int, source: Range) -> Range | None:
    """The content that follows the verb, if the verb can take what follows."""
    at: int | None = _past_adjuncts(clause, after)
    if "hearer" in verb.takes:
        at = _past_hearer(clause, _past_adjuncts(clause, after))
    if at is None or at >= len(clause):
        return None
    if verb.takes == {"figure"}:
        return without_marks(clause, at, clause_end(clause, at)) if _puts_at_a_figure(clause, at) else None
    if clause[at].low in (":", ",") and at + 1 < len(clause):
        colon = clause[at].low == ":"
        if colon or clause[at + 1].quotation >= 0 or (at + 2 < len(clause) and clause[at + 2].quotation >= 0):
            return without_marks(clause, at + 1, len(clause) if colon else clause_end(clause, at + 1))
        return None
    if clause[at].quotation >= 0 or _complement(clause, at, verb, source):
        return without_marks(clause, at, clause_end(clause, at))
    return None


def _complement(clause: Sequence[Word], at: int, verb: Verb, source: Range) -> bool:
    """Can `verb` take the words at `at`, which are neither a quotation nor after a colon?"""
    known, word, takes = words(), clause[at], verb.takes
    if word.mark:
        return word.low in ("$", "€", "£") and "clause" in takes
    if word.low == "that":
        return bool(takes & {"clause", "that", "hearer", "thing"})
    if word.low in known.complementizers and word.low not in ("when", "where"):
        if verb.stance == "thinks":
            return False
        return bool(takes & {"clause", "hearer", "wh"}) or ("that" in takes and not verb.ambiguous)
    if word.low == "to":
        return bool(takes & {"to", "hearer"})
    if verb.ambiguous or word.low in verbs() or (word.low in finite() and word.low not in known.modals):
        return False
    if word.low in known.subordinators or word.low in ("and", "early", "late", "here"):
        return False
    if word.low in known.prepositions or word.low in known.days:
        topic = word.low in ("of", "about", "against") and bool(takes & {"clause", "to"})
        return topic and verb.stance in ("promises", "asserts")
    return _plain_complement(clause, at, verb, source)


def _puts_at_a_figure(clause: Sequence[Word], at: int) -> bool:
    """ "Puts | the dead at 11", "placed | the number of missing at about forty"."""
    near = clause[at : at + _CLAUSE_WORDS]
    return any(
        one.low == "at"
        and not words().counted.isdisjoint(word.low for word in near[:k])
        and any(is_number(word.low) for word in near[k + 1 : k + _FIGURE_WORDS])
        for k, one in enumerate(near)
    )


def _plain_complement(clause: Sequence[Word], at: int, verb: Verb, source: Range) -> bool:
    """Can `verb` take a clause without "that", or an object, that begins at `at`?"""
    known, takes = words(), verb.takes
    if clause[at - 1].low in known.object_only_if_quoted:
        return any(w.quotation >= 0 for w in clause[at : at + 20])
    if takes & {"thing", "hearer"}:
        return True
    if "clause" in takes:
        return verb.stance != "thinks" or _clause_like(clause, at)
    if "that" in takes:
        shown = verb.stance == "shows" and any(w.low in known.records for w in clause[source[0] : source[1]])
        return shown or _clause_like(clause, at)
    return "quote" in takes and any(w.quotation >= 0 for w in clause[at : at + 3])


def _clause_like(clause: Sequence[Word], at: int) -> bool:
    """Does a finite verb follow soon, as in a clause without "that"?"""
    for k in range(at + 1, min(len(clause), at + _CLAUSE_WORDS)):
        if clause[k].mark or clause[k].low in ("who", "which", "that") or clause[k].quotation >= 0:
            return False
        if clause[k].low in finite():
            return True
    return (
        clause[at].low.endswith(("'s", "’s", "'d", "’d", "'ll", "’ll", "'re", "’re"))
        and len(clause[at].low) < 9
    )


def _past_adjuncts(clause: Sequence[Word], at: int) -> int:
    """Past "on Thursday", "in a statement" and the like, where what is said begins plainly after them."""
    known = words()
    while at < len(clause) and (
        clause[at].low in known.days
        or clause[at].low
        in ("yesterday", "today", "tonight", "tomorrow", "earlier", "later", "recently", "also")
    ):
        at += 1
    if at >= len(clause) or clause[at].low not in known.adjunct_prepositions:
        return at
    if at + 2 < len(clause) and clause[at + 1].low in known.days and not clause[at + 2].mark:
        return _past_adjuncts(clause, at + 2)
    if at + 2 < len(clause) and clause[at].low in ("this", "last") and clause[at + 1].low in known.time_units:
        return _past_adjuncts(clause, at + 2)
    if clause[at].low in ("this", "last", "early", "late"):
        return at
    for k in range(at + 1, min(len(clause), at + _ADJUNCT_WORDS + 1)):
        word = clause[k]
        if word.low == "that" and clause[k - 1].low == "so":
            return at
        if word.quotation >= 0 or word.low in ("that", ":"):
            return k
        if word.low == ",":
            return k
        if word.low in finite():
            return at
        if word.mark and word.low not in ("&", "/", "."):
            return at
    return at


def _past_hearer(clause: Sequence[Word], at: int) -> int | None:
    """Past whom it is told to."""
    known = words()
    if at >= len(clause) or clause[at].mark or clause[at].quotation >= 0:
        return at if at < len(clause) and clause[at].quotation >= 0 else None
    for k in range(at + 1, min(len(clause), at + _CLAUSE_WORDS)):
        word = clause[k]
        if (
            word.quotation >= 0
            or word.low in ("that", ":")
            or word.low in known.complementizers - {"when", "where"}
        ):
            return k
        if word.low == ",":
            return k if k + 1 < len(clause) and clause[k + 1].quotation >= 0 else None
        if word.low in finite() or word.low in known.subject_pronouns:
            break
    else:
        return None
    if clause[at].low in ("me", "him", "us", "them", "her", "it", "you"):
        return _past_adjuncts(clause, at + 1)
    if not clause[at].capital and clause[at].low not in known.determiners:
        return _past_adjuncts(clause, at + 1)
    k = at + 1
    stops = known.subject_pronouns | known.determiners | known.prepositions
    while k < len(clause) and clause[k].capital and clause[k].low not in stops:
        k += 1
    if clause[at].low in known.determiners:
        while (
            k < len(clause)
            and not clause[k].mark
            and not clause[k].low[0].isdigit()
            and clause[k].low not in stops
        ):
            k += 1
    return _past_adjuncts(clause, k) if k < len(clause) and clause[k].low not in finite() else None


def only_adjuncts(clause: Sequence[Word], after: int, verb: Verb) -> bool:
    """Does nothing but adjuncts follow, up to the clause's end or a comma?"""
    known = words()
    if "hearer" in verb.takes:
        past = past_bare_hearer(clause, after)
        if past is None:
            return False
        after = past
    if after >= len(clause) or clause[after].mark:
        return True
    return clause[after].low in known.adjunct_prepositions | known.days or clause[after].low in (
        "of",
        "about",
    )


def past_bare_hearer(clause: Sequence[Word], at: int) -> int | None:
    """Past "me", "reporters", "Northern Wire", "the town's council"; `None` where nobody is told."""
    if at >= len(clause) or clause[at].mark:
        return None
    if clause[at].low in words().determiners:
        for end in range(at + 1, min(len(clause), at + _HEARER_WORDS + 1)):
            if clause[end].mark:
                return end
            if clause[end].low in finite() or clause[end].quotation >= 0:
                break
        else:
            if len(clause) <= at + _HEARER_WORDS:
                return len(clause)
    at += 1
    while at < len(clause) and (clause[at].capital or clause[at].low in ("of", "and")):
        at += 1
    return at


def second_piece(clause: Sequence[Word], after: int) -> Range | None:
    """The rest of a split quotation ("…," he said, "…")."""
    known = words()
    at = after
    while at < len(clause) and at - after <= _ADJUNCT_WORDS:
        word = clause[at]
        if word.quotation >= 0:
            return (at, at + 1)
        if word.mark and word.low not in (",", ":", "—", "-", "–"):
            return None
        if word.low in verbs() or word.low in finite() or word.low in known.subordinators:
            return None
        at += 1
    return None

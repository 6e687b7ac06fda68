"""What a verb form says in its place: who stands before it, what it governs, whether it is said to be so."""

from __future__ import annotations

from typing import Literal

import msgspec

from whosays.annotate.statements.event_words import Form, phrases
from whosays.annotate.statements.sentence import Words, grammar
from whosays.records.layers import Certainty, Polarity

Voice = Literal["active", "passive", "participle"]

_GROUP = 9  # words before a verb that its auxiliaries are looked for in
_PRESENT_BE = frozenset({"is", "are", "am"})
_BEFORE_NUMBERS = frozenset({"about", "around", "over", "up", "under", "between", "at"})
_OPENING_QUOTES = frozenset({'"', "\u201c", "\u00ab", "``"})
_PLANS: dict[str, Certainty] = {"planned": "planned", "possible": "possible"}


class VerbUse(msgspec.Struct, frozen=True, kw_only=True):
    """A verb that asserts, denies or plans something."""

    voice: Voice
    """participle: "…, killing two", whose subject is that of the verb before it."""
    subject_end: int
    """Where the noun phrase of the subject ends (index of a word)."""
    reduced: bool = False
    """A passive without its auxiliary: "men arrested in Lunesk"."""
    polarity: Polarity = "asserted"
    certainty: Certainty = "fact"


class _Group(msgspec.Struct):
    """The auxiliaries right before a verb, nearest first."""

    start: int
    words: list[str]

    @property
    def negated(self) -> bool:
        return any(word in grammar().negations for word in self.words)

    def holds(self, words: frozenset[str]) -> bool:
        return any(word in words for word in self.words)


def read(
    w: Words, at: int, end: int, forms: frozenset[Form], *, intransitive: bool, historic: bool = False
) -> VerbUse | None:
    """How the verb in words `at` to `end` is used; `None` where it asserts nothing that can be told.

    `historic`: the present tense tells what happened, as it does in the dated entries of a chronology.
    """
    group = _group_before(w, at)
    if historic and (told := _historic(w, at, end, forms, group, intransitive=intransitive)) is not None:
        return told
    if forms == {"present"}:
        return None
    if "base" in forms and not forms & {"past", "participle"}:
        return _base(w, group)
    if "ing" in forms:
        return _ing(w, at, end, group)
    modal = next((grammar().modals[word] for word in group.words if word in grammar().modals), None)
    if modal is not None and ("base" in forms or group.holds(frozenset({"be", "have"}))):
        return _modal(group, modal)
    if "base" in forms and (group.holds(grammar().do) or "to" in group.words):
        return _base(w, group)
    if group.holds(grammar().be):
        return _passive(w, group)
    if group.holds(grammar().have - {"having"}) and "participle" in forms:
        return VerbUse(voice="active", subject_end=group.start, polarity=_polarity(group))
    if group.words and "to" in group.words:
        return None
    return _bare(w, at, end, group, forms, intransitive=intransitive)


def _historic(
    w: Words, at: int, end: int, forms: frozenset[Form], group: _Group, *, intransitive: bool
) -> VerbUse | None:
    """ "4 May: rebels attack the mill", "the Front is founded", "two men are not released"."""
    if group.start == 0 or _attributive(w, group.start):
        return None
    words = set(group.words)
    if "participle" in forms and words & {"is", "are"} and words <= {"is", "are", "being", "not", "n't"}:
        return VerbUse(voice="passive", subject_end=group.start, polarity=_polarity(group))
    present = forms & {"base", "present"} and words <= {"does", "do", "not", "n't"}
    if not present or (group.words and group.words[-1] not in {"does", "do"}):
        return None
    if (
        w.is_mark(group.start - 1)
        or w.lower[group.start - 1] in grammar().prepositions | grammar().conjunctions
    ):
        return None
    if w.quantity[at - 1] >= 0 or not (intransitive or _plain_object(w, end)):
        return None
    return VerbUse(voice="active", subject_end=group.start, polarity=_polarity(group))


def _plain_object(w: Words, end: int) -> bool:
    """Does an object follow, and not another event word: "rebel attacks kill five"?"""
    if not _governs_object(w, end):
        return False
    return w.mention[end] >= 0 or w.lower[end] not in phrases()


def _group_before(w: Words, at: int) -> _Group:
    g = grammar()
    auxiliary = g.be | g.have | g.do | g.negations | frozenset(g.modals) | {"to"}
    start, words = at, []
    while start > 0 and at - start < _GROUP:
        word = w.lower[start - 1]
        if w.mention[start - 1] >= 0 and word not in auxiliary:
            break
        if word in auxiliary and not w.is_time(start - 1):
            words.append(word)
        elif not w.is_adverb(start - 1):
            before = w.left_over_times(start)
            # A time counts as part of the group only where an auxiliary stands before it.
            if before == start or not (before > 0 and w.lower[before - 1] in auxiliary):
                break
            start = before
            continue
        start -= 1
    return _Group(start, words)


def _polarity(group: _Group) -> Polarity:
    return "denied" if group.negated else "asserted"


def _modal(group: _Group, modal: str) -> VerbUse | None:
    if modal == "skip":
        return None
    passive = "be" in group.words or "been" in group.words
    return VerbUse(
        voice="passive" if passive else "active",
        subject_end=group.start,
        polarity=_polarity(group),
        certainty=_PLANS[modal],
    )


def _base(w: Words, group: _Group) -> VerbUse | None:
    """ "did not attack", "will attack", "planned to attack"."""
    modal = next((grammar().modals[word] for word in group.words if word in grammar().modals), None)
    if modal is not None:
        return _modal(group, modal)
    if "did" in group.words or "didn't" in group.words:
        return VerbUse(voice="active", subject_end=group.start, polarity=_polarity(group))
    if not group.words or group.words[0] != "to" or group.start == 0:
        return None
    governor = w.lower[group.start - 1]
    kind = next((name for name, words in grammar().to_verbs.items() if governor in words), None)
    if kind is None:
        return None
    outer = _group_before(w, group.start - 1)
    negated = group.negated or outer.negated
    if negated and kind == "planned":
        return None
    return VerbUse(
        voice="active",
        subject_end=outer.start,
        polarity="denied" if negated or kind == "denied" else "asserted",
        certainty="planned" if kind == "planned" or outer.holds(frozenset(grammar().modals)) else "fact",
    )


def _ing(w: Words, at: int, end: int, group: _Group) -> VerbUse | None:
    if group.holds(grammar().be):
        modal = next((grammar().modals[word] for word in group.words if word in grammar().modals), None)
        if modal is not None:
            return _modal(group, modal)
        if group.words[-1] in _PRESENT_BE:
            return None  # "is attacking": as little as any present tense
        return VerbUse(voice="active", subject_end=group.start, polarity=_polarity(group))
    if group.words or at == 0:
        return None
    if w.lower[at - 1] in {",", "by"} and end < len(w) and (w.mention[end] >= 0 or not w.stops(end)):
        return VerbUse(voice="participle", subject_end=at - 1)
    return None


def _passive(w: Words, group: _Group) -> VerbUse | None:
    words = group.words
    past = group.holds(grammar().be_past) or ("been" in words and group.holds(grammar().have))
    if past and words[-1] != "to" and "to" not in words:
        return VerbUse(voice="passive", subject_end=group.start, polarity=_polarity(group))
    if words[:2] == ["be", "to"]:
        if words[2:3] and words[2] in grammar().be:
            return VerbUse(voice="passive", subject_end=group.start, certainty="planned")
        return None
    if words[:3] == ["been", "have", "to"] and words[3:4] and words[3] in grammar().be:
        return None
    return None


def _bare(
    w: Words, at: int, end: int, group: _Group, forms: frozenset[Form], *, intransitive: bool
) -> VerbUse | None:
    """A form in -ed with no auxiliary: past tense, shortened passive, or an adjective."""
    left = group.start
    governed = _governs_object(w, end)
    if left > 0 and _attributive(w, left):
        return None
    if "past" in forms and (intransitive or governed) and left > 0:
        return VerbUse(voice="active", subject_end=left, polarity=_polarity(group))
    if "participle" in forms and not governed and not intransitive and _closed(w, end):
        return VerbUse(voice="passive", subject_end=left, reduced=True, polarity=_polarity(group))
    return None


def _attributive(w: Words, left: int) -> bool:
    """Does what stands before make the form an adjective: "the arrested men", "by armed men"?"""
    word = w.lower[left - 1]
    if w.mention[left - 1] >= 0:
        return (left - 1) in w.possessive
    if w.quantity[left - 1] >= 0 or word.isdigit():
        # "the 30 arrested peasants", but "20 killed" and "seven arrested in Velm"
        return left > 1 and w.lower[left - 2] in grammar().determiners
    if w.is_time(left - 1) or word in {"who", "which", "that", "he", "she", "they", "it", "we", "others"}:
        return False
    return word in grammar().determiners - {"others", "some", "both", "all"} or word in grammar().prepositions


def _closed(w: Words, end: int) -> bool:
    """Does what follows a shortened passive show that no object is meant: "arrested in", "killed,"?"""
    if end >= len(w) or w.is_mark(end) or w.is_time(end) or w.is_adverb(end):
        return True
    g = grammar()
    # "detained about 5,300 people", "killed up to 40" have objects.
    return w.lower[end] in (g.prepositions - _BEFORE_NUMBERS) | {"at"} | g.boundaries | {"and", "or"}


def _governs_object(w: Words, end: int) -> bool:
    """Does an object begin after the verb?"""
    at = end
    if at + 1 < len(w) and w.lower[at] in {"and", "or"} and w.lower[at + 1].endswith("ed"):
        at += 2
    while at < len(w) and w.is_adverb(at):
        at += 1
    if at < len(w) and w.lower[at] in {"on", "in", "at"} and at + 1 < len(w) and w.is_time(at + 1):
        at += 1
    while at < len(w) and w.is_time(at):
        at += 1
    if at >= len(w) or w.is_mark(at):
        # "attacked “the hateful ideology": what is quoted is the object.
        return at + 1 < len(w) and w.lower[at] in _OPENING_QUOTES
    if w.lower[at] in _BEFORE_NUMBERS and any(w.quantity[i] >= 0 for i in range(at, min(len(w), at + 3))):
        return True
    if w.mention[at] >= 0 or w.lower[at] in grammar().determiners | {
        "him",
        "her",
        "them",
        "it",
        "us",
        "me",
        "himself",
        "itself",
        "themselves",
    }:
        return True
    # "captured suspected rebels": a second form in -ed is an adjective.
    return not w.stops(at) or w.lower[at].endswith("ed")

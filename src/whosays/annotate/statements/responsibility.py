"""Who is said to have done what an event noun names: "claimed responsibility for the bombing"."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from whosays import lexicon
from whosays.annotate.statements import noun_phrases, stance
from whosays.annotate.statements.sentence import Words
from whosays.records.layers import Certainty, Polarity


class Tie(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Phrases of one meaning; the keys are told at the top of `responsibility.yaml`."""

    words: tuple[str, ...]
    certainty: Certainty
    holder: Literal["subject", "between"] = "subject"
    verbs: frozenset[str] = frozenset()
    polarity: Polarity = "asserted"


class Ties(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/responsibility.yaml`."""

    before: tuple[Tie, ...]
    after: tuple[Tie, ...]


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """Who is held to have done it, and how surely."""

    parties: tuple[int, ...]
    certainty: Certainty
    polarity: Polarity


@cache
def _by_word(side: Literal["before", "after"], *, last: bool) -> dict[str, list[tuple[tuple[str, ...], Tie]]]:
    """Phrases by their last (or first) word, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Tie]]] = {}
    for tie in getattr(lexicon.load("responsibility", Ties), side):
        for phrase in tie.words:
            words = tuple(phrase.split())
            found.setdefault(words[-1] if last else words[0], []).append((words, tie))
    for pairs in found.values():
        pairs.sort(key=lambda pair: -len(pair[0]))
    return found


def before_noun(w: Words, start: int) -> Held | None:
    """What stands before an event's noun phrase that begins at word `start`."""
    if start > 1 and w.lower[start - 1].endswith("ing") and w.lower[start - 2] == "of":
        # "accused of planning the murder" accuses of the murder, as far as a line can tell.
        start -= 1
    if start == 0:
        return None
    for words, tie in _by_word("before", last=True).get(w.lower[start - 1], []):
        first = start - len(words)
        if first < 0 or not w.matches(words, first):
            continue
        if tie.holder == "between":
            held = _between(w, first, tie)
            if held is not None:
                return held
            continue
        holder = noun_phrases.before(w, _over_auxiliaries(w, first))
        parties = holder.parties if holder is not None else ()
        if holder is not None and stance.denied_by_subject(w, holder.start - 1, holder.end):
            # "no group has claimed responsibility": the event stands, without an actor.
            return None
        return Held(parties=parties, certainty=tie.certainty, polarity=tie.polarity)
    return None


def _over_auxiliaries(w: Words, end: int) -> int:
    while end > 0 and (
        w.lower[end - 1] in {"has", "have", "had", "was", "were", "is", "are", "been"} or w.is_adverb(end - 1)
    ):
        end -= 1
    return end


def _between(w: Words, preposition: int, tie: Tie) -> Held | None:
    """ "blamed X for": the verb, whoever stands after it, and the preposition right after them."""
    for at in range(preposition - 1, max(-1, preposition - 10), -1):
        if w.lower[at] not in tie.verbs or w.mention[at] >= 0:
            continue
        holder = noun_phrases.after(w, at + 1, preposition)
        if holder is not None and holder.end == preposition:
            return Held(parties=holder.parties, certainty=tie.certainty, polarity=tie.polarity)
        return None
    return None


def after_noun(w: Words, end: int, high: int) -> Held | None:
    """ "the attack … was claimed by X", within the clause that ends at word `high`."""
    starts = _by_word("after", last=False)
    for at in range(end, min(high, end + 14)):
        for words, tie in starts.get(w.lower[at], []):
            if w.matches(words, at):
                holder = noun_phrases.after(w, at + len(words), high)
                if holder is None:
                    return None
                planned = at > 1 and (w.lower[at - 2 : at] == ["to", "be"] or w.lower[at - 1] == "be")
                certainty = "planned" if planned else tie.certainty
                return Held(parties=holder.parties, certainty=certainty, polarity=tie.polarity)
    return None

"""Subjects before a verb of reporting.

There is no parser here: a phrase is what stands between the verb and the nearest word that cannot be part of
one. Where that leaves doubt there is no phrase: a missing source is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence

from whosays.annotate.attributions.clauses import Word
from whosays.annotate.attributions.extents import Range
from whosays.annotate.attributions.phrases import (
    BRACKETS,
    MOST_WORDS,
    back_over_brackets,
    begins_phrase,
    has_finite,
    is_finite,
    is_past,
)
from whosays.annotate.attributions.reporting import verbs, words

_CLAUSE_OPENERS = ("and", "but", "that", "while", "because", "although", "though", "when", "yet", "so", "or")
_ARTICLES = frozenset(
    {"the", "a", "an", "this", "its", "their", "his", "her", "my", "our", "your", "no", "any"}
)
_NO_HEADS = frozenset({"there", "no", "any", "each", "every", "nothing", "thus", "hence", "therefore"})
_DAYS = ("today", "yesterday", "tonight", "tomorrow")
_DASHES = ("-", "–", "—", "--")


def subject_before(clause: Sequence[Word], verb: int, floor: int = 0) -> Range | None:
    """The subject that ends where the verb group at `verb` begins; `None` where that is not plain."""
    if verb <= floor:
        return None
    last = clause[verb - 1]
    if last.quotation >= 0:
        return None
    known = words()
    if last.low in known.subject_pronouns:
        safe = verb - 2 < floor or clause[verb - 2].low not in known.prepositions
        return (verb - 1, verb) if safe else None
    if last.low in known.relatives:
        return _antecedent(clause, verb, floor)
    if last.low == ",":
        return _with_apposition(clause, verb - 1, floor)
    if last.mark and last.low not in BRACKETS:
        return None
    return _plain(clause, verb, floor)


def _plain(clause: Sequence[Word], verb: int, floor: int) -> Range | None:
    """The phrase that ends right before the verb, without a comma."""
    first = _stretch(clause, verb, floor)
    if first < floor:
        return None
    before = clause[first - 1] if first > floor else None
    if before is not None and before.low in ("who", "that", "which") and first - 1 > floor:
        whole = _relative(clause, first, verb, floor)
        if whole is not None or before.low != "that":
            return whole
    if any(is_finite(clause[i]) for i in range(first, verb)):
        return None
    found = _trimmed(clause, first, verb)
    if found is None:
        return None
    if before is not None and before.low == "and" and first - 1 > floor:
        return _coordinated(clause, found, first - 1, floor)
    return found


def _stretch(clause: Sequence[Word], verb: int, floor: int) -> int:
    """Where the words that may belong to the phrase before `verb` begin."""
    known = words()
    at = verb
    while at > floor and verb - at < MOST_WORDS:
        word = clause[at - 1]
        if word.low in BRACKETS:
            opening = back_over_brackets(clause, at - 1, floor)
            if opening is None:
                break
            at = opening
            continue
        if word.quotation >= 0 or (word.mark and word.low not in ("&", "/", "%")):
            break
        if word.low in known.subordinators or word.low == "and":
            break
        at -= 1
    return at


def _relative(clause: Sequence[Word], first: int, verb: int, floor: int) -> Range | None:
    """ "A man who was there": the phrase before "who", through to the verb."""
    head = _plain(clause, first - 1, floor) if first - 1 > floor else None
    if head is None or not has_finite(clause, first, verb):
        return None
    if clause[head[1] - 1].low in words().finite or clause[verb - 1].low in words().prepositions:
        return None
    if clause[head[0]].low.endswith("ed") and not clause[head[0]].capital:
        return None
    return (head[0], verb)


def _coordinated(clause: Sequence[Word], found: Range, conjunction: int, floor: int) -> Range:
    """ "Mr Xi and other leaders": both, where what stands before "and" is a phrase and nothing more."""
    start = _stretch(clause, conjunction, floor)
    if start >= conjunction or has_finite(clause, start, conjunction):
        return found
    if any(clause[i].low in verbs() for i in range(start, conjunction)):
        return found
    if start > floor and clause[start - 1].low not in (",", ";", "but", "that", "and"):
        return found
    left = _trimmed(clause, start, conjunction)
    return (left[0], found[1]) if left is not None else found


def _trimmed(clause: Sequence[Word], first: int, after: int) -> Range | None:
    """The phrase without adverbs and times at its edges; `None` if what is left cannot speak."""
    known = words()
    while first < after and (
        clause[first].low in known.adverbs or clause[first].low in ("however", "meanwhile", *_DAYS)
    ):
        first += 1
    first = _last_opening(clause, first, after)
    for i in range(first, min(after, first + 4)):
        if clause[i].low == "ago":  # "two weeks ago the army said"
            first = i + 1
    if first < after and clause[first].low in known.prepositions:
        first = _past_time(clause, first, after)
    while after - first > 1 and clause[after - 1].low in _DAYS:  # "the army today said"
        after -= 1
    while after - first > 2 and _is_time(clause, after - 2, after):
        after -= 2
    if first >= after or not _can_speak(clause, first, after):
        return None
    return (first, after)


def _last_opening(clause: Sequence[Word], first: int, after: int) -> int:
    """Where "A" or "The" with a capital begins a line among others that run into it."""
    if all(clause[i].capital or clause[i].mark for i in range(first, after)):
        return first
    for i in range(after - 1, first, -1):
        before = clause[i - 1]
        if clause[i].capital and clause[i].low in ("a", "an", "the") and before.capital and not before.mark:
            return i
    return first


def _past_time(clause: Sequence[Word], first: int, after: int) -> int:
    """Past "On Wednesday"; after another preposition only a bare "police" or "officials" is safe."""
    known = words()
    if after - first > 2 and clause[first + 1].low in known.days:
        first += 2
        while first < after and (clause[first].low.isdigit()):
            first += 1
        return first
    return after - 1 if clause[after - 1].low in known.speakers and not clause[after - 1].capital else after


def _is_time(clause: Sequence[Word], first: int, after: int) -> bool:
    """ "on Monday", "this week"."""
    known = words()
    one, two = clause[first].low, clause[after - 1].low
    return (one in known.prepositions and two in known.days) or (
        one in ("this", "last", "that", "next") and two in known.time_units
    )


def _can_speak(clause: Sequence[Word], first: int, after: int) -> bool:
    """Is this a noun phrase with a head, by its edges?"""
    known = words()
    head, last = clause[first], clause[after - 1]
    if head.low.endswith("ing") and not head.capital and head.low not in ("king", "ruling"):
        return False
    if after - first > 1 and any(clause[i].low in known.subject_pronouns for i in range(first, after)):
        return False
    if not begins_phrase(head) or head.low in _NO_HEADS:
        return False
    if last.low in known.prepositions or last.low in known.days or last.low in known.adverbs:
        return False
    if last.low.endswith(("'s", "’s", "ly")) or last.low.isdigit():
        return False
    if last.low in _ARTICLES or last.low == "united":  # "in the united states that …"
        return False
    capital = any(clause[i].capital for i in range(first, after))
    return capital or head.low in known.determiners or last.low in known.speakers or last.low.endswith("s")


def _antecedent(clause: Sequence[Word], verb: int, floor: int) -> Range | None:
    """ "a docker, who said": the phrase before "who" and "who" itself; "which" has to have one."""
    who = verb - 1
    at = after = who - 1 if who > floor and clause[who - 1].low == "," else who
    known = words()
    while at > floor and after - at < MOST_WORDS:
        word = clause[at - 1]
        if word.mark or word.quotation >= 0 or is_finite(word) or word.low in known.subordinators:
            break
        if (word.low in known.prepositions and word.low != "of") or word.low in verbs() or word.low == "and":
            break
        if is_past(clause, at - 1) and not (word.capital and at - 2 > floor and not clause[at - 2].capital):
            break
        at -= 1
        if word.low in known.determiners and not (at > floor and clause[at - 1].low == "of"):
            break
    if at < after and _can_speak(clause, at, after) and not _hangs(clause, at, floor, comma=after < who):
        # "which" adds nothing to the ministry that it stands for; "who" belongs to the source, as in PolNeAR.
        return (at, after if clause[who].low == "which" else verb)
    return (who, verb) if clause[who].low == "who" else None


def _hangs(clause: Sequence[Word], at: int, floor: int, *, comma: bool) -> bool:
    """Is this a bare name after a preposition ("a clerk from Ost who said"), so that "who" may be another?"""
    if at == floor or clause[at - 1].low not in words().prepositions or clause[at].low in words().determiners:
        return False
    return not comma or clause[at - 1].low not in ("by", "with", "to", "against")


def _segments(clause: Sequence[Word], after: int, floor: int) -> list[Range]:
    """What commas part, from right to left, back to a quotation, a colon or the like."""
    segments: list[Range] = []
    end = at = after
    while at > floor and len(segments) < 8:
        word = clause[at - 1]
        if word.low in BRACKETS:
            opening = back_over_brackets(clause, at - 1, floor)
            at = opening if opening is not None else at - 1
            continue
        if word.quotation >= 0 or (word.mark and word.low in (";", ":", "?", "!", *_DASHES)):
            break
        if word.low == ",":
            segments.append((at, end))
            end = at - 1
        at -= 1
    segments.append((at, end))
    return [segment for segment in segments if segment[1] > segment[0]]


def _with_apposition(clause: Sequence[Word], comma: int, floor: int) -> Range | None:
    """ "NAME, 51, a teacher, said": from the head to the last apposition."""
    segments = _segments(clause, comma, floor)
    for place in range(1, len(segments)):
        first, after = segments[place]
        if _is_apposition(clause, first):
            continue
        if place + 1 < len(segments) and clause[segments[place + 1][0]].low in ("of", "near"):
            continue  # "of Raleigh, N.C.,"
        head = _head_of(clause, first, after)
        if head is None or head[1] != after:
            return None
        if (
            clause[head[0]].low in words().determiners
            and head[0] == first
            and place + 1 < len(segments)
            and not has_finite(clause, *segments[place + 1])
        ):
            earlier = _head_of(clause, *segments[place + 1])
            if earlier is not None and earlier[1] == segments[place + 1][1] and clause[earlier[0]].capital:
                head = earlier
        return (head[0], _end_of_appositions(clause, segments[:place], head[1]))
    return None


def _is_apposition(clause: Sequence[Word], first: int) -> bool:
    """Can this segment only add to the phrase before it?"""
    known = words()
    word = clause[first]
    if word.low.isdigit() or word.low in ("who", "whose", "which", "of", "whom", "where"):
        return True
    if word.low in known.prepositions or word.low.endswith("ing"):
        return True
    return not word.capital and word.low not in known.determiners and word.low not in known.speakers


def _head_of(clause: Sequence[Word], first: int, after: int) -> Range | None:
    """The phrase at the end of a segment, after "and" or "that" if a clause stands before it."""
    start = max(first, _stretch(clause, after, first))
    if start > first and clause[start - 1].low not in _CLAUSE_OPENERS:
        return None
    if any(is_finite(clause[i]) for i in range(start, after)):
        return None
    if any(
        clause[i].low in verbs() or is_past(clause, i) for i in range(start, after) if not clause[i].capital
    ):
        return None
    found = _trimmed(clause, start, after)
    if found is not None and start > first and clause[start - 1].low == "and":
        return _coordinated(clause, found, start - 1, first)
    return found


def _end_of_appositions(clause: Sequence[Word], segments: list[Range], end: int) -> int:
    """The end of the last of `segments` (right to left) that is part of it; "in a statement" is not."""
    known = words()
    for first, after in reversed(segments):
        low = clause[first].low
        if low.endswith("ing") or (low in known.prepositions and low != "of"):
            return end
        end = after
    return end

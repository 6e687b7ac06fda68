"""Which of the times round an event word is its own: never another clause's, never the time of saying."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

import msgspec

from whosays.annotate.statements.event_words import Sense, phrases
from whosays.annotate.statements.sentence import Words, grammar
from whosays.records import Block, Document

_REACH = 80  # words on either side within which an event's time is looked for
_OCCURS = frozenset({"occurred", "took", "happened", "staged"})
_RELATIVES = frozenset({"who", "which", "whose", "whom", "where"})
_DATELINE = 12  # words of a sentence within which a dateline has its date
_LIMITS = frozenset({"since", "until", "till", "before", "after", "by"})
_TIMES_OF_DAY = frozenset(
    {"dawn", "dusk", "daybreak", "sunrise", "sunset", "nightfall", "noon", "midnight", "dark"}
)
_ROUND_ABOUT = frozenset({"eve", "anniversary", "days", "weeks", "months", "years", "day", "week", "month"})
_SPEAKING_OF = frozenset(
    {"condemned", "denounced", "deplored", "welcomed", "claimed", "denied", "admitted", "discussed"}
)  # verbs whose object is an event, and whose day is not the event's
_SAYING = 6  # words back from a time within which a word of saying makes it the time of saying


def of_trigger(
    w: Words, at: int, clause: tuple[int, int], *, sense: Sense, content: tuple[int, int] | None = None
) -> int | None:
    """Index of the time of the event word at `at`.

    The nearest after it in its clause, else the nearest before it there, else the only one of the sentence.
    `clause`: its first word and end; `sense`: what it means; `content`: what a source says (offsets),
    where the event word stands in such: times outside it are out.
    """
    low, high = max(clause[0], at - _REACH), min(clause[1], at + _REACH)
    first_word: dict[int, int] = {}
    for i in range(max(0, at - _REACH), min(len(w), at + _REACH)):
        if w.is_time(i):
            first_word.setdefault(w.time[i], i)
    usable = [t for t, first in first_word.items() if _usable(w, t, first, at, content, sense)]
    after = [t for t in usable if at < first_word[t] < high]
    if after:
        return after[0]
    before = [t for t in usable if low <= first_word[t] < at]
    if before:
        return before[-1]
    if _begins_after_limit(w, clause[0]) and any(first_word[t] < at for t in usable):
        return None  # "visited Velm on Monday, six years after he was freed"
    return usable[0] if len(usable) == 1 else None


def _usable(w: Words, time: int, first: int, at: int, content: tuple[int, int] | None, sense: Sense) -> bool:
    found = w.document.times[time]
    if found.type not in {"DATE", "TIME"}:
        return False
    if content is not None and not content[0] <= found.start < content[1]:
        return False
    if (
        _is_another_verbs(w, first, at, sense.entry.type)
        or _across_relative(w, first, at)
        or _in_dateline(w, first)
        or _bounds_only(w, first)
        or _of_what_it_follows(w, first, at)
        or (first > at and _of_what_is_wanted(w, at, first))
    ):
        return False
    if sense.part == "noun" and (_across_verb(w, first, at) or _of_who_speaks_of_it(w, first, at)):
        return False
    return not _is_time_of_saying(w, first, at)


def _bounds_only(w: Words, first: int) -> bool:
    """ "since 4 May", "two days after 4 May", "on the eve of 4 May": no day of the event itself."""
    if first == 0:
        return False
    found = w.document.times[w.time[first]]
    if found.type == "DATE" and w.lower[first - 1] in _LIMITS:
        return True
    return w.lower[first - 1] == "of" and any(
        word in _ROUND_ABOUT for word in w.lower[max(0, first - 3) : first]
    )


def _of_what_it_follows(w: Words, first: int, at: int) -> bool:
    """ "After the raid on Monday, the army freed three": a clause that begins so keeps its time."""
    begin, end = w.clause(first)
    if not _begins_after_limit(w, begin):
        return False
    return not begin <= at < end or "," in w.lower[first:at]


def _begins_after_limit(w: Words, begin: int) -> bool:
    """Does "after", "since" or the like open the clause: not "has attacked before, …" nor "before dawn"?"""
    if begin == 0 or begin >= len(w) or w.lower[begin - 1] not in _LIMITS:
        return False
    return not w.is_mark(begin) and not w.is_time(begin) and w.lower[begin] not in _TIMES_OF_DAY


def _of_what_is_wanted(w: Words, at: int, first: int) -> bool:
    """ "agreed to go on with the talks on 4 May": an infinitive takes the time that follows it."""
    g = grammar()
    for i in range(at, first - 1):
        word = w.lower[i + 1]
        if w.lower[i] != "to" or w.mention[i + 1] >= 0 or w.is_time(i + 1) or w.quantity[i + 1] >= 0:
            continue
        if word not in g.determiners and word not in g.members | g.people and word.isalpha():
            return True
    return False


def _of_who_speaks_of_it(w: Words, first: int, at: int) -> bool:
    """ "announced the raid on Monday": whose day? A date in figures is the raid's."""
    found = w.document.times[w.time[first]]
    if first < at or any(c.isdigit() for c in w.document.text[found.start : found.end]):
        return False
    spoken = grammar().saying | _SPEAKING_OF
    return any(w.lower[i] in spoken and w.mention[i] < 0 for i in range(max(0, at - 5), at))


def _across_verb(w: Words, first: int, at: int) -> bool:
    """ "On Friday the ministry condemned the bombing": a verb between a noun and a time takes the time."""
    for i in range(min(first, at) + 1, max(first, at)):
        if w.mention[i] >= 0 or w.is_time(i) or w.lower[i] in _OCCURS:
            continue
        if i + 2 == first and w.lower[i] in grammar().be:
            continue  # "the attack was on 4 May"
        if w.is_finite(i) or w.lower[i] in grammar().be | grammar().have:
            return True
    return False


def _is_another_verbs(w: Words, first: int, at: int, kind: str) -> bool:
    """ "last Friday's ambush" dates the ambush; "kidnapped in Velm and freed today" the second verb."""
    last = first
    while last + 1 < len(w) and w.time[last + 1] == w.time[first]:
        last += 1
    if last in w.possessive or _dates_a_noun(w, first, last):
        return not last < at <= last + 4
    joined = (w.lower[i + 1] for i in range(at + 2, first - 1) if w.lower[i] == "and")
    return any(_is_verb_of_another(word, kind) for word in joined)


def _dates_a_noun(w: Words, first: int, last: int) -> bool:
    """ "the 4 May elections" dates the elections only."""
    before = w.lower[first - 1] if first > 0 else ""
    own = w.lower[first] in grammar().determiners and before not in grammar().prepositions
    determined = before in grammar().determiners or own
    return determined and last + 1 < len(w) and not w.stops(last + 1)


def _across_relative(w: Words, first: int, at: int) -> bool:
    """Does an aside with "who" or "which" hold one of the two, and not the other?"""
    low, high = min(first, at), max(first, at)
    if any(w.lower[i] in _RELATIVES for i in range(low, high)):
        # "Maur, who was 20, was killed on 4 May": the aside has ended before the later one.
        opened = next(i for i in range(low, high) if w.lower[i] in _RELATIVES)
        return "," not in w.lower[opened:high]
    begin, _ = w.clause(low)
    return begin > 0 and w.lower[begin - 1] in _RELATIVES and "," in w.lower[low:high]


def _is_verb_of_another(word: str, kind: str) -> bool:
    if not word.endswith("ed") and word not in grammar().finite:
        return False
    # "killed two and wounded three on 4 May" is all of one day.
    return all(other.entry.type != kind for _, other in phrases().get(word, ()))


def _in_dateline(w: Words, first: int) -> bool:
    """ "LUNESK, 4 May (KPA) -- …": the day of the report."""
    if not 0 < first < _DATELINE or w.lower[0] in grammar().prepositions:
        return False
    rest = range(first, min(len(w), first + _DATELINE + 6))
    dash = next((i for i in rest if w.lower[i] in {"-", "--", "–", "—"}), None)
    return dash is not None and all(
        w.is_time(i) or not w.stops(i) or w.is_mark(i) for i in range(first, dash)
    )


def _is_time_of_saying(w: Words, first: int, at: int) -> bool:
    saying = grammar().saying
    if first > at:
        return any(word in saying for word in w.lower[max(at, first - _SAYING) : first])
    before = first - 2 if first > 0 and w.lower[first - 1] in {"on", "in", "at"} else first - 1
    if before >= 0 and w.lower[before] in saying:
        return True
    last = first
    while last + 1 < at and w.is_time(last + 1):
        last += 1
    return any(word in saying for word in w.lower[last + 1 : min(at, last + _SAYING)])


class Setting(msgspec.Struct, frozen=True):
    """Where a sentence stands in the layout."""

    block: Block | None = None
    heading: Block | None = None
    """The heading it stands under."""
    lead: Block | None = None
    """Of an item: the heading or paragraph right above the list."""


class Layout:
    """The blocks of a document, asked by offset."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks = [block for block in document.blocks if block.kind != "page-break"]
        self._starts = [block.start for block in self._blocks]
        self._settings = self._find_settings()

    def _find_settings(self) -> list[Setting]:
        found = []
        heading: Block | None = None
        lead: Block | None = None
        for block in self._blocks:
            if block.kind == "heading":
                heading = lead = block
            elif block.kind != "item":
                lead = block
            is_item = block.kind == "item"
            found.append(Setting(block, heading, lead if is_item else None))
        return found

    def setting(self, offset: int) -> Setting:
        """Where the character at `offset` stands."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or self._blocks[at].end <= offset:
            return Setting()
        return self._settings[at]


@cache
def _openers() -> frozenset[str]:
    return frozenset({"-", "–", "—", "*", "•", "(", "[", "on", "in", "\u00b7"})


def opening_time(w: Words) -> tuple[int, int] | None:
    """A time that begins the sentence as its label ("4 May 1985: …"), and the word after it."""
    at = 0
    while at < len(w) and w.lower[at] in _openers():
        at += 1
    if at >= len(w) or not w.is_time(at):
        return None
    time, end = w.time[at], at
    while end < len(w) and (w.time[end] == time or w.lower[end] in {")", "]"}):
        end += 1
    if end < len(w) and w.lower[end] in {":", "-", "–", "—", "--", ".", ";"}:
        return time, end + 1
    return None


def only_time(document: Document, start: int, end: int) -> int | None:
    """Index of the only dated time between two offsets."""
    inside = [
        i
        for i, t in enumerate(document.times)
        if start <= t.start < end and t.edtf and t.type in {"DATE", "TIME"}
    ]
    return inside[0] if len(inside) == 1 else None

"""Which of the times round an event word is its own: never another clause's, never the time of saying.

A time belongs to the first verb or event noun above it in its tree. An event that has none takes that of the
clause it completes or continues, where that clause does not report it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from whosays.annotate.statements.frames import Frame, carriers, form_of
from whosays.annotate.statements.tree import Tree, base
from whosays.records import Document, Span

_LIMITS = frozenset({"since", "until", "till", "before", "after", "by", "following", "pending"})
_ROUND_ABOUT = frozenset({"eve", "anniversary", "day", "week", "month", "year"})
_LABELS = frozenset({":", "-", "\u2013", "\u2014", "--", ".", ";", ","})
_OPENERS = frozenset({"-", "\u2013", "\u2014", "*", "\u2022", "(", "[", "on", "in", "\u00b7"})
SAYING = frozenset(
    {"say", "tell", "report", "announce", "add", "confirm", "state", "declare", "write", "publish", "note",
     "claim", "explain", "indicate", "reveal", "disclose", "talk", "speak", "deny", "admit", "condemn",
     "denounce", "welcome", "accuse", "blame", "recall", "remember", "learn", "discuss", "mourn",
     "commemorate", "mark", "cite", "mention", "refer", "describe", "repudiate", "reject", "regret", "lament",
     "attribute", "link", "connect", "implicate", "involve", "charge", "suspect"}
)  # fmt: skip
_STEPS = 8
_NEAR = 12  # words after an event word within which a time with no verb between is its own
SAID_NEAR = 3  # words between a verb of saying and the day of saying
_TIMES_OF_DAY = frozenset(
    {
        "dawn",
        "dusk",
        "daybreak",
        "sunrise",
        "sunset",
        "nightfall",
        "noon",
        "midnight",
        "dark",
        "today",
        "yesterday",
    }
)


class Dates:
    """The times of a document by the word they belong to."""

    def __init__(self, tree: Tree, triggers: Collection[int]) -> None:
        """`triggers`: the words that may tell of events."""
        self._tree = tree
        self._triggers = triggers
        self._of: dict[int, list[int]] = {}
        for top, time in tree.times.items():
            if usable(self._tree, top, time):
                self._of.setdefault(self._owner(top), []).append(time)

    def of(self, frame: Frame, content: Span | None) -> int | None:
        """The index of the event's time; `content`: the source's words that it stands in, where it does."""
        at = frame.at
        for owner in self._owners(frame):
            times = [t for t in self._of.get(owner, ()) if _within(self._tree.document, t, content)]
            if owner != at and owner != frame.verb:
                times = [t for t in times if self._reaches(t, owner, at)]
            if times:
                return self._nearest(times, at)
        return self._beside(at, content)

    def others(self, time: int | None) -> list[int]:
        """Times that are joined to one: "on 2 March, 9 March and 16 March" are three days of the like."""
        tree = self._tree
        top = next((top for top, t in tree.times.items() if t == time), -1) if time is not None else -1
        joined = (
            [tree.times[c] for c in tree.below(top, "conj", "appos", "list") if c in tree.times]
            if top >= 0
            else []
        )
        return [t for t in joined if tree.document.times[t].edtf is not None]

    def _beside(self, at: int, content: Span | None) -> int | None:
        """The time of its sentence that no other event and no word of saying has, where the tree went astray.

        The next one after the event word with no verb between, else the only one.
        """
        tree = self._tree
        first, end = tree.bounds[tree.sentence[at]]
        free = [
            (top, time)
            for top, time in tree.times.items()
            if first <= top < end
            and usable(tree, top, time)
            and _within(tree.document, time, content)
            and self._is_free(top, at)
        ]
        after = [
            (top, time)
            for top, time in free
            if at < top <= at + _NEAR and not any(tree.upos[k] == "VERB" for k in range(at + 1, top))
        ]
        if after:
            return min(after)[1]
        return free[0][1] if len(free) == 1 and len(self._events_in(first, end)) == 1 else None

    def _is_free(self, top: int, at: int) -> bool:
        """Is it neither another event's nor the day of saying?"""
        tree, owner = self._tree, self._owner(top)
        if owner == at:
            return True
        if tree.preposition(owner) in _LIMITS - {"by"}:
            return False  # "after a test on Monday" tells when the test was
        if owner in self._triggers:
            return tree.upos[at] != "VERB" and tree.upos[owner] == "VERB" and owner < at < top
        low, high = sorted((owner, top))
        if tree.lemma[owner] in SAYING:
            return high - low > SAID_NEAR and top > at
        return tree.upos[owner] != "VERB" or at < top < owner

    def _events_in(self, first: int, end: int) -> list[int]:
        return [i for i in self._triggers if first <= i < end]

    def _owners(self, frame: Frame) -> Iterable[int]:
        """Words whose times are the event's, the nearest first."""
        tree, at = self._tree, frame.at
        yield at
        if frame.verb != at and frame.light:
            yield frame.verb
        yield from self._told_beside(at)
        word = at
        for _ in range(_STEPS):
            above, relation = tree.head[word], base(tree.rel[word])
            if above < 0 or tree.lemma[above] in SAYING:
                return
            if not self._continues(word, relation, above):
                return
            yield above
            word = above

    def _told_beside(self, at: int) -> Iterable[int]:
        """Words of the event's own clauses and phrases that have its time for it."""
        tree = self._tree
        # "The attack was on 4 May.", "the crime committed on 4 May"
        if base(tree.rel[at]) == "nsubj" and tree.head[at] in tree.times:
            yield tree.head[at]
        yield from (c for c in tree.below(at, "acl") if tree.lemma[c] in carriers()["does"])
        # "brought a van to the gate, where it exploded": one day for both
        if tree.rel[at] == "acl:relcl" and tree.has(at, "advmod", "where"):
            for verb in (k for k in tree.up(tree.head[at]) if tree.upos[k] == "VERB"):
                if tree.lemma[verb] in SAYING:
                    break
                yield verb
                if base(tree.rel[verb]) != "acl":
                    break
        # "died in the 4 May attack", "was killed when rebels came on 4 May"
        for child in tree.below(at, "obl", "nmod"):
            if child in self._triggers and tree.preposition(child) in {"in", "during", "by"}:
                yield child
        for child in tree.below(at, "advcl"):
            if _at_that_time(tree, child):
                yield child
        # "the murder, which took place on …"
        for clause in tree.under(at, depth=2, clauses=True):
            if tree.rel[clause] == "acl:relcl" and tree.lemma[clause] in carriers()["occurs"]:
                yield clause

    def _continues(self, word: int, relation: str, above: int) -> bool:
        """Does what governs `word` tell of the same time?"""
        tree = self._tree
        if relation in {"conj", "xcomp", "compound"}:
            return True
        if relation == "advcl":
            return _at_that_time(tree, word) or (form_of(tree, word) == "ing" and not tree.has(word, "mark"))
        if relation in {"obl", "nsubj", "obj", "nmod"} and word in self._triggers:
            return above in self._triggers
        return False

    def _reaches(self, time: int, owner: int, at: int) -> bool:
        """A time after the first of two joined verbs is the first one's alone."""
        start = self._tree.document.times[time].start
        low, high = sorted((owner, at))
        between = self._tree.starts[low] < start < self._tree.starts[high]
        if owner < at:
            joined = base(self._tree.rel[at]) == "conj" and self._tree.head[at] == owner
            return not (between and joined)
        return True

    def _nearest(self, times: list[int], at: int) -> int:
        """A day before a time of day; then the next one after the word, then the last one before it.

        Of "last year, in March" the month.
        """
        document, here = self._tree.document, self._tree.starts[at]
        told = [document.times[t].edtf or "" for t in times]
        within = [
            t
            for t in times
            if any(one and (document.times[t].edtf or "").startswith(f"{one}-") for one in told)
        ]
        return min(
            within or times,
            key=lambda t: (
                document.times[t].edtf is None,
                document.times[t].start < here,
                abs(document.times[t].start - here),
            ),
        )

    def _owner(self, top: int) -> int:
        """The first verb or event noun above a time."""
        tree, word = self._tree, top
        for above in tree.up(top):
            if any(top < m < above and tree.upos[m] == "SCONJ" for m in tree.below(above, "mark")):
                continue  # "fled in May after being freed": no clause begins before the word that opens it
            if tree.upos[above] == "VERB" or above in self._triggers:
                return above
            if tree.preposition(above) in _LIMITS:
                return above  # "after a test in January": the test's
            if any(tree.rel[c] == "cop" for c in tree.children[above]):
                return above
            word = above
        return word


def usable(tree: Tree, top: int, time: int) -> bool:
    """May it be when something was: a date, and neither a limit, nor an anniversary, nor a dateline's?"""
    found = tree.document.times[time]
    if found.type not in {"DATE", "TIME"} or found.edtf is None:
        return False
    if tree.preposition(top) in _LIMITS and tree.lemma[top] not in _TIMES_OF_DAY:
        return False
    # "until after 4 May", "two days after", "the eve of": no day of the event itself.
    above = tree.head[top]
    if above >= 0 and tree.lemma[above] in _ROUND_ABOUT and tree.preposition(top) == "of":
        return False
    return not tree.in_dateline(top)


def _at_that_time(tree: Tree, clause: int) -> bool:
    """ "when rebels came"."""
    return any(
        tree.rel[c] in {"mark", "advmod"} and tree.lemma[c] in {"when", "as"} for c in tree.children[clause]
    )


def opening(tree: Tree, sentence: int) -> tuple[int, int] | None:
    """A time that begins a sentence as its label ("4 May 1985: …"), and the word after it."""
    first, end = tree.bounds[sentence]
    at = first
    while at < end and tree.lower[at] in _OPENERS:
        at += 1
    if at >= end or at not in tree.timed:
        return None
    time, last = tree.timed[at], at
    while last < end and (tree.timed.get(last) == time or tree.lower[last] in {")", "]"}):
        last += 1
    if last < end and tree.lower[last] in _LABELS - {","}:
        return time, last + 1
    return None


def only_time(document: Document, start: int, end: int) -> int | None:
    """Index of the only dated time between two offsets."""
    inside = [
        i
        for i, t in enumerate(document.times)
        if start <= t.start < end and t.edtf and t.type in {"DATE", "TIME"}
    ]
    return inside[0] if len(inside) == 1 else None


def _within(document: Document, time: int, content: Span | None) -> bool:
    return content is None or content[0] <= document.times[time].start < content[1]

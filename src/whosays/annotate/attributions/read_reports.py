"""Reports as the language model reads them, beside those that rules find."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from whosays.annotate.attributions.quotations import Quotation
from whosays.annotate.attributions.reporting import words as known
from whosays.records import Attribution, Span, Word
from whosays.records.spans import merged

_NOMINAL = frozenset({"nsubj", "nsubj:pass", "obj", "nmod"})
_PHRASE = 8
"""Steps up a tree within a phrase."""
_AHEAD = 4
"""Words before a verb in which its auxiliaries stand."""


@cache
def spoken_lemmas() -> frozenset[str]:
    """Verbs of speech."""
    groups = (group for group in known().verbs if group.stance in ("asserts", "denies"))
    return frozenset(lemma for group in groups for lemma in group.forms)


class Read:
    """Where the reports of the model lie: their cues, and what they say."""

    def __init__(self, drafts: Sequence[Attribution]) -> None:
        self._cues = sorted((cue, number) for number, draft in enumerate(drafts) for cue in draft.cue)
        self._spans = [cue for cue, _ in self._cues]
        self._contents = merged(piece for draft in drafts for piece in draft.content)

    def same(self, cue: Span | None) -> int | None:
        """The number of the report whose cue shares words with this one."""
        if cue is None:
            return None
        at = max(0, bisect_left(self._spans, (cue[0], 0)) - 1)
        for span, number in self._cues[at : at + 2]:
            if span[0] < cue[1] and cue[0] < span[1]:
                return number
        return None

    def holds(self, cue: Span | None, content: Sequence[Span]) -> bool:
        """Is what is said mostly reported, and is it no report within what is reported?"""
        if cue is not None and _overlap(cue, self._contents) == cue[1] - cue[0]:
            return False
        length = sum(end - start for start, end in content)
        return 2 * sum(_overlap(piece, self._contents) for piece in content) > length


class Trees:
    """Whether a stretch of words is a whole, by what hangs on what."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._starts = [word.start for word in words]
        self._children: dict[int, list[int]] = {}
        for number, word in enumerate(words):
            if word.head >= 0:
                self._children.setdefault(word.head, []).append(number)

    def subject(self, cue: Span) -> Span | None:
        """The whole phrase that does what the verb in the cue says, or that follows "according to"."""
        inside = self._range(cue)
        named = next((self._words[k].head for k in inside if self._words[k].deprel == "case"), -1)
        if named >= inside.stop:
            return cue[1] + 1, self._words[max(self._under(named))].end
        subjects = (
            k for verb in inside for k in self._children.get(verb, ()) if self._words[k].deprel == "nsubj"
        )
        first = next((k for k in subjects if k not in inside), None)
        if first is None:
            return None
        under = self._under(first)
        low, high = min(under), max(under)
        if low <= inside.start <= high:
            return None
        return self._words[low].start, self._words[high].end

    def noun(self, cue: Span) -> int:
        """The noun that heads the words of reporting ("claims about"); -1 where a verb is among them."""
        inside = self._range(cue)
        heads = [k for k in inside if self._words[k].head not in inside and self._is_noun(k)]
        verbs_ = (k for k in inside if self._words[k].upos in ("VERB", "AUX") and k not in heads)
        return heads[0] if heads and next(verbs_, None) is None else -1

    def _is_noun(self, k: int) -> bool:
        """Also "calls" that is taken for a verb, but stands where only a noun can."""
        word = self._words[k]
        if word.upos != "VERB":
            return word.upos == "NOUN"
        subject = any(self._words[c].deprel == "nsubj" for c in self._children.get(k, ()))
        return word.deprel in _NOMINAL and not subject and not word.lemma.endswith("ing")

    def is_of(self, noun: int, source: Span) -> bool:
        """Is it the source's by what hangs on what, not that of a clause beside it?

        "The ministry's claims", "calls by the union", "the union voiced fears", "Ilya Brandt, a critic of",
        but not "calls to … were rejected by the court" nor "after claims that …, experts say".
        """
        words = self._words
        heads = [k for k in self._range(source) if not source[0] <= words[words[k].head].start < source[1]]
        if not heads:
            return True
        head, above = heads[0], words[noun].head
        if self._hangs_on(head, noun) or self._hangs_on(noun, head):
            return True
        beside = words[head].head == above and words[head].deprel == "nsubj"
        led = any(words[k].deprel == "case" for k in self._children.get(noun, ()))
        return beside and (head < noun or not led)

    def owner(self, noun: int) -> Span | None:
        """ "The ministry's" of "the ministry's claims"."""
        own = next((k for k in self._children.get(noun, ()) if self._words[k].deprel == "nmod:poss"), None)
        if own is None:
            return None
        under = self._under(own)
        return self._words[min(under)].start, self._words[max(under)].end

    def _hangs_on(self, word: int, other: int) -> bool:
        """Directly, or by words between; further up than any phrase reaches it does not."""
        for _ in range(_PHRASE):
            if word == other:
                return True
            word = self._words[word].head
            if word < 0:
                return False
        return False

    def _under(self, word: int) -> list[int]:
        """A word and all that hangs on it."""
        found, waiting = [], [word]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting += self._children.get(at, ())
        return found

    def is_part(self, source: Span, whole: Span) -> bool:
        """ "ministry" in "Ilya Brandt, a spokesman for the ministry": does it hang on the rest of it?"""
        if source == whole or not (whole[0] <= source[0] and source[1] <= whole[1]):
            return False
        inside, around = self._range(source), self._range(whole)
        heads = [self._words[k].head for k in inside if self._words[k].head not in inside]
        return bool(heads) and all(head in around for head in heads)

    def is_cut(self, content: Sequence[Span], whole: Sequence[Span]) -> bool:
        """Does it lie within the other, and hang more loosely together?"""
        if list(content) == list(whole):
            return False
        for start, end in content:
            if not any(first <= start and end <= last + 1 for first, last in whole):
                return False
        return self._loose(whole) < self._loose(content) + self._left_out(content, whole)

    def _left_out(self, content: Sequence[Span], whole: Sequence[Span]) -> int:
        """Words of the whole that hang on words of the content and are none of them."""
        inside = {k for piece in content for k in self._range(piece)}
        rest = (k for piece in whole for k in self._range(piece) if k not in inside)
        return sum(self._words[k].head in inside and self._words[k].upos != "PUNCT" for k in rest)

    def _loose(self, content: Sequence[Span]) -> int:
        """Words that hang on words outside their piece."""
        loose = 0
        for piece in content:
            inside = self._range(piece)
            loose += sum(self._words[k].head not in inside and self._words[k].upos != "PUNCT" for k in inside)
        return loose

    def is_unsaid(self, cue: Sequence[Span], source: Sequence[Span] = ()) -> bool:
        """Is it told that something was not said, or not yet ("did not say", "nobody said", "would say")?"""
        words = self._words
        spoken = any(words[k].lemma in spoken_lemmas() for span in cue for k in self._range(span))
        if spoken and self._is_nobody(source):
            return True
        unsaid = known().unsaid | (known().not_yet if spoken else frozenset())
        for span in cue:
            inside = self._range(span)
            verbs_ = [k for k in inside if words[k].upos in ("VERB", "AUX")]
            for k in (*inside, *_before(verbs_)):
                if words[k].lemma in unsaid and (k in inside or words[k].head in verbs_):
                    return True
        return False

    def _is_nobody(self, source: Sequence[Span]) -> bool:
        """ "Nobody", "no official", "(neither) the army nor the police"."""
        for span in source:
            inside = self._range(span)
            from_before = range(max(0, inside.start - 1), inside.stop)
            if any(self._words[k].lemma in known().nobody for k in from_before):
                return True
        return False

    def _range(self, span: Span) -> range:
        return range(bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1]))


def trimmed(text: str, span: Span) -> Span:
    """Without marks and white space at its end."""
    start, end = span
    while end > start + 1 and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    return start, end


def _before(verbs_: Sequence[int]) -> range:
    """The few words before the first verb: what belongs to it and is not in the cue."""
    return range(max(0, verbs_[0] - _AHEAD), verbs_[0]) if verbs_ else range(0)


def uncut(content: Sequence[Span], whole: Sequence[Span]) -> list[Span]:
    """The content with the whole of each of these (sorted) stretches that it cuts at its beginning or end."""
    found: list[Span] = []
    for start, end in content:
        for at in (bisect_left(whole, (start, 0)) - 1, bisect_left(whole, (end, 0)) - 1):
            if at >= 0 and whole[at][0] < start < whole[at][1]:
                start = whole[at][0]
            if at >= 0 and whole[at][0] < end < whole[at][1]:
                end = whole[at][1]
        found.append((start, end))
    return found


def settled(
    content: Sequence[Span], quotations: Sequence[Quotation], starts: Sequence[int]
) -> tuple[list[Span], bool]:
    """The content with the whole of quotations that it cuts at their marks, and whether it is all quoted.

    `starts`: where each quotation begins.
    """
    found: list[Span] = []
    quoted = bool(content)
    for start, end in content:
        inside = False
        for number in range(max(0, bisect_left(starts, start) - 4), bisect_left(starts, end)):
            q = quotations[number]
            if q.depth == 0 and q.start - 1 <= start <= q.start + q.width and abs(q.end - end) <= 2:
                start, end, inside = min(start, q.start), max(end, q.end), True
            elif q.depth == 0 and q.start <= start and end <= q.end:
                inside = True
        found.append((start, end))
        quoted = quoted and inside
    return found, quoted


def _overlap(span: Span, others: Sequence[Span]) -> int:
    """Characters that it shares with sorted spans."""
    at = max(0, bisect_left(others, (span[0], 0)) - 1)
    shared = 0
    while at < len(others) and others[at][0] < span[1]:
        shared += max(0, min(span[1], others[at][1]) - max(span[0], others[at][0]))
        at += 1
    return shared

"""One sentence as words, and where its clauses, mentions and times lie: what stands in for a parser."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

import msgspec

from whosays import lexicon
from whosays.records import Document, Span

_REACH = 60  # words on either side within which a clause is looked for


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/event_grammar.yaml`: the small words of English, told there one by one."""

    boundaries: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    pronouns: frozenset[str]
    be: frozenset[str]
    be_past: frozenset[str]
    have: frozenset[str]
    do: frozenset[str]
    modals: dict[str, str]
    negations: frozenset[str]
    adverbs: frozenset[str]
    finite: frozenset[str]
    to_verbs: dict[str, frozenset[str]]
    hypothetical: frozenset[str]
    habitual: frozenset[str]
    hedges: dict[str, str]
    nobody: frozenset[str]
    saying: frozenset[str]
    unreal_modifiers: frozenset[str]
    unreal_governors: frozenset[str]
    after_noun: frozenset[str]
    people: frozenset[str]
    members: frozenset[str]
    state_heads: frozenset[str]
    context: frozenset[str]
    politics: frozenset[str]
    suppositions: frozenset[str]
    generic: frozenset[str]

    @property
    def violence(self) -> frozenset[str]:
        """Words of context that are of conflict and police work, not of politics and courts alone."""
        return _less(self.context, self.politics)


@cache
def _less(words: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return words - others


@cache
def grammar() -> Grammar:
    """The small words."""
    found: Grammar = lexicon.load("event_grammar", Grammar)
    return found


@cache
def _phrase_stops() -> frozenset[str]:
    """Words that never stand inside a noun phrase (determiners may only begin one)."""
    g = grammar()
    small = g.boundaries | g.prepositions | g.conjunctions | g.pronouns | g.negations
    return small | g.be | g.have | g.do | frozenset(g.modals)


class Words:
    """The words of one sentence; all positions are indexes of words unless a name says otherwise.

    `lower[i]` is lower case without a possessive ending (`possessive` has its position then);
    `mention[i]`, `time[i]`, `quantity[i]` are indexes into the document's layers, -1 where there is none.
    """

    __slots__ = ("document", "end", "lower", "mention", "possessive", "quantity", "spans", "start", "time")

    def __init__(self, document: Document, sentence: Span, spans: Sequence[Span]) -> None:
        self.document = document
        self.start, self.end = sentence
        self.lower: list[str] = []
        self.spans: list[Span] = []
        self.possessive: set[int] = set()
        for start, end in spans:
            self._add(document.text[start:end].lower().replace("\u2019", "'"), (start, end))
        count = len(self.lower)
        self.mention = [-1] * count
        self.time = [-1] * count
        self.quantity = [-1] * count

    def _add(self, word: str, span: Span) -> None:
        touches = bool(self.lower) and self.spans[-1][1] == span[0]
        if touches and (word == "'s" or (word == "'" and self.lower[-1].endswith("s"))):
            self.possessive.add(len(self.lower) - 1)
            return
        if word.endswith("'s") and len(word) > 2:
            word = word[:-2]
            self.possessive.add(len(self.lower))
        elif word.endswith("s'") and len(word) > 3:
            word = word[:-1]
            self.possessive.add(len(self.lower))
        if word:
            self.lower.append(word)
            self.spans.append(span)

    def __len__(self) -> int:
        return len(self.lower)

    def mark(self, layer: list[int], index: int, start: int, end: int) -> None:
        """Note that the words between two offsets belong to finding `index`."""
        first = bisect_right(self.spans, (start, 1 << 60)) - 1
        if first < 0 or self.spans[first][1] <= start:
            first += 1
        for at in range(first, bisect_left(self.spans, (end, 0))):
            layer[at] = index

    def is_time(self, at: int) -> bool:
        """Does word `at` belong to a time?"""
        return self.time[at] >= 0

    def kind(self, mention: int) -> str:
        """The type of a mention."""
        return self.document.mentions[mention].type

    def run(self, at: int) -> tuple[int, int]:
        """First word and end of the mention that word `at` belongs to."""
        index = self.mention[at]
        first, end = at, at + 1
        while first > 0 and self.mention[first - 1] == index:
            first -= 1
        while end < len(self) and self.mention[end] == index:
            end += 1
        return first, end

    def is_mark(self, at: int) -> bool:
        """Is word `at` punctuation?"""
        word = self.lower[at]
        return not word[0].isalnum() and not word[-1].isalnum() and word not in {"$", "€", "£", "%", "&"}

    def is_adverb(self, at: int) -> bool:
        """An adverb such as may stand within a verb group."""
        word = self.lower[at]
        if self.mention[at] >= 0 or self.is_time(at):
            return False
        return word in grammar().adverbs or (len(word) > 4 and word.endswith("ly") and word != "family")

    def stops(self, at: int) -> bool:
        """Is word `at` outside of any noun phrase?"""
        if self.mention[at] >= 0:
            return False
        small = self.lower[at] in _phrase_stops() and not self._adjective(at)
        return small or self.is_time(at) or self.is_mark(at) or self.is_finite(at)

    def is_finite(self, at: int) -> bool:
        """A verb, by its form: "the mayor resigned", but "the wounded man", "masked men"."""
        word = self.lower[at]
        if word in grammar().finite:
            return True
        if not word.endswith("ed") or len(word) < 5 or at == 0:
            return False
        before = self.lower[at - 1]
        if self.mention[at - 1] >= 0 or self.is_time(at - 1):
            return True
        noun_like = before in grammar().pronouns or before[-1].isalpha()
        small = before in grammar().determiners | grammar().prepositions | grammar().conjunctions
        return noun_like and not small and self.quantity[at - 1] < 0 and not self.is_adverb(at - 1)

    def has_verb(self, start: int, end: int) -> bool:
        """Does a finite verb or an auxiliary stand between two offsets?"""
        auxiliary = grammar().be | grammar().have | grammar().do | frozenset(grammar().modals)
        inside = (i for i, span in enumerate(self.spans) if start <= span[0] < end and self.mention[i] < 0)
        return any(self.is_finite(i) or self.lower[i] in auxiliary for i in inside)

    def clause(self, at: int) -> tuple[int, int]:
        """First word and end of the clause round word `at`, as far as small words tell."""
        first, end = at, at + 1
        while first > 0 and at - first < _REACH and not self._bounds(first - 1):
            first -= 1
        while end < len(self) and end - at < _REACH and not self._bounds(end):
            end += 1
        return first, end

    def _bounds(self, at: int) -> bool:
        if self.mention[at] >= 0 or self.is_time(at) or self._adjective(at):
            return False
        return self.lower[at] in grammar().boundaries

    def _adjective(self, at: int) -> bool:
        """ "the following attacks": no preposition after a determiner."""
        return self.lower[at] == "following" and at > 0 and self.lower[at - 1] in grammar().determiners

    def left_over_times(self, at: int) -> int:
        """The end of what stands before word `at` once times and their prepositions are skipped leftwards."""
        while at > 0 and self.is_time(at - 1):
            while at > 0 and self.is_time(at - 1):
                at -= 1
            if at > 0 and self.lower[at - 1] in {"on", "in", "at", "by"}:
                at -= 1
        return at

    def matches(self, words: Sequence[str], at: int) -> bool:
        """Do `words` stand from position `at` on?"""
        return tuple(self.lower[at : at + len(words)]) == tuple(words)

    def any_of(self, words: frozenset[str], first: int, end: int) -> bool:
        """Does one of `words` stand between two positions, outside of names?"""
        low, high = max(0, first), min(end, len(self))
        return any(self.lower[at] in words and self.mention[at] < 0 for at in range(low, high))


class SentenceWords:
    """Hands out the `Words` of a document's sentences, the layers marked in."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tokens = [(token.start, token.end) for token in document.tokens]
        self._starts = [start for start, _ in self._tokens]
        self._layers = [
            # Descriptions hold names and one another; the grammar here reads them word by word.
            _by_start([(i, m.start, m.end) for i, m in enumerate(document.mentions) if m.kind == "name"]),
            _by_start([(i, t.start, t.end) for i, t in enumerate(document.times)]),
            _by_start([(i, q.start, q.end) for i, q in enumerate(document.quantities)]),
        ]

    def lower(self, sentence: Span) -> list[str]:
        """The sentence's words, lower case, without any work on layers."""
        text = self._document.text
        return [text[start:end].lower() for start, end in self._spans(sentence)]

    def words(self, sentence: Span) -> Words:
        """The sentence with mentions, times and quantities."""
        words = Words(self._document, sentence, self._spans(sentence))
        for marked, layer in zip((words.mention, words.time, words.quantity), self._layers, strict=True):
            first = bisect_left(layer, (sentence[0], -1, -1))
            last = bisect_left(layer, (sentence[1], -1, -1))
            # Shorter ones first, so that the longest of two that overlap stays.
            inside = [found for found in layer[first:last] if found[1] <= sentence[1]]
            for start, end, index in sorted(inside, key=lambda found: (found[1] - found[0], found[0])):
                words.mark(marked, index, start, end)
        return words

    def _spans(self, sentence: Span) -> list[Span]:
        first = bisect_left(self._starts, sentence[0])
        last = bisect_left(self._starts, sentence[1])
        return self._tokens[first:last]


def _by_start(spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    return sorted((start, end, index) for index, start, end in spans)

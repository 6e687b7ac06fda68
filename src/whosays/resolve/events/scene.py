"""The words of a document, and what hangs on each happening: who, whom, where and when, by its trees."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import nsmallest

from whosays.records import Document, Span
from whosays.resolve.events.words import rarity

CONTEXT = 16
"""Words kept of the sentences of a happening, the rarest."""
ABOUT = 24
"""Words kept of what a whole document is about."""
PEOPLE = 4
"""Persons kept of those whom a document names."""
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})
_HEAD = 30  # words at the beginning of a report that count twice
_COMMON = 2  # class of a word that every report has
_LONGEST = 30  # letters of a word; what is longer is an address
_SENTENCES = 4  # of a happening, of which the context is kept
_FARTHEST = 30  # steps up a tree
_PARTS = {
    "nsubj": "actor",
    "nsubj:pass": "recipient",
    "obj": "recipient",
    "iobj": "recipient",
    "nmod:poss": "party",
    "nmod": "party",
    "compound": "party",
    "obl": "party",
    "obl:agent": "actor",
}
_SHARING = frozenset({"conj", "xcomp", "advcl", "acl", "acl:relcl"})
"""Relations over which the subject of the word above is its own too."""
_WITHIN = frozenset({"obl", "nmod", "obj", "nmod:of", "obl:for", "compound"})
"""Relations by which a noun stands in the clause of another happening."""


class Scene:
    """One document, asked by happening."""

    def __init__(self, document: Document, at: Iterable[int]) -> None:
        """`at`: the words that tell of happenings, by index."""
        self.document = document
        self._starts = [word.start for word in document.syntax]
        self._sentences = [start for start, _ in document.sentences]
        self.words = [_content(word.lemma, word.upos) for word in document.syntax]
        self._rarity = {word: rarity(word.casefold()) for word in set(self.words) if word is not None}
        self._ranks: dict[int, list[tuple[int, str]]] = {}
        self._events = set(at)
        self._below: dict[int, list[int]] = {}
        for index, word in enumerate(document.syntax):
            if word.head >= 0 and word.deprel in _PARTS:
                self._below.setdefault(word.head, []).append(index)
        self.times = self._owned(time.start for time in document.times)
        self.quantities = self._owned(quantity.start for quantity in document.quantities)
        self.about = self._about()
        self.people = self._people()

    def at(self, start: int) -> int:
        """The word that begins at `start`, or the last before it."""
        return max(0, bisect_right(self._starts, start) - 1)

    def top(self, start: int, end: int) -> int:
        """The word that heads a passage: the first whose own head stands outside."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        for index in range(first, last):
            if not first <= self.document.syntax[index].head < last:
                return index
        return first

    def lemmas(self, span: Span) -> list[str]:
        """The content words of a passage."""
        first, last = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return [word for word in self.words[first:last] if word is not None]

    def told(self, triggers: Iterable[Span]) -> tuple[str, ...]:
        """The words by which a happening is told, however common, sorted."""
        found: set[str] = set()
        for start, end in triggers:
            first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
            words = self.document.syntax[first:last]
            content = [word for word in words if word.upos in _CONTENT] or words[:1]
            found.update(word.lemma.casefold() for word in content)
            if any(word.lemma == "-" for word in words):
                found.add("".join(word.lemma.casefold() for word in words))  # "ill-treat"
        return tuple(sorted(found))

    def context(self, triggers: Iterable[Span]) -> tuple[str, ...]:
        """The rarest content words of the sentences in which these stand, the rarest first."""
        triggers = tuple(triggers)
        numbers = sorted({bisect_right(self._sentences, start) - 1 for start, _ in triggers})[:_SENTENCES]
        # A guest's annotators may find statements and no words.
        starts = [start for start, _ in triggers] if self.words else []
        own = {word for start in starts if (word := self.words[self.at(start)]) is not None}
        ranked = sorted({entry for number in numbers for entry in self._ranked(number)})
        return tuple(word for _, word in ranked if word not in own)[:CONTEXT]

    def _ranked(self, number: int) -> list[tuple[int, str]]:
        """The content words of a sentence, each after its rank."""
        if number not in self._ranks:
            words = self.lemmas(self.document.sentences[number]) if number >= 0 else []
            self._ranks[number] = sorted({(-self._rarity[word], word) for word in words})[: 2 * CONTEXT]
        return self._ranks[number]

    def fillers(self, index: int) -> Iterator[tuple[str, int]]:
        """The words that take part in the happening told by a word, each with its part."""
        syntax = self.document.syntax
        word = syntax[index]
        own = self._below.get(index, ())
        yield from ((_PARTS[syntax[below].deprel], below) for below in own)
        if word.head < 0:
            return
        if word.deprel == "acl":
            yield "recipient", word.head
        elif word.deprel in _SHARING and not any(syntax[below].deprel.startswith("nsubj") for below in own):
            yield from ((part, below) for part, below in self._of_clause(word.head) if part != "object")
        elif word.deprel in _WITHIN and (above := self.owner_of(word.head)) is not None:
            # "was held for theft": whose theft it is the verb says.
            yield from (("party", below) for _, below in self._of_clause(above))

    def _of_clause(self, index: int) -> Iterator[tuple[str, int]]:
        """The subject and the object of a word."""
        for below in self._below.get(index, ()):
            relation = self.document.syntax[below].deprel
            if relation.startswith("nsubj"):
                yield _PARTS[relation], below
            elif relation == "obj":
                yield "object", below

    def owner(self, start: int) -> int | None:
        """The happening that a passage hangs on: the first such word on the way up."""
        return self.owner_of(self.at(start))

    def owner_of(self, index: int) -> int | None:
        """The same of a word."""
        for _ in range(_FARTHEST):
            if index < 0:
                return None
            if index in self._events:
                return index
            index = self.document.syntax[index].head
        return None

    def _owned(self, starts: Iterable[int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        if self._events:
            for number, start in enumerate(starts):
                owner = self.owner(start)
                if owner is not None:
                    found.setdefault(owner, []).append(number)
        return found

    def _people(self) -> tuple[str, ...]:
        named = {m.entity for m in self.document.mentions if m.kind == "name" and m.type == "Person"}
        counts = Counter(m.entity for m in self.document.mentions if m.entity in named)
        names = {entity.id: entity.name for entity in self.document.entities}
        most = sorted(counts, key=lambda id_: (-counts[id_], names.get(id_, "")))[:PEOPLE]
        return tuple(names[id_] for id_ in most if id_ in names)

    def _about(self) -> tuple[str, ...]:
        """The words that tell most: often here, more so at the beginning, and seldom elsewhere."""
        words = [word for word in self.words if word is not None and not word[0].isdigit()]
        counts = Counter(words + words[:_HEAD])
        weight = {word: -(count**0.5) * self._rarity[word] ** 2 for word, count in counts.items()}
        return tuple(nsmallest(ABOUT, weight, key=lambda word: (weight[word], word)))


def _content(lemma: str, upos: str) -> str | None:
    if upos not in _CONTENT:
        return None
    word = lemma.casefold()
    if len(word) == 1 or len(word) > _LONGEST or rarity(word) <= _COMMON:
        return None
    return word.capitalize() if upos == "PROPN" else word

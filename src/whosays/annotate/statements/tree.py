"""The words of a document as trees, with the mention, time and quantity that each word heads.

Universal Dependencies v2. Positions are indexes of `Document.syntax`; -1 stands for none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import groupby

from whosays.annotate.model.lemmas import lemma
from whosays.annotate.statements.heard import asserting, reports
from whosays.annotate.statements.voices import Innermost
from whosays.records import Document, Span

_KINDS = {"name": 0, "nominal": 1, "pronoun": 2}
_FLAT = frozenset({"flat", "appos"})
_DATELINE = 24  # words of a sentence within which its dateline ends
_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
_TITLES = 3  # words between a description and the name that ends it
_DEEPEST = 60  # steps up or down a tree; what lies deeper is a list run together
_WHO = frozenset({"who", "which", "whose", "whom"})
_PHRASE = 4  # steps down a noun phrase
_THINGS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_OWN = frozenset({"nsubj", "nsubj:pass", "aux:pass", "mark"})
"""What a verb has that begins a clause of its own."""
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj"})


def base(relation: str) -> str:
    """A relation without its subtype."""
    return relation.partition(":")[0]


class Tree:
    """The syntax of a document, asked by word."""

    def __init__(self, document: Document) -> None:
        self.document = document
        words = document.syntax
        self.words = words
        self.starts = [word.start for word in words]
        self.lower = [document.text[word.start : word.end].lower() for word in words]
        self.rel = [word.deprel for word in words]
        self.head = [word.head for word in words]
        self.children: list[list[int]] = [[] for _ in words]
        for i, head in enumerate(self.head):
            if head >= 0:
                self.children[head].append(i)
        for i, head in list(self._mended()):
            self.children[self.head[i]].remove(i)
            self.head[i] = head
            self.children[head] = sorted([*self.children[head], i])
        self.named = self._named()
        self.upos = [self._upos(i) for i in range(len(words))]
        self.lemma = [self._lemma(i) for i in range(len(words))]
        self.hyphened = self._hyphened()
        self.sentence, self.bounds = self._sentences()
        self._parts = set(_spans_of_parts(document))
        self.mentions: dict[int, list[int]] = {}
        for index, mention in enumerate(document.mentions):
            self.mentions.setdefault(self.top(mention.start, mention.end), []).append(index)
        for heads in self.mentions.values():
            heads.sort(key=self._best_first)
        self.names_begin = {
            self.at(m.start): index
            for index, m in reversed(list(enumerate(document.mentions)))
            if m.kind == "name"
        }
        self.times = self._headed((t.start, t.end) for t in document.times)
        self.quantities = self._headed((q.start, q.end) for q in document.quantities)
        self.placed = frozenset(place.entity for place in document.places if place.entity is not None)
        """Things that the gazetteer has found on the map."""
        heard = reports(document.text, document.attributions, self)
        self.reported = Innermost(heard)
        """Of what is told."""
        self.mentioned = Innermost(asserting(document.text, heard))
        """Of what is only mentioned: an apposition, where something is."""
        self._datelines: dict[int, int] = {}
        self.timed = self._covered((t.start, t.end) for t in document.times)
        self.counted = self._covered((q.start, q.end) for q in document.quantities)

    def __len__(self) -> int:
        return len(self.words)

    def _mended(self) -> Iterator[tuple[int, int]]:
        """Words whose head is not what the tree says, and their head.

        Of "killed two men and wounded nine" the second verb goes with the first, not with its object.
        """
        for i, word in enumerate(self.words):
            if word.deprel != "conj" or word.upos != "VERB" or self.head[i] < 0:
                continue
            beside = self.words[self.head[i]]
            if beside.upos not in _THINGS or beside.deprel not in {"obj", "obl"} or beside.head < 0:
                continue
            below = {self.rel[c] for c in self.children[i]}
            finite = "obj" in below and not below & _OWN and not self.lower[i].endswith("ing")
            if finite and self.words[beside.head].upos == "VERB":
                yield i, beside.head

    def _upos(self, i: int) -> str:
        """Its part of speech; what has a passive's auxiliary, a particle or an object is a verb."""
        told = self.words[i].upos
        if told not in {"ADJ", "NOUN"}:
            return told
        below = {self.words[c].deprel for c in self.children[i]}
        verbal = {"aux:pass", "compound:prt"} & below or (told == "ADJ" and {"aux", "obj"} <= below)
        return "VERB" if verbal else told

    def _lemma(self, i: int) -> str:
        """Lower case; a noun's in capitals that no name covers is that of the common noun ("REBELS")."""
        word = self.words[i]
        if self.upos[i] == "PROPN" and i not in self.named:
            return lemma(self.lower[i], "NOUN")
        return word.lemma.lower() if self.upos[i] == word.upos else lemma(self.lower[i], self.upos[i])

    def _hyphened(self) -> dict[int, str]:
        """The last word of each compound with a hyphen, and the compound ("cease-fire")."""
        words = self.words
        return {
            i: f"{self.lower[i - 2]}-{self.lemma[i]}"
            for i in range(2, len(words))
            if self.lower[i - 1] == "-"
            and words[i - 2].end == words[i - 1].start
            and words[i - 1].end == words[i].start
        }

    def _sentences(self) -> tuple[list[int], list[tuple[int, int]]]:
        """The sentence of each word, and the first word and end of each sentence."""
        starts = [start for start, _ in self.document.sentences]
        sentence = [bisect_right(starts, start) - 1 for start in self.starts]
        bounds = [
            (bisect_left(self.starts, start), bisect_left(self.starts, end))
            for start, end in self.document.sentences
        ]
        return sentence, bounds

    def _best_first(self, mention: int) -> tuple[int, bool, int, int]:
        found = self.document.mentions[mention]
        as_told = (found.start, found.end) not in self._parts
        return (_KINDS[found.kind], as_told, found.start - found.end, mention)

    def _headed(self, spans: Iterator[Span]) -> dict[int, int]:
        """The index of each span by the word that heads it."""
        found: dict[int, int] = {}
        for index, (start, end) in enumerate(spans):
            found.setdefault(self.top(start, end), index)
        found.pop(-1, None)
        return found

    def _covered(self, spans: Iterator[Span]) -> dict[int, int]:
        """The index of the span that each word lies in; of two the later one."""
        found: dict[int, int] = {}
        for index, (start, end) in enumerate(spans):
            for i in self.inside(start, end):
                found[i] = index
        return found

    def _named(self) -> dict[int, int]:
        """The index of the mention, for each word of a name; of two the later one."""
        return {
            i: index
            for index, mention in enumerate(self.document.mentions)
            if mention.kind == "name"
            for i in self.inside(mention.start, mention.end)
        }

    def in_dateline(self, i: int) -> bool:
        """ "LUNESK, 4 May (KPA) -- …": place and day of the report, and no part of its first sentence."""
        number = self.sentence[i]
        if number not in self._datelines:
            self._datelines[number] = self._dateline_end(*self.bounds[number])
        return i < self._datelines[number]

    def _dateline_end(self, first: int, end: int) -> int:
        """The word after the dash of a sentence's dateline; its first word where it has none."""
        if self.upos[first] in {"ADP", "SCONJ", "DET"}:
            return first
        for k in range(first, min(end, first + _DATELINE)):
            if self.upos[k] in {"VERB", "AUX"}:
                return first
            loose = self.words[k - 1].end < self.words[k].start if k > first else False
            if self.lower[k] in _DASHES and (loose or len(self.lower[k]) > 1):
                has_day = any(t in self.timed for t in range(first, k))
                return k + 1 if has_day or ")" in self.lower[first:k] else first
        return first

    # ── spans ─────────────────────────────────────────────────────────────────────────────────────

    def inside(self, start: int, end: int) -> range:
        """The words that begin between two offsets."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def at(self, offset: int) -> int:
        """The word in which a character stands, or that ends before it."""
        return bisect_right(self.starts, offset) - 1

    def top(self, start: int, end: int) -> int:
        """The word between two offsets that none of the others there governs; -1 where there is no word."""
        words = self.inside(start, end)
        for i in words:
            if self.head[i] not in words and self.upos[i] != "PUNCT":
                return i
        return words[0] if words else -1

    def is_clause(self, span: Span) -> bool:
        """Has it a predicate with a subject, and opens with no word but "that"? A relative clause is none."""
        top = self.top(*span)
        if top < 0 or self.rel[top] == "acl:relcl":
            return False
        marks = {self.lower[c] for c in self.below(top, "mark") if self.starts[c] >= span[0]}
        return bool(self.below(top, "nsubj", "csubj", "expl")) and marks <= {"that"}

    def relatives(self, span: Span) -> list[Span]:
        """The relative clauses of the nouns in a noun phrase; none of what is a clause itself."""
        top = self.top(*span)
        if top < 0 or self.upos[top] not in _THINGS or self.below(top, "nsubj", "csubj", "expl", "cop"):
            return []
        nouns = (top, *self.under(top, depth=_PHRASE))
        found = (c for noun in nouns for c in self.below(noun, "acl:relcl"))
        return [self.span(*self.reach(c)) for c in found if span[0] < self.starts[c] < span[1]]

    def asides(self, span: Span) -> list[Span]:
        """The relative clauses put in between commas ("the league, which is based in Velm, has …")."""
        found = (self._bare(*self.reach(c)) for c in self.inside(*span) if self.rel[c] == "acl:relcl")
        return [
            self.span(first, end)
            for first, end in found
            if self.lower[first] in _WHO
            and self.lower[first - 1] == ","
            and self.lower[end : end + 1] == [","]
            and span[0] < self.starts[first]
            and self.words[end - 1].end < span[1]
        ]

    def _bare(self, first: int, end: int) -> tuple[int, int]:
        """Without marks at its edges."""
        while first + 1 < end and self.is_mark(first):
            first += 1
        while first + 1 < end and self.is_mark(end - 1):
            end -= 1
        return first, end

    def span(self, first: int, end: int) -> Span:
        """Offsets from word `first` up to before word `end`."""
        return self.words[first].start, self.words[end - 1].end

    # ── neighbours ────────────────────────────────────────────────────────────────────────────────

    def below(self, i: int, *relations: str) -> list[int]:
        """Children of `i` in these relations: `nsubj:pass` is that subtype, `obl` any of its kind."""
        return [c for c in self.children[i] if self.rel[c] in relations or base(self.rel[c]) in relations]

    def has(self, i: int, relation: str, *lemmas: str) -> bool:
        """Has `i` a child in this relation, of one of these lemmas if any are given?"""
        return any(not lemmas or self.lemma[c] in lemmas for c in self.below(i, relation))

    def conjuncts(self, i: int) -> list[int]:
        """`i` and whatever is coordinated with it."""
        return [i, *self.below(i, "conj")]

    def preposition(self, i: int) -> str:
        """The preposition that `i` hangs by, with a compound one's first word (`because`); "" where none."""
        cases = [c for c in self.below(i, "case") if c < i]
        return self.lemma[cases[0]] if cases else ""

    def up(self, i: int) -> Iterator[int]:
        """The words that govern `i`, the nearest first."""
        for _ in range(_DEEPEST):
            i = self.head[i]
            if i < 0:
                return
            yield i

    def under(self, i: int, *, depth: int, clauses: bool = False) -> list[int]:
        """Descendants of `i` down to `depth` steps; those of other clauses only where asked for."""
        found, level = [], [i]
        for _ in range(depth):
            level = [
                c for p in level for c in self.children[p] if clauses or base(self.rel[c]) not in _CLAUSES
            ]
            found += level
        return found

    def reach(self, i: int, *, without: frozenset[str] = frozenset()) -> tuple[int, int]:
        """First word and end of the phrase that `i` heads, without children in the relations `without`."""
        first, last, todo = i, i, [(i, 0)]
        while todo:
            word, depth = todo.pop()
            first, last = min(first, word), max(last, word)
            if depth < _DEEPEST:
                todo += [
                    (c, depth + 1)
                    for c in self.children[word]
                    if word != i or base(self.rel[c]) not in without
                ]
        return first, last + 1

    # ── what a word stands for ────────────────────────────────────────────────────────────────────

    def mention(self, i: int) -> int:
        """The mention that the phrase of `i` is, a name before a description; -1 where none is marked."""
        own = self.mentions.get(i, ())
        if own and self.document.mentions[own[0]].kind == "name":
            return own[0]
        named = self._name_after(i)
        if named >= 0:
            return named
        for child in self.children[i]:
            if self.rel[child] in _FLAT or base(self.rel[child]) == "flat":
                found = self.mentions.get(child, ())
                if found and self.document.mentions[found[0]].kind == "name" and self._may_name(i, child):
                    return found[0]
        return own[0] if own else -1

    def whose(self, i: int) -> int:
        """The mention of `i`; of a possessive ("their fight") what it stands for, if its sentence has that.

        In the words of the sentence that is plainer, and no less sure: both are mentions of one thing.
        """
        found = self.mention(i)
        if found < 0 or self.rel[i] != "nmod:poss" or self.document.mentions[found].kind != "pronoun":
            return found
        own = self.document.mentions[found]
        first = self.words[self.bounds[self.sentence[i]][0]].start
        for index in range(found - 1, -1, -1):
            mention = self.document.mentions[index]
            if mention.start < first:
                break
            if mention.entity == own.entity and mention.kind != "pronoun":
                return index
        return found

    def _name_after(self, i: int) -> int:
        """ "police commander Colonel Edvin Maur": the name that ends a description, other titles between."""
        if self.upos[i] not in {"NOUN", "PROPN"}:
            return -1
        for k in range(i + 1, min(i + 2 + _TITLES, len(self))):
            if k in self.names_begin:
                found = self.names_begin[k]
                return found if self.document.mentions[found].type == "Person" else -1
            if self.upos[k] not in {"NOUN", "PROPN"} or self.sentence[k] != self.sentence[i]:
                return -1
        return -1

    def _may_name(self, i: int, child: int) -> bool:
        """An apposition names a person ("the consul, Edvin Maur"), not a body by where it is."""
        name = self.document.mentions[self.mentions[child][0]]
        return base(self.rel[child]) == "flat" or (child > i and name.type != "Place")

    def is_mark(self, i: int) -> bool:
        """Is it punctuation?"""
        return self.upos[i] == "PUNCT"


def _spans_of_parts(document: Document) -> Iterator[Span]:
    """Runs of words that the language model takes for one participant of a violent incident."""
    for part, run in groupby(document.syntax, key=lambda word: word.part):
        words = list(run)
        if part is not None:
            yield words[0].start, words[-1].end

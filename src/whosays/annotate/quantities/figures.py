"""Figures that stand by themselves: "puts the dead at 11", "my count is twelve", "the ministry spoke of six".

No noun follows such a number. What it counts is told by the word for the figure ("the number of dead"), or by
what was counted shortly before: people whom something befell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from whosays.annotate.quantities.befallen import HUMAN, role_of
from whosays.annotate.quantities.counted import Tree
from whosays.annotate.quantities.grammar import known
from whosays.records.layers import QuantityRole

_PERSON = "person"
_REACH = 500
"""Characters back to what was counted before."""
_BODIES = frozenset({"body", "corpse"})
_HOW_MANY = re.compile(r"[Hh]ow many ([a-z]+)\b[^.?!]{0,80}\?\W*$")
_ENDS = re.compile(r"[.!]|\s*(?:\n|$)")
_OPENS = re.compile(r"(?:^|\n|[.?!][\u201d\"*_]*\s)\s*(?P<label>[A-Z][\w. ]{0,30}: *)?[\u201c\"]?$")
"""A sentence begins here, with or without the name of who speaks."""
_FIGURE = re.compile(r"\b(?:figure|toll|count|tally|number) (?:of|given)\b", re.IGNORECASE)
"""Figures of people are what is told there."""
_AND_THESE = re.compile(r"\b(?:the|were|are|was|get|got) ([a-z]+) ?\?\W*$")

Counted = tuple[str, QuantityRole]


class Figures:
    """Tells what a bare number counts; remembers what was counted last."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._children: dict[int, list[int]] = defaultdict(list)
        for index, word in enumerate(tree.words):
            if word.head >= 0:
                self._children[word.head].append(index)
        self._last: tuple[int, Counted | None] = (0, None)
        self._people: tuple[int, Counted] | None = None
        """Those counted last whom something befell, whatever was counted since."""

    def remember(self, start: int, value: float, thing: str, role: QuantityRole | None) -> None:
        """Keep what was counted: of one alone nobody gives figures."""
        if role is not None and role in HUMAN:
            self._people = self._last = (start, (thing, role))
        elif value > 1 and thing not in _BODIES:
            self._last = (start, None)

    def counted(self, start: int, end: int) -> Counted | None:
        """What the number at this place counts, and what befell them; `None` where nothing tells."""
        index = self._head(start, end)
        if index is None:
            return None
        for word in self._words_for(index):
            told = self._told_by(word)
            if told is not None:
                return _PERSON, told
            if self._tree.words[word].lemma in known().figures.words:
                return self._before(start) or self._in_this_paragraph(start)
        if self._is_said(index):
            return self._before(start)
        return self._answered(start, end, index)

    def _head(self, start: int, end: int) -> int | None:
        inside = self._tree.at(start, end)
        return next((i for i in inside if self._tree.words[i].head not in inside), None)

    def _words_for(self, index: int) -> Iterator[int]:
        """The words for a figure that a number stands by: "the dead" of "puts the dead at 11"."""
        words, case = self._tree.words, self._case(index)
        relation, above = words[index].deprel, words[index].head
        if any(words[c].deprel == "cop" for c in self._children[index]):
            yield from self._below(index, "nsubj")  # the toll is 12
        elif above < 0:
            return
        elif relation == "nmod" and case == "of":
            yield above  # the figure of 14
        elif relation == "obl" and case in {"at", "to"}:
            if words[above].lemma in known().figures.put:  # puts the dead at 11
                yield from self._below(above, "obj", "xcomp", "nsubj:pass")
            elif words[above].lemma in known().figures.move:
                yield from self._below(above, "nsubj")  # the toll rose to 11

    def _below(self, index: int, *relations: str) -> list[int]:
        return [c for c in self._children[index] if self._tree.words[c].deprel in relations]

    def _case(self, index: int) -> str:
        cases = [self._tree.words[c].lemma for c in self._below(index, "case")]
        return cases[0] if cases else ""

    def _told_by(self, word: int) -> QuantityRole | None:
        """ "the dead", "the death toll", "the number of wounded": what befell those that it counts."""
        words = self._tree.words
        own = role_of(self._tree.form(word))
        if own is not None or words[word].lemma not in known().figures.words:
            return own
        if words[word].lemma == "toll":
            return "dead"
        near = self._below(word, "nmod", "compound", "amod")
        return next((role for c in near if (role := role_of(self._tree.form(c))) is not None), None)

    def _is_said(self, index: int) -> bool:
        """ "The government says eleven", "spoke of six", "they counted nineteen"."""
        word = self._tree.words[index]
        if word.head < 0 or self._below(index, "nsubj", "cop"):
            return False
        verb = self._tree.words[word.head].lemma
        if word.deprel in {"obj", "ccomp"}:
            return verb in known().figures.said
        return word.deprel == "obl" and self._case(index) == "of" and verb in known().figures.said_of

    def _before(self, start: int) -> Counted | None:
        at, counted = self._last
        return counted if start - at <= _REACH else None

    def _in_this_paragraph(self, start: int) -> Counted | None:
        """ "The figure of 14 counts one man under two spellings. The ministry's figure of 11 is old."."""
        if self._people is None or start - self._people[0] > _REACH:
            return None
        between = self._tree.text[self._people[0] : start]
        return None if "\n\n" in between or not _FIGURE.search(between) else self._people[1]

    def _answered(self, start: int, end: int, index: int) -> Counted | None:
        """ "How many died? - Twelve.": a number that is all of its sentence."""
        tree = self._tree
        alone = all(tree.words[c].deprel in {"punct", "compound"} for c in self._children[index])
        if not alone or not _ENDS.match(tree.text, end):
            return None
        before = tree.text[max(0, start - _REACH) : start]
        opens = _OPENS.search(before)
        if opens is None:
            return None
        if tree.text[start].isdecimal() and opens["label"] is None:
            return None  # "2. The ministry …": an item's number
        asked = before[: opens.end() if opens["label"] is None else opens.start("label")].rstrip(" \n*_")
        many, these = _HOW_MANY.search(asked), _AND_THESE.search(asked)
        if many is not None:
            words = (role_of(word) for word in re.findall(r"[a-z]+", many[0]))
            role = next((found for found in words if found is not None), None)
            return (_PERSON, role) if role in HUMAN else None
        if these is not None and (role := role_of(these[1])) in HUMAN:
            return _PERSON, role
        return self._before(start)

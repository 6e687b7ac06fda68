"""What is said to have befallen the things counted: killed, arrested, seized …

By the tree: from the noun to the verb that it is object or subject of, along the list that it stands in.
Where there is no tree, or it says nothing (telex in capitals), by the words next to the number and the noun.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast

from whosays.annotate.model.lemmas import lemma
from whosays.annotate.quantities.counted import Tree
from whosays.annotate.quantities.grammar import known
from whosays.records import Word
from whosays.records.layers import QuantityRole

_STEPS = 6
_AFTER = re.compile(r"(?: [a-z]+)? among (?:the |those )?([a-z]+)| ([a-z]+)\b")
_CLAUSE = 70
_SKIPPED = frozenset(
    {
        "were",
        "was",
        "are",
        "is",
        "be",
        "been",
        "being",
        "have",
        "has",
        "had",
        "still",
        "reported",
        "also",
        "others",
        "other",
        "more",
        "people",
        "then",
        "later",
        "all",
        "feared",
        "confirmed",
        "at",
        "least",
        "about",
        "some",
        "and",
        "seriously",
        "badly",
        "in",
        "action",
    }
)
_INCLUDING = frozenset({"include", "be", "number", "comprise"})


HUMAN = frozenset(
    {"dead", "wounded", "arrested", "abducted", "released", "missing", "displaced", "executed", "surrendered"}
)


class _Words(NamedTuple):
    done: dict[str, QuantityRole]
    happens: dict[str, QuantityRole]
    describes: dict[str, QuantityRole]
    deeds: dict[str, QuantityRole]
    turns: tuple[tuple[str, QuantityRole], ...]


@cache
def _words() -> _Words:
    tables = _Words({}, {}, {}, {}, ())
    for name, words in known().roles.items():
        role = cast(QuantityRole, name)
        for table, told in (
            (tables.done, words.done),
            (tables.happens, words.happens),
            (tables.describes, words.describes),
            (tables.deeds, words.deeds),
        ):
            table.update(dict.fromkeys(told.split(), role))
    turns = [(turn, cast(QuantityRole, role)) for role, many in known().turns.items() for turn in many]
    return tables._replace(turns=tuple(sorted(turns, key=lambda pair: (-len(pair[0]), pair[0]))))


def role_of(form: str) -> QuantityRole | None:
    """What a word says has befallen somebody: "dead", "killed", "die", "died"."""
    told, basic = _words(), lemma(form, "VERB")
    return told.describes.get(form) or told.happens.get(basic) or told.done.get(basic)


@cache
def _people_do() -> frozenset[str]:
    return frozenset(known().people_do.split())


class Befallen:
    """Tells the role of what a document counts."""

    def __init__(self, tree: Tree, text: str) -> None:
        self._tree = tree
        self._text = text
        self._low = text.lower() if len(text.lower()) == len(text) else text
        self._children: dict[int, list[int]] = defaultdict(list)
        for index, word in enumerate(tree.words):
            if word.head >= 0:
                self._children[word.head].append(index)

    def role(self, start: int, end: int) -> QuantityRole | None:
        """Of what is counted between these places: a number up to the thing counted."""
        next_to = self._next_to(start, end)
        if next_to is not None:
            return next_to
        index = self._head(start, end)
        if index is not None and self._is_wanted(index):
            return None
        by_tree = self._by_tree(index) if index is not None else None
        return by_tree or self._beside(start, end)

    def people(self, start: int, end: int, *, vague: bool, before: str | None) -> str | None:
        """What a bare number counts, by what is done to it or what it does; `before`: what was counted last.

        "shot four more", "thousands marched", "of the 64 detainees, 12 have been charged".
        """
        index = self._head(start, end)
        if index is None:
            return None
        words = self._tree.words
        word = words[index]
        if self._governed(index) in HUMAN:
            return "person"
        if word.deprel not in {"nsubj", "nsubj:pass"} or word.head < 0 or words[word.head].upos != "VERB":
            return "person" if vague and word.deprel == "obj" and words[word.head].upos == "VERB" else None
        if before is not None:
            return before
        does = words[word.head].lemma in _people_do()
        return "person" if vague or does else None

    def _next_to(self, start: int, end: int) -> QuantityRole | None:
        """ "14 dead", "30 wounded", "three children among the dead", "a toll of 41"."""
        after = _AFTER.match(self._low, end)
        own = self._low[start:end].rsplit(maxsplit=1)[-1]
        found = _words().describes.get(own) or (
            _words().describes.get(after[1] or after[2]) if after else None
        )
        if found is None and after is not None and after[2] in known().suffered:
            return None
        if found is None and "toll " in self._low[max(0, start - 40) : start]:
            return "dead"
        return found

    def _head(self, start: int, end: int) -> int | None:
        words = self._tree.words
        inside = self._tree.at(start, end)
        for index in inside:
            if words[index].head not in inside:
                return index
        return None

    # ── by the tree ───────────────────────────────────────────────────────────────────────────────

    def _by_tree(self, index: int) -> QuantityRole | None:
        words = self._tree.words
        for _ in range(_STEPS):
            found = self._own(index) or self._governed(index)
            if found is not None:
                return found
            word = words[index]
            if word.head < 0 or word.deprel not in {"conj", "appos", "nummod", "nmod", "compound"}:
                return None
            head = words[word.head]
            case = {words[each].lemma for each in self._children[index] if words[each].deprel == "case"}
            part = (
                head.upos == "NUM"
                or head.lemma in {"couple", "handful", "dozen", "group"}
                or "include" in case
            )
            if word.deprel == "nmod" and not part:
                return self._deed(index)
            index = word.head
        return None

    def _own(self, index: int) -> QuantityRole | None:
        """By what describes it: "displaced people", "hostages it had kidnapped", "people killed in …"."""
        words, told = self._tree.words, _words()
        own = told.describes.get(words[index].lemma) if words[index].upos in {"ADJ", "VERB", "NOUN"} else None
        if own is not None:
            return (self._deed(index) if words[index].upos == "NOUN" else None) or own
        for child in self._children[index]:
            word = words[child]
            if word.deprel == "amod" and (role := told.describes.get(self._tree.form(child))):
                return role
            if (
                word.deprel == "acl"
                and (role := told.done.get(word.lemma))
                and self._tree.form(child).endswith(("ed", "n", "t", "ng"))
            ):
                return role
            if word.deprel == "acl:relcl":
                kinds = {words[each].deprel for each in self._children[child]}
                if "nsubj:pass" in kinds or not kinds & {"obj", "iobj"}:
                    if role := told.done.get(word.lemma):
                        return role
                    if role := told.happens.get(word.lemma):
                        return role
        if any(words[each].deprel == "cop" for each in self._children[index]):
            return None
        return None

    def _is_wanted(self, index: int) -> bool:
        """ "demanded the release of 19 prisoners": of those nothing is told but that they are prisoners."""
        words = self._tree.words
        deed = words[index].head
        if self._deed(index) is None or words[deed].head < 0:
            return False
        return words[deed].deprel in {"obj", "obl"} and words[words[deed].head].lemma in known().wanting

    def _governed(self, index: int) -> QuantityRole | None:
        words, told = self._tree.words, _words()
        word = words[index]
        if word.head < 0:
            return None
        head = words[word.head]
        first, last = sorted((word.start, head.start))
        if ";" in self._text[first:last]:
            return None  # another clause, whatever the tree says
        turn = self._turn(index, word.head, word.deprel)
        if word.deprel in {"obj", "nsubj:pass"}:
            role = turn or told.done.get(head.lemma)
            return role or (self._included(word.head) if word.deprel == "obj" else None)
        if word.deprel == "nsubj":
            if role := turn or told.happens.get(head.lemma):
                return role
            described = head.upos in {"ADJ", "VERB"} and told.describes.get(self._tree.form(word.head))
            passive = described and not any(words[each].deprel == "obj" for each in self._children[word.head])
            return described if passive and described else None
        if word.deprel in {"nmod", "nmod:poss"}:
            return self._deed(index)
        if word.deprel == "obl" and turn == "seized":
            return turn
        if word.deprel in {"obl", "obj"} and any(
            words[each].deprel == "nsubj" and words[each].lemma == "toll"
            for each in self._children[word.head]
        ):
            return "dead"  # "The death toll rose to 11."
        return None

    def _deed(self, index: int) -> QuantityRole | None:
        """ "the death of five", "the bodies of 11 miners"."""
        words = self._tree.words
        head = words[words[index].head]
        cases = {words[each].lemma for each in self._children[index] if words[each].deprel == "case"}
        return _words().deeds.get(head.lemma) if "of" in cases else None

    def _included(self, verb: int) -> QuantityRole | None:
        """ "The dead included eleven children"."""
        words = self._tree.words
        if words[verb].lemma not in _INCLUDING:
            return None
        for child in self._children[verb]:
            if words[child].deprel == "nsubj":
                return _words().describes.get(words[child].lemma)
        return None

    def _turn(self, index: int, verb: int, deprel: str) -> QuantityRole | None:
        """ "taken hostage", "laid down their arms": words around the verb."""
        words = self._tree.words
        start = words[verb].start
        around = self._low[max(0, start - 2) : start + _CLAUSE]
        for turn, role in _words().turns:
            at = around.find(turn)
            if 0 <= at <= 3:
                active = role in {"seized", "destroyed"}
                fits = (
                    deprel in {"obj", "obl", "nsubj:pass"}
                    if active
                    else deprel in {"nsubj", "nsubj:pass", "obj"}
                )
                return role if fits else None
        return None

    # ── by the words beside it ────────────────────────────────────────────────────────────────────

    def _beside(self, start: int, end: int) -> QuantityRole | None:
        words = self._tree.words
        if not words:
            return self._bare(start, end)
        first = self._tree.at(start, end)
        after = first.stop
        for at in range(after, min(after + 5, len(words))):
            form = self._tree.form(at)
            if words[at].upos == "PUNCT":
                break
            if form in _SKIPPED:
                continue
            happens = _words().happens.get(words[at].lemma) if words[at].upos in {"VERB", "NOUN"} else None
            return _words().describes.get(form) or happens or self._named_before(first.start, words)
        return self._named_before(first.start, words)

    def _named_before(self, first: int, words: Sequence[Word]) -> QuantityRole | None:
        for at in range(first - 1, max(-1, first - 3), -1):
            form = self._tree.form(at)
            if form in {"at", "least", "about", "some", "and", "up", "to", "nearly", "almost", "over"}:
                continue
            passive = at > 0 and words[at - 1].lemma in {"be", "have"}
            return _words().done.get(words[at].lemma) if words[at].upos == "VERB" and not passive else None
        return None

    def _bare(self, start: int, end: int) -> QuantityRole | None:
        """Without a tree: the next word."""
        following = self._low[end : end + 40].replace(",", " ").split()
        for word in following[:3]:
            if word not in _SKIPPED:
                return _words().describes.get(word.strip(".;:"))
        return None

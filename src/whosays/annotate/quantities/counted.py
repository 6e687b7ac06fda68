"""What a number counts: the noun that it belongs to in the tree, or else the first plural behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from whosays.annotate import numerals
from whosays.annotate.quantities.amounts import Amount
from whosays.annotate.quantities.grammar import known
from whosays.annotate.wordclasses import Lexed, Match
from whosays.records import Document, Word

_NOUN_REACH = 4
"""How many words from its number the thing counted may stand: "70 heavily armed foreign fighters"."""
_TREE_REACH = 60
_HARMED = frozenset({"dead", "wounded", "injured", "missing"})
_OWNERS = frozenset({"the", "its", "their", "his", "her", "our", "these", "those", "all"})
_HELPERS = frozenset(
    {
        "were",
        "are",
        "had",
        "have",
        "been",
        "still",
        "others",
        "other",
        "more",
        "people",
        "remain",
        "is",
        "aboard",
    }
)
_PERSON = "person"


class Tree:
    """The words of a document, to be found by where they stand."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.words: Sequence[Word] = document.syntax
        self.starts = [word.start for word in self.words]

    def at(self, start: int, end: int) -> range:
        """Indexes of the words that begin in a stretch of text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def form(self, index: int) -> str:
        """A word in lower case."""
        return self.text[self.words[index].start : self.words[index].end].lower()

    def counted(self, start: int, end: int) -> int | None:
        """The noun that a number in this stretch belongs to, shortly behind it."""
        for index in reversed(self.at(start, end)):
            word = self.words[index]
            if not word.deprel.startswith(("nummod", "amod")) or word.head < 0:
                continue
            noun = self.words[word.head]
            if noun.upos in {"NOUN", "PROPN"} and end <= noun.start <= end + _TREE_REACH:
                return word.head
        return None


def thing(match: Match, lexed: Lexed, tree: Tree, amount: Amount) -> tuple[int, str] | None:
    """Where the thing counted ends, and its singular in lower case; `None` where nothing is counted."""
    index = _past_correction(lexed, match.last + 1)
    if lexed.word(match.last) == "of":
        index, partitive = match.last, True
    else:
        partitive = lexed.word(index) == "of"
    if match.read in {"indefinite", "few"} and partitive:
        index, partitive = index + 1, False
        index += lexed.word(index) in _OWNERS
        if lexed.word(index) in {"them", "people"}:
            return lexed.ends[index], _PERSON
    if partitive:
        return _among(lexed, index + 1, amount)
    if lexed.word(index) == "-" and lexed.glued(index) and lexed.glued(index + 1):
        return _compound(lexed, index + 1)
    found = _by_tree(match, tree, lexed) if amount.value != 1 else None
    return found or _behind(match, lexed, index, amount) or _of_people(match, lexed, index, amount)


def _past_correction(lexed: Lexed, index: int) -> int:
    """ "Eleven, not nine, people died": the thing counted stands behind what is corrected."""
    if lexed.word(index) != "," or lexed.word(index + 1) != "not":
        return index
    end = next((at for at in range(index + 2, index + 6) if lexed.word(at) == ","), None)
    said = [lexed.word(at) for at in range(index + 2, end)] if end is not None else []
    return end + 1 if end is not None and numerals.value(said) is not None else index


def _compound(lexed: Lexed, index: int) -> tuple[int, str] | None:
    """ "12-truck convoy", "300-strong"."""
    word = lexed.word(index)
    if word == "strong":
        return lexed.ends[index], _PERSON
    if (
        not word.isalpha()
        or word in known().not_counted
        or word in {"year", "old", "plus", "day"} | known().measures
    ):
        return None
    return lexed.ends[index], singular(word) or word


def _among(lexed: Lexed, index: int, amount: Amount) -> tuple[int, str] | None:
    """ "eight of the vehicles", "seven of the 12 hostages", "seven of them"."""
    if amount.value == 1:
        return None
    word = lexed.word(index)
    if word in {"them", "those"}:
        return lexed.ends[index], _PERSON
    numbered = numerals.value([word]) is not None  # 61 of 120 seats
    if word not in _OWNERS and not numbered:
        return None
    found = _plural(lexed, index + (not numbered), skip_numbers=True)
    if found is not None:
        return lexed.ends[index - 2], found[1]
    harmed = numerals.value([lexed.word(index + 1)]) is not None and _is_harmed(lexed, index + 2)
    return (lexed.ends[index - 2], _PERSON) if harmed else None  # five of the seven were freed


def _by_tree(match: Match, tree: Tree, lexed: Lexed) -> tuple[int, str] | None:
    noun = tree.counted(match.start, match.end)
    if noun is None:
        return None
    form = tree.form(noun)
    single = singular(form)
    between = lexed.text[match.end : tree.words[noun].start]
    if (
        single is None
        or single in known().measures
        or form in known().not_counted
        or any(mark in between for mark in ",.;:(")
    ):
        return None
    return tree.words[noun].end, single


def _behind(match: Match, lexed: Lexed, index: int, amount: Amount) -> tuple[int, str] | None:
    if amount.value == 1:
        at = index
        for _ in range(2):
            if lexed.word(at) in known().one or (
                match.pieces[-1].text == "1"
                and lexed.word(at).isalpha()
                and lexed.word(at) not in known().not_counted
            ):
                return lexed.ends[at], singular(lexed.word(at)) or lexed.word(at)
            at += 1
        return None
    if match.get("plus") and lexed.word(index).isalpha():
        return lexed.ends[index], singular(lexed.word(index)) or lexed.word(index)
    return _plural(lexed, index)


def _plural(lexed: Lexed, index: int, *, skip_numbers: bool = False) -> tuple[int, str] | None:
    """The first plural, not far."""
    harmed: tuple[int, str] | None = None
    for at in range(index, index + _NOUN_REACH + 2 * skip_numbers):
        word = lexed.word(at)
        if skip_numbers and numerals.value([word]) is not None:
            continue
        if not word or not word[0].isalpha():
            if lexed.glued(at) and (word == "-" or lexed.word(at - 1) == "-"):
                continue  # 850 M-16 rifles
            break
        if word in known().not_counted or (harmed is not None and word in known().suffered):
            break
        if word in _HARMED:
            harmed = harmed or (lexed.ends[at], _PERSON)
            continue
        single = singular(word)
        if single is not None:
            return (lexed.ends[at], single) if single not in known().measures else None
    return harmed


def _of_people(match: Match, lexed: Lexed, index: int, amount: Amount) -> tuple[int, str] | None:
    """A bare number of people: "killing 14", "412 wounded", "nineteen were hurt", "dozens missing"."""
    end = lexed.ends[match.last]
    if amount.value <= 1:
        return None
    after = lexed.word(index)
    before = lexed.word(match.first - 1)
    if before in _OWNERS and lexed.word(match.first - 2) == "of":
        return None  # of the seven
    if _is_harmed(lexed, index):
        return end, _PERSON
    if before in {"to", "at", "of", "was", "is"} and "toll" in (
        lexed.word(at) for at in range(match.first - 7, match.first)
    ):
        return end, _PERSON
    if before in known().casualties and after in {
        "",
        ".",
        ",",
        ";",
        "and",
        "in",
        "on",
        "by",
        "at",
        "during",
        "when",
    }:
        return end, _PERSON
    return None


def _is_harmed(lexed: Lexed, index: int) -> bool:
    """Do the next words say that somebody came to harm, or was let go?"""
    at = index
    while lexed.word(at) in _HELPERS and at < index + 4:
        at += 1
    return lexed.word(at) in known().suffered


def singular(word: str) -> str | None:
    """The singular of a plural in lower case; `None` where it does not look like one."""
    if word in known().plurals:
        return known().plurals[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-2] + "an"
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ous")):
        return None
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "buses")):
        return word[:-2]
    return word[:-1]

"""Patterns over classes of words: how times and quantities are found.

A text is cut into words, numbers and marks; each gets the one-character sign of its class (month, unit,
number from 1 to 31 …), so that a text becomes a string of signs and a pattern such as `MONTH DAY ,? YEAR` a
regular expression over it. Patterns and words stand in the lexicon, as YAML. Every repetition is bounded, so
that the time taken is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

Shape = Callable[[str], tuple[str, object] | None]
"""The class and value of a piece that begins with a digit (or an apostrophe and digits)."""

_PIECE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?(?![\w:-])"
    r"|[0-9]+(?:[.,:/][0-9]+)*(?:-[0-9]+(?:[.,:/-][0-9]+)+)?[^\W_]*"
    r"|['’`‘][0-9]{2}s?(?![^\W_])"
    r"|(?:[^\W\d_]\.){2,}"
    r"|['’][sS](?![^\W_])"
    r"|[oO]['’][cC][lL][oO][cC][kK]"
    r"|[^\W_]+"
    r"|[^\w\s]"
)
_TERM = re.compile(r"[A-Z][A-Z0-9_]*|[()|?]|\{[0-9],[0-9]\}|[^\s()|?{}]+")
_OTHER, _BREAK = "o", "|"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern, and the name of the reading that makes sense of what it matches."""

    read: str
    match: str
    after: str | None = None
    """Classes one of which must stand before it (and is not part of it)."""
    not_after: str | None = None
    before: str | None = None
    not_before: str | None = None


class Piece(NamedTuple):
    """A word, number or mark of a match."""

    kind: str
    text: str
    value: object
    start: int
    end: int


class Match(NamedTuple):
    """A stretch of text that a rule describes; `first` and `last` are the indexes of its pieces."""

    read: str
    pieces: list[Piece]
    first: int
    last: int

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.pieces[-1].end

    def get(self, *kinds: str) -> Piece | None:
        """The first piece of these classes."""
        return next((piece for piece in self.pieces if piece.kind in kinds), None)

    def all(self, *kinds: str) -> list[Piece]:
        """All pieces of these classes."""
        return [piece for piece in self.pieces if piece.kind in kinds]


class Lexed(NamedTuple):
    """A text cut up: where each piece begins and ends, and the sign of its class; breaks are empty pieces."""

    text: str
    starts: list[int]
    ends: list[int]
    signs: str

    def word(self, index: int) -> str:
        """The piece at `index` in lower case; nothing outside the text."""
        return (
            self.text[self.starts[index] : self.ends[index]].lower() if 0 <= index < len(self.starts) else ""
        )

    def glued(self, index: int) -> bool:
        """Does nothing part the piece at `index` from the one before it?"""
        return index > 0 and self.starts[index] == self.ends[index - 1] and self.signs[index - 1] != _BREAK

    def at(self, offset: int) -> int:
        """The index of the first piece that begins at `offset` or later."""
        return bisect_left(self.starts, offset)


class Grammar:
    """Classes of words and the rules over them, compiled once."""

    def __init__(
        self,
        *,
        words: dict[str, dict[str, object]],
        shapes: tuple[str, ...],
        shape: Shape,
        rules: list[Rule],
        classes: dict[str, str] | None = None,
        phrases: dict[str, str] | None = None,
        capital: frozenset[str] = frozenset(),
        dotted: frozenset[str] = frozenset(),
    ) -> None:
        """`words`: class to its words and their values; `shapes`: the classes that `shape` may give;
        `classes`: a name for several classes; `phrases`: a name for a piece of pattern; `capital`: classes
        whose words count only with a capital; `dotted`: words that may be written with a full stop.
        """
        self._shape = shape
        self._dotted = dotted
        self._sign: dict[str, str] = {}
        for name in (*words, *shapes):
            self._sign.setdefault(name, chr(0x100 + len(self._sign)))
        self._kind = {sign: name for name, sign in self._sign.items()}
        self._words: dict[str, tuple[str, object, bool]] = {}
        for name, members in words.items():
            for word, value in members.items():
                if word in self._words:
                    raise ValueError(
                        f"{word!r} stands in two classes, {self._kind[self._words[word][0]]} and {name}"
                    )
                self._words[word] = (self._sign[name], value, name in capital)
        self._classes = dict(classes or {})
        self._phrases = dict(phrases or {})
        self._reads = [rule.read for rule in rules]
        alternatives = "|".join(f"(?P<r{n}>{self._rule(rule)})" for n, rule in enumerate(rules))
        self._rules = re.compile(f"(?=[^{_OTHER}{_BREAK}])(?:{alternatives})")

    def lex(self, text: str, breaks: frozenset[int] = frozenset()) -> Lexed:
        """Cut `text` up. No match crosses an empty line, a page end or one of the offsets in `breaks`."""
        starts, ends, signs = [0], [0], [_BREAK]
        end = 0
        for found in _PIECE.finditer(text):
            start = found.start()
            if start in breaks or (start > end and self._parts(text, end, start)):
                starts.append(end)
                ends.append(end)
                signs.append(_BREAK)
            elif start == end and text[start] == "." and self._abbreviated(text, starts[-1], end):
                ends[-1] = end = found.end()
                continue
            end = found.end()
            starts.append(start)
            ends.append(end)
            signs.append(self._sign_of(found.group()))
        starts.append(end)
        ends.append(end)
        signs.append(_BREAK)
        return Lexed(text, starts, ends, "".join(signs))

    def matches(self, lexed: Lexed) -> Iterator[Match]:
        """What the rules find, in text order, never overlapping; of several rules the first wins."""
        for found in self._rules.finditer(lexed.signs):
            pieces = [self._piece(lexed, n) for n in range(found.start(), found.end())]
            if pieces and found.lastgroup is not None:
                yield Match(self._reads[int(found.lastgroup[1:])], pieces, found.start(), found.end() - 1)

    def value(self, word: str) -> object:
        """What the lexicon says of a word; `None` where it has none."""
        known = self._words.get(word)
        return known[1] if known else None

    def kind(self, lexed: Lexed, index: int) -> str:
        """The class of a piece; nothing outside the text or where it has none."""
        return self._kind.get(lexed.signs[index], "") if 0 <= index < len(lexed.signs) else ""

    def _piece(self, lexed: Lexed, index: int) -> Piece:
        start, end = lexed.starts[index], lexed.ends[index]
        text, kind = lexed.text[start:end], self._kind[lexed.signs[index]]
        if _has_shape(text) and (shaped := self._shape(text)):
            return Piece(kind, text, shaped[1], start, end)
        word = text.lower()
        known = self._words.get(word) or self._words[word.rstrip(".")]
        return Piece(kind, text, known[1], start, end)

    def _sign_of(self, text: str) -> str:
        if _has_shape(text):
            shaped = self._shape(text)
            return self._sign[shaped[0]] if shaped else _OTHER
        known = self._words.get(text.lower())
        if known is None or (known[2] and not text[0].isupper()):
            return _OTHER
        return known[0]

    def _abbreviated(self, text: str, start: int, end: int) -> bool:
        return end - start < 6 and text[start:end].lower() in self._dotted

    @staticmethod
    def _parts(text: str, start: int, end: int) -> bool:
        gap = text[start:end] if end - start < 100 else "\f"
        return gap.count("\n") > 1 or "\f" in gap or gap.count("\r") > 2

    def _rule(self, rule: Rule) -> str:
        look = f"(?<={self._set(rule.after)})" if rule.after else ""
        look += f"(?<!{self._set(rule.not_after)})" if rule.not_after else ""
        ahead = f"(?={self._set(rule.before)})" if rule.before else ""
        ahead += f"(?!{self._set(rule.not_before)})" if rule.not_before else ""
        return f"{look}(?:{self._pattern(rule.match)}){ahead}"

    def _set(self, names: str) -> str:
        return "[" + "".join(self._signs_of(name) for name in names.split() if name != "|") + "]"

    def _pattern(self, pattern: str) -> str:
        out = []
        for term in _TERM.findall(pattern):
            if term in "()|?" or term[0] == "{":
                out.append("(?:" if term == "(" else term)
            elif term in self._phrases:
                out.append(f"(?:{self._pattern(self._phrases[term])})")
            else:
                out.append(f"[{self._signs_of(term)}]")
        return "".join(out)

    def _signs_of(self, name: str) -> str:
        """The signs of a class, of a name for several, or of a word that stands for itself."""
        if name in self._classes:
            return "".join(self._signs_of(member) for member in self._classes[name].split() if member != "|")
        if name == "BREAK":
            return _BREAK
        if name in self._sign:
            return self._sign[name]
        if name.isupper():
            raise ValueError(f"No class of words is called {name}")
        word = {"'s": "'s"}.get(name, name)
        if word in self._words:
            raise ValueError(f"{word!r} stands in the class {self._kind[self._words[word][0]]}: name that")
        sign = chr(0x100 + len(self._sign))
        self._sign[name], self._kind[sign] = sign, name
        self._words[word] = (sign, None, False)
        return sign


def _has_shape(text: str) -> bool:
    return text[0] in "0123456789" or (len(text) > 2 and text[0] in "'’`‘" and text[1] in "0123456789")

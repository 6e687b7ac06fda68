"""Finds again, in headings and in text all in capitals, the names that a document uses elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.annotate.entities.found_names import STRONG, Line, Name
from whosays.annotate.entities.name_lexicon import Known, Parts

_SHORTEST = 3
"""Letters of a single word that is taken for a name where its capital proves nothing."""


class Index:
    """Names that are looked for, the longest first."""

    def __init__(self, known: Known, names: Iterable[Parts], lows: set[str]) -> None:
        self._known = known
        self._lows = lows
        self._own = {parts for parts in names if self._plain_enough(parts)}
        self._sizes: dict[str, set[int]] = {}
        for parts in (*self._own, *known.gazetteer):
            self._sizes.setdefault(parts[0], set()).add(len(parts))

    def _plain_enough(self, parts: Parts) -> bool:
        word = parts[0]
        if len(parts) > 1:
            return not all(part in self._known.common for part in parts)
        return len(word) >= _SHORTEST and word not in self._lows and word not in self._known.common

    def names(self, line: Line, taken: Iterable[Name]) -> list[Name]:
        """Known names in a sentence, beside those `taken`; the words that name nobody are left alone."""
        tokens = [i for i, word in enumerate(line.words) if word != "."]
        words = [line.low[i].replace(".", "").replace("’", "'") for i in tokens]
        busy = [(name.start, name.end) for name in taken]
        found: list[Name] = []
        at = 0
        while at < len(words):
            size = self._match(words, at, line.words[tokens[at]])
            start, end = line.spans[tokens[at]][0], line.spans[tokens[at + max(size, 1) - 1]][1]
            if size and not any(a < end and start < b for a, b in busy):
                parts = tuple(words[at : at + size])
                found.append(self._name(parts, start, end, line))
                at += size
            else:
                at += 1
        return found

    def _match(self, words: list[str], at: int, written: str) -> int:
        """How many words the longest known name has that begins here; 0: none does."""
        for size in sorted(self._sizes.get(words[at], ()), reverse=True):
            parts = tuple(words[at : at + size])
            if len(parts) < size or (size == 1 and not written[0].isupper()):
                continue
            if parts in self._own or (
                parts in self._known.gazetteer and (size > 1 or self._single(parts[0]))
            ):
                return size
        return 0

    def _single(self, word: str) -> bool:
        """A listed name of one word may be an ordinary word in capitals ("US", "WHO")."""
        return len(word) > 3 and word not in self._known.common

    def _name(self, parts: Parts, start: int, end: int, line: Line) -> Name:
        type_ = self._known.gazetteer.get(parts)
        evidence = [(type_, STRONG)] if type_ else []
        return Name(start, end, parts, evidence, None, line.index)

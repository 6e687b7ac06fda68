"""Who speaks: the entity that a source phrase names, and nobody where the phrase leaves it open."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import msgspec

from whosays.annotate.attributions.reporting import words
from whosays.lexicon import load
from whosays.records import Document, Mention, Span

_SPEAKING = frozenset({"Person", "Organization", "PublicBody", "Company"})
_UNTOLD = "Thing"
"""The type of a name of which nothing tells what it names."""
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*['’]?|[,;(\[]")


class _Names(msgspec.Struct, frozen=True):
    """What is wanted of `lexicon/names.yaml`."""

    offices: str


@cache
def _offices() -> frozenset[str]:
    return frozenset(load("names", _Names).offices.split()) | words().short_titles


def _office_of(before: Sequence[str]) -> int | None:
    """Where "Secretary of State" begins, if these words before a name end with such an office.

    Not "Lawyer of Mayor" (Brandt): there the name is the mayor's.
    """
    if "of" not in before:
        return None
    at = len(before) - 1 - before[::-1].index("of")
    area = before[at + 1 :]
    held = at > 0 and before[at - 1][0].isupper() and before[at - 1].lower() in _offices()
    if not held or not area or not all(word[0].isupper() for word in area):
        return None
    return None if _offices() & {word.lower() for word in area} else at - 1


class Speakers:
    """Looks up the names inside source phrases."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        # "King's Russia" is no name of anybody, whatever it was taken for.
        owned = {e.id for e in document.entities if "'s " in e.name or "’s " in e.name}
        self.mentions: Sequence[Mention] = [
            m
            for m in document.mentions
            if m.kind == "name" and self._may_speak(m) and not (m.type == "Person" and m.entity in owned)
        ]
        self.starts = [m.start for m in self.mentions]

    def named(self, source: Span) -> str | None:
        """The one person or body whose name is head or apposition of the phrase; `None` if not just one.

        "A cousin of NAME", "NAME's lawyer" and "the NAME spokesman" name nobody who speaks.
        """
        inside = self._inside(source)
        heads = [m for m in inside if self._is_head(m, source)]
        people = {m.entity for m in heads if m.type == "Person"}
        bodies = {m.entity for m in heads if m.type not in ("Person", _UNTOLD)}
        if heads and heads[0].type == _UNTOLD and not people and not bodies:
            return heads[0].entity  # whatever it is, it stands where a speaker stands
        if len(people) == 1 and (not bodies or heads[0].type == "Person"):
            return people.pop()  # what stands after a person is whom they speak for
        if not people and len(bodies) == 1 and not any(m.type == "Person" for m in inside):
            return bodies.pop()
        return None

    def _may_speak(self, mention: Mention) -> bool:
        """A person or body, or a name of several words of which nobody knows what it names."""
        whole = self.text[mention.start : mention.end]
        return mention.type in _SPEAKING or (mention.type == _UNTOLD and len(whole.split()) > 1)

    def _inside(self, span: Span) -> list[Mention]:
        first = bisect_left(self.starts, span[0])
        last = bisect_left(self.starts, span[1])
        return [
            m
            for m in self.mentions[first:last]
            if m.end <= span[1] and not self._is_title(m) and not self._in_brackets(m, span)
        ]

    def _is_title(self, mention: Mention) -> bool:
        """ "Rep" in "Rep. Ines Kroll"; a word without a capital is no name either."""
        name = self.text[mention.start : mention.end]
        return name.islower() or name.lower().rstrip(".") in words().short_titles

    def _in_brackets(self, mention: Mention, source: Span) -> bool:
        """ "R-Ost" in "Ines Kroll (R-Ost)": a party, a place or an office."""
        before = self.text[source[0] : mention.start]
        return before.count("(") > before.count(")") and "(" in before[1:]

    def _is_head(self, mention: Mention, source: Span) -> bool:
        """No preposition or "and" between the start of its part of the phrase and the name, no noun after."""
        known = words()
        if self.text[mention.start : mention.end].lower().rpartition(" ")[2] in known.partisans:
            return False
        before = _WORD.findall(self.text, source[0], mention.start)
        office = _office_of(before)
        for word in reversed(before[:office] if office is not None else before):
            low = word.lower()
            if low in (",", ";", "(", "["):
                break
            if low in known.prepositions or low in ("and", "or", "who", "which", "that"):
                return False
            if word.islower() and word.endswith("ing"):
                return False  # "a group supporting NAME"
        if any(word.lower() in ("who", "which", "whose", "that") for word in before):
            return False
        after = self.text[mention.end : source[1]]
        if after and (after[0] in "'’-/" or after[0].isalnum()):
            return False
        following = _WORD.match(after.lstrip())
        if following is None:
            return True
        low = following.group().lower()
        return low in (",", ";", "(", "[", "who", "which") or low in known.prepositions or low.isdigit()

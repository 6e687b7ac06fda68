"""Who speaks: the entity that a source phrase names, and nobody where the phrase leaves it open."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from whosays.annotate.attributions.reporting import words
from whosays.records import Document, Mention, Span

_SPEAKING = frozenset({"Person", "Organization", "PublicBody", "Company"})
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*['’]?|[,;(\[]")


class Speakers:
    """Looks up the names inside source phrases."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.mentions: Sequence[Mention] = [
            m for m in document.mentions if m.kind == "name" and m.type in _SPEAKING
        ]
        self.starts = [m.start for m in self.mentions]

    def named(self, source: Span) -> str | None:
        """The one person or body whose name is head or apposition of the phrase; `None` if not just one.

        "A cousin of NAME", "NAME's lawyer" and "the NAME spokesman" name nobody who speaks.
        """
        inside = self._inside(source)
        heads = [m for m in inside if self._is_head(m, source)]
        people = {m.entity for m in heads if m.type == "Person"}
        bodies = {m.entity for m in heads if m.type != "Person"}
        if len(people) == 1 and not bodies:
            return people.pop()
        if not people and len(bodies) == 1 and not any(m.type == "Person" for m in inside):
            return bodies.pop()
        return None

    def people(self, start: int, end: int) -> set[str]:
        """The people named between two places of the text."""
        return {m.entity for m in self._inside((start, end)) if m.type == "Person"}

    def pronoun_fits(self, pronoun: str, source: Span) -> bool:
        """Could the person of this source phrase be meant by the pronoun, as far as titles tell?"""
        known = words()
        titles = {word.lower() for word in self.text[source[0] : source[1]].split()}
        if pronoun == "he":
            return not titles & known.titles_she
        return not titles & known.titles_he

    def _inside(self, span: Span) -> list[Mention]:
        first = bisect_left(self.starts, span[0])
        last = bisect_left(self.starts, span[1])
        return [m for m in self.mentions[first:last] if m.end <= span[1]]

    def _is_head(self, mention: Mention, source: Span) -> bool:
        """No preposition or "and" between the start of its part of the phrase and the name, no noun after."""
        known = words()
        if self.text[mention.start : mention.end].lower().rpartition(" ")[2] in known.partisans:
            return False
        before = _WORD.findall(self.text, source[0], mention.start)
        for word in reversed(before):
            low = word.lower()
            if low in (",", ";", "(", "["):
                break
            if low in known.prepositions or low in ("and", "or", "who", "which", "that"):
                return False
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

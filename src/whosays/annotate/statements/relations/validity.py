"""When a relation held: the day it began, or from when to when ("since 1999", "from 1987 to 1999")."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from whosays.annotate.statements.dating import Dates
from whosays.annotate.statements.frames import Frame
from whosays.annotate.statements.tree import Tree, base
from whosays.records import Span

_BEGIN = frozenset({"since", "from"})
_END = frozenset({"until", "till", "to"})


class Validity:
    """The times of a document as those of relations."""

    def __init__(self, tree: Tree, triggers: Collection[int]) -> None:
        self._tree = tree
        self._dates = Dates(tree, triggers)
        self._early = dict(self._before_their_clause())

    def of(self, frame: Frame, content: Span | None) -> tuple[int | None, str | None]:
        """Index of the time and the EDTF of the validity."""
        limits = self._limits(frame)
        if limits:
            return limits
        if self._to_this_day(frame.at) and self._tree.document.published:
            return None, f"../{self._tree.document.published}"
        time = self._own(frame, frame, content)
        if time is None and frame.verb != frame.at:
            time = self._own(Frame(at=frame.verb, verb=frame.verb), frame, content)
        if time is None:
            time = self._early.get(frame.verb)
        return time, None if time is None else self._tree.document.times[time].edtf

    def _own(self, asked: Frame, frame: Frame, content: Span | None) -> int | None:
        """The time of a frame where it stands in its own clause: a relation has no day of another's."""
        tree, time = self._tree, self._dates.of(asked, content)
        if time is None or time in self._early.values():
            return None
        found = tree.document.times[time]
        for word in tree.up(tree.top(found.start, found.end)):
            if word in (frame.at, frame.verb):
                return time
            if tree.upos[word] == "VERB" or tree.has(word, "cop"):
                break
        return None

    def _to_this_day(self, i: int) -> bool:
        """ "remains on the list to this day": as far as the document's own date."""
        words = self._tree.lower[i : self._tree.bounds[self._tree.sentence[i]][1]]
        return any(words[k : k + 3] == ["to", "this", "day"] for k in range(len(words) - 2))

    def _before_their_clause(self) -> Iterator[tuple[int, int]]:
        """ "On 4 May the man, who is said to …, was listed": a time hung into the relative clause."""
        tree = self._tree
        for top, time in tree.times.items():
            for word in tree.up(top):
                if tree.rel[word] == "acl:relcl" and top < tree.head[word]:
                    verb = tree.head[tree.head[word]]
                    if verb >= 0 and tree.document.times[time].edtf is not None:
                        yield verb, time
                    break

    def _limits(self, frame: Frame) -> tuple[int, str] | None:
        """Begin and end, where a preposition names them."""
        tree = self._tree
        begin = end = None
        time = None
        for word in dict.fromkeys((frame.at, frame.verb)):
            for child in tree.children[word]:
                if child not in tree.times or base(tree.rel[child]) not in {"obl", "nmod", "advmod"}:
                    continue
                edtf = tree.document.times[tree.times[child]].edtf
                preposition = tree.preposition(child)
                if edtf is None or "/" in edtf:
                    continue
                if preposition in _BEGIN:
                    begin, time = edtf, tree.times[child] if time is None else time
                elif preposition in _END:
                    end, time = edtf, tree.times[child] if time is None else time
        if time is None or (begin is None and end is None):
            return None
        return time, f"{begin or '..'}/{end or '..'}"

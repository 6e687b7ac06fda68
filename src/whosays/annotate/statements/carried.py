"""The day that a report carries on: what it tells of after a dated attack, without a day of its own.

"Gunmen attacked the mill yesterday. … A guard was killed." Nothing says in words that the guard was killed
yesterday, and every reader takes it so. Such a day is marked as uncertain. It is carried only where the
report leaves no choice: all its events of force that have a day have this one, or it names no other, or no
other stands between.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta

from whosays.annotate.statements.dating import SAID_NEAR, SAYING, usable
from whosays.annotate.statements.found import Found
from whosays.annotate.statements.tree import Tree

_REAL = frozenset({"fact", "probable", "possible"})
_FORCE = "ASSAULT"
_DEATH = "death"  # "one of the wounded died on 2 October": no day of what wounded him
_NEAR = 3  # sentences after a dated event in which its day goes on while others are named elsewhere
_FAR = 30  # sentences that the only day of a report reaches
_EARLIER = frozenset({"earlier", "previous", "past", "former", "previously"})
"""Of what is told so the day is another. "Another attack" and "also" tell of more of the same day."""
_PERFECT = frozenset({"have", "has", "'ve", "’ve"})
_DAY = 10  # characters of a day in EDTF
_RECENT = timedelta(days=366)


def carry(tree: Tree, found: list[Found]) -> None:
    """Give events of force without any time the day of the report's others, as uncertain."""
    document = tree.document
    if not _is_day(document.published):
        return
    events = [event for event in found if event.sense.entry.type == _FORCE and event.certainty in _REAL]
    days = [(word, time) for word, time in sorted(tree.times.items()) if _may_be_when(tree, word, time)]
    dated = sorted(
        (event.at, event.time)
        for event in events
        if event.time is not None
        and event.sense.name != _DEATH
        and _is_news(document.times[event.time].edtf, document.published)
    )
    only = [times for times in (dated, days) if len({_day(tree, time) for _, time in times}) == 1]
    told = _told(tree)
    for event in events:
        if event.time is not None or _is_earlier(tree, event) or not _is_single(tree, event):
            continue
        near = (_nearest(tree, times, event.at) for times in only)
        time = next((time for time in near if time is not None), None)
        if time is None:
            time = _before(tree, dated, days, event.at)
        # "Since 1980", "in seven days": what its sentence says of the time is another.
        if time is not None and told.get(tree.sentence[event.at], set()) <= {_day(tree, time)}:
            event.time, event.carried = time, True


def _told(tree: Tree) -> dict[int, set[str]]:
    """The days of each sentence; of what is a date or a span of time and no day, its words."""
    found: dict[int, set[str]] = {}
    for time in tree.document.times:
        word = tree.at(time.start)
        if word >= 0 and time.type != "TIME" and not tree.in_dateline(word):
            found.setdefault(tree.sentence[word], set()).add((time.edtf or time.value)[:_DAY])
    return found


def _is_earlier(tree: Tree, event: Found) -> bool:
    """ "A previous attack", "had previously killed"."""
    words = (event.at, event.frame.verb)
    return any(tree.lemma[c] in _EARLIER for i in words for c in tree.below(i, "amod", "advmod"))


def _is_single(tree: Tree, event: Found) -> bool:
    """Is it told as done once: neither in the perfect ("have killed many") nor by a plural ("attacks")?"""
    if event.sense.part == "noun":
        return tree.lower[event.at] == tree.lemma[event.at]
    words = (event.at, event.frame.verb)
    return not any(tree.lower[c] in _PERFECT for i in words for c in tree.below(i, "aux"))


def _may_be_when(tree: Tree, word: int, time: int) -> bool:
    """Is it a day up to that of the report, and not that of saying something?"""
    edtf = tree.document.times[time].edtf
    if not _is_news(edtf, tree.document.published) or not usable(tree, word, time):
        return False
    above = next((i for i in tree.up(word) if tree.upos[i] == "VERB"), -1)
    said = above >= 0 and tree.lemma[above] in SAYING and abs(word - above) <= SAID_NEAR
    return not said


def _is_news(edtf: str | None, published: str | None) -> bool:
    """Is it of the days before the report? What is told years later has no day that goes on."""
    if not _is_day(edtf) or not _is_day(published):
        return False
    day, told = (date.fromisoformat((each or "")[:_DAY]) for each in (edtf, published))
    return timedelta() <= told - day <= _RECENT


def _is_day(edtf: str | None) -> bool:
    if edtf is None or "/" in edtf:
        return False
    try:
        date.fromisoformat(edtf[:_DAY])
    except ValueError:
        return False
    return True


def _day(tree: Tree, time: int) -> str:
    return (tree.document.times[time].edtf or "")[:_DAY]


def _nearest(tree: Tree, times: list[tuple[int, int]], at: int) -> int | None:
    """The nearest of these times, if it is not far."""
    after = bisect_left(times, (at, -1))
    word, time = min(times[max(0, after - 1) : after + 1], key=lambda each: abs(each[0] - at))
    return time if abs(tree.sentence[word] - tree.sentence[at]) <= _FAR else None


def _before(tree: Tree, dated: list[tuple[int, int]], days: list[tuple[int, int]], at: int) -> int | None:
    """The time of the event before it, if that is near and no other day is named since."""
    last = bisect_left(dated, (at, -1)) - 1
    if last < 0 or tree.sentence[at] - tree.sentence[dated[last][0]] > _NEAR:
        return None
    word, time = dated[last]
    end = tree.bounds[tree.sentence[at]][1]
    between = days[bisect_left(days, (word, -1)) : bisect_left(days, (end, -1))]
    return time if {_day(tree, other) for _, other in between} <= {_day(tree, time)} else None

"""Which mentions take which role, by what stands round an event word; what is not plain stays empty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from whosays.annotate.statements import noun_phrases
from whosays.annotate.statements.noun_phrases import Phrase
from whosays.annotate.statements.sentence import Words, grammar
from whosays.records import Document

_AGENTS = frozenset({"Person", "Organization", "PublicBody", "Company", "Nationality", "Place"})
_BODIES = frozenset({"Organization", "PublicBody", "Company"})
_WHERE = frozenset({"in", "at", "near", "outside", "inside", "around"})
_DONE = frozenset({"committed", "perpetrated", "staged", "launched"})  # "an attack staged by" is theirs
_OCCURS = frozenset({"occurred", "took", "place", "happened", "staged"})  # say where the event was
_SPAN = 60  # words on either side in which context is looked for
_AROUND = 2  # context words in the sentences round about that make up for none in the sentence itself
_PLACES = 2  # places that one event word takes


class Roles:
    """Collects role names and indexes of mentions for one statement."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.filled: dict[str, list[int]] = {}

    def add(self, role: str, mentions: Iterable[int]) -> None:
        """Give `role` to mentions, or the role that fits what they are; what fits none is left out."""
        for mention in mentions:
            for fitting in self._fitting(role, self._document.mentions[mention].type):
                taken = self.filled.setdefault(fitting, [])
                if mention not in taken:
                    taken.append(mention)

    def has(self, role: str) -> bool:
        """Is the role taken?"""
        return bool(self.filled.get(role))

    def taken(self, mention: int) -> bool:
        """Has the mention a role already?"""
        return any(mention in mentions for mentions in self.filled.values())

    def frozen(self) -> dict[str, tuple[int, ...]]:
        """The roles, in the order of their names."""
        return {role: tuple(self.filled[role]) for role in sorted(self.filled) if self.filled[role]}

    @staticmethod
    def _fitting(role: str, kind: str) -> tuple[str, ...]:
        if role in {"none", "place", "instrument", "subject", "object"}:
            return () if role == "none" else (role,)
        if role == "actor":
            return (role,) if kind in _AGENTS else ()
        if role == "victim":
            return (
                ("victim",)
                if kind in {"Person", "Nationality"}
                else ("recipient",)
                if kind in _BODIES
                else ()
            )
        if role == "recipient":
            return ("recipient",) if kind in _AGENTS else ("target",)
        if kind == "Place":
            return ("target", "place")
        return ("recipient",) if kind in _AGENTS else ("target",)


def agent_after(w: Words, at: int, high: int, *, noun: bool = False) -> Phrase | None:
    """ "by NAME" after a passive, or within the phrase of a noun, before the clause ends."""
    for i in range(at, min(high, at + 16)):
        if w.lower[i] in {",", "and"} and i > at + 8:
            return None
        if noun and (w.is_mark(i) or w.is_finite(i)):
            return None
        if w.mention[i] < 0 and w.lower[i] in grammar().be | grammar().have:
            return None  # another verb has begun
        if w.lower[i] != "by" or i + 1 >= high or w.is_time(i + 1):
            continue
        if i > at and w.mention[i - 1] < 0 and _governs_by(w, i - 1):
            return None
        if w.lower[i + 1].endswith("ing") and w.mention[i + 1] < 0:
            return None
        return noun_phrases.after(w, i + 1, high)
    return None


def _governs_by(w: Words, at: int) -> bool:
    """ "killed in a camp run by …": whoever follows ran the camp."""
    word = w.lower[at]
    return word not in _DONE and (word.endswith("ed") or word in grammar().finite | {"run", "known", "owned"})


def after_preposition(w: Words, at: int, high: int, prepositions: frozenset[str]) -> Phrase | None:
    """The noun phrase after one of `prepositions` at word `at`."""
    if at < high and w.lower[at] in prepositions and w.mention[at] < 0:
        return noun_phrases.after(w, at + 1, high)
    return None


def places(w: Words, at: int, end: int, low: int, high: int, *, close: bool = False) -> list[int]:
    """Mentions of where: "in/at/near NAME" after the event word, or at the head of its clause.

    `close`: right after it only, as what follows a word such as "rejected" says where other things are.
    """
    found: list[int] = []
    for i in range(end, min(high, end + (1 if close else 24))):
        if len(found) == _PLACES or _leaves_event(w, i):
            break
        if w.lower[i] in _WHERE and w.mention[i] < 0:
            place = _place_after(w, i + 1, high)
            if place is not None and place not in found:
                found.append(place)
    start = low + 1 if low < at and w.lower[low] in {",", '"', "\u201c", "-", "--"} else low
    if not found and start < at and w.lower[start] in _WHERE:
        fronted = _place_after(w, start + 1, at)
        if fronted is not None:
            found.append(fronted)
    return found


def _leaves_event(w: Words, at: int) -> bool:
    """Does another verb, or what follows a comma, take over?"""
    word = w.lower[at]
    if w.mention[at] >= 0 or w.is_time(at):
        return False
    if word == ",":
        return not (
            at + 1 < len(w) and (w.lower[at + 1] in _WHERE or w.is_time(at + 1) or w.mention[at + 1] >= 0)
        )
    if word in _OCCURS:
        return False
    return word in grammar().be | grammar().have | grammar().do or w.is_finite(at)


def _place_after(w: Words, at: int, high: int) -> int | None:
    for i in range(at, min(high, at + 6)):
        mention = w.mention[i]
        if mention >= 0:
            _, end = w.run(i)
            if w.document.mentions[mention].type == "Place" and (end - 1) not in w.possessive:
                return mention
            return None
        if w.stops(i):
            return None
    return None


def instruments(w: Words, end: int, high: int) -> list[int]:
    """Weapons and vehicles named after with/by/using."""
    found = []
    for i in range(end, min(high, end + 16)):
        if w.lower[i] in {"with", "by", "using"}:
            phrase = noun_phrases.after(w, i + 1, high)
            names = phrase.names if phrase is not None else ()
            found += [m for m in names if w.document.mentions[m].type in {"Weapon", "Vehicle"}]
    return found


def quantities(w: Words, phrase: Phrase | None) -> list[int]:
    """Counts and sums inside a noun phrase."""
    if phrase is None:
        return []
    return [q for q in phrase.quantities if w.document.quantities[q].kind in {"count", "money", "other"}]


def money(w: Words, low: int, high: int) -> list[int]:
    """Sums of money between two words."""
    inside = dict.fromkeys(q for q in w.quantity[low:high] if q >= 0)
    return [q for q in inside if w.document.quantities[q].kind == "money"]


class Near(NamedTuple):
    """How many words of a kind stand in the sentences round about."""

    context: int = 0
    """Of conflict, police work, courts and politics."""
    violence: int = 0
    """Of conflict and police work alone."""


def near_context(w: Words, at: int, end: int, near: Near, *, violent: bool) -> bool:
    """Are the other words of the sentence, or those round it, of conflict, police, courts or politics?

    `violent`: of conflict or police work; in politics people are attacked with words.
    """
    if (near.violence if violent else near.context) >= _AROUND:
        return True
    known = grammar().violence if violent else grammar().context
    around = (*range(max(0, at - _SPAN), at), *range(end, min(len(w), end + _SPAN)))
    return any(w.lower[i] in known for i in around)

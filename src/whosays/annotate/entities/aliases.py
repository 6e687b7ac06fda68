"""Which names in one document are names of one thing.

Initials in brackets, "also known as" and its like, short forms of a longer name where there is exactly one
that they can be short for. Where two are possible a short form stays a thing of its own: a couple that shares
a surname stays two people, a front and its armed wing two bodies.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from whosays.annotate.entities.found_names import MEDIUM, Name
from whosays.annotate.entities.name_lexicon import Parts, known

_BODIES = frozenset({"Organization", "PublicBody", "Company"})
_CONNECTORS = frozenset({"of", "the", "for", "and", "de", "del", "la", "in", "on", "to", "&", "'s", "'"})
_LONGEST_NAME = 8
"""Words of a person's name that is taken apart."""
_MOST_CANDIDATES = 8
"""Longer names; a word that is short for more than that is short for none."""
_CALLED = frozenset(
    {"front", "party", "league", "union", "movement", "alliance", "coalition", "federation", "congress"}
)
"""By what bodies with initials are called for short; an army or a council may be anybody's."""
_INITIALS = 3
"""Letters of initials of which "the Front" may be short."""
_MOST_BETWEEN = 70
"""Characters between two names that "also known as" joins."""

_OR = re.compile(r",?\s(?:or|i\.e\.,?)\s(?:the\s)?[\"“]?|,\s(?:the\s)?[\"“]?")

Key = tuple[Parts, str | None]
"""A name, and the sex that its titles tell where two people share it."""


@cache
def _also() -> re.Pattern[str]:
    return re.compile(
        rf"[\s,;(\[–—-]{{0,4}}(?:{known().also})[\s,:]{{0,3}}(?:the\s)?[\"“‘'`]{{0,2}}", re.IGNORECASE
    )


def also_cue(text: str, end: int) -> int | None:
    """Where the other name begins, if "also known as" or its like follows at `end`."""
    match = _also().match(text, end, min(len(text), end + _MOST_BETWEEN))
    return match.end() if match else None


class Groups:
    """Keys of names, put together step by step (disjoint sets)."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self._above: dict[Key, Key] = {key: key for key in keys}

    def __contains__(self, key: Key) -> bool:
        return key in self._above

    def root(self, key: Key) -> Key:
        """The key that stands for its group."""
        while self._above[key] != key:
            self._above[key] = self._above[self._above[key]]
            key = self._above[key]
        return key

    def join(self, one: Key, other: Key) -> None:
        """They name one thing; the earlier key stands for both."""
        a, b = self.root(one), self.root(other)
        if a != b:
            self._above[b] = a


def key_of(name: Name, both: frozenset[Parts]) -> Key:
    """`both`: names that are used of a man and of a woman."""
    return (name.parts, name.sex if name.parts in both else None)


def used_of_both(names: Sequence[Name]) -> frozenset[Parts]:
    """Names before which titles of both sexes stand."""
    sexes: dict[Parts, set[str]] = {}
    for name in names:
        if name.sex is not None:
            sexes.setdefault(name.parts, set()).add(name.sex)
    return frozenset(parts for parts, seen in sexes.items() if len(seen) > 1)


def grouped(text: str, names: Sequence[Name], types: dict[Key, str | None]) -> Groups:
    """The names of a document in groups, each of one thing. `types`: what is known of each name so far."""
    both = used_of_both(names)
    groups = Groups(sorted(types, key=lambda key: (key[0], key[1] or "")))
    world = known()
    for key in types:
        same = world.same.get(key[0])
        if same is not None and (same, key[1]) in groups:
            groups.join((same, key[1]), key)
    _beside(text, names, types, groups, both)
    _initials(types, groups)
    _short_people(names, types, groups, both)
    _short_bodies(types, groups)
    _heads_of_initials(names, types, groups, both)
    return groups


# ── told by the text ──────────────────────────────────────────────────────────────────────────────


def _beside(
    text: str, names: Sequence[Name], types: dict[Key, str | None], groups: Groups, both: frozenset[Parts]
) -> None:
    for at in range(len(names) - 1):
        left, right = names[at], names[at + 1]
        if left.sentence != right.sentence or right.start - left.end > _MOST_BETWEEN:
            continue
        one, other = key_of(left, both), key_of(right, both)
        if _clash(types[one], types[other]):
            continue
        if _told_same(text, names, at):
            groups.join(one, other)


def _told_same(text: str, names: Sequence[Name], at: int) -> bool:
    """Does the text say that the names `at` and after it are of one thing?"""
    left, right = names[at], names[at + 1]
    between = text[left.end : right.start]
    if _bracketed(between, text[right.end : right.end + 1]):
        return _initials_of(right, left) or _initials_of(left, right)
    if _follows_also(text, left, right):
        return not _doubtful_left(text, names, at)
    exact = _exact_initials(left.parts, right.parts) or _exact_initials(right.parts, left.parts)
    return exact and _OR.fullmatch(between) is not None


def _follows_also(text: str, left: Name, right: Name) -> bool:
    """ "X, also known as Y"; a title may stand before Y ("Comrade Stone")."""
    begins = also_cue(text, left.end)
    if begins is None or begins > right.start:
        return False
    return all(word.strip(".").lower() in known().titles for word in text[begins : right.start].split())


def _bracketed(between: str, after: str) -> bool:
    folded = between.strip()
    return (folded in ("(", '("', "(“", "(the", "(or") and after in ')"”,;') or (
        folded == "[" and after == "]"
    )


def _doubtful_left(text: str, names: Sequence[Name], at: int) -> bool:
    """ "NAME of the FRONT, also known as …": it may be either that is."""
    left = names[at]
    before = text[max(0, left.start - 12) : left.start].lower().split()
    if before and before[-1] in ("the", "a"):
        before.pop()
    prepositions = {"of", "from", "for", "with", "by", "in", "at", "to", "against", "and"}
    return bool(before) and before[-1] in prepositions and at > 0 and names[at - 1].sentence == left.sentence


def _clash(one: str | None, other: str | None) -> bool:
    """Are they known to be of different sorts?"""
    if one is None or other is None or one == other:
        return False
    return not (one in _BODIES and other in _BODIES)


def _initials_of(short: Name, name: Name) -> bool:
    """May `short`, in brackets beside it, be the initials of `name`?"""
    if (
        len(short.parts) != 1
        or not short.acronym
        or len(name.parts) < 2
        or not 2 <= len(short.parts[0]) <= 10
    ):
        return False
    letters = Counter(word[0] for word in name.parts if word not in _CONNECTORS)
    shared = sum((letters & Counter(short.parts[0])).values())
    named = any(type_ in _BODIES and weight >= MEDIUM for type_, weight in name.evidence)
    return shared * 2 >= len(short.parts[0]) + 1 or (named and shared > 0)


def _exact_initials(short: Parts, name: Parts) -> bool:
    if len(short) != 1 or len(name) < 2 or not 2 <= len(short[0]) <= 10:
        return False
    content = "".join(word[0] for word in name if word not in _CONNECTORS)
    return short[0] in (content, "".join(word[0] for word in name if word[0].isalpha()))


def _initials(types: dict[Key, str | None], groups: Groups) -> None:
    """Initials of exactly one body that the document names."""
    full: dict[str, list[Key]] = {}
    for key, type_ in types.items():
        if type_ in _BODIES and len(key[0]) > 2:
            full.setdefault("".join(word[0] for word in key[0] if word not in _CONNECTORS), []).append(key)
    for key, type_ in types.items():
        if len(key[0]) == 1 and len(key[0][0]) > 2 and (type_ is None or type_ in _BODIES):
            candidates = {groups.root(other) for other in full.get(key[0][0], ())}
            if len(candidates) == 1:
                groups.join(candidates.pop(), key)


# ── short forms ───────────────────────────────────────────────────────────────────────────────────


def _short_people(
    names: Sequence[Name], types: dict[Key, str | None], groups: Groups, both: frozenset[Parts]
) -> None:
    """A surname alone, a name without its middle: of the one person it can be short for."""
    sexes: dict[Key, set[str]] = {}
    for name in names:
        if name.sex is not None:
            sexes.setdefault(key_of(name, both), set()).add(name.sex)
    people = [key for key, type_ in types.items() if type_ == "Person" and len(key[0]) > 1]
    ends: dict[tuple[str, str], list[Key]] = {}
    by_last: dict[str, list[Key]] = {}
    by_first: dict[str, list[Key]] = {}
    for key in people:
        ends.setdefault((key[0][0], key[0][-1]), []).append(key)
        by_last.setdefault(key[0][-1], []).append(key)
        by_first.setdefault(key[0][0], []).append(key)
    for same in ends.values():
        middles = {key[0][1:-1] for key in same if len(key[0]) > 2}
        if len(middles) == 1:
            for key in same[1:]:
                groups.join(same[0], key)
    shared = {parts[-1] for parts in both}
    for key, type_ in types.items():
        if len(key[0]) != 1 or type_ not in (None, "Person"):
            continue
        word = key[0][0]
        table = by_last if word in by_last else by_first
        candidates = {groups.root(other) for other in table.get(word, ())}
        mine = sexes.get(key, set())
        told = {sex for other in table.get(word, ()) for sex in sexes.get(other, ())}
        if len(candidates) == 1 and word not in shared and not (mine and told and mine != told):
            groups.join(candidates.pop(), key)
    _within_names(types, sexes, groups, shared)


def _within_names(
    types: dict[Key, str | None], sexes: dict[Key, set[str]], groups: Groups, shared: set[str]
) -> None:
    """ "Ruiz" and "Ana Ruiz" beside "Ana Ruiz Vela": words of the name of one person, not its first alone."""
    inside: dict[Parts, list[Key]] = {}
    for key, type_ in types.items():
        if type_ == "Person" and 2 < len(key[0]) <= _LONGEST_NAME:
            for run in _runs(key[0]):
                inside.setdefault(run, []).append(key)
    for key, type_ in types.items():
        longer = inside.get(key[0], ())
        candidates = {groups.root(other) for other in longer}
        mine = sexes.get(key, set())
        told = {sex for other in longer for sex in sexes.get(other, ())}
        if (
            type_ in (None, "Person")
            and len(candidates) == 1
            and groups.root(key) == key
            and shared.isdisjoint(key[0])
            and not (mine and told and mine != told)
        ):
            groups.join(candidates.pop(), key)


def _runs(name: Parts) -> Iterator[Parts]:
    """Words of a name that follow each other: not all of them, nor its first or a particle alone."""
    for first in range(len(name)):
        for end in range(first + 1, len(name) + 1):
            run = name[first:end]
            alone = len(run) == 1 and (first == 0 or len(run[0]) < 3)
            if not alone and run != name and run[-1] not in known().particles:
                yield run


def _short_bodies(types: dict[Key, str | None], groups: Groups) -> None:
    """ "Liberation Front", "the Front": of the one body whose name has these words and this head."""
    longer: dict[Parts, list[Key]] = {}
    for key, type_ in types.items():
        if type_ in _BODIES and len(key[0]) > 1:
            for short in _short_forms(key[0], _head(key[0])):
                candidates = longer.setdefault(short, [])
                if len(candidates) <= _MOST_CANDIDATES:
                    candidates.append(key)
    for key, type_ in types.items():
        if type_ is None or type_ in _BODIES:
            candidates = longer.get(key[0], [])
            roots = {groups.root(other) for other in candidates} - {groups.root(key)}
            if len(roots) == 1 and len(candidates) <= _MOST_CANDIDATES:
                groups.join(roots.pop(), key)


def _heads_of_initials(
    names: Sequence[Name],
    types: dict[Key, str | None],
    groups: Groups,
    both: frozenset[Parts],
) -> None:
    """ "The Front" of the only initials that end or begin with its letter: "HLF"."""
    initials = {
        key_of(name, both)
        for name in names
        if name.acronym and len(name.parts) == 1 and len(name.parts[0]) >= _INITIALS
    }
    bodies = [key for key in sorted(initials, key=str) if types[key] is None or types[key] in _BODIES]
    for key in sorted({key_of(name, both) for name in names if name.head_only}, key=str):
        if groups.root(key) != key or len(key[0]) != 1 or key[0][0] not in _CALLED:
            continue
        letter = key[0][0][0]
        meant = {groups.root(one) for one in bodies if letter in (one[0][0][0], one[0][0][-1])}
        if len(meant) == 1 and len({groups.root(one) for one in bodies}) <= _MOST_CANDIDATES:
            groups.join(meant.pop(), key)


def _head(parts: Parts) -> str:
    for at, word in enumerate(parts):
        if at and word in ("of", "for"):
            return parts[at - 1]
    return parts[-1]


def _short_forms(name: Parts, head: str) -> set[Parts]:
    """Beginnings and ends of a name that keep the word for what is named, and that word alone."""
    if head not in known().heads:
        return set()
    forms = {name[:size] for size in range(2, len(name))} | {name[-size:] for size in range(2, len(name))}
    return {form for form in forms if _head(form) == head} | {(head,)}

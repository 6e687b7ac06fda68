"""Cautions about names: two under one name in one document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations

import msgspec

from whosays.lexicon import load
from whosays.records import Mention
from whosays.resolve.names import normal_name
from whosays.weigh.cautions.found import Found
from whosays.weigh.cautions.look import Look
from whosays.weigh.cautions.words import words

LONGEST = 200
"""Code points of a name that are looked at."""
SOME = 20
"""First names that are compared."""
BEFORE = 40
"""Code points before a name in which a title may stand."""
_SMALL = re.compile(r"\w+(?:['’-]\w+)*")
_WORD = re.compile(r"[^\W\d_]+")
_PRONOUNS = dict.fromkeys(("he", "him", "his", "himself"), "he") | dict.fromkeys(
    ("she", "her", "hers", "herself"), "she"
)
_FULL = re.compile(r"[^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w.'’-]*)+")


class _Common(msgspec.Struct, frozen=True):
    """The lists of `lexicon/words.yaml` that are used here."""

    small: str
    plain: str


def same_name(look: Look) -> Iterator[Found]:
    """A surname that stands alone where two bear it, or for a man here and a woman there; once each."""
    normal: dict[str, str] = {}
    bare: dict[str, list[Mention]] = defaultdict(list)
    full: dict[str, dict[str, str]] = defaultdict(dict)
    for mention in look.document.mentions:
        if mention.kind != "name" or mention.type != "Person":
            continue
        shown = look.document.words((mention.start, mention.end))[:LONGEST]
        if shown not in normal:
            normal[shown] = normal_name(shown, "Person")
        name = normal[shown]
        if _FULL.fullmatch(name):
            first, *_, last = name.split()
            if first not in _common():
                full[last].setdefault(first, mention.entity)
        elif _WORD.fullmatch(name):
            bare[name].append(mention)
    called = _called(look)
    chance = _by_chance(look)
    for surname, mentions in sorted(bare.items(), key=lambda item: item[1][0].start):
        bearers = full.get(surname, {})
        if _are_two(bearers, chance):
            names = " and ".join(f"{first.title()} {surname.title()}" for first in sorted(bearers)[:3])
            note = f"The document knows more than one of this name: {names}."
            yield Found("same-name", (mentions[0].start, mentions[0].end), note)
        elif bearers and (other := _other(look, mentions, called)) is not None:
            note = "The name stands for a man and for a woman in this document."
            yield Found("same-name", (other.start, other.end), note)


@cache
def _common() -> frozenset[str]:
    """Words that are no first names: "Even Sarn came"."""
    lists = load("words", _Common)
    return frozenset(lists.small.split()) | frozenset(lists.plain.split())


def _by_chance(look: Look) -> frozenset[str]:
    """What may stand before a surname and is no first name: words of things, and those in small letters."""
    things = {
        look.lower((mention.start, mention.end)).partition(" ")[0].removesuffix("s")
        for mention in look.document.mentions
        if mention.kind == "name" and mention.type != "Person"
    }
    # "Notice Sarn": "notice" stands elsewhere.
    small = (word for word in _SMALL.findall(look.document.text) if word == word.lower())
    return frozenset(things).union(words().particles, words().titles, small)


def _are_two(bearers: dict[str, str], chance: frozenset[str]) -> bool:
    """Are two first names of them plainly not one: neither initials nor short forms of each other?"""
    if len(set(bearers.values())) < 2:
        return False
    firsts = sorted(first for first in bearers if len(first) > 2 and first not in chance)
    return any(
        bearers[a] != bearers[b] and not b.startswith(a[:3]) for a, b in combinations(firsts[:SOME], 2)
    )


def _other(look: Look, mentions: list[Mention], called: dict[str, set[str]]) -> Mention | None:
    """The mention that is called a woman's where the same thing is "he" elsewhere, or the other way round."""
    for mention in mentions:
        sex = _sex_before(look, mention)
        if sex is not None and called.get(mention.entity, {sex}) == {"he", "she"} - {sex}:
            return mention
    return None


def _sex_before(look: Look, mention: Mention) -> str | None:
    found = _WORD.findall(look.lower((max(0, mention.start - BEFORE), mention.start)))
    gap = look.document.text[max(0, mention.start - 3) : mention.start].strip()
    if not found or not (gap[-1:].isalpha() or gap.endswith((",", "."))):
        return None
    if found[-1] in words().women:
        return "she"
    return "he" if found[-1] in words().men else None


def _called(look: Look) -> dict[str, set[str]]:
    """By which pronouns the document has each thing."""
    told: dict[str, set[str]] = defaultdict(set)
    for mention in look.document.mentions:
        if mention.kind == "pronoun":
            sex = _PRONOUNS.get(look.lower((mention.start, mention.end)))
            if sex is not None:
                told[mention.entity].add(sex)
    return told

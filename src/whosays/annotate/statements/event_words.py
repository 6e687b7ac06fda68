"""Event words and relation words, from `lexicon/events.yaml` and `relations.yaml`, found by their forms."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from whosays import lexicon

Part = Literal["verb", "noun"]
Form = Literal["base", "present", "past", "participle", "ing", "singular", "plural"]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of event or relation and the words for it; the keys are told at the top of the YAML files."""

    type: str
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    subject: str = "none"
    object: str = "none"
    against: str | None = None
    possessive: Literal["actor", "object"] | None = None
    modifier: str | None = None
    with_: str | None = msgspec.field(default=None, name="with")
    between: str | None = None
    objects: Literal["people", "anything"] = "anything"
    intransitive: bool = False
    intransitive_subject: str | None = None
    strength: Literal["strong", "weak"] = "strong"
    violent: bool = False
    bearers: frozenset[str] = frozenset()
    needs_word: frozenset[str] = frozenset()
    active_object: bool = False
    active_only: bool = False
    bodies: bool = False
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    not_near: frozenset[str] = frozenset()
    no_infinitive: bool = False
    not_then: frozenset[str] = frozenset()
    entry_only: bool = False
    named: frozenset[str] = frozenset()
    subject_named: frozenset[str] = frozenset()
    onward: dict[str, str] = {}
    within: frozenset[str] = frozenset()
    within_not: frozenset[str] = frozenset()
    reflexive: str | None = None
    examples: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Office(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns for what a person is to a body."""

    type: str
    nouns: tuple[str, ...]
    examples: tuple[str, ...] = ()


class Relations(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form of `relations.yaml`."""

    verbs: dict[str, Entry]
    offices: tuple[Office, ...]


class Sense(msgspec.Struct, frozen=True):
    """What some words in a text may mean."""

    name: str
    entry: Entry
    part: Part
    forms: frozenset[Form]
    relation: bool


Phrases = dict[str, list[tuple[tuple[str, ...], Sense]]]


@cache
def phrases() -> Phrases:
    """All event and relation words by their first word, longest phrase first."""
    forms: dict[tuple[str, tuple[str, ...]], tuple[Entry, Part, set[Form], bool]] = {}
    events = lexicon.load("events", dict[str, Entry])
    relations = lexicon.load("relations", Relations).verbs
    for relation, entries in ((False, events), (True, relations)):
        for name, entry in entries.items():
            for words, part, form in _all_forms(entry):
                key = (f"{name}/{part}", words)
                forms.setdefault(key, (entry, part, set(), relation))[2].add(form)
    found: Phrases = {}
    for (name, words), (entry, part, which, relation) in forms.items():
        sense = Sense(name.rpartition("/")[0], entry, part, frozenset(which), relation)
        found.setdefault(words[0], []).append((words, sense))
    for senses in found.values():
        senses.sort(key=lambda pair: -len(pair[0]))
    return found


def _all_forms(entry: Entry) -> list[tuple[tuple[str, ...], Part, Form]]:
    found: list[tuple[tuple[str, ...], Part, Form]] = []
    for written in entry.verbs:
        head, _, rest = (piece.strip() for piece in written.partition(" + "))
        for word, form in _verb_forms(head):
            found.append(((word, *_split(rest)), "verb", form))
    for written in entry.nouns:
        singular, _, plural = written.partition("/")
        found.extend((words, "noun", "singular") for words in _spellings(singular))
        found.extend((words, "noun", "plural") for words in _spellings(plural or singular + "s"))
    return found


def _verb_forms(written: str) -> list[tuple[str, Form]]:
    parts = written.split()
    if len(parts) == 4:
        base, past, participle, ing = parts
    else:
        base = parts[0]
        stem = base[:-1] if base.endswith("e") else base
        past = participle = base[:-1] + "ied" if re.search("[^aeiou]y$", base) else stem + "ed"
        ing = stem + "ing"
    forms: list[tuple[str, Form]] = [(base, "base"), (past, "past"), (participle, "participle"), (ing, "ing")]
    return [*forms, (_third_person(base), "present")]


def _third_person(base: str) -> str:
    if re.search("[^aeiou]y$", base):
        return base[:-1] + "ies"
    return base + ("es" if re.search("(s|x|z|ch|sh|o)$", base) else "s")


def _split(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.split())


def _spellings(phrase: str) -> list[tuple[str, ...]]:
    """A phrase as words, with hyphens inside words and as words of their own."""
    whole = _split(phrase)
    apart = tuple(re.findall(r"[^\s-]+|-", phrase))
    return [whole] if whole == apart else [whole, apart]

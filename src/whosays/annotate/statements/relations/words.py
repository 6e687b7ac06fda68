"""The forms of `lexicon/relations.yaml`, `offices.yaml` and `states.yaml`, which tell their keys."""

from __future__ import annotations

from functools import cache

import msgspec

from whosays import lexicon
from whosays.annotate.statements import senses


class Entry(senses.Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of relation and the words for it."""

    known: frozenset[str] = frozenset()
    alone: bool = False
    listed: str = ""
    listed_not: str = ""
    without: frozenset[str] = frozenset()
    sum: bool = False


class Office(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns for what a person is to a body or to another person."""

    type: str
    nouns: str
    prepositions: str = "of for"
    of: frozenset[str] = frozenset({"body"})
    modified: bool = True
    inverse: bool = False
    known: bool = False
    first: bool = False
    examples: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class State(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for what something is or is like, where the document names it."""

    adjectives: str = ""
    nouns: str = ""
    verbs: tuple[str, ...] = ()
    of: frozenset[str] = frozenset({"body", "person", "place", "building"})
    examples: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Names(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words between two names of one thing."""

    markers: tuple[str, ...]
    bodies: bool = False
    examples: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Glued(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Participles that a hyphen ties to a name ("Sarn-led")."""

    type: str
    words: str
    subject: str
    of: frozenset[str] = frozenset()
    examples: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Relations(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The form of `relations.yaml`."""

    words: dict[str, Entry]
    names: dict[str, Names]
    glued: dict[str, Glued]


@cache
def relations() -> Relations:
    """Verbs, nouns and participles for relations."""
    found: Relations = lexicon.load("relations", Relations)
    return found


@cache
def offices() -> dict[str, Office]:
    """Entries of nouns for people, by name."""
    found: dict[str, Office] = lexicon.load("offices", dict[str, Office])
    return found


@cache
def states() -> dict[str, State]:
    """Entries of words for what something is."""
    found: dict[str, State] = lexicon.load("states", dict[str, State])
    return found


@cache
def office_of() -> dict[str, tuple[str, Office]]:
    """Name and entry of the office that a noun stands for."""
    return {noun: (name, office) for name, office in offices().items() for noun in office.nouns.split()}


@cache
def index() -> senses.Index:
    """Patterns of the words for relations."""
    return senses.indexed(relations().words)

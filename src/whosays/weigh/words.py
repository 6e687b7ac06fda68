"""The lists of `lexicon/weigh.yaml`; its comments say what each is for."""

from __future__ import annotations

from functools import cache

import msgspec

from whosays.lexicon import load


class Compiled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a page says that it names its sources only in general."""

    made: tuple[str, ...]
    of: tuple[str, ...]
    what: tuple[str, ...]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of the file."""

    compiled: Compiled
    offices: tuple[str, ...]
    state: frozenset[str]
    ranks: frozenset[str]
    departments: frozenset[str]
    organs: frozenset[str]
    records: tuple[str, ...]
    anybody: frozenset[str]
    once: dict[str, str]
    deeds: frozenset[str]
    disowned: frozenset[str]
    aspects: dict[str, str]


@cache
def words() -> Words:
    """The lists, read once."""
    found: Words = load("weigh", Words)
    return found

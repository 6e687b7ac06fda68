"""The words by which pages and typed reports speak of themselves (`lexicon/webpages.yaml`)."""

from __future__ import annotations

from functools import cache

import msgspec

from whosays.lexicon import load


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/webpages.yaml`; its comments say what each list is for."""

    furniture: frozenset[str]
    furniture_not_after: frozenset[str]
    furniture_headings: tuple[str, ...]
    comments_headings: frozenset[str]
    by: tuple[str, ...]
    nobody: frozenset[str]
    published: frozenset[str]
    not_published: frozenset[str]
    months: dict[str, int]
    weekdays: frozenset[str]
    republished: tuple[str, ...]
    republished_joints: tuple[str, ...]
    credits: tuple[str, ...]
    no_publishers: frozenset[str]


@cache
def words() -> Words:
    """The lists, read once."""
    found: Words = load("webpages", Words)
    return found

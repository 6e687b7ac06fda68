"""Words of reporting: which verbs, passives, adverbs and prepositions tell that somebody says something.

The words stand in `lexicon/reporting.yaml`; here they are turned into look-up tables.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from whosays import lexicon
from whosays.records import Stance as Told

Stance = Literal[
    "asserts", "denies", "doubts", "demands", "asks", "thinks", "promises", "accuses", "approves", "shows"
]
Complement = Literal["clause", "quote", "that", "thing", "to", "hearer", "wh", "figure"]


class VerbGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs of one stance that take the same complements."""

    stance: Stance
    takes: frozenset[Complement]
    forms: dict[str, str]


class Reporting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `reporting.yaml`."""

    verbs: tuple[VerbGroup, ...]
    ambiguous: frozenset[str]
    object_only_if_quoted: frozenset[str]
    passives: frozenset[str]
    adverbs_of_report: frozenset[str]
    nouns: frozenset[str]
    unsourced_nouns: frozenset[str]
    be: frozenset[str]
    have: frozenset[str]
    modals: frozenset[str]
    negations: frozenset[str]
    do: frozenset[str]
    adverbs: frozenset[str]
    subject_pronouns: frozenset[str]
    relatives: frozenset[str]
    complementizers: frozenset[str]
    subordinators: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    speakers: frozenset[str]
    labels: frozenset[str]
    not_labels: frozenset[str]
    records: frozenset[str]
    time_units: frozenset[str]
    adjunct_prepositions: frozenset[str]
    days: frozenset[str]
    finite: frozenset[str]
    titles_he: frozenset[str]
    partisans: frozenset[str]
    titles_she: frozenset[str]
    name_particles: frozenset[str]
    short_titles: frozenset[str]
    stances: dict[Told, str]
    turning_down: frozenset[str]
    unsaid: frozenset[str]
    not_yet: frozenset[str]
    nobody: frozenset[str]
    claims: frozenset[str]
    issued: frozenset[str]
    of_pages: frozenset[str]
    speaking: frozenset[str]
    about: frozenset[str]
    pointing: frozenset[str]
    counted: frozenset[str]
    handed_out: frozenset[str]
    asserting: frozenset[Stance]


class Verb(msgspec.Struct, frozen=True):
    """One form of a reporting verb."""

    lemma: str
    stance: Stance
    takes: frozenset[Complement]
    ambiguous: bool
    """As often a noun, or about something else than speech."""
    participle: bool
    """An -ing form."""
    more: tuple[str, ...] = ()
    """Words that must follow: ("for",) in "called for"."""


@cache
def words() -> Reporting:
    """The lexicon."""
    known: Reporting = lexicon.load("reporting", Reporting)
    return known


@cache
def verbs() -> dict[str, tuple[Verb, ...]]:
    """Forms by their first word; those of more words come first."""
    known = words()
    found: dict[str, list[Verb]] = {}
    for group in known.verbs:
        for lemma, forms in group.forms.items():
            for form in forms.split():
                first, *more = form.split("-")
                verb = Verb(
                    lemma=lemma,
                    stance=group.stance,
                    takes=group.takes,
                    ambiguous=first in known.ambiguous and not more,
                    participle=first.endswith("ing"),
                    more=tuple(more),
                )
                found.setdefault(first, []).append(verb)
    return {first: tuple(sorted(listed, key=lambda v: -len(v.more))) for first, listed in found.items()}


@cache
def auxiliaries() -> frozenset[str]:
    """Words that may stand in a verb group before the verb of reporting."""
    known = words()
    return known.be | known.have | known.modals | known.do | known.negations | known.adverbs


@cache
def finite() -> frozenset[str]:
    """Words by which a clause is told from a noun phrase."""
    known = words()
    return known.finite | known.be | known.have | known.modals | known.do


@cache
def signs() -> frozenset[str]:
    """First words of everything that may be a cue: a clause with none of them reports nothing."""
    known = words()
    listed = known.adverbs_of_report | known.passives | known.nouns | known.handed_out
    return frozenset(verbs()) | listed | {"according"}

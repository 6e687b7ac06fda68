"""Cautions about interest: a party to the matter speaks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from whosays.records import Attribution, Statement
from whosays.weigh.cautions.found import Found
from whosays.weigh.cautions.look import Look, whole
from whosays.weigh.cautions.words import Finder, words

_WORD = re.compile(r"[^\W\d_]+")
LONGEST = 200
"""Code points of a name that are looked at."""


def issued(look: Look) -> Iterator[Found]:
    """A text that a party issues and in which it takes its own part: the first passage where it does."""
    issuers = [name for name in _issuers(look) if _is_party(look, name)]
    if not issuers:
        return
    for span in _taking_part().spans(look):
        if not look.is_quoted(span[0]):
            yield Found("interested-party", span, f"{issuers[0]} speaks of a matter to which it is a party.")
            return


def spoken(look: Look) -> Iterator[Found]:
    """Who is said to have done it speaks of it, each once."""
    told: set[str] = set()
    document = look.document
    for statement in document.statements:
        if statement.attribution is None or not 0 <= statement.attribution < len(document.attributions):
            continue
        attribution = document.attributions[statement.attribution]
        speaker = attribution.speaker
        if speaker is None or speaker in told or not attribution.source:
            continue
        if _is_doer(look, statement, speaker) and _takes_part(statement, attribution):
            told.add(speaker)
            shown = look.document.words(attribution.source[0])[:LONGEST]
            yield Found(
                "interested-party", whole(attribution), f"{shown} speaks of what is laid at its own door."
            )


def _issuers(look: Look) -> Iterator[str]:
    document = look.document
    if document.publisher:
        yield document.publisher
    size = len(document.text)
    for credit in document.credits:
        if credit.kind == "author" and sum(end - start for start, end in credit.covers) > size / 3:
            yield credit.name


def _is_party(look: Look, name: str) -> bool:
    parts = {part.casefold() for part in _WORD.findall(name[:LONGEST])}
    if parts & words().not_parties:
        return False
    if parts & words().parties:
        return True
    bare = name[:LONGEST].casefold().removeprefix("the ")
    # "We, the Black Lantern, …": it speaks for itself.
    return any(f"we, {lead}{bare}" in look.lower((0, 2_000)) for lead in ("", "the "))


def _is_doer(look: Look, statement: Statement, speaker: str) -> bool:
    mentions = look.document.mentions
    return any(mentions[index].entity == speaker for index in statement.roles.get("actor", ()))


def _takes_part(statement: Statement, attribution: Attribution) -> bool:
    """Does he deny or own up to what is a wrong to somebody?"""
    wrong = statement.type in {"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"}
    return wrong and (attribution.denies or statement.polarity == "denied")


@cache
def _taking_part() -> Finder:
    return Finder(words().taking_part)

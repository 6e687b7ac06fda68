"""Who leads, belongs to or speaks for what: "X, leader of Y", "Y leader X", "X is a member of Y"."""

from __future__ import annotations

from functools import cache

import msgspec

from whosays import lexicon
from whosays.annotate.statements import noun_phrases
from whosays.annotate.statements.event_words import Relations
from whosays.annotate.statements.sentence import Words, grammar
from whosays.records.layers import Polarity

_BODIES = frozenset({"Organization", "PublicBody", "Company"})
_FORMER = frozenset({"former", "ex", "ex-", "late", "then", "outgoing"})


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A person's place in a body; `at` and `end` are indexes of the words of the office."""

    type: str
    at: int
    end: int
    person: int
    body: int
    polarity: Polarity = "asserted"


@cache
def _nouns() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for office in lexicon.load("relations", Relations).offices:
        for noun in office.nouns:
            words = tuple(noun.split())
            found.setdefault(words[0], []).append((words, office.type))
    for pairs in found.values():
        pairs.sort(key=lambda pair: -len(pair[0]))
    return found


def first_words() -> frozenset[str]:
    """The words an office may begin with."""
    return frozenset(_nouns())


def read(w: Words, at: int) -> Held | None:
    """The office at word `at`, where both the person and the body stand in plain places."""
    for words, kind in _nouns().get(w.lower[at], ()):
        end = at + len(words)
        if w.mention[at] >= 0 or not w.matches(words, at):
            continue
        body = _body_after(w, end) or _body_before(w, at)
        if body is None:
            continue
        body_mention, low, high = body
        person = _person_after(w, high) or _person_before(w, low)
        if person is not None:
            mention, denied = person
            return Held(
                type=kind,
                at=at,
                end=end,
                person=mention,
                body=body_mention,
                polarity="denied" if denied else "asserted",
            )
    return None


def _body_after(w: Words, end: int) -> tuple[int, int, int] | None:
    """ "leader of the HLF": the body, the words' first position and the end of it all."""
    if end >= len(w) or w.lower[end] not in {"of", "for"}:
        return None
    phrase = noun_phrases.after(w, end + 1, len(w))
    if phrase is None or len(phrase.names) != 1 or w.document.mentions[phrase.names[0]].type not in _BODIES:
        return None
    start = end - 1
    while start > 0 and end - start < 7 and not w.stops(start - 1) and w.mention[start - 1] < 0:
        start -= 1
    return phrase.names[0], start, phrase.end


def _body_before(w: Words, at: int) -> tuple[int, int, int] | None:
    """ "the HLF leader", "the HLF's military leader"."""
    first = at
    while first > 0 and at - first < 3 and not w.stops(first - 1) and w.mention[first - 1] < 0:
        first -= 1
    if (
        first == 0
        or w.mention[first - 1] < 0
        or w.document.mentions[w.mention[first - 1]].type not in _BODIES
    ):
        return None
    between = w.lower[first:at]
    if (
        between
        and (first - 1) not in w.possessive
        and not set(between) <= _FORMER | {"military", "political", "deputy", "senior", "youth"}
    ):
        return None
    start, _ = w.run(first - 1)
    while start > 0 and w.lower[start - 1] in grammar().determiners | _FORMER:
        start -= 1
    end = at + 1
    return w.mention[first - 1], start, end


def _person_after(w: Words, end: int) -> tuple[int, bool] | None:
    """ "…, Mikal Dorn": right after the office, a comma at most between."""
    at = end
    if at < len(w) and w.lower[at] == ",":
        at += 1
    if at >= len(w) or w.mention[at] < 0 or w.document.mentions[w.mention[at]].type != "Person":
        return None
    _, stop = w.run(at)
    if at > end and not (
        stop >= len(w) or w.lower[stop] in {",", ".", ";", ")", ":", "was", "has", "had", "is"}
    ):
        return None
    # "the leader of the HLF and Mikal Dorn" was excluded above; "leader of the HLF, Dorn and Rell" is here.
    if at > end and stop < len(w) and w.lower[stop] == "," and stop + 1 < len(w) and w.mention[stop + 1] >= 0:
        return None
    return w.mention[at], False


def _person_before(w: Words, start: int) -> tuple[int, bool] | None:
    """ "Mikal Dorn, leader of …", "Mikal Dorn (leader of …)", "Mikal Dorn was not the leader of …"."""
    at = start
    if at > 0 and w.lower[at - 1] in {",", "(", "["}:
        at -= 1
        if w.lower[at] == "," and _opens_enumeration(w, at):
            return None
    else:
        denied = False
        while at > 0 and (w.lower[at - 1] in {"not", "never"} or w.is_adverb(at - 1)):
            denied = denied or w.lower[at - 1] in {"not", "never"}
            at -= 1
        if at == 0 or w.lower[at - 1] not in {"is", "was", "became", "as"} or w.mention[at - 1] >= 0:
            return None
        if w.lower[at - 1] == "as":
            return None
        phrase = noun_phrases.before(w, at - 1)
        return (
            _person_of(w, phrase.names[0], denied) if phrase is not None and len(phrase.names) == 1 else None
        )
    if at > 0 and w.mention[at - 1] >= 0 and (at - 1) not in w.possessive:
        return _person_of(w, w.mention[at - 1], False)
    return None


def _opens_enumeration(w: Words, comma: int) -> bool:
    """ "Dorn, the leader of the HLF and his men": the comma may part two people."""
    rest = w.lower[comma + 1 : comma + 26]
    return "," not in rest and "." not in rest and ")" not in rest and bool(rest) and "and" in rest


def _person_of(w: Words, mention: int, denied: bool) -> tuple[int, bool] | None:
    return (mention, denied) if w.document.mentions[mention].type == "Person" else None

"""What a source is: a person, a body, somebody the text does not name, or the one who is speaking already."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import Literal

import msgspec

from whosays.lexicon import load
from whosays.lexicon.agencies import is_agency
from whosays.records import Attribution, Document, Mention, Span
from whosays.records.outlets import same_outlet

Kind = Literal["speaker", "body", "agency", "unnamed"]

LONGEST = 300
"""Code points of a source that are looked at."""
_WORD = re.compile(r"[\w.'’-]*\w")
_CUT = re.compile(
    r",|;|\s(?:of|for|in|at|from|on|with|near|to|about|speaking|who|whom|that|which|asked|close|based)\b"
)
_BODIES = frozenset({"Organization", "PublicBody", "Company"})
_AGENCY = re.compile(r"\b(?:news|press) agency\b|\bwire service\b", re.I)


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of `lexicon/voices.yaml`; its comments say what each list is for."""

    own: frozenset[str]
    own_documents: frozenset[str]
    documents: frozenset[str]
    indefinite: frozenset[str]
    nameless: frozenset[str]
    bodies: frozenset[str]
    spokespeople: frozenset[str]
    pronouns: frozenset[str]
    not_said: frozenset[str]
    denials: tuple[str, ...]
    denying: tuple[str, ...]
    doubts: tuple[str, ...]
    doubting: tuple[str, ...]
    retractions: tuple[str, ...]
    corrected: tuple[str, ...]
    reflexive: frozenset[str]
    corrections: tuple[str, ...]
    reserve: tuple[str, ...]
    clauses: tuple[str, ...]
    negations: tuple[str, ...]
    not_negating: tuple[str, ...]


@cache
def words() -> Words:
    """The lists, read once."""
    found: Words = load("voices", Words)
    return found


class Sources:
    """The sources of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._named = sorted(
            (m for m in document.mentions if m.kind == "name"), key=lambda m: (m.start, m.end)
        )
        self._starts = [mention.start for mention in self._named]

    def words_of(self, attribution: Attribution) -> str:
        """The source as the text words it."""
        return " ".join(self._document.words(span) for span in attribution.source)

    def names_in(self, span: Span) -> list[Mention]:
        """The names that stand in a passage."""
        first = bisect_left(self._starts, span[0])
        last = bisect_left(self._starts, span[1])
        return [mention for mention in self._named[first:last] if mention.end <= span[1]]

    def kind_of(self, attribution: Attribution) -> Kind:
        """What sort of source it is."""
        shown = self.words_of(attribution)[:LONGEST]
        if not shown.strip():
            return "unnamed"
        head = head_of(shown)
        names = [name for span in attribution.source for name in self.names_in(span)]
        if names and names[0].type in _BODIES and _leads(self._document, names[0], attribution):
            return "agency" if is_agency(self._document.words((names[0].start, names[0].end))) else "body"
        if any(name.type == "Person" and _speaks(self._document, name, attribution) for name in names):
            return "speaker"
        first = shown.split(maxsplit=1)[0].casefold()
        if head in words().documents:
            return "speaker"
        if head in words().nameless or first in words().indefinite:
            return "unnamed"
        if head in words().bodies:
            return "body"
        return "speaker"

    def is_own(self, attribution: Attribution) -> bool:
        """Is it whoever is speaking already: "we", "this report", the court in its own judgment?"""
        shown = self.words_of(attribution)[:LONGEST].strip().casefold()
        if shown in words().own:
            return True
        first, _, rest = shown.partition(" ")
        if first == "this":
            return rest in words().own_documents
        publisher = self._document.publisher
        if publisher is None or first in words().indefinite or "," in shown:
            return False
        bare = rest if first == "the" else shown
        return head_of(bare) in words().bodies | {publisher.casefold()} and same_outlet(
            self.words_of(attribution), publisher
        )

    def is_said(self, attribution: Attribution) -> bool:
        """Is it a report of speech, belief or record, and no wish, search or name?"""
        cue = " ".join(self._document.words(span) for span in attribution.cue[:2])[:LONGEST].casefold()
        if cue.strip(" :,") in words().not_said:
            return False
        return not any(
            self._document.words(span).casefold() in words().reflexive for span in attribution.content[:4]
        )

    def spoken_for(self, attribution: Attribution) -> tuple[Span | None, bool]:
        """The body that a named spokesman speaks for, where his source gives it; and: is he one at all?"""
        for start, end in attribution.source[:2]:
            shown = self._document.text[start : min(end, start + LONGEST)]
            office = next((w for w in _WORD.finditer(shown) if w[0].casefold() in words().spokespeople), None)
            if office is None or not self._is_named(shown, start, office.start(), office.end()):
                continue
            before = shown[: office.start()].rstrip()
            body = re.sub(r"['’]s?$", "", before)
            body = body.rpartition(",")[2].lstrip()
            if body.casefold() not in {"", "the", "a", "its", "his", "her", "their"}:
                begin = start + before.rindex(body)
                return (begin, begin + len(body)), True
            after = re.match(r"\s(?:for|of) ((?:the )?[^,;]{2,80})", shown[office.end() :])
            if after:
                begin = start + office.end() + after.start(1)
                return (begin, begin + len(after[1].rstrip())), True
            return None, True
        return None, False

    def _is_named(self, shown: str, start: int, first: int, last: int) -> bool:
        """Is the spokesman himself named, and not only for whom he speaks?"""
        until = re.search(r"\s(?:for|of)\s[^,;]*", shown[last:])
        gap = (start + last + until.start(), start + last + until.end()) if until else (0, 0)
        return any(
            name.type == "Person" and name.start >= start + last and not gap[0] <= name.start < gap[1]
            for name in self.names_in((start, start + len(shown)))
        ) or any(
            name.type == "Person" and shown[name.end - start : first].strip(" ") == ","
            for name in self.names_in((start, start + first))
        )

    def told_to(self, attribution: Attribution) -> Span | None:
        """The news agency that he told it, and from which the document must have it."""
        if not attribution.cue or not attribution.content:
            return None
        start, end = attribution.cue[-1][1], min(span[0] for span in attribution.content)
        if end <= start:
            # "…," the minister told the agency.
            start, end = start, start + 60
            end = min(len(self._document.text), end)
        gap = self._document.text[start : min(end, start + 100)]
        gap = re.split(r"[.,;:“\"\n]| that\b", gap, maxsplit=1)[0]
        names = self.names_in((start, start + len(gap)))
        agency = next((n for n in names if is_agency(self._document.words((n.start, n.end)))), None)
        if agency is None and not _AGENCY.search(gap):
            return None
        begin = start + len(gap) - len(gap.lstrip())
        span = (begin, begin + len(gap.strip()))
        if agency is not None and not _AGENCY.search(gap):
            span = (agency.start, agency.end)
        own = same_outlet(self._document.words(span), self._document.publisher) or any(
            same_outlet(self._document.words((n.start, n.end)), self._document.publisher) for n in names
        )
        return None if own or span[0] == span[1] else span


def head_of(phrase: str) -> str:
    """The noun that a phrase is about: "ministry" in "the ministry of the interior", in lower case."""
    found = _WORD.findall(_CUT.split(phrase.strip(), maxsplit=1)[0])
    return re.sub(r"['’]s$", "", found[-1].casefold()) if found else ""


def _leads(document: Document, name: Mention, attribution: Attribution) -> bool:
    """Is the name the head of the source: nothing but "the" before it, and no possessive or noun after it?"""
    start, end = attribution.source[0]
    before = document.text[start : name.start].strip().casefold()
    after = document.text[name.end : end]
    return before in {"", "the"} and (not after or after[0] in ",(" or after.startswith((" in ", " of ")))


def _speaks(document: Document, name: Mention, attribution: Attribution) -> bool:
    """Does the person himself speak, and not his lawyer or a cousin of his?"""
    after = document.text[name.end : name.end + 2]
    if after[:1] in {"'", "’"}:
        return False
    start = next((span[0] for span in attribution.source if span[0] <= name.start < span[1]), name.start)
    before = document.text[start : name.start].rstrip().casefold()
    return not before.endswith((" of", " to", " for", " with", " from", " by"))

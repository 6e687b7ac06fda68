"""The voice of a statement: the chain of mouths through which it reaches the reader, outermost first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Literal

import msgspec

from whosays.lexicon.agencies import is_agency
from whosays.records import Attribution, Credit, Document, Span
from whosays.records.derived import Voice
from whosays.records.outlets import same_outlet
from whosays.resolve.credited import Credits
from whosays.resolve.sources import Sources, words

UNATTRIBUTED = "unattributed quotation"
"""How a quotation is shown that the text puts in nobody's mouth."""
BEFORE = 1_500
"""Code points back to the body whose spokesman speaks."""


class Voices:
    """The chains of one document.

    `entity_ids` maps ids of the document's entities to those of the casebook; an entity that it does not hold
    is not named. Spans are code points of the document's text.
    """

    def __init__(self, document: Document, entity_ids: Mapping[str, str]) -> None:
        self._document = document
        self._ids = entity_ids
        named = {mention.entity for mention in document.mentions if mention.kind == "name"}
        self._names = {entity.id: entity.name for entity in document.entities if entity.id in named}
        self._sources = Sources(document)
        self._credits = Credits(document)
        self._made: dict[int, tuple[Voice, ...]] = {}
        self._bodies: list[tuple[int, Voice]] | None = None

    def chain(self, attribution: int | None, at: Span | None = None) -> tuple[Voice, ...]:
        """The chain for what stands at `at` in `attribution`, index of the innermost one (`None`: nobody's).

        Outermost first: the document, whom it republishes, whom it has this passage from, then each
        attribution from the outermost to the innermost. Who is speaking already ("we", the court in its own
        judgment) is no further voice.
        """
        document = self._document
        found = [Voice(kind="document", name=_shown_as(document))]
        if document.republished_from:
            kind: Literal["agency", "publisher"] = (
                "agency" if is_agency(document.republished_from) else "publisher"
            )
            found.append(Voice(kind=kind, name=document.republished_from))
        for credit in self._credits.at(at):
            if not any(same_outlet(credit.name, voice.name) for voice in found[1:]):
                found.append(_credited(document, credit))
        for index in enclosing(document, attribution):
            told = self._said_by(index)
            if told and len(found) > 1 and _is_again(told[0], found[-1]):
                if found[-1].cue is None:
                    del found[-1]  # the text tells more of him than the credit
                else:
                    told = told[1:]
            found.extend(told)
        return tuple(found)

    def _said_by(self, index: int) -> tuple[Voice, ...]:
        """The voices that one attribution adds."""
        if index not in self._made:
            self._made[index] = self._voices(self._document.attributions[index])
        return self._made[index]

    def _voices(self, attribution: Attribution) -> tuple[Voice, ...]:
        document, sources = self._document, self._sources
        cue = attribution.cue[0] if attribution.cue else None
        if not attribution.source:
            shown = " ".join(document.words(span) for span in attribution.cue)
            return (Voice(kind="unnamed", name=shown or UNATTRIBUTED, cue=cue),)
        if sources.is_own(attribution) or not sources.is_said(attribution):
            return ()
        own = Voice(
            kind=sources.kind_of(attribution),
            name=self._name_of(attribution),
            span=attribution.source[0],
            cue=cue,
            entity=self._ids.get(attribution.speaker) if attribution.speaker is not None else None,
        )
        before: list[Voice] = []
        if told := sources.told_to(attribution):
            before.append(Voice(kind="agency", name=document.words(told), span=told, cue=cue))
        body, speaks = sources.spoken_for(attribution)
        if speaks and (heard := self._body(body, attribution, cue)):
            before.append(heard)
        return (*before, own)

    def _name_of(self, attribution: Attribution) -> str:
        """The source's words; of a pronoun the name of whom the document means by it, where it names him."""
        shown = self._sources.words_of(attribution)
        if attribution.speaker is None or shown.strip().casefold() not in words().pronouns:
            return shown
        return self._names.get(attribution.speaker, shown)

    def _body(self, span: Span | None, attribution: Attribution, cue: Span | None) -> Voice | None:
        """The body that is heard through its spokesman: as his source gives it, or the last that spoke."""
        if span is not None:
            name = self._document.words(span)
            if same_outlet(name.removeprefix("the "), self._document.publisher):
                return None
            named = self._sources.names_in(span)
            kind: Literal["body", "speaker"] = "speaker" if named and named[0].type == "Person" else "body"
            entity = self._ids.get(named[0].entity) if len(named) == 1 else None
            return Voice(kind=kind, name=name, span=span, cue=cue, entity=entity)
        if self._bodies is None:
            self._bodies = [
                (
                    each.source[0][0],
                    Voice(kind="body", name=self._sources.words_of(each), span=each.source[0]),
                )
                for each in self._document.attributions
                if each.source and self._sources.kind_of(each) == "body" and not self._sources.is_own(each)
            ]
            self._bodies.sort(key=lambda each: each[0])
        start = attribution.source[0][0]
        last = bisect_left(self._bodies, start, key=lambda each: each[0]) - 1
        if last < 0 or self._bodies[last][0] < start - BEFORE:
            return None
        return msgspec.structs.replace(self._bodies[last][1], cue=cue)


def _is_again(voice: Voice, last: Voice) -> bool:
    """Is it plainly the last one once more?"""
    if voice.span is None or last.kind == "unnamed":
        return False
    if voice.entity is not None and voice.entity == last.entity:
        return True
    if last.cue is None:  # the name in a credit and in the text
        return same_outlet(voice.name, last.name)
    return voice.name.casefold() == last.name.casefold()


def labels(chain: tuple[Voice, ...]) -> list[str]:
    """The chain as the casebook contract writes it, without the document.

    A passive that names nobody ("is believed to") is no mouth and is left out.
    """
    told = []
    for voice in chain[1:]:
        if voice.kind == "unnamed" and voice.span is None and voice.cue is not None:
            continue
        prefix = f"{voice.kind}:" if voice.kind in {"agency", "body", "unnamed"} else ""
        told.append(f"{prefix}{' '.join(voice.name.split())}")
    return told


def innermost(document: Document, span: Span) -> int | None:
    """The innermost attribution that holds most of a passage; else one that the passage itself holds."""
    for whole in (False, True):
        best: tuple[int, int] | None = None
        for index, attribution in enumerate(document.attributions):
            spans = (
                (*attribution.source, *attribution.cue, *attribution.content)
                if whole
                else attribution.content
            )
            held = sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in spans)
            size = sum(end - start for start, end in spans)
            if 2 * held > span[1] - span[0] and (best is None or size <= best[0]):
                best = (size, index)
        if best is not None:
            return best[1]
    return None


def enclosing(document: Document, attribution: int | None) -> list[int]:
    """The attribution and its parents, outermost first; a ring or a missing parent ends the chain."""
    chain: dict[int, None] = {}
    at = attribution
    while at is not None and 0 <= at < len(document.attributions) and at not in chain:
        chain[at] = None
        at = document.attributions[at].parent
    return list(chain)[::-1]


def _shown_as(document: Document) -> str:
    """Publisher, else byline, else title; nothing for a document that has no name of its own.

    Where it lies is no part of what it says: the same bytes may lie in two places. A writer to whom it is
    credited is a voice by himself.
    """
    byline = ", ".join(name for name in document.byline if name.strip())
    credited = {credit.name for credit in document.credits if credit.kind == "author"}
    for name in (document.publisher, None if byline in credited else byline, document.title, byline):
        if name and name.strip():
            return name
    return ""


def _credited(document: Document, credit: Credit) -> Voice:
    kinds: dict[str, Literal["agency", "publisher", "speaker", "body"]] = {
        "agency": "agency",
        "publisher": "publisher",
        "author": "speaker",
        "source": "body",
    }
    return Voice(kind=kinds[credit.kind], name=credit.name, span=credit.span)

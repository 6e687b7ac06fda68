"""Cautions about who says it: nobody named, nobody at all, or one who has it from another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosays.records import Attribution
from whosays.records.outlets import same_outlet
from whosays.resolve.sources import head_of
from whosays.resolve.sources import words as source_words
from whosays.resolve.voices import enclosing
from whosays.weigh.cautions.found import Found
from whosays.weigh.cautions.look import Look, whole
from whosays.weigh.cautions.words import words

FEWEST = 4
"""Words of a quotation, and of what is said at second hand; fewer may be a choice of words."""
LONGEST = 300
"""Code points of a source or a cue that are looked at."""
_LETTER = re.compile(r"[^\W\d_]")
_SPOKE = re.compile(r"\b(?:spokes(?:man|woman|person|men|women|people)|representatives?)\b", re.I)


def spoken(look: Look) -> Iterator[Found]:
    """Sources without a name, and what is at second hand."""
    said = list(_said(look))
    yield from _unnamed(look, said)
    yield from _hearsay(look, said)


def _unnamed(look: Look, said: list[Attribution]) -> Iterator[Found]:
    """Sources that the text only describes, each once."""
    told: set[str] = set()
    for attribution in said:
        shown = _shown(look, attribution)
        if not _is_nameless(look, attribution, shown):
            continue
        # "The source added": the one who is told of already.
        again = shown.startswith(("the ", "these ", "this ")) and head_of(shown) in told
        if not again and shown not in told:
            told |= {shown, head_of(shown)}
            yield Found("unnamed-source", attribution.source[0], "The text describes this source only.")


def _hearsay(look: Look, said: list[Attribution]) -> Iterator[Found]:
    """What one says that another says."""
    document = look.document
    for attribution in said:
        if _is_nobody(look, attribution) or _length(look, attribution) < FEWEST:
            continue
        outer = [document.attributions[index] for index in enclosing(document, attribution.parent)]
        outer = [each for each in outer if _is_speech(look, each) and not look.sources.is_own(each)]
        if any(_is_other(look, attribution, each) for each in outer) or _in_anothers_words(look, attribution):
            yield Found("hearsay", whole(attribution), "At second hand: one reports what another says.")


def unattributed(look: Look) -> Iterator[Found]:
    """Quotations that stand by themselves, where nothing near says who speaks."""
    document, text = look.document, look.document.text
    near, written = set(), set()
    for attribution in document.attributions:
        for span in (*attribution.source[:1], *attribution.cue[:1]):
            near.add(look.block_at(span[0]))
        if attribution.source and head_of(_shown(look, attribution)) in words().writings:
            written.add(look.block_at(attribution.source[0][0]))
    for start, end in look.quotations:
        number = look.block_at(start)
        if number is None or number in near or len(text[start:end].split(maxsplit=FEWEST)) < FEWEST:
            continue
        block = document.blocks[number]
        if _LETTER.search(text, block.start, start) or _LETTER.search(text, end, block.end):
            continue  # something else in the paragraph leads to it
        if number - 1 in written or number + 1 in written:
            continue  # from the writing that is being told of
        if (
            not _is_continued(look, number)
            and text.count(text[start + 1 : end - 1].rstrip(".,!?"), 0, 100_000) < 2
        ):
            yield Found("unattributed-quote", (start, end), "Nobody is named as the speaker.")


def _is_continued(look: Look, number: int) -> bool:
    """Does the paragraph before lead to a quotation, or end with one, or does a signature follow?"""
    blocks, text = look.document.blocks, look.document.text
    if number > 0:
        before = text[
            max(blocks[number - 1].start, blocks[number - 1].end - LONGEST) : blocks[number - 1].end
        ].rstrip()
        if before.endswith((":", "”", '"', "’", "'", ",", "—", "-")) or any(mark in before for mark in '“"'):
            return True
    if number + 1 < len(blocks):
        after = text[blocks[number + 1].start : blocks[number + 1].start + LONGEST].lstrip()
        return after.startswith(("—", "–", "-", "―", "“", '"'))
    return False


def _said(look: Look) -> Iterator[Attribution]:
    """Reports of speech by somebody else than who speaks already, in text order."""
    found = [a for a in look.document.attributions if a.source and a.content and _is_speech(look, a)]
    for attribution in sorted(found, key=whole):
        if not look.sources.is_own(attribution) and look.sources.is_said(attribution):
            yield attribution


def _is_speech(look: Look, attribution: Attribution) -> bool:
    if not attribution.source:
        return False
    cue = " ".join(look.lower(span) for span in attribution.cue[:2])[:LONGEST].strip(" :,\n")
    found = cue.split()
    if not found:
        return attribution.quoted
    return cue in words().saying or found[-1] in words().saying or found[0] in words().saying


def _shown(look: Look, attribution: Attribution) -> str:
    return " ".join(look.lower(span) for span in attribution.source)[:LONGEST].strip()


def _is_nameless(look: Look, attribution: Attribution, shown: str) -> bool:
    names = [name for span in attribution.source for name in look.sources.names_in(span)]
    if any(name.type == "Person" and look.document.text[name.start].isupper() for name in names):
        return False
    span = whole(attribution)
    number = look.sentence_at(attribution.source[0][0])
    around = look.lower(look.sentence(number) if number is not None else span)
    if any(phrase in around for phrase in words().nameless_by_wish):
        return True
    if look.sources.kind_of(attribution) != "unnamed":
        return False
    first, head = shown.partition(" ")[0], head_of(shown)
    if first in words().crowds or shown in words().anybody or _SPOKE.search(shown):
        return False
    if first == "the" and head not in words().always and not head.endswith(("s", "men")):
        return False  # somebody who was named before
    if head in words().informants or first in {"someone", "somebody"}:
        return True
    return any(look.has_person(span) for span in attribution.source)


def _is_nobody(look: Look, attribution: Attribution) -> bool:
    """A thing, or what anybody may say; or nothing is said: "he tells lies"."""
    if attribution.speaker is None and not any(look.has_actor(span) for span in attribution.source):
        return True
    shown = _shown(look, attribution)
    first = shown.split(maxsplit=4)[:3]
    if not words().nobody.isdisjoint({*first[:2], head_of(shown)}):
        return True
    if not source_words().documents.isdisjoint({*first, head_of(shown)}):
        return True
    cue, content = attribution.cue[:1], attribution.content[0]
    told = bool(cue) and look.lower(cue[0]).split()[-1:] in (["tells"], ["tell"], ["told"])
    gap = look.document.text[cue[0][1] : content[0]] if told else ""
    return (
        told and cue[0][1] <= content[0] and not gap.strip() and not look.lower(content).startswith("that ")
    )


def _length(look: Look, attribution: Attribution) -> int:
    return sum(len(look.document.words(span).split(maxsplit=FEWEST)) for span in attribution.content)


def _is_other(look: Look, inner: Attribution, outer: Attribution) -> bool:
    """Is the one who is reported another than who reports him?"""
    if inner.speaker is not None and inner.speaker == outer.speaker:
        return False
    begin = inner.source[0][0]
    if not any(start <= begin < end for start, end in outer.content):
        return False
    if any(end <= begin and not look.document.text[end:begin].strip() for _, end in outer.cue):
        return bool(outer.cue) and not look.lower(outer.cue[-1]).endswith("told")  # it is told to him
    ours, theirs = _shown(look, inner), _shown(look, outer)
    if ours in {"he", "she", "they", "it", "him", "her", "them", "who", "which", "that", "you"}:
        return inner.speaker is not None and outer.speaker is not None
    return ours != theirs


def _in_anothers_words(look: Look, attribution: Attribution) -> bool:
    """Is the passage credited to a writer who is no reporter: a letter, a statement, an interview?"""
    shown = " ".join(look.document.words(span) for span in attribution.source)
    return any(
        credit.kind == "author" and not same_outlet(shown, credit.name)
        for credit in look.credits.at(whole(attribution))
    )

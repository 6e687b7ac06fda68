"""Cautions that the wording itself gives: by phrases, by the sort of page, by marks around a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from whosays.weigh.cautions.found import Found
from whosays.weigh.cautions.look import Look
from whosays.weigh.cautions.words import Finder, words

_OPINION = re.compile(
    r"/(?:opinions?|editorials?|op-?eds?|columns?|columnists?|commentary|comment)(?:/|$)", re.I
)
_FIRST_PERSON = re.compile(r"\bI\b(?![.:])")
_QUESTION = re.compile(r"\?")
HEADS = 3
"""Blocks at the head that may say that it is opinion."""
LONGEST = 60
"""Code points of such a line."""
OFTEN = 3
"""Times that a writer says "I" in his own voice, and ..."""
ASKED = 2
"""... questions that he asks in it: fewer of either are a reporter's."""
_NAME = re.compile(r"[\s“\"]{1,3}([A-Z])?(\w*)")


def phrases(look: Look) -> Iterator[Found]:
    """What the lexicon has phrases for."""
    for kind, finder in _finders().items():
        told = words().phrases[kind]
        for span in finder.spans(look):
            if (told.own and look.is_quoted(span[0])) or (told.unsaid and look.is_said(span[0])):
                continue
            number = look.sentence_at(span[0])
            around = "" if number is None else look.lower(look.sentence(number))
            if not any(phrase in around for phrase in told.but):
                yield Found(kind, span, told.note)


def correction(look: Look) -> Iterator[Found]:
    """A document that says of itself, at its head, that it corrects."""
    if look.is_correction:
        yield Found("correction", None, "It says that it corrects what was brought before.")


def opinion(look: Look) -> Iterator[Found]:
    """A page in a part of its site that is for opinions, or under such a heading; a writer who argues."""
    document = look.document
    heads = [document.words((block.start, block.end)) for block in document.blocks[:HEADS]]
    named = any(head[:LONGEST].strip(" :-–—|").casefold() in words().opinion_heads for head in heads)
    if named or any(_OPINION.search(url) for url in (document.url, document.canonical_url) if url):
        yield Found("opinion", None, "It stands among the opinions of its outlet.")
    elif document.byline and not any(credit.kind == "author" and credit.span for credit in document.credits):
        own, asked = (_own(look, shown) for shown in (_FIRST_PERSON, _QUESTION))
        if own >= OFTEN and asked >= ASKED and document.format != "message/rfc822":
            yield Found("opinion", None, "The writer speaks for himself, and asks the reader.")


def _own(look: Look, shown: re.Pattern[str]) -> int:
    """How often it stands in the document's own voice."""
    places = [match.start() for match in shown.finditer(look.document.text)]
    return sum(not (look.is_quoted(place) or look.is_said(place)) for place in places)


def scare_quotes(look: Look) -> Iterator[Found]:
    """A title in quotation marks before a name; a name or title that is "so-called"."""
    text = look.document.text
    note = "The text sets at a distance what this is called."
    for start, end in look.quotations:
        if look.lower((start + 1, end - 1)) in words().titles and re.match(r"\s[A-Z]", text[end : end + 2]):
            yield Found("scare-quotes", (start, end), note)
    for start, end in _distance().spans(look):
        after = _NAME.match(text, end)
        # In capitals throughout, a capital tells nothing.
        named = after is not None and after[1] is not None and not text[start:end].isupper()
        if after and (named or look.lower(after.span(2)) in words().titles) and not look.is_quoted(start):
            yield Found("scare-quotes", (start, end), note)


@cache
def _distance() -> Finder:
    return Finder(words().distance)


@cache
def _finders() -> dict[str, Finder]:
    return {kind: Finder(told.words) for kind, told in words().phrases.items()}

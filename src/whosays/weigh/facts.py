"""What weighing wants to know of a document besides its lines."""

from __future__ import annotations

import re
from functools import cache

from whosays.lexicon import any_of
from whosays.records import Document
from whosays.records.across import DocumentFacts
from whosays.resolve.sources import Sources
from whosays.resolve.stances import Stances
from whosays.weigh.citations import cited_by, withdrawn_by
from whosays.weigh.words import words

MOST = 100
"""Works that a document is said to cite."""
LONGEST = 200
"""Code points of a name."""


def document_facts(document: Document, key: str) -> DocumentFacts:
    """Who brought it out, when, on what it says it draws; `key` is the id of the reading."""
    return DocumentFacts(
        key=key,
        title=document.title,
        publisher=document.publisher or _desk(document),
        byline=document.byline,
        published=document.published,
        url=document.url,
        republished_from=document.republished_from,
        is_correction=Stances(document).is_correction,
        cites=_cites(document),
        compiled=_compiled().search(document.text) is not None,
        cited=cited_by(document),
        withdraws=withdrawn_by(document),
    )


def outlet_of(name: str) -> str:
    """The outlet that an office of it is one of: "KLN News Desk" is KLN's."""
    found = _office().search(name[:LONGEST])
    return name[: found.start()].rstrip(" ,-") if found else name


def _desk(document: Document) -> str | None:
    """A message without a publisher that the office of an outlet signs is the outlet's."""
    for name in document.byline:
        if (outlet := outlet_of(name)) != name and outlet:
            return outlet
    return None


def _cites(document: Document) -> tuple[str, ...]:
    sources = Sources(document)
    named = [c.name for c in document.credits if c.kind in {"agency", "publisher"}]
    named += [
        sources.words_of(attribution)
        for attribution in document.attributions
        if attribution.source and sources.kind_of(attribution) == "agency"
    ]
    return tuple(dict.fromkeys(name[:LONGEST] for name in named))[:MOST]


@cache
def _compiled() -> re.Pattern[str]:
    lists = words().compiled
    made, of, what = (any_of(forms) for forms in (lists.made, lists.of, lists.what))
    return re.compile(
        rf"\b(?:{made})\b:?(?: [a-z]{{1,12}}){{0,3}} (?:{of})(?: and [a-z]{{1,12}})? (?:{what})\b", re.I
    )


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{any_of(words().offices)})\s*$", re.I)

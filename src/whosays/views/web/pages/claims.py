"""A claim and the picture of its origins; the list of claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from whosays.casebook.worklists import ClaimOrder
from whosays.errors import NotFound
from whosays.views.chronology import named
from whosays.views.claims import ClaimEntry, topic_of
from whosays.views.claims import shown as shown_claims
from whosays.views.web.claimed import ClaimView, claim_views, claim_words, names_of_values
from whosays.views.web.page import Limit, Name, Offset, Words, page
from whosays.views.web.room import Ask
from whosays.views.wording import aspect_name

BATCH = 500
"""Claims of the whole list that are fetched at a time."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims."""

    aspect: Name | None = None
    origins: Annotated[int, Meta(ge=0, le=1_000_000, description="At least so many independent ones.")] = 0
    who: Words | None = None
    event: Name | None = None
    limit: Limit = 50
    offset: Offset = 0


class ClaimsPage(msgspec.Struct, frozen=True, kw_only=True):
    """Some claims out of `total`, those of most independent origins first."""

    total: int
    offset: int
    limit: int
    claims: tuple[ClaimView, ...]
    aspects: dict[str, str]
    """All aspects there are, in words."""
    asked: Wanted


def _numbers(ask: Ask, wanted: Wanted) -> Sequence[int]:
    reader = ask.reader
    topics: list[str] | None = None
    if wanted.who is not None:
        topics = reader.weighed.topics_of([p for one in named(reader, wanted.who) for p in one.parts])
    if wanted.event is not None:
        topic = topic_of(reader, wanted.event)
        topics = [topic] if topics is None or topic in topics else []
    order = _every(ask) if topics is None else reader.worklists.claims_in_order(topics)
    return order.get(wanted.aspect, ClaimOrder()).having(wanted.origins)


def _every(ask: Ask) -> dict[str | None, ClaimOrder]:
    return ask.held.get("claims in order", ask.reader.worklists.claims_in_order)


def _table(ask: Ask, wanted: Wanted) -> Iterator[Sequence[object]]:
    yield "id", "aspect", "value", "unit", "name", "origins", "documents", "reports", "event", "text", "line"
    numbers = _numbers(ask, wanted)
    for start in range(0, len(numbers), BATCH):
        claims = ask.reader.worklists.claims(numbers[start : start + BATCH])
        names = names_of_values(ask, (claim.value for claim in claims))
        for one in claims:
            counts = one.origins, one.documents, one.reports
            value = one.value, one.unit, claim_words(one, names) if one.value in names else None
            yield one.id, one.aspect, *value, *counts, one.topic, one.text, one.first


@page(
    "/claims",
    template="claims.html",
    summary="Claims, those of most independent origins first.",
    table=_table,
)
def claims_page(ask: Ask, wanted: Wanted) -> ClaimsPage:
    """The claims that are asked for."""
    numbers = _numbers(ask, wanted)
    some = ask.reader.worklists.claims(numbers[wanted.offset : wanted.offset + wanted.limit])
    aspects = sorted(aspect for aspect in _every(ask) if aspect is not None)
    return ClaimsPage(
        total=len(numbers),
        offset=wanted.offset,
        limit=wanted.limit,
        claims=claim_views(ask, some),
        aspects={aspect: aspect_name(aspect) for aspect in aspects},
        asked=wanted,
    )


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Which claim."""

    id: Name
    reports: Annotated[int, Meta(ge=1, le=1000, description="At most so many.")] = 80


class ClaimPage(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with its origins, and the reports that go back to each."""

    claim: ClaimEntry
    label: str
    """The aspect in words."""
    words: str
    """The value in words; empty where it has none."""
    reports: int
    """How many assert it, those not shown too."""
    against: int
    limit: int


@page("/claim/{id}", template="claim.html", summary="A claim: its independent origins, reports against it.")
def claim_page(ask: Ask, wanted: Question) -> ClaimPage:
    """One claim."""
    found = ask.reader.weighed.claims_by_id([wanted.id])
    if not found:
        raise NotFound(f"There is no claim {wanted.id} in this casebook.")
    asserting = sum(len(origin.reports) for origin in found[0].origins)
    return ClaimPage(
        claim=shown_claims(ask.reader, found, most=wanted.reports)[0],
        label=aspect_name(found[0].aspect),
        words=claim_words(found[0], names_of_values(ask, [found[0].value])),
        reports=asserting,
        against=len(found[0].reports) - asserting,
        limit=wanted.reports,
    )


PAGES = (claims_page, claim_page)

"""Claims as lists show them: what is claimed, in whose words first, and how many beginnings it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from whosays.casebook.rows import ClaimRow
from whosays.records.across import Claim
from whosays.views.chronology import Entry, entries_by_id
from whosays.views.web.room import Ask
from whosays.views.wording import aspect_name, value_words

Names = Mapping[str, tuple[str, str]]
"""(type, name) of entities."""


class ClaimView(msgspec.Struct, frozen=True, kw_only=True):
    """A claim in a list."""

    id: str
    topic: str
    aspect: str
    value: str | int | float | None
    unit: str | None
    label: str
    """The aspect in words: "Who did it"."""
    words: str
    """The value in words."""
    entity: str | None
    """If the value is one."""
    origins: int
    documents: int
    reports: int
    first: Entry | None
    """Its first report: of those that assert it, if any does."""


def claim_views(
    ask: Ask,
    rows: Iterable[ClaimRow],
    known: Mapping[str, Entry] | None = None,
    names: Names | None = None,
) -> tuple[ClaimView, ...]:
    """Claims with the words and the voice of their first reports; `known`: lines that were fetched before."""
    rows = list(rows)
    first = entries_by_id(ask.reader, (row.first for row in rows if row.first), known)
    names = names_of_values(ask, (row.value for row in rows)) if names is None else names
    return tuple(
        ClaimView(
            id=row.id,
            topic=row.topic,
            aspect=row.aspect,
            value=row.value,
            unit=row.unit,
            label=aspect_name(row.aspect),
            words=claim_words(row, names),
            entity=entity_of(row.value),
            origins=row.origins,
            documents=row.documents,
            reports=row.reports,
            first=first.get(row.first or ""),
        )
        for row in rows
    )


def names_of_values(ask: Ask, values: Iterable[str | int | float | None]) -> Names:
    """The entities among some values."""
    return ask.reader.names_of(dict.fromkeys(entity for entity in map(entity_of, values) if entity))


def entity_of(value: str | int | float | None) -> str | None:
    """The value, if it is an entity."""
    return value if isinstance(value, str) and value.startswith("e-") else None


def claim_words(claim: ClaimRow | Claim, names: Names) -> str:
    """The value of a claim in words; empty where it has none but that it is so."""
    if claim.value is None:
        return ""
    name = names.get(str(claim.value), ("", ""))[1]
    return value_words(claim.value, name or None, claim.unit)

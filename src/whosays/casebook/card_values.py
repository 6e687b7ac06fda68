"""What one document gives to be compared, as the values of rows."""

from __future__ import annotations

from typing import Any

import msgspec

from whosays.casebook.filing import Values, caution_values
from whosays.records.derived import Derived


def by_table(key: str, derived: Derived) -> dict[str, list[Values]]:
    """The rows of one document, by table; of `cards` those that are its own."""
    return {
        "document_facts": _about(key, derived),
        "cautions": caution_values("", derived.cautions),
        "facts": [{"document": key, "entity": f.entity, "data": _json(f)} for f in derived.facts],
        "cards": [{"kind": "event", "id": card.id, "data": _json(card)} for card in derived.events],
        "passages": [
            {"document": key, "start": start, "end": end, "card": card.id, "quoted": card.quoted}
            for (start, end, _), card in _held(derived).items()
        ],
    }


def words(derived: Derived) -> list[Values]:
    """The cards of its passages, which other documents may have too."""
    cards = {card.id: card for card in _held(derived).values()}
    return [{"kind": "passage", "id": card.id, "data": _json(card)} for card in cards.values()]


def _about(key: str, derived: Derived) -> list[Values]:
    if (about := derived.about) is None:
        return []
    cites = bool(about.cited or about.withdraws)
    return [{"document": key, "cites": cites, "publisher": about.publisher, "data": _json(about)}]


def _held(derived: Derived) -> dict[tuple[int, int, str], Any]:
    return {(p.start, p.end, p.card.id): p.card for p in derived.passages}


def _json(record: Any) -> str:
    return msgspec.json.encode(record).decode()

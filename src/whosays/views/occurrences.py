"""What a document says to have happened, in the form of the casebook contract: events with their reports.

Until occurrences are resolved across documents, an event is one of one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from whosays.records import Document, Quantity, Statement
from whosays.records.derived import content_id
from whosays.records.layers import QuantityRole
from whosays.resolve.derive import entity_ids, event_id
from whosays.resolve.stances import Stances
from whosays.resolve.voices import Voices, labels
from whosays.resolve.whereabouts import quantities_of

Plain = dict[str, Any]

COUNTED: dict[QuantityRole | None, str] = {
    "dead": "dead",
    "executed": "dead",
    "wounded": "injured",
    "abducted": "abducted",
    "arrested": "detained",
    "released": "released",
    "surrendered": "disarmed",
}
"""What befell those counted, in the words of the casebook contract."""
BEFALLEN: dict[tuple[str | None, str | None], str] = {
    ("COERCE", "arrest"): "detained",
    ("ASSAULT", "abduct"): "abducted",
    ("RETREAT", "release"): "released",
}
"""What an event says has befallen people, where the number leaves it open ("took seven men")."""
_FOR_LIFE = re.compile(
    r"\b(?:life (?:imprisonment|sentence|term|in (?:prison|jail|custody))|(?:for|to|got|received) life)\b",
    re.I,
)
HAPPENINGS: dict[str | None, str | None] = {
    "Sanction": "SANCTION",
    "Payment": "AID",
    "Founding": None,
    "Subsidiary": None,
    "Alias": None,
    "Succession": None,
}
"""Relations that begin on a day, and the type of event that their beginning is."""
_NEAR = 60  # characters between a conviction and the words for its term
_ROLES = ("actor", "victim", "recipient")


def events_of(document: Document, key: str) -> Iterator[Plain]:
    """The events of one document, in the order in which it tells of them."""
    ids = entity_ids(document, key)
    reports = _Reports(document, key, ids)
    groups: dict[str, list[Statement]] = {}
    for statement in sorted(document.statements, key=lambda s: (s.start, s.end, s.trigger)):
        if statement.kind == "event" or statement.type in HAPPENINGS:
            own = content_id("v", key, *statement.trigger, statement.type)
            groups.setdefault(event_id(statement, key) or own, []).append(statement)
    for id_, group in groups.items():
        yield {
            "id": id_,
            "type": next((_plover(s) for s in group if s.type), None),
            "mode": next((s.mode for s in group if s.mode and s.kind == "event"), None),
            "summary": document.words((group[0].start, group[0].end)),
            "edtf": list(dict.fromkeys(s.edtf for s in group if s.edtf)),
            "place": _entities(document, group, ids, ("place",)),
            "participants": _participants(document, group, ids),
            "reports": [reports.of(statement) for statement in group],
        }


def _plover(statement: Statement) -> str | None:
    """The type of event that a statement tells of; being taken off a list concedes something."""
    if statement.kind == "event":
        return statement.type
    if statement.type == "Sanction" and statement.mode == "lifted":
        return "CONCEDE"
    return HAPPENINGS.get(statement.type)


def _entities(
    document: Document, group: list[Statement], ids: dict[str, str], roles: tuple[str, ...]
) -> list[str]:
    mentions = (document.mentions[m] for s in group for role in roles for m in s.roles.get(role, ()))
    return list(dict.fromkeys(ids[mention.entity] for mention in mentions if mention.entity in ids))


def _participants(document: Document, group: list[Statement], ids: dict[str, str]) -> list[Plain]:
    roles = dict.fromkeys(role for statement in group for role in sorted(statement.roles) if role != "place")
    return [
        {"role": role, "entity": entity}
        for role in roles
        for entity in _entities(document, group, ids, (role,))
    ]


class _Reports:
    """The reports of one document."""

    def __init__(self, document: Document, key: str, ids: dict[str, str]) -> None:
        self._document = document
        self._key = key
        self._ids = ids
        self._voices = Voices(document, ids)
        self._stances = Stances(document)

    def of(self, statement: Statement) -> Plain:
        """One place where the document speaks of the event."""
        span = (statement.start, statement.end)
        chain = self._voices.chain(statement.attribution, statement.trigger)
        return {
            "doc": self._key,
            "start": span[0],
            "end": span[1],
            "quote": self._document.words(span),
            "voice": [f"doc:{self._key}", *labels(chain)],
            "stance": self._stances.at(span, statement.attribution, statement),
            "trigger": list(statement.trigger),
            "values": list(self._values(statement)),
        }

    def _values(self, statement: Statement) -> Iterator[Plain]:
        if statement.edtf and not statement.edtf.endswith("?"):  # an uncertain day contradicts nobody
            yield {"kind": "date", "value": statement.edtf, "unit": None}
        for role in ("place", *_ROLES):
            for mention in statement.roles.get(role, ()):
                entity = self._document.mentions[mention].entity
                if entity in self._ids:
                    yield {"kind": role, "value": self._ids[entity], "unit": None}
        for quantity in quantities_of(self._document, statement):
            if quantity.kind == "money":
                yield {"kind": "money", "value": quantity.value, "unit": quantity.unit}
            elif quantity.kind == "duration" and statement.mode == "convict":
                yield {"kind": "sentence", "value": quantity.value, "unit": quantity.unit}
            elif (kind := self._counted(statement, quantity)) is not None:
                yield {"kind": kind, "value": _count(quantity), "unit": None}
        if self._is_for_life(statement):
            yield {"kind": "sentence", "value": "life", "unit": None}

    def _counted(self, statement: Statement, quantity: Quantity) -> str | None:
        """What is said to have befallen those counted."""
        if quantity.role is not None or quantity.kind != "count":
            return COUNTED.get(quantity.role)
        return BEFALLEN.get((statement.type, statement.mode))

    def _is_for_life(self, statement: Statement) -> bool:
        """ "sentenced to life imprisonment": a sentence that is no number of years."""
        if statement.mode != "convict" or any(
            self._document.quantities[q].kind == "duration" for q in statement.quantities
        ):
            return False
        first, last = statement.trigger[0] - _NEAR, statement.trigger[1] + _NEAR
        words = self._document.text[max(statement.start, first) : min(statement.end, last)]
        return _FOR_LIFE.search(words) is not None


def _count(quantity: Quantity) -> int | float | str:
    """The number, or the two that it lies between."""
    if quantity.min is not None and quantity.max is not None and quantity.min < quantity.max:
        return f"{quantity.min:g}..{quantity.max:g}"
    return quantity.value

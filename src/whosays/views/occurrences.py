"""What a document says to have happened, in the form of the casebook contract: events with their reports.

Until occurrences are resolved across documents, an event is one of one document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from whosays.lexicon import load
from whosays.records import Document, Quantity, Statement
from whosays.records.derived import content_id
from whosays.resolve.derive import entity_ids, event_id
from whosays.resolve.stances import Stances
from whosays.resolve.voices import Voices, labels

Plain = dict[str, Any]

NEAR = 60
"""Code points between a number and the word that says what it counts."""
_ROLES = ("actor", "victim", "recipient")
_DIGIT = re.compile(r"\d")


def events_of(document: Document, key: str) -> Iterator[Plain]:
    """The events of one document, in the order in which it tells of them."""
    ids = entity_ids(document, key)
    reports = _Reports(document, key, ids)
    groups: dict[str, list[Statement]] = {}
    for statement in sorted(document.statements, key=lambda s: (s.start, s.end, s.trigger)):
        if statement.kind == "event":
            own = content_id("v", key, *statement.trigger, statement.type)
            groups.setdefault(event_id(statement, key) or own, []).append(statement)
    for id_, group in groups.items():
        yield {
            "id": id_,
            "type": next((s.type for s in group if s.type), None),
            "mode": next((s.mode for s in group if s.mode), None),
            "summary": document.words((group[0].start, group[0].end)),
            "edtf": list(dict.fromkeys(s.edtf for s in group if s.edtf)),
            "place": _entities(document, group, ids, ("place",)),
            "participants": _participants(document, group, ids),
            "reports": [reports.of(statement) for statement in group],
        }


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
        if statement.edtf:
            yield {"kind": "date", "value": statement.edtf, "unit": None}
        for role in ("place", *_ROLES):
            for mention in statement.roles.get(role, ()):
                entity = self._document.mentions[mention].entity
                if entity in self._ids:
                    yield {"kind": role, "value": self._ids[entity], "unit": None}
        for index in statement.quantities:
            quantity = self._document.quantities[index]
            if quantity.kind == "money":
                yield {"kind": "money", "value": quantity.value, "unit": quantity.unit}
            elif quantity.kind == "count" and (kind := counted(self._document.text, statement, quantity)):
                yield {"kind": kind, "value": quantity.value, "unit": None}


def counted(text: str, statement: Statement, quantity: Quantity) -> str | None:
    """What a number in a statement counts (`lexicon/counted.yaml`): the nearest word that says so.

    None where another number stands between them.
    """
    best: tuple[int, str] | None = None
    start = max(statement.start, quantity.start - 2 * NEAR)
    end = min(statement.end, quantity.end + 2 * NEAR)
    for match in _words().finditer(text, start, end):
        if match.start() < quantity.end and match.end() > quantity.start:
            distance = 0  # "the dead" are the thing counted
        elif match.end() <= quantity.start:
            distance, between = quantity.start - match.end(), text[match.end() : quantity.start]
        else:
            distance, between = match.start() - quantity.end, text[quantity.end : match.start()]
        if distance > NEAR or (distance and _DIGIT.search(between)):
            continue
        if best is None or distance < best[0]:
            best = (distance, _kinds()[match[0].casefold()])
    return best[1] if best else None


@cache
def _kinds() -> dict[str, str]:
    found: dict[str, tuple[str, ...]] = load("counted", dict[str, tuple[str, ...]])
    return {form: kind for kind, forms in found.items() for form in forms}


@cache
def _words() -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in sorted(_kinds(), key=len, reverse=True))
    return re.compile(rf"\b(?:{forms})\b", re.I)

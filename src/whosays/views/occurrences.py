"""What is said to have happened, in the form of the casebook contract: events with their reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from whosays.casebook.rows import EventRow
from whosays.records.across import EventCard
from whosays.records.derived import Line
from whosays.resolve.events.groups import type_of
from whosays.resolve.voices import labels
from whosays.weigh.values import values_of

if TYPE_CHECKING:
    from whosays.casebook import Reader

Plain = dict[str, Any]


def events_of(reader: Reader) -> Iterator[Plain]:
    """All events, by id: those of the chronology, and happenings that are not coded (type null)."""
    for row in reader.weighed.events():
        lines = reader.weighed.lines(row.statements)
        resolved = reader.weighed.wholes(party.entity for line in lines for party in line.parties)
        yield _event(reader, row, lines, resolved)


def _event(reader: Reader, row: EventRow, lines: Sequence[Line], resolved: Mapping[str, str]) -> Plain:
    told = [report(line, resolved) for line in lines]
    told += [each for card in row.cards if not card.lines for each in _uncoded(reader, card)]
    return {
        "id": row.id,
        "type": next((found for line in lines if (found := type_of(line)) is not None), None),
        "mode": next((line.mode for line in lines if line.mode and line.kind == "event"), None),
        "summary": told[0]["quote"] if told else "",
        "edtf": list(dict.fromkeys(line.edtf for line in lines if line.edtf)),
        "place": list(dict.fromkeys(_of_role(lines, resolved, "place"))),
        "participants": [
            {"role": role, "entity": entity}
            for role in dict.fromkeys(p.role for line in lines for p in line.parties if p.role != "place")
            for entity in dict.fromkeys(_of_role(lines, resolved, role))
        ],
        "reports": told,
    }


def _of_role(lines: Iterable[Line], resolved: Mapping[str, str], role: str) -> Iterator[str]:
    for line in lines:
        for party in line.parties:
            if party.role == role:
                yield resolved.get(party.entity, party.entity)


def report(line: Line, resolved: Mapping[str, str]) -> Plain:
    """One place where a document speaks of an event."""
    return {
        "doc": line.document,
        "start": line.start,
        "end": line.end,
        "quote": line.summary,
        "voice": [f"doc:{line.document}", *labels(line.voice)],
        "stance": line.stance,
        "trigger": None if line.trigger is None else list(line.trigger),
        "values": [
            {"kind": value.kind, "value": value.value, "unit": value.unit}
            for value in values_of(line, resolved)
        ],
    }


def _uncoded(reader: Reader, card: EventCard) -> Iterator[Plain]:
    for start, end in card.triggers:
        yield {
            "doc": card.document,
            "start": start,
            "end": end,
            "quote": reader.words(card.document, (start, end)),
            "voice": [f"doc:{card.document}", *card.voice],
            "stance": card.stance,
            "trigger": [start, end],
            "values": [],
        }

"""What is said to have happened, in the form of the casebook contract: events with their reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from whosays.engines.happenings import happenings
from whosays.records.across import EventCard
from whosays.records.derived import Line
from whosays.resolve.events.groups import type_of
from whosays.resolve.voices import labels
from whosays.weigh.values import values_of

if TYPE_CHECKING:
    from whosays.casebook import Reader

Plain = dict[str, Any]


class Occurrences:
    """The events of a casebook, and under which ids they were given out."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._ids: dict[str, str] = {}

    def all(self) -> Iterator[Plain]:
        """All events, by id: those of the chronology, and happenings that are not coded (type null)."""
        for cards in happenings(self._reader):
            id_ = next((card.id for card in cards if card.lines), cards[0].id)
            self._ids.update((card.id, id_) for card in cards if card.lines)
            yield self._event(id_, cards)

    def id_of(self, topic: str) -> str | None:
        """The id under which the event that a topic is was given out; `None`: it is no event."""
        return self._ids.get(topic)

    def _event(self, id_: str, cards: Sequence[EventCard]) -> Plain:
        found = self._reader.weighed.lines_by_id(line for card in cards for line in card.lines)
        lines = sorted(found.values(), key=lambda line: (line.document, line.start, line.end, line.id))
        resolved = self._reader.weighed.wholes(party.entity for line in lines for party in line.parties)
        told = [report(line, resolved) for line in lines]
        told += [each for card in cards if not card.lines for each in self._uncoded(card)]
        return {
            "id": id_,
            "type": next((type_ for line in lines if (type_ := type_of(line)) is not None), None),
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

    def _uncoded(self, card: EventCard) -> Iterator[Plain]:
        for start, end in card.triggers:
            yield {
                "doc": card.document,
                "start": start,
                "end": end,
                "quote": self._reader.words(card.document, (start, end)),
                "voice": [f"doc:{card.document}", *card.voice],
                "stance": card.stance,
                "trigger": [start, end],
                "values": [],
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

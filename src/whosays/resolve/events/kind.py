"""Events as a kind of card: keys, judge, settle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whosays.records.across import EventCard, Verdict
from whosays.resolve.events.judging import judge
from whosays.resolve.events.keys import keys
from whosays.resolve.events.settling import settle
from whosays.resolve.linking import Kind


class _Events:
    """The kind of card that events are."""

    name = "event"

    def keys(self, card: EventCard) -> tuple[str, ...]:
        return keys(card)

    def judge(self, a: EventCard, b: EventCard) -> Verdict | None:
        return judge(a, b)

    def settle(self, cards: Mapping[str, EventCard], verdicts: Sequence[Verdict]) -> list[tuple[str, ...]]:
        return settle(cards, verdicts)


EVENTS: Kind = _Events()

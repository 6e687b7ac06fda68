"""Events as a kind of card: keys, judge, settle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whosays.records.across import CAP, EventCard, Verdict
from whosays.records.derived import content_id
from whosays.resolve.events.judging import judge
from whosays.resolve.events.keys import keys
from whosays.resolve.events.settling import settle
from whosays.resolve.linking import Kind


class _Events:
    """The kind of card that events are."""

    name = "event"
    cap = CAP
    crowd = 0

    def twin(self, card: EventCard) -> str | None:
        """All but whose it is and where in its document things stand."""
        where = sorted((w.gazetteer or w.name, w.lat, w.lon) for w in card.where)
        takings = sorted((t.role, t.names) for t in card.takings)
        figures = sorted((f.role or f.kind, f.value, f.unit or "", str((f.min, f.max))) for f in card.figures)
        told = (card.type, card.mode, card.words, card.dates, card.published, card.context, card.about)
        return content_id(
            "w", *told, where, takings, figures, card.polarity, card.certainty, bool(card.means)
        )

    def keys(self, card: EventCard) -> tuple[str, ...]:
        return keys(card)

    def judge(self, a: EventCard, b: EventCard) -> Verdict | None:
        return judge(a, b)

    def settle(self, cards: Mapping[str, EventCard], verdicts: Sequence[Verdict]) -> list[tuple[str, ...]]:
        return settle(cards, verdicts)


EVENTS: Kind = _Events()

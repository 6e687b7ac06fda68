"""Which entities of different documents are one: cards, keys, verdicts, clusters (docs/resolve.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from whosays.records.across import CAP, EntityCard, Verdict
from whosays.resolve.entities.cards import card
from whosays.resolve.entities.compare import judge
from whosays.resolve.entities.facts import facts_of
from whosays.resolve.entities.keys import keys
from whosays.resolve.entities.settle import settle
from whosays.resolve.linking import Kind

__all__ = ["ENTITIES", "card", "facts_of"]


class _Entities:
    """The kind of card that stands for an entity."""

    name = "entity"
    cap = CAP
    crowd = 0

    def twin(self, card: EntityCard) -> str | None:
        """None: what bears the same safe name is one card."""
        return None

    def keys(self, card: EntityCard) -> Sequence[str]:
        return keys(card)

    def judge(self, a: EntityCard, b: EntityCard) -> Verdict | None:
        return judge(a, b)

    def settle(self, cards: Mapping[str, EntityCard], verdicts: Sequence[Verdict]) -> list[tuple[str, ...]]:
        return settle(cards, verdicts)


ENTITIES: Kind = _Entities()
"""How cards of entities are compared (`linking`, `keeping`)."""

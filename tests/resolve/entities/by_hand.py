"""Cards by hand, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.records.across import EntityCard, Verdict
from whosays.records.derived import content_id
from whosays.resolve.entities import ENTITIES
from whosays.resolve.linking import solve


def card(*names: str, type_: str = "Person", at: str = "", **facts: object) -> EntityCard:
    """A card; `at`: the document to which it keeps, for one whose name anybody may bear."""
    made: dict[str, object] = {"local": bool(at), **facts}
    return EntityCard(id=content_id("e", type_, *names, at), type=type_, names=tuple(sorted(names)), **made)  # type: ignore[arg-type]


def body(*names: str, at: str = "", **facts: object) -> EntityCard:
    return card(*names, type_="Organization", at=at, **facts)


def judged(one: EntityCard, other: EntityCard) -> Verdict | None:
    return ENTITIES.judge(*sorted((one, other), key=lambda card: card.id))


def together(*cards: EntityCard, decided: Sequence[Verdict] = ()) -> list[set[str]]:
    """What the cards come to: of each cluster of more than one, the longest name of each of its cards."""
    named = {card.id: max(card.names, key=len) for card in cards}
    return [
        {named[id_] for id_ in cluster} for cluster in solve(ENTITIES, cards, decided) if len(cluster) > 1
    ]


def are_one(*cards: EntityCard) -> bool:
    return len(solve(ENTITIES, cards)) == 1

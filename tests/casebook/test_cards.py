"""Cards kept in tables are settled as those kept in memory are: as all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select
from sqlalchemy.pool import StaticPool

from whosays.casebook.card_rows import CardRows
from whosays.casebook.cards import CardStore
from whosays.casebook.tables import clusters, metadata
from whosays.engines.comparing import compare
from whosays.records.across import EventCard, Verdict
from whosays.records.derived import Derived
from whosays.resolve.linking import agglomerate, solve


class Near:
    """Events of one word are twins, words of one first letter are compared, of one length the same."""

    name = "event"
    cap = 4
    crowd = 0

    def twin(self, card: EventCard) -> str | None:
        return " ".join(card.words) if card.mode else None

    def keys(self, card: EventCard) -> Iterable[str]:
        return [word[0] for word in card.words]

    def judge(self, a: EventCard, b: EventCard) -> Verdict | None:
        sort = {0: "same", 1: "weak", 3: "apart"}.get(abs(len(a.words[0]) - len(b.words[0])))
        if sort is None:
            return None
        return msgspec.convert(
            {"a": a.id, "b": b.id, "sort": sort, "score": 0.5, "reason": "length", "lone": b.id}, Verdict
        )

    def settle(
        self, cards: Mapping[str, EventCard], verdicts: Sequence[Verdict]
    ) -> Iterable[tuple[str, ...]]:
        return agglomerate(cards, verdicts)


made = st.builds(
    lambda number, word, mode: EventCard(
        id=f"v-{number:02}", document=f"d-{number}", type=None, mode=mode, words=(word,)
    ),
    st.integers(0, 20),
    st.text("ab", min_size=1, max_size=6),
    st.sampled_from([None, "mode"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.tuples(st.booleans(), made), min_size=1, max_size=12), max_size=5))
def test_tables_come_to_what_all_cards_at_once_come_to(steps: list[list[tuple[bool, EventCard]]]) -> None:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    metadata.create_all(engine)
    held: dict[str, EventCard] = {}
    with engine.connect() as connection:
        rows, store = CardRows(connection), CardStore(connection, "event")
        for step in steps:
            for comes, card in step:
                if card.id in held:
                    rows.drop(held[card.id].document, Derived(events=(held.pop(card.id),)))
                if comes:
                    rows.add(card.document, Derived(events=(card,)))
                    held[card.id] = card
            compare(Near(), store, lambda touched: None)
            kept: dict[str, list[str]] = defaultdict(list)
            found = connection.execute(select(clusters.c.card, clusters.c.cluster))
            placed = dict(map(tuple, found))
            for id_ in sorted(held):
                kept[placed.get(id_, id_)].append(id_)
            assert sorted(map(tuple, kept.values())) == solve(Near(), list(held.values()))
            assert set(placed) <= set(held)
            assert not store.stale(1)
    engine.dispose()

"""Whatever is added, changed and taken away: the clusters are those of all cards at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.resolve.memory import MemoryStore
from whosays.records.across import CAP, Verdict
from whosays.resolve.keeping import refresh
from whosays.resolve.linking import agglomerate, solve


class Card(NamedTuple):
    id: str
    number: int
    twin: str | None


class Near:
    """Numbers that differ by one are the same, those that end alike and differ by fifty are two."""

    name = "near"

    def __init__(self, crowd: int = 0, cap: int = CAP) -> None:
        self.crowd = crowd
        self.cap = cap

    def twin(self, card: Card) -> str | None:
        return card.twin

    def keys(self, card: Card) -> Iterable[str]:
        yield from (f"tens {card.number // 10}", f"ones {card.number % 10}", f"odd {card.number % 2}")

    def judge(self, a: Card, b: Card) -> Verdict | None:
        apart = abs(a.number - b.number)
        if apart <= 1:
            return Verdict(a=a.id, b=b.id, sort="same", score=0.9 - apart / 10, reason="near")
        if apart == 2:
            return Verdict(a=a.id, b=b.id, sort="weak", score=0.5, reason="not far", lone=max(a.id, b.id))
        return Verdict(a=a.id, b=b.id, sort="apart", score=1.0, reason="far") if apart == 50 else None

    def settle(self, cards: Mapping[str, Card], verdicts: Sequence[Verdict]) -> Iterable[tuple[str, ...]]:
        return agglomerate(cards, verdicts)


# Few twins and many, keys of few cards and of more than tell something.
cards = st.builds(
    lambda id_, number, twins: Card(f"c{id_:03}", number, f"t{number}" if twins else None),
    st.integers(0, 80),
    st.integers(0, 99),
    st.booleans(),
)
steps = st.lists(st.lists(st.tuples(st.booleans(), cards), min_size=1, max_size=40), max_size=8)


@settings(max_examples=300, deadline=None)
@given(steps, st.sampled_from([0, 2]), st.sampled_from([4, CAP]))
def test_any_history_leads_to_what_all_cards_at_once_lead_to(
    steps: list[list[tuple[bool, Card]]], crowd: int, cap: int
) -> None:
    kind = Near(crowd, cap)
    store = MemoryStore()
    for step in steps:
        before = {c[0]: c for c in store.every()}
        for comes, card in step:
            if comes:
                store.held[card.id] = card
            else:
                store.held.pop(card.id, None)
        touched, _ = refresh(kind, store, sorted({card.id for _, card in step}))
        now = {c[0]: c for c in store.every()}
        assert store.every() == solve(kind, list(store.held.values()))
        assert {c for c in before.keys() | now.keys() if before.get(c) != now.get(c)} <= touched


def test_a_key_of_many_tells_nothing_and_tells_again_when_they_are_few() -> None:
    store = MemoryStore()
    # All are odd; of neighbours only the key "odd" is shared where the tens differ.
    for number in range(CAP + 1):
        store.held[f"c{number:03}"] = Card(f"c{number:03}", 10 * number + 1, None)
    refresh(Near(), store, sorted(store.held))
    assert len(store.every()) == CAP + 1
    assert store.every() == solve(Near(), list(store.held.values()))


def test_ten_thousand_twins_cost_no_comparisons() -> None:
    compared = []

    class Counting(Near):
        def judge(self, a: Card, b: Card) -> Verdict | None:
            compared.append((a, b))
            return super().judge(a, b)

    store = MemoryStore()
    store.held = {f"c{n:05}": Card(f"c{n:05}", 7, "seven") for n in range(10_000)}
    refresh(Counting(), store, sorted(store.held))
    assert len(store.every()) == 1
    assert not compared

"""Clusters do not hang on order, and hostile piles take bounded time."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.resolve.entities.by_hand import body, card
from whosays.records.across import CAP, EntityCard
from whosays.resolve.entities import ENTITIES
from whosays.resolve.linking import candidates, solve

_GIVEN = ["Mikal", "Mikhal", "Irina", "M.", ""]
_SURNAMES = ["Sarov", "Saroff", "Sarova", "Voll", "Sarov Tamm"]
_BODIES = [
    "HLF",
    "Halvra Liberation Front",
    "HLF (Central)",
    "Halvran Liberation Front",
    "Sarov",
    "Liberation Front",
]
_OFFICES = [(), ("minister",), ("judge",)]

_PEOPLE = st.builds(
    lambda given, surname, at, offices, near: card(
        f"{given} {surname}".strip(), at=at, offices=offices, near=near
    ),
    st.sampled_from(_GIVEN),
    st.sampled_from(_SURNAMES),
    st.sampled_from(["d-1", "d-2", ""]),
    st.sampled_from(_OFFICES),
    st.sampled_from([(), ("arvan",), ("velm",)]),
)
_OTHERS = st.builds(
    lambda name, type_, at: card(name, type_=type_, at=at),
    st.sampled_from(_BODIES),
    st.sampled_from(["Organization", "PublicBody", "Place", "Thing"]),
    st.sampled_from(["d-1", "d-2", ""]),
)
_PILES = st.lists(st.one_of(_PEOPLE, _OTHERS), max_size=14, unique_by=lambda one: one.id)


@settings(max_examples=60, deadline=None)
@given(_PILES, st.randoms(use_true_random=False))
def test_order_changes_nothing(cards: list[EntityCard], random: object) -> None:
    told = solve(ENTITIES, cards)
    random.shuffle(cards)  # type: ignore[attr-defined]
    assert solve(ENTITIES, cards) == told
    assert sorted(id_ for cluster in told for id_ in cluster) == sorted(one.id for one in cards)


@settings(max_examples=60, deadline=None)
@given(_PILES)
def test_one_verdict_for_two_cards(cards: list[EntityCard]) -> None:
    for a, b in candidates(ENTITIES, cards):
        by_id = {one.id: one for one in cards}
        verdict = ENTITIES.judge(by_id[a], by_id[b])
        if verdict is not None:
            assert (verdict.a, verdict.b) == (a, b)
            assert verdict.reason
            assert 0 <= verdict.score <= 1


def test_ten_thousand_of_one_name_are_compared_with_none() -> None:
    cards = [card("Mohammed", at=f"d-{n}") for n in range(10_000)]
    began = time.process_time()
    assert len(solve(ENTITIES, [*cards, card("Mohammed Tarin")])) == 10_001
    assert time.process_time() - began < 5


def test_no_key_is_shared_by_every_government() -> None:
    cards = [card("government", type_="PublicBody", at=f"d-{n}") for n in range(5_000)]
    assert len(solve(ENTITIES, cards)) == 5_000


def test_an_entity_of_two_hundred_names_has_few_keys_and_pairs() -> None:
    many = body(*(f"Front number {n} of Arvan" for n in range(200)))
    assert len(ENTITIES.keys(many)) <= CAP
    began = time.process_time()
    ENTITIES.judge(
        *sorted((many, body(*(f"League number {n} of Arvan" for n in range(200)))), key=lambda c: c.id)
    )
    assert time.process_time() - began < 1


def test_names_of_one_letter_or_none_join_nothing() -> None:
    cards = [card(name, at=at) for name in ("X", "", ".", "—") for at in ("d-1", "d-2")]
    cards += [body(name, at=at) for name in ("X", "", "The") for at in ("d-1", "d-2")]
    assert all(len(cluster) == 1 for cluster in solve(ENTITIES, cards))

"""Which mentions are held against each other, and what is told of a pair."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.annotate.model.labels import TYPES
from whosays.annotate.model.pairs import ALIKE, FEATURES, NAME, NOMINAL, PRONOUN, REACH, Pairs, Row, pairs

PERSON = TYPES.index("Person")
SAME, SAME_NAMES = 0, 1
SHARED_NAMES = 3
INITIALS = 7
WORDS = ["the", "una", "orlan", "mira", "he", "they", "of", ",", "'", ".", "-"]


def of(*mentions: str, kind: int = NAME) -> Pairs:
    """The pairs of these mentions, each in a sentence of its own."""
    text: list[str] = []
    rows: list[Row] = []
    for number, mention in enumerate(mentions):
        parts = mention.lower().split()
        rows.append(Row(len(text), len(text) + len(parts) - 1, kind, PERSON, number))
        text += [*parts, "."]
    return pairs(text, rows)


def listed(found: Pairs) -> list[tuple[int, int]]:
    return list(zip(found.later.tolist(), found.earlier.tolist(), strict=True))


def told(found: Pairs, later: int, earlier: int) -> list[float]:
    row: list[float] = found.told[listed(found).index((later, earlier))].tolist()
    return row


def different(n: int) -> list[str]:
    return [f"name{k}" for k in range(n)]


@pytest.mark.parametrize("n", [0, 1])
def test_one_mention_makes_no_pair(n: int) -> None:
    found = of(*different(n))
    assert listed(found) == []
    assert found.told.shape == (0, FEATURES)


def test_each_mention_is_held_against_those_within_reach() -> None:
    n = REACH + 20
    assert listed(of(*different(n))) == [(i, j) for i in range(n) for j in range(max(0, i - REACH), i)]


def test_a_mention_is_held_against_one_far_off_that_shares_a_word() -> None:
    found = of("Mira Orlan", *different(3 * REACH), "Orlan")
    last = 3 * REACH + 1
    assert (last, 0) in listed(found)
    assert (last, 1) not in listed(found)
    assert told(found, last, 0)[SHARED_NAMES] == 1


def test_small_words_are_not_shared() -> None:
    found = of("the mayor of velm", *different(2 * REACH), "the harbour of ostel", kind=NOMINAL)
    assert (2 * REACH + 1, 0) not in listed(found)


def test_pronouns_are_held_against_those_within_reach_only() -> None:
    found = of(*["they"] * (REACH + 5), kind=PRONOUN)
    assert all(i - j <= REACH for i, j in listed(found))


def test_of_many_far_off_the_latest_count() -> None:
    found = of(*["Orlan"] * 50, *different(REACH), "Orlan")
    last = 50 + REACH
    assert [j for i, j in listed(found) if i == last and j < last - REACH] == list(range(50 - ALIKE, 50))


@pytest.mark.parametrize(
    "mentions",
    [
        ["Mira Orlan"] * 10_000,
        [f"{a}{b}" for a in "abcdefghij " for b in range(900)],
        [" ".join(f"w{k % 7}" for k in range(40))] * 5_000,
        ["UNA", "United Northern Alliance"] * 5_000,
    ],
    ids=["one name", "different names", "long mentions", "initials"],
)
def test_the_pairs_of_many_mentions_are_in_proportion(mentions: list[str]) -> None:
    begun = time.process_time()
    found = of(*mentions)
    assert time.process_time() - begun < 10
    assert len(found.later) <= len(mentions) * (REACH + ALIKE)
    assert found.told.shape == (len(found.later), FEATURES)


def test_every_column_is_told() -> None:
    """As many as `FEATURES`; the last of them is one for each pair."""
    found = of("Mira Orlan", "Orlan")
    assert found.told.shape == (1, FEATURES)
    assert found.told[0, -1] == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("United Northern Alliance", "UNA"),
        ("UNA", "United Northern Alliance"),
        ("the Union of Northern Anglers", "U.N.A."),
    ],
)
def test_initials_are_seen_in_either_order(one: str, other: str) -> None:
    assert told(of(one, "Velm", other), 2, 0)[INITIALS] == 1
    assert told(of(one, "Velm", other), 1, 0)[INITIALS] == 0


def test_one_letter_is_no_initials() -> None:
    assert told(of("Union", "U"), 1, 0)[INITIALS] == 0


def test_the_same_words_are_told_from_other_words() -> None:
    found = of("Mira Orlan", "Jonas Rell", "the Mira Orlan")
    assert told(found, 2, 0)[SAME] == told(found, 2, 0)[SAME_NAMES] == 1
    assert told(found, 1, 0)[SAME] == told(found, 2, 1)[SAME] == 0


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
            st.sampled_from([NAME, NOMINAL, PRONOUN]),
            st.integers(0, len(TYPES) - 1),
        ),
        max_size=30,
    )
)
def test_what_is_told_is_finite_whatever_the_mentions(mentions: list[tuple[list[str], int, int]]) -> None:
    text: list[str] = []
    rows: list[Row] = []
    for number, (parts, kind, type_) in enumerate(mentions):
        rows.append(Row(len(text), len(text) + len(parts) - 1, kind, type_, number))
        text += parts
    found = pairs(text, rows)
    assert found.told.dtype == np.float32
    assert np.isfinite(found.told).all()
    assert all(j < i for i, j in listed(found))
    assert listed(found) == sorted(set(listed(found)))

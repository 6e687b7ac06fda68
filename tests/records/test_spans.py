"""Passages."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from whosays.records.spans import merged

SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda s: (s[0], s[0] + s[1])))


def test_what_touches_is_one_and_what_does_not_stays_apart() -> None:
    assert merged([(7, 9), (0, 3), (3, 5), (1, 2)]) == [(0, 5), (7, 9)]


@given(SPANS)
def test_merged_passages_hold_the_same_places_and_never_touch(spans: list[tuple[int, int]]) -> None:
    found = merged(spans)
    assert {n for a, b in found for n in range(a, b)} == {n for a, b in spans for n in range(a, b)}
    assert all(end < start for (_, end), (start, _) in pairwise(found))

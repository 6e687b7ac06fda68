"""The best tree, against a look at all of them."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from whosays.annotate.model.trees import best_tree

Scores = NDArray[np.float32]


def is_tree(heads: tuple[int, ...]) -> bool:
    """Has it one root, to which the way up from every word leads?"""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        at, steps = word, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


@cache
def all_trees(n: int) -> NDArray[np.int64]:
    """[trees, words] of heads; n ** (n - 1) of them (Cayley)."""
    found = np.array([heads for heads in product(range(n + 1), repeat=n) if is_tree(heads)])
    assert len(found) == n ** (n - 1)
    return found


def total(scores: Scores, heads: NDArray[np.int64]) -> float:
    return float(scores[np.arange(len(scores)), heads].sum())


@st.composite
def tables(draw: st.DrawFn, *, least: int = -50, most: int = 50) -> Scores:
    """Whole numbers, so that sums are exact."""
    n = draw(st.integers(1, 5))
    row = st.lists(st.integers(least, most), min_size=n + 1, max_size=n + 1)
    return np.array(draw(st.lists(row, min_size=n, max_size=n)), np.float32)


@given(tables())
def test_no_tree_is_better_than_the_best(scores: Scores) -> None:
    heads = best_tree(scores)
    assert is_tree(tuple(heads.tolist()))
    every = scores[np.arange(len(scores)), all_trees(len(scores))].sum(1)
    assert total(scores, heads) == every.max()


@given(tables(least=0, most=1))
def test_ties_end_in_one_of_the_best_trees_and_always_in_the_same(scores: Scores) -> None:
    heads = best_tree(scores)
    assert is_tree(tuple(heads.tolist()))
    every = scores[np.arange(len(scores)), all_trees(len(scores))].sum(1)
    assert total(scores, heads) == every.max()
    assert heads.tolist() == best_tree(scores.copy()).tolist()


@pytest.mark.parametrize("score", [-1e6, 0.0, 7.5])
def test_one_word_is_the_root_even_where_it_would_rather_be_its_own_head(score: float) -> None:
    assert best_tree(np.array([[score, score + 1]], np.float32)).tolist() == [0]


def test_two_words_that_want_each_other_have_one_root() -> None:
    scores = np.array([[1, 0, 9], [0, 9, 0]], np.float32)
    assert best_tree(scores).tolist() == [0, 1]


def test_a_circle_beside_a_root_is_broken_without_a_second_root() -> None:
    # The third word is the root of itself; the first two hang on each other and would both rather
    # be a root than below it.
    scores = np.array([[8, 0, 9, -5], [7, 9, 0, -5], [9, 0, 0, 0]], np.float32)
    heads = best_tree(scores)
    assert is_tree(tuple(heads.tolist()))
    assert total(scores, heads) == scores[np.arange(3), all_trees(3)].sum(1).max()


def test_the_scores_are_left_as_they_are() -> None:
    scores = np.array([[0, 0, 9], [0, 9, 0]], np.float32)
    before = scores.copy()
    best_tree(scores)
    assert (scores == before).all()


@pytest.mark.parametrize("n", [40, 253])
def test_a_long_sentence_full_of_circles_has_a_tree(n: int) -> None:
    # Word 2k and word 2k + 1 want each other, pairs want pairs, and so on.
    scores = np.zeros((n, n + 1), np.float32)
    for word in range(n):
        for step in range(8):
            other = word ^ 1 << step
            if other < n:
                scores[word, other + 1] = 10 - step
    assert is_tree(tuple(best_tree(scores).tolist()))


def test_a_sentence_in_which_all_would_be_the_root_has_one() -> None:
    scores = np.zeros((30, 31), np.float32)
    scores[:, 0] = 100
    assert is_tree(tuple(best_tree(scores).tolist()))

"""Long texts in windows that overlap."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from whosays.annotate.model.windows import best, cuts, sizes, windows

LIMIT = 20
lengths = st.lists(st.integers(1, 6), max_size=120)


def of(pieces: list[int], keep: int = 5, begins: list[int] | None = None) -> list[tuple[int, int]]:
    return windows(sizes([[0] * n for n in pieces]), begins or [0], limit=LIMIT, keep=keep)


@given(lengths, st.integers(0, 8), st.lists(st.integers(1, 119), max_size=12))
def test_windows_cover_all_words_in_order_and_none_is_too_long(
    pieces: list[int], keep: int, begins: list[int]
) -> None:
    found = of(pieces, keep, sorted({0, *(k for k in begins if k < len(pieces))}))
    assert {k for i, j in found for k in range(i, j)} == set(range(len(pieces)))
    assert all(sum(pieces[i:j]) <= LIMIT or j == i + 1 for i, j in found)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(found))


@given(lengths, st.integers(0, 8))
def test_each_word_is_believed_in_a_window_that_holds_it(pieces: list[int], keep: int) -> None:
    found = of(pieces, keep)
    for word, number in enumerate(best(found, len(pieces)).tolist()):
        i, j = found[number]
        assert i <= word < j


def test_a_word_is_believed_where_it_lies_furthest_from_a_cut() -> None:
    assert best([(0, 10), (6, 16)], 16).tolist() == [0] * 8 + [1] * 8


def test_the_edges_of_the_text_are_no_cuts() -> None:
    assert best([(0, 10), (2, 12)], 12).tolist() == [0] * 6 + [1] * 6


def test_a_window_begins_where_a_sentence_does() -> None:
    assert of([1] * 30, keep=5, begins=[0, 13, 18]) == [(0, 18), (13, 30)]


def test_a_text_of_one_window_is_not_cut() -> None:
    assert of([1] * LIMIT) == [(0, LIMIT)]
    assert of([]) == []


def test_sentences_may_begin_after_stops_and_line_breaks() -> None:
    text = "It ended. Nobody\nleft. then"
    spans = [(0, 2), (3, 8), (8, 9), (10, 16), (17, 21), (21, 22), (23, 27)]
    assert [text[start:end] for start, end in spans][-1] == "then"
    assert cuts(text, spans) == [0, 3, 4]

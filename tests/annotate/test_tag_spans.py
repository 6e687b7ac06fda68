"""Tags and the spans that they cut."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from whosays.annotate.model.labels import bio
from whosays.annotate.model.spans import best_tags, tagged_spans, word_labels

NAMES = ("source", "cue")
TAGS = len(bio(NAMES))
FIRST = np.zeros(TAGS, np.float32)
STEP = np.zeros((TAGS, TAGS), np.float32)
FIRST[2::2] = STEP[:, 2::2] = -1e4
for inside in range(2, TAGS, 2):
    STEP[[inside - 1, inside], inside] = 0


def is_sound(tags: tuple[int, ...]) -> bool:
    """Does every inside (an even tag) stand behind a beginning or an inside of its name?"""
    return all(tag == 0 or tag % 2 or last in (tag - 1, tag) for last, tag in pairwise((0, *tags)))


@st.composite
def tables(draw: st.DrawFn, *, most: int = 50) -> NDArray[np.float32]:
    """Whole numbers, so that sums are exact."""
    row = st.lists(st.integers(-most, most), min_size=TAGS, max_size=TAGS)
    return np.array(draw(st.lists(row, min_size=1, max_size=4)), np.float32)


def test_the_tags_of_two_names() -> None:
    assert bio(NAMES) == ("O", "B-source", "I-source", "B-cue", "I-cue")


@given(tables() | tables(most=1))
def test_no_sound_row_of_tags_is_better_than_the_best(scores: NDArray[np.float32]) -> None:
    places = np.arange(len(scores))
    tags = best_tags(scores, STEP, FIRST)
    assert is_sound(tuple(tags))
    every = [row for row in product(range(TAGS), repeat=len(scores)) if is_sound(row)]
    assert scores[places, tags].sum() == scores[places, np.array(every)].sum(1).max()


def test_an_inside_is_not_believed_without_a_beginning() -> None:
    scores = np.full((2, TAGS), -5, np.float32)
    scores[:, 2] = 9
    assert best_tags(scores, STEP, FIRST) == [1, 2]
    scores[:, 0] = 20, 0
    assert best_tags(scores, STEP, FIRST) == [0, 0]


@given(tables())
def test_spans_are_what_the_tags_say(scores: NDArray[np.float32]) -> None:
    tags = best_tags(scores, STEP, FIRST)
    found = tagged_spans(tags, NAMES)
    again = [0] * len(tags)
    for number, name in enumerate(NAMES):
        assert found[name] == sorted(found[name])
        for start, end in found[name]:
            again[start:end] = [2 * number + 1, *[2 * number + 2] * (end - start - 1)]
    assert again == tags


def test_what_it_costs_to_go_from_one_tag_to_the_next_counts() -> None:
    scores = np.zeros((2, TAGS), np.float32)
    scores[:, 1] = 1
    dear = STEP.copy()
    dear[1, 1] = -3
    assert best_tags(scores, STEP, FIRST) == [1, 1]
    assert best_tags(scores, dear, FIRST) in ([0, 1], [1, 0])


def test_no_words_have_no_tags() -> None:
    assert best_tags(np.zeros((0, TAGS), np.float32), STEP, FIRST) == []


def test_spans_of_tags_by_hand() -> None:
    assert tagged_spans([1, 2, 1, 0, 3, 4, 4], NAMES) == {"source": [(0, 2), (2, 3)], "cue": [(4, 7)]}
    assert tagged_spans([], NAMES) == {"source": [], "cue": []}
    # An inside by itself, which `best_tags` never gives, begins a span.
    assert tagged_spans([2, 2, 4], NAMES) == {"source": [(0, 2)], "cue": [(2, 3)]}


def test_a_word_stands_under_the_name_of_its_own_best_tag() -> None:
    scores = np.eye(TAGS, dtype=np.float32)
    assert word_labels(scores, NAMES) == [None, "source", "source", "cue", "cue"]
    assert word_labels(scores[:0], NAMES) == []

"""Words as the numbers of their parts, in a vocabulary made for the test."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.annotate.model.pieces import MOST, Pieces

MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
LISTED = [
    "h",
    "harb",
    "##bour",
    "##our",
    "##o",
    "##u",
    "##r",
    "velm",
    "##s",
    "a",
    "##a",
    "-",
    "'",
    "港",
    "7",
    "##7",
]


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    path: Path = tmp_path_factory.mktemp("vocabulary") / "vocab.txt"
    path.write_text("\n".join([*MARKS, *LISTED]) + "\n", encoding="utf-8")
    return Pieces(path)


def split(vocabulary: Pieces, word: str) -> list[str]:
    return [[*MARKS, *LISTED][number] for number in vocabulary.of(word)]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("harbour", ["harb", "##our"]),  # the longest first, though "h" + … would do as well
        ("HARBOUR", ["harb", "##our"]),
        ("velms", ["velm", "##s"]),
        ("vélm", ["velm"]),
        ("ve\u0301lm", ["velm"]),
        ("VÉLM", ["velm"]),
        ("ve\u00adlm", ["velm"]),  # a soft hyphen
        ("ve\u200dlm", ["velm"]),
        ("velm-harbour", ["velm", "-", "harb", "##our"]),
        ("velm's", ["velm", "'", "[UNK]"]),
        ("harx", ["[UNK]"]),  # a part that is not covered is one unknown, not some pieces and one unknown
        ("xyz-velm", ["[UNK]", "-", "velm"]),
        ("港口", ["港", "[UNK]"]),
        ("velm港velm", ["velm", "港", "velm"]),
        ("77", ["7", "##7"]),
        ("😀", ["[UNK]"]),
        ("\u0301", ["[UNK]"]),  # nothing is left of it
        ("\u200d", ["[UNK]"]),
        ("", ["[UNK]"]),
    ],
)
def test_the_longest_pieces_from_the_left(vocabulary: Pieces, word: str, parts: list[str]) -> None:
    assert split(vocabulary, word) == parts


def test_no_word_has_more_pieces_than_are_read(vocabulary: Pieces) -> None:
    assert split(vocabulary, "a" * 50) == ["a", *["##a"] * (MOST - 1)]
    assert split(vocabulary, "-" * 50) == ["-"] * MOST


@pytest.mark.parametrize("word", ["a" * 10**6, "é" * 10**6, "-" * 10**6, "x" * 10**6, "\u0301" * 10**6])
def test_a_word_of_a_megabyte_takes_no_time(vocabulary: Pieces, word: str) -> None:
    begun = time.process_time()
    assert 1 <= len(vocabulary.of(word)) <= MOST
    assert time.process_time() - begun < 0.1


@given(word=st.text(max_size=30))
def test_every_word_has_pieces_of_the_vocabulary(vocabulary: Pieces, word: str) -> None:
    assert 1 <= len(vocabulary.of(word)) <= MOST
    assert all(0 <= number < len(vocabulary) for number in vocabulary.of(word))


def test_the_marks_are_known_by_their_names(vocabulary: Pieces) -> None:
    told = (vocabulary.pad, vocabulary.unknown, vocabulary.begin, vocabulary.end, vocabulary.mask)
    assert told == (0, 1, 2, 3, 4)
    assert len(vocabulary) == len(MARKS) + len(LISTED)


def test_a_vocabulary_without_marks_does_not_load(tmp_path: Path) -> None:
    (tmp_path / "vocab.txt").write_text("a\nb\n")
    with pytest.raises(KeyError):
        Pieces(tmp_path / "vocab.txt")

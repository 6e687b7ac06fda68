"""When two words are spellings of one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.resolve.entities.spelling import LONGEST, alike, close, parts, slip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sarov", "saroff"),
        ("sarov", "sarow"),
        ("mikal", "mikhal"),
        ("mikhail", "mikhal"),
        ("mohammed", "muhammad"),
        ("hussein", "husayn"),
        ("kole", "kolle"),
        ("karin", "karen"),
        ("hassan", "hasan"),
        ("yusuf", "yousef"),
    ],
)
def test_transliterations_are_one_word(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("maria", "mario"),
        ("arvan", "ervin"),
        ("sales", "solis"),
        ("tamm", "tom"),
        ("peter", "petra"),
        ("sarov", "sarova"),
        ("dimov", "dinov"),
        ("ana", "ann"),
    ],
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert not alike(one, other)


def test_close_spellings_keep_their_vowels() -> None:
    assert close("sarow", "saroff")
    assert not close("hethran", "hethrin")


def test_a_slip_is_one_letter_of_a_long_word() -> None:
    assert slip("edvin", "ervin")
    assert slip("lagrow", "largow")
    assert slip("garcial", "garcia")
    assert not slip("kole", "kola")
    assert not slip("martinez", "marquez")


def test_names_in_any_script_have_latin_words() -> None:
    assert parts("Михаил Саров") == ("mikhail", "sarov")
    assert parts("H.L.F.") == ("hlf",)
    assert parts("St Brannoc’s") == parts("St Brannoc's") == ("st", "brannocs")


@given(st.text(max_size=40), st.text(max_size=40))
def test_spelling_has_no_direction(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert slip(one, other) == slip(other, one)


def test_a_name_without_end_is_cut() -> None:
    assert len(" ".join(parts("x " * 1_000_000))) <= LONGEST

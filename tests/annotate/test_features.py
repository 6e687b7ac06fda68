"""What the model is told of a word beside its letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.annotate.model.features import CLUES, NO_CASE, PLACES, clues, in_capitals, shapes
from whosays.annotate.model.words import words

Told = tuple[int, bool, bool]
"""Shape, whether quoted, whether after a line break."""


def told(text: str, *, blank: bool | None = None) -> dict[str, Told]:
    """What is told of each word; the last of equal ones counts."""
    spans = [(start, end) for start, end, _ in words(text)]
    return {
        text[start:end]: (number // 4, bool(number & 2), bool(number & 1))
        for (start, end), number in zip(spans, shapes(text, spans, blank=blank), strict=True)
    }


def known(text: str) -> dict[str, set[str]]:
    """The clues of each word that has some."""
    forms = [text[start:end] for start, end, _ in words(text)]
    return {
        form: {clue for bit, clue in enumerate(CLUES) if bits >> bit & 1}
        for form, bits in zip(forms, clues(forms), strict=True)
        if bits
    }


# ── shapes ────────────────────────────────────────────────────────────────────────────────────────


def test_capitals_figures_and_marks_have_shapes_of_their_own() -> None:
    found = {word: shape for word, (shape, _, _) in told("Marn and the UNA met 3rd V , 12 times").items()}
    assert found == {
        **dict.fromkeys(("and", "the", "met", "times"), 0),
        **dict.fromkeys(("Marn", "V"), 1),
        "UNA": 2,
        **dict.fromkeys(("3rd", "12"), 3),
        ",": 4,
    }


def test_capitals_in_a_text_of_capitals_prove_nothing() -> None:
    assert in_capitals("THE ARMY OF VELM LEFT ITS CAMP, COL. Marn said")
    assert not in_capitals("The army of VELM left")
    assert not in_capitals("")
    assert not in_capitals("1998")
    assert {shape for shape, _, _ in told("THE ARMY OF VELM LEFT").values()} == {NO_CASE}
    assert {shape for shape, _, _ in told("The army left", blank=True).values()} == {NO_CASE}
    assert told("THE ARMY", blank=False)["ARMY"][0] == 2
    assert told("THE ARMY LEFT ON 3 MAY.")["3"][0] == 3


@pytest.mark.parametrize("marks", ["“”", '""', "«»"])
def test_words_between_quotation_marks_are_quoted_and_so_are_the_marks(marks: str) -> None:
    found = told(f"He said {marks[0]}nobody pays{marks[1]} and left")
    assert {word for word, (_, quoted, _) in found.items() if quoted} == {"nobody", "pays", *marks}


def test_a_quotation_that_is_never_closed_ends_with_its_line() -> None:
    found = told("He said “nobody pays\nand left")
    assert found["pays"][1]
    assert not found["and"][1]


def test_a_mark_that_closes_nothing_quotes_itself_alone() -> None:
    assert {word for word, (_, quoted, _) in told("nobody pays” and left").items() if quoted} == {"”"}


def test_words_after_a_line_break_are_told_and_so_is_the_first() -> None:
    found = told("One road\ntwo\n\nthree bridges")
    assert {word for word, (_, _, broken) in found.items() if broken} == {"One", "two", "three"}


@given(st.text(max_size=80))
def test_every_word_has_a_shape(text: str) -> None:
    spans = [(start, end) for start, end, _ in words(text)]
    found = shapes(text, spans)
    assert len(found) == len(spans)
    assert all(0 <= number < PLACES for number in found)


# ── clues ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("word", "clue"),
    [
        ("rifle", "weapon"),
        ("Rifle", "weapon"),
        ("TRUCKS", "vehicle"),
        ("communiqué", "document"),
        ("Monday", "time"),
        ("seventy", "number"),
        ("mayor", "office"),
        ("Mrs.", "title"),
        ("widow", "kin"),
        ("Zambia", "country"),
        ("Zambian", "people"),
        ("Abuja", "place"),
        ("U.N.", "body"),
    ],
)
def test_single_words_are_known(word: str, clue: str) -> None:
    assert clue in known(f"the {word}")[word]


def test_words_of_no_list_have_no_clues() -> None:
    assert known("the silence of Velm") == {}


def test_a_name_of_several_words_counts_in_each_of_them() -> None:
    found = known("in the United Arab Emirates on foot")
    assert all("country" in found[word] for word in ("United", "Arab", "Emirates"))
    assert "on" not in found


def test_a_part_of_a_name_of_several_words_is_not_that_name() -> None:
    found = known("the united villages and the emirates")
    assert "country" not in found.get("united", set()) | found.get("emirates", set())


def test_a_longer_name_is_found_beside_the_shorter_one_that_it_holds() -> None:
    assert all("place" in known("raids in West Africa")[word] for word in ("West", "Africa"))


def test_a_name_that_the_text_breaks_off_is_none() -> None:
    assert "country" not in known("the United Arab").get("United", set())


@given(st.lists(st.text(min_size=1, max_size=8), max_size=20))
def test_every_word_has_as_many_bits_as_there_are_clues(forms: list[str]) -> None:
    found = clues(forms)
    assert len(found) == len(forms)
    assert all(0 <= bits < 1 << len(CLUES) for bits in found)

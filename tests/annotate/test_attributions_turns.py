"""Turns of transcripts: labels with a colon or in brackets."""

from __future__ import annotations

import pytest

from tests.annotate.reported import found, told


def test_questions_and_answers_are_said_by_their_labels():
    text = "Q: Who was there?\n\nA: Two men.\n\nQ: When?\n\nA: At night."
    assert told(text) == [
        ("Q", ":", "Who was there?"),
        ("A", ":", "Two men."),
        ("Q", ":", "When?"),
        ("A", ":", "At night."),
    ]


def test_a_spokesman_speaks_even_once():
    assert told("SPOKESMAN: We know nothing of a van.") == [("SPOKESMAN", ":", "We know nothing of a van.")]


def test_names_that_come_back_are_speakers():
    text = "MR SMITH: Were you there?\n\nMS VANCE: I was.\n\nMR SMITH: Alone?\n\nMS VANCE: Yes."
    assert [source for source, _, _ in told(text)] == ["MR SMITH", "MS VANCE", "MR SMITH", "MS VANCE"]


def test_a_person_named_by_a_label_is_the_speaker():
    (turn,) = found("Ines Kroll: It burned for two days.", people=("Ines Kroll",))
    assert turn.speaker == "Ines Kroll"


def test_a_label_in_brackets_speaks_the_quotation_after_it():
    text = '[VANCE] "It burned for two days."'
    assert told(text, people=("VANCE",)) == [("VANCE", "", '"It burned for two days."')]


def test_a_bracket_that_names_nobody_does_not_speak():
    assert told('[Text] "It burned for two days."') == [("", "", '"It burned for two days."')]


@pytest.mark.parametrize(
    "text",
    [
        "Date: 3 May\n\nSubject: The bridge\n\nDate: 4 May\n\nSubject: The mill",
        "Note: the bridge is shut.",
        "Background: Ost has two mills.",
        "The list: two mills and a bridge.",
        "PRICES: they rose.\n\nPRICES: they fell.",
    ],
)
def test_headings_of_forms_do_not_speak(text):
    assert told(text) == []

"""Speech without marks in blocks behind "X said:"."""

from __future__ import annotations

import pytest

from tests.annotate import by_hand
from tests.annotate.reported import told
from whosays.annotate.attributions import attributions

KROLL = ("Ines Kroll",)
FIRST = "The mill burned for two days."
OWN = "We shall rebuild it, and I thank the miners."
LATER = "The bridge is shut."


def said(text, **options):
    return [content for source, cue, content in told(text, **options) if cue.endswith("said")]


def test_the_block_behind_a_colon_is_the_speakers():
    text = f"The mayor met the press.\n\n{'A line of the page.' * 2}\n\n" * 3
    assert told(f"{text}Ines Kroll said:\n\n{FIRST}\n\n{LATER}", people=KROLL)[-1] == (
        "Ines Kroll",
        "said",
        FIRST,
    )


def test_blocks_go_on_up_to_the_last_in_which_somebody_speaks_of_himself():
    text = "A page.\n\n" * 6 + f"Ines Kroll said:\n\n{FIRST}\n\n{OWN}\n\n{LATER}"
    assert said(text, people=KROLL) == [f"{FIRST} … {OWN}"]


def test_a_release_that_opens_with_it_is_all_the_speakers():
    text = f"The minister on the fire.\n\nIn Velm, Ines Kroll said:\n\n{FIRST}\n\n{LATER}"
    assert said(text, people=KROLL) == [f"{FIRST} … {LATER}"]


@pytest.mark.parametrize(
    "end",
    [
        "Ines Kroll will travel to Velm in June.",
        "The full report can be found on the page of the council.",
        "“A block in marks,” somebody said.",
        "A heading",
        "- an item",
    ],
)
def test_a_release_ends_where_it_names_the_speaker_or_speaks_of_the_page(end):
    text = f"The minister on the fire.\n\nInes Kroll said:\n\n{FIRST}\n\n{end}"
    assert said(text, people=KROLL)[0] == FIRST


def test_lines_of_a_page_without_blank_ones_are_its_blocks():
    text = f"The minister on the fire.\nIrina Sand said:\n{FIRST}\n{LATER}"
    (found,) = attributions(by_hand.document(text)).attributions
    assert [text[start:end] for start, end in found.content] == [FIRST, LATER]


@pytest.mark.parametrize(
    "words",
    ["Ines Kroll issued the following statement:", "The following statement was issued by Ines Kroll:"],
)
def test_a_statement_may_be_announced(words):
    assert told(f"{words}\n\n{FIRST}", people=KROLL)[0][::2] == ("Ines Kroll", FIRST)


def test_nothing_is_said_behind_a_colon_of_another_kind():
    assert told(f"The council made the following list:\n\n{FIRST}\n\n{LATER}") == []

"""Statements in lists and headings, in texts about other things, and in hostile ones."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.annotate.by_hand import document, read
from whosays.annotate.statements import statements
from whosays.annotate.statements.voices import Innermost
from whosays.records import Attribution, Document

HARMLESS = [
    # sport
    "Rovers attacked from the first whistle and Dorn shot wide after four minutes. The visitors struck "
    "back: a free kick hit the bar, and their captain was booked for shooting after the whistle. Rovers "
    "killed the game with a third goal, robbed of a fourth only by the post. The defence held out under "
    "fire, surrendered the midfield and was beaten in the air. The coach was sacked, the crowd "
    "protested, and a late raid down the left released Rell, who fired home. The striker was injured. A "
    "bomb of a shot freed the team from its curse.",
    # money
    "Shares in the bank closed higher on Friday after the board struck a deal. Raiders seized control "
    "of the brewer, freezing out small holders, while bonds were hit by a sell-off. The fund was "
    "released from its pledge; the market executed a sharp turn, captured gains of four per cent and "
    "shot up again. The company launched an attack on costs, closed two lines and abandoned a split. "
    "Traders met the target and withdrew their bids.",
    # kitchen
    "Shell the peas and beat up the eggs with a fork. Burn off the alcohol, then release the steam. "
    "Kill the heat, set the pan aside and let the sauce surrender its scent. Strike the tin on the "
    "table to free the cake. The dough was beaten, rested and attacked with a rolling pin. Raid the "
    "larder for capers; blow up the balloons.",
    # fiction
    "She shot him a look that could kill. Outside, the storm attacked the shutters and the wind seized "
    "the gate. He froze; a blush exploded on his cheeks. She had captured his heart, he thought, and it "
    "was murder to wait. The old clock struck two. He surrendered to the chair, closed the book and "
    "arrested his breath.",
    # science
    "The virus attacked the cells, and the trial of the new drug was stopped. The sample exploded in "
    "the flask. Heat released the gas, which was captured in a bag; the reaction was executed twice and "
    "the beam was fired again.",
]


def test_texts_about_other_things_tell_of_no_violence_arrest_or_sanction():
    found = [
        (s.type, doc.words(s.trigger))
        for text in HARMLESS
        for doc in [statements(document(text))]
        for s in doc.statements
        if s.type in {"ASSAULT", "COERCE", "SANCTION"}
    ]
    assert found == []


def test_an_item_takes_the_date_that_begins_it():
    found = read(
        "", blocks=[("heading", "Events"), ("item", "4 May 1985: attack on the barracks at Velm, 11 dead.")]
    )
    assert {s.edtf for s in found} == {"1985-05-04"}


def test_an_item_takes_the_date_of_the_heading_above_it():
    found = read("", blocks=[("heading", "May 1985"), ("item", "Edvin Maur was killed in Velm.")])
    assert [s.edtf for s in found] == ["1985-05"]


def test_the_line_of_an_item_is_the_whole_item():
    doc = statements(
        document("", blocks=[("heading", "Events"), ("item", "4 May 1985: Edvin Maur was killed.")])
    )
    assert doc.words((doc.statements[0].start, doc.statements[0].end)) == "4 May 1985: Edvin Maur was killed."


def test_items_of_names_take_type_and_actor_from_the_words_above():
    doc = statements(
        document(
            "",
            blocks=[
                ("paragraph", "The Harbour League was behind these killings:"),
                ("item", "4 May 1985: a consul, in Velm"),
                ("item", "9 June 1986: Edvin Maur"),
            ],
        )
    )
    told = [s for s in doc.statements if s.kind == "event"]
    assert [(s.type, s.edtf, doc.words(s.trigger)) for s in told] == [
        ("ASSAULT", "1985-05-04", "a consul"),
        ("ASSAULT", "1986-06-09", "Edvin Maur"),
    ]
    assert all(s.roles["actor"] == (0,) for s in told)
    assert "victim" in told[1].roles


def test_items_under_other_words_stay_silent():
    blocks = [("paragraph", "The guests of the evening were:"), ("item", "4 May 1985: Edvin Maur")]
    assert read("", blocks=blocks) == []


def test_a_heading_states_nothing():
    assert read("", blocks=[("heading", "Harbour League killed Edvin Maur in Velm")]) == []


@pytest.mark.parametrize(
    "piece",
    [
        "killed ",
        "the killing of ",
        "was accused of ",
        "( ",
        ", killing ",
        "who was killed by the ",
        "Velm and ",
        "\u00e9 ",
    ],
)
def test_time_grows_with_the_length_only(piece):
    text = piece * 1500
    doc = document(text)
    doc = doc.having(sentences=((0, len(text)),))
    begun = time.perf_counter()
    statements(doc)
    assert time.perf_counter() - begun < 3


words = st.sampled_from(
    """
    The Harbour League Mikal Dorn Velm killed was by of arrested bombing attack in on 4 May 1985
    , . ? who members police not denied said to kill and claimed responsibility for leader list
    put split ( ) ’s
    """.split()  # noqa: SIM905
)


@settings(max_examples=150, deadline=None)
@given(st.lists(words, max_size=40))
def test_all_that_is_found_lies_in_the_text(parts):
    doc: Document = statements(document(" ".join(parts)))
    for s in doc.statements:
        assert 0 <= s.start <= s.trigger[0] < s.trigger[1] <= s.end <= len(doc.text)
        assert all(0 <= m < len(doc.mentions) for indexes in s.roles.values() for m in indexes)
        assert s.time is None or doc.times[s.time].edtf == s.edtf
        assert (s.event is None) == (s.kind != "event")


contents = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 15)).map(lambda t: (t[0], sum(t))), max_size=3
)


@given(st.lists(contents.map(lambda spans: Attribution(content=tuple(spans))), max_size=6))
def test_a_passage_is_of_the_shortest_report_round_it(reports):
    innermost = Innermost(reports)
    for offset in range(50):
        round_it = [
            (high - low, -index)
            for index, report in enumerate(reports)
            for low, high in report.content
            if low <= offset < high
        ]
        assert innermost.at(offset) == (-min(round_it)[1] if round_it else None)


def test_a_line_does_not_begin_with_the_label_of_who_speaks():
    text = "DORN: The Harbour League killed Edvin Maur. I saw it."
    label = Attribution(source=((0, 4),), content=((6, len(text)),), quoted=False)
    (statement,) = read(text, attributions=(label,))
    assert text[statement.start : statement.end] == "The Harbour League killed Edvin Maur."

"""Broken, odd and enormous texts: no invented speaker, no content that runs away, linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.annotate.reported import document, found, told
from whosays.annotate.attributions import attributions
from whosays.records import Document

PIECES = {
    "said": "said ",
    "nested reports": "he said that ",
    "sources": "according to ",
    "hedges": "is reported to ",
    "participles": ", adding that he",
    "commas": "Vance, ",
    "brackets": "( ",
    "marks": "“«‘„\"'a'\"“‘»” ",
    "left open": 'said: "',
    "labels": "AB: x\n\n",
    "hyphens": "a-",
}


@pytest.fixture(scope="module")
def enormous() -> dict[str, Document]:
    return {name: document(piece * (150_000 // len(piece))) for name, piece in PIECES.items()}


@pytest.mark.parametrize("name", PIECES)
def test_time_is_bounded_whatever_the_text(name, enormous):
    begun = time.perf_counter()
    attributions(enormous[name])
    assert time.perf_counter() - begun < 5


def test_ten_thousand_quotations_each_have_their_own_speaker():
    text = "“We will wait,” said Vance.\n\n" * 10_000
    done = found(text)
    assert len(done) == 10_000
    assert all(len(a.content) == 1 and len(a.source) == 1 for a in done)


def test_ten_thousand_pronouns_cost_no_more_than_the_text_is_long():
    ready = document(
        "“We will wait,” said Vance.\n\n" + "“We will wait,” she said.\n\n" * 10_000, people=("Vance",)
    )
    begun = time.perf_counter()
    done = attributions(ready).attributions
    assert time.perf_counter() - begun < 5
    assert {a.speaker for a in done} == {"Vance", None}


def test_ten_thousand_names_in_one_paragraph_cost_no_more_than_the_text_is_long():
    ready = document("Vance ran. “We wait,” he said. " * 10_000, people=("Vance",))
    begun = time.perf_counter()
    attributions(ready)
    assert time.perf_counter() - begun < 8


def test_ten_thousand_signed_lines_each_have_their_own_name():
    text = "“We will wait for them.” — Vance\n" * 10_000
    begun = time.perf_counter()
    done = found(text, people=("Vance",))
    assert time.perf_counter() - begun < 8
    assert len(done) == 10_000


def test_speed_is_that_of_reading_a_pile():
    text = (
        "Vance said on Monday that the bridge, which was old, fell. “We ran,” she told the court in Ost.\n\n"
        * 2_000
    )
    ready = document(text)
    begun = time.perf_counter()
    attributions(ready)
    assert len(text.split()) / (time.perf_counter() - begun) > 30_000


@pytest.mark.parametrize(
    "text",
    [
        "She said: “The road is shut.\n\nThe town was quiet. Nobody came.",
        '"The road is shut, said Vance.\n\nThe town was quiet.',
        "The road is shut,” said Vance.\n\nThe town was quiet.",
        '"The first lines of it.\n\nThe second lines of it.\n\nThe last lines of it."',
    ],
)
def test_no_content_runs_past_its_paragraph(text):
    paragraph_end = text.index("\n\n")
    for a in found(text):
        assert all(end <= paragraph_end or start > paragraph_end for start, end in a.content)


def test_a_quotation_that_swallows_its_tag_has_no_speaker():
    outer = found('"The road is shut, said Vance.')[0]
    assert (outer.source, outer.content) == ((), ((0, 30),))


def test_dialogue_gives_no_line_to_the_wrong_mouth():
    text = (
        "“Are you cold?” asked Vance.\n\n“Not at all, not in this coat.”\n\n"
        "“You were cold at the mill.”\n\n“That was another year,” said Kroll."
    )
    assert [(source, content) for source, _, content in told(text)] == [
        ("Vance", "“Are you cold?”"),
        ("", "“Not at all, not in this coat.”"),
        ("", "“You were cold at the mill.”"),
        ("Kroll", "“That was another year,”"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“The road is shut.” „The bridge fell last night.“ «Nobody was warned of it.»",
        "“The road is shut.\" \"The bridge fell last night.” ''Nobody was warned.''",
        "‘The road is shut.’ “The bridge ‘fell’ last night.” ``Nobody was warned.''",
    ],
)
def test_quotations_of_several_customs_end_where_they_end_and_nobody_speaks_them(text):
    done = found(text, people=("Vance",))
    assert len(done) >= 2
    assert all((a.source, a.cue, a.speaker) == ((), (), None) for a in done)
    assert max(end - start for a in done for start, end in a.content) < 45


def test_a_whole_document_in_quotation_marks_is_one_unattributed_quotation_with_its_own_reports():
    text = '"The road is shut. Vance said that the bridge fell. Nobody came."'
    done = found(text, people=("Vance",))
    whole = [a for a in done if not a.cue]
    assert [(a.content, a.source) for a in whole] == [(((0, len(text)),), ())]
    assert [a.speaker for a in done if a.cue] == ["Vance"]


@pytest.mark.parametrize(
    "text",
    [
        'The beam is 6\' 4" long and 3" thick. The door is 5\' 2" high.',
        "It's the workers' hall, the '90s' last, o'clock and rock 'n' roll.",
        'print("the road is shut"); raise ValueError("no bridge in %s" % name)',
        "name,said,“a”\nVance,said,12\nKroll,said,14\nBrandt,told,15",
        "| he said | she said |\n|---------|----------|\n| 12 | 14 |",
    ],
)
def test_inches_apostrophes_code_and_tables_have_no_speaker(text):
    assert all(a.speaker is None for a in found(text))


def test_lines_of_a_story_are_given_to_nobody_who_is_not_named_beside_them():
    text = (
        "“You came,” said Vance.\n\n“I had to,” the girl whispered.\n\n“And the others who were there?”\n\n"
        "“They are gone,” he said.\n\n“Gone where, for heaven's sake?”"
    )
    described = (("the girl", "d1"), ("he", "d2"))
    speakers = [a.speaker for a in found(text, people=("Vance",), described=described)]
    assert speakers == ["Vance", None, None, None, None]


def test_right_to_left_quotations_have_no_invented_speaker():
    (alone,) = found("قال الوزير: «سنعود غدا إلى المدينة كلها» ثم غادر.", language="ar")
    assert (alone.source, alone.cue, alone.speaker) == ((), (), None)


def test_an_empty_document_has_no_attributions():
    assert found("") == ()


_WORDS = [
    "Vance",
    "said",
    "that",
    "“",
    "”",
    '"',
    ",",
    ".",
    "the",
    "man",
    "who",
    "told",
    "him",
    "and",
    "reports",
]
_WORDS += [
    "according",
    "to",
    "is",
    "believed",
    "allegedly",
    ":",
    "\n\n",
    "(",
    ")",
    "adding",
    "denied",
    "‘",
    "’",
    "-",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=40))
def test_spans_lie_in_the_text_and_parents_make_no_ring(pieces):
    text = " ".join(pieces)
    done = found(text)
    for i, a in enumerate(done):
        assert a.content
        assert a.cue or a.quoted or not a.source
        assert all(0 <= s < e <= len(text) for role in (a.source, a.cue, a.content) for s, e in role)
        seen, at = {i}, a.parent
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = done[at].parent


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_it(text):
    assert found(text) == found(text)

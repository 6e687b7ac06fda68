"""Quotation marks of every kind, nested, over paragraphs, missing at one end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotate.reported import document
from whosays.annotate.attributions.quotations import paragraphs, quotations
from whosays.records import Block


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text, list(paragraphs(document(text))))]


PAIRS = [
    '" "',
    "“ ”",
    "« »",
    "» «",
    "„ “",
    "„ ”",
    "‹ ›",
    "‘ ’",
    "' '",
    "`` ''",
    "'' ''",
    "” ”",
    "「 」",
    "‚ ‘",
]


@pytest.mark.parametrize("pair", PAIRS)
def test_marks_of_every_kind_open_and_close(pair):
    opening, closing = pair.split()
    text = f"He wrote: {opening}the road to Lunesk is shut{closing} and left."
    assert quoted(text) == [f"{opening}the road to Lunesk is shut{closing}"]


@pytest.mark.parametrize(
    "text",
    [
        "The workers' rights and the miners' homes weren't Orla's concern in the '90s.",
        "The workers’ rights and the miners’ homes weren’t Orla’s concern in the ’90s.",
        'A pipe of 6" and a man of 5\'11" stood there.',
        "It was 30' long.",
        'print("hello, this is a long line of code")',
        "A stray ” closes nothing, nor does a ».",
    ],
)
def test_apostrophes_inches_code_and_strays_are_no_quotations(text):
    assert quoted(text) == []


def test_a_quotation_in_a_quotation_lies_one_deeper():
    text = "“He told me ‘the “old” road is shut’ and went,” she said."
    found = quotations(text, [(0, len(text))])
    assert [(text[q.start + 1 : q.end - 1], q.depth) for q in found] == [
        ("He told me ‘the “old” road is shut’ and went,", 0),
        ("the “old” road is shut", 1),
        ("old", 2),
    ]


def test_an_apostrophe_inside_single_marks_does_not_end_the_quotation():
    assert quoted("‘We’ll stand by the miners’ strike,’ she said.") == [
        "‘We’ll stand by the miners’ strike,’"
    ]


def test_a_missing_end_ends_with_the_paragraph_and_never_later():
    text = "She said: “The road is shut.\n\nThe town was quiet. Nobody came."
    assert quoted(text) == ["“The road is shut."]


def test_marks_that_open_again_continue_the_quotation():
    text = "“We were asleep.\n\n“Then the roof fell,” said Orla."
    first, second = quotations(text, list(paragraphs(document(text))))
    assert not first.closed
    assert second.continues
    assert text[second.start : second.end] == "“Then the roof fell,”"


def test_the_next_quotation_does_not_continue_one_that_was_closed():
    text = "“We were asleep.”\n\n“Then the roof fell,” said Orla."
    assert not any(q.continues for q in quotations(text, list(paragraphs(document(text)))))


def test_where_the_same_mark_opens_twice_the_first_has_no_known_end():
    text = "“The road is shut, he said. “We wait,” she answered."
    assert quoted(text) == ["“We wait,”"]


def test_three_customs_in_one_paragraph_are_kept_apart():
    text = '“We left,” one said; «we stayed», another; "we fought", a third.'
    assert quoted(text) == ["“We left,”", "«we stayed»", '"we fought"']


def test_right_to_left_quotations_are_found():
    text = "قال الوزير: «سنعود غدا إلى المدينة» ثم غادر."
    assert quoted(text) == ["«سنعود غدا إلى المدينة»"]


def test_a_document_within_one_pair_of_marks_is_quoted_only_in_its_first_paragraph():
    text = '"The first lines.\n\nThe second lines.\n\nThe last lines."'
    assert quoted(text) == ['"The first lines.']


def test_blocks_bound_quotations_where_there_are_any():
    text = "He said “come here\nand then “stay” with us"
    blocks = (Block(start=0, end=18, kind="cell"), Block(start=19, end=len(text), kind="cell"))
    found = quotations(text, list(paragraphs(document(text, blocks=blocks))))
    assert [text[q.start : q.end] for q in found] == ["“come here", "“stay”"]


@pytest.mark.parametrize(
    "piece",
    ["“", '"a', "“«‘„\"'a'\"“‘»” ", "‘a’ s’ ", "'a ", "\n“a\n\n"],
    ids=["open", "straight", "mix", "s", "a", "p"],
)
def test_a_megabyte_of_marks_takes_seconds(piece):
    text = piece * (1_000_000 // len(piece))
    spans = list(paragraphs(document("", blocks=(Block(start=0, end=len(text), kind="paragraph"),))))
    begun = time.perf_counter()
    quotations(text, spans)
    assert time.perf_counter() - begun < 10


@given(st.text(alphabet="ab s.,\n\"'“”‘’«»„`", max_size=80))
def test_quotations_lie_in_their_paragraphs_and_nest(text):
    spans = list(paragraphs(document(text)))
    found = quotations(text, spans)
    assert all(any(s <= q.start < q.end <= e for s, e in spans) for q in found)
    for i, outer in enumerate(found):
        for inner in found[i + 1 :]:
            assert inner.start >= outer.start
            assert inner.start >= outer.end or inner.end <= outer.end

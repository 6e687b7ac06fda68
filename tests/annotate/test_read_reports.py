"""Reports as the model reads them, beside those of the rules. Drafts by hand."""

from __future__ import annotations

import pytest

from tests.annotate import by_hand
from whosays.annotate.attributions import attributions
from whosays.annotate.attributions.quotations import Quotation
from whosays.annotate.attributions.read_reports import (
    Read,
    Trees,
    settled,
    trimmed,
    uncut,
)
from whosays.records import Attribution, Word


def report(cue: tuple[int, int], *content: tuple[int, int]) -> Attribution:
    return Attribution(cue=(cue,), content=content)


def test_reports_are_the_same_whose_cues_share_words() -> None:
    read = Read([report((40, 44), (45, 60)), report((0, 4), (5, 20))])
    assert read.same((2, 6)) == 1
    assert read.same((38, 41)) == 0
    assert read.same((4, 8)) is None
    assert read.same(None) is None
    assert Read([]).same((0, 4)) is None


def test_what_is_mostly_reported_already_is_no_report_of_its_own() -> None:
    read = Read([report((0, 4), (10, 30))])
    assert read.holds((50, 54), [(10, 25)])
    assert not read.holds((50, 54), [(25, 40)])
    assert read.holds(None, [(12, 28)])


def test_a_report_within_what_is_reported_is_one_of_its_own() -> None:
    read = Read([report((0, 4), (5, 40))])
    assert not read.holds((12, 16), [(17, 40)])
    assert not read.holds((12, 16), [(20, 30)])


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        ((12, 30), (10, 30)),
        ((0, 12), (0, 20)),
        ((11, 15), (10, 20)),
        ((0, 10), (0, 10)),
        ((20, 30), (20, 30)),
    ],
)
def test_what_is_said_cuts_no_time_in_two(content: tuple[int, int], whole: tuple[int, int]) -> None:
    assert uncut([content], [(10, 20), (40, 50)]) == [whole]


def test_content_takes_the_whole_of_a_quotation_that_it_cuts_at_its_marks() -> None:
    quotation = Quotation(start=10, end=30, depth=0, closed=True)
    assert settled([(11, 29)], [quotation], [10]) == ([(10, 30)], True)
    assert settled([(12, 20)], [quotation], [10]) == ([(12, 20)], True)
    assert settled([(0, 8)], [quotation], [10]) == ([(0, 8)], False)


@pytest.mark.parametrize(
    ("words", "cue", "unsaid"),
    [
        ("She PRON 1|said VERB -1|it PRON 1", "said", False),
        ("She PRON 3|did AUX 3|not PART 3|say VERB -1|it PRON 3", "say", True),
        ("She PRON 2|never ADV 2|claimed VERB -1|it PRON 2", "claimed", True),
        ("She PRON 2|will AUX 2|say VERB -1|it PRON 2", "say", True),
        ("She PRON 2|would AUX 2|say VERB -1|it PRON 2", "say", True),
        ("She PRON 2|would AUX 2|welcome VERB -1|it PRON 2", "welcome", False),
        ("Not PART 1|him PRON 3|she PRON 3|said VERB -1", "said", False),
    ],
)
def test_what_was_not_said_is_no_report(words: str, cue: str, unsaid: bool) -> None:
    parts = [each.split() for each in words.split("|")]
    text = " ".join(form for form, _, _ in parts)
    syntax: list[Word] = []
    at = 0
    for form, upos, head in parts:
        syntax.append(Word(at, at + len(form), upos, form.lower(), int(head), "dep"))
        at += len(form) + 1
    start = text.index(cue)
    assert Trees(syntax).is_unsaid([(start, start + len(cue))]) is unsaid


@pytest.mark.parametrize(("source", "unsaid"), [("Nobody", True), ("Neither", True), ("The mayor", False)])
def test_what_nobody_said_is_no_report(source: str, unsaid: bool) -> None:
    text = f"{source} said it"
    lemmas = {"said": "say"}
    starts = [text.index(form) for form in text.split()]
    syntax = [
        Word(
            at,
            at + len(form),
            "VERB" if form == "said" else "PRON",
            lemmas.get(form, form.lower()),
            -1,
            "dep",
        )
        for at, form in zip(starts, text.split(), strict=True)
    ]
    said = (len(source) + 1, len(source) + 5)
    assert Trees(syntax).is_unsaid([said], [(0, len(source))]) is unsaid


def tree(*heads: int) -> Trees:
    """Words of one letter, a blank between: word k stands at [2k, 2k + 1)."""
    return Trees([Word(2 * k, 2 * k + 1, "NOUN", "x", head, "dep") for k, head in enumerate(heads)])


def test_a_source_that_hangs_on_words_of_the_other_is_a_part_of_it() -> None:
    brandt = tree(-1, 0, 3, 0)  # word 1 and word 3 hang on word 0, word 2 on word 3
    assert brandt.is_part((6, 7), (0, 7))
    assert not brandt.is_part((0, 1), (0, 7))
    assert not brandt.is_part((0, 7), (0, 7))
    assert not brandt.is_part((6, 7), (0, 5))


def test_content_is_cut_where_the_longer_hangs_better_together() -> None:
    said = tree(3, 3, 1, -1, 3)
    assert said.is_cut([(4, 9)], [(0, 9)])
    assert not said.is_cut([(0, 9)], [(0, 9)])
    assert not said.is_cut([(0, 9)], [(4, 9)])
    assert not said.is_cut([(6, 9)], [(0, 5)])


def test_content_is_cut_where_it_leaves_out_what_hangs_on_it() -> None:
    tried = tree(1, 3, 3, -1, 3)  # "To day nobody tried yet": all hang on what they belong to
    assert tried.is_cut([(4, 9)], [(0, 9)])


def test_no_comma_ends_a_source() -> None:
    assert trimmed("Karel Dorn, ", (0, 12)) == (0, 10)
    assert trimmed(",", (0, 1)) == (0, 1)


@pytest.mark.parametrize(
    ("text", "cue", "content", "read", "source"),
    [
        (
            "Though the ministry's claims about the flood are vague, experts say it was severe.",
            "claims about",
            "the flood",
            "experts",
            "the ministry's",
        ),
        (
            "Calls to close the harbour were rejected by the council.",
            "Calls",
            "to close the harbour",
            "the council",
            None,
        ),
        (
            "After reports of a flood, the mayor of Velm left.",
            "reports of",
            "a flood",
            "the mayor of Velm",
            None,
        ),
        (
            "Claims by the council about the flood are vague.",
            "Claims",
            "about the flood",
            "the council",
            "the council",
        ),
        (
            "The council voiced doubts about the harbour.",
            "doubts about",
            "the harbour",
            "The council",
            "The council",
        ),
        (
            "A critic of the harbour, Jonas Rell left Velm.",
            "critic of",
            "the harbour",
            "Jonas Rell",
            "Jonas Rell",
        ),
    ],
)
def test_a_noun_s_source_is_its_own_and_not_that_of_the_clause_beside_it(
    text: str, cue: str, content: str, read: str, source: str | None
) -> None:
    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    draft = Attribution(source=(span(read),), cue=(span(cue),), content=(span(content),))
    document = attributions(by_hand.document(text, attributions=(draft,)))
    found = {document.words(said.cue[0]): said for said in document.attributions if said.cue}
    assert [document.words(each) for each in found[cue].source] == ([source] if source else [])

"""Reports that the model reads and the rules do not. Drafts by hand."""

from __future__ import annotations

import pytest

from tests.factories import doc
from whosays.annotate.attributions.quotations import Quotation
from whosays.annotate.attributions.read_reports import denies, is_unsaid, settled, unreported
from whosays.records import Attribution, Word


def report(cue: tuple[int, int], *content: tuple[int, int]) -> Attribution:
    return Attribution(cue=(cue,), content=content)


def test_a_draft_stands_where_the_rules_have_nothing() -> None:
    draft = report((0, 4), (5, 20))
    assert list(unreported([draft], [])) == [draft]
    assert list(unreported([draft], [((40, 44), [(40, 44), (45, 60)])])) == [draft]


def test_a_draft_goes_where_a_rule_has_its_cue() -> None:
    assert list(unreported([report((0, 4), (5, 20))], [((2, 6), [(2, 6), (30, 40)])])) == []


def test_a_draft_goes_where_most_of_its_content_is_reported_already() -> None:
    draft = report((0, 4), (10, 30))
    assert list(unreported([draft], [((50, 54), [(50, 54), (10, 25)])])) == []
    assert list(unreported([draft], [((50, 54), [(50, 54), (10, 15)])])) == [draft]


def test_a_draft_without_cue_or_content_goes() -> None:
    assert list(unreported([Attribution(content=((1, 2),)), report((0, 1))], [])) == []


def test_content_takes_the_whole_of_a_quotation_that_it_cuts_at_its_marks() -> None:
    quotation = Quotation(start=10, end=30, depth=0, closed=True)
    assert settled([(11, 29)], [quotation]) == ([(10, 30)], True)
    assert settled([(12, 20)], [quotation]) == ([(12, 20)], True)
    assert settled([(0, 8)], [quotation]) == ([(0, 8)], False)


def test_a_denial_is_told_by_its_cue() -> None:
    assert denies("He denied it.", [(3, 9)])
    assert not denies("He said it.", [(3, 7)])


@pytest.mark.parametrize(
    ("words", "cue", "unsaid"),
    [
        ("She PRON 1|said VERB -1|it PRON 1", "said", False),
        ("She PRON 3|did AUX 3|not PART 3|say VERB -1|it PRON 3", "say", True),
        ("She PRON 2|never ADV 2|claimed VERB -1|it PRON 2", "claimed", True),
        ("She PRON 2|will AUX 2|say VERB -1|it PRON 2", "say", True),
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
    assert is_unsaid(doc(text, syntax=tuple(syntax)), [(start, start + len(cue))]) is unsaid

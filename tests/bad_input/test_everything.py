"""The pile as a whole."""

from __future__ import annotations

from tests.bad_input.hostile import archives, office, pages, texts
from tests.bad_input.program import Outcome, assert_as_documented


def test_every_file_is_accounted_for_and_the_rest_is_read(outcome: Outcome) -> None:
    chain = {source: "" for source in outcome.refused if source.startswith(pages.CHAIN)}
    expected = {**archives.EXPECTED, **office.EXPECTED, **pages.EXPECTED, **texts.EXPECTED, **chain}
    assert_as_documented(outcome, expected)


def test_only_an_unreadable_mail_with_more_inside_is_named_twice(outcome: Outcome) -> None:
    assert [source.count("message.eml") for source in outcome.twice] == [8]

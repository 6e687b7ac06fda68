"""How what is said is meant."""

from __future__ import annotations

import msgspec
import pytest

from tests.factories import laid_out
from whosays.records import Attribution, Credit, Document, Quantity, Statement
from whosays.resolve.stances import Stances


def said(text: str, source: str, cue: str, content: str, **fields: object) -> Document:
    """A text of one paragraph with one attribution; below a heading, where `title` is given."""
    title = fields.get("title")
    blocks = [("heading", str(title))] if title else []
    document = laid_out(*blocks, ("paragraph", text), **fields)  # type: ignore[arg-type]

    def place(words: str) -> tuple[tuple[int, int], ...]:
        start = document.text.index(words, document.text.index(text))
        return ((start, start + len(words)),)

    told = Attribution(source=place(source), cue=place(cue), content=place(content))
    return document.having(attributions=(told,))


def stance(document: Document) -> str:
    return Stances(document).at(document.attributions[0].content[0], 0)


@pytest.mark.parametrize(
    ("cue", "content", "found"),
    [
        ("said", "the bridge fell", "asserts"),
        ("denied", "any part in it", "denies"),
        ("rejects", "the report", "denies"),
        ("said", "it had never paid a crown", "denies"),
        ("said", "nobody was there", "denies"),
        ("said", "it no longer stands", "asserts"),
        ("said", "two bridges fell, not one", "asserts"),
        ("said", "it may have fallen", "doubts"),
        ("said", "it fell in May", "asserts"),
        ("doubted", "the report", "doubts"),
        ("withdrew", "the report", "retracts"),
    ],
)
def test_the_cue_and_the_words_say_how_it_is_meant(cue, content, found):
    assert stance(said(f"The Front {cue} {content}.", "The Front", cue, content)) == found


def test_who_was_not_convinced_doubts_what_he_says_next():
    text = "A diplomat was not convinced. “He never hit a mill,” the diplomat said."
    assert stance(said(text, "the diplomat", "said", "He never hit a mill")) == "doubts"


def test_what_a_correction_says_that_we_reported_is_taken_back():
    text = "On Monday we reported that the bridge fell."
    assert stance(said(text, "we", "reported", "the bridge fell", title="Corrections")) == "retracts"
    assert stance(said(text, "we", "reported", "the bridge fell", title="Bridges")) == "asserts"


def test_what_others_say_in_a_correction_stands():
    text = "The mayor said that the bridge stands."
    assert stance(said(text, "The mayor", "said", "the bridge stands", title="Correction")) == "asserts"


def test_a_negation_in_an_articles_own_voice_denies_nothing():
    document = laid_out(("paragraph", "The man has not been found."))
    assert Stances(document).at((0, 26), None) == "asserts"


def test_a_negation_in_a_writers_own_words_is_his_denial():
    document = laid_out(("paragraph", "There was no bridge."))
    credit = Credit(kind="author", name="Ines Kroll", covers=((0, 20),))
    assert Stances(document.having(credits=(credit,))).at((0, 19), None) == "denies"


def test_what_is_said_of_a_bare_figure_stands_behind_it():
    text = "The figure of 11 is unconfirmed."
    document = laid_out(("paragraph", text))
    count = Quantity(start=14, end=16, kind="count", value=11, unit="person", role="dead")
    told = Statement(
        id="s1", start=0, end=len(text), kind="event", type="ASSAULT", trigger=(14, 16), quantities=(0,)
    )
    document = document.having(quantities=(count,))
    assert Stances(document).at((0, len(text)), None, told) == "doubts"
    died = msgspec.structs.replace(told, trigger=(4, 10))
    assert Stances(document).at((0, len(text)), None, died) == "asserts"

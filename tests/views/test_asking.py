"""What is typed into the search field means something, whatever it is; its words are marked."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.casebook import sqlite
from whosays.views.asking import asked, marks, snippet

_PIECES = (
    "who:",
    "from:",
    "in:",
    "-",
    '"',
    "*",
    " ",
    "NEAR(",
    ")",
    "AND",
    "é",
    "\0",
    "a",
    "1994",
    ":",
    "^",
    "{",
)
TYPED = st.one_of(st.text(), st.lists(st.sampled_from(_PIECES)).map("".join))


@given(TYPED)
def test_whatever_is_typed_can_be_looked_for(typed):
    told = asked(typed)
    words = sqlite.expression(told.words, told.without)
    if words is not None:
        table = sqlite3.connect(":memory:")
        table.execute(sqlite.SEARCH_TABLES[0])
        table.execute("SELECT rowid FROM blocks_fts WHERE blocks_fts MATCH ?", (words,)).fetchall()
        table.close()


def test_words_phrases_beginnings_and_what_must_not_be_there_are_told_apart():
    told = asked('bomb "tax office" beg* -denied -"in vain"')
    assert told.words == ("bomb", "tax office", "beg*")
    assert told.without == ("denied", "in vain")


def test_fields_narrow_it_down_in_whatever_case():
    told = asked('WHO:"Mira Orlan" by:Vesk source:Herald type:assault from:1994 to:1994-05 in:title bomb')
    assert (told.who, told.by, told.source, told.type) == ("Mira Orlan", "Vesk", "Herald", "assault")
    assert (told.earliest, told.latest, told.part, told.words) == ("1994", "1994-05", "titles", ("bomb",))


def test_what_is_no_date_is_told_and_what_is_no_field_is_a_word():
    told = asked("from:yesterday why:not in:vain")
    assert (told.earliest, told.no_date) == (None, "yesterday")
    assert told.words == ("why:not", "in:vain")


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("In Kértaş a bomb", ("kertas",), ["Kértaş"]),
        ("In Ke\u0301rtas a bomb", ("kértas",), ["Ke\u0301rtas"]),
        ("قال الوزير إن الهجوم وقع", ("الوزير",), ["الوزير"]),
        ("Bombs, bombing and a bomb.", ("bomb*",), ["Bombs", "bombing", "bomb"]),
        ("the tax office, a tax, an office", ("tax office",), ["tax office"]),
        ("tax-office", ("tax office", "office"), ["tax-office"]),
        ("bombs", ("bomb",), []),
    ],
)
def test_the_words_are_marked_where_they_stand(text, words, found):
    assert [text[start:end] for start, end in marks(text, words)] == found


@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_a_snippet_is_one_stretch_of_the_text(text, words):
    shown = snippet(text, words, most=40)
    joined = "".join(piece.text for piece in shown.pieces)
    assert joined in text
    assert shown.cut_before or shown.cut_after or joined == text


def test_a_snippet_shows_where_most_of_the_words_stand():
    text = "A bomb. " + "Nothing here. " * 60 + "A bomb in the market. " + "Nothing there. " * 60
    shown = snippet(text, ("bomb", "market"))
    assert [piece.text for piece in shown.pieces if piece.marked] == ["bomb", "market"]
    assert text[shown.start :].startswith("bomb in the market")
    assert shown.cut_before
    assert shown.cut_after

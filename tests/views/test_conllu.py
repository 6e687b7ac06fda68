"""Words and trees as CoNLL-U."""

from __future__ import annotations

from tests.factories import doc
from whosays.records import Foreign, Word
from whosays.views.conllu import conllu

TEXT = "They don't know.\n\nنمی دانند."


def told() -> list[str]:
    words = (
        Word(0, 4, "PRON", "they", 3, "nsubj"),
        Word(5, 7, "AUX", "do", 3, "aux"),
        Word(7, 10, "PART", "not", 3, "advmod", glued=True),
        Word(11, 15, "VERB", "know", -1, "root"),
        Word(15, 16, "PUNCT", ".", 3, "punct"),
    )
    document = doc(
        TEXT,
        source="pile/one.txt",
        sentences=((0, 16),),
        syntax=words,
        foreign=(Foreign(18, len(TEXT), "fa"),),
    )
    return conllu(document).split("\n")


def test_words_and_trees_have_ten_columns_and_a_token_of_two_words_its_range() -> None:
    lines = told()
    assert lines[0] == "# newdoc id = one"
    rows = [line.split("\t") for line in lines if "\t" in line]
    assert {len(row) for row in rows} == {10}
    assert [(row[0], row[1], row[6], row[7]) for row in rows[:6]] == [
        ("1", "They", "4", "nsubj"),
        ("2-3", "don't", "_", "_"),
        ("2", "do", "4", "aux"),
        ("3", "n't", "4", "advmod"),
        ("4", "know", "0", "root"),
        ("5", ".", "4", "punct"),
    ]
    assert rows[4][9] == "SpaceAfter=No"


def test_a_foreign_paragraph_is_printed_and_marked() -> None:
    rows = [line.split("\t") for line in told() if "Lang=fa" in line]
    assert [(row[1], row[3], row[5]) for row in rows] == [
        ("نمی", "X", "Foreign=Yes"),
        ("دانند.", "X", "Foreign=Yes"),
    ]


def test_every_character_is_printed() -> None:
    rows = [line.split("\t") for line in told() if "\t" in line]
    forms = "".join(row[1] for row in rows if "-" not in row[0])
    assert forms == "".join(TEXT.split())


def test_a_document_that_is_not_read_is_printed_as_unread() -> None:
    assert "Lang=fr" in conllu(doc("Il est parti.", language="fr"))
    assert conllu(doc("")) == "# newdoc id = by-hand\n"

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import doc, laid_out
from whosays.records import Block
from whosays.views.passage import CONTEXT, passage

TEXTS = st.text(st.sampled_from("ab \n\u0301語ا"), min_size=1, max_size=1500)


@given(TEXTS, st.data())
def test_before_words_and_after_are_one_stretch_of_the_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = passage(doc(text), start, end)
    first, last = start - len(found.before), end + len(found.after)
    assert found.words == text[start:end]
    assert found.before + found.words + found.after == text[first:last]
    assert found.cut_before == (first > 0)
    assert found.cut_after == (last < len(text))
    assert len(found.before) <= CONTEXT
    assert len(found.after) <= CONTEXT


def test_the_context_is_cut_between_words():
    text = "word " * 500
    found = passage(doc(text), 1000, 1004)
    assert found.before.startswith("word ")
    assert found.after.endswith(" word")


def test_a_text_without_spaces_keeps_its_context():
    found = passage(doc("語" * 2000), 1000, 1010)
    assert (len(found.before), len(found.after)) == (CONTEXT, CONTEXT)


def test_the_heading_above_is_named():
    document = laid_out(("heading", "Raids"), ("paragraph", "One was shot."), ("heading", "Later"))
    assert passage(document, 7, 10).heading == "Raids"
    assert passage(document, 0, 5).heading is None


def test_the_page_is_named_where_there_are_pages():
    breaks = (Block(start=5, end=5, kind="page-break", level=2),)
    document = doc("Here. There.", blocks=breaks)
    assert passage(document, 0, 4).page == 1
    assert passage(document, 6, 11).page == 2
    assert passage(doc("Here."), 0, 4).page is None

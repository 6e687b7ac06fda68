"""A document in boxes: all of its text and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whosays.records import Block, Document
from whosays.views.laid_out import PART, Box, Leaf, Unbox, Words, page_at, page_span, parts, pieces
from whosays.views.layers import Mark, Opens, runs

KINDS = st.sampled_from(["heading", "paragraph", "item", "quote", "cell", "page-break"])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(st.text(max_size=200))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    blocks = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        if start < end:
            blocks.append(
                Block(
                    start=start,
                    end=end,
                    kind=draw(KINDS),
                    level=draw(st.integers(0, 9)),
                    row=draw(st.none() | st.integers(0, 3)),
                    column=draw(st.none() | st.integers(0, 3)),
                )
            )
    return Document(id="", source="", format="text/plain", text=text, blocks=tuple(blocks))


def laid(text: str, *blocks: Block) -> str:
    """The pieces in short: `(` and `)` for boxes."""
    told = []
    for piece in pieces(text, blocks, (0, len(text))):
        match piece:
            case Box():
                told.append(f"({piece.kind}{piece.number or ''} ")
            case Unbox():
                told.append(")")
            case Leaf():
                told.append(f"|{piece.number}|")
            case Words(between=False):
                told.append(text[piece.start : piece.end])
    return "".join(told)


@given(documents())
def test_the_pieces_put_together_are_the_text(document: Document):
    text = document.text
    found = list(pieces(text, document.blocks, (0, len(text))))
    assert "".join(text[p.start : p.end] for p in found if isinstance(p, Words | Leaf)) == text


@given(documents())
def test_every_box_that_begins_ends(document: Document):
    open_ = []
    for piece in pieces(document.text, document.blocks, (0, len(document.text))):
        match piece:
            case Box():
                open_.append(piece)
            case Unbox():
                assert open_.pop() == piece.box
            case Leaf():
                assert not open_
    assert not open_


@given(
    st.text(min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["times", "mentions"]))),
)
def test_the_runs_put_together_are_the_text(text: str, found: list[tuple[int, int, str]]):
    marks = [
        Mark(layer=layer, start=a, end=b, readings=())  # type: ignore[arg-type]
        for a, b, layer in found
        if a < b
    ]
    made = list(runs(0, len(text), marks))
    assert "".join(text[run.start : run.end] for run in made) == text
    for run in made:
        assert {id(m) for m in run.marks} == {
            id(m) for m in marks if m.start <= run.start and run.end <= m.end and m.start < len(text)
        }


def test_marks_that_overlap_share_the_words_that_both_have():
    first = Mark(layer="times", start=0, end=6, readings=(Opens(words="a"),))
    second = Mark(layer="places", start=4, end=9, readings=(Opens(words="b"),))
    assert [(r.start, r.end, [m.layer for m in r.marks]) for r in runs(0, 12, [first, second])] == [
        (0, 4, ["times"]),
        (4, 6, ["places", "times"]),
        (6, 9, ["places"]),
        (9, 12, []),
    ]


def test_an_item_of_an_item_stands_in_a_list_of_its_own():
    text = "a\nb\nc"
    items = [Block(start=s, end=s + 1, kind="item", level=n) for s, n in ((0, 1), (2, 2), (4, 1))]
    assert laid(text, *items) == "(list (item a(list (item b)))(item c))"


def test_cells_of_a_row_stand_together_and_a_row_further_up_begins_a_table():
    text = "a\nb\nc\nd"
    at = ((0, 0, 0), (2, 0, 1), (4, 1, 0), (6, 0, 0))
    cells = [Block(start=s, end=s + 1, kind="cell", row=r, column=c) for s, r, c in at]
    assert laid(text, *cells) == ("(table1 (row (cell a)(cell1 b))(row1 (cell c)))(table2 (row (cell d)))")


def test_headings_leave_no_level_out():
    text = "a\nb\nc"
    levels = ((0, 3), (2, 6), (4, 1))
    assert laid(text, *(Block(start=s, end=s + 1, kind="heading", level=n) for s, n in levels)) == (
        "(heading2 a)(heading3 b)(heading2 c)"
    )


def test_text_in_no_block_is_a_paragraph():
    assert laid("a\n\nb", Block(start=0, end=1, kind="paragraph")) == "(paragraph a)(paragraph \n\nb)"


def test_a_long_document_is_cut_at_its_blocks():
    size = PART // 2 + 1
    blocks = tuple(Block(start=n * size, end=(n + 1) * size, kind="paragraph") for n in range(3))
    document = Document(id="", source="", format="", text="x" * size * 3, blocks=blocks)
    assert parts(document) == [(0, size), (size, size * 2), (size * 2, size * 3)]


def test_a_block_without_an_end_is_cut_between_words():
    text = "word " * (PART // 2)
    document = Document(
        id="", source="", format="", text=text, blocks=(Block(start=0, end=len(text), kind="paragraph"),)
    )
    cuts = parts(document)
    assert "".join(text[a:b] for a, b in cuts) == text
    assert all(0 < b - a <= PART and text[b - 1] == " " for a, b in cuts)


def test_pages_reach_from_break_to_break():
    blocks = (Block(start=3, end=4, kind="page-break", level=2),)
    document = Document(id="", source="", format="", text="one\ftwo", blocks=blocks)
    assert [page_at(blocks, at) for at in (0, 5)] == [1, 2]
    assert [page_span(document, n) for n in (1, 2, 3)] == [(0, 3), (3, 7), (7, 7)]

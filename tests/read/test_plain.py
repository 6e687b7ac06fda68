import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.pages import blocks
from whosays.errors import Refused
from whosays.plugins import Limits, Raw
from whosays.read.plain import READERS, document_from_text
from whosays.records import Document


def read(data: bytes | str) -> Document:
    raw = Raw(source="x.txt", data=data.encode() if isinstance(data, str) else data)
    (document,) = READERS[0].run(raw, Limits())
    assert isinstance(document, Document)
    return document


def found(text: str) -> list[tuple[str, str]]:
    return blocks(read(text))


def test_the_text_is_the_file_unchanged():
    text = "\u200bOne\r\n\r\n two \x00\u202e e\u0301\t\n\n\n"
    assert read(text).text == text


def test_empty_lines_part_paragraphs():
    assert found("One line\nand its end.\n\n  \nTwo.\r\n\r\nThree.") == [
        ("paragraph", "One line\nand its end."),
        ("paragraph", "Two."),
        ("paragraph", "Three."),
    ]


def test_the_first_line_alone_is_the_title_and_a_byline_may_follow():
    document = read("No ferry to Ostrel\n\nBy Anna Velk\n\nThe ferry did not sail on Monday.\n")
    assert (document.title, document.byline) == ("No ferry to Ostrel", ("Anna Velk",))
    assert blocks(document)[0] == ("heading", "No ferry to Ostrel")


@pytest.mark.parametrize(
    "text",
    [
        "The ferry did not sail.\n\nNobody knew why it did not, and nobody asked.\n",
        "One line\nand another\n\nThe rest of it.\n",
        "12 March 2004\n\nThe ferry did not sail on Monday.\n",
        "Dear Anna,\n\nThe ferry did not sail on Monday.\n",
        "THE FERRY AT OSTREL\n\nTHE FERRY DID NOT SAIL ON MONDAY, SAID THE OFFICE.\n",
        "only one line",
    ],
)
def test_other_first_lines_are_no_title(text):
    assert read(text).title is None


def test_a_date_in_the_text_is_not_the_documents():
    assert read("No ferry to Ostrel\n\n12 March 2004\n\nIt did not sail on Monday.\n").published is None


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("WHAT THE OFFICE SAID", 2),
        ("2. The crew", 2),
        ("2.1 The cook", 3),
        ("1987-1999", 3),
        ("The Cook And Others Aboard", 2),
    ],
)
def test_headings_stand_alone_and_look_like_headings(line, level):
    document = read(f"The ferry did not sail.\n\n{line}\n\nThe crew had not been paid, they said.\n")
    (heading,) = (block for block in document.blocks if block.kind == "heading")
    assert (document.words((heading.start, heading.end)), heading.level) == (line, level)


@pytest.mark.parametrize(
    "line",
    ["VELM - a town", "Yes", "Anna Velk", "He said nothing more.", "WHO KNOWS?", "a lone line in lower case"],
)
def test_other_short_lines_are_paragraphs(line):
    assert ("paragraph", line) in found(f"The ferry did not sail.\n\n{line}\n\nThe crew had not been paid.\n")


@pytest.mark.parametrize(
    "marks", [("- ", "- "), ("* ", "* "), ("• ", "• "), ("1. ", "2. "), ("(a) ", "(b) ")]
)
def test_two_marked_lines_in_a_row_are_items(marks):
    text = f"They said:\n{marks[0]}no bread\n{marks[1]}no pay\nat all\n"
    assert found(text) == [
        ("paragraph", "They said:"),
        ("item", f"{marks[0]}no bread"),
        ("item", f"{marks[1]}no pay\nat all"),
    ]


def test_dated_lines_in_a_row_are_items():
    text = "1985\n\nMay 4, 1985: strike at the quay\n6 June 1985: end of it\nJuly 1985 - the crew is paid\n"
    assert found(text) == [
        ("heading", "1985"),
        ("item", "May 4, 1985: strike at the quay"),
        ("item", "6 June 1985: end of it"),
        ("item", "July 1985 - the crew is paid"),
    ]


@pytest.mark.parametrize("text", ["One thing:\n- he left\nand came back\n", "In\n4. he left\n- and came\n"])
def test_a_lone_mark_makes_no_item(text):
    assert [kind for kind, _ in found(text)] == ["paragraph"]


def test_items_parted_by_empty_lines_are_items():
    assert [kind for kind, _ in found("1. One of them.\n\n2. Two of them.\n")] == ["item", "item"]


def test_indented_items_lie_deeper():
    document = read("- a\n  - b\n  - c\n- d\n")
    assert [block.level for block in document.blocks] == [1, 2, 2, 1]


def test_marked_quotations_are_quotes():
    assert found("He wrote:\n> never\n> again\nThat was all.\n") == [
        ("paragraph", "He wrote:"),
        ("quote", "> never\n> again"),
        ("paragraph", "That was all."),
    ]


def test_form_feeds_open_pages():
    document = read("One.\fTwo.\n\fThree.\f")
    breaks = [(block.start, block.level) for block in document.blocks if block.kind == "page-break"]
    assert breaks == [(4, 2), (10, 3)]


@pytest.mark.parametrize("data", [b"", b"\n \n", bytes(range(256)) * 40])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(Refused):
        read(data)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 9_000_000,
        "- a\n" * 50_000,
        "1. " * 100_000,
        ">" * 500_000,
        "a\n" * 600_000,
        "a\n\n" * 120_000,
        " " * 500_000 + "a",
    ],
)
def test_long_and_repetitive_texts_cost_little(text):
    assert read(text).blocks


def test_a_line_of_twenty_million_characters_is_refused():
    with pytest.raises(Refused, match="the limit is 10,000,000"):
        read(b"x" * 20_000_000)


LINES = st.sampled_from(
    [
        "",
        " ",
        "- a",
        "* b c",
        "1. x",
        "2. y",
        "> q",
        "TITLE OF IT",
        "Words of a line.",
        "\f",
        "4 May 1985: z",
        "  - in",
    ]
)


@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n"]))
def test_blocks_lie_in_order_and_cover_all_words(lines, end):
    text = end.join(lines)
    document = document_from_text(text, source="x")
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(text)
        assert text[at : block.start].strip() == ""
        at = block.end
    assert text[at:].strip() == ""

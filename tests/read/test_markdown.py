import pytest

from tests.read.pages import blocks
from whosays.errors import Refused
from whosays.plugins import Limits, Raw
from whosays.read.markdown import READERS
from whosays.records import Document


def read(text: str) -> Document:
    (document,) = READERS[0].run(Raw(source="x.md", data=text.encode()), Limits())
    assert isinstance(document, Document)
    return document


def test_the_text_is_what_is_shown():
    document = read(
        "# A *title*\n\nSome **bold** [words](http://x.example 'y') and `code`.\n![picture](http://x.example/p.png)"
    )
    assert blocks(document) == [("heading", "A title"), ("paragraph", "Some bold words and code.")]
    assert document.title == "A title"


def test_lists_quotes_and_tables_are_blocks():
    document = read(
        "- one\n  - two\n\n  more of one\n\n> said so\n\n| Name | Born |\n|---|---|\n| Anna | 1950 |\n"
    )
    kinds = [(block.kind, block.level, block.row, block.column) for block in document.blocks]
    assert kinds == [
        ("item", 1, None, None),
        ("item", 2, None, None),
        ("paragraph", 0, None, None),
        ("quote", 1, None, None),
        ("cell", 0, 0, 0),
        ("cell", 0, 0, 1),
        ("cell", 0, 1, 0),
        ("cell", 0, 1, 1),
    ]


def test_front_matter_gives_the_metadata():
    document = read(
        "---\ntitle: No ferry\npublisher: Ostrel Post\nauthor: [Anna Velk, Tom Arend]\ndate: 2004-03-09\n"
        "url: https://ostrel.example/1\n---\nIt did not sail.\n"
    )
    assert (document.title, document.publisher, document.published, document.url) == (
        "No ferry",
        "Ostrel Post",
        "2004-03-09",
        "https://ostrel.example/1",
    )
    assert document.byline == ("Anna Velk", "Tom Arend")
    assert document.text == "It did not sail."


@pytest.mark.parametrize(
    "matter",
    [
        "a: !!python/object/apply:os.system ['x']",
        "a: &a [x]\nb: [*a, *a]",
        "- no mapping",
        "a: [",
        "date: 1-1",
    ],
)
def test_front_matter_that_is_none_does_no_harm(matter):
    document = read(f"---\n{matter}\n---\nIt did not sail.\n")
    assert "It did not sail." in document.text
    assert document.published is None


def test_markup_within_is_no_text():
    document = read(
        "<script>alert(1)</script>\n\n<div onclick='x()'>\nWords *of* it\n</div>\n\nAnd <b>more</b>.\n"
    )
    assert "alert" not in document.text
    assert "onclick" not in document.text
    assert "more" in document.text


def test_what_is_nested_too_deep_is_left_out_and_said_to_be():
    document = read("Above.\n\n" + "> " * 200 + "words\n")
    assert document.text.startswith("Above.")
    assert "deep" in document.notes[0]


@pytest.mark.parametrize("text", ["> " * 50_000 + "x", "", "   \n"])
def test_what_has_no_text_is_refused(text):
    with pytest.raises(Refused):
        read(text)


@pytest.mark.parametrize("piece", ["*", "[", "`", "<", "![](", "_a", "**a ", "[a](", "# ", "|", "\\", "&"])
def test_hostile_text_costs_little(piece):
    assert read(piece * 10_000 + "\n\nend").text

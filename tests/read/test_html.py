import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.read.pages import LONG, LONGER, blocks, page
from whosays.errors import Refused
from whosays.plugins import Limits
from whosays.read.html import document_from_html

ARTICLE = f"<article><h1>No ferry to Ostrel</h1><p>{LONG}</p><p>{LONGER}</p></article>"


def test_menus_comments_and_related_links_are_left_out():
    document = page(
        "<nav><ul><li><a href='/'>Front page</a></li></ul></nav>"
        + ARTICLE
        + "<section id='comments'><h3>Comments</h3><p>sailor: my cousin rowed across.</p></section>"
        "<aside class='related'><h4>Related</h4><p>Ten walks round the harbour of Ostrel</p></aside>"
        "<footer>All rights reserved, the Ostrel Post</footer>"
    )
    assert blocks(document) == [
        ("heading", "No ferry to Ostrel"),
        ("paragraph", LONG),
        ("paragraph", LONGER),
    ]


def test_a_chronology_keeps_every_item_under_its_heading_in_order():
    document = page(
        f"<div>Home / Chronicles</div><h1>The harbour</h1><p>{LONG}</p>"
        "<h2>1987</h2><ul><li>4 May: strike.</li><li>June: end of it.</li></ul>"
        "<h2>1990</h2><ul><li>The quay burns.</li></ul><footer>Sitemap</footer>"
    )
    assert blocks(document)[2:] == [
        ("heading", "1987"),
        ("item", "4 May: strike."),
        ("item", "June: end of it."),
        ("heading", "1990"),
        ("item", "The quay burns."),
    ]


def test_headings_have_their_level_and_items_their_depth():
    document = page(
        f"<article><h1>A</h1><p>{LONG}</p><h3>C</h3>"
        f"<ul><li>one and only<ol><li>two of them</li></ol></li></ul><p>{LONGER}</p></article>"
    )
    levels = [(block.kind, block.level) for block in document.blocks if block.kind != "paragraph"]
    assert levels == [("heading", 1), ("heading", 3), ("item", 1), ("item", 2)]


def test_table_cells_have_row_and_column():
    document = page(
        f"<article><h1>List</h1><p>{LONG}</p><table><tr><th>Name</th><th>Born</th></tr>"
        f"<tr><td>Anna Velk</td><td>1950</td></tr></table><p>{LONGER}</p></article>"
    )
    cells = [
        (document.words((block.start, block.end)), block.row, block.column)
        for block in document.blocks
        if block.kind == "cell"
    ]
    assert cells == [("Name", 0, 0), ("Born", 0, 1), ("Anna Velk", 1, 0), ("1950", 1, 1)]


def test_a_table_that_only_lays_out_the_page_has_no_cells():
    document = page(
        "<table><tr><td><ul><li><a href='/'>Home</a></li></ul></td>"
        f"<td><h1>No ferry</h1><p>{LONG}</p><p>{LONGER}</p></td></tr></table>"
    )
    assert [kind for kind, _ in blocks(document)] == ["heading", "paragraph", "paragraph"]


def test_block_quotes_are_quotes():
    document = page(f"<article><h1>T</h1><p>{LONG}</p><blockquote><p>{LONGER}</p></blockquote></article>")
    assert ("quote", LONGER) in blocks(document)


def test_line_breaks_that_end_sentences_part_paragraphs():
    document = page(f"<div class='post'><h1>T of it</h1>{LONG}<br><br>{LONGER}<br>The end came late.</div>")
    assert [words for _, words in blocks(document)] == ["T of it", LONG, LONGER, "The end came late."]


def test_a_page_of_two_short_paragraphs_is_read_whole():
    document = page("<h1>Notice</h1><p>The office is shut.</p><p>It opens in May.</p>")
    assert document.text == "Notice\n\nThe office is shut.\n\nIt opens in May."


def test_nothing_of_scripts_links_and_pictures_is_in_the_text():
    document = page(
        "<article><h1>T of it</h1><script>alert('boo')</script><style>p{color:red}</style>"
        f"<p>{LONG} <a href='javascript:steal()'>more</a> <img src='http://far.example/x.png' alt='spy'></p>"
        "<p>See <a href='data:text/html,evil'>this</a>, which is the second paragraph.</p>"
        "<iframe src='http://far.example/'></iframe><noscript>Turn it on</noscript></article>"
    )
    for word in ("boo", "color", "steal", "javascript", "data:", "far.example", "spy", "Turn it on"):
        assert word not in document.text


def test_hidden_words_are_no_text():
    document = page(
        f"<article><h1>T of it</h1><p>{LONG}</p><p style='display: none'>secret words</p></article>"
    )
    assert "secret" not in document.text


def test_no_socket_is_opened(monkeypatch):
    import socket

    def refuse(*_arguments, **_more):
        raise AssertionError("went to the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert page(ARTICLE, "<link rel='canonical' href='https://ostrel.example/1'>").text


@pytest.mark.parametrize("deep", [b"<div>", b"<blockquote>", b"<ul><li>"])
def test_a_hundred_thousand_nested_elements_are_refused(deep):
    with pytest.raises(Refused, match="nested more than 256 deep"):
        document_from_html(deep * 100_000 + b"words", source="x", limits=Limits())


def test_hundreds_of_unclosed_font_elements_do_no_harm():
    html = b"<h1>T of it</h1><p>" + b"<font size=2>word " * 400 + LONG.encode()
    assert LONG in document_from_html(html, source="x", limits=Limits()).text


def test_fifty_megabytes_are_refused():
    with pytest.raises(Refused, match="larger than the limit of 20 MiB"):
        document_from_html(b"<p>" + b"x" * (50 << 20), source="x", limits=Limits())


@pytest.mark.parametrize(
    "data", [b"", b"   \n", b"<html><body><script>1</script></body></html>", b"<!-- x -->"]
)
def test_a_page_without_text_is_refused(data):
    with pytest.raises(Refused, match=r"empty file|no text in it"):
        document_from_html(data, source="x", limits=Limits())


def test_a_page_with_too_many_elements_is_read_and_says_so():
    document = page("<main>" + "<p>The ferry did not sail.</p>" * 21_000 + "</main>")
    assert len(document.blocks) == 21_000
    assert "elements" in document.notes[0]


@pytest.mark.parametrize(
    "body",
    [
        "<" * 200_000,
        "&" * 200_000,
        "<p class='" + "a-" * 200_000 + "'>words of it",
        "<h1>T</h1><p>By " + "and A " * 50_000,
        "<title>" + "- " * 100_000 + "</title><h1>-</h1><p>words of it",
        "<script type='application/ld+json'>" + "[" * 200_000 + "</script><p>words of it",
        "<p>Source: " + "A " * 200_000,
        "<p>a" + " " * 200_000 + "b",
    ],
)
def test_hostile_pages_cost_little(body):
    assert page(body).text


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("windows-1256", "أعلنت وزارة الداخلية يوم الاثنين أن أحد عشر شخصا قتلوا"),
        ("iso-8859-1", "Le café de la gare était fermé à cause de la grève"),
        ("windows-1251", "Министерство внутренних дел заявило в понедельник"),
        ("shift_jis", "内務省は月曜日に十一人が死亡したと発表した"),
    ],
)
def test_the_encoding_that_a_page_declares_is_used(charset, words):
    html = f"<html><head><meta charset='{charset}'></head><body><h1>x</h1><p>{words}.</p></body></html>"
    document = document_from_html(html.encode(charset), source="x", limits=Limits())
    assert words in document.text
    assert document.notes == ()


def test_the_encoding_that_the_carrier_tells_is_used():
    data = "<p>Контора закрыта.</p>".encode("koi8-r")
    document = document_from_html(data, source="x", limits=Limits(), charset="koi8-r")
    assert (document.text, document.notes) == ("Контора закрыта.", ())


def test_a_page_in_utf_16_is_read():
    data = f"<html><body><h1>Büro</h1><p>{LONG}</p></body></html>".encode("utf-16")
    assert document_from_html(data, source="x", limits=Limits()).text == f"Büro\n\n{LONG}"


TAGS = "<nav> </nav> <p> </p> <ul> <li> </ul> <table> <tr> <td> <h2> <br> <b> </b> </div> <blockquote>"
PARTS = [*TAGS.split(" "), "<div class='menu'>", "one two three four five.", "é", "\u202e", "a\u200b", "\x00"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_blocks_lie_in_order_and_cover_all_words(parts):
    try:
        document = page("".join(parts))
    except Refused:
        return
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(document.text)
        assert document.text[at : block.start].strip() == ""
        at = block.end
    assert document.text[at:].strip() == ""


def test_comments_are_left_out_by_their_heading_whatever_their_element_is_called():
    comments = "".join(f"<div class='x1'><b>reader{n}</b><p>{LONGER}</p></div>" for n in range(8))
    document = page(
        f"<div class='g7'><div class='a1'><h1>No ferry to Ostrel</h1><p>{LONG}</p>"
        f"<p>{LONG[:-1]} again.</p></div>"
        f"<div class='b2'><h3>Comments (8)</h3>{comments}</div></div>"
    )
    assert LONGER not in document.text
    assert LONG in document.text

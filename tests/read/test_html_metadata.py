import json

import pytest

from tests.read.pages import LONG, LONGER, page

BODY = f"<article><h1>No ferry to Ostrel</h1><p>{LONG}</p><p>{LONGER}</p></article>"


def with_json_ld(**node):
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **node})}</script>"


def below_heading(line: str) -> str:
    return f"<article><h1>No ferry to Ostrel</h1>{line}<p>{LONG}</p><p>{LONGER}</p></article>"


def test_json_ld_gives_all():
    document = page(
        BODY,
        with_json_ld(
            headline="No ferry to Ostrel",
            datePublished="2004-03-09T07:40:00+01:00",
            author=[{"@type": "Person", "name": "Anna Velk"}],
            publisher={"@type": "Organization", "name": "Ostrel Post"},
        ),
    )
    assert (document.title, document.published, document.byline, document.publisher) == (
        "No ferry to Ostrel",
        "2004-03-09",
        ("Anna Velk",),
        "Ostrel Post",
    )


def test_json_ld_in_a_graph_is_found():
    graph = {
        "@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "Article", "datePublished": "2004-03-09"}]
    }
    document = page(BODY, f"<script type='application/ld+json'>{json.dumps(graph)}</script>")
    assert document.published == "2004-03-09"


def test_damaged_json_ld_does_no_harm():
    assert page(BODY, "<script type='application/ld+json'>{'no json</script>").title == "No ferry to Ostrel"


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2004-03-09T10:00:00Z'>",
        "<meta name='dc.date' content='2004-03-09'>",
        "<meta name='date' content='Tue, 09 Mar 2004 07:40:00 GMT'>",
        "<meta name='pubdate' content='20040309'>",
        "<meta name='date' content='March 9, 2004'>",
    ],
)
def test_meta_elements_give_the_date(head):
    assert page(BODY, head).published == "2004-03-09"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Tuesday 9 March 2004 | By Anna Velk</p>",
        "<p class='dateline'>March 9, 2004</p>",
        "<p>Published: 9 March 2004, 10:35 am</p>",
        "<time itemprop='datePublished' datetime='2004-03-09'>yesterday</time>",
        "<div>Posted on 9 March 2004</div>",
    ],
)
def test_a_date_right_under_the_heading_is_the_documents(line):
    assert page(below_heading(line)).published == "2004-03-09"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Updated: 9 March 2004</p>",
        "<p>The ferry last sailed on 9 March 2004.</p>",
        "<p>9 March 2004</p><p>10 March 2004</p>",
        "<meta itemprop='dateModified' content='2004-03-09'>",
        "<p>09/03/2004</p>",
        "<p>31 February 2004</p>",
    ],
)
def test_no_date_is_guessed(line):
    document = page(below_heading(line) + "<footer>Copyright 2011 the Ostrel Post</footer>")
    assert document.published is None


def test_articles_of_several_days_on_one_page_leave_the_date_open():
    head = with_json_ld(datePublished="2004-03-09") + with_json_ld(datePublished="2004-03-10")
    assert page(BODY, head).published is None


def test_the_name_of_the_site_beside_the_heading_is_the_publisher():
    document = page(BODY, "<title>No ferry to Ostrel - Ostrel Post</title>")
    assert (document.title, document.publisher) == ("No ferry to Ostrel", "Ostrel Post")


def test_a_title_that_is_not_the_heading_names_no_publisher():
    assert page(BODY, "<title>News of the day - Ostrel Post</title>").publisher is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>By Anna Velk</p>", ("Anna Velk",)),
        ("<p>By Anna Velk and Tom Arend</p>", ("Anna Velk", "Tom Arend")),
        ("<p class='byline'>Staff and OPA</p>", ("Staff and OPA",)),
        ("<p>By Monday nobody had sailed</p>", ()),
        ("<p>By the time it was dark, nobody had sailed.</p>", ()),
    ],
)
def test_bylines_under_the_heading(line, names):
    assert page(below_heading(line)).byline == names


def test_addresses_are_no_names():
    head = "<meta name='author' content='https://ostrel.example/anna'>"
    assert page(BODY, head).byline == ()


def test_the_canonical_address_is_kept():
    document = page(BODY, "<link rel='canonical' href='https://ostrel.example/ferry'>")
    assert document.canonical_url == "https://ostrel.example/ferry"


def test_a_canonical_address_that_is_none_is_left_out():
    assert page(BODY, "<link rel='canonical' href='javascript:alert(1)'>").canonical_url is None

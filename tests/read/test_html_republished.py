import json

import pytest

from tests.read.pages import LONG, LONGER, page

OWN = "<meta property='og:site_name' content='Ostrel Post'>"


def article(note: str) -> str:
    return f"<article><h1>No ferry to Ostrel</h1><p>{LONG}</p><p>{LONGER}</p><p>{note}</p></article>"


@pytest.mark.parametrize(
    ("note", "first"),
    [
        ("This article was originally published by Coast Wire.", "Coast Wire"),
        ("This story first appeared in The Hill Gazette on 4 May 1990.", "Hill Gazette"),
        ("Republished from <a href='https://coast.example'>Coast Wire</a> with thanks.", "Coast Wire"),
        ("Reprinted with permission from the Hill Gazette.", "Hill Gazette"),
        ("Source: Coast Wire", "Coast Wire"),
        ("(via OPA)", "OPA"),
    ],
)
def test_a_note_at_the_end_names_the_first_publisher(note, first):
    assert page(article(note), OWN).republished_from == first


@pytest.mark.parametrize(
    "note",
    [
        "This article was originally published in 1998.",
        "This article was originally published in Dutch.",
        "This article was first published on 12 March.",
        "It was first published in March 1998.",
        "This article was originally published by the Ostrel Post.",
        "The source: a man in the harbour office.",
        "Source: file",
    ],
)
def test_notes_that_name_nobody_else_are_left_alone(note):
    assert page(article(note), OWN).republished_from is None


def test_a_canonical_address_on_another_host_counts_where_the_own_one_is_known():
    head = "<link rel='canonical' href='https://www.coastwire.example/1'>"
    assert (
        page(article("x"), head, url="https://ostrelpost.example/1").republished_from == "coastwire.example"
    )
    assert page(article("x"), head, url="https://m.coastwire.example/1").republished_from is None
    assert page(article("x"), head).republished_from is None


def test_syndication_source_counts():
    head = "<meta name='syndication-source' content='https://www.coastwire.example/1'>"
    assert (
        page(article("x"), head, url="https://ostrelpost.example/1").republished_from == "coastwire.example"
    )


def test_what_a_text_is_based_on_counts():
    node = {"@type": "NewsArticle", "isBasedOn": {"@type": "Article", "publisher": {"name": "Coast Wire"}}}
    head = f"<script type='application/ld+json'>{json.dumps(node)}</script>"
    assert page(article("x"), head).republished_from == "Coast Wire"


def test_the_company_that_holds_the_rights_is_no_first_publisher():
    node = {"@type": "NewsArticle", "copyrightHolder": {"name": "Ostrel Media Group"}}
    head = f"<script type='application/ld+json'>{json.dumps(node)}</script>"
    assert page(article("x"), head).republished_from is None

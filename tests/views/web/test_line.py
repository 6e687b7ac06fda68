"""A line with its words, its voices and what stands behind it."""

from __future__ import annotations

from tests.views.by_hand import report, said
from tests.views.web.conftest import Open
from tests.views.web.harbour import HARBOUR, HERALD, NINE

LINE = HERALD.derived.lines[0].id


def test_a_line_stands_in_its_words_with_the_way_to_the_reader_and_its_citation(room: Open):
    page = room(*HARBOUR).get(f"/line/{LINE}").text
    assert f"<mark>{NINE}</mark>" in page
    assert f'href="/document/{HERALD.key}?at=0"' in page
    assert f'href="/document/{HERALD.key}/citation?start=0&amp;end={len(NINE)}"' in page
    assert HERALD.document.id in page


def test_the_chain_of_voices_runs_from_the_page_inwards(room: Open):
    client = room(
        report(
            "Mira Sund said that Olm Karr told her that the bridge fell on 3 May 1994.",
            said("the bridge fell", day="1994-05-03", by=[("Mira Sund", "said"), ("Olm Karr", "told")]),
            publisher="The Plain",
        )
    )
    line = client.get("/chronology.json").json()["lines"][0]["id"]
    chain = client.get(f"/line/{line}.json").json()["chain"]
    assert [(link["how"], link["name"], link["cue"]) for link in chain] == [
        ("quoting", "Mira Sund", "said"),
        ("quoting", "Olm Karr", "told"),
    ]
    page = client.get(f"/line/{line}").text
    assert (
        page.index("The Plain (undated)")
        < page.index("Mira Sund</bdi></a>")
        < page.index("Olm Karr</bdi></a>")
    )


def test_a_line_tells_all_claims_that_it_speaks_of_and_what_speaks_against_it(room: Open):
    answer = room(*HARBOUR).get(f"/line/{LINE}.json").json()
    told = {
        one["claim"]["label"]: (one["claim"]["words"], one["claim"]["origins"]) for one in answer["claims"]
    }
    assert told["Dead"] == ("9", 1)
    assert told["It happened"] == ("", 2)
    assert [one["words"] for one in answer["line"]["against"]] == ["conflict about the count"]


def test_other_statements_of_the_same_words_are_there(room: Open):
    text = "Rebels burned the mill in Velm."
    client = room(report(text, said(text, type="ASSAULT"), said(text, type="PROTEST")))
    lines = client.get("/chronology.json").json()["lines"]
    ids = [one["id"] for line in lines for one in line["statements"]]
    others = client.get(f"/line/{ids[0]}.json").json()["others"]
    assert [one["id"] for one in others] == [ids[1]]


def test_a_line_that_is_not_there_is_told_so_without_the_path_of_the_casebook(room: Open):
    answer = room(*HARBOUR).get("/line/s-nothing.json")
    assert answer.status_code == 404
    assert "/case.db" not in answer.json()["error"]


def test_words_of_a_document_do_nothing_in_the_page(room: Open):
    text = "<script>alert(1)</script> fell on Velm."
    client = room(report(text, said(text), publisher='"><img src=x>'))
    line = client.get("/chronology.json").json()["lines"][0]["id"]
    for page in (client.get(f"/line/{line}").text, client.get("/sources").text):
        assert "<script>alert" not in page
        assert "<img" not in page

"""Searching: names, statements, passages and titles with the words marked; names suggested."""

from __future__ import annotations

import csv

import pytest

from tests.views.by_hand import entity_id, report, said
from tests.views.web.conftest import Open
from whosays.casebook import finding

BOMB = "A bomb went off in Kértaş on 3 May 1994, Mira Orlan said."
ARREST = "Petar Vesk was arrested on 9 June 1995."
HERALD = report(
    f"{BOMB}\n{ARREST}",
    said("A bomb went off in Kértaş on 3 May 1994", day="1994-05-03", by=[("Mira Orlan", "said")]),
    said(ARREST, day="1995-06-09", who=["Petar Vesk"], type="ARREST"),
    title="A market in ruins",
    publisher="The Kertas Herald",
    published="1994-05-04",
    aliases={"Mira Orlan": ("Mother Mira",)},
)
WIRE = report(
    "No bomb was found in Velm.",
    said("No bomb was found in Velm.", day="1996-01-01"),
    source="pile/wire.txt",
    publisher="Velm Wire",
    published="1996-01-02",
)


def _found(client, q: str, **more: object) -> dict:
    answer = client.get("/search.json", params={"q": q, **more})
    assert answer.status_code == 200
    return answer.json()


def _statements(client, q: str) -> list[str]:
    return [hit["line"]["statements"][0]["summary"][:12] for hit in _found(client, q)["statements"]]


def test_words_are_found_in_all_parts_and_marked(room: Open):
    html = room(HERALD, WIRE).get("/search?q=kertas").text
    assert html.count("<mark>Kértaş</mark>") == 2  # the line and the passage
    assert room(HERALD).get("/search?q=ruins").text.count("<mark>ruins</mark>") == 1


@pytest.mark.parametrize(
    ("q", "summaries"),
    [
        ("bomb -velm", ["A bomb went "]),
        ("bomb from:1995", ["No bomb was "]),
        ("bomb to:1994-05", ["A bomb went "]),
        ("type:arrest", ["Petar Vesk w"]),
        ('by:"mira orlan"', ["A bomb went "]),
        ("who:vesk", ["Petar Vesk w"]),
        ("bomb source:herald", ["A bomb went "]),
        ("bomb source:wire.txt", ["No bomb was "]),
        ('"bomb was"', ["No bomb was "]),
        ("arrest*", ["Petar Vesk w"]),
    ],
)
def test_fields_narrow_the_statements_down(room: Open, q: str, summaries: list[str]):
    assert _statements(room(HERALD, WIRE), q) == summaries


def test_passages_are_narrowed_down_by_who_is_named_in_them_and_by_the_day_of_their_document(room: Open):
    client = room(HERALD, WIRE)
    assert [hit["start"] for hit in _found(client, "arrested who:vesk")["text"]] == [len(BOMB) + 1 + 15]
    assert _found(client, "bomb who:vesk")["text"] == []
    assert len(_found(client, "bomb from:1996")["text"]) == 1


def test_one_part_is_paged(room: Open):
    client = room(HERALD, WIRE)
    first, second = (_found(client, "bomb", limit=1, offset=n, **{"in": "statements"}) for n in (0, 1))
    assert {tally["part"]: tally["total"] for tally in first["tallies"]}["statements"] == 2
    assert first["statements"] != second["statements"]
    assert 'rel="next"' in client.get("/search?q=bomb&in=statements&limit=1").text


def test_what_is_everywhere_is_not_counted_to_the_end(room: Open, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(finding, "MOST", 1)
    client = room(HERALD, WIRE)
    (tally,) = (each for each in _found(client, "bomb")["tallies"] if each["part"] == "text")
    assert (tally["total"], tally["more"]) == (1, True)
    assert len(_found(client, "bomb", **{"in": "text"})["text"]) == 2
    assert "more than 1" in client.get("/search?q=bomb").text


def test_nothing_found_is_said_and_names_that_begin_alike_are_shown(room: Open):
    html = room(HERALD).get("/search?q=orlanda").text
    assert "Nothing was found" in html
    assert f"/entity/{entity_id('Mira Orlan')}" in html


def test_a_name_nobody_bears_and_a_date_that_is_none_are_told(room: Open):
    html = room(HERALD).get("/search?q=bomb+who:nobody+from:soon").text
    assert "Nobody and nothing here bears the name “<bdi>nobody</bdi>”" in html
    assert "“<bdi>soon</bdi>” is no date" in html


def test_the_csv_has_all_parts(room: Open):
    rows = list(csv.reader(room(HERALD, WIRE).get("/search.csv?q=mira").text.splitlines()))
    assert [row[0] for row in rows] == ["part", "names", "text"]


def test_names_and_aliases_that_begin_so_are_suggested(room: Open):
    client = room(HERALD)
    for q in ("mir", "ORLAN m", "moth"):
        (one,) = client.get("/suggest.json", params={"q": q}).json()["names"]
        assert (one["name"], one["id"], one["documents"]) == ("Mira Orlan", entity_id("Mira Orlan"), 1)
    assert client.get("/suggest.json?q=mother").json()["names"][0]["alias"] == "Mother Mira"
    assert client.get('/suggest.json?q=":*').json() == {"names": []}


def test_what_stands_in_texts_and_names_is_shown_and_never_obeyed(room: Open):
    evil = "<script>alert(1)</script> bomb & <b>Orlan</b>\u202e said."
    client = room(report(evil, said(evil, who=["<b>Orlan</b>"]), title="<img src=x> bomb"))
    for path in ("/search?q=bomb", "/search?q=orlan", "/search?q=%3Cscript%3Ealert(2)%3C/script%3E", "/"):
        html = client.get(path).text
        assert "<script>" not in html
        assert "<img" not in html
        assert "<b>" not in html
        assert "\u202e" not in html

"""A claim with the picture of its origins; the list of claims."""

from __future__ import annotations

import csv
import re

from tests.views.web.conftest import Open
from tests.views.web.harbour import HARBOUR, HERALD, WATCH, WIRE

FIRST = HERALD.derived.lines[0].id


def claim_of(client, aspect: str, value: object = None) -> dict:
    claims = client.get(f"/claims.json?aspect={aspect}").json()["claims"]
    return next(claim for claim in claims if claim["value"] == value)


def test_reports_stand_under_the_origin_they_go_back_to(room: Open):
    client = room(*HARBOUR)
    id_ = claim_of(client, "occurrence")["id"]
    origins = client.get(f"/claim/{id_}.json").json()["claim"]["origins"]
    told = [[(one["line"]["publisher"], one["back_to"]) for one in origin["reports"]] for origin in origins]
    assert told == [[("Ostrel Herald", None), ("Orvel Wire", 0)], [("Karsk Watch", None)]]
    page = client.get(f"/claim/{id_}").text
    assert "2 independent origins; 3 reports in 3 documents say so" in page
    assert re.search(r'Goes back to <a href="#r0">.*Ostrel Herald.*</a>: ', page)


def test_an_arrow_leads_to_the_first_words_of_its_origin_and_says_why(room: Open):
    client = room(*HARBOUR)
    page = client.get(f"/claim/{claim_of(client, 'dead', 9)['id']}").text
    arrow = re.search(r'<a class="arrow lane0" href="([^"]*)" aria-label="Goes back to: ([^"]*)">', page)
    assert arrow
    assert arrow[1] == f"/line/{FIRST}"
    assert arrow[2].startswith("one passage in Ostrel Herald")
    assert client.get(arrow[1]).status_code == 200


def test_a_value_is_told_with_its_origins_only(room: Open):
    client = room(*HARBOUR)
    claim = client.get(f"/claim/{claim_of(client, 'dead', 11)['id']}.json").json()
    assert (claim["label"], claim["words"], claim["reports"], claim["against"]) == ("Dead", "11", 1, 0)


def test_claims_are_listed_by_their_origins_and_picked_out(room: Open):
    client = room(*HARBOUR)

    def picked(asked: str) -> list[tuple[str, int]]:
        found = client.get(f"/claims.json?{asked}").json()["claims"]
        return [(claim["aspect"], claim["origins"]) for claim in found]

    every = picked("")
    assert [origins for _, origins in every] == sorted((origins for _, origins in every), reverse=True)
    assert {origins for _, origins in picked("origins=2")} == {2}
    assert picked("aspect=dead") == [("dead", 1), ("dead", 1)]
    assert picked("aspect=nothing") == []
    assert picked("who=Harbour League") == every
    assert picked(f"event={FIRST}&aspect=dead") == picked("aspect=dead")
    assert picked("limit=1&offset=1") == every[1:2]


def test_every_claim_of_the_list_has_its_words_and_its_voice(room: Open):
    client = room(*HARBOUR)
    for claim in client.get("/claims.json").json()["claims"]:
        assert claim["first"]["id"] in {one.derived.lines[0].id for one in (HERALD, WIRE, WATCH)}
        assert claim["first"]["voice"]


def test_all_claims_go_out_as_csv(room: Open):
    client = room(*HARBOUR)
    rows = list(csv.DictReader(client.get("/claims.csv?aspect=dead").text.splitlines()))
    assert {(row["value"], row["origins"], row["documents"]) for row in rows} == {
        ("9", "1", "2"),
        ("11", "1", "1"),
    }


def test_a_claim_that_is_not_there_is_not_here(room: Open):
    assert room(*HARBOUR).get("/claim/c-000000000000").status_code == 404


def test_a_list_of_what_is_not_here_is_told_so_and_not_begun(room: Open):
    assert room(*HARBOUR).get("/claims.csv?who=Nobody").status_code == 404

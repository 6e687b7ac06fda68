"""Who brings the reports, and the letters that people gave them."""

from __future__ import annotations

import csv

from tests.views.web.conftest import Open
from tests.views.web.harbour import HARBOUR
from whosays.casebook import Reader, Writer
from whosays.views import deciding


def test_sources_tell_their_documents_statements_days_and_cautions(room: Open):
    client = room(*HARBOUR)
    found = {one["name"]: one for one in client.get("/sources.json").json()["sources"]}
    wire = found["Orvel Wire"]
    assert (wire["documents"], wire["statements"], wire["first"], wire["cautions"]) == (
        1,
        1,
        "1985-05-06",
        {"copy": 1},
    )
    page = client.get("/sources").text
    assert 'href="/chronology?source=Orvel%20Wire&amp;kind=all"' in page
    assert 'href="/documents?of=Orvel%20Wire"' in page
    assert 'href="/cautions?source=Orvel%20Wire&amp;kind=copy"' in page


def test_a_letter_is_told_with_its_meaning_and_who_gave_it(room: Open):
    client = room(*HARBOUR)
    case = client.app.state.room.case
    with Reader.open(case) as reader:
        decision = deciding.letter(reader, "orvel wire", "b", by="Ada", why="twice corrected itself")
    with Writer.open(case) as writer:
        writer.decide([decision])
    page = client.get("/sources?letter=B").text
    assert "Orvel Wire" in page
    assert "Karsk Watch" not in page
    assert "usually reliable" in page
    assert "Ada" in page
    assert "twice corrected itself" in page
    assert f'href="/decisions#{decision.id}"' in page
    assert client.get("/sources.json?letter=none").json()["total"] == 2
    assert client.get("/sources.json?letter=any").json()["total"] == 1


def test_sources_are_found_by_name_and_paged(room: Open):
    client = room(*HARBOUR)
    assert [one["name"] for one in client.get("/sources.json?name=WATCH").json()["sources"]] == [
        "Karsk Watch"
    ]
    answer = client.get("/sources.json?limit=2&offset=2").json()
    assert (answer["total"], len(answer["sources"])) == (3, 1)


def test_all_sources_go_out_as_csv(room: Open):
    rows = list(csv.DictReader(room(*HARBOUR).get("/sources.csv?limit=1").text.splitlines()))
    assert {row["name"] for row in rows} == {"Karsk Watch", "Orvel Wire", "Ostrel Herald"}

"""The list of entities, and the dossier of one."""

from __future__ import annotations

import csv
import io
import re
from itertools import pairwise
from pathlib import Path

from starlette.testclient import TestClient

from tests.engines.test_deciding import make, take, two
from tests.views.by_hand import entity_id, keep, quoting, report, said
from tests.views.test_designations import LEAGUE, LIFTED, LISTED, between
from tests.views.web.conftest import Open
from whosays.views.web.app import create_app

ANA, OTS = entity_id("Ana Reyl"), entity_id("Ots Marn")
MEETING = report(
    "Ana Reyl met Ots Marn in 1994. Ots Marn said Ana Reyl left. Ana Reyl never met Ots Marn again.",
    said("Ana Reyl met Ots Marn in 1994.", day="1994", who=["Ana Reyl", "Ots Marn"]),
    said("Ana Reyl left.", by=[("Ots Marn", "said")], who=["Ana Reyl"], day="1996-02-01"),
    said("Ana Reyl never met Ots Marn again.", who=["Ana Reyl", "Ots Marn"], polarity="denied"),
    aliases={"Ana Reyl": ("The <b>Baker</b>",)},
    published="1997-01-02",
    publisher="The Velm Post",
    source="a.txt",
)
LATER = report(
    "Bir Oln saw Ana Reyl.",
    said("Bir Oln saw Ana Reyl.", who=["Bir Oln", "Ana Reyl"], day="1998"),
    source="b.txt",
)


def test_who_is_in_most_documents_comes_first(room: Open):
    told = room(MEETING, LATER).get("/entities.json").json()
    assert [one["name"] for one in told["entities"]] == ["Ana Reyl", "Ots Marn", "Bir Oln"]
    assert told["total"] == 3
    ana = told["entities"][0]
    assert (ana["documents"], ana["lines"], ana["first"]) == (2, 4, "1997-01-02")
    assert [row["name"] for row in ana["others"]] == ["The <b>Baker</b>"]


def test_words_of_a_name_and_a_type_narrow_the_list(room: Open):
    client = room(MEETING, LATER)
    assert [e["name"] for e in client.get("/entities.json?name=bak").json()["entities"]] == ["Ana Reyl"]
    assert client.get("/entities.json?type=Place").json()["total"] == 0
    assert "Nobody and nothing bears such a name" in client.get("/entities?name=zzz").text


def test_the_list_is_sorted_as_asked(room: Open):
    client = room(MEETING, LATER)

    def names(sort: str) -> list[str]:
        return [e["name"] for e in client.get(f"/entities.json?sort={sort}").json()["entities"]]

    assert names("name") == ["Ana Reyl", "Bir Oln", "Ots Marn"]
    assert names("first") == ["Ana Reyl", "Ots Marn", "Bir Oln"]
    assert client.get("/entities?sort=age").status_code == 400


def test_the_whole_list_is_csv_whatever_part_is_shown(room: Open):
    text = room(MEETING, LATER).get("/entities.csv?limit=1").text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["name"] for row in rows] == ["Ana Reyl", "Ots Marn", "Bir Oln"]


def test_a_name_is_shown_with_where_it_is_used_and_does_nothing(room: Open):
    client = room(MEETING, LATER)
    text = client.get(f"/entity/{ANA}").text
    assert "The &lt;b&gt;Baker&lt;/b&gt;" in text
    (name, _) = client.get(f"/entity/{ANA}.json").json()["names"]
    assert (name["name"], name["documents"]) == ("Ana Reyl", 2)
    use = name["uses"][0]
    assert "The Velm Post" in use["words"]
    assert f"/document/{use['document']}?at=0" in text


def test_what_is_said_of_it_is_counted_by_the_year_in_which_it_begins(room: Open):
    told = room(MEETING, LATER).get(f"/entity/{ANA}.json").json()["periods"]
    assert [(p["words"], p["lines"], p["denied"]) for p in told] == [
        ("1994", 1, 0),
        ("1996", 1, 0),
        ("1998", 1, 0),
        ("undated", 1, 1),
    ]


def test_a_long_time_is_told_in_decades(room: Open):
    old = report("Ana Reyl fled.", said("Ana Reyl fled.", who=["Ana Reyl"], day="1951"), source="c.txt")
    told = room(MEETING, old).get(f"/entity/{ANA}.json").json()["periods"]
    assert [(p["words"], p["earliest"], p["latest"]) for p in told][:2] == [
        ("1950s", "1950", "1959"),
        ("1990s", "1990", "1999"),
    ]


def test_who_says_how_much_leads_to_what_he_says(room: Open):
    client = room(MEETING, LATER)
    told = client.get(f"/entity/{ANA}.json").json()["voices"]
    assert [(v["entity"], v["lines"]) for v in told["quoted"]] == [(OTS, 1)]
    assert told["own"] == 3
    assert ("The Velm Post", 3) in [(s["source"], s["lines"]) for s in told["sources"]]
    text = client.get(f"/entity/{ANA}").text
    assert f"/chronology?entity={ANA}&amp;kind=all&amp;voice={OTS}" in text


def test_said_of_and_said_by_are_told_apart(room: Open):
    told = room(MEETING, LATER).get(f"/entity/{OTS}.json").json()
    assert told["said_by"]["total"] == 1
    assert told["said_by"]["lines"][0]["statements"][0]["summary"] == "Ana Reyl left."
    assert told["said_of"]["total"] == 2


def test_a_denial_is_no_tie(room: Open):
    told = room(MEETING, LATER).get(f"/entity/{OTS}.json").json()["ties"]["ties"]
    assert [(t["entity"], t["lines"], t["denied"]) for t in told] == [(ANA, 1, 1)]


def test_a_relation_is_told_with_the_other_its_dates_and_who_says_so(room: Open):
    cousins = report(
        "Ana Reyl is a cousin of Bir Oln. Ana Reyl was always a cousin of Bir Oln.",
        said(
            "Ana Reyl is a cousin of Bir Oln.", who=["Ana Reyl", "Bir Oln"], kind="relation", type="Family",
            day="1990",
        ),
        said(
            "Ana Reyl was always a cousin of Bir Oln.", who=["Ana Reyl", "Bir Oln"], kind="relation",
            type="Family",
        ),
        publisher="The Velm Post",
    )  # fmt: skip
    (told,) = room(cousins).get(f"/entity/{ANA}.json").json()["relations"]["relations"]
    assert (told["type"], told["other_name"], told["dates"], told["lines"]) == (
        "Family",
        "Bir Oln",
        ["1990"],
        2,
    )
    assert told["first"]["voice"] == "The Velm Post (undated), in its own voice"
    assert told["origins"] == 1


def test_designations_are_bars_with_their_words_beside_them(room: Open):
    client = room(between(LISTED, LIFTED))
    text = client.get(f"/entity/{entity_id(LEAGUE)}").text
    assert 'class="bar"' in text
    assert "listed</a> 1997-10-08" in text
    assert "lifted</a> 2012-06-28" in text


def test_its_words_are_quoted(room: Open):
    quoted = quoting("Ana Reyl said the sea is wide.", ("Ana Reyl", "the sea is wide"))
    client = room(quoted)
    (ana,) = client.get("/entities.json").json()["entities"]
    told = client.get(f"/entity/{ana['id']}/quotations.json").json()
    assert [q["words"] for q in told["quotations"]] == ["the sea is wide"]
    assert "the sea is wide" in client.get(f"/entity/{ana['id']}/quotations").text


def test_its_documents_come_a_few_at_a_time(room: Open):
    client = room(MEETING, LATER)
    told = client.get(f"/entity/{ANA}.json?limit=1&offset=1").json()["documents"]
    assert (told["total"], len(told["documents"])) == (2, 1)
    assert 'rel="prev"' in client.get(f"/entity/{ANA}?limit=1&offset=1").text


def test_the_id_of_nobody_is_not_here(room: Open):
    client = room(MEETING)
    assert client.get("/entity/e-0123456789ab").status_code == 404
    assert client.get("/entity/e-0123456789ab/quotations.json").status_code == 404


def test_a_dossier_has_its_headings_in_order(room: Open):
    text = room(between(LISTED), MEETING, LATER).get(f"/entity/{ANA}").text
    levels = [int(level) for level in re.findall(r"<h(\d)", text)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_id_of_a_part_leads_to_the_whole(tmp_path: Path):
    case = keep(tmp_path, MEETING, LATER)
    bir = entity_id("Bir Oln")
    take(case, make(case, two("same", ANA, bir)))
    with TestClient(create_app(case), base_url="http://127.0.0.1:8040") as client:
        told = [client.get(f"/entity/{id_}.json").json() for id_ in (ANA, bir)]
    assert told[0] == told[1]
    assert [name["name"] for name in told[0]["names"]] == ["Ana Reyl", "Bir Oln", "The <b>Baker</b>"]
    assert [one["kind"] for one in told[0]["decided"]] == ["same"]

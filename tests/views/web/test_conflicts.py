"""Conflicts as a work list, and one of them side by side."""

from __future__ import annotations

import csv

from tests.views.web.conftest import Open
from tests.views.web.harbour import HARBOUR, HERALD
from whosays.casebook import Reader, Writer
from whosays.engines.comparing import bring_up_to_date
from whosays.views import deciding


def test_every_side_stands_with_its_origins_its_words_and_its_voice(room: Open):
    client = room(*HARBOUR)
    (one,) = client.get("/conflicts.json").json()["conflicts"]
    sides = one["conflict"]["sides"]
    assert [(side["value"], side["origins"], side["total"]) for side in sides] == [(9, 1, 2), (11, 1, 1)]
    assert all(len(side["lines"]) == 1 and side["lines"][0]["voice"] for side in sides)
    page = client.get("/conflicts").text
    assert "Conflict about the number of dead" in page
    assert "Not decided" in page


def test_a_conflict_s_title_says_of_what_it_is(room: Open):
    client = room(*HARBOUR)
    (one,) = client.get("/conflicts.json").json()["conflicts"]
    page = client.get(f"/conflict/{one['conflict']['id']}").text
    words = one["conflict"]["sides"][0]["lines"][0]["summary"]
    assert f"<title>Conflict about the number of dead: {words[:30]}" in page


def test_conflicts_are_picked_out_by_kind_who_and_whether_decided(room: Open):
    client = room(*HARBOUR)

    def number(asked: str) -> int:
        return client.get(f"/conflicts.json?{asked}").json()["total"]

    assert [number("kind=count"), number("kind=denial")] == [1, 0]
    assert number("who=Edvin Maur") == 1
    assert client.get("/conflicts.json?who=Nobody").status_code == 404
    assert [number("decided=no"), number("decided=yes")] == [1, 0]
    assert client.get("/conflicts.json?decided=perhaps").status_code == 400


def test_what_was_decided_on_a_line_of_it_is_told(room: Open):
    client = room(*HARBOUR)
    case = client.app.state.room.case
    with Reader.open(case) as reader:
        line = HERALD.derived.lines[0].id
        decision = deciding.one(reader, "note", line, by="Ada", why=None, text="ask the office")
    with Writer.open(case) as writer:
        writer.decide([decision])
        bring_up_to_date(writer)
    (one,) = client.get("/conflicts.json?decided=yes").json()["conflicts"]
    assert [(judged["kind"], judged["by"]) for judged in one["decided"]] == [("note", "Ada")]
    assert client.get("/conflicts.json?decided=no").json()["total"] == 0
    assert "ask the office" in client.get(f"/conflict/{one['conflict']['id']}").text


def test_a_conflict_shows_its_sides_in_columns_with_their_lines(room: Open):
    client = room(*HARBOUR)
    id_ = client.get("/conflicts.json").json()["conflicts"][0]["conflict"]["id"]
    sides = client.get(f"/conflict/{id_}.json").json()["sides"]
    assert [(side["words"], len(side["lines"])) for side in sides] == [("9", 2), ("11", 1)]
    page = client.get(f"/conflict/{id_}").text
    assert page.index("Ostrel Herald") < page.index("Karsk Watch")
    assert client.get("/conflict/k-000000000000").status_code == 404


def test_all_sides_go_out_as_csv(room: Open):
    rows = list(csv.DictReader(room(*HARBOUR).get("/conflicts.csv").text.splitlines()))
    assert [(row["kind"], row["value"], row["lines"]) for row in rows] == [
        ("count", "9", "2"),
        ("count", "11", "1"),
    ]

"""Who is tied to whom, of the whole casebook or of a selection."""

from __future__ import annotations

import csv
import io

from tests.views.by_hand import entity_id, report, said
from tests.views.web.conftest import Open

ANA, OTS, BIR = (entity_id(name) for name in ("Ana Reyl", "Ots Marn", "Bir Oln"))
MEETINGS = report(
    "Ana Reyl met Ots Marn. Ots Marn fought Ana Reyl. Bir Oln saw Ana Reyl. Bir Oln never met Ots Marn.",
    said("Ana Reyl met Ots Marn.", who=["Ana Reyl", "Ots Marn"], day="1994"),
    said("Ots Marn fought Ana Reyl.", who=["Ots Marn", "Ana Reyl"], day="1996"),
    said("Bir Oln saw Ana Reyl.", who=["Bir Oln", "Ana Reyl"], certainty="possible"),
    said("Bir Oln never met Ots Marn.", who=["Bir Oln", "Ots Marn"], polarity="denied"),
)


def ends(told: dict[str, object], which: str = "ties") -> list[tuple[set[str], int]]:
    return [({tie["a"], tie["b"]}, tie["lines"]) for tie in told[which]]  # type: ignore[attr-defined]


def test_ties_are_told_the_most_lines_first(room: Open):
    told = room(MEETINGS).get("/network.json").json()
    assert ends(told) == [({ANA, OTS}, 2), ({ANA, BIR}, 1)]
    assert [tie["hedged"] for tie in told["ties"]] == [0, 1]
    assert told["nodes"][0]["id"] == ANA
    assert (told["nodes_total"], told["ties_total"]) == (3, 2)


def test_a_denial_is_listed_apart(room: Open):
    client = room(MEETINGS)
    assert ends(client.get("/network.json").json(), "denials") == [({OTS, BIR}, 1)]
    assert "Denied" in client.get("/network").text


def test_a_span_of_years_is_a_selection(room: Open):
    client = room(MEETINGS)
    assert ends(client.get("/network.json?earliest=1995&latest=1997").json()) == [({ANA, OTS}, 1)]
    assert [(y["year"], y["lines"]) for y in client.get("/network.json").json()["years"]] == [
        (1994, 1),
        (1996, 1),
    ]


def test_a_selection_is_that_of_the_chronology(room: Open):
    told = room(MEETINGS).get(f"/network.json?entity={BIR}").json()
    assert ends(told) == [({ANA, BIR}, 1)]
    assert told["words"] == "with Bir Oln"
    assert [node["id"] for node in told["nodes"] if node["chosen"]] == [BIR]


def test_ties_of_few_lines_can_be_left_out(room: Open):
    assert ends(room(MEETINGS).get("/network.json?least=2").json()) == [({ANA, OTS}, 2)]


def test_what_is_not_drawn_is_counted(room: Open):
    client = room(MEETINGS)
    told = client.get("/network.json?nodes=2").json()
    assert (len(told["nodes"]), len(told["ties"]), told["ties_total"]) == (2, 1, 2)
    assert "And 1 more: narrow the selection" in client.get("/network?nodes=2").text
    assert client.get("/network.json?nodes=3000").status_code == 400


def test_each_tie_leads_to_the_lines_that_say_so(room: Open):
    text = room(MEETINGS).get("/network?earliest=1995").text
    a, b = sorted((ANA, OTS))
    assert (
        f"/chronology?earliest=1995&amp;kind=all&amp;entity={a}&amp;entity={b}&amp;polarity=asserted" in text
    )


def test_all_ties_are_csv_whatever_is_drawn(room: Open):
    rows = list(csv.DictReader(io.StringIO(room(MEETINGS).get("/network.csv?nodes=2").text)))
    assert [(row["denied"], row["lines"]) for row in rows] == [("no", "2"), ("no", "1"), ("yes", "1")]


def test_a_casebook_without_ties_says_so(room: Open):
    alone = report("Ana Reyl left.", said("Ana Reyl left.", who=["Ana Reyl"]))
    assert "No two take part in the same statement here." in room(alone).get("/network").text

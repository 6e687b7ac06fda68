"""What a voice denies, doubts or takes back is nowhere shown as what it reports."""

from __future__ import annotations

import pytest

from tests.views.by_hand import entity_id, report, said
from tests.views.web.conftest import Open

ANA, OTS = entity_id("Ana Reyl"), entity_id("Ots Marn")
DENIAL = "the bridge at Orvel had been blown up by Ana Reyl and Ots Marn"
TOLD = report(
    f"The harbour office rejects that {DENIAL}. Ana Reyl met Ots Marn.",
    said(
        DENIAL,
        who=["Ana Reyl", "Ots Marn"],
        by=[("The harbour office", "rejects")],
        stance="denies",
        day="1994",
    ),
    said("Ana Reyl met Ots Marn.", who=["Ana Reyl", "Ots Marn"], day="1995"),
)


@pytest.mark.parametrize(
    ("stance", "words", "denied"),
    [("denies", "denied", True), ("retracts", "taken back", True), ("doubts", "doubted", False)],
)
def test_a_line_says_that_its_voice_does_not_report_it(room: Open, stance: str, words: str, denied: bool):
    told = report(DENIAL, said(DENIAL, stance=stance, day="1994"))
    page = room(told).get("/chronology.json").json()
    (line,) = page["lines"]
    assert line["statements"][0]["stance"] == words
    assert (line["denied"], line["hedged"]) == (denied, not denied)


def test_in_the_picture_of_time_it_is_drawn_as_denied(room: Open):
    marks = room(TOLD).get("/timeline.json").json()["marks"]
    assert [mark["denied"] for mark in marks] == [True, False]


def test_the_facet_counts_it_among_what_is_denied_and_leads_to_it(room: Open):
    client = room(TOLD)
    facets = client.get("/chronology.json").json()["facets"]
    (facet,) = (facet for facet in facets if facet["field"] == "polarity")
    assert {one["value"]: one["lines"] for one in facet["values"]} == {"asserted": 1, "denied": 1}
    assert client.get("/chronology.json?polarity=denied").json()["total"] == 1
    assert client.get("/chronology.json?polarity=asserted").json()["total"] == 1


def test_a_denial_in_the_network_leads_to_its_line(room: Open):
    client = room(TOLD)
    assert [tie["lines"] for tie in client.get("/network.json").json()["denials"]] == [1]
    asked = f"/chronology.json?kind=all&entity={ANA}&entity={OTS}&polarity=denied"
    assert client.get(asked).json()["total"] == 1

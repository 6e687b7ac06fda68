"""What a page counts is what the list behind the number holds; rejected lines count nowhere."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.views.by_hand import entity_id, report, said
from tests.views.web.conftest import Open
from tests.views.web.harbour import HARBOUR
from tests.views.web.test_decide import decide
from whosays.views import web
from whosays.views.web.guard import House

ANA, OTS = entity_id("Ana Reyl"), entity_id("Ots Marn")
TOLD = report(
    "Ana Reyl met Ots Marn, an officer said. Ots Marn struck Ana Reyl.",
    said("Ana Reyl met Ots Marn", who=["Ana Reyl", "Ots Marn"], by=[(None, "said")], day="1994"),
    said("Ots Marn struck Ana Reyl.", who=["Ots Marn", "Ana Reyl"], day="1995"),
    publisher="The Velm Herald",
)


def total(client: TestClient, address: str) -> int:
    path, _, asked = address.partition("?")
    return int(client.get(f"{path}.json?{asked}").json()["total"])


def test_the_lists_of_a_source_are_the_same_in_whatever_order_they_are_asked_for(room: Open):
    client = room(*HARBOUR)
    source = quote("Orvel Wire")
    for _ in range(2):
        assert total(client, f"/chronology?source={source}&kind=all") == 1
        assert total(client, f"/cautions?source={source}&kind=copy") == 1


def test_no_two_modules_hold_values_under_one_name():
    holders: dict[str, set[str]] = {}
    for path in Path(web.__file__).parent.rglob("*.py"):
        for name in re.findall(r'held\.get\(\s*f?"([^"]+)"', path.read_text("utf-8")):
            holders.setdefault(name, set()).add(path.name)
    assert len(holders) > 20
    assert {name: paths for name, paths in holders.items() if len(paths) > 1} == {}


def test_a_source_known_by_a_title_leads_to_its_document(room: Open):
    client = room(report("Ana Reyl met Ots Marn.", title="Notes of May"), TOLD)
    assert total(client, f"/documents?of={quote('Notes of May')}") == 1
    assert total(client, f"/documents?of={quote('The Velm')}") == 0


def test_a_voice_of_whom_there_is_no_entry_leads_to_what_it_says(room: Open):
    client = room(TOLD)
    voices = client.get(f"/entity/{ANA}.json").json()["voices"]
    (voice,) = (one for one in voices["quoted"] if one["entity"] is None)
    assert (
        total(client, f"/chronology?entity={ANA}&kind=all&called={quote(voice['name'])}")
        == voice["lines"]
        == 1
    )


def test_the_documents_own_voice_leads_to_its_lines(room: Open):
    client = room(TOLD)
    own = client.get(f"/entity/{ANA}.json").json()["voices"]["own"]
    assert total(client, f"/chronology?entity={ANA}&kind=all&quoted=false") == own == 1


def test_lines_of_one_event_can_be_chosen(room: Open):
    client = room(*HARBOUR)
    line = client.get("/chronology.json").json()["lines"][0]["id"]
    told = client.get(f"/event/{line}.json").json()
    assert total(client, f"/chronology?event={told['id']}&kind=all") == told["total"]
    assert client.get("/chronology.json?event=v-000000000000").status_code == 404


def test_a_line_in_which_one_has_two_roles_is_one_line(room: Open):
    twice = report(
        "Ots Marn shot at Ana Reyl, and Ana Reyl fell.",
        said("Ots Marn shot at Ana Reyl, and Ana Reyl fell.", who=["Ots Marn", "Ana Reyl", "Ana Reyl"]),
    )
    (tie,) = room(twice).get(f"/entity/{OTS}.json").json()["ties"]["ties"]
    assert tie["lines"] == 1


@pytest.mark.parametrize("address", ["/network", f"/entity/{ANA}", "/map", "/timeline"])
def test_a_rejected_line_counts_in_no_picture(room: Open, address: str):
    client = room(TOLD, house=House(who="ada"))
    line = next(one["id"] for one in client.get("/chronology.json").json()["lines"] if "struck" in str(one))
    decide(client, kind="reject", id=line)
    told = client.get(f"{address}.json").json()
    if address == "/network":
        assert [tie["lines"] for tie in told["ties"]] == [1]
    elif address == "/map":
        assert told["lines"] == 1
    elif address == "/timeline":
        assert [mark["date"] for mark in told["marks"]] == ["1994"]
    else:
        assert [period["words"] for period in told["periods"]] == ["1994"]
        assert [tie["lines"] for tie in told["ties"]["ties"]] == [1]


def test_a_rejected_line_is_shown_as_that(room: Open):
    client = room(TOLD, house=House(who="ada"))
    line = next(one["id"] for one in client.get("/chronology.json").json()["lines"] if "struck" in str(one))
    decide(client, kind="reject", id=line)
    page = client.get("/chronology").text
    assert re.search(rf'class="line rejected" id="{line}"', page)
    assert "1 of them was rejected and counts nowhere" in page
    decide(client, kind="accept", id=line)
    assert "rejected and counts" not in client.get("/chronology").text


def test_a_withdrawal_that_was_withdrawn_is_listed_as_that(room: Open):
    client = room(TOLD, house=House(who="ada"))
    line = client.get("/chronology.json").json()["lines"][0]["id"]
    decide(client, kind="reject", id=line)
    for _ in range(2):
        latest = client.get("/decisions.json").json()["decisions"][0]["id"]
        decide(client, kind="withdraw", id=latest)
    states = [one["state"] for one in client.get("/decisions.json").json()["decisions"]]
    assert states == ["in force", "withdrawn", "in force"]


def test_an_id_stands_once_on_a_page(room: Open):
    says = report(
        "Ana Reyl is a captain, Ana Reyl said.",
        said("Ana Reyl is a captain", who=["Ana Reyl"], kind="state", type=None, by=[("Ana Reyl", "said")]),
    )
    page = room(says).get(f"/entity/{ANA}").text
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))

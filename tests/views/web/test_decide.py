"""Deciding in the browser: what would change is shown, then done; by whom who may, from our own pages."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from starlette.datastructures import URL
from starlette.testclient import TestClient

from tests.views.by_hand import entity_id, report, said
from tests.views.web.conftest import Open
from tests.views.web.harbour import HERALD as HERALD_OF_OSTREL
from tests.views.web.harbour import WATCH
from whosays.casebook import Reader, Writer
from whosays.engines import foreseeing
from whosays.engines.foreseeing import foreseen
from whosays.errors import CasebookBusy, OutOfTime
from whosays.records.derived import Reading
from whosays.views import deciding
from whosays.views.changes import changes
from whosays.views.web import access, guard
from whosays.views.web.guard import House
from whosays.views.web.templating import Here, environment
from whosays.views.web.ways import is_local, with_field

HERALD = report(
    "Oskar Brenn founded the League in Velm. Brenn left it on 3 May 1994.",
    said("Oskar Brenn founded the League in Velm.", who=["Oskar Brenn"], kind="relation", type="Membership"),
    said("Brenn left it on 3 May 1994.", day="1994-05-03", who=["Oskar Brenn"], kind="relation", type="Left"),
    source="pile/herald.txt",
    publisher="The Velm Herald",
)
COURIER = report(
    "O. Brennek founded the League in Velm.",
    said("O. Brennek founded the League in Velm.", who=["O. Brennek"], kind="relation", type="Membership"),
    source="pile/courier.txt",
    publisher="The Courier",
)
ADA = House(who="ada")
A, B = entity_id("Oskar Brenn"), entity_id("O. Brennek")


@pytest.fixture
def client(room: Open) -> TestClient:
    return room(HERALD, COURIER, house=ADA)


@pytest.fixture
def case(client: TestClient, tmp_path: Path) -> str:
    return str(tmp_path / "case.db")


def content(case: str, *left_out: str) -> str:
    """All that is kept, as SQL, but for what is left out."""
    connection = sqlite3.connect(case)
    try:
        return "\n".join(
            line for line in connection.iterdump() if not any(f'INTO "{name}"' in line for name in left_out)
        )
    finally:
        connection.close()


def line_of(case: str, words: str) -> str:
    with Reader.open(case) as reader:
        return next(line.id for line in reader.lines() if words in line.summary)


def token(client: TestClient, **fields: str) -> str:
    found = re.search(r'name="token" value="(\w+)"', client.get("/decide", params=fields).text)
    assert found is not None
    return found[1]


def decide(client: TestClient, **fields: str) -> str:
    """Decide, and where one is sent then."""
    sent = {**fields, "token": token(client, **fields)}
    answer = client.post("/decide", data=sent, headers=FROM_HERE, follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["location"]


FROM_HERE = {"Origin": "http://127.0.0.1:8040"}


# ── looking ahead ─────────────────────────────────────────────────────────────────────────────────


def test_looking_ahead_changes_nothing(client: TestClient, case: str):
    before = content(case)
    assert client.get("/decide", params={"kind": "same", "id": A, "other": B}).status_code == 200
    assert content(case) == before


def test_looking_ahead_that_fails_midway_changes_nothing(case: str, monkeypatch: pytest.MonkeyPatch):
    before = content(case)
    with Reader.open(case) as reader:
        decision = deciding.two(reader, "same", A, B, by="ada", why=None)

    def broken(casebook: Writer) -> None:
        casebook.commit()
        raise RuntimeError

    monkeypatch.setattr(foreseeing, "bring_up_to_date", broken)
    with pytest.raises(RuntimeError), foreseen(case, decision):
        pass
    assert content(case) == before


def test_looking_ahead_stops_when_its_time_is_over(case: str):
    before = content(case)
    with Reader.open(case) as reader:
        decision = deciding.two(reader, "same", A, B, by="ada", why=None)
    with pytest.raises(OutOfTime), foreseen(case, decision, seconds=0):
        pass
    assert content(case) == before


def test_what_takes_too_long_can_be_decided_all_the_same(client: TestClient, monkeypatch: pytest.MonkeyPatch):
    def late(*_: object) -> object:
        raise OutOfTime

    monkeypatch.setattr("whosays.views.web.pages.decide.foreseen", late)
    page = client.get("/decide", params={"kind": "same", "id": A, "other": B})
    assert "could not be worked out in time" in page.text
    assert 'method="post"' in page.text


def test_two_spellings_become_one_with_all_their_documents(client: TestClient):
    found = client.get("/decide.json", params={"kind": "same", "id": A, "other": B}).json()["changes"]
    (group,) = found["entities"]
    assert sorted(one["name"] for one in group["before"]) == ["O. Brennek", "Oskar Brenn"]
    assert [one["documents"] for one in group["after"]] == [2]


def of(reading: Reading) -> str:
    return str(reading.key)


def test_what_was_found_to_be_one_is_parted_by_the_documents_that_each_is_in(client: TestClient):
    decide(client, kind="same", id=A, other=B)
    whole = client.get(f"/entity/{A}.json").json()["entity"]["id"]
    parted = {"kind": "apart", "id": whole, "within": of(HERALD), "other_within": of(COURIER)}
    (group,) = client.get("/decide.json", params=parted).json()["changes"]["entities"]
    assert (len(group["before"]), len(group["after"])) == (1, 2)
    decide(client, **parted)
    assert {client.get(f"/entity/{id_}.json").json()["entity"]["id"] for id_ in (A, B)} == {A, B}


def test_two_of_one_name_are_split_and_joined_again(room: Open):
    client = room(HERALD_OF_OSTREL, WATCH, house=ADA)
    (one,) = client.get("/entities.json?name=Maur").json()["entities"]
    split = {"kind": "apart", "id": one["id"], "within": of(HERALD_OF_OSTREL), "other_within": of(WATCH)}
    assert "1 entity becomes 2" in client.get("/decide.json", params=split).json()["told"]
    decide(client, **split)
    assert client.get("/entities.json?name=Maur").json()["total"] == 2
    decide(client, kind="withdraw")
    assert client.get("/entities.json?name=Maur").json()["total"] == 1


def test_undoing_a_merge_is_told_like_the_merge(client: TestClient):
    merged = client.get("/decide.json", params={"kind": "same", "id": A, "other": B}).json()["told"]
    decide(client, kind="same", id=A, other=B)
    undone = client.get("/decide.json", params={"kind": "withdraw"}).json()["told"]
    assert len(undone) == len(merged)


def test_a_rejected_line_counts_for_no_claim(client: TestClient, case: str):
    line = line_of(case, "Brenn left")
    found = client.get("/decide.json", params={"kind": "reject", "id": line}).json()["changes"]
    assert [(one["counts_before"], one["counts_after"]) for one in found["lines"]] == [(True, False)]
    assert any(one["before"][0]["origins"] == 1 and not one["after"] for one in found["claims"])


def test_a_corrected_date_is_shown_before_and_after(client: TestClient, case: str):
    asked = {"kind": "correct", "id": line_of(case, "Brenn left"), "what": "date", "value": "1994-05-04"}
    (line,) = client.get("/decide.json", params=asked).json()["changes"]["lines"]
    assert (line["date_before"], line["date_after"]) == ("1994-05-03", "1994-05-04")
    assert "<del>1994-05-03</del>" in client.get("/decide", params=asked).text


def test_what_would_change_is_what_changes(client: TestClient, case: str):
    with Reader.open(case) as reader:
        decision = deciding.two(reader, "same", A, B, by="ada", why=None)
        with foreseen(case, decision) as trial:
            foretold = {change.after[0].id for change in changes(reader, trial.after(), trial).claims}
    decide(client, kind="same", id=A, other=B)
    with Reader.open(case) as reader:
        assert foretold
        assert len(reader.weighed.claims_by_id(sorted(foretold))) == len(foretold)


def test_while_somebody_writes_it_is_said_calmly(client: TestClient, case: str):
    with Writer.open(case):
        page = client.get("/decide", params={"kind": "same", "id": A, "other": B})
    assert page.status_code == 200
    assert "Somebody else is writing" in page.text


def test_what_is_missing_is_asked_for(client: TestClient, case: str):
    line = line_of(case, "Brenn left")
    for kind, field in (("same", "other"), ("correct", "what"), ("note", "value")):
        page = client.get("/decide", params={"kind": kind, "id": A if kind == "same" else line})
        assert f'name="{field}"' in page.text
        assert "<form" in page.text


def test_a_name_that_is_not_one_s_alone_is_a_choice(client: TestClient):
    page = client.get("/decide", params={"kind": "same", "id": A, "other": "Bren"})
    assert "Who is meant by" in page.text
    assert f"other={B}" in page.text
    nobody = client.get("/decide", params={"kind": "same", "id": A, "other": "Zoltan"})
    assert "Nobody and nothing here bears the name" in nobody.text


@pytest.mark.parametrize("kind", ["accept", "reject", "withdraw", "note"])
def test_a_name_of_another_is_no_question_where_there_is_none(client: TestClient, kind: str):
    asked = {"kind": kind, "id": A, "other": "Zoltan", "value": "x"}
    assert client.get("/decide", params=asked).status_code in {200, 400, 404}


# ── deciding ──────────────────────────────────────────────────────────────────────────────────────


def test_a_decision_is_signed_and_comes_back_to_where_one_was(client: TestClient, case: str):
    line = line_of(case, "Brenn left")
    way = decide(client, kind="reject", id=line, why="a caption", next=f"/chronology?limit=10#{line}")
    with Reader.open(case) as reader:
        (decision,) = reader.weighed.decisions()
    assert (decision.made_by, decision.kind, decision.why) == ("ada", "reject", "a caption")
    assert way == f"/chronology?limit=10&done={decision.id}#{line}"
    page = client.get(way).text
    assert "Decided." in page
    assert f"/decide?kind=withdraw&amp;id={decision.id}" in page


def test_undoing_brings_back_all_that_was_derived(client: TestClient, case: str):
    before = content(case, "decisions")
    decide(client, kind="same", id=A, other=B)
    assert content(case, "decisions") != before
    decide(client, kind="withdraw")
    assert content(case, "decisions") == before


@pytest.mark.parametrize("wrong", [{}, {"token": ""}, {"token": "0" * 64}])
def test_without_the_forms_token_nothing_is_decided(client: TestClient, case: str, wrong: dict[str, str]):
    token(client, kind="same", id=A, other=B)
    answer = client.post("/decide", data={"kind": "same", "id": A, "other": B, **wrong}, headers=FROM_HERE)
    assert answer.status_code == 403
    with Reader.open(case) as reader:
        assert not reader.weighed.decisions()


def test_who_may_only_read_neither_decides_nor_sees_acts(
    room: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def reading(**fields: object) -> access.Visitor:
        return access.Visitor(**{**fields, "may_decide": False})  # type: ignore[arg-type]

    monkeypatch.setattr(guard, "Visitor", reading)
    client = room(HERALD, COURIER, house=ADA)
    assert client.get("/decide", params={"kind": "same", "id": A, "other": B}).status_code == 403
    assert client.post("/decide", data={"kind": "same"}, headers=FROM_HERE).status_code == 403
    assert "/decide" not in client.get("/chronology").text


@pytest.mark.parametrize(
    "way",
    ["//else.example/", "https://else.example/", "/\\else.example", "/\t/else.example", "else", "\n//e"],
)
def test_nobody_is_sent_elsewhere(client: TestClient, way: str):
    assert not is_local(way)
    assert decide(client, kind="note", id=A, value="seen", next=way).startswith("/decisions?")


def test_a_way_keeps_its_query_and_its_place():
    assert with_field("/a?b=1&done=x#c", "done", "y") == "/a?b=1&done=y#c"


def test_words_of_people_are_never_markup(client: TestClient):
    evil = "<script>alert(1)</script>"
    shown = client.get(
        "/decide", params={"kind": "note", "id": A, "value": evil, "why": evil, "next": f"/{evil}"}
    )
    decide(client, kind="note", id=A, value=evil, why=evil)
    for page in (shown, client.get("/decisions"), client.get("/decide", params={"kind": "withdraw"})):
        assert page.status_code == 200
        assert evil not in page.text


def test_while_somebody_writes_nothing_is_decided_and_that_is_said(
    client: TestClient, case: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("whosays.views.web.pages.decide.WAIT", 0.0)
    sent = {"kind": "same", "id": A, "other": B, "token": token(client, kind="same", id=A, other=B)}
    with Writer.open(case):
        answer = client.post("/decide", data=sent, headers=FROM_HERE)
    assert answer.status_code == 503
    assert "Somebody else is writing" in answer.text
    assert case not in answer.text


def test_what_cannot_be_decided_is_told(client: TestClient, case: str):
    line = line_of(case, "Brenn left")
    for asked in (
        {"kind": "correct", "id": line, "what": "date", "value": "yesterday"},
        {"kind": "letter", "id": "The Courier", "value": "Q"},
        {"kind": "accept", "id": A},
        {"kind": "nothing"},
        {"kind": "reject"},
    ):
        assert client.get("/decide.json", params=asked).status_code == 400
    assert client.get("/decide.json", params={"kind": "withdraw", "id": "j-0"}).status_code == 404


# ── the list ──────────────────────────────────────────────────────────────────────────────────────


def test_the_list_says_who_when_why_and_what_was_withdrawn(client: TestClient):
    decide(client, kind="letter", id="The Courier", value="B", why="seldom wrong")
    decide(client, kind="withdraw")
    found = client.get("/decisions.json").json()
    assert [(one["kind"], one["state"], one["by"]) for one in found["decisions"]] == [
        ("withdraw", "in force", "ada"),
        ("letter", "withdrawn", "ada"),
    ]
    assert client.get("/decisions.json?state=withdrawn").json()["total"] == 1
    assert client.get("/decisions.json?kind=letter&by=ada").json()["total"] == 1
    assert client.get("/decisions.json?by=eve").json()["total"] == 0
    assert "seldom wrong" in client.get("/decisions").text


def test_the_list_is_exported_as_the_command_writes_it(client: TestClient, case: str):
    decide(client, kind="note", id=A, value="seen")
    with Reader.open(case) as reader:
        (decision,) = reader.weighed.decisions()
    assert deciding.encode(decision) + b"\n" == client.get("/decisions.jsonl").content
    assert client.get("/decisions.csv").text.splitlines()[1].startswith(decision.id)


def test_only_one_decides_at_a_time(case: str):
    with Reader.open(case) as reader:
        decision = deciding.two(reader, "same", A, B, by="ada", why=None)
    with foreseen(case, decision), pytest.raises(CasebookBusy):
        Writer.open(case)


# ── in place ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("what", ["line", "entity", "event", "source"])
def test_what_can_be_decided_stands_in_place_for_who_may(what: str):
    acts = environment().get_template("_acts.html").module
    here = Here(URL("http://127.0.0.1/chronology?limit=5&done=j-0"))
    ada, eve = (access.Visitor(name="x", may_decide=may) for may in (True, False))
    shown = getattr(acts, what)(ada, 'x"<y', here)
    assert "/decide" in shown
    assert "limit" in shown
    assert "done" not in shown
    assert '"<y' not in shown
    assert getattr(acts, what)(eve, "x", here).strip() == ""

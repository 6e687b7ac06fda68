"""The list of documents, and of what was not read."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.views.by_hand import keep, report, said
from tests.views.web.conftest import Open
from whosays.casebook import Writer
from whosays.plugins import Refusal
from whosays.views.web.app import create_app

MARKET = report(
    "A bomb went off in Velm. It was Tuesday.",
    said("A bomb went off in Velm.", day="1994-05-03"),
    title="Bomb in Velm",
    publisher="The Velm Post",
    byline=("Ana Orl",),
    published="1994-05-04",
    source="/home/anna/pile/market.txt",
)
BRIDGE = report("The bridge opened.", title="A bridge, 100% new", published="1990", source="b.txt")
UNDATED = report("Nothing.", title="=cmd()", language="fa", source="c.txt")


def titles(client: TestClient, asked: str) -> list[str]:
    return [one["title"] for one in client.get(f"/documents.json?{asked}").json()["documents"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("sort=date", ["=cmd()", "A bridge, 100% new", "Bomb in Velm"]),
        ("sort=-date", ["Bomb in Velm", "A bridge, 100% new", "=cmd()"]),
        ("sort=title", ["=cmd()", "A bridge, 100% new", "Bomb in Velm"]),
        ("sort=publisher&limit=1", ["Bomb in Velm"]),
        ("sort=-characters&limit=1", ["Bomb in Velm"]),
        ("sort=-lines&limit=1", ["Bomb in Velm"]),
        ("words=bomb%20velm", ["Bomb in Velm"]),
        ("words=b.txt", ["A bridge, 100% new"]),
        ("words=100%25", ["A bridge, 100% new"]),
        ("words=_", []),
        ("source=orl", ["Bomb in Velm"]),
        ("from=1991", ["Bomb in Velm"]),
        ("to=1991", ["A bridge, 100% new"]),
        ("undated=true", ["=cmd()"]),
        ("language=fa", ["=cmd()"]),
    ],
)
def test_documents_are_sorted_and_chosen(room: Open, asked: str, found: list[str]):
    assert titles(room(MARKET, BRIDGE, UNDATED), asked) == found


def test_a_document_is_listed_with_its_lines_and_without_its_folders(room: Open):
    client = room(MARKET)
    (one,) = client.get("/documents.json").json()["documents"]
    assert (one["lines"], one["characters"], one["file"]) == (1, 40, "market.txt")
    assert "anna" not in client.get("/documents").text


def test_the_list_goes_on(room: Open):
    client = room(MARKET, BRIDGE, UNDATED)
    page = client.get("/documents?limit=2").text
    assert "Documents 1 to 2 of 3" in page
    assert titles(client, "limit=2&offset=2") == ["Bomb in Velm"]


def test_the_csv_holds_all_and_starts_no_formula(room: Open):
    rows = room(MARKET, BRIDGE, UNDATED).get("/documents.csv?limit=1").text.splitlines()
    assert len(rows) == 4
    assert "'=cmd()" in rows[1]


@pytest.mark.parametrize("asked", ["from=yesterday", "sort=size", "limit=0", "undated=perhaps"])
def test_what_is_no_question_is_told(room: Open, asked: str):
    assert room(MARKET).get(f"/documents?{asked}").status_code == 400


def test_what_is_asked_stands_in_the_form_again(room: Open):
    assert 'value="&lt;b&gt;"' in room(MARKET).get("/documents?words=<b>").text


def test_what_was_not_read_is_told_with_its_reason_and_without_its_folders(tmp_path: Path):
    case = keep(tmp_path, MARKET)
    path = "/home/anna/pile/scan.pdf"
    with Writer.open(case) as writer:
        writer.refuse(path, Refusal(path, f"{path} has no text"))
    with TestClient(create_app(case), base_url="http://127.0.0.1:8040") as client:
        page, json = client.get("/not-read").text, client.get("/not-read.json?kind=refused").json()
        assert "anna" not in page
        assert (json["total"], json["files"][0]["reason"]) == (1, "scan.pdf has no text")
        assert client.get("/not-read.json?kind=skipped").json()["total"] == 0
        assert "scan.pdf" in client.get("/not-read.csv").text

"""Cautions as a work list."""

from __future__ import annotations

import csv

from tests.views.by_hand import report
from tests.views.web.conftest import Open
from tests.views.web.harbour import HARBOUR, WIRE


def test_a_caution_stands_under_its_document_with_its_words_and_the_way_there(room: Open):
    client = room(*HARBOUR)
    (flag,) = client.get("/cautions.json").json()["cautions"]
    assert (flag["kind"], flag["document"]["publisher"]) == ("copy", "Orvel Wire")
    assert flag["words"]
    page = client.get("/cautions").text
    assert f'href="/document/{WIRE.key}?at={flag["start"]}"' in page
    assert "copy (1)" in page


def test_cautions_are_picked_out_by_kind_source_and_document(room: Open):
    client = room(*HARBOUR)

    def number(asked: str) -> int:
        answer = client.get(f"/cautions.json?{asked}").json()
        assert len(answer["cautions"]) == answer["total"]
        return answer["total"]

    assert [number("kind=copy"), number("kind=hearsay")] == [1, 0]
    assert [number("source=orvel wire"), number("source=Karsk Watch"), number("source=Nobody")] == [1, 0, 0]
    assert number(f"document={WIRE.key}") == 1
    assert number(f"document={WIRE.key}&source=Karsk Watch") == 0


def test_all_cautions_go_out_as_csv(room: Open):
    rows = list(csv.DictReader(room(*HARBOUR).get("/cautions.csv").text.splitlines()))
    assert [(row["kind"], row["document"]) for row in rows] == [("copy", WIRE.key)]


def test_nothing_flagged_is_said_so(room: Open):
    assert "No caution fits what is asked" in room(report("Nothing is here.")).get("/cautions").text

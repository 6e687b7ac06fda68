"""The evidence of a page: each passage that it rests on, with its voice, to be cited."""

from __future__ import annotations

import pytest

from tests.views.web.conftest import Open
from tests.views.web.harbour import ELEVEN, HARBOUR, NINE, WATCH


def test_an_event_claim_conflict_line_entity_and_document_have_their_evidence(room: Open):
    client = room(*HARBOUR)
    line = client.get("/chronology.json").json()["lines"][0]
    conflict = client.get("/conflicts.json").json()["conflicts"][0]["conflict"]
    claim = line["behind"][0]["claim"]
    entity = line["parties"][0]["entity"]
    for of in (line["id"], claim, conflict["id"], conflict["topic"], entity, WATCH.key):
        found = client.get(f"/evidence.json?of={of}").json()
        assert found["total"] >= len(found["exhibits"]) > 0, of
        assert f"/evidence?of={of}" in client.get(f"/{_kind(of)}/{of}").text


def _kind(of: str) -> str:
    kinds = {"s": "line", "c": "claim", "k": "conflict", "v": "event", "e": "entity", "d": "document"}
    return kinds[of[0]]


def test_an_exhibit_has_its_voice_its_exact_words_and_where_they_stand(room: Open):
    (exhibit,) = room(*HARBOUR).get(f"/evidence.json?of={WATCH.key}").json()["exhibits"]
    assert exhibit["words"] in ELEVEN
    for told in (exhibit["voice"], exhibit["words"], "Karsk Watch", WATCH.document.id, "Cited 20"):
        assert told in exhibit["text"]


def test_the_evidence_is_had_whole_as_csv_whatever_part_is_shown(room: Open):
    client = room(*HARBOUR)
    topic = client.get("/conflicts.json").json()["conflicts"][0]["conflict"]["topic"]
    part = client.get(f"/evidence.json?of={topic}&limit=1").json()
    assert (part["statements"], len(part["exhibits"])) == (1, 1)
    table = client.get(f"/evidence.csv?of={topic}&limit=1").text
    assert "Karsk Watch" in table
    assert table.count(NINE[:40]) == 2


@pytest.mark.parametrize("of", ["v-000000000000", "c-000000000000", "x-1", "..", "e-000000000000"])
def test_of_what_is_not_there_there_is_no_evidence(room: Open, of: str):
    client = room(*HARBOUR)
    assert client.get("/evidence.json", params={"of": of}).status_code == 404
    assert client.get("/evidence.csv", params={"of": of}).status_code == 404

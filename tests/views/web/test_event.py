"""An event with its versions side by side."""

from __future__ import annotations

from tests.views.by_hand import report, said
from tests.views.web.conftest import Open
from tests.views.web.harbour import HARBOUR, HERALD, WATCH

LINE = HERALD.derived.lines[0].id


def test_versions_stand_side_by_side_by_origin_with_what_each_says(room: Open):
    answer = room(*HARBOUR).get(f"/event/{LINE}.json").json()
    versions = answer["versions"]
    assert [version["entry"]["publisher"] for version in versions["versions"]] == [
        "Ostrel Herald",
        "Orvel Wire",
        "Karsk Watch",
    ]
    assert [(group["origins"], group["versions"]) for group in versions["groups"]] == [([1], 2), ([2], 1)]
    dead = next(row for row in versions["rows"] if row["aspect"] == "dead")
    assert [[told["words"] for told in cell] for cell in dead["cells"]] == [["9"], ["9"], ["11"]]
    assert dead["conflicts"] == [conflict["id"] for conflict in answer["conflicts"]]


def test_the_page_says_where_versions_are_in_conflict(room: Open):
    page = room(*HARBOUR).get(f"/event/{LINE}").text
    row = page.partition('<th scope="row">Dead')[2].partition("</tr>")[0]
    assert "in conflict" in row
    assert row.index(">9<") < row.index(">11<")
    assert "does not say" not in row


def test_any_part_leads_to_the_whole(room: Open):
    client = room(*HARBOUR)
    whole = client.get(f"/event/{LINE}.json").json()
    for part in (WATCH.derived.events[0].id, whole["whole"]["id"], whole["conflicts"][0]["id"]):
        assert client.get(f"/event/{part}.json").json()["id"] == whole["id"]
    assert len(whole["why"]["parts"]) == 3
    assert all(verdict["reason"] for verdict in whole["why"]["verdicts"])


def test_fewer_versions_are_one_of_each_origin_first(room: Open):
    answer = room(*HARBOUR).get(f"/event/{LINE}.json?versions=2").json()
    assert [version["origins"] for version in answer["versions"]["versions"]] == [[1], [2]]
    assert answer["versions"]["total"] == 3


def test_a_denial_is_told_in_words(room: Open):
    text = "Velm attacked Orl. Velm did not attack Orl."
    client = room(
        report(
            text,
            said("Velm attacked Orl.", kind="relation", type="Hostility", who=["Velm", "Orl"]),
            source="a",
        ),
        report(
            text,
            said(
                "Velm did not attack Orl.",
                kind="relation",
                type="Hostility",
                who=["Velm", "Orl"],
                polarity="denied",
                stance="denies",
            ),
            source="b",
        ),
    )
    claim = client.get("/claims.json?aspect=relation").json()["claims"][0]
    answer = client.get(f"/event/{claim['topic']}.json").json()
    told = [told for row in answer["versions"]["rows"] for cell in row["cells"] for told in cell]
    assert answer["kind"] == "relation"
    assert {(one["meant"], one["against"]) for one in told} >= {("", False), ("denied", True)}
    assert "denied" in client.get(f"/event/{answer['id']}").text


def test_lines_are_paged_in_the_order_of_time(room: Open):
    client = room(*HARBOUR)
    first, second = (client.get(f"/event/{LINE}.json?limit=2&offset={at}").json() for at in (0, 2))
    assert [first["total"], len(first["lines"]), len(second["lines"])] == [3, 2, 1]

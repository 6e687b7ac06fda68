"""The chronology: a list in the order of time, facets, a picture, and the whole of it as CSV."""

from __future__ import annotations

import csv
import io
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.casebook.test_columns import FIRST, SECOND
from tests.engines.test_deciding import PILE
from tests.views.by_hand import entity_id, report, said
from tests.views.web.conftest import Open
from whosays.views.export.csv import COLUMNS
from whosays.views.web.held import Recent

ANA = entity_id("Ana Reyl")
MANY = report(
    "A stone fell.",
    *(said("A stone fell.", day=f"{1900 + number // 12}-{number % 12 + 1:02}") for number in range(300)),
)


def summaries(client: TestClient, query: str = "") -> list[str]:
    answer = client.get(f"/chronology.json{query}").json()
    return [line["statements"][0]["summary"] for line in answer["lines"]]


def facet(client: TestClient, field: str, query: str = "") -> dict[str, tuple[str, int]]:
    """Words and numbers of a facet, by value."""
    answer = client.get(f"/chronology.json{query}").json()
    values = [value for one in answer["facets"] if one["field"] == field for value in one["values"]]
    return {value["value"]: (value["words"], value["lines"]) for value in values}


def test_lines_stand_under_their_years_and_undated_ones_at_the_end(room: Open) -> None:
    html = room(FIRST, SECOND).get("/chronology?kind=all").text
    places = [html.index(f'<h2 class="year">{year}</h2>') for year in ("1990", "1993", "1994", "Undated")]
    assert places == sorted(places)
    assert html.index("Someone fled.") > places[-1]


def test_what_is_chosen_is_told_and_each_part_can_be_taken_out(room: Open) -> None:
    client = room(FIRST, SECOND)
    answer = client.get(f"/chronology.json?entity={ANA}&certainty=possible").json()
    assert answer["words"] == "with Ana Reyl, put as possible, not as fact"
    assert [one["address"] for one in answer["chosen"]] == [
        "/chronology?certainty=possible",
        f"/chronology?entity={ANA}",
    ]


def test_the_form_keeps_what_was_chosen_elsewhere(room: Open) -> None:
    html = room(FIRST, SECOND).get(f"/chronology?entity={ANA}&text=Ana").text
    assert f'<input type="hidden" name="entity" value="{ANA}">' in html
    assert 'name="text" type="search" dir="auto" value="Ana"' in html


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("entity", ANA, ("Ana Reyl", 1)),
        ("voice", ANA, ("Ana Reyl", 1)),
        ("type", "ASSAULT", ("Assault", 3)),
        ("place", "geonames:1", ("Velm", 1)),
        ("source", "The Velm Post", ("The Velm Post", 2)),
        ("certainty", "fact", ("put as fact", 2)),
        ("polarity", "denied", ("denied", 1)),
        ("years", "1994", ("1994", 1)),
    ],
)
def test_facets_count_the_chosen_lines_and_lead_to_them(
    room: Open, field: str, value: str, told: tuple[str, int]
) -> None:
    client = room(FIRST, SECOND)
    assert facet(client, field)[value] == told
    answer = client.get("/chronology.json").json()
    (address,) = [
        one["address"]
        for each in answer["facets"]
        if each["field"] == field
        for one in each["values"]
        if one["value"] == value
    ]
    assert len(summaries(client, address.removeprefix("/chronology"))) == told[1]


def test_facets_count_what_the_other_choices_leave(room: Open) -> None:
    client = room(FIRST, SECOND)
    assert facet(client, "polarity", "?certainty=possible") == {"asserted": ("asserted", 1)}
    assert facet(client, "certainty", "?certainty=possible") == facet(client, "certainty")


def test_undated_lines_are_a_facet(room: Open) -> None:
    client = room(FIRST, SECOND)
    assert facet(client, "undated", "?kind=all")["true"] == ("without a date", 1)
    assert summaries(client, "?kind=all&undated=true") == ["Someone fled."]


def test_origins_and_conflicts_are_facets_where_there_are_any(room: Open) -> None:
    client = room(*PILE)
    assert facet(client, "origins") == {"2": ("2 or more", 2)}
    assert facet(client, "conflict") == {"true": ("in conflict", 2)}
    assert facet(client, "decided") == {}


def test_many_years_are_told_by_decade(room: Open) -> None:
    assert facet(room(MANY), "years") == {
        "190X": ("1900s", 120),
        "191X": ("1910s", 120),
        "192X": ("1920s", 60),
    }


def test_of_a_facet_twelve_values_are_told_or_all(room: Open) -> None:
    names = [f"Person{number}" for number in range(20)]
    text = " ".join(f"{name} came." for name in names)
    client = room(report(text, *(said(f"{name} came.", day="1994", who=(name,)) for name in names)))
    assert len(facet(client, "entity")) == 12
    assert len(facet(client, "entity", "?whole=entity")) == 20
    assert "All 20…" in client.get("/chronology").text


def test_a_name_that_nobody_has_is_told_so(room: Open) -> None:
    answer = room(FIRST).get("/chronology?entity=Nemo")
    assert answer.status_code == 404
    assert "Nemo" in answer.text


def test_the_csv_has_every_chosen_line_with_all_its_columns(room: Open, tmp_path: Path) -> None:
    client = room(FIRST, SECOND)
    head, *rows = csv.reader(io.StringIO(client.get("/chronology.csv?polarity=denied").text))
    assert tuple(head) == COLUMNS
    assert [dict(zip(head, row, strict=True))["summary"] for row in rows] == ["Velm fell"]
    assert len(client.get("/chronology.csv?kind=all").text.splitlines()) == 5


def test_no_cell_of_the_csv_is_a_formula(room: Open) -> None:
    client = room(report("=1+1 they said.", said("=1+1 they said.", day="1994")))
    (row,) = csv.DictReader(io.StringIO(client.get("/chronology.csv").text))
    assert row["summary"] == "'=1+1 they said."


def test_words_of_documents_are_only_words(room: Open) -> None:
    bad = "<script>alert(1)</script> burned."
    html = room(report(bad, said(bad, day="1994"), publisher="<b>Post</b>")).get("/chronology").text
    assert "<script>alert" not in html
    assert "<b>Post" not in html


# ── the picture ───────────────────────────────────────────────────────────────────────────────────


def test_few_lines_are_marks_with_their_words_voice_and_span(room: Open) -> None:
    answer = room(FIRST, SECOND).get("/timeline.json").json()
    assert answer["unit"] is None
    assert [(mark["first"], mark["last"]) for mark in answer["marks"]] == [
        (None, "1990-12-31"),
        ("1993-01-01", "1993-12-31"),
        ("1994-05-03", "1994-05-03"),
    ]
    (denied,) = [mark for mark in answer["marks"] if mark["denied"]]
    assert denied["words"] == "Velm fell"
    assert denied["voice"].startswith("Ana Reyl, quoted in")
    assert denied["address"].startswith("/line/s-")


def test_many_lines_are_counted_by_stretches_of_time(room: Open) -> None:
    client = room(MANY)
    wide = client.get("/timeline.json?width=2000").json()
    assert (wide["unit"], len(wide["bins"]), wide["marks"]) == ("month", 300, [])
    narrow = client.get("/timeline.json?width=200").json()
    assert narrow["unit"] == "year"
    assert narrow["bins"][0] == {"first": "1900-01-01", "last": "1900-12-31", "lines": 12, "maybe": 0}


def test_a_line_that_may_be_of_several_stretches_is_told_apart(room: Open) -> None:
    days = [said("A stone fell.", day="1994-05-03")] * 130
    answer = (
        room(report("A stone fell. It rained.", *days, said("It rained.", day="1994")))
        .get("/timeline.json?from=1994-05-02&to=1994-05-04")
        .json()
    )
    assert [(one["first"], one["lines"], one["maybe"]) for one in answer["bins"]] == [
        ("1994-05-02", 0, 1),
        ("1994-05-03", 130, 1),
        ("1994-05-04", 0, 1),
    ]


def test_a_part_of_time_is_asked_for_and_what_lies_beyond_is_counted(room: Open) -> None:
    answer = room(MANY).get("/timeline.json?from=1905&to=1905-03").json()
    assert (answer["from"], answer["to"]) == ("1905-01-01", "1905-03-31")
    assert (answer["before"], answer["total"], answer["after"]) == (60, 3, 237)
    assert (answer["first"], answer["last"]) == ("1900-01-01", "1924-12-31")


def test_a_few_far_off_lines_do_not_squeeze_the_rest(room: Open) -> None:
    near = [said("A stone fell.", day=f"1994-05-{number % 28 + 1:02}") for number in range(200)]
    answer = (
        room(report("A stone fell.", said("A stone fell.", day="1600"), *near)).get("/timeline.json").json()
    )
    assert (answer["from"], answer["first"], answer["before"]) == ("1994-05-01", "1600-01-01", 1)


def test_where_no_line_has_a_date_there_is_no_picture(room: Open) -> None:
    answer = room(report("It rained.", said("It rained."))).get("/timeline.json").json()
    assert (answer["first"], answer["marks"], answer["undated"]) == (None, [], 1)


@pytest.mark.parametrize(
    "query", ["from=XXXX-12-26", "to=9999", "from=0001&to=9999&width=100", "from=1994&to=1900"]
)
def test_the_ends_of_the_calendar_are_no_end_of_the_page(room: Open, query: str) -> None:
    assert room(MANY).get(f"/timeline.json?{query}").status_code == 200


def test_the_picture_is_of_what_is_chosen(room: Open) -> None:
    html = room(FIRST, SECOND).get("/chronology?polarity=denied").text
    assert 'data-lines="/timeline.json?polarity=denied"' in html


def test_of_values_that_were_made_the_last_asked_for_are_kept() -> None:
    made: list[int] = []

    def value(key: int) -> int:
        made.append(key)
        return -key

    recent = Recent(2)
    assert [recent.get(key, partial(value, key)) for key in (1, 2, 1, 3, 1, 2)] == [-1, -2, -1, -3, -1, -2]
    assert made == [1, 2, 3, 2]

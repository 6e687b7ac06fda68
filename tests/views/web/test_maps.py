"""The map: the places of the lines that are chosen, how much is said of each, and how far off it may be."""

from __future__ import annotations

import csv

from tests.views.by_hand import report, said
from tests.views.web.conftest import Open
from whosays.records.parts import Where


def at(name: str, start: int, lat: float, lon: float, *, gazetteer: str | None = None) -> tuple[Where, ...]:
    """A place that a text names at `start`."""
    return (
        Where(
            start=start,
            end=start + len(name),
            kind="name" if gazetteer else "site",
            name=name,
            gazetteer=gazetteer,
            country="FR" if gazetteer else None,
            lat=lat,
            lon=lon,
            radius_km=12.0,
            entity=None,
        ),
    )


PILE = (
    report(
        "In Velm a bomb went off. In Velm nobody was shot. The camp at Ost was burnt. A man was hit.",
        said(
            "In Velm a bomb went off.",
            day="1994-05-03",
            where=at("Velm", 3, 47.5, -1.5, gazetteer="geonames:1"),
        ),
        said(
            "In Velm nobody was shot.",
            day="1995-06",
            polarity="denied",
            where=at("Velm", 28, 47.5, -1.5, gazetteer="geonames:1"),
        ),
        said("The camp at Ost was burnt.", where=at("Ost", 62, -8.25, 33.0)),
        said("A man was hit.", day="1996", type="COERCE"),
    ),
)


def test_places_come_with_their_lines_those_with_the_most_first(room: Open):
    found = room(*PILE).get("/map.json").json()
    assert [(one["place"], one["lines"], one["denied"], one["radius_km"]) for one in found["places"]] == [
        ("geonames:1", 2, 1, 12.0),
        ("Ost", 1, 0, 12.0),
    ]


def test_the_page_says_how_many_lines_have_no_place(room: Open):
    text = room(*PILE).get("/map").text
    assert "3 of 4 statements have a place on the map; 1 has none" in text


def test_a_place_leads_to_its_lines_of_the_same_selection(room: Open):
    client = room(*PILE)
    assert (
        '<a href="/chronology?polarity=denied&amp;place=geonames%3A1">'
        in client.get("/map?polarity=denied").text
    )


def test_only_the_days_that_are_asked_for_are_on_the_map(room: Open):
    found = room(*PILE).get("/map.json?earliest=1995&latest=1995").json()
    assert [(one["name"], one["lines"]) for one in found["places"]] == [("Velm", 1)]


def test_years_are_those_of_the_selection_whatever_days_are_chosen(room: Open):
    client = room(*PILE)
    assert client.get("/map/points.json?earliest=1996").json()["years"] == [[1994, 1], [1995, 1], [1996, 1]]
    assert client.get("/map/points.json?type=COERCE").json()["years"] == [[1996, 1]]


def test_what_a_picture_has_no_room_for_is_counted(room: Open, monkeypatch):
    monkeypatch.setattr("whosays.views.web.pages.maps.MOST_POINTS", 1)
    found = room(*PILE).get("/map/points.json").json()
    assert ([one["name"] for one in found["places"]], found["left_out"]) == (["Velm"], 1)


def test_degrees_stay_numbers_in_the_csv(room: Open):
    rows = list(csv.DictReader(room(*PILE).get("/map.csv").text.splitlines()))
    assert [(row["name"], row["lat"], row["lon"]) for row in rows] == [
        ("Velm", "47.5", "-1.5"),
        ("Ost", "-8.25", "33.0"),
    ]


def test_a_name_that_is_markup_is_shown_as_it_stands(room: Open):
    name = "<img src=x onerror=alert(1)>"
    evil = report(f"Near {name} it burnt.", said(f"Near {name} it burnt.", where=at(name, 5, 1.0, 2.0)))
    text = room(evil).get("/map").text
    assert "<img" not in text
    assert "&lt;img" in text


def test_without_any_place_the_page_says_so(room: Open):
    client = room(report("A bomb went off.", said("A bomb went off.")))
    assert "Nothing of this has a place" in client.get("/map").text
    assert client.get("/map/points.json").json()["places"] == []


def test_without_the_files_that_draw_it_the_map_is_a_list(room: Open, monkeypatch):
    monkeypatch.setattr("whosays.views.web.assets.assets", dict)
    text = room(*PILE).get("/map").text
    assert "built without" in text
    assert "data-points" not in text
    assert "Velm" in text

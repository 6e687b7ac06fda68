"""How names of bodies, places and things fit."""

from __future__ import annotations

import pytest

from tests.resolve.entities.by_hand import are_one, body, card, judged, together
from whosays.gazetteer import lookup
from whosays.records.across import EntityCard

FRONT = "Halvra Liberation Front"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FRONT, "Halvran Liberation Front"),
        ("Skarn People's Army", "Skarnian People's Army"),
        ("Army of Peru", "Peruvian Army"),
        (FRONT, "Front for the Liberation of Halvra"),
        (FRONT, "The Halvra Liberation Front"),
        ("HLF", "H.L.F."),
        ("Ministry of the Interior", "interior ministry"),
        ("Tolm Shipping Co.", "Tolm Shipping"),
        ("St Brannoc's Hospital", "St Brannoc’s Hospital"),
    ],
)
def test_one_body_under_two_names(one: str, other: str) -> None:
    assert are_one(body(one), body(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FRONT, "Halvra Workers' Front"),
        (FRONT, "Central Council of the Halvra Liberation Front"),
        ("HLF", "HLF (Central)"),
        ("HLF (Central)", "HLF-Renewal"),
        ("Kestovian Ministry of Defence", "Lowland Ministry of Defence"),
        ("Ministry of Defence", "Kestovian Ministry of Defence"),
        ("Armed Forces", "Armed Forces of Liberation"),
        ("19 May Movement", "20 May Movement"),
        ("Northern Union", "Southern Union"),
        ("Nigerian Army", "Army of Niger"),
    ],
)
def test_two_bodies_with_like_names(one: str, other: str) -> None:
    assert not together(body(one), body(other))


def test_a_public_body_may_be_taken_for_an_organisation() -> None:
    assert are_one(body("interior ministry"), card("Ministry of the Interior", type_="PublicBody"))


def test_initials_are_the_one_bodys_that_they_fit() -> None:
    assert are_one(body("HLF"), body(FRONT))
    assert are_one(body("HLF"), body(FRONT, "HLF"))
    assert not together(body("HLF"), body(FRONT), body("Highland League of Farmers"))


def test_the_court_is_not_every_court_that_one_document_calls_so() -> None:
    assert not together(body("Court"), body("Supreme Court", "Court"))
    assert not together(body("POLICE"), body("NATIONAL POLICE", "POLICE"))


def test_initials_of_a_country_are_no_bodys() -> None:
    assert not together(body("USA"), body("Union of Students of Arvan"))


def test_a_short_form_that_two_bodies_share_joins_them_not() -> None:
    one = body("Kestovian Coast Guard", "Coast Guard")
    other = body("Lowland Coast Guard", "Coast Guard")
    assert not together(one, other, body("Coast Guard"))


def test_another_name_that_a_document_gives_for_a_body() -> None:
    assert are_one(body("Black Lantern"), body("Lowland Night Committee", "Black Lantern"))


def test_initials_that_two_bodies_share_join_them_not() -> None:
    assert not together(body("Halvra Labour Federation", "HLF"), body("Highland Land Fund", "HLF"))


def test_a_wrong_letter_needs_the_initials_too() -> None:
    one, other = body(FRONT, "HLF"), body("Halvra Libreation Front", "HLF")
    assert are_one(one, other)


def place(name: str, *ids: str) -> EntityCard:
    return card(name, type_="Place", places=ids)


def test_places_are_one_by_the_map() -> None:
    (mumbai,) = (spot.id for spot in lookup("Mumbai") if spot.kind == "city")
    assert are_one(place("Bombay", mumbai), place("Mumbai", mumbai))
    (kingdom,) = (spot.id for spot in lookup("United Kingdom") if spot.kind == "country")
    assert are_one(place("Britain", kingdom), place("United Kingdom", kingdom))
    (ancash,) = (spot.id for spot in lookup("Ancash") if spot.kind == "division")
    assert are_one(place("Ancash", ancash), place("Ancash Department", ancash))
    assert not together(place("San Tol", "geonames:1"), place("San Tol City", "geonames:2"))


def test_a_county_that_the_map_lacks_is_not_its_town() -> None:
    assert not together(place("Tolm", "geonames:1"), place("Tolm County", "geonames:1"))
    assert are_one(place("Tolmstad", "geonames:1"), place("Tolmstat", "geonames:1"))


def test_places_that_are_on_no_map() -> None:
    assert are_one(place("Republic of Kestovia"), place("Kestovia"))
    assert are_one(place("Arvan customs house"), place("customs house in Arvan"))
    assert not together(place("Velm"), place("Velme"))


def test_what_was_taken_for_a_thing_is_what_alone_bears_its_name() -> None:
    thing = card("Black Lantern", type_="Thing", at="d-1")
    assert are_one(thing, body("Black Lantern"))
    assert not together(thing, body("Black Lamp"))


def test_a_lone_name_may_be_a_places() -> None:
    place = card("Arvan", type_="Place")
    assert are_one(card("Arvan", at="d-1"), place)
    assert not together(card("Arvan", at="d-1", offices=("colonel",)), place)
    assert not together(card("Maria Arvan"), card("Maria Arvan", type_="Place", places=("geonames:1",)))


def test_a_person_who_bears_the_name_goes_before_the_place() -> None:
    found = together(card("Tolm", at="d-1"), card("Henrik Tolm"), card("Tolm", type_="Place"))
    assert found == [{"Tolm", "Henrik Tolm"}]


def test_nationalities_are_left_alone() -> None:
    assert judged(card("Halvran", type_="Nationality"), body("Halvran")) is None

"""What a document tells of its entities besides their names."""

from __future__ import annotations

import pytest

from tests.factories import doc
from whosays.records import Document, Entity, Mention, Statement, Time
from whosays.records.across import Facts
from whosays.records.layers import Place
from whosays.resolve.derive import entity_ids
from whosays.resolve.entities import card, facts_of


def told(text: str, names: dict[str, str], **layers: object) -> dict[str, Facts]:
    """The facts of a document in which each of `names` stands once, by name; values are types."""
    document = made(text, names, **layers)
    ids = entity_ids(document, "d-1")
    found = {facts.entity: facts for facts in facts_of(document, "d-1", ids)}
    return {name: found.get(ids[name], Facts(entity=ids[name])) for name in names}


def made(text: str, names: dict[str, str], **layers: object) -> Document:
    mentions = tuple(
        Mention(start=text.index(n), end=text.index(n) + len(n), type=type_, kind="name", entity=n)
        for n, type_ in names.items()
    )
    entities = tuple(Entity(id=name, type=type_, name=name) for name, type_ in names.items())
    return doc(text, mentions=mentions, entities=entities, **layers)


def test_titles_and_offices_before_a_name() -> None:
    found = told(
        "Mrs Tamm met Deputy Interior Minister Mikal Sarov and Col. Voll.",
        {"Tamm": "Person", "Mikal Sarov": "Person", "Voll": "Person"},
    )
    assert found["Tamm"].sexes == ("she",)
    assert found["Mikal Sarov"].offices == ("deputy", "minister")
    assert found["Voll"].offices == ("colonel",)


def test_an_office_of_another_sentence_is_not_his() -> None:
    text = "He asked for a lawyer. Minister Sarov left."
    found = told(text, {"Sarov": "Person"}, sentences=((0, 22), (23, len(text))))
    assert found["Sarov"].offices == ("minister",)


def test_two_side_by_side_are_two() -> None:
    names = {"Mikal Sarov": "Person", "Mikhal Saroff": "Person", "Arvan": "Place"}
    found = told("Mikal Sarov and Mikhal Saroff and Arvan.", names)
    assert found["Mikal Sarov"].apart == (found["Mikhal Saroff"].entity,)
    assert found["Arvan"].apart == ()


@pytest.mark.parametrize(
    ("type_", "field"), [("Family", "apart"), ("Alias", "same"), ("Succession", "apart")]
)
def test_a_relation_says_that_two_are_two_or_one(type_: str, field: str) -> None:
    text = "Mikal Sarov is a name that Mikhal Saroff bore."
    relation = Statement(
        id="s1",
        start=0,
        end=len(text),
        kind="relation",
        type=type_,
        trigger=(12, 14),
        roles={"subject": (0,), "object": (1,)},
    )
    found = told(text, {"Mikal Sarov": "Person", "Mikhal Saroff": "Person"}, statements=(relation,))
    assert getattr(found["Mikal Sarov"], field) == (found["Mikhal Saroff"].entity,)


def test_a_list_holds_all_of_it_apart() -> None:
    names = dict.fromkeys(("Mikal Sarov", "Mikhal Saroff", "M. Sarov", "Henrik Voll"), "Person")
    found = told("They met Mikal Sarov, Mikhal Saroff, M. Sarov and Henrik Voll.", names)
    assert len(found["Mikal Sarov"].apart) == 2
    assert found["Henrik Voll"].apart == ()  # nobody takes him for another


def test_an_apposition_holds_nothing_apart() -> None:
    names = {"Halvra Liberation Front": "Organization", "HLF": "Organization"}
    assert told("The Halvra Liberation Front, HLF, left.", names)["HLF"].apart == ()


def test_an_office_inside_a_name_counts_too() -> None:
    name = "Prime Minister Sarov"
    assert told(f"{name} left.", {name: "Person"})[name].offices == ("minister", "prime")


def test_when_he_was_born() -> None:
    text = "Mikal Sarov, born in Arvan on 4 May 1951, left. Voll stayed on 5 May 1990."
    times = (
        Time(start=30, end=40, type="DATE", value="1951-05-04", edtf="1951-05-04"),
        Time(start=63, end=73, type="DATE", value="1990-05-05", edtf="1990-05-05"),
    )
    found = told(text, {"Mikal Sarov": "Person", "Voll": "Person", "Arvan": "Person"}, times=times)
    assert found["Mikal Sarov"].born == ("1951-05-04",)
    assert found["Voll"].born == found["Arvan"].born == ()


def test_names_that_stand_near_a_persons() -> None:
    names = {"Mikal Sarov": "Person", "Arvan": "Place", "France": "Place", "Halvran": "Nationality"}
    found = told("Mikal Sarov left Arvan for France with a Halvran.", names)
    assert found["Mikal Sarov"].near == ("arvan",)
    assert found["Arvan"].near == ()


def test_where_a_place_lies_on_the_map() -> None:
    place = Place(start=0, end=4, kind="name", name="Velm", gazetteer="geonames:1", lat=1.0, lon=1.0,
                  radius_km=2.0, entity="Velm")  # fmt: skip
    assert told("Velm burns.", {"Velm": "Place"}, places=(place,))["Velm"].places == ("geonames:1",)


def test_a_card_is_merged_from_all_documents_in_any_order() -> None:
    one = told("Col. Mikal Sarov of Arvan.", {"Mikal Sarov": "Person", "Arvan": "Place"})["Mikal Sarov"]
    other = told("Minister MIKAL SAROV of Velm.", {"MIKAL SAROV": "Person", "Velm": "Place"})["MIKAL SAROV"]
    assert one.entity == other.entity
    sarov = card(one.entity, "Person", ("Mikal Sarov", "MIKAL SAROV"), False, (one, other))
    assert sarov == card(one.entity, "Person", ("MIKAL SAROV", "Mikal Sarov"), False, (other, one))
    assert sarov.names == ("MIKAL SAROV", "Mikal Sarov")
    assert sarov.offices == ("colonel", "minister")
    assert sarov.near == ("arvan", "velm")

"""Fillers are what the sentence says they are; certainty is what its clauses leave."""

from __future__ import annotations

import pytest

from tests.annotate.by_hand import document, read, told
from whosays.annotate.statements import statements


def roles(text, word=None):
    return next(filled for _, trigger, filled in told(text) if word is None or word in trigger)


def test_whose_an_endorsement_is_has_not_given_it():
    found = roles("Mikal Dorn's endorsement by the union pleased the government.", "endorsement")
    assert (found["actor"], found["recipient"]) == (["the union"], ["Mikal Dorn"])


def test_of_two_names_that_are_joined_both_have_one_role():
    found = roles("Ostland's invasions of Arvan and Ostel killed two farmers.", "invasion")
    assert [role for role, names in found.items() if {"Arvan", "Ostel"} & set(names) and role != "place"] in (
        ["recipient"],
        ["target"],
    )


def test_a_town_is_where_a_visit_is():
    assert roles("The foreign minister of Arvan travelled to Velm for talks.", "travelled")["place"] == [
        "Velm"
    ]


def test_the_field_is_no_place():
    found = roles("Rebels attacked the convoy in the field.", "attacked")
    assert found["actor"] == ["Rebels"]
    assert "place" not in found


def test_at_the_hands_of_tells_who_did_it():
    assert "actor" in roles("Two farmers were killed at the hands of the soldiers.", "killed")


def test_what_it_is_blamed_on_is_not_what_it_hit():
    text = "The general blamed police shootings in Velm on the Harbour League."
    (filled,) = [filled for _, word, filled in told(text) if "shooting" in word]
    assert not {"victim", "target", "recipient"} & set(filled)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("If Ostland makes a choice to withdraw its troops, Arvan must act.", "hypothetical"),
        ("The council supports closing the road and deporting two bakers.", "hypothetical"),
        ("The senators wanted two bakers deported.", "hypothetical"),
        ("The council encouraged the president of Ostland to visit Arvan.", "planned"),
        ("The president and the king of Arvan meet in 1999.", "planned"),
        ("Jonas Rell sought revenge after an attack on the barracks.", "fact"),
        ("His future wife criticised the government of Ostland.", "fact"),
        ("The troops of Ostland focused on attacking the Harbour League.", "planned"),
        ("The troops of Ostland are working to kill Mikal Dorn.", "planned"),
        ("The army was to ensure that Mikal Dorn was freed.", "hypothetical"),
        ("If you knew a man who killed two bakers in Velm, Mikal Dorn would call him names.", "hypothetical"),
        ("The council is assisting the army to kill the rebels in Velm.", "planned"),
    ],
)
def test_how_sure_it_is(text, certainty):
    assert certainty in {s.certainty for s in read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The treaty did not require the witnesses to cooperate with the council.",
        "The minister was asked how the war would end.",
        "When a town has been besieged for years, people read.",
        "If you agree on the treaty with the minister, that is a lot.",
        "One bomb on one car is one strike, the army says.",
        "The decree does not touch the arrest of any teacher.",
        "Companies complain that the taxes of the government are high.",
        "The president called him a clown on the radio.",
        "The order released by the court of Ostland was short.",
    ],
)
def test_what_is_told_of_nobody_certain_is_no_event(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The council wants to build a barracks in Velm.",
        "The bank has not opened a single office in Velm.",
        "Two farmers died in a raid by the Harbour League in Velm.",
        "The Republican mayor met the press.",
    ],
)
def test_what_is_not_there_has_no_place(text):
    doc = statements(document(text))
    assert not [s for s in doc.statements if s.type in {"Location", "Employment"}]


def test_who_is_described_beside_the_name_is_the_one_named():
    made = document("The Harbour League left. Its chairman, Mikal Dorn, was shot in Velm.")
    chairman = [m.entity for m in made.mentions if made.words((m.start, m.end)).endswith("chairman")]
    assert set(chairman) == {m.entity for m in made.mentions if made.words((m.start, m.end)) == "Mikal Dorn"}


def test_several_described_beside_a_name_are_not_the_one_named():
    made = document("The league's leaders, Mikal Dorn among them, were shot in Velm.")
    leaders = [m.entity for m in made.mentions if made.words((m.start, m.end)).endswith("leaders")]
    assert not set(leaders) & {
        m.entity for m in made.mentions if made.words((m.start, m.end)) == "Mikal Dorn"
    }


def test_a_town_before_an_event_has_not_done_it():
    assert "actor" not in roles("The Velm raid of 4 May 1990 killed nine.", "raid")


def test_who_declines_after_a_passive_has_declined_itself():
    text = "The ruling was overturned by the judges, and the Northern Union declined to help the government."
    assert roles(text, "declined")["actor"] == ["Northern Union"]


def test_two_that_clashed_have_not_both_fired_the_shot():
    text = "The shooting of a baker during a clash between miners and police shocked the town."
    assert "actor" not in roles(text, "shooting")
    assert roles(text, "clash")["actor"] == ["miners", "police"]


def test_what_is_said_in_a_speech_asks_nothing_of_the_speech():
    text = "In his speech, the president of Ostland urged the rebels to join the government."
    found = roles(text, "urged")
    assert found["recipient"] == ["the rebels"]
    assert not [name for names in found.values() for name in names if "speech" in name]

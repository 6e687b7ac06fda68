"""Statements: type, roles, stance, time and extent, in documents whose other layers are made by hand."""

from __future__ import annotations

import pytest

from tests.annotate.by_hand import document, read, reported, told
from whosays.annotate.statements import statements

# ── roles ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The Harbour League killed Edvin Maur.", {"actor": ["Harbour League"], "victim": ["Edvin Maur"]}),
        (
            "Edvin Maur was killed by the Harbour League.",
            {"actor": ["Harbour League"], "victim": ["Edvin Maur"]},
        ),
        (
            "Harbour League gunmen killed Edvin Maur.",
            {"actor": ["Harbour League gunmen", "Harbour League"], "victim": ["Edvin Maur"]},
        ),
        (
            "Members of the Harbour League killed Edvin Maur.",
            {"actor": ["Members of the Harbour League", "Harbour League"], "victim": ["Edvin Maur"]},
        ),
        ("Police in Lunesk arrested Jonas Rell.", {"actor": ["Police"], "recipient": ["Jonas Rell"]}),
        ("Jonas Rell was arrested in Lunesk.", {"recipient": ["Jonas Rell"], "place": ["Lunesk"]}),
        ("In Lunesk, Jonas Rell was arrested.", {"recipient": ["Jonas Rell"], "place": ["Lunesk"]}),
        (
            "The Harbour League killed Edvin Maur and Karl Ebers.",
            {"actor": ["Harbour League"], "victim": ["Edvin Maur", "Karl Ebers"]},
        ),
        (
            "Mikal Dorn, who leads the rebels, killed Edvin Maur.",
            {"actor": ["Mikal Dorn"], "victim": ["Edvin Maur"]},
        ),
        ("THE HARBOUR LEAGUE KILLED EDVIN MAUR.", {"actor": ["HARBOUR LEAGUE"], "victim": ["EDVIN MAUR"]}),
        (
            "The murder of Edvin Maur by the Harbour League shook Velm.",
            {"actor": ["Harbour League"], "victim": ["Edvin Maur"]},
        ),
        ("The arrest of Jonas Rell in Velm was lawful.", {"recipient": ["Jonas Rell"], "place": ["Velm"]}),
        ("Jonas Rell's arrest in Velm was lawful.", {"recipient": ["Jonas Rell"], "place": ["Velm"]}),
    ],
)
def test_roles_are_read_by_grammar(text, roles):
    assert roles in [found for _, _, found in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The son of Mikal Dorn killed a policeman.",
        "Enemies of the Harbour League killed a policeman.",
        "A van outside the office of the Harbour League exploded and killed a policeman.",
        "After a quarrel with Jonas Rell, a neighbour killed two soldiers.",
        "The Harbour League said gunmen killed a policeman.",
        "Gunmen killed a policeman near Velm, and Jonas Rell fled.",
    ],
)
def test_a_name_that_is_not_plainly_the_subject_is_no_actor(text):
    killings = [roles for kind, word, roles in told(text) if word == "killed"]
    assert killings
    names = {"Mikal Dorn", "Harbour League", "Jonas Rell"}
    assert all(names.isdisjoint(roles.get("actor", ())) for roles in killings)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The attack on the barracks was a trick by the Northern Union.", "actor"),
        ("Two men have been arrested in Velm that are under study by the Northern Union.", "actor"),
        ("Edvin Maur was killed in a camp run by the Harbour League.", "actor"),
        ("The attack in May 1999 was an answer to the arrest of two men in Velm.", "place"),
        ("The attack on the barracks shook the army, and a helicopter fired in Velm.", "place"),
    ],
)
def test_a_role_is_not_taken_from_another_verb(text, wrong):
    assert all(wrong not in roles for _, word, roles in told(text) if word != "arrest")


def test_who_is_killed_in_the_participle_has_the_actor_of_the_attack_and_is_one_event_with_it():
    first, second = read("The Harbour League attacked the barracks at Velm, killing 19 soldiers.")
    assert second.roles["actor"] == first.roles["actor"]
    assert second.event == first.event


def test_the_dead_are_counted():
    (statement,) = read("Gunmen killed 19 soldiers near Velm.")
    assert len(statement.quantities) == 1


# ── stance ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "polarity", "certainty"),
    [
        ("The Harbour League killed Edvin Maur.", "asserted", "fact"),
        ("The Harbour League did not kill Edvin Maur.", "denied", "fact"),
        ("The Harbour League never attacked the barracks.", "denied", "fact"),
        ("Nobody was killed in Velm.", "denied", "fact"),
        ("No hostages were killed in Velm.", "denied", "fact"),
        ("Neither Edvin Maur nor Karl Ebers was killed.", "denied", "fact"),
        ("The murder of Edvin Maur was to be carried out by Jonas Rell.", "asserted", "planned"),
        ("The Harbour League will kill Edvin Maur.", "asserted", "planned"),
        ("The Harbour League planned to kill Edvin Maur.", "asserted", "planned"),
        ("The Harbour League may have killed Edvin Maur.", "asserted", "possible"),
        ("The Harbour League allegedly killed Edvin Maur.", "asserted", "possible"),
        ("Suspected rebels killed Edvin Maur.", "asserted", "possible"),
        ("The army would retreat if rebels killed Edvin Maur.", "asserted", "hypothetical"),
    ],
)
def test_polarity_and_certainty(text, polarity, certainty):
    found = [(s.polarity, s.certainty) for s in read(text) if s.type == "ASSAULT"]
    assert found == [(polarity, certainty)]


@pytest.mark.parametrize(
    "text",
    [
        "Did the Harbour League kill Edvin Maur?",
        "Who killed Edvin Maur?",
        "I do not claim that the ministry killed Edvin Maur.",
        "Rebels often kill soldiers.",
        "The army can kill soldiers.",
        "The ministry called for the arrest of Jonas Rell to prevent the murder of two men.",
        "To prevent the murder of Edvin Maur, a guard stood at the door of the court.",
        "The minister spoke of murder and arrest.",
        "An arrest warrant lay on the desk of the judge.",
    ],
)
def test_what_is_not_said_to_have_been_is_no_assault_and_no_arrest(text):
    assert [s for s in read(text) if s.type in {"ASSAULT", "COERCE"}] == []


def test_a_claim_of_responsibility_names_the_actor_and_is_no_fact():
    text = "The Harbour League claimed responsibility for the bombing of the barracks in Velm."
    (statement,) = read(text)
    assert list(statement.roles) == ["actor", "place", "target"]
    assert (statement.polarity, statement.certainty) == ("asserted", "probable")


def test_that_nobody_has_claimed_an_attack_gives_no_actor():
    (attack,) = read(
        "No wing of the Harbour League has claimed responsibility for the attack on the barracks."
    )
    assert "actor" not in attack.roles


def test_a_denial_of_responsibility_keeps_the_actor_and_is_denied():
    (statement,) = read("The Harbour League denied any part in the attack on the barracks in Velm.")
    assert "actor" in statement.roles
    assert statement.polarity == "denied"


@pytest.mark.parametrize(
    "text",
    [
        "Jonas Rell was accused of the murder of Edvin Maur.",
        "The government blamed Jonas Rell for the murder of Edvin Maur.",
        "The murder of Edvin Maur was blamed on Jonas Rell.",
    ],
)
def test_an_accusation_is_no_more_than_possible(text):
    (murder,) = (s for s in read(text) if s.type == "ASSAULT")
    assert murder.certainty == "possible"
    assert set(murder.roles) == {"actor", "victim"}


def test_a_statement_in_what_a_source_denies_is_denied_and_laid_to_the_source():
    text = "Jonas Rell denied that the Harbour League killed Edvin Maur."
    content = "the Harbour League killed Edvin Maur"
    (statement,) = read(text, attributions=(reported(text, content, "denied", stance="denies"),))
    assert (statement.polarity, statement.attribution) == ("denied", 0)


# ── time and extent ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Edvin Maur was killed on 4 May 1985.", "1985-05-04"),
        ("On 4 May 1985 Edvin Maur was killed.", "1985-05-04"),
        ("Edvin Maur, who was arrested in 1994, was killed on 4 May 1999.", "1999-05-04"),
        ("Edvin Maur was killed when rebels came to Velm on 4 May 1999.", "1999-05-04"),
        ("Edvin Maur was killed, the ministry said on 4 May 1999.", None),
        ("The murder of Edvin Maur on 4 May 1999 shook Velm.", "1999-05-04"),
        ("On 4 May 1999 an attack on the barracks killed two soldiers.", "1999-05-04"),
        ("The Harbour League claimed the attack on the barracks of 4 May 1999.", "1999-05-04"),
        ("The ministry said on 4 May 1999 that Edvin Maur was killed.", None),
        ("Edvin Maur was killed. The blast came on 4 May 1999.", None),
    ],
)
def test_the_date_is_that_of_the_event(text, edtf):
    assert edtf in [s.edtf for s in read(text) if s.type == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "LUNESK, 4 May 1999 (News Desk) - Edvin Maur was killed near the barracks.",
        "The police said two men who had been kidnapped in Velm and freed in May 1999 were well.",
        "The government in May 1999 condemned the murder of two policemen.",
        "The number of dead in the bombing of the barracks rose to 53 in May 1999.",
        "In May 1999 the Harbour League claimed responsibility for the attack on the barracks.",
        "4 May 1999: Harbour League denies the attack on the barracks.",
        "The barracks, which were founded in 1920, were attacked by rebels.",
        "Edvin Maur, who was killed by rebels, had won the May 1999 elections.",
    ],
)
def test_a_date_of_something_else_is_not_taken(text):
    assert all(s.edtf is None for s in read(text) if s.type == "ASSAULT")


def test_a_time_outside_of_what_a_source_says_is_not_the_events():
    text = "In 1999 the ministry held that rebels killed Edvin Maur."
    (statement,) = read(text, attributions=(reported(text, "rebels killed Edvin Maur", "held"),))
    assert statement.edtf is None


def test_the_line_is_the_sentence_without_its_reporting_words():
    text = "Rebels killed Edvin Maur in Velm, the ministry said."
    content = "Rebels killed Edvin Maur in Velm"
    (statement,) = read(text, attributions=(reported(text, content, "said"),))
    assert text[statement.start : statement.end] == content


def test_two_statements_on_one_day_with_one_victim_are_one_event():
    first, second = read(
        "Edvin Maur was killed on 4 May 1985. The Harbour League killed Edvin Maur on 4 May 1985."
    )
    assert first.event == second.event


def test_two_statements_on_different_days_are_two_events():
    first, second = read("Edvin Maur was killed on 4 May 1985. Karl Ebers was killed on 5 May 1985.")
    assert first.event != second.event


def test_the_bombing_is_the_one_told_before():
    first, second = read(
        "A bombing in Velm on 4 May 1985 shook the government. The bombing in Velm was quick."
    )
    assert first.event == second.event


def test_what_is_denied_is_not_joined_to_the_last_attack_told():
    text = "An attack on the barracks in Velm on 4 May 1985 failed. Rebels denied the attack."
    assert len({s.event for s in read(text)}) == 2


@pytest.mark.parametrize(("whom", "one"), [("the nuns", True), ("two nuns", False)])
def test_those_hurt_are_known_by_the_noun_with_which_they_were_told_of(whom, one):
    talk = "Mikal Dorn met Irina Sand. " * 7
    first, last = (
        event
        for event in read(f"Gunmen killed two nuns in Velm. {talk}He said {whom} were shot dead.")
        if event.type == "ASSAULT"
    )
    assert (first.event == last.event) == one


def test_statements_are_numbered_in_text_order():
    found = read("Edvin Maur was killed in 1985. Jonas Rell was arrested in 1986.")
    assert [s.id for s in found] == ["s1", "s2"]
    assert found[0].trigger < found[1].trigger


def test_a_document_in_another_language_has_no_statements():
    assert read("The Harbour League killed Edvin Maur.", language="fr") == []


def test_relations_have_no_event_key():
    (statement,) = statements(document("Mikal Dorn is the leader of the Harbour League.")).statements
    assert (statement.kind, statement.event) == ("relation", None)


def test_the_same_document_gives_the_same_statements():
    doc = document(
        "The Harbour League killed Edvin Maur on 4 May 1985, and police arrested Jonas Rell in Velm."
    )
    assert statements(doc) == statements(statements(doc))

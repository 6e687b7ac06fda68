"""Relations, read by the whole pipeline; the examples of the lexicons are their first test."""

from __future__ import annotations

from functools import cache

import pytest

from whosays.annotate.pipeline import default_pipeline
from whosays.annotate.statements.relations import words
from whosays.plugins import Limits, Raw
from whosays.read.dispatch import Found, documents
from whosays.records import Document, Statement

WORDS = {**words.relations().words, **words.relations().names, **words.relations().glued, **words.offices()}
TYPES = {name: getattr(entry, "type", "Alias") for name, entry in WORDS.items()}


def annotated(text: str) -> Document:
    """The document of a text, with all layers."""
    raw = Raw(source="test.txt", data=text.encode())
    (found,) = [one.document for one in documents(raw, Limits()) if isinstance(one, Found)]
    return default_pipeline().annotate(found)


@cache
def told(text: str) -> list[tuple[Statement, dict[str, list[str]]]]:
    """The statements of a text, each with the words of its roles."""
    document = annotated(text)
    return [
        (
            statement,
            {
                role: [text[document.mentions[m].start : document.mentions[m].end] for m in held]
                for role, held in statement.roles.items()
            },
        )
        for statement in document.statements
    ]


def of_type(text: str, kind: str | None) -> list[tuple[Statement, dict[str, list[str]]]]:
    """Its relations of one type, or its states (`None`)."""
    return [(s, roles) for s, roles in told(text) if s.type == kind and s.kind != "event"]


EXAMPLES = [(TYPES[name], example) for name, entry in WORDS.items() for example in entry.examples]
OTHERS = [(TYPES[name], other) for name, entry in WORDS.items() for other in entry.others]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_the_examples_of_the_lexicon_are_read_as_it_says(kind, example):
    assert of_type(example, kind)


@pytest.mark.parametrize(("kind", "other"), OTHERS)
def test_other_meanings_of_its_words_are_no_such_relation(kind, other):
    assert not of_type(other, kind)


@pytest.mark.parametrize("name", WORDS)
def test_every_entry_has_an_example(name):
    assert WORDS[name].examples


@pytest.mark.parametrize(
    ("text", "kind", "subject", "object_"),
    [
        (
            "Mikal Dorn, leader of the Harbour League, lives in Ostrel.",
            "Directorship",
            "Mikal Dorn",
            "Harbour League",
        ),
        ("Harbour League leader Mikal Dorn lives in Ostrel.", "Directorship", "Mikal Dorn", "Harbour League"),
        (
            "The Harbour League's military leader, Mikal Dorn, met him.",
            "Directorship",
            "Mikal Dorn",
            "Harbour League",
        ),
        (
            "The Harbour League, led by Mikal Dorn, met in Ostrel.",
            "Directorship",
            "Mikal Dorn",
            "Harbour League",
        ),
        (
            "Mikal Dorn served as chairman of the Harbour League.",
            "Directorship",
            "Mikal Dorn",
            "Harbour League",
        ),
        (
            "The Northern Alliance includes the Harbour League.",
            "Membership",
            "Harbour League",
            "Northern Alliance",
        ),
        ("The Harbour League was founded in 1987 by Mikal Dorn.", "Founding", "Mikal Dorn", "Harbour League"),
        ("Jonas Rell is the successor of Mikal Dorn.", "Succession", "Jonas Rell", "Mikal Dorn"),
        ("The Harbour Bank is owned by Mikal Dorn.", "Ownership", "Mikal Dorn", "Harbour Bank"),
        ("Iraqi Foreign Minister Jonas Rell spoke.", "Employment", "Jonas Rell", "Iraqi"),
    ],
)
def test_subject_and_object_are_told_apart(text, kind, subject, object_):
    ((_, roles),) = of_type(text, kind)
    assert roles == {"subject": [subject], "object": [object_]}


def test_the_authority_of_a_listing_is_its_subject_and_the_day_is_read():
    text = "The Harbour League was put on the Northern Union list of terrorist organisations on 2 June 2004."
    ((statement, roles),) = of_type(text, "Sanction")
    assert roles == {"subject": ["Northern Union"], "object": ["Harbour League"]}
    assert (statement.edtf, statement.mode) == ("2004-06-02", None)


def test_a_listing_that_is_taken_back_is_lifted():
    ((statement, _),) = of_type("The Harbour League was delisted on 19 February 2007.", "Sanction")
    assert (statement.mode, statement.edtf) == ("lifted", "2007-02-19")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Mikal Dorn led the Harbour League from 1987 to 1999.", "1987/1999"),
        ("Mikal Dorn has led the Harbour League since 1987.", "1987/.."),
        ("Mikal Dorn led the Harbour League until 1999.", "../1999"),
    ],
)
def test_the_time_of_a_relation_is_its_validity(text, edtf):
    ((statement, _),) = of_type(text, "Directorship")
    assert statement.edtf == edtf


def test_what_comes_about_in_a_dated_entry_has_its_day():
    text = "12 May 1979: the Harbour League is founded by Mikal Dorn."
    ((founding, _),) = of_type(text, "Founding")
    assert founding.edtf == "1979-05-12"


def test_what_is_always_so_has_no_day_of_an_entry():
    text = "12 May 1979: the leader of the Harbour League, Mikal Dorn, is shot."
    ((leading, _),) = of_type(text, "Directorship")
    assert leading.edtf is None


def test_who_is_made_something_is_it_from_that_day():
    text = "On 13 January 2007, Jonas Rell was appointed as commander of the Harbour League."
    ((statement, _),) = of_type(text, "Directorship")
    assert statement.edtf == "2007-01-13"


@pytest.mark.parametrize(
    ("text", "polarity", "certainty"),
    [
        ("The Harbour League does not belong to the Northern Alliance.", "denied", "fact"),
        ("Mikal Dorn is not a member of the Harbour League.", "denied", "fact"),
        ("Mikal Dorn may belong to the Harbour League.", "asserted", "possible"),
        ("The former leader of the Harbour League, Mikal Dorn, spoke.", "asserted", "fact"),
    ],
)
def test_polarity_and_certainty_are_the_predicates(text, polarity, certainty):
    (statement, _), *_ = [found for kind in ("Membership", "Directorship") for found in of_type(text, kind)]
    assert (statement.polarity, statement.certainty) == (polarity, certainty)


@pytest.mark.parametrize(
    "text",
    [
        "Is Mikal Dorn the leader of the Harbour League?",
        "Mikal Dorn is a candidate for leader of the Harbour League.",
        "My brother is a teacher.",
        "Several members of the team met.",
    ],
)
def test_what_is_asked_sought_or_of_nobody_named_is_no_relation(text):
    assert not [s for s, _ in told(text) if s.kind == "relation"]


def test_an_apposition_in_a_denial_stands():
    text = "Mikal Dorn, leader of the Harbour League, did not attend the meeting."
    ((statement, _),) = of_type(text, "Directorship")
    assert statement.polarity == "asserted"


@pytest.mark.parametrize(
    ("text", "subject", "object_"),
    [
        ("They hid Mikal Dorn in a cellar near Velm.", "Mikal Dorn", "cellar"),
        ("Two farmers from northern Ostland sang.", "Two farmers", "Ostland"),
        ("The residents of Velm fled.", "The residents", "Velm"),
        ("Mikal Dorn slept in the barracks at Lunesk.", "Mikal Dorn", "barracks"),
    ],
)
def test_who_is_where(text, subject, object_):
    found = [roles for _, roles in of_type(text, "Location")]
    assert any(
        any(one.startswith(subject) for one in roles["subject"])
        and any(object_ in one for one in roles["object"])
        for roles in found
    )


@pytest.mark.parametrize(
    "text",
    [
        "The minister said in Velm that the press had lied.",
        "The Harbour Bank invested in Velm.",
        "They put Mikal Dorn in his place.",
    ],
)
def test_a_place_that_tells_of_no_stay_is_nobodys(text):
    assert not [s for s, _ in of_type(text, "Location") if s.code == "at-place"]


def test_a_place_is_told_once_with_its_event():
    assert not [
        s for s, _ in of_type("Rebels killed two soldiers in Velm.", "Location") if s.code == "at-place"
    ]


@pytest.mark.parametrize(
    ("text", "kind", "subject", "object_"),
    [
        (
            "He spoke of the long delay of help to civilians in Velm.",
            "Location",
            "civilians",
            "Velm",
        ),
        (
            "They joined Irina Sand and foreign partners in Ostrel on 10 May.",
            "Location",
            "partners",
            "Ostrel",
        ),
        (
            "It will cut off militants from the Harbour League.",
            "Membership",
            "militants",
            "Harbour League",
        ),
        ("Jonas Rell from the Harbour League said so.", "Membership", "Jonas Rell", "Harbour League"),
    ],
)
def test_what_follows_a_mention_is_its_own_whatever_the_tree_hangs_it_on(text, kind, subject, object_):
    found = of_type(text, kind)
    assert any(subject in r["subject"][0] and object_ in r["object"][0] for _, r in found)


@pytest.mark.parametrize(
    "text",
    [
        "They tried to involve villagers in Velm.",
        "The army shelled rebels in Velm on Friday.",
        "Many fighters in Velm fled.",
        "The army did not find rebels in Velm.",
    ],
)
def test_what_is_elsewhere_told_already_or_nobody_certain_is_not_there(text):
    assert not of_type(text, "Location")


@pytest.mark.parametrize(
    "text",
    [
        "He denied the presence of the Harbour League in Velm.",
        "There is no Harbour League presence in Velm.",
    ],
)
def test_a_presence_that_is_denied_is_not_asserted_by_its_place(text):
    assert [(s.code, s.polarity) for s, _ in of_type(text, "Location")] == [("presence", "denied")]


def test_who_went_where_is_told_though_its_verb_is_an_event_without_a_place():
    ((statement, roles),) = of_type("Rebel forces of the Harbour League have moved into Velm.", "Location")
    assert (statement.code, roles["object"]) == ("goes", ["Velm"])


def test_of_several_whom_nobody_names_it_is_told_whose_they_are_where_something_befell_them():
    ((_, roles),) = of_type("Seventy members of the Quay Front were killed in the raid.", "Membership")
    assert roles == {"subject": ["Seventy members"], "object": ["Quay Front"]}
    assert not of_type("Seventy members of the Quay Front live well.", "Membership")
    assert not of_type("Members of the Quay Front were killed in the raid.", "Membership")


def test_a_body_beside_the_office_is_whose_it_is():
    ((_, roles),) = of_type(
        "General Jonas Rell, commander, Northern Command recently met the staff.", "Directorship"
    )
    assert roles == {"subject": ["Jonas Rell"], "object": ["Northern Command"]}


def test_a_part_of_a_body_in_passing():
    ((_, roles),) = of_type("The Quay Brigade, as part of the Harbour League, guards the port.", "Membership")
    assert roles == {"subject": ["Quay Brigade"], "object": ["Harbour League"]}


def test_a_person_is_told_by_the_name_that_follows():
    ((_, roles),) = of_type("The bank was headed by his brother, Mikal Dorn.", "Directorship")
    assert roles["subject"] == ["Mikal Dorn"]


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("Jonas Rell is a man believed to belong to the Quay Front.", "Membership", "Jonas Rell"),
        (
            "The Harbour League is a group known to take part in the Velm uprising.",
            "UnknownLink",
            "Harbour League",
        ),
    ],
)
def test_what_somebody_is_believed_to_do_has_them_as_its_subject(text, kind, subject):
    ((_, roles),) = of_type(text, kind)
    assert roles["subject"] == [subject]


def test_members_are_listed_behind_include():
    ((_, roles),) = of_type("Nations of the Northern Union include Ostland, Arvan and Lunesk.", "Membership")
    assert {"Arvan", "Lunesk"} <= set(roles["subject"])


def test_what_fights_as_part_of_a_body_belongs_to_it():
    found = of_type("The Quay Brigade fought as part of the Harbour League.", "Membership")
    assert [roles for _, roles in found] == [{"subject": ["Quay Brigade"], "object": ["Harbour League"]}]


def test_a_payment_has_its_sum_and_day():
    text = "In May 1995 the Harbour Bank paid 2,000 euros to Mikal Dorn."
    document = annotated(text)
    ((statement, roles),) = of_type(text, "Payment")
    assert [document.quantities[q].value for q in statement.quantities] == [2000]
    assert (statement.edtf, roles["object"]) == ("1995-05", ["Mikal Dorn"])


@pytest.mark.parametrize(
    ("text", "kind", "edtf"),
    [
        ("In March 1989 the Harbour League broke in two.", "Subsidiary", "1989-03"),
        ("In December 1997 the Harbour League renamed itself Party of the Quay.", "Alias", "1997-12"),
        ("On 2 May 2004 the Northern Union listed the Harbour League.", "Sanction", "2004-05-02"),
    ],
)
def test_acts_have_their_day(text, kind, edtf):
    assert edtf in [statement.edtf for statement, _ in of_type(text, kind)]


def test_a_name_ends_before_a_participle_that_is_tied_to_it():
    document = annotated("Troops of Ostland shelled a League-held village, the Harbour League said.")
    assert not [m for m in document.mentions if document.text[m.start : m.end] == "League-held"]


def test_a_possessive_is_told_by_what_it_stands_for_in_its_sentence():
    found = of_type("Mikal Dorn met his brother, Jonas Rell, in Velm.", "Family")
    assert all("his" not in words for _, roles in found for words in roles.values())


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The army chased the rebels believed to be inside Lyon.", "probable"),
        ("The rebels are inside Lyon.", "fact"),
        ("Irina Sand would win if the governor appoints her as the first judge from Lyon.", "hypothetical"),
        ("Irina Sand won after the governor appointed her as the first judge from Lyon.", "fact"),
    ],
)
def test_where_somebody_is_believed_or_may_come_to_be_is_no_fact(text, certainty):
    assert [s.certainty for s, _ in of_type(text, "Location")] == [certainty]


def test_as_whom_somebody_did_not_act_is_not_denied():
    ((statement, _),) = of_type("Irina Sand did not stop the trial as the first judge from Lyon.", "Location")
    assert (statement.polarity, statement.certainty) == ("asserted", "fact")

"""What the model's drafts add to the names that rules find. Drafts by hand: no model is needed."""

from __future__ import annotations

from tests.factories import doc
from whosays.annotate.entities import entities
from whosays.annotate.sentences import sentences_of
from whosays.annotate.tokens import tokens_of
from whosays.records import Document, Entity, Mention


def read(text: str, *drafts: tuple[str, str, str, str]) -> Document:
    """Drafts as words (the first place in the text after the last draft), type, kind and chain."""
    document = doc(text)
    mentions: list[Mention] = []
    at = 0
    for words, type_, kind, chain in drafts:
        start = text.index(words, at)
        at = start + 1
        mentions.append(
            Mention(start=start, end=start + len(words), type=type_, kind=kind, entity=chain)  # type: ignore[arg-type]
        )
    known = {m.entity: Entity(id=m.entity, type=m.type, name="x") for m in mentions}
    return entities(
        document.having(
            sentences=tuple(sentences_of(document)),
            tokens=tuple(tokens_of(text)),
            mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
            entities=tuple(known.values()),
        )
    )


def told(document: Document) -> list[tuple[str, str, str, str]]:
    names = {entity.id: entity.name for entity in document.entities}
    return [(document.words((m.start, m.end)), m.type, m.kind, names[m.entity]) for m in document.mentions]


def test_without_drafts_a_name_that_shows_no_type_is_a_thing() -> None:
    assert told(read("They spoke of Zorvax again.")) == [("Zorvax", "Thing", "name", "Zorvax")]


def test_a_name_takes_the_type_that_the_model_reads() -> None:
    found = told(read("They spoke of Zorvax again.", ("Zorvax", "Organization", "name", "e1")))
    assert found == [("Zorvax", "Organization", "name", "Zorvax")]


def test_what_the_text_shows_outweighs_the_model() -> None:
    found = told(read("They saw the Orla River then.", ("the Orla River", "Person", "name", "e1")))
    assert found == [("Orla River", "Place", "name", "Orla River")]


def test_a_body_keeps_the_sort_of_body_that_rules_see() -> None:
    text = "They asked the Ministry of Trade then."
    found = told(read(text, ("the Ministry of Trade", "Organization", "name", "e1")))
    assert found == [("Ministry of Trade", "PublicBody", "name", "Ministry of Trade")]


def test_a_name_that_rules_miss_is_added_without_its_article() -> None:
    found = told(read("they met the grey wolves of orla", ("the grey wolves", "Organization", "name", "e1")))
    assert found == [("grey wolves", "Organization", "name", "grey wolves")]


def test_a_title_stands_outside_a_name_that_the_model_adds() -> None:
    found = told(read("they met col. marn there", ("col. marn", "Person", "name", "e1")))
    assert found == [("marn", "Person", "name", "marn")]


def test_a_country_that_acts_is_an_organization_there_and_its_entity_a_place() -> None:
    document = read(
        "Paraguay protested. They fled to Paraguay.",
        ("Paraguay", "Organization", "name", "e1"),
        ("Paraguay", "Place", "name", "e1"),
    )
    assert [m.type for m in document.mentions] == ["Organization", "Place"]
    assert [(e.name, e.type) for e in document.entities] == [("Paraguay", "Place")]


def test_a_description_belongs_to_what_its_chain_named_last() -> None:
    document = read(
        "The Orla Front fled. The group split. The Tessaly League stayed. It laughed.",
        ("The Orla Front", "Organization", "name", "e1"),
        ("The group", "Organization", "nominal", "e1"),
        ("The Tessaly League", "Organization", "name", "e2"),
        ("It", "Organization", "pronoun", "e2"),
    )
    assert told(document) == [
        ("Orla Front", "Organization", "name", "Orla Front"),
        ("The group", "Organization", "nominal", "Orla Front"),
        ("Tessaly League", "Organization", "name", "Tessaly League"),
        ("It", "Organization", "pronoun", "Tessaly League"),
    ]


def test_a_description_before_the_name_belongs_to_it_too() -> None:
    document = read(
        "The group fled. It was the Orla Front.",
        ("The group", "Organization", "nominal", "e1"),
        ("the Orla Front", "Organization", "name", "e1"),
    )
    assert [name for *_, name in told(document)] == ["Orla Front", "Orla Front"]


def test_what_is_never_named_has_an_entity_of_its_own() -> None:
    document = read(
        "The gunmen fled. They were seen near Orla.",
        ("The gunmen", "Person", "nominal", "e1"),
        ("They", "Person", "pronoun", "e1"),
        ("Orla", "Place", "name", "e2"),
    )
    assert [(e.id, e.name) for e in document.entities] == [("e1", "Orla"), ("d1", "The gunmen")]
    assert {m.entity for m in document.mentions if m.kind != "name"} == {"d1"}


def test_a_chain_of_the_model_never_makes_two_names_one_thing() -> None:
    document = read(
        "Odra Marn and Edvar Marn fled.",
        ("Odra Marn", "Person", "name", "e1"),
        ("Edvar Marn", "Person", "name", "e1"),
    )
    assert [e.name for e in document.entities] == ["Odra Marn", "Edvar Marn"]


def test_a_front_and_its_armed_wing_stay_two_though_the_chain_is_one() -> None:
    document = read(
        "The Orla Front and the Orla Army, its armed wing, agreed.",
        ("The Orla Front", "Organization", "name", "e1"),
        ("the Orla Army", "Organization", "name", "e1"),
        ("its armed wing", "Organization", "nominal", "e1"),
    )
    assert [e.name for e in document.entities] == ["Orla Front", "Orla Army"]
    assert told(document)[2][3] == "Orla Army"


def test_a_description_that_begins_with_a_name_and_goes_on_is_of_that_body() -> None:
    found = told(
        read(
            "They joined the Orla Guard Brigade of the navy. It left.",
            ("the Orla Guard Brigade of the navy", "Organization", "nominal", "e2"),
            ("Orla Guard Brigade", "Organization", "name", "e1"),
            ("It", "Organization", "pronoun", "e2"),
        )
    )
    assert {name for *_, name in found} == {"Orla Guard Brigade"}


def test_a_name_that_is_read_as_a_description_is_of_that_body() -> None:
    found = told(
        read(
            "They joined the Orla Guard Brigade. It left.",
            ("the Orla Guard Brigade", "Place", "nominal", "e1"),
            ("It", "Place", "pronoun", "e1"),
        )
    )
    assert {name for *_, name in found} == {"Orla Guard Brigade"}


def test_a_letter_of_a_name_is_no_pronoun() -> None:
    found = told(
        read(
            "They signed, they said: I. Marn left.",
            ("I", "Person", "pronoun", "e1"),
            ("Marn", "Person", "name", "e2"),
        )
    )
    assert [words for words, _, kind, _ in found if kind == "pronoun"] == []


def test_several_are_not_the_one_of_them_who_is_named() -> None:
    text = "Seventeen people died. The last of them, Jon Marsh, was a baker. He was 40."
    found = read(
        text,
        ("Seventeen people", "Person", "nominal", "e1"),
        ("them", "Person", "pronoun", "e1"),
        ("Jon Marsh", "Person", "name", "e1"),
        ("He", "Person", "pronoun", "e1"),
    )
    assert [(words, name) for words, _, _, name in told(found)] == [
        ("Seventeen people", "Seventeen people"),
        ("them", "Seventeen people"),
        ("Jon Marsh", "Jon Marsh"),
        ("He", "Jon Marsh"),
    ]


def test_they_may_be_one_person_where_nobody_is_counted() -> None:
    found = read(
        "Jon Marsh left. They went home.",
        ("Jon Marsh", "Person", "name", "e1"),
        ("They", "Person", "pronoun", "e1"),
    )
    assert [name for *_, name in told(found)] == ["Jon Marsh", "Jon Marsh"]

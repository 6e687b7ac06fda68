"""Names by rules alone, their types, and which of them name one thing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import by_rules, doc, laid_out
from whosays.annotate.entities import entities
from whosays.records import Document


def read(text: str) -> Document:
    return entities(by_rules(doc(text)).having(language="en"))


def typed(text: str) -> dict[str, str]:
    """Names and their types."""
    document = read(text)
    return {document.words((m.start, m.end)): m.type for m in document.mentions if m.kind == "name"}


def things(text: str) -> list[tuple[str, ...]]:
    """Things that have a name."""
    document = read(text)
    named = {m.entity for m in document.mentions if m.kind == "name"}
    return [(e.name, *e.aliases) for e in document.entities if e.id in named]


# ── what is a name, and of what type ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("They met Col. Edvar Marn there.", "Edvar Marn", "Person"),
        ("They met Foreign Minister Edvar Marn there.", "Edvar Marn", "Person"),
        ("They met Secretary of State Edvar Marn there.", "Edvar Marn", "Person"),
        ("It was Edvar Marn, 51, who fled.", "Edvar Marn", "Person"),
        ("It was Edvar Marn, a lawyer, who fled.", "Edvar Marn", "Person"),
        ("It was Edvar Marn, the Orla Guard's spokesman, who spoke.", "Edvar Marn", "Person"),
        ("It was Odra Marn, his wife, who spoke.", "Odra Marn", "Person"),
        ("Then Odra Marn was a teacher there.", "Odra Marn", "Person"),
        ("They held the garrison at Orla then.", "Orla", "Place"),
        ("It was in Sailors' Street in May.", "Sailors' Street", "Place"),
        ("He and his wife Odra Marn fled.", "Odra Marn", "Person"),
        ("They saw Anna Quill there.", "Anna Quill", "Person"),
        ("They joined the Tessaly Freedom Front then.", "Tessaly Freedom Front", "Organization"),
        ("The Front for the Freedom of Tessaly left.", "Front for the Freedom of Tessaly", "Organization"),
        ("It was the Tessaly People's Army again.", "Tessaly People's Army", "Organization"),
        ("They asked the Ministry of the Interior.", "Ministry of the Interior", "PublicBody"),
        ("They asked the Ministry of Health and Welfare.", "Ministry of Health and Welfare", "PublicBody"),
        ("It was sold to Marn Holdings in May.", "Marn Holdings", "Company"),
        ("The fire began near Orla that day.", "Orla", "Place"),
        ("The village of Orla burned.", "Orla", "Place"),
        ("Then Orla, the capital, burned.", "Orla", "Place"),
        ("They swam in the Orla River then.", "Orla River", "Place"),
        ("They fled to Paraguay that year.", "Paraguay", "Place"),
        ("The Paraguayan ship sank.", "Paraguayan", "Nationality"),
        ("They broke the Treaty of Orla in May.", "Treaty of Orla", "Document"),
        ("He carried an AK-47 with him.", "AK-47", "Weapon"),
        ("The ship was HMS Otter that sank.", "HMS Otter", "Vehicle"),
        ("They fought in the Orla War for years.", "Orla War", "Event"),
    ],
)
def test_a_type_is_given_where_the_text_shows_it(text: str, name: str, type_: str) -> None:
    assert typed(text).get(name) == type_


def test_a_name_that_shows_no_type_is_a_thing() -> None:
    assert typed("They spoke of Zorvax again.") == {"Zorvax": "Thing"}


def test_titles_and_articles_stand_outside_the_name() -> None:
    assert list(typed("The Tessaly Guard saw Gen. Dr. Edvar Marn.")) == ["Tessaly Guard", "Edvar Marn"]


def test_a_possessive_stands_outside_the_name() -> None:
    assert list(typed("They read Col. Edvar Marn's letter.")) == ["Edvar Marn"]


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday nothing happened. Officials were silent. Nobody came.",
        "On Monday in May he left, and I stayed.",
        "He said: Nothing is lost.",
        "The Government and the Army were silent.",
    ],
)
def test_capitals_that_prove_nothing_make_no_name(text: str) -> None:
    assert typed(text) == {}


def test_the_first_word_of_a_sentence_belongs_to_a_name_only_with_reason() -> None:
    assert list(typed("Meanwhile Edvar Marn fled. Marn was seen. Then Edvar Marn died.")) == [
        "Edvar Marn",
        "Marn",
    ]


def test_all_mentions_of_a_name_share_its_type() -> None:
    document = read("They saw Zorvax. Later they lived in Zorvax. Nobody knew Zorvax.")
    assert {m.type for m in document.mentions} == {"Place"}


def test_a_name_shown_to_be_two_things_equally_is_neither() -> None:
    assert typed("It was Zorvax, 51, who fled. The village of Zorvax burned.") == {"Zorvax": "Thing"}


# ── one thing with several names ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "The Tessaly Freedom Front (TFF) left. They saw the TFF.",
        "The Tessaly Freedom Front [TFF] left.",
        "The TFF, or Tessaly Freedom Front, left.",
        "The Tessaly Freedom Front left. They saw the TFF.",
    ],
)
def test_initials_name_the_body_that_they_are_short_for(text: str) -> None:
    (thing,) = read(text).entities
    assert (thing.name, thing.aliases) == ("Tessaly Freedom Front", ("TFF",))


@pytest.mark.parametrize(
    "cue",
    [
        "also known as the",
        "a.k.a.",
        "aka the",
        "better known as the",
        "calling itself the",
        "formerly known as the",
        "formerly the",
        "which operates under the name",
        "nicknamed the",
    ],
)
def test_other_names_after_also_known_as_and_its_like(cue: str) -> None:
    assert things(f"It was the Tessaly Freedom Front, {cue} Grey Wolves, that left.") == [
        ("Tessaly Freedom Front", "Grey Wolves")
    ]


def test_an_other_name_in_quotation_marks_is_taken_whole() -> None:
    assert things("They saw Col. Edvar Marn, alias “Comandante Crow”, there.") == [
        ("Edvar Marn", "Comandante Crow")
    ]


def test_also_known_as_joins_nothing_when_it_may_belong_to_another() -> None:
    found = things("It was Col. Edvar Marn of the Tessaly Freedom Front, also known as the Grey Crow.")
    assert ("Tessaly Freedom Front", "Grey Crow") not in found


def test_a_party_in_brackets_after_a_person_is_not_the_person() -> None:
    assert len(read("They met President Edvar Marn (TFF) there.").entities) == 2


def test_a_surname_alone_is_the_one_person_who_bears_it() -> None:
    assert things("They met Col. Edvar Marn. Then Marn left. Mr Marn was gone.") == [("Edvar Marn", "Marn")]


def test_a_couple_that_shares_a_surname_stays_two_people() -> None:
    found = things("They met Col. Edvar Marn and Dr Odra Marn. Then Marn left.")
    assert found == [("Edvar Marn",), ("Odra Marn",), ("Marn",)]


def test_titles_of_both_sexes_keep_a_couple_apart() -> None:
    document = read("They met Mr Marn. Then Mrs Marn spoke, and Mr Marn left.")
    assert [m.entity for m in document.mentions] == ["e1", "e2", "e1"]


def test_a_name_with_and_without_its_middle_is_one() -> None:
    assert things("They met Col. Edvar J. Marn. Then Col. Edvar Marn left.") == [
        ("Edvar J. Marn", "Edvar Marn")
    ]


def test_the_front_is_the_one_front_of_the_document() -> None:
    assert things("The Tessaly Freedom Front left. Later the Front came back.") == [
        ("Tessaly Freedom Front", "Front")
    ]


def test_a_front_and_its_armed_wing_stay_two() -> None:
    found = things("The Tessaly Freedom Front has an armed wing, the Tessaly Freedom Front Guard, since May.")
    assert found == [("Tessaly Freedom Front",), ("Tessaly Freedom Front Guard",)]


def test_the_front_is_nobody_where_there_are_two() -> None:
    found = things("The Tessaly Freedom Front and the Orla Workers Front left. Later the Front came back.")
    assert found == [("Tessaly Freedom Front",), ("Orla Workers Front",)]


def test_ids_count_in_the_order_of_first_mention() -> None:
    document = read("Col. Edvar Marn met Dr Odra Quill near Orla.")
    assert [(e.id, e.name) for e in document.entities] == [
        ("e1", "Edvar Marn"),
        ("e2", "Odra Quill"),
        ("e3", "Orla"),
    ]


# ── where capitals prove nothing ──────────────────────────────────────────────────────────────────

WIRE = (
    "ORLA, 3 JAN 90 (WIRE) -- COL EDVAR MARN SAID THE TESSALY FREEDOM FRONT [TFF] ATTACKED A FARM IN "
    "PARAGUAY. MARN SAID TFF MEMBERS FLED TO THE PARAGUAYAN BORDER."
)


def test_text_all_in_capitals_has_only_the_names_that_are_plain() -> None:
    assert typed(WIRE) == {
        "ORLA": "Place",
        "EDVAR MARN": "Person",
        "TESSALY FREEDOM FRONT": "Organization",
        "TFF": "Organization",
        "PARAGUAY": "Place",
        "MARN": "Person",
        "PARAGUAYAN": "Nationality",
    }


def test_text_all_in_capitals_with_nothing_plain_has_no_names() -> None:
    assert typed("THE BOMB WENT OFF AT NOON AND NOBODY KNOWS WHO LEFT IT AT THE DOOR OF THE OLD SHOP.") == {}


def test_a_title_and_a_given_name_find_one_person_in_capitals() -> None:
    assert typed("THEY SAID MR PEDRO JUAN MARN SPOKE.") == {"PEDRO JUAN MARN": "Person"}


def test_a_heading_has_the_names_that_the_text_uses() -> None:
    document = laid_out(
        ("heading", "Edvar Marn Leaves Burning Harbour Behind"),
        ("paragraph", "They saw Col. Edvar Marn leave the harbour."),
        run=[by_rules],
    ).having(language="en")
    document = entities(document)
    assert [document.words((m.start, m.end)) for m in document.mentions] == ["Edvar Marn", "Edvar Marn"]
    assert len(document.entities) == 1


def test_a_heading_may_end_where_a_longer_name_would_go_on() -> None:
    document = laid_out(
        ("heading", "Burning Boats Leave Harbour Near Marn"),
        ("paragraph", "Later Marn Holdings and Col. Edvar Marn left."),
        run=[by_rules],
    ).having(language="en")
    assert next(m.start for m in entities(document).mentions) == 33


def test_another_language_is_left_alone() -> None:
    document = doc("Col. Edvar Marn", run=[by_rules]).having(language="fr")
    assert entities(document) is document


# ── whatever the text ─────────────────────────────────────────────────────────────────────────────

_PIECES = [
    "Col.",
    "Marn",
    "Edvar",
    "Front",
    "the",
    "of",
    "TFF",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    "also known as",
]
_PIECES += [
    "“",
    "”",
    "'s",
    "said",
    "in",
    "Mrs",
    "51",
    "\n\n",
    "É",
    "al-Orla",
    "SHOUT",
    "for",
    "and",
    "-",
    "Ministry",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join) | st.text(max_size=120))
def test_mentions_lie_apart_in_the_text_and_every_entity_is_mentioned(text: str) -> None:
    document = read(text)
    at = 0
    for mention in document.mentions:
        assert at <= mention.start < mention.end <= len(text)
        at = mention.end
    assert [m.entity for m in document.mentions if m.entity not in {e.id for e in document.entities}] == []
    assert {e.id for e in document.entities} == {m.entity for m in document.mentions}


@pytest.mark.parametrize(
    "text",
    [
        "Abc " * 60_000,
        "Front of the " * 30_000,
        "AB [AB] " * 30_000,
        "Mr Mr. " * 40_000,
        'Abc, alias "Def ' * 15_000,
        " ".join(f"the Xa{i} Front said Yb{i} Zc said." for i in range(7_000)),
        " ".join(f"the Ab{i} Bc Front (ABF) said." for i in range(7_000)),
        " ".join(f"GEN XA{i} MARN SAID." for i in range(10_000)),
    ],
    ids=lambda text: text[:12],
)
def test_a_long_text_takes_seconds_at_most(text: str) -> None:
    document = by_rules(doc(text)).having(language="en")
    begun = time.process_time()
    entities(document)
    assert time.process_time() - begun < 5


def test_words_within_a_longer_name_are_of_its_bearer() -> None:
    found = things("They met Col. Edvar Ruiz Marn. Then Col. Ruiz left. Col. Edvar Ruiz was gone.")
    assert found == [("Edvar Ruiz Marn", "Ruiz", "Edvar Ruiz")]


def test_words_within_two_longer_names_are_of_nobody() -> None:
    found = things("They met Col. Edvar Ruiz Marn and Dr Odra Ruiz Tal. Then Col. Ruiz left.")
    assert ("Ruiz",) in found


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Two men of the TLF left. The Front did not say why.", ("TLF", "Front")),
        ("Two men of the PHT left. The Party did not say why.", ("PHT", "Party")),
    ],
)
def test_the_word_for_what_initials_stand_for(text: str, thing: tuple[str, ...]) -> None:
    assert thing in things(text) or thing[::-1] in things(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two men of the TLF and of the ORF left. The Front did not say why.",  # whose?
        "Two men of the TLF left. The League did not say why.",
        "Two men of the HLF left. The Hill burned.",  # no body
        "Two men of the ARET left. The Army did not say why.",  # anybody's
    ],
)
def test_a_word_that_initials_need_not_stand_for_is_no_name(text: str) -> None:
    assert not any({"Front", "League", "Hill", "Army"} & set(names) for names in things(text))


def test_bodies_named_after_those_in_them() -> None:
    found = typed("They left the Fishermen's League and the Sons of the Tide that day.")
    assert found == {"Fishermen's League": "Organization", "Sons of the Tide": "Organization"}
    assert "Marn's League" not in typed("They left Marn's League that day.")


def test_an_initial_after_a_colon_is_of_the_name() -> None:
    assert ("I. Marn",) in things("It was signed for the office: I. Marn.")

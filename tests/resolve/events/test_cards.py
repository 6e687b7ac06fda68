"""What a document gives to be compared: a card for each happening, coded or not."""

from __future__ import annotations

import pytest

from tests.factories import doc
from whosays.records import Document, Entity, Mention, Quantity, Statement, Time, Word
from whosays.resolve.derive import derive, entity_ids
from whosays.resolve.events import event_cards
from whosays.resolve.events.groups import MOST, told

TEXT = "A bomb killed Edvin Maur in Ostrel on 4 May 1985. His wedding was cancelled. The wedding guests wept."


def words(text: str, *rows: tuple[str, str, int, str, str | None]) -> tuple[Word, ...]:
    """Words in their order: form, part of speech, head, relation, event."""
    found, end = [], 0
    for form, upos, head, relation, event in rows:
        start = text.index(form, end)
        end = start + len(form)
        found.append(Word(start, end, upos, form.lower(), head, relation, False, event))
    return tuple(found)


SYNTAX = words(
    TEXT,
    ("A", "DET", 1, "det", None),
    ("bomb", "NOUN", 2, "nsubj", None),
    ("killed", "VERB", -1, "root", "occurrence"),
    ("Edvin", "PROPN", 2, "obj", None),
    ("Maur", "PROPN", 3, "flat", None),
    ("in", "ADP", 6, "case", None),
    ("Ostrel", "PROPN", 2, "obl", None),
    ("on", "ADP", 8, "case", None),
    ("4", "NUM", 2, "obl", None),
    ("May", "PROPN", 8, "flat", None),
    ("1985", "NUM", 8, "flat", None),
    (".", "PUNCT", 2, "punct", None),
    ("His", "PRON", 13, "nmod:poss", None),
    ("wedding", "NOUN", 15, "nsubj:pass", "occurrence"),
    ("was", "AUX", 15, "aux:pass", None),
    ("cancelled", "VERB", -1, "root", "occurrence"),
    (".", "PUNCT", 15, "punct", None),
    ("The", "DET", 19, "det", None),
    ("wedding", "NOUN", 19, "compound", "occurrence"),
    ("guests", "NOUN", 20, "nsubj", None),
    ("wept", "VERB", -1, "root", "occurrence"),
    (".", "PUNCT", 20, "punct", None),
)


def report(**fields: object) -> Document:
    at = TEXT.index
    made: dict[str, object] = {
        "sentences": ((0, 49), (50, 76), (77, len(TEXT))),
        "syntax": SYNTAX,
        "published": "1985-05-05",
        "mentions": (
            Mention(start=at("Edvin"), end=at(" in Ostrel"), type="Person", kind="name", entity="e1"),
            Mention(start=at("Ostrel"), end=at(" on 4"), type="Place", kind="name", entity="e2"),
            Mention(start=at("His"), end=at(" wedding"), type="Person", kind="pronoun", entity="e1"),
        ),
        "entities": (
            Entity(id="e1", type="Person", name="Edvin Maur", aliases=("Maur",)),
            Entity(id="e2", type="Place", name="Ostrel"),
        ),
        "times": (Time(start=at("4 May"), end=48, type="DATE", value="1985-05-04", edtf="1985-05-04"),),
        "statements": (
            Statement(
                id="s1",
                start=0,
                end=48,
                kind="event",
                type="ASSAULT",
                mode="explosives",
                event="v1",
                trigger=(7, 13),
                roles={"victim": (0,), "place": (1,)},
                time=0,
                edtf="1985-05-04",
            ),
        ),
    }
    return doc(TEXT, **{**made, **fields})


def cards(document: Document):
    made = event_cards(document, "d-1", entity_ids(document, "d-1"))
    return {card.words: card for card in made}


def test_what_is_coded_has_a_card_with_the_ids_of_the_casebook():
    card = cards(report())[("killed",)]
    assert (card.type, card.mode, card.dates) == ("ASSAULT", "explosives", (("1985-05-04", "1985-05-04"),))
    (line,) = derive(report(), "d-1").lines
    assert card.lines == (line.id,)
    assert card.id == line.event
    assert [(taking.role, taking.names) for taking in card.takings] == [
        ("place", ("Ostrel",)),
        ("victim", ("Edvin Maur", "Maur")),
    ]


def test_other_happenings_have_cards_without_type_and_lines():
    card = cards(report())[("wedding",)]
    assert (card.type, card.lines) == (None, ())
    assert len(card.triggers) == 2  # one word, one happening
    assert {taking.names for taking in card.takings} == {("Edvin Maur", "Maur"), ("guests",)}


def test_a_coded_word_is_no_second_happening():
    found = event_cards(report(), "d-1", {})
    assert sum((7, 13) in card.triggers for card in found) == 1


def test_a_date_belongs_to_what_it_hangs_on():
    uncoded = report(statements=())
    assert cards(uncoded)[("killed",)].dates == (("1985-05-04", "1985-05-04"),)
    assert cards(uncoded)[("wept",)].dates == ()


def test_a_toll_that_is_not_coded_keeps_its_figure():
    two = Quantity(start=2, end=6, kind="count", value=1, unit="person", role="dead")
    assert [
        figure.value for figure in cards(report(statements=(), quantities=(two,)))[("killed",)].figures
    ] == [1]


def test_names_come_with_a_capital_and_the_rest_without():
    card = cards(report())[("killed",)]
    assert {"Ostrel", "Maur", "wedding"} <= {*card.about}
    assert card.people == ("Edvin Maur",)
    assert "killed" not in card.context


def test_cards_do_not_hang_on_how_statements_are_numbered():
    (one,) = report().statements
    other = Statement(id="s2", start=50, end=75, kind="event", type="REJECT", trigger=(66, 75))
    assert event_cards(report(statements=(one, other)), "d-1", {}) == event_cards(
        report(statements=(other, one)), "d-1", {}
    )


@pytest.mark.parametrize("text", ["", "...", "\n\n"])
def test_an_empty_report_has_none(text):
    assert event_cards(doc(text), "d-1", {}) == ()


def test_a_text_without_end_has_a_bounded_number():
    text = " ".join(f"x{n}" for n in range(5_000))
    syntax = words(text, *((f"x{n}", "VERB", -1, "root", "occurrence") for n in range(5_000)))
    assert len(event_cards(doc(text, syntax=syntax, sentences=((0, len(text)),)), "d-1", {})) <= MOST


def test_relations_that_begin_are_events():
    listed = Statement(
        id="s1", start=0, end=48, kind="relation", type="Sanction", trigger=(7, 13), mode="lifted"
    )
    owned = Statement(id="s2", start=0, end=48, kind="relation", type="Ownership", trigger=(7, 13))
    found = told(report(statements=(listed, owned)), "d-1")
    assert [[one.id for one in statements] for statements in found.values()] == [["s1"]]
    assert cards(report(statements=(listed,)))[("killed",)].type == "CONCEDE"

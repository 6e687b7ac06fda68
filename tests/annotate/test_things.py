"""Arms, vehicles and coordinates: found by lexicon, tree and form. Words and trees by hand."""

from __future__ import annotations

import time

import pytest

from tests.factories import doc
from whosays.annotate.entities.arms import with_arms
from whosays.annotate.entities.coordinates import with_coordinates
from whosays.records import Document, Entity, Mention, Word


def parsed(text: str, words: str, **layers: object) -> Document:
    """`words`: form, part of speech, head (from 1) and relation of each."""
    syntax, at = [], 0
    for each in words.split("|"):
        form, upos, head, relation = each.split()
        at = text.index(form, at)
        syntax.append(Word(at, at + len(form), upos, form, int(head) - 1, relation))
        at += len(form)
    return doc(text, syntax=tuple(syntax), **layers)


def found(document: Document) -> list[tuple[str, str]]:
    return [(document.words((m.start, m.end)), m.type) for m in document.mentions]


def test_arms_reach_as_far_as_their_phrase() -> None:
    text = "fired two old mortars at trucks"
    document = parsed(
        text,
        "fired VERB 0 root|two NUM 4 nummod|old ADJ 4 amod|mortars NOUN 1 obj|at ADP 6 case"
        "|trucks NOUN 1 obl",
    )
    assert found(with_arms(document)) == [("two old mortars", "Weapon"), ("trucks", "Vehicle")]


def test_arms_in_a_name_or_of_many_senses_are_none() -> None:
    text = "the Tank Brigade began a strike with tanks"
    brigade = Mention(start=4, end=16, type="Organization", kind="name", entity="e1")
    document = parsed(
        text,
        "the DET 3 det|Tank NOUN 3 compound|Brigade PROPN 4 nsubj|began VERB 0 root|a DET 6 det"
        "|strike NOUN 4 obj|with ADP 8 case|tanks NOUN 4 obl",
        mentions=(brigade,),
        entities=(Entity(id="e1", type="Organization", name="Tank Brigade"),),
    )
    assert found(with_arms(document)) == [("Tank Brigade", "Organization"), ("tanks", "Vehicle")]


def test_what_is_a_mention_already_is_not_added_again() -> None:
    mention = Mention(start=0, end=9, type="Weapon", kind="nominal", entity="e1")
    document = parsed(
        "the rifle",
        "the DET 2 det|rifle NOUN 0 root",
        mentions=(mention,),
        entities=(Entity(id="e1", type="Weapon", name="the rifle"),),
    )
    assert with_arms(document) is document


@pytest.mark.parametrize(
    "words",
    [
        "59.173616°N 18.167988°E",
        "33°30′20″N, 36°16′10″E",
        "33° 30' S 36° 16' W",
        "33.505716; 36.269635",
        "-33.50572, 136.26964",
    ],
)
def test_a_pair_of_coordinates_is_a_place(words: str) -> None:
    assert found(with_coordinates(doc(f"The camp lay at {words}."))) == [(words, "Place")]


@pytest.mark.parametrize(
    "text",
    [
        "It cost 12.50, 13.20.",
        "It is at 95.12345, 36.12345.",
        "It is at 33°70′N 36°16′E.",
        "0.1234, 0.5678, 0.9012",
        "33°N of the wall",
        "",
    ],
)
def test_other_figures_are_no_place(text: str) -> None:
    assert found(with_coordinates(doc(text))) == []


def test_what_was_found_within_coordinates_goes() -> None:
    text = "At 33.505716; 36.269635 they met."
    inside = Mention(start=3, end=12, type="Place", kind="nominal", entity="d1")
    document = with_coordinates(
        doc(text, mentions=(inside,), entities=(Entity(id="d1", type="Place", name="33.505716"),))
    )
    assert found(document) == [("33.505716; 36.269635", "Place")]
    assert [e.id for e in document.entities] == ["p1"]


@pytest.mark.parametrize("unit", ["3", "33°", "33.5057, ", "33°30′20″N ", "-", "1.2345;"])
def test_figures_without_end_are_read_in_time(unit: str) -> None:
    begun = time.process_time()
    with_coordinates(doc(unit * (200_000 // len(unit))))
    assert time.process_time() - begun < 2

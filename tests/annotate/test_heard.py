"""Whose words a statement is: votes, names and rages report nothing, and nobody what is only mentioned."""

from __future__ import annotations

import pytest

from tests.annotate.by_hand import document, reported
from whosays.annotate.statements import statements


def voices(text, content, cue):
    doc = statements(document(text, attributions=(reported(text, content, cue),)))
    return {(s.kind, doc.words(s.trigger)): s.attribution is not None for s in doc.statements}


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        (
            "The attack on the barracks at Velm was known as Iron Day.",
            "The attack on the barracks at Velm",
            "was known as",
        ),
        (
            "The council seethed after the news that soldiers killed two farmers.",
            "the news that soldiers killed two farmers",
            "seethed after",
        ),
        ("The land has seen the arrest of two bakers.", "the arrest of two bakers", "has seen"),
        (
            "The court feuded over whether soldiers killed two farmers.",
            "whether soldiers killed two farmers",
            "feuded over",
        ),
    ],
)
def test_what_is_no_report_says_nothing(text, content, cue):
    found = voices(text, content, cue)
    assert set(found.values()) == {False}


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("The general said that soldiers killed two farmers.", "soldiers killed two farmers", "said"),
        (
            "The general was furious that soldiers killed two farmers.",
            "that soldiers killed two farmers",
            "was furious",
        ),
        ("The general spoke of the arrest of two bakers.", "the arrest of two bakers", "spoke of"),
    ],
)
def test_what_reports_does(text, content, cue):
    assert set(voices(text, content, cue).values()) == {True}


def test_what_is_mentioned_in_a_demand_is_the_writers():
    text = "The council urged Jonas Rell, the mayor of Velm, to release two bakers."
    content = "Jonas Rell, the mayor of Velm, to release two bakers"
    found = voices(text, content, "urged")
    assert not found["relation", "mayor"]
    said = voices(
        text.replace("urged", "said that").replace("to release", "released"),
        content.replace("to release", "released"),
        "said",
    )
    assert said["relation", "mayor"]


def test_what_a_relative_clause_adds_to_what_is_pointed_at_is_the_writers():
    text = "The general cited the failures at Velm for which he blamed two bakers."
    content = "the failures at Velm for which he blamed two bakers"
    assert set(voices(text, content, "cited").values()) == {False}
    assert set(voices(text.replace("cited", "described"), content, "described").values()) == {True}
    said = "The general cited reports that soldiers killed two farmers."
    assert set(voices(said, "reports that soldiers killed two farmers", "cited").values()) == {True}


def test_what_stands_between_commas_is_not_according_to_the_source():
    content = "The soldiers, who killed two farmers, attacked the town hall"
    found = voices(f"{content}, according to the mayor.", content, "according to")
    assert not found["event", "killed"]
    assert found["event", "attacked"]
    content = "Soldiers entered Velm, where they attacked two farmers"
    found = voices(f"{content}, according to the mayor.", content, "according to")
    assert found["event", "attacked"]


def test_what_follows_the_aside_is_the_source_s_again():
    content = (
        "The soldiers, who killed two farmers, attacked the hall, which was empty, and arrested two bakers"
    )
    found = voices(f"{content}, according to the mayor.", content, "according to")
    assert found == {("event", "killed"): False, ("event", "attacked"): True, ("event", "arrested"): True}

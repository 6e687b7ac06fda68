"""Who is cleared of what was told before: "the brigade had nothing to do with it"."""

from __future__ import annotations

import pytest

from tests.annotate.test_relations import annotated

RAID = "Gunmen of the Harbour League shot dead three bakers in Velm on 4 May 2001. "


def cleared(text: str) -> list[tuple[str, ...]]:
    """Who, of each statement that clears somebody, where it is of the event told before."""
    document = annotated(text)
    events = {s.event for s in document.statements if s.code in {"shot dead", "shooting"}}
    return [
        tuple(
            document.words((document.mentions[m].start, document.mentions[m].end)) for m in s.roles["actor"]
        )
        for s in document.statements
        if s.code == "disowned" and s.event in events and s.polarity == "denied"
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The Tide Guard had nothing to do with it.",
        "The Tide Guard took no part in it.",
        "The Tide Guard did not take part in the operation.",
        "The Tide Guard was not behind it, the mayor said.",
        "The Tide Guard was not involved.",
        "The Tide Guard did not do it.",
        "The Tide Guard denied any involvement.",
        "The Tide Guard denied responsibility.",
    ],
)
def test_who_is_cleared_of_what_was_told_before(words: str) -> None:
    ((who,),) = cleared(RAID + words)
    assert "Tide Guard" in who


def test_who_answers_denies_what_was_said_of_him() -> None:
    text = "The mayor said that the Tide Guard had shot dead three bakers in Velm. {} denied it."
    ((who,),) = cleared(text.format("Anna Reed, its captain,"))
    assert "Tide Guard" in who


@pytest.mark.parametrize(
    "words",
    [
        "The Tide Guard could not deny it.",
        "The Tide Guard did not deny responsibility.",
        "The Tide Guard had much to do with it.",
        "The Tide Guard took part in it.",
        "The Tide Guard had nothing to do with the harbour dues.",
        "The Tide Guard did not take part in the regatta.",
        "The Tide Guard denied responsibility for the late ferry.",
        "The Tide Guard denied it.",  # what, is not said: nobody has accused anybody
        "Was the Tide Guard not involved?",
    ],
)
def test_other_denials_clear_nobody_of_it(words: str) -> None:
    assert cleared(RAID + words) == []


def test_what_is_far_is_not_meant() -> None:
    assert cleared(RAID + "It rained. " * 6 + "The Tide Guard was not involved.") == []
    assert cleared("The band played. The Tide Guard was not involved.") == []

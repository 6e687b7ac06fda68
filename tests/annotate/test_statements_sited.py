"""Sentences that say where the scene of an act of force lay."""

from __future__ import annotations

import pytest

from tests.annotate.test_relations import annotated

RAID = "Soldiers arrested six men on Sunday in a raid on a farm in the hills. "


def sited(text: str) -> list[tuple[str, str]]:
    """The sentence and the polarity of each such statement that is of the arrest."""
    document = annotated(text)
    acts = {s.event for s in document.statements if s.code == "arrest"}
    return [
        (document.words(s.trigger), s.polarity)
        for s in document.statements
        if s.code == "sited" and s.event in acts
    ]


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        ("The farm lay 12 kilometres south-west of the town of Ostrel.", "asserted"),
        ("The mayor put the farm at about 12 kilometres to the south-west of Ostrel.", "asserted"),
        ("The farm was not north of Ostrel.", "denied"),
    ],
)
def test_where_it_came_about(words: str, polarity: str) -> None:
    assert sited(RAID + words) == [("farm", polarity)]


@pytest.mark.parametrize(
    "words",
    [
        "The mill lay 12 kilometres south-west of Ostrel.",  # nothing came about there
        "A farm lay 12 kilometres south-west of Ostrel.",  # which?
        "The farm lay in ruins, far from Ostrel.",
        "They drove past the farm and 12 kilometres south-west of Ostrel they stopped.",
        "It rained. " * 9 + "The farm lay 12 kilometres south-west of Ostrel.",
    ],
)
def test_other_places_say_nothing_of_it(words: str) -> None:
    assert sited(RAID + words) == []

"""What befell the things counted, and ages: with the trees of the language model."""

import pytest

from whosays.annotate.pipeline import default_pipeline
from whosays.records import Document


def annotated(text):
    document = Document(
        id="x", source="x", format="text/plain", text=text, language="en", published="2004-05-06"
    )
    return default_pipeline().annotate(document).quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen killed 12 villagers and wounded 30 at Velm.",
            [(12, "villager", "dead"), (30, "person", "wounded")],
        ),
        (
            "Police seized 40 trucks, 12 field guns and 3,000 rifles.",
            [(40, "truck", "seized"), (12, "gun", "seized"), (3000, "rifle", "seized")],
        ),
        (
            "The rebels freed seven of the 12 hostages it had kidnapped.",
            [(7, "hostage", "released"), (12, "hostage", "abducted")],
        ),
        ("The dead included eleven children.", [(11, "child", "dead")]),
        ("They found the bodies of 11 miners.", [(11, "miner", "dead")]),
        ("Some 9,000 displaced people live there.", [(9000, "person", "displaced")]),
        (
            "FIVE TANKS DESTROYED, TWO CREWS SURRENDERED.",
            [(5, "tank", "destroyed"), (2, "crew", "surrendered")],
        ),
        (
            "Of the 64 detainees, 30 were released and 22 deported.",
            [(64, "detainee", None), (30, "person", "released"), (22, "person", None)],
        ),
        ("The toll rose to 41.", [(41, "person", "dead")]),
        ("Rebels hold 7 villages.", [(7, "village", None)]),
        ("The force has 4 battalions of 600 men.", [(4, "battalion", None), (600, "man", None)]),
        ("It held 850 M-16 rifles.", [(850, "rifle", None)]),
    ],
)
def test_what_is_counted_and_what_befell_it(text, expected):
    assert [(q.value, q.unit, q.role) for q in annotated(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A 34-year-old surgeon was freed.", [(34, "a")]),
        ("An 18-month-old girl was freed.", [(18, "mo")]),
        ("The judge sentenced Mara Tellin, 52, yesterday.", [(52, "a")]),
        ("Witnesses aged between 14 and 60 spoke.", [(14, "a")]),
        ("A boy of 12 spoke.", [(12, "a")]),
        ("Mara Tellin, 1,200 of whose cows died, spoke.", []),
    ],
)
def test_ages_are_told_from_other_numbers(text, expected):
    assert [(q.value, q.unit) for q in annotated(text) if q.role == "age"] == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (" The harbour board's figure of 19 is old.", 19),  # two lists are no people
        ("\n\nThe harbour board's figure of 19 is old.", None),  # of what, another paragraph says
        (" They met 19 in May.", None),
    ],
)
def test_a_figure_of_people_whatever_else_was_counted_since(after, expected):
    text = "The count of 21 dead that the hospital made has one man on two lists." + after
    found = {q.value: q.role for q in annotated(text)}
    assert found[21] == "dead"
    assert found.get(19) == ("dead" if expected else None)

"""Deeds that no word of violence names, whose work it was, and which tellings are of one occurrence."""

from __future__ import annotations

import pytest

from tests.annotate.test_relations import annotated
from whosays.records import Document

RAID = "Gunmen attacked the mill at Velm on 4 May 2001 and killed two guards. "


def told(text: str) -> list[tuple[str | None, str | None, str]]:
    """Code, day and polarity of each event of force."""
    document = annotated(text)
    return [(s.code, s.edtf, s.polarity) for s in document.statements if s.type == "ASSAULT"]


def actors(document: Document, code: str) -> list[str]:
    """Who did what is coded so."""
    return [
        document.words((document.mentions[m].start, document.mentions[m].end))
        for s in document.statements
        if s.code == code
        for m in s.roles.get("actor", ())
    ]


def occurrences(text: str) -> dict[str, set[str | None]]:
    """The words of each occurrence of force."""
    document = annotated(text)
    found: dict[str, set[str | None]] = {}
    for s in document.statements:
        if s.type == "ASSAULT" and s.event is not None:
            found.setdefault(s.event, set()).add(s.code)
    return found


def test_a_terrorist_crime_is_one_whatever_its_text_is_about() -> None:
    assert told("The mayor spoke of the terrorist crime committed in Velm on 9 March 2001.") == [
        ("act of terror", "2001-03-09", "asserted")
    ]


def test_a_deed_carried_out_near_violence_is_one() -> None:
    text = RAID + "The Harbour League did not carry out the action in Velm."
    assert ("deed", None, "denied") in [(c, None, p) for c, _, p in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The council carried out the action plan for the harbour in Velm.",
        RAID + "The police took action in Velm.",
        RAID + "He spoke of crimes.",
        RAID + "The report was the work of the harbour board.",
    ],
)
def test_other_deeds_are_none(text: str) -> None:
    assert not [code for code, _, _ in told(text) if code == "deed"]


def test_it_was_the_work_of_somebody() -> None:
    document = annotated(RAID + "A caller said that it was the work of the Harbour League.")
    assert actors(document, "deed") == ["the Harbour League"] or actors(document, "deed") == [
        "Harbour League"
    ]


def test_who_ordered_the_act_is_held_to_have_done_it() -> None:
    document = annotated(RAID + "Jonas Rell was found to have ordered the act.")
    assert actors(document, "deed") == ["Jonas Rell"]


def test_a_clause_that_says_where_has_the_day_of_what_it_hangs_on() -> None:
    text = "On 9 March 2001 men brought a van loaded with explosive to a barracks in Velm, where it exploded."
    assert told(text) == [("explosion", "2001-03-09", "asserted")]


def test_a_theft_before_an_attack_is_no_part_of_it() -> None:
    found = occurrences(
        "A bomb in a van killed two soldiers in Velm on Monday. The van had been stolen in Ostrel."
    )
    assert {"theft"} in found.values()


def test_what_is_denied_and_told_again_joins_nothing_told_before() -> None:
    found = occurrences(
        "Two guards were killed near Ostrel in 1999. The League did not attack the barracks at Velm in 1997. "
        "The attack was on 4 May 1998."
    )
    assert any("attack of some kind" in words and "killing" not in words for words in found.values())


def test_anyone_who_is_not_named_was_not_killed_for_that() -> None:
    assert told("The minister has not named anyone whom the soldiers killed in Velm.") == []


FLOGGED = "A carter was flogged by the guards of the mill, his widow wrote. The barracks stood next to it. "


def test_a_sentence_that_begins_with_its_day_tells_of_another_occurrence() -> None:
    found = occurrences(FLOGGED + "On 3 June 1972 a grenade killed four soldiers in the barracks at Velm.")
    assert not any({"beating", "killing"} <= words for words in found.values())
    assert len(found) > 1


def test_it_goes_on_where_it_takes_up_who_was_told_of_before() -> None:
    found = occurrences(
        "Soldiers attacked the mill at Velm, the mayor said. On 3 June 1972 the soldiers killed two millers "
        "at Velm."
    )
    assert any({"attack", "killing"} <= words for words in found.values())

"""Who is held to have done it, and how surely: claimed, charged, arrested for it, apparently by."""

from __future__ import annotations

import pytest

from tests.annotate.by_hand import document
from whosays.annotate.statements import statements


def held(text: str) -> list[tuple[list[str], str]]:
    """Who did each event of force, as far as the text tells, and how surely."""
    made = statements(document(text))
    return [
        ([made.words((m.start, m.end)) for i in told.roles.get("actor", ()) for m in (made.mentions[i],)],
         told.certainty)
        for told in made.statements
        if told.type == "ASSAULT"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "who", "certainty"),
    [
        ("The mayor placed the responsibility for the murder of the nuns on the Harbour League.",
         ["Harbour League"], "possible"),
        ("The massacre, for which they hold the army responsible, was in 1990.", ["the army"], "possible"),
        ("Mikal Dorn was killed in Velm, apparently by the Harbour League.", ["Harbour League"], "probable"),
        ("The arrest of 45 soldiers for killing six nuns was announced.", ["45 soldiers"], "possible"),
        ("Two men were arrested for killing a guard in Velm.", ["Two men"], "possible"),
        ("Two men were arrested on 4 May 1990 for the murder of Mikal Dorn.", ["Two men"], "possible"),
        ("Jonas Rell was convicted of killing two guards.", ["Jonas Rell"], "probable"),
        ("The Harbour League masterminded the attack on the barracks.", ["Harbour League"], "fact"),
        ("The murder of Mikal Dorn was attributed to the Quay Faction and not to the Harbour League.",
         ["Quay Faction"], "possible"),
    ],
)  # fmt: skip
def test_who_is_held_to_have_done_it(text: str, who: list[str], certainty: str) -> None:
    assert held(text) == [(who, certainty)]


def test_a_claim_in_a_participle_is_the_claimants() -> None:
    text = "The bombing of the barracks, claimed by the Harbour League, shocked the mayor."
    assert held(text) == [(["Harbour League"], "probable")]


@pytest.mark.parametrize(
    "text",
    [
        "Two men were arrested in the attack on the barracks.",
        "The attack on soldiers accused of theft was on 4 May 1990.",
        "The murder of a man who admitted the theft shocked Velm.",
    ],
)
def test_nobody_is_held_to_have_done_what_is_only_told_beside_them(text: str) -> None:
    assert held(text)[0] == ([], "fact")


def test_who_rejects_a_murder_condemns_it() -> None:
    assert held("All the parties rejected the murder of Mikal Dorn.") == [([], "fact")]


def test_a_terrorist_attack_is_nobodys_by_that_word() -> None:
    text = "We hold the government responsible for this terrorist attack."
    assert held(text) == [(["the government"], "possible")]


def test_what_acts_for_a_body_names_it() -> None:
    text = "Harbour League commands killed two soldiers."
    assert held(text)[0][0] == ["Harbour League commands", "Harbour League"]


def test_a_time_of_day_is_no_place() -> None:
    made = statements(document("The attackers killed a guard at daybreak."))
    assert "place" not in made.statements[0].roles


@pytest.mark.parametrize(
    "text",
    [
        "The rebels neither claimed nor denied responsibility for the attack on the barracks.",
        "The Harbour League has not yet claimed responsibility for the attack on the barracks.",
        "Neither the rebels nor the Harbour League have claimed responsibility for the murder of Edvin Maur.",
        "The mayor did not blame the rebels for the murder of Edvin Maur.",
        "The Harbour League did not deny the murder of Edvin Maur.",
        "The army admitted the death of one guerrilla.",
    ],
)
def test_what_nobody_claims_or_blames_them_for_is_nobodys(text: str) -> None:
    assert held(text) == [([], "fact")]


@pytest.mark.parametrize("text", ["had no part in", "was not involved in", "was not responsible for"])
def test_whose_part_in_it_is_denied_did_not_do_it(text: str) -> None:
    made = statements(document(f"The Harbour League {text} the murder of Edvin Maur."))
    assert [told.polarity for told in made.statements if told.type == "ASSAULT"] == ["denied"]

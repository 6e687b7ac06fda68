"""How names of people fit."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.resolve.entities.by_hand import are_one, card, judged, together
from whosays.records.across import Verdict
from whosays.resolve.entities.people import fit, person
from whosays.resolve.entities.relation import Tie


def tie(one: str, other: str) -> Tie | None:
    found = fit(person(one), person(other))
    back = fit(person(other), person(one))
    assert (found and found.tie) == (back and back.tie)
    return found.tie if found else None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Mikal Sarov", "SAROV, Mikal", Tie.SAME),
        ("Dr Mikal Sarov", "Mikal Sarov", Tie.SAME),
        ("Omar al-Tarin", "Omar Tarin", Tie.SAME),
        ("Mikal Sarov", "Mikhal Saroff", Tie.SPELT),
        ("Irina Sarov", "Irina Sarova", Tie.SPELT),
        ("Mikal Sarov", "Mikal Edvin Sarov", Tie.SHORT),
        ("Mikal Sarov", "M. Sarov", Tie.INITIAL),
        ("M. E. Sarov", "Mikal Edvin Sarov", Tie.INITIAL),
        ("Edvin Lasker", "Ervin Lasker", Tie.SLIP),
        ("Mario Tamm", "Maria Teresa Tamm", Tie.APART),
        ("Mario Tolmen", "Maria Tolmen", Tie.APART),
        ("Ervin Lasker", "Edvin Otto Lasker", None),
        ("Sarov", "Mikal Sarov", Tie.LONE),
        ("Colonel Sarow", "Mikal Sarov", Tie.LIKE),
        ("Irina", "Irina Sarov", Tie.GIVEN),
        ("Mikal Sarov", "Irina Sarov", Tie.APART),
        ("Mikal Sarov", "I. Sarov", Tie.APART),
        ("Mikal A. Sarov", "Mikal B. Sarov", Tie.APART),
        ("Mikal Sarov Jr", "Mikal Sarov, Sr.", Tie.APART),
        ("Mikal Sarov", "Mikal Sarov Jr", Tie.SHORT),
        ("Josh Tamm", "A. J. Tamm", None),
        ("Henrik Voll", "Voll H. Tamm", None),
        ("Ana Gomez de Leon", "Leon Gomez", None),
        ("Mikal Sarov", "Henrik Voll", None),
        ("Sarov", "S.", None),
    ],
)
def test_two_names(one: str, other: str, expected: Tie | None) -> None:
    assert tie(one, other) is expected


def test_a_name_of_two_people_is_compared_with_nobodys() -> None:
    assert not together(card("Sarov and Voll"), card("Henrik Voll"), card("Mikal Sarov"))


def test_an_office_is_no_name() -> None:
    assert not together(
        card("Senator", at="d-1"), card("Senator Mikal Sarov", "Senator"), card("Senator", at="d-2")
    )


def test_father_and_son_are_two_and_the_bare_name_is_neithers() -> None:
    bare, father, son = card("Mikal Sarov"), card("Mikal Sarov Sr"), card("Mikal Sarov Jr")
    assert not together(bare, father, son)
    assert not together(bare, son)
    bare, son = replace(bare, offices=("mayor",)), replace(son, offices=("mayor",))
    assert together(bare, son) == [{"Mikal Sarov", "Mikal Sarov Jr"}]


def test_a_surname_alone_is_his_where_only_one_bears_it() -> None:
    lone = card("Sarov", at="d-1")
    assert are_one(lone, card("Mikal Sarov"))
    assert not together(lone, card("Mikal Sarov"), card("Irina Sarov"))


def test_an_office_decides_between_two() -> None:
    lone = card("Sarov", at="d-1", offices=("minister",))
    one, other = card("Mikal Sarov", offices=("minister",)), card("Irina Sarov", offices=("judge",))
    assert together(lone, one, other) == [{"Sarov", "Mikal Sarov"}]


def test_neighbours_of_one_only_decide_between_two() -> None:
    one, other = card("Mikal Sarov", near=("arvan", "hlf", "velm")), card("Irina Sarov", near=("arvan",))
    assert together(card("Sarov", at="d-1", near=("arvan", "hlf", "velm")), one, other) == [
        {"Sarov", "Mikal Sarov"}
    ]
    assert not together(card("Sarov", at="d-1", near=("arvan", "hlf")), one, other)  # one neighbour is chance
    other = replace(other, near=("arvan", "lunesk"))
    assert not together(card("Sarov", at="d-1", near=("hlf", "lunesk", "velm")), one, other)


def test_a_given_name_and_a_surname_in_one_document_decide_too() -> None:
    lone = card("Sarov", "Irina", at="d-1")
    assert together(lone, card("Mikal Sarov"), card("Irina Sarov")) == [{"Irina", "Irina Sarov"}]


def test_a_surname_and_nothing_else_in_common_joins_nobody() -> None:
    lone, full = card("Sarov", at="d-1", near=("velm",)), card("Mikal Sarov", near=("arvan", "lunesk"))
    assert not together(lone, full)
    assert together(card("Sarov", at="d-1", near=("velm",)), card("Mikal Sarov", near=("arvan", "velm")))


def test_one_for_whom_nothing_speaks_bars_another() -> None:
    lone = card("Sarov", at="d-1", near=("velm",))
    assert not together(lone, card("Mikal Sarov", near=("velm",)), card("Irina Sarov", near=("arvan",)))


def test_a_short_name_never_draws_two_people_together() -> None:
    lone = card("Pavo C.", at="d-1")
    found = together(lone, card("Pavo Corin"), card("Mikal Sarov", "Pavo"))
    assert {"Pavo Corin", "Mikal Sarov"} not in [{*group} - {"Pavo C."} for group in found]


def test_a_byname_that_a_document_gives_is_his() -> None:
    assert are_one(card("Uncle Pavo", at="d-1"), card("Mikal Sarov", "Uncle Pavo"))
    assert not together(card("Uncle Pavo", at="d-1"), card("Uncle Pavo", at="d-2"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"sexes": ("he",)}, {"sexes": ("she",)}),
        ({"born": ("1951-04-02",)}, {"born": ("1974",)}),
    ],
)
def test_two_lives_are_two_people(one: dict[str, object], other: dict[str, object]) -> None:
    verdict = judged(card("Mikal Sarov", **one), card("Mikhal Sarov", **other))
    assert verdict is not None
    assert verdict.sort == "apart"


def test_births_that_may_be_one_day_do_not_part() -> None:
    verdict = judged(card("Mikal Sarov", born=("1951-04",)), card("Mikhal Sarov", born=("1951",)))
    assert verdict is not None
    assert verdict.sort == "same"


def test_two_that_one_document_sets_side_by_side_are_two() -> None:
    other = card("Mikhal Sarov")
    assert not together(card("Mikal Sarov", apart=(other.id,)), other)


def test_another_name_that_a_document_gives_joins() -> None:
    one, other = card("Mikal Sarov"), card("Gunter Prask")
    one, other = replace(one, same=(other.id,)), replace(other, same=(one.id,))
    assert are_one(one, other)


def test_a_reason_has_both_names_and_what_they_share() -> None:
    verdict = judged(card("Mikal Sarov", offices=("leader",)), card("Mikhal Saroff", offices=("leader",)))
    assert verdict is not None
    assert "Mikal Sarov" in verdict.reason
    assert "Mikhal Saroff" in verdict.reason
    assert verdict.reason.endswith(": two spellings, both leader")


def test_a_decision_goes_before_names() -> None:
    one, other = sorted((card("Mikal Sarov"), card("Mikhal Sarov")), key=lambda card: card.id)
    apart = Verdict(a=one.id, b=other.id, sort="apart", score=1.0, reason="I know both", decided="x-1")
    assert not together(one, other, decided=[apart])
    one, other = sorted((card("Mikal Sarov"), card("Henrik Voll")), key=lambda card: card.id)
    same = Verdict(a=one.id, b=other.id, sort="same", score=1.0, reason="his other name", decided="x-2")
    assert together(one, other, decided=[same])


def test_a_decision_goes_before_what_a_document_sets_apart() -> None:
    one, other = card("Mikal Sarov"), card("Mikhal Saroff")
    one = replace(one, apart=(other.id,))
    a, b = sorted((one, other), key=lambda card: card.id)
    same = Verdict(a=a.id, b=b.id, sort="same", score=1.0, reason="a misprint", decided="x-1")
    assert together(one, other, decided=[same])
    assert not together(one, other)

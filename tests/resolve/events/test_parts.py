"""Names, days, places and words, each by itself."""

from __future__ import annotations

import pytest

from tests.resolve.events.told import card, day, spot
from whosays.resolve.events.names import forms, sound
from whosays.resolve.events.sight import sight
from whosays.resolve.events.spots import distance
from whosays.resolve.events.spots import spot as agreement_of_places
from whosays.resolve.events.times import agreement
from whosays.resolve.events.words import families, rarity, stem


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("Mikhal Saroff", "Mikal Sarov", True),
        ("M. Sarov", "Mikal Sarov", True),
        ("Sarov", "Mikal Sarov", True),
        ("Irina Sarov", "Mikal Sarov", False),
        ("Col Mikal Sarov", "Mikal Sarov", True),
        ("Lenn", "Sarov", False),
    ],
)
def test_persons(one, other, meet):
    assert forms((one,), "Person").meet(forms((other,), "Person")) is meet


def test_bodies_meet_by_their_initials():
    league = forms(("Free Harbour League",), "Organization")
    assert league.meet(forms(("F.H.L.",), "Organization"))
    assert not league.meet(forms(("Free Harbour Union",), "Organization"))


def test_a_short_name_is_not_made_shorter():
    assert sound("Lee") != sound("Li")


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (day("1994-03-09"), day("1994-03-09"), "same"),
        (day("1994-03-09"), day("1994-03-11"), "near"),
        (day("1994-03-09"), (("1994-03-01", "1994-03-31"),), "within"),
        (day("1994-03-09"), day("1994-03-16"), "apart"),
        (day("1994-03-31"), (("1994-04-01", "1994-04-30"),), "apart"),
        (day("1994-03-09"), day("1995-03-09"), "slip"),
        ((("1994-11-01", "1994-11-30"),), (("1995-11-01", "1995-11-30"),), "slip"),
        (day("1994-03-09"), day("1994-03-21"), "apart"),
        (day("1994-03-09"), day("1998-03-09"), "apart"),
        (day("1994-03-09"), (), "open"),
        ((("1994-03-09", None),), day("1994-03-09"), "open"),
    ],
)
def test_days(one, other, told):
    assert (
        agreement(sight(card("1", "d-1", "x", dates=one)), sight(card("2", "d-2", "x", dates=other))) == told
    )


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (spot(10, 20), spot(10, 20.01), "near"),
        (spot(10, 20), spot(10, 21), "apart"),
        (spot(10, 20), spot(10, 21, radius=130), "near"),
        (spot(10, 20), spot(10, 21, radius=400), "open"),
        (spot(10, 20, country="AA"), spot(10, 20, country="BB"), "apart"),
    ],
    ids=["close by", "far", "within", "within a country", "two countries"],
)
def test_places(one, other, told):
    a, b = sight(card("1", "d-1", "x", where=(one,))), sight(card("2", "d-2", "x", where=(other,)))
    assert agreement_of_places(a, b) == told


def test_distances_go_over_the_date_line():
    assert distance(spot(0, 179.9), spot(0, -179.9)) < 30


def test_words():
    assert stem("bombing") == stem("bomb")
    assert families("quake") & families("temblor")
    assert not families("quake") & families("wedding")
    assert rarity("say") < rarity("meeting") < rarity("temblor")

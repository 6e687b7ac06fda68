"""Two cards, one event or two: each rule with what it joins and what it leaves apart."""

from __future__ import annotations

import msgspec
import pytest

from tests.resolve.events.told import at, card, day, dead, spot, who
from whosays.records.across import EventCard, Verdict
from whosays.resolve.events.evidence import evidence
from whosays.resolve.events.judging import likeness
from whosays.resolve.events.kind import EVENTS
from whosays.resolve.events.sight import sight


def judged(a: EventCard, b: EventCard) -> Verdict | None:
    return EVENTS.judge(*sorted((a, b), key=lambda one: one.id))


BOMBING = card("1", "d-1", "bombing", dates=day("1994-03-09"), takings=(at("Ostrel"),))


@pytest.mark.parametrize(
    "other",
    [
        card("2", "d-2", "explosion", dates=day("1994-03-09"), takings=(at("Ostrel"),)),
        card("2", "d-2", "bombing", dates=day("1994-03-08"), takings=(at("Ostrel"),)),  # a day off
        card("2", "d-2", "bombing", dates=day("1993-03-09"), takings=(at("Ostrel"),)),  # a year off
        card("2", "d-2", "kill", dates=day("1994-03-09"), takings=(at("Ostrel"),)),  # its outcome
        card("2", "d-2", "bombing", dates=(("1994-03-01", "1994-03-31"),), takings=(at("Ostrel"),)),
    ],
    ids=[
        "another word",
        "a day off",
        "a year off",
        "what it led to",
        "its month",
    ],
)
def test_one_event(other):
    verdict = judged(BOMBING, other)
    assert verdict is not None
    assert verdict.sort == "same"


@pytest.mark.parametrize(
    "other",
    [
        card("2", "d-2", "bombing", dates=day("1994-06-20"), takings=(at("Ostrel"),)),
        card("2", "d-2", "accuse", type="ACCUSE", dates=day("1994-03-09"), takings=(at("Ostrel"),)),
        card("2", "d-2", "bombing", dates=day("1994-03-09"), about="Velm bridge Tarn", takings=(at("Velm"),)),
        card("2", "d-1", "bombing", dates=day("1994-03-09"), takings=(at("Ostrel"),)),
        card("2", "d-2", "bombing", takings=(at("Ostrel"),), published="1994-02-01"),
    ],
    ids=["another day", "another kind", "another town", "told apart in one document", "reported before"],
)
def test_two_events(other):
    verdict = judged(BOMBING, other)
    assert verdict is None or verdict.sort == "weak"


def test_a_raid_is_one_whether_told_as_attack_or_as_arrest():
    told = {"dates": day("1994-03-09"), "takings": (at("Ostrel"),)}
    raid, arrest = card("1", "d-1", "raid", **told), card("2", "d-2", "raid arrest", type="COERCE", **told)
    assert judged(raid, arrest) is not None
    assert judged(raid, card("2", "d-2", "raid", type="PROTEST", **told)) is None


def test_the_map_tells_two_towns_apart():
    near = [
        card(str(n), f"d-{n}", "bombing", dates=day("1994-03-09"), where=(spot(10, 20 + n / 50),))
        for n in (1, 2)
    ]
    far = [
        card(str(n), f"d-{n}", "bombing", dates=day("1994-03-09"), where=(spot(10, 20 + n * 5),))
        for n in (1, 2)
    ]
    assert judged(*near) is not None
    assert judged(*far) is None


def test_a_growing_toll_is_one_event_and_counts_less_than_an_equal_one():
    cards = [card(str(n), f"d-{n}", "bombing", dates=day("1994-03-09"), figures=(dead(n),)) for n in (11, 12)]
    like = card("13", "d-13", "bombing", dates=day("1994-03-09"), figures=(dead(11),))
    grown, equal = judged(*cards), judged(cards[0], like)
    assert grown is not None
    assert equal is not None
    assert grown.score < equal.score


def test_who_suffers_it_tells_two_killings_apart():
    one = card("1", "d-1", "kill", about="Lenn trial", takings=(who("victim", "Pavel Lenn"),))
    same = card("2", "d-2", "murder", about="Lenn trial", takings=(who("victim", "P. Lenn"),))
    brother = card("2", "d-2", "murder", about="Lenn trial", takings=(who("victim", "Karo Lenn"),))
    alike, unlike = judged(one, same), judged(one, brother)
    assert alike is not None
    assert unlike is None or unlike.score < alike.score


def test_what_says_neither_when_nor_where_is_only_tied():
    verdict = judged(BOMBING, card("2", "d-2", "bombing"))
    assert verdict is not None
    assert (verdict.sort, verdict.lone) == ("weak", "v-2")


def test_the_attack_of_a_document_is_tied_to_the_one_it_has_told_of():
    verdict = judged(BOMBING, card("2", "d-1", "attack"))
    assert verdict is not None
    assert (verdict.sort, verdict.lone) == ("weak", "v-2")
    assert judged(BOMBING, card("2", "d-1", "meet", type="CONSULT")) is None
    assert judged(BOMBING, card("2", "d-1", "beat", mode="beat")) is None


def test_a_reason_names_what_agrees():
    verdict = judged(BOMBING, card("2", "d-2", "explosion", dates=day("1994-03-09"), takings=(at("Ostrel"),)))
    assert verdict is not None
    assert verdict.reason.startswith("bombing ~ explosion: like words, the place, the day, the kind of event")
    assert "Ostrel" in verdict.reason


def test_happenings_without_a_type_are_compared_by_words_and_reports():
    one = card(
        "1", "d-1", "wedding", type=None, lines=(), about="Ostrel Maur Irena chapel", people=("Irena Maur",)
    )
    other = card(
        "2", "d-2", "marry", type=None, lines=(), about="Irena Maur chapel Ostrel", people=("I. Maur",)
    )
    else_ = card(
        "3", "d-3", "marry", type=None, lines=(), about="Kettil Dorn Velm chapel", people=("Kettil Dorn",)
    )
    assert judged(one, other) is not None
    assert judged(one, else_) is None


def test_a_likeness_without_day_place_or_victim_joins_no_lines():
    told = {"about": "Lenn army hills patrol", "takings": (who("actor", "Hill Army", kind="Organization"),)}
    one = card("1", "d-1", "attack", published="1994-03-09", where=(spot(10, 20),), **told)
    later = card("2", "d-2", "attack", published="1994-06-01", where=(spot(10, 20),), **told)
    soon = card("2", "d-2", "attack", published="1994-03-11", where=(spot(10, 20),), **told)
    elsewhere = card("2", "d-2", "attack", published="1994-03-11", dates=day("1994-03-08"), **told)
    assert judged(one, soon) is not None
    assert judged(one, later) is None
    assert judged(one, elsewhere) is None


def test_what_is_planned_is_not_what_was_done():
    planned = card(
        "2", "d-2", "bombing", dates=day("1994-03-09"), takings=(at("Ostrel"),), certainty="planned"
    )
    assert judged(BOMBING, planned) is None


def test_the_killings_of_two_people_on_one_day_are_two():
    told = {"dates": day("1994-03-09"), "where": (spot(10, 20),)}
    one = card("1", "d-1", "kill", takings=(who("victim", "Pavel Lenn"),), **told)
    other = card("2", "d-2", "kill", takings=(who("victim", "Irena Maur"),), **told)
    assert judged(one, other) is None


def test_two_vague_reports_are_one_only_as_copies():
    words = {"context": ("Lenn", "harbour", "crowd", "market")}
    assert judged(card("1", "d-1", "attack", **words), card("2", "d-2", "attack", **words)) is not None
    assert judged(card("1", "d-1", "attack", **words), card("2", "d-2", "attack")) is None


def test_lines_are_held_together_by_whole_shares_and_by_weights_of_their_own():
    one, other = card("1", "d-1", "meeting"), card("2", "d-2", "meeting")
    uncoded = [msgspec.structs.replace(each, lines=()) for each in (one, other)]
    assert not [name for name in evidence(sight(one), sight(other)) if " over " in name]
    assert evidence(*map(sight, uncoded))["about over 0.4"] == pytest.approx(0.6)
    assert likeness(one, other) != likeness(*uncoded)


def test_a_shooting_is_not_the_murder_that_somebody_is_charged_with():
    told = {"type": None, "lines": ()}
    assert judged(card("1", "d-1", "murder", **told), card("2", "d-2", "shooting", **told)) is None
    assert judged(card("1", "d-1", "murder", **told), card("2", "d-2", "homicide", **told)) is not None

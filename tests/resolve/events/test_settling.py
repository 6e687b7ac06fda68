"""From cards to events: the same whatever the order, nothing joined that one document tells apart."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.resolve.events.told import at, card, day, dead, who
from whosays.records.across import EventCard, Verdict
from whosays.resolve.events.judging import likeness
from whosays.resolve.events.kind import EVENTS
from whosays.resolve.linking import solve

CARDS = st.builds(
    card,
    id_=st.integers(0, 99).map(str),
    document=st.integers(0, 6).map("d-{}".format),
    words=st.sampled_from(["bombing", "explosion", "kill", "attack", "arrest", "wedding"]),
    type=st.sampled_from(["ASSAULT", "COERCE", None]),
    dates=st.sampled_from(
        [(), day("1994-03-09"), day("1994-03-08"), day("1999-07-01"), (("1994-01-01", None),)]
    ),
    takings=st.sampled_from([(), (at("Ostrel"),), (at("Velm"),), (who("victim", "Pavel Lenn"),)]),
    figures=st.sampled_from([(), (dead(3),), (dead(5, least=5),)]),
    about=st.sampled_from(["Ostrel harbour", "Velm bridge", "Ostrel bridge Lenn"]),
)


def unlike(cards: list[EventCard]) -> list[EventCard]:
    return list({one.id: one for one in cards}.values())


@settings(max_examples=60, deadline=None)
@given(st.lists(CARDS, max_size=14).map(unlike), st.randoms(use_true_random=False))
def test_events_do_not_hang_on_the_order_of_reading(cards, chance):
    mixed = list(cards)
    chance.shuffle(mixed)
    assert solve(EVENTS, mixed) == solve(EVENTS, cards)


@settings(max_examples=60, deadline=None)
@given(st.lists(CARDS, max_size=14).map(unlike))
def test_every_card_is_in_one_event(cards):
    found = [id_ for event in solve(EVENTS, cards) for id_ in event]
    assert sorted(found) == sorted(one.id for one in cards)


@settings(max_examples=30, deadline=None)
@given(st.lists(CARDS, max_size=10).map(unlike), st.lists(CARDS, max_size=10).map(unlike))
def test_what_shares_nothing_changes_nothing(cards, others):
    """Cards of another pile: no word of theirs is in these."""
    moved = [
        card(f"x{one.id}", f"x{one.document}", "meeting", type="CONSULT", about="Tarn ferry", dates=one.dates)
        for one in others
    ]
    assert [e for e in solve(EVENTS, [*cards, *moved]) if not e[0].startswith("v-x")] == solve(EVENTS, cards)


def test_two_attacks_that_one_document_tells_apart_stay_two():
    told = {"dates": day("1994-03-09"), "takings": (at("Ostrel"),)}
    cards = [
        card("1", "d-1", "bombing", **told),
        card("2", "d-1", "bombing", **told),
        card("3", "d-2", "bombing", **told),
    ]
    events = solve(EVENTS, cards)
    assert not any({"v-1", "v-2"} <= {*event} for event in events)
    assert max(map(len, events)) == 2


def test_the_attack_joins_the_one_it_may_be_and_not_one_of_two():
    first = card("1", "d-1", "bombing", dates=day("1994-03-09"), takings=(at("Ostrel"),))
    second = card("2", "d-1", "raid", dates=day("1991-11-30"), takings=(at("Velm"),))
    vague = card("3", "d-1", "attack")
    assert ("v-1", "v-3") in solve(EVENTS, [first, vague])
    assert ("v-3",) in solve(EVENTS, [first, second, vague])


def test_a_decision_goes_before_all_else():
    told = {"dates": day("1994-03-09"), "takings": (at("Ostrel"),)}
    cards = [card("1", "d-1", "bombing", **told), card("2", "d-2", "bombing", **told)]
    far = card("3", "d-3", "wedding", type=None, about="Tarn ferry")
    apart = Verdict(a="v-1", b="v-2", sort="apart", score=1.0, reason="decided", decided="x-1")
    same = Verdict(a="v-1", b="v-3", sort="same", score=1.0, reason="decided", decided="x-2")
    assert solve(EVENTS, cards) == [("v-1", "v-2")]
    assert solve(EVENTS, [*cards, far], [apart, same]) == [("v-1", "v-3"), ("v-2",)]


def test_a_decision_goes_before_dates_and_documents():
    one = card("1", "d-1", "bombing", dates=day("1994-03-09"), takings=(at("Ostrel"),))
    other = card("2", "d-1", "bombing", dates=day("1971-08-30"), takings=(at("Velm"),))
    same = Verdict(a="v-1", b="v-2", sort="same", score=1.0, reason="decided", decided="x-1")
    assert solve(EVENTS, [one, other]) == [("v-1",), ("v-2",)]
    assert solve(EVENTS, [one, other], [same]) == [("v-1", "v-2")]


def test_what_has_no_date_does_not_join_two_days():
    first = card("1", "d-1", "bombing", dates=day("1994-03-09"), takings=(at("Ostrel"),))
    second = card("2", "d-2", "bombing", dates=day("1994-08-21"), takings=(at("Ostrel"),))
    open_ = card("3", "d-3", "bombing", takings=(at("Ostrel"),))
    events = solve(EVENTS, [first, second, open_])
    assert not any({"v-1", "v-2"} <= {*event} for event in events)


def test_a_toll_that_is_not_coded_joins_the_incident_of_its_report():
    bombing = card("1", "d-1", "bombing", dates=day("1994-03-09"), takings=(at("Ostrel"),))
    toll = card("2", "d-1", "die", type=None, lines=(), figures=(dead(14),))
    other = card("3", "d-1", "die", type=None, lines=())
    assert solve(EVENTS, [bombing, toll]) == [("v-1", "v-2")]
    assert solve(EVENTS, [bombing, other]) == [("v-1",), ("v-3",)]


def test_the_crime_joins_the_incident_of_its_report():
    bombing = card("1", "d-1", "bombing", dates=day("1994-03-09"), takings=(at("Ostrel"),))
    crime = card("2", "d-1", "crime", type=None, lines=())
    meeting = card("3", "d-1", "meet", type="CONSULT", dates=day("1994-03-09"))
    assert solve(EVENTS, [bombing, crime]) == [("v-1", "v-2")]
    assert solve(EVENTS, [meeting, crime]) == [("v-2",), ("v-3",)]


def test_ten_thousand_copies_of_one_report_take_bounded_time():
    copies = [
        card(
            f"{n:05}",
            f"d-{n}",
            "bombing",
            dates=day("1994-03-09"),
            takings=(at("Ostrel"),),
            published="1994-03-10",
        )
        for n in range(10_000)
    ]
    began = time.process_time()
    events = solve(EVENTS, copies)
    assert time.process_time() - began < 20
    assert sum(map(len, events)) == len(copies)


def test_a_thousand_undated_attacks_of_one_document_take_bounded_time():
    cards = [card(f"{n:04}", "d-1", "attack") for n in range(1_000)]
    began = time.process_time()
    assert len(solve(EVENTS, cards)) == 1_000
    assert time.process_time() - began < 10


def test_what_is_quite_unlike_one_of_two_does_not_join_them():
    told = {"type": None, "lines": ()}
    one = card("1", "d-1", "meeting", about="Velm Lenn Marn granary Ostrel", people=("Pavel Lenn",), **told)
    other = card("2", "d-2", "meeting", about="Tarn Sorl Kesk ferry Ostrel", people=("Irina Tarn",), **told)
    third = card("3", "d-3", "meeting", about="Velm Lenn Tarn Sorl Ostrel", **told)
    verdicts = [
        Verdict(a="v-1", b="v-3", sort="same", score=0.9, reason="alike"),
        Verdict(a="v-2", b="v-3", sort="same", score=0.6, reason="alike"),
    ]
    cards = {each.id: each for each in (one, other, third)}
    assert likeness(one, other) < 0.15  # no verdict tells of these two
    assert EVENTS.settle(cards, verdicts) == [("v-1", "v-3"), ("v-2",)]

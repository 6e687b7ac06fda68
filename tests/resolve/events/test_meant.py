"""What a vague report of a document speaks of: read by the whole pipeline, and by hand."""

from __future__ import annotations

import msgspec

from tests.annotate.test_relations import annotated
from tests.resolve.events.told import at, card, day, dead, who
from whosays.records.across import EventCard
from whosays.resolve.derive import entity_ids
from whosays.resolve.events.cards import event_cards
from whosays.resolve.events.judging import judge
from whosays.resolve.events.kind import EVENTS
from whosays.resolve.linking import solve

TWO = (
    "On 4 May 1998 rebels attacked the barracks at Velm. On 9 March 2001 a bomb killed six people in Ostrel. "
)


def cards(text: str) -> list[EventCard]:
    document = annotated(text)
    return list(event_cards(document, "d-1", entity_ids(document, "d-1")))


def meant(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words of each card that speaks of another, and those of that."""
    found = {one.id: one for one in cards(text)}
    return [(one.words, found[one.means].words) for one in found.values() if one.means is not None]


def test_the_attack_is_the_one_told_last_before():
    assert meant(TWO + "The League denied any part in the attack.") == [(("attack",), ("kill",))]


def test_an_attack_that_is_not_known_is_none_of_them():
    assert meant(TWO + "A woman spoke of attacks on her family.") == []


def test_what_is_taken_back_and_told_again_is_one():
    text = (
        "The League could not have attacked the barracks at Velm on 4 May 1997. The attack was on 6 May 1998."
    )
    assert meant(text) == [(("attack",), ("attack",))]
    (together,) = [c for c in solve(EVENTS, cards(text)) if len(c) > 1]
    assert len(together) == 2


def test_two_attacks_of_one_report_stay_two():
    attack = "Rebels attacked the barracks at {} on {} May 1998. "
    text = attack.format("Velm", 4) + attack.format("Ostrel", 6)
    coded = {one.id for one in cards(text) if one.lines}
    assert all(len(coded & {*c}) < 2 for c in solve(EVENTS, cards(text)))


def test_another_mode_is_not_meant_unless_it_is_a_toll():
    told = card("a", "d-1", "bombing", mode="explosives", dates=day("2001-03-09"))
    beaten = card("b", "d-1", "beat", mode="beat", means="v-a")
    assert judge(told, beaten) is None
    assert judge(told, card("c", "d-1", "dead", mode="beat", figures=(dead(6),), means="v-a")) is not None


def test_several_may_speak_of_one():
    told = card("a", "d-1", "bombing", dates=day("2001-03-09"), takings=(at("Ostrel"),))
    some = [told, card("b", "d-1", "attack"), card("c", "d-1", "dead", figures=(dead(6),))]
    assert solve(EVENTS, some) == [("v-a", "v-b", "v-c")]


def test_one_sort_of_act_towards_one_body_is_told_alike():
    body = who("recipient", "Harbour League", kind="Organization")
    one = card("a", "d-1", "list", type="SANCTION", dates=day("2004-05-02"), takings=(body,))
    month = (("2004-05-01", "2004-05-31"),)
    other = card("b", "d-2", "put", type="SANCTION", dates=month, takings=(body,))
    away = card("c", "d-3", "put", type="SANCTION", dates=day("2009-01-02"), takings=(body,))
    assert judge(one, other) is not None
    assert judge(one, away) is None


def test_what_a_dated_item_tells_of_was_then():
    (split,) = [
        one
        for one in cards("- 14 June 2003: congress at Ost; the League splits.\n- 15 June 2003: a meeting.\n")
        if "split" in one.words
    ]
    assert split.dates == (("2003-06-14", "2003-06-14"),)


def test_a_body_is_looked_up_by_its_month_and_a_word():
    body = who("recipient", "Harbour League", kind="Organization")
    month = (("2003-06-01", "2003-06-30"),)
    one = card("a", "d-1", "split", type=None, lines=(), dates=month, takings=(body,), about="Velm")
    other = card("b", "d-2", "break", type=None, lines=(), dates=month, takings=(body,), about="Ostrel")
    assert {*EVENTS.keys(one)} & {*EVENTS.keys(other)}


def test_what_is_denied_is_what_was_told_alike():
    text = (
        "Five prisoners were beaten by the guards at Fort Rell on 6 June 1996, they said. "
        "The army wrote that nobody in custody at Fort Rell was mistreated by the guards."
    )
    assert (("mistreat",), ("beat",)) in meant(text)


def test_what_is_denied_of_another_is_not():
    text = (
        "Jonas Rell paid the Harbour League 40,000 euros in May 1995. "
        "His lawyer said that {} had never paid a single crown to anybody."
    )
    assert (("pay",), ("pay",)) in meant(text.format("Jonas Rell"))
    assert meant(text.format("Anna Reed")) == []


def test_those_taken_are_of_the_raid_told_before():
    told = card("a", "d-1", "surround", type="COERCE", mode="restrict", dates=day("2001-03-09"))
    eight = msgspec.structs.replace(dead(8), role=None)
    taken = card("b", "d-1", "take", type="COERCE", mode="arrest", figures=(eight,), means="v-a")
    assert judge(told, taken) is not None
    assert judge(told, msgspec.structs.replace(taken, figures=())) is None

"""Where claims can't all be right, and where they can."""

from __future__ import annotations

import msgspec
import pytest

from tests.weigh.made import conflicts, event, known, page, report
from whosays.records.across import Conflict, Report, Topic, Value
from whosays.weigh.background import Background
from whosays.weigh.topics import topics_of
from whosays.weigh.weighing import weigh

HERALD = page("herald-1", published="1998-05-03")
POST = page("post-1", published="1998-05-04")
NAMES = known(lamp="League of the Lamp", oar="Brothers of the Oar", p_orvel="Dana Orvel", p_tarn="Milo Tarn")


def kinds(*reports: Report) -> list[str]:
    return [conflict.kind for conflict in conflicts(event(*reports), NAMES)]


def at_least(number: int) -> Value:
    return Value(kind="dead", value=number, min=number)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (9, 11, ["count"]),
        (9, 9, []),
        (at_least(40), 44, []),
        (at_least(40), 32, ["count"]),
        (Value(kind="dead", value="11..14", min=11, max=14), 13, []),
        (Value(kind="dead", value=3, unit="soldier"), 11, []),
        (Value(kind="dead", value=3, unit="soldier"), Value(kind="dead", value=4, unit="soldier"), ["count"]),
    ],
)
def test_numbers(one: int | Value, other: int | Value, found: list[str]) -> None:
    assert kinds(report(HERALD, "a", dead=one), report(POST, "b", dead=other)) == found


def test_a_growing_toll_is_shown_with_its_stages_and_says_so() -> None:
    pages = [page(f"wire-{n}", "Wire", f"1998-05-0{n}") for n in (1, 2, 3)]
    (conflict,) = conflicts(
        event(
            report(pages[0], "at least six", dead=at_least(6)),
            report(pages[1], "eleven", dead=11),
            report(pages[2], "thirteen", dead=13),
        )
    )
    assert [side.value for side in conflict.sides] == [6, 11, 13]
    assert conflict.note == "It grows with the days: these may be stages of one count."


def test_a_sum_in_two_currencies_is_two_sums() -> None:
    found = kinds(
        report(HERALD, "a", money=Value(kind="money", value=900, unit="mark")),
        report(POST, "b", money=Value(kind="money", value=40, unit="EUR")),
    )
    assert found == ["count"]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("1998-05-02", "1998-05-01", ["date"]),
        ("1998-05", "1998-05-01", []),
        ("1998-05-01/1998-05-03", "1998-05-02/1998-05-04", []),
        ("XXXX-05-02", "1998-05-02", []),
        ("1998-05", "1998-06", ["date"]),
        ("1998-05-02~", "1998-05-04", []),
        ("1998-05-02~", "1998-05-20", ["date"]),
        ("1998-05~", "1998-06", []),
        ("1998~", "2001-04-01", ["date"]),
    ],
)
def test_days(one: str, other: str, found: list[str]) -> None:
    assert kinds(report(HERALD, "a", date=one), report(POST, "b", date=other)) == found


def test_each_day_is_shown_as_it_was_said() -> None:
    (conflict,) = conflicts(
        event(
            report(page("a-1"), "in May", date="1998-05"),
            report(page("b-1"), "on the 2nd", date="1998-05-02"),
            report(page("c-1"), "in June", date="1998-06"),
        )
    )
    assert {side.value for side in conflict.sides} == {"1998-05", "1998-05-02", "1998-06"}


def test_two_days_in_one_breath_are_no_conflict() -> None:
    one = report(HERALD, "from 2 to 4 May", date="1998-05-02")
    other = msgspec.structs.replace(
        report(HERALD, "from 2 to 4 May", date="1998-05-04"), start=one.start, end=one.end
    )
    assert kinds(one, other) == []


def test_two_fights_of_one_document_that_were_taken_for_one() -> None:
    first = report(HERALD, "one died, four were hurt", dead=1, injured=4)
    assert kinds(first, report(HERALD, "three died, five were hurt", at=60, dead=3, injured=5)) == []
    assert kinds(first, report(POST, "three died, five were hurt", dead=3, injured=5)) == ["count", "count"]


def test_one_document_that_says_both() -> None:
    (conflict,) = conflicts(
        event(report(HERALD, "nine died", dead=9), report(HERALD, "the ten dead", at=50, dead=10))
    )
    assert conflict.note == "One document says both in one voice."


def test_who_did_it() -> None:
    one, other = report(HERALD, "a", actor="lamp"), report(POST, "b", actor="oar")
    assert kinds(one, other) == ["actor"]
    assert kinds(one, report(POST, "b", actor="somebody")) == []  # one who is only described
    both = report(page("c-1"), "c", actor="lamp", also=Value(kind="actor", value="oar"))
    assert kinds(one, other, both) == []
    assert kinds(one, report(HERALD, "b", "police", at=40, actor="oar")) == []  # one document knows of both
    assert kinds(one, other, report(page("c-1"), "the Oar was hit", victim="oar")) == []
    met = [msgspec.structs.replace(each, type="CONSULT") for each in (one, other)]
    assert kinds(*met) == []


def test_a_denial() -> None:
    blamed = report(HERALD, "the League did it", actor="lamp")
    denial = report(POST, "no part", "body:League", stance="denies", actor="lamp")
    assert kinds(blamed, denial) == ["denial"]
    assert kinds(blamed, report(POST, "perhaps", stance="doubts", actor="lamp")) == []
    assert kinds(denial) == []
    assert kinds(blamed, report(HERALD, "no part", stance="denies", at=40, actor="lamp")) == []  # misread
    day = report(POST, "it denied an attack in May", "body:League", stance="denies", date="1998-05")
    assert [c.sides[0].value for c in conflicts(event(blamed, day), NAMES)] == [None]  # of the whole


def test_a_payment_is_denied() -> None:
    paid = report(HERALD, "the oar paid", "police", of="AID", actor="oar")
    never = report(POST, "it never paid", "the oar", of="AID", actor="oar", stance="denies")
    assert kinds(paid, never) == ["denial"]
    met = [msgspec.structs.replace(each, type="CONSULT") for each in (paid, never)]
    assert kinds(*met) == []


def test_who_denies_one_and_names_another_is_on_the_other_side() -> None:
    found = kinds(
        report(HERALD, "the League did it", actor="lamp"),
        report(POST, "not the League", "Milo Tarn", stance="denies", actor="lamp"),
        report(page("c-1"), "the Oar did it", "Milo Tarn", actor="oar"),
    )
    assert found == ["actor"]


def test_a_number_denied_for_another_is_a_conflict_of_numbers_only() -> None:
    found = kinds(
        report(HERALD, "nine", dead=9),
        report(POST, "not nine", stance="denies", dead=9),
        report(POST, "ten", at=40, dead=10),
    )
    assert found == ["count"]


def test_what_is_taken_back() -> None:
    (conflict,) = conflicts(
        event(report(HERALD, "nine", dead=9), report(POST, "not nine", stance="retracts", dead=9))
    )
    assert conflict.kind == "retraction"
    assert [side.value for side in conflict.sides] == [9, "withdrawn"]
    assert conflict.note is None


def test_a_correction_by_the_same_outlet_supersedes() -> None:
    first, later = page("herald-1", "Herald", "1998-05-03"), page("herald-2", "Herald", "1998-05-09")
    correction = msgspec.structs.replace(later, is_correction=True)
    (conflict,) = conflicts(
        event(report(first, "nine", dead=9), report(correction, "eight, not nine", dead=8))
    )
    assert (conflict.kind, conflict.note) == ("retraction", "Its own outlet corrects it.")
    assert kinds(report(first, "nine", dead=9), report(later, "eight", dead=8)) == ["count"]
    third = report(POST, "nine", dead=9)
    found = kinds(report(first, "nine", dead=9), report(correction, "eight", dead=8), third)
    assert found == ["count", "retraction"]


def test_one_victim_with_two_identities() -> None:
    killed = report(HERALD, "Orvel was killed", victim="p_orvel")
    found = kinds(
        killed,
        report(POST, "it was not Orvel", stance="retracts", victim="p_orvel"),
        report(POST, "the dead man was Tarn", at=40, victim="p_tarn"),
    )
    assert "identity" in found
    assert kinds(killed, report(POST, "Tarn was killed", victim="p_tarn")) == []


def test_spots_that_do_not_agree() -> None:
    near, far = "12 km SE of Velm", "20 km NE of Velm"
    assert kinds(report(HERALD, "a", place=near), report(POST, "b", place=far)) == ["place"]
    assert kinds(report(HERALD, "a", place=near), report(POST, "b", place="lamp")) == []


def relation(*reports: Report, names: dict[str, object] | None = None) -> list[Conflict]:
    (topic,) = topics_of(reports, {})
    return list(weigh(topic, Background(known=NAMES))[1])


def birth(document: str, date: str, place: str) -> Report:
    return report(
        page(document),
        "was born",
        kind="relation",
        of="Birth",
        parties=[("subject", "p_orvel")],
        date=date,
        place=place,
    )


def test_one_is_born_once() -> None:
    assert [c.kind for c in relation(birth("a-1", "1961", "lamp"), birth("b-1", "1963-07-04", "oar"))] == [
        "date",
        "place",
    ]
    assert relation(birth("a-1", "1963", "lamp"), birth("b-1", "1963-07-04", "lamp")) == []


def listing(document: str, published: str, mode: str | None) -> Report:
    parties = [("subject", "oar"), ("object", "lamp")]
    return report(
        page(document, published=published),
        "is listed",
        kind="relation",
        of="Sanction",
        mode=mode,
        parties=parties,
    )


def test_a_listing_in_force_after_it_was_lifted() -> None:
    lifted = msgspec.structs.replace(listing("a-1", "2007-02-20", "lifted"), edtf="2007-02-19")
    assert [c.kind for c in relation(lifted, listing("b-1", "2008-01-01", None))] == ["status"]
    assert relation(lifted, listing("b-1", "2006-01-01", None)) == []


def test_relations_and_events_are_topics_of_their_own() -> None:
    reports = [
        birth("a-1", "1961", "lamp"),
        birth("b-1", "1961", "lamp"),
        report(HERALD, "a bomb went off"),
        report(POST, "a bomb exploded"),
        listing("c-1", "2006", None),
    ]
    found: list[Topic] = topics_of(reports, {reports[2].line: "v-1", reports[3].line: "v-1"})
    assert sorted((topic.kind, len(topic.reports)) for topic in found) == [
        ("event", 2),
        ("relation", 1),
        ("relation", 2),
    ]

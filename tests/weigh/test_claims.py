"""Statements that say the same of one event are one claim; others are others."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.weigh.made import claims, event, groups, known, page, report
from whosays.records.across import Report, Value
from whosays.weigh.background import Background
from whosays.weigh.weighing import weigh

HERALD = page("herald-1", published="1998-05-03")
POST = page("post-1", published="1998-05-04")
DIGEST = page("digest-1", published="1999-01-01")


def test_one_value_in_other_words_is_one_claim() -> None:
    found = claims(event(report(HERALD, "Nine died", dead=9), report(POST, "9 were killed", dead=9)))
    assert [stance for _, stance in found["dead", 9].reports] == ["asserts", "asserts"]
    assert len(found["dead", 9].origins) == 2
    assert found["dead", 9].text == "Dead: 9: “Nine died”"


def test_another_value_is_another_claim() -> None:
    found = claims(event(report(HERALD, "Nine died", dead=9), report(POST, "Ten died", dead=10)))
    assert len(found["dead", 9].reports) == len(found["dead", 10].reports) == 1


@pytest.mark.parametrize(
    ("dates", "classes"),
    [
        (["1998-05", "1998-05-02"], {"1998-05-02": 2}),
        (["1998-05-02T07:40", "1998-05-02~"], {"1998-05-02": 2}),
        (["XXXX-05-02", "1998-05-02"], {"1998-05-02": 2}),
        (["1998-05", "1998-05-02", "1998-05-09"], {"1998-05": 1, "1998-05-02": 1, "1998-05-09": 1}),
        (["1998-05", "1998-06"], {"1998-05": 1, "1998-06": 1}),
        (["1998-21", "1998-06-02"], {"1998-21": 1, "1998-06-02": 1}),
        (["no date", "1998"], {"no date": 1, "1998": 1}),
    ],
)
def test_a_month_is_of_the_day_that_it_can_be_of(dates: list[str], classes: dict[str, int]) -> None:
    reports = [report(page(f"p-{n}"), "it was then", date=date) for n, date in enumerate(dates)]
    found = claims(event(*reports))
    assert {value: len(c.reports) for (aspect, value), c in found.items() if aspect == "date"} == classes


def test_soldiers_are_of_the_dead_where_the_number_is_the_same() -> None:
    three = Value(kind="dead", value=3, unit="soldier")
    assert (
        len(claims(event(report(HERALD, "a", dead=three), report(POST, "b", dead=3)))["dead", 3].reports) == 2
    )


def test_a_sum_of_which_only_the_currency_is_told() -> None:
    paid = Value(kind="money", value=900, unit="mark")
    unknown = Value(kind="money", value=None, unit="mark")
    found = claims(event(report(HERALD, "a", money=paid), report(POST, "b", money=unknown)))
    assert len(found["money", 900].reports) == 2


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("12 km SE of Velm", "12.5 km SE of Velm", 1),
        ("12 km SE of Velm", "20 km NE of Velm", 2),
        ("12 km SE of Velm", "30 km SE of Velm", 2),
        ("12 km SE of Velm", "12 km SE of Sund", 2),
    ],
)
def test_spots_that_agree_are_one(one: str, other: str, number: int) -> None:
    found = claims(event(report(HERALD, "a", place=one), report(POST, "b", place=other)))
    assert sum(aspect == "place" for aspect, _ in found) == number


def test_a_denial_is_on_the_claim_that_it_denies() -> None:
    found = claims(
        event(
            report(HERALD, "the League did it", "unnamed:a caller", actor="lamp"),
            report(
                POST,
                "the League had no part",
                "body:League",
                stance="denies",
                actor="lamp",
                date="1998-05-02",
            ),
        )
    )
    assert [stance for _, stance in found["actor", "lamp"].reports] == ["asserts", "denies"]
    assert [stance for _, stance in found["occurrence", None].reports] == ["asserts"]
    assert ("date", "1998-05-02") not in found


def test_what_the_council_of_a_body_denies_the_body_denies() -> None:
    names = known(lamp="League of the Lamp", council="the council")
    blamed = report(HERALD, "the League did it", "police", actor="lamp")
    own = report(
        POST, "no part", "body:the council of the League of the Lamp", stance="denies", actor="council"
    )
    found = claims(event(blamed, own), names)
    assert [stance for _, stance in found["actor", "lamp"].reports] == ["asserts", "denies"]
    wing = report(POST, "no part", "body:League of the Lamp-Reborn", stance="denies", actor="council")
    assert len(claims(event(blamed, wing), names)["actor", "lamp"].reports) == 1


def test_a_denial_of_the_whole() -> None:
    found = claims(
        event(report(HERALD, "they were beaten"), report(POST, "nobody was", "police", stance="denies"))
    )
    assert [stance for _, stance in found["occurrence", None].reports] == ["asserts", "denies"]


def test_a_denial_of_what_befell_nobody_in_particular_is_one_of_the_whole() -> None:
    beaten = report(HERALD, "five were beaten", "five men", victim="e-five", place="Fort Rell")
    nobody = report(POST, "nobody was hurt", stance="denies", victim="e-nobody", place="Fort Rell")
    found = claims(event(beaten, nobody))
    assert [stance for _, stance in found["occurrence", None].reports] == ["asserts", "denies"]
    assert [stance for _, stance in found["place", "Fort Rell"].reports] == ["asserts"]
    five = report(POST, "the five were not hurt", stance="denies", victim="e-five")
    assert ("denies" in dict(claims(event(beaten, five))["victim", "e-five"].reports).values()) is True


def test_what_is_taken_back_is_the_day() -> None:
    found = claims(
        event(
            report(HERALD, "on Monday", date="1998-05-01", actor="lamp"),
            report(POST, "not on Monday", stance="retracts", date="1998-05-01", actor="lamp"),
        )
    )
    assert [stance for _, stance in found["date", "1998-05-01"].reports] == ["asserts", "retracts"]
    assert [stance for _, stance in found["actor", "lamp"].reports] == ["asserts"]


def test_only_what_is_asserted_has_origins() -> None:
    found = claims(event(report(HERALD, "perhaps nine", stance="doubts", dead=9)))
    assert found["dead", 9].origins == ()


def test_a_leader_and_his_body_are_one_side_where_both_are_accused() -> None:
    topic = event(
        report(HERALD, "the League did it", actor="lamp"), report(POST, "Orvel did it", actor="p_orvel")
    )
    led = {"p_orvel": frozenset({"lamp", "other"})}
    found, _ = weigh(topic, Background(led=led))
    assert [len(claim.reports) for claim in found if claim.aspect == "actor"] == [2]
    found, _ = weigh(topic, Background())
    assert [len(claim.reports) for claim in found if claim.aspect == "actor"] == [1, 1]


def test_two_organs_of_one_state_by_the_office_that_is_known_of_a_man() -> None:
    import msgspec

    spoken = report(HERALD, "Nine died", "Dana Orvel", dead=9)
    resolved = msgspec.structs.replace(spoken.voice[1], entity="e-orvel")
    spoken = msgspec.structs.replace(spoken, voice=(spoken.voice[0], resolved))
    topic = event(spoken, report(POST, "Nine died", "body:interior ministry", dead=9))
    for offices, number in (({}, 2), ({"e-orvel": ("chief of police",)}, 1)):
        found, _ = weigh(topic, Background(offices=offices))
        assert [len(c.origins) for c in found if c.aspect == "dead"] == [number]


def test_origins_count_in_the_reports_of_the_claim() -> None:
    doubt = report(HERALD, "hardly nine", "Milo Tarn", stance="doubts", dead=9)
    found = claims(
        event(doubt, report(POST, "nine", "Dana Orvel", dead=9), report(DIGEST, "9", "Dana Orvel", dead=9))
    )
    assert groups(found["dead", 9]) == [[1, 2]]
    assert found["dead", 9].origins[0].links[0][:2] == (2, 1)


@st.composite
def told(draw: st.DrawFn) -> list[Report]:
    made = []
    for number in range(draw(st.integers(1, 7))):
        document = page(f"d-{number % 4}", published=draw(st.sampled_from([None, "1998-05-02", "1998-05"])))
        values: dict[str, str | int] = {}
        if draw(st.booleans()):
            values["dead"] = draw(st.sampled_from([8, 9]))
        if draw(st.booleans()):
            values["date"] = draw(st.sampled_from(["1998-05", "1998-05-02", "1998-06", "XXXX-05-02"]))
        if draw(st.booleans()):
            values["actor"] = draw(st.sampled_from(["lamp", "p_orvel"]))
        by = draw(st.lists(st.sampled_from(["police", "body:clinic", "unnamed:a man"]), max_size=2))
        stance = draw(st.sampled_from(["asserts", "asserts", "denies", "retracts", "doubts"]))
        made.append(report(document, "it is said", *by, stance=stance, at=number * 20, **values))  # type: ignore[arg-type]
    return made


@given(told(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_any_order_gives_the_same_claims_and_conflicts(made: list[Report], shuffle) -> None:  # type: ignore[no-untyped-def]
    mixed = list(made)
    shuffle.shuffle(mixed)
    background = Background(known=known(lamp="League", p_orvel="Dana Orvel"))
    assert weigh(event(*mixed), background) == weigh(event(*made), background)


def test_ten_thousand_reports_take_seconds() -> None:
    many = [
        report(
            page(f"paper-{n:05}", f"Paper {n}", f"1998-05-{n % 28 + 1:02}"),
            "they died",
            f"body:office {n}",
            dead=n % 300,
            date=f"19{n % 90 + 10}-05-02",
        )
        for n in range(10_000)
    ]
    begin = time.perf_counter()
    weigh(event(*many), Background())
    assert time.perf_counter() - begin < 20

"""What a line gives, in normal form."""

from __future__ import annotations

import pytest

from whosays.records.across import Value
from whosays.records.derived import Figure, Line, Party
from whosays.weigh.bearings import bearing_in
from whosays.weigh.reports import pages_of, standing_in
from whosays.weigh.values import values_of


def line(words: str = "", **fields: object) -> Line:
    given: dict[str, object] = {
        "id": "s-1",
        "document": "d-1",
        "kind": "event",
        "type": "ASSAULT",
        "mode": None,
        "event": None,
        "start": 0,
        "end": len(words),
        "summary": words,
        "when": None,
        "edtf": None,
        "earliest": None,
        "latest": None,
        "polarity": "asserted",
        "certainty": "fact",
        "voice": (),
        "parties": (),
        **fields,
    }
    return Line(**given)  # type: ignore[arg-type]


def figure(value: float, **fields: object) -> Figure:
    given: dict[str, object] = {
        "start": 0,
        "end": 1,
        "kind": "count",
        "unit": "person",
        "role": None,
        "min": None,
        "max": None,
        "approximate": False,
        "period": None,
        **fields,
    }
    return Figure(value=value, **given)  # type: ignore[arg-type]


def test_the_day_and_the_parties_under_their_resolved_ids() -> None:
    party = Party(role="actor", entity="e-local", start=0, end=4)
    found = values_of(line(edtf="1998-05-02", parties=(party,)), {"e-local": "e-1"})
    assert found == (Value(kind="date", value="1998-05-02"), Value(kind="actor", value="e-1"))


@pytest.mark.parametrize(
    ("type_", "number", "found"),
    [
        ("ASSAULT", figure(9, role="dead"), ("dead", 9, None)),
        ("ASSAULT", figure(3, role="executed", unit="soldier"), ("dead", 3, "soldier")),
        ("ASSAULT", figure(11, role="dead", min=11, max=14), ("dead", "11..14", None)),
        ("ASSAULT", figure(7, role="arrested"), None),  # of the arrest that the same words tell of
        ("COERCE", figure(7, role="arrested"), ("detained", 7, None)),
        ("AID", figure(900, kind="money", unit="EUR"), ("money", 900, "EUR")),
        ("ASSAULT", figure(51, role="age"), None),
    ],
)
def test_numbers(type_: str, number: Figure, found: tuple[str, object, str | None] | None) -> None:
    told = [(v.kind, v.value, v.unit) for v in values_of(line(type=type_, figures=(number,)), {})]
    assert told == ([found] if found else [])


def test_a_sentence_is_only_of_a_conviction() -> None:
    years = figure(12, kind="duration", unit="a")
    assert [v.kind for v in values_of(line(mode="convict", figures=(years,)), {})] == ["sentence"]
    assert values_of(line(figures=(years,)), {}) == ()


def test_of_a_number_and_a_part_of_it_the_number() -> None:
    found = values_of(line(figures=(figure(9, role="wounded"), figure(43, role="wounded"))), {})
    assert [value.value for value in found] == [43]


@pytest.mark.parametrize(
    ("words", "spot"),
    [
        ("a hut 20 kilometres north-east of the town of Orlev", "20 km NE of Orlev"),
        ("some 10 miles to the southwest of Orlev", "16.1 km SW of Orlev"),
        ("10 km south east of Orlev", "10 km SE of Orlev"),
        ("9 KM TO THE WEST OF ORLEV, IN THE HILLS", "9 km W of ORLEV"),
        ("a well 3 km nnw of Orlev", "3 km N of Orlev"),
        ("12,5 km SE of Orlev", "12.5 km SE of Orlev"),
        ("South of Orlev, two hours on foot", "S of Orlev"),
        ("in the north of Orlev", None),
        ("5 km east of Orlev and 9 km west of Sund", None),
        ("it sees of course", None),
    ],
)
def test_spots_told_by_distance_and_direction(words: str, spot: str | None) -> None:
    found = bearing_in(words)
    assert (None if found is None else str(found)) == spot
    assert [v.value for v in values_of(line(words), {})] == ([spot] if spot else [])


def test_the_passages_that_a_line_stands_in() -> None:
    placed = [(0, 100, "p"), (90, 300, "q"), (400, 500, "r")]
    assert standing_in(10, 95, placed) == ("p",)
    assert standing_in(0, 600, placed) == ("p", "q", "r")


def test_pages_with_two_passages_in_common_share_a_name() -> None:
    assert set(pages_of(["p", "q", "r"])) & set(pages_of(["q", "r", "x"])) == {"q+r"}
    assert not set(pages_of(["p", "q"])) & set(pages_of(["p", "x"]))
    assert len(pages_of(map(str, range(1000)))) == 28


def test_who_pays_acts() -> None:
    paying = (
        Party(role="subject", entity="oar", start=0, end=1),
        Party(role="object", entity="lamp", start=2, end=3),
    )
    paid = line("paid", kind="relation", type="Payment", parties=paying)
    assert {(v.kind, v.value) for v in values_of(paid, {})} == {("actor", "oar"), ("recipient", "lamp")}
    led = line("leads", kind="relation", type="Directorship", parties=paying)
    assert values_of(led, {}) == ()

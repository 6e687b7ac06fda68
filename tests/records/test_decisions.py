"""Decisions: tied to words, withdrawn and not deleted, and never more than can be followed."""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.records.decisions import (
    Anchor,
    Decision,
    anchored,
    contradictions,
    decode,
    encode,
    found_in,
    in_force,
)

TEXT = "The clerk said no. Nobody heard him. The clerk said no. Then the bell rang. The clerk said no."
NO = "The clerk said no."
ONE = Anchor(document="d" * 64, start=0, quote="Jon Marr")
TWO = Anchor(document="e" * 64, start=4, quote="J. Marr")


def decision(kind: str = "same", *subjects: Anchor | str, at: int = 1, **fields: object) -> Decision:
    made = {
        "made_at": f"2024-01-{at:02}T10:00:00+00:00",
        "made_by": "Ada",
        "kind": kind,
        "of": {"same": "entity", "apart": "entity", "letter": "source", "withdraw": "decision"}.get(
            kind, "statement"
        ),
        "subjects": subjects or ((ONE, TWO) if kind in {"same", "apart"} else (ONE,)),
        **fields,
    }
    return Decision(**made)  # type: ignore[arg-type]


# ── passages ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("nth", [0, 1, 2])
def test_of_repeated_words_that_passage_is_found_which_was_meant(nth: int) -> None:
    starts = [0, TEXT.index(NO, 1), TEXT.rindex(NO)]
    anchor = anchored("d" * 64, TEXT, starts[nth], starts[nth] + len(NO))
    assert found_in(anchor, TEXT) == (starts[nth], starts[nth] + len(NO))
    moved = "A line that was not there. " + TEXT
    assert found_in(anchor, moved) == (starts[nth] + 27, starts[nth] + 27 + len(NO))


def test_where_nothing_around_is_left_the_nearest_counts() -> None:
    anchor = Anchor(document="d", start=40, quote="no", before="gone ", after=" gone")
    text = "no" + " " * 30 + "no" + " " * 10 + "no"
    assert found_in(anchor, text) == (44, 46)
    assert found_in(msgspec.structs.replace(anchor, start=38), text) == (32, 34)
    assert found_in(msgspec.structs.replace(anchor, start=10**15), text) == (44, 46)


def test_one_side_of_what_stood_around_counts_more_than_nearness() -> None:
    anchor = Anchor(document="d", start=0, quote="no", before="said ", after="!")
    assert found_in(anchor, "no. she said no. no.") == (13, 15)


def test_words_that_are_gone_are_found_nowhere() -> None:
    assert found_in(ONE, TEXT) is None
    assert found_in(Anchor(document="d", start=0, quote=""), TEXT) is None
    assert found_in(ONE, "") is None


@given(st.text("ab ", max_size=60), st.data())
def test_a_passage_is_found_where_it_was_made(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert found_in(anchored("d", text, start, end), text) == ((start, end) if end > start else None)


@given(st.text("ab", max_size=40), st.text("ab", min_size=1, max_size=3), st.integers(0, 50))
def test_what_is_found_are_the_words_and_none_stand_nearer(text: str, quote: str, start: int) -> None:
    found = found_in(Anchor(document="d", start=start, quote=quote), text)
    places = [n for n in range(len(text)) if text.startswith(quote, n)]
    assert found == (min(((abs(n - start), n, n + len(quote)) for n in places), default=(None,))[1:] or None)


def test_huge_texts_of_one_letter_cost_little() -> None:
    text = "a" * 2_000_000
    began = time.perf_counter()
    found = found_in(Anchor(document="d", start=900_000, quote="a" * 500_000, before="b", after="b"), text)
    assert found == (900_000, 1_400_000)
    assert found_in(Anchor(document="d", start=0, quote="b" + "a" * 500_000), text) is None
    assert found_in(Anchor(document="d", start=1_999_999, quote="a" * 500_000 + "b"), text) is None
    assert time.perf_counter() - began < 5


# ── lines of a file ───────────────────────────────────────────────────────────────────────────────


def test_a_decision_is_the_same_after_a_journey() -> None:
    made = decision(why="one birth date")
    assert decode(encode(made)) == made
    assert decode(encode(made)).id == made.id
    assert made.id != decision(why="another").id


@pytest.mark.parametrize(
    "bad",
    [
        decision("same", ONE),
        decision("same", ONE, "e-1"),
        decision("same", ONE, TWO, of="statement"),
        decision("reject", ONE, TWO),
        decision("reject", "s-1"),
        decision("letter", ONE, value="B"),
        decision("letter", "The Plain", value="G"),
        decision("letter", "The Plain", value="AB"),
        decision("letter", "The Plain"),
        decision("withdraw", ONE),
        decision("note", ONE, value=" "),
        decision("note", ONE),
        decision("correct", ONE, value="dead many"),
        decision("correct", ONE, value="dead ²"),
        decision("correct", ONE, value="dead nan"),
        decision("correct", ONE, value="dead 3.5"),
        decision("correct", ONE, value="released 2.0"),
        decision("correct", ONE, value="dead 1e999"),
        decision("correct", ONE, value="dead " + "9" * 400),
        decision("correct", ONE, value="date some day"),
        decision("correct", ONE, value="weather 4"),
        decision("correct", ONE),
        decision(made_by=" "),
        decision(made_at="yesterday"),
        decision(made_at="2024-01-01T10:00:00+02:00"),
        decision(made_at="2024-13-45T10:00:00+00:00"),
        decision(made_at="2023-02-29T10:00:00+00:00"),
        decision(made_at="0000-01-01T10:00:00+00:00"),
        decision(made_at="2024-01-01T24:00:00+00:00"),
        decision(made_at="2024-01-01T10:60:00+00:00"),
        decision("reject", Anchor(document="d", start=0, quote="")),
        decision("reject", Anchor(document="d", start=-1, quote="x")),
    ],
)
def test_what_cannot_be_followed_is_no_decision(bad: Decision) -> None:
    with pytest.raises(msgspec.ValidationError):
        decode(encode(bad))


@pytest.mark.parametrize(
    "good",
    [
        decision("correct", ONE, value="dead 17"),
        decision("correct", ONE, value="money 40000.50"),
        decision("correct", ONE, value="sentence 2.5"),
        decision("correct", ONE, value="date 1994-09"),
        decision(made_at="2024-02-29T23:59:59.5+00:00"),
        decision("letter", "The Plain", value="B"),
        decision("withdraw", "j-0123456789ab"),
        decision("apart", value="split"),
        decision("same", of="event"),
    ],
)
def test_what_can_be_followed_is_taken(good: Decision) -> None:
    assert decode(encode(good)) == good


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[]", b"\xff", b'{"kind":"\xff"}', b'{"kind":"same"}', encode(decision())[:-1]]
)
def test_other_lines_are_none(line: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        decode(line)


# ── what holds ────────────────────────────────────────────────────────────────────────────────────


def chain(length: int) -> list[Decision]:
    """A decision, its withdrawal, the withdrawal of that, and so on."""
    found = [decision()]
    for _ in range(length):
        found.append(decision("withdraw", found[-1].id))
    return found


@pytest.mark.parametrize(("length", "holds"), [(0, True), (1, False), (2, True), (3, False), (20_000, True)])
def test_a_withdrawal_may_be_withdrawn(length: int, holds: bool) -> None:
    made = chain(length)
    assert (in_force(made) == made[:1]) is holds
    assert (in_force(made[::-1]) == made[:1]) is holds


def test_one_withdrawal_of_several_is_enough() -> None:
    made = decision()
    first, second = decision("withdraw", made.id), decision("withdraw", made.id, why="twice")
    assert in_force([made, first, second]) == []
    assert in_force([made, first, second, decision("withdraw", second.id)]) == []


def test_a_withdrawal_of_what_is_not_here_does_nothing() -> None:
    made = decision()
    assert in_force([made, decision("withdraw", "j-000000000000")]) == [made]


def test_the_later_of_two_that_contradict_each_other_counts() -> None:
    same, apart = decision("same", at=1), decision("apart", TWO, ONE, at=2)
    assert contradictions([apart, same]) == {same.id: apart.id}
    assert contradictions([same, decision("same", at=2, why="too")]) == {}


def test_corrections_of_two_values_do_not_contradict() -> None:
    dead = decision("correct", value="dead 4", at=1)
    assert contradictions([dead, decision("correct", value="injured 5", at=2)]) == {}
    later = decision("correct", value="dead 5", at=2)
    assert contradictions([dead, later]) == {dead.id: later.id}
    assert contradictions([dead, decision("reject", at=3)]) == {}


def test_letters_of_a_source_written_in_two_ways_contradict() -> None:
    first = decision("letter", "The Plain", value="B", at=1)
    later = decision("letter", "the plain", value="D", at=2)
    assert contradictions([first, later]) == {first.id: later.id}

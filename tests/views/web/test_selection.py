"""A selection means the same lines as the filters of the casebook."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from tests.casebook.test_columns import FIRST, SECOND
from tests.engines.test_deciding import PILE, decide, on, put
from tests.views.by_hand import entity_id, keep
from whosays.casebook.rows import LineFilter
from whosays.errors import NotFound, UsageError
from whosays.views.web.access import Visitor
from whosays.views.web.room import Ask, Room
from whosays.views.web.selection import Selected, columns, query, rows, words

ANA, OTS = entity_id("Ana Reyl"), entity_id("Ots Marn")


@contextmanager
def opened(case: str) -> Iterator[Ask]:
    room = Room(case)
    with room.own(Visitor(name="Iri", may_decide=False)) as ask:
        yield ask
    room.close()


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with opened(keep(tmp_path_factory.mktemp("selection"), FIRST, SECOND)) as ask:
        yield ask


def chosen(ask: Ask, **asked: object) -> list[str]:
    numbers = columns(ask).number[rows(ask, Selected(**asked))]  # type: ignore[arg-type]
    return [line.summary for line in ask.reader.weighed.lines(numbers.tolist())]


@pytest.mark.parametrize(
    ("asked", "filtered"),
    [
        ({}, {"chronicle": True}),
        ({"kind": "all"}, {}),
        ({"kind": "relation"}, {"kind": "relation"}),
        ({"kind": "all", "undated": True}, {"undated": True}),
        ({"text": "velm"}, {"text": "velm", "chronicle": True}),
        ({"text": "…"}, {"text": "…"}),
        ({"earliest": "1991"}, {"earliest": "1991"}),
        ({"earliest": "1994-05-03/.."}, {"earliest": "1994-05-03"}),
        ({"latest": "1990"}, {"latest": "1990"}),
        ({"earliest": "1991", "latest": "1993"}, {"earliest": "1991", "latest": "1993"}),
        ({"entity": (ANA,)}, {"entities": (ANA,)}),
        ({"voice": (ANA,)}, {"voices": (ANA,)}),
        ({"voice": (ANA, OTS)}, {"voices": (ANA, OTS)}),
        ({"polarity": "denied"}, {"polarity": "denied"}),
        ({"certainty": ("possible",)}, {"certainty": "possible"}),
        ({"type": ("ASSAULT",)}, {"type": "ASSAULT"}),
        ({"source": ("the velm post",), "kind": "all"}, {"documents": (FIRST.key,)}),
    ],
)
def test_fields_mean_what_filters_of_the_casebook_mean(
    ask: Ask, asked: dict[str, object], filtered: dict[str, object]
) -> None:
    lines = ask.reader.lines(LineFilter(**filtered))  # type: ignore[arg-type]
    assert chosen(ask, **asked) == [line.summary for line in lines]


def test_all_of_the_entities_that_are_chosen_take_part(ask: Ask) -> None:
    assert chosen(ask, entity=(ANA, OTS)) == ["Ana Reyl saw Ots Marn there."]
    assert chosen(ask, entity=("ana reyl",), voice=(ANA,)) == []


def test_a_place_is_meant_by_its_id_or_its_name(ask: Ask) -> None:
    assert (
        chosen(ask, place=("geonames:1",)) == chosen(ask, place=("velm",)) == ["Velm burned on 3 May 1994."]
    )


def test_lines_without_a_date_can_be_left_out(ask: Ask) -> None:
    assert "Someone fled." not in chosen(ask, kind="all", undated=False)
    assert len(chosen(ask, kind="all", undated=False)) == 3


def test_origins_conflicts_and_decisions_choose(tmp_path: Path) -> None:
    case = str(tmp_path / "case.db")
    put(case, *PILE)
    decide(case, on("accept", PILE[0]))
    with opened(case) as ask:
        every = chosen(ask)
        assert len(every) == 2
        assert chosen(ask, origins=2) == chosen(ask, conflict=True) == every
        assert chosen(ask, origins=3) == chosen(ask, conflict=False) == []
        (accepted,) = chosen(ask, decided=True)
        assert chosen(ask, decided=False) == [line for line in every if line != accepted]


@pytest.mark.parametrize(
    ("asked", "error", "named"),
    [
        ({"entity": ("Nemo",)}, NotFound, "Nemo"),
        ({"entity": ("e-000000000000",)}, NotFound, "e-000000000000"),
        ({"voice": ("e-000000000000",)}, NotFound, "e-000000000000"),
        ({"place": ("Atlantis",)}, NotFound, "Atlantis"),
        ({"source": ("The Moon",)}, NotFound, "The Moon"),
        ({"earliest": "last week"}, UsageError, "1994-09"),
        ({"latest": "1994-13"}, UsageError, "1994-13"),
    ],
)
def test_what_cannot_be_meant_is_said(
    ask: Ask, asked: dict[str, object], error: type[Exception], named: str
) -> None:
    with pytest.raises(error, match=named):
        chosen(ask, **asked)


def test_a_selection_is_the_same_after_it_went_through_an_address(ask: Ask) -> None:
    every = Selected(
        text="velm", earliest="1990", entity=(ANA, "Ots"), origins=2, conflict=True, kind="all", undated=False
    )
    given: dict[str, object] = {}
    for field, value in query(every):
        given[field] = [*given.get(field, []), value] if field == "entity" else value  # type: ignore[misc]
    assert msgspec.convert(given, Selected, strict=False) == every
    assert query(Selected()) == []


def test_a_selection_is_told_in_words(ask: Ask) -> None:
    asked = Selected(
        text="velm",
        earliest="1994-05",
        entity=(ANA,),
        certainty=("fact",),
        place=("geonames:1",),
        undated=False,
    )
    assert words(ask, asked) == (
        "with the words “velm”, from 1994-05 on, with Ana Reyl, at Velm, put as fact, with a date"
    )
    assert words(ask, Selected()) == ""

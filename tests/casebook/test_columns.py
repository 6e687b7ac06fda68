"""Columns say what lines say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.engines.test_deciding import PILE, decide, on, put
from tests.views.by_hand import keep, report, said
from whosays.casebook import Reader
from whosays.casebook.columns import OPEN_END, OPEN_START, Columns
from whosays.records.derived import Where

VELM = Where(
    start=0,
    end=4,
    kind="name",
    name="Velm",
    gazetteer="geonames:1",
    country="SN",
    lat=1.5,
    lon=2.5,
    radius_km=4.0,
    entity=None,
)
FIRST = report(
    "Velm burned on 3 May 1994. Ana Reyl saw Ots Marn there. Someone fled.",
    said("Velm burned on 3 May 1994.", day="1994-05-03", where=(VELM,)),
    said("Ana Reyl saw Ots Marn there.", day="../1990", who=("Ana Reyl", "Ots Marn"), certainty="possible"),
    said("Someone fled.", kind="relation", type=None),
    publisher="The Velm Post",
)
SECOND = report(
    "“Velm fell,” said Ana Reyl.",
    said("Velm fell", day="1993", by=[("Ana Reyl", "said")], polarity="denied"),
    source="pile/second.txt",
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory):
    with Reader.open(keep(tmp_path_factory.mktemp("columns"), FIRST, SECOND)) as opened:
        yield opened


@pytest.fixture(scope="module")
def columns(reader: Reader) -> Columns:
    return reader.columns()


def day(written: str) -> int:
    return date.fromisoformat(written).toordinal()


def test_rows_are_lines_in_the_order_of_the_chronology(reader: Reader, columns: Columns) -> None:
    assert reader.weighed.lines(columns.number.tolist()) == reader.lines()


def test_days_are_numbers_and_what_is_open_lies_beyond_them(columns: Columns) -> None:
    assert columns.earliest.tolist() == [OPEN_START, day("1993-01-01"), day("1994-05-03"), OPEN_START]
    assert columns.latest.tolist() == [day("1990-12-31"), day("1993-12-31"), day("1994-05-03"), OPEN_END]
    assert columns.dated.tolist() == [True, True, True, False]


def test_words_are_places_in_their_lists(reader: Reader, columns: Columns) -> None:
    for row, line in enumerate(reader.lines()):
        assert columns.documents[columns.document[row]] == line.document
        assert columns.kinds[columns.kind[row]] == line.kind
        assert columns.types[columns.type[row]] == (line.type or "")
        assert columns.certainties[columns.certainty[row]] == line.certainty
        assert columns.polarities[columns.polarity[row]] == line.polarity


def test_who_takes_part_and_who_speaks_stand_by_row(reader: Reader, columns: Columns) -> None:
    parties = [
        (int(row), columns.entities[entity], columns.roles[role])
        for row, entity, role in zip(columns.party_row, columns.party_entity, columns.party_role, strict=True)
    ]
    lines = list(enumerate(reader.lines()))
    assert parties == [(row, party.entity, party.role) for row, line in lines for party in line.parties]
    voices = [
        (int(row), columns.entities[entity])
        for row, entity in zip(columns.voice_row, columns.voice_entity, strict=True)
    ]
    assert voices == [(row, voice.entity) for row, line in lines for voice in line.voice if voice.entity]


def test_places_of_the_gazetteer_are_one_under_their_commonest_name(columns: Columns) -> None:
    assert [spot.name for spot in columns.places] == ["Velm"]
    assert columns.place_row.tolist() == [2]


def test_a_relation_without_a_date_is_not_in_the_chronicle(columns: Columns) -> None:
    assert columns.chronicle.tolist() == [True, True, True, False]


def test_what_was_weighed_and_decided_is_as_lines_are_shown_with(tmp_path: Path) -> None:
    case = str(tmp_path / "case.db")
    put(case, *PILE)
    made = decide(case, on("accept", PILE[0]))
    with Reader.open(case) as reader:
        lines, columns = reader.lines(), reader.columns()
        weights = reader.weighed.weights(line.id for line in lines)
        accepted = reader.weighed.decided()[made.id]
    told = [weights.get(line.id) for line in lines]
    assert columns.origins.tolist() == [weight.origins if weight else 0 for weight in told]
    assert columns.documents_saying.tolist() == [weight.documents if weight else 0 for weight in told]
    assert columns.conflict.tolist() == [bool(weight and weight.conflicts) for weight in told]
    assert columns.decided.tolist() == [line.id in accepted for line in lines]
    assert columns.conflict.any()
    assert columns.decided.any()
    assert 2 in columns.documents_saying


def test_a_source_is_the_publisher_or_else_what_stands_for_him(columns: Columns) -> None:
    assert sorted(columns.publishers) == sorted(["The Velm Post", SECOND.key])


def test_an_empty_casebook_has_no_rows(tmp_path: Path) -> None:
    with Reader.open(keep(tmp_path)) as reader:
        assert len(reader.columns()) == 0

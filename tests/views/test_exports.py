from __future__ import annotations

import csv
import io
import json
import tracemalloc

import pytest

from tests.views.by_hand import keep, report, said
from whosays.casebook import Reader
from whosays.plugins import Exporter
from whosays.views.export import csv as as_csv
from whosays.views.export import json as as_json

HOSTILE = '=cmd|"/c calc"!A1, "quoted"\nand more, Tell Orr said.'


@pytest.fixture
def case(tmp_path):
    return keep(
        tmp_path,
        report(
            HOSTILE,
            said(HOSTILE[:-16], day="1990", by=[("Tell Orr", "said")], who=["Tell Orr"]),
            said("quoted", polarity="denied", type="Employment", kind="relation"),
            title="+1+1",
            publisher="@SUM(A1)",
            source="-pile/report.txt",
        ),
    )


def exported(case: str, exporter: Exporter) -> bytes:
    out = io.BytesIO()
    with Reader.open(case) as reader:
        exporter(reader, out)
    return out.getvalue()


def rows(case: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(case, as_csv.export).decode(), newline="")))


def test_csv_is_rfc_4180(case):
    data = exported(case, as_csv.export)
    assert data.endswith(b"\r\n")
    table = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    assert {len(row) for row in table} == {len(as_csv.COLUMNS)}
    assert b'""quoted""' in data


def test_csv_holds_every_statement_relations_without_a_date_too(case):
    assert [(row["date"], row["kind"], row["stance"]) for row in rows(case)] == [
        ("1990", "event", ""),
        ("undated", "relation", "denied"),
    ]


def test_no_cell_begins_like_a_formula(case):
    for row in rows(case):
        for cell in row.values():
            assert not cell.startswith(as_csv.FORMULA)
    first = rows(case)[0]
    assert first["summary"] == "'" + HOSTILE[:-16]
    assert (first["title"], first["publisher"]) == ("'+1+1", "'@SUM(A1)")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("x;=1+1", "x;'=1+1"),
        ("x; @A1", "x; '@A1"),
        ("x\t-1", "x\t'-1"),
        ("x\n＝1", "x\n'＝1"),
        ("a - b, = c", "a - b, = c"),
    ],
)
def test_no_formula_begins_where_spreadsheets_part_cells_elsewhere(told, kept):
    assert as_csv.cell(told) == kept


@pytest.mark.parametrize("lead", [" ", "\n", "\u00a0", "\ufeff", "\u3000", "\u200b", "\v"])
def test_a_formula_behind_blanks_is_marked_as_well(tmp_path, lead):
    text = f"x{lead}=1+1"
    case = keep(tmp_path, report(text, said(f"{lead}=1+1")))
    assert rows(case)[0]["summary"].startswith(f"'{lead}")


def test_an_exporter_leaves_the_stream_open(case):
    out = io.BytesIO()
    with Reader.open(case) as reader:
        as_csv.export(reader, out)
    assert not out.closed


def test_json_is_one_object_with_all_that_is_shown(case):
    told = json.loads(exported(case, as_json.export))
    assert list(told) == ["form", "info", "documents", "entities", "statements", "not_read"]
    assert told["info"]["documents"] == len(told["documents"]) == 1
    assert told["info"]["statements"] == len(told["statements"]) == 2
    assert {entity["name"] for entity in told["entities"]} == {"Tell Orr"}


def test_json_keeps_the_exact_words(case):
    first = json.loads(exported(case, as_json.export))["statements"][0]
    assert first["summary"] == HOSTILE[first["start"] : first["end"]]
    assert first["title"] == "+1+1"


class Sink(io.RawIOBase):
    """Takes everything, keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:  # type: ignore[override]
        return len(data)


@pytest.mark.parametrize("exporter", [as_json.export, as_csv.export])
def test_memory_does_not_grow_with_the_casebook(tmp_path, exporter, monkeypatch):
    monkeypatch.setattr("whosays.views.chronology.BATCH", 100)
    text = "The army shelled Orvel again and again, " * 8
    lines = [said(text, day=f"{1900 + number % 100}") for number in range(1200)]
    peaks = []
    for size in (300, 1200):
        folder = tmp_path / str(size)
        folder.mkdir()
        case = keep(folder, report(text, *lines[:size]))
        with Reader.open(case) as reader:
            tracemalloc.start()
            exporter(reader, Sink())  # type: ignore[arg-type]
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2


class Full(Sink):
    def write(self, data) -> int:  # type: ignore[override]
        raise BrokenPipeError


@pytest.mark.parametrize("exporter", [as_json.export, as_csv.export])
def test_a_reader_that_has_gone_leaves_the_casebook_closed(case, exporter):
    # An iterator left open behind it would warn, and a warning is an error here.
    with pytest.raises(BrokenPipeError), Reader.open(case) as reader:
        exporter(reader, Full())  # type: ignore[arg-type]

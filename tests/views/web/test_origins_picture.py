"""Where marks and arrows of the picture of origins stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.views.by_hand import keep
from tests.views.web.harbour import HARBOUR
from whosays.casebook import Reader
from whosays.views.claims import ClaimEntry, Wanted, claims
from whosays.views.web import origins_picture
from whosays.views.web.origins_picture import picture


@pytest.fixture
def claim(tmp_path: Path) -> ClaimEntry:
    with Reader.open(keep(tmp_path, *HARBOUR)) as reader:
        return claims(reader, Wanted(aspect="occurrence"), limit=1).claims[0]


def test_reports_stand_from_the_earliest_to_the_latest_each_in_the_lane_of_its_origin(claim: ClaimEntry):
    drawn = picture(claim)
    assert [(mark.date, mark.lane) for mark in drawn.marks] == [
        ("1985-05-05", 0),
        ("1985-05-06", 0),
        ("1985-05-07", 1),
    ]
    assert sorted(mark.y for mark in drawn.marks) == [mark.y for mark in drawn.marks]
    assert len({mark.shape for mark in drawn.marks}) == 2
    assert all(0 < mark.x < drawn.text and 0 < mark.y < drawn.height for mark in drawn.marks)


def test_an_arrow_runs_from_a_report_to_the_one_it_goes_back_to(claim: ClaimEntry):
    drawn = picture(claim)
    (arrow,) = drawn.arrows
    early, late, _ = drawn.marks
    assert arrow.line == early.line
    assert arrow.box[1] == early.y
    assert arrow.box[1] + arrow.box[3] == late.y


def test_too_many_reports_are_summed_up_by_origin(claim: ClaimEntry, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(origins_picture, "MOST", 2)
    drawn = picture(claim)
    assert drawn.summed
    assert [mark.lane for mark in drawn.marks] == [0, 1]
    assert drawn.marks[0].label.endswith("and 1 more of this origin")
    assert drawn.arrows == ()

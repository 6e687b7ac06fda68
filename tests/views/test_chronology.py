from __future__ import annotations

import pytest

from tests.views.by_hand import keep, report, said
from whosays.casebook import Reader
from whosays.errors import NotFound, UsageError
from whosays.views.chronology import Selection, chronology, every_entry, folded
from whosays.views.dossier import dossier

RAID = "Gunmen raided Orvel on 3 May 1990 and killed nine, the mayor said. Tell Orr denied it in June."


@pytest.fixture
def case(tmp_path):
    words = "Gunmen raided Orvel on 3 May 1990 and killed nine"
    mayor = [("the mayor", "said")]
    return keep(
        tmp_path,
        report(
            RAID,
            said(words, day="1990-05-03", when="3 May 1990", by=mayor, who=["Gunmen", "Orvel"]),
            said(words, day="1990-05-03", when="3 May 1990", by=mayor, who=["Gunmen"], mode="killing"),
            said("Tell Orr denied it", by=[("Tell Orr", "denied")], polarity="denied"),
            publisher="The Plain",
            published="1990",
        ),
        report(
            "Orvel may be raided again in 1991.",
            said("Orvel may be raided again", day="1991", who=["Orvel"], certainty="possible"),
            source="pile/other.txt",
            title="Fears",
            published="1990-12",
        ),
    )


def lines(case: str, **wanted: object):
    with Reader.open(case) as reader:
        return chronology(reader, Selection(**wanted), limit=None).lines  # type: ignore[arg-type]


def test_two_statements_in_the_same_words_are_one_line_to_a_reader(case):
    assert [len(group) for group in folded(lines(case))] == [2, 1, 1]


def test_the_same_words_said_otherwise_are_not_folded(tmp_path):
    words = "Gunmen raided Orvel on 3 May 1990 and killed nine"
    case = keep(tmp_path, report(RAID, said(words), said(words, polarity="denied")))
    assert [len(group) for group in folded(lines(case))] == [1, 1]


def test_lines_stand_in_the_order_of_time_undated_ones_last(case):
    assert [entry.date for entry in lines(case)] == ["1990-05-03", "1990-05-03", "1991", "undated"]


def test_the_stance_is_told(case):
    assert [entry.stance for entry in lines(case)] == ["", "", "put as possible, not as fact", "denied"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"who": "orvel"}, 2),
        ({"said_by": "Tell Orr"}, 1),
        ({"source": "fears"}, 1),
        ({"source": "OTHER.TXT"}, 1),
        ({"earliest": "1991"}, 1),
        ({"latest": "1990"}, 2),
        ({"text": "raided again"}, 1),
        ({"type": "PROTEST"}, 0),
        ({"kind": "relation"}, 0),
    ],
)
def test_a_selection_is_what_was_asked_for(case, wanted, found):
    assert len(lines(case, **wanted)) == found


@pytest.mark.parametrize(
    ("wanted", "error", "named"),
    [
        ({"who": "Nemo"}, NotFound, "Nemo"),
        ({"source": "Nowhere"}, NotFound, "Nowhere"),
        ({"earliest": "last week"}, UsageError, "1994-09"),
    ],
)
def test_what_cannot_be_meant_is_said(case, wanted, error, named):
    with pytest.raises(error, match=named):
        lines(case, **wanted)


def test_a_page_tells_how_many_there_are(case):
    with Reader.open(case) as reader:
        page = chronology(reader, Selection(), limit=1, offset=2)
    assert (page.total, page.offset, [entry.date for entry in page.lines]) == (4, 2, ["1991"])


def test_batches_leave_nothing_out(case, monkeypatch):
    monkeypatch.setattr("whosays.views.chronology.BATCH", 1)
    with Reader.open(case) as reader:
        assert tuple(every_entry(reader, Selection())) == lines(case)


def test_a_dossier_tells_what_is_said_of_someone_and_by_him(case):
    with Reader.open(case) as reader:
        (orr,) = reader.find_entities("Tell Orr")
        (orvel,) = reader.find_entities("Orvel")
        of_orr, of_orvel = dossier(reader, orr), dossier(reader, orvel)
    assert [entry.summary for entry in of_orr.said_by] == ["Tell Orr denied it"]
    assert of_orr.said_of == ()
    assert len(of_orvel.said_of) == 2


def test_a_dossier_gives_dates_no_finer_than_the_documents_do(case):
    with Reader.open(case) as reader:
        (orvel,) = reader.find_entities("Orvel")
        found = dossier(reader, orvel)
    assert (found.first, found.last) == ("1990", "1990-12")

"""Designations as bars: a beginning and an end as said, open where nobody says."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tests.views.by_hand import entity_id, keep, report, said
from whosays.casebook import Reader
from whosays.records.derived import Reading
from whosays.views.designations import Bar, Track, scale, tracks

UNION, LEAGUE = "Northern Union", "Harbour League"


def sanction(words: str, **fields: object) -> dict[str, object]:
    return said(words, who=[UNION, LEAGUE], kind="relation", type="Sanction", **fields)


def between(*lines: dict[str, object]) -> Reading:
    """A report of these, in which the union is the subject and the league the object."""
    made = report("\n".join(str(line["words"]) for line in lines), *lines)
    told = tuple(
        msgspec.structs.replace(
            line,
            parties=tuple(
                msgspec.structs.replace(party, role=role)
                for party, role in zip(line.parties, ("subject", "object"), strict=True)
            ),
        )
        for line in made.derived.lines
    )
    derived = msgspec.structs.replace(made.derived, lines=told)
    return msgspec.structs.replace(made, derived=derived)


def of_the_league(folder: Path, *lines: dict[str, object]) -> tuple[Track, ...]:
    with Reader.open(keep(folder, between(*lines))) as reader:
        return tracks(reader, reader.entity(entity_id(LEAGUE)).parts, most=20)


LISTED = sanction("The Northern Union listed the Harbour League.", day="1997-10-08")
LIFTED = sanction("The Northern Union took the Harbour League off its list.", day="2012-06-28", mode="lifted")


def test_a_bar_runs_from_the_listing_to_the_lifting(tmp_path: Path):
    (track,) = of_the_league(tmp_path, LISTED, LIFTED)
    assert track.by == entity_id(UNION)
    assert [(mark.words, mark.date) for mark in track.marks] == [
        ("listed", "1997-10-08"),
        ("lifted", "2012-06-28"),
    ]
    assert track.bars == (Bar(begin="1997-10-08", end="2012-06-28"),)


def test_an_end_that_nobody_says_is_open(tmp_path: Path):
    (track,) = of_the_league(tmp_path, LISTED)
    assert track.bars == (Bar(begin="1997-10-08", end=None),)


def test_a_beginning_that_nobody_says_is_open(tmp_path: Path):
    (track,) = of_the_league(tmp_path, LIFTED)
    assert track.bars == (Bar(begin=None, end="2012-06-28"),)


def test_what_is_denied_or_planned_has_no_bar(tmp_path: Path):
    no = sanction("The Northern Union never listed the Harbour League.", day="1999", polarity="denied")
    plan = sanction("The Northern Union will list the Harbour League.", day="2001", certainty="planned")
    (track,) = of_the_league(tmp_path, no, plan)
    assert track.bars == ()
    assert [(mark.denied, mark.hedged) for mark in track.marks] == [(True, False), (False, True)]


def test_who_designates_is_not_designated(tmp_path: Path):
    with Reader.open(keep(tmp_path, between(LISTED))) as reader:
        assert tracks(reader, reader.entity(entity_id(UNION)).parts, most=20) == ()


def test_a_banned_party_has_a_bar_too(tmp_path: Path):
    made = between(
        said(
            "The Northern Union banned the Harbour League.",
            who=[UNION, LEAGUE],
            day="1991",
            type="COERCE",
            mode="ban",
            code="ban",
        )
    )
    (line,) = made.derived.lines
    parties = tuple(
        msgspec.structs.replace(party, role=role)
        for party, role in zip(line.parties, ("actor", "recipient"), strict=True)
    )
    derived = msgspec.structs.replace(made.derived, lines=(msgspec.structs.replace(line, parties=parties),))
    with Reader.open(keep(tmp_path, msgspec.structs.replace(made, derived=derived))) as reader:
        (track,) = tracks(reader, reader.entity(entity_id(LEAGUE)).parts, most=20)
    assert [mark.words for mark in track.marks] == ["banned"]
    assert track.bars == (Bar(begin="1991-01-01", end=None),)


def test_an_open_bar_reaches_to_the_edge_of_the_picture(tmp_path: Path):
    found = of_the_league(tmp_path, LISTED)
    years = scale(found)
    assert years is not None
    drawn = years.drawn(found[0].bars[0])
    assert drawn.open_end
    assert drawn.x + drawn.width == 1000
    assert all(0 <= at <= 1000 for _, at in years.ticks())


def test_without_a_date_there_is_no_picture(tmp_path: Path):
    found = of_the_league(tmp_path, sanction("The Northern Union listed the Harbour League."))
    assert scale(found) is None
    assert len(found[0].marks) == 1

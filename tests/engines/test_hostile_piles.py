"""Piles that would cost a naive comparison the square of their size: linear time, nothing wrongly joined."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.engines.reports import happened, report
from whosays.casebook import Reader, Writer
from whosays.engines.comparing import bring_up_to_date
from whosays.records.derived import Reading
from whosays.views.claims import Wanted, claims


def seconds(case: str, readings: list[Reading]) -> float:
    """How long comparing takes; keeping is another matter."""
    with Writer.open(case) as writer:
        for reading in readings:
            writer.put(reading.document.source, reading, "p")
        writer.commit()
        began = time.process_time()
        bring_up_to_date(writer)
        return time.process_time() - began


def linear(folder: Path, readings: list[Reading]) -> None:
    """Four times as many take about four times as long."""
    few = seconds(str(folder / "few.db"), readings[: len(readings) // 4])
    many = seconds(str(folder / "many.db"), readings)
    assert many < 8 * few + 1


def copy(number: int) -> Reading:
    return report(
        happened(
            "The Harbour League killed Edvin Maur and 9 guards in Ostrel on 4 May 1985 before the sun rose.",
            "killed",
            "1985-05-04",
            dead=9,
            victim="Edvin Maur",
            actor="Harbour League",
            place="Ostrel",
        ),
        "A column of lorries had been seen on the coast road, with no lights, an hour before midnight.",
        source=f"pile/{number}.txt",
        title=f"Copy {number}",
        publisher=f"Paper {number}",
        published="1985-05-05",
    )


def test_copies_of_one_text_are_one_origin_in_linear_time(tmp_path: Path) -> None:
    linear(tmp_path, [copy(number) for number in range(1200)])
    with Reader.open(str(tmp_path / "many.db")) as reader:
        (claim,) = claims(reader, Wanted(aspect="dead"), limit=9).claims
    assert (claim.documents, len(claim.origins)) == (1200, 1)


@pytest.mark.parametrize(("name", "type_"), [("Mohammed", "Person"), ("government", "Organization")])
def test_what_everybody_names_is_joined_to_nobody(tmp_path: Path, name: str, type_: str) -> None:
    pile = [
        report(
            f"The {name} met delegate number {number} of the village.",
            source=f"pile/{number}.txt",
            names={name: type_},
        )
        for number in range(1600)
    ]
    linear(tmp_path, pile)
    with Reader.open(str(tmp_path / "many.db")) as reader:
        assert all(len(found.parts) == 1 for found in reader.find_entities(name))


def test_a_name_of_one_letter_is_joined_to_nobody(tmp_path: Path) -> None:
    pile = [report(f"K met {number}.", source=f"{number}.txt", names={"K": "Person"}) for number in range(60)]
    pile.append(report("Karl Kessing wept.", source="k.txt", names={"Karl Kessing": "Person"}))
    case = str(tmp_path / "case.db")
    assert seconds(case, pile) < 20
    with Reader.open(case) as reader:
        assert all(len(found.parts) == 1 for found in reader.find_entities("K"))
        (karl,) = reader.find_entities("Karl Kessing")
    assert len(karl.parts) == 1


def test_somebody_of_two_hundred_names_costs_little(tmp_path: Path) -> None:
    def named(number: int) -> str:
        given = "".join(chr(97 + (number // 5**place) % 5) for place in range(4))
        return f"Abu{given} Darveshin"

    pile = [report(f"{named(n)} spoke.", source=f"{n}.txt", names={named(n): "Person"}) for n in range(200)]
    case = str(tmp_path / "case.db")
    assert seconds(case, pile) < 60
    with Reader.open(case) as reader:
        assert list(reader.check()) == []


def test_a_document_that_cites_itself_is_one_origin(tmp_path: Path) -> None:
    made = report(
        happened(
            "Edvin Maur was killed in Ostrel on 4 May 1985, according to The Plain.",
            "killed",
            "1985-05-04",
            victim="Edvin Maur",
            place="Ostrel",
        ),
        source="pile/plain.txt",
        title="The Plain",
        publisher="The Plain",
        published="1985-05-05",
    )
    case = str(tmp_path / "case.db")
    assert seconds(case, [made]) < 10
    with Reader.open(case) as reader:
        found = claims(reader, Wanted(), limit=9).claims
        assert found
        assert all(len(claim.origins) <= 1 for claim in found)
        assert list(reader.check()) == []

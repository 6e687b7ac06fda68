"""A second small pile (`strike`), from files to conflicts: a strike that police break up, and a kidnapping.

In Maravel, which nobody will find on a map, police fire on the strikers of a quarry. A wire grows its toll,
a paper copies it, a governor and a committee count otherwise; a brigade and its ministry deny; an almanac and
a portal cite each other. An engineer is kidnapped on a day on which no two agree, and a league clears itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import whosays

PILE = Path(__file__).parent / "strike"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The casebook of the pile, as it is exported."""
    case = tmp_path_factory.mktemp("strike") / "case.db"
    read = whosays("read", PILE, "--case", case)
    assert read.returncode == 0, read.stderr
    told = whosays("export", case, "--format", "casebook-json")
    assert told.returncode == 0, told.stderr
    book: dict[str, Any] = json.loads(told.stdout)
    return book


def stem(source: str) -> str:
    return source.replace("\\", "/").rpartition("/")[2].partition(".")[0]


def conflicts(book: dict[str, Any], kind: str) -> Iterator[dict[object, set[str]]]:
    """The sides of each conflict of a kind: the value, named where it is somebody, and who says so."""
    pages = {page["id"]: stem(page["source"]) for page in book["documents"]}
    names = {entity["id"]: entity["name"] for entity in book["entities"]}
    for conflict in book["conflicts"]:
        if conflict["kind"] == kind:
            yield {
                names.get(side["value"], side["value"]): {pages[key] for key in side["docs"]}
                for side in conflict["sides"]
            }


def test_the_toll_and_the_hurt(book: dict[str, Any]) -> None:
    dead, hurt = sorted(conflicts(book, "count"), key=len, reverse=True)
    assert dead[3] == {"mna-1"}
    assert dead[4] == {"mna-2", "standard-1"}
    assert dead[5] == {"mna-2", "standard-1", "interior-1"}
    assert {"rights-1", "portal-1"} <= dead[7]
    assert hurt == {20: {"mna-1"}, 26: {"mna-2", "rights-1"}}


def test_the_brigade_denies_and_so_does_its_ministry(book: dict[str, Any]) -> None:
    (found,) = conflicts(book, "denial")
    assert found["Special Brigade"] == {"rights-1"}
    assert found["denied"] == {"mna-2", "interior-1"}


def test_the_day_of_the_kidnapping(book: dict[str, Any]) -> None:
    (found,) = conflicts(book, "date")
    assert found == {"1996-05": {"almanac-1"}, "1996-06-05": {"mna-3"}, "1996-06-06": {"rights-1"}}


def test_what_is_told_of_is_kept_apart(book: dict[str, Any]) -> None:
    """The shots, the kidnapping, the beating, and a boy who drowned in 1921 are four things."""
    found: dict[str, set[str]] = {}
    for event in book["events"]:
        for report in event["reports"]:
            for word in ("kidnapped", "fired on", "beaten", "drowned"):
                if word in report["quote"] and event["type"] == "ASSAULT":
                    found.setdefault(word, set()).add(event["id"])
    assert {word: len(ids) for word, ids in found.items()} == dict.fromkeys(found, 1)
    assert len(set.union(*found.values())) == 4


def test_two_of_one_surname_stay_two(book: dict[str, Any]) -> None:
    marels = {entity["name"]: entity["aliases"] for entity in book["entities"] if "Marel" in entity["name"]}
    assert {"Josef Marel", "Jasna Marel"} <= marels.keys()
    assert "Jasna Marel" not in marels["Josef Marel"]

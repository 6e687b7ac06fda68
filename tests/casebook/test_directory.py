"""All entities counted at once are what they are one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines.test_deciding import make, take, two
from tests.views.by_hand import entity_id, keep, report, said
from whosays.casebook import Reader

TEXT = "Ana Reyl met Ots Marn in Velm. Ana Reyl left."
FIRST = report(
    TEXT,
    said("Ana Reyl met Ots Marn in Velm.", who=["Ana Reyl", "Ots Marn"]),
    said("Ana Reyl left.", who=["Ana Reyl"]),
    aliases={"Ana Reyl": ("The Baker",)},
    published="1994-05-03",
    source="a.txt",
)
SECOND = report(
    "Ana Reyl spoke.", said("Ana Reyl spoke.", who=["Ana Reyl"]), published="1996", source="b.txt"
)
THIRD = report("Bir Oln spoke.", said("Bir Oln spoke.", who=["Bir Oln"]), source="c.txt")


@pytest.fixture
def case(tmp_path: Path) -> str:
    return keep(tmp_path, FIRST, SECOND, THIRD)


def test_an_entity_is_listed_as_it_is_told_by_itself(case: str):
    with Reader.open(case) as reader:
        listed = reader.directory.listed()
        alone = [reader.entity(one.id) for one in listed]
        lines = [len(reader.lines_of(one.id)) for one in listed]
    assert [(o.id, o.type, o.name, o.documents, o.first, o.last, o.lines) for o in listed] == [
        (e.id, e.type, e.name, e.documents, e.first, e.last, n) for e, n in zip(alone, lines, strict=True)
    ]


def test_entities_decided_to_be_one_are_listed_once(case: str):
    take(case, make(case, two("same", entity_id("Ana Reyl"), entity_id("Bir Oln"))))
    with Reader.open(case) as reader:
        listed = {one.name: one for one in reader.directory.listed()}
        whole = reader.entity(entity_id("Bir Oln"))
        types = reader.directory.types()
    assert set(listed) == {"Ana Reyl", "Ots Marn"}
    assert listed["Ana Reyl"].documents == whole.documents == 3
    assert listed["Ana Reyl"].lines == 4
    assert types[whole.id] == "Person"


def test_words_of_any_name_find_the_whole(case: str):
    take(case, make(case, two("same", entity_id("Ana Reyl"), entity_id("Bir Oln"))))
    with Reader.open(case) as reader:
        whole = reader.entity(entity_id("Bir Oln")).id
        assert reader.directory.bearing("oln") == reader.directory.bearing("rey an") == {whole}
        assert reader.directory.bearing("bak") == {whole}
        assert reader.directory.bearing('"…"') == set()
        assert [row.name for row in reader.directory.names([whole])[whole]] == [
            "Ana Reyl",
            "Bir Oln",
            "The Baker",
        ]

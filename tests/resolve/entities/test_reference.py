"""Lists of known people and bodies link to entities, and never join two."""

from __future__ import annotations

import json

import pytest

from tests.resolve.entities.by_hand import body, card
from whosays.resolve.entities.reference import Listed, links, read_list


def ftm(*rows: tuple[str, str, dict[str, list[str]]]) -> str:
    return "\n".join(json.dumps({"id": i, "schema": s, "properties": p}) for i, s, p in rows)


def test_follow_the_money() -> None:
    text = ftm(
        (
            "NU-1",
            "Person",
            {"name": ["Mikal Sarov"], "alias": ["Pavo"], "birthDate": ["1951"], "gender": ["male"]},
        ),
        ("NU-2", "Company", {"name": ["Tolm Shipping"]}),
        ("NU-3", "Passport", {"name": ["AB 12"]}),
    )
    assert read_list(text) == [
        Listed(id="NU-1", type="Person", names=("Mikal Sarov", "Pavo"), born=("1951",), sexes=("he",)),
        Listed(id="NU-2", type="Company", names=("Tolm Shipping",)),
    ]


def test_csv() -> None:
    head = "id,schema,name,aliases,birth_date"
    text = f"{head}\nNU-1,Person,Mikal Sarov,Pavo;Mikhal Saroff,1951-04-02\n,Person,X Y,,\n"
    assert read_list(text) == [
        Listed(id="NU-1", type="Person", names=("Mikal Sarov", "Mikhal Saroff", "Pavo"), born=("1951-04-02",))
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"id": "a", "schema": "Person"}\n{"id": 3}', "line 2"),
        ("name,country\nMikal Sarov,ke\n", "no column id"),
        ("", "no column id and no column name"),
        ('{"id": "a", "schema": "Person", "properties": ' + "[" * 100_000, "line 1"),
    ],
)
def test_what_is_no_list(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_list(text)


def test_one_that_bears_the_name_is_a_sure_link() -> None:
    entity = card("Mikhal Saroff")
    (link,) = links([entity], [Listed(id="NU-1", type="Person", names=("Mikal Sarov",))])
    assert (link.entity, link.listed, link.sure) == (entity.id, "NU-1", True)
    assert "two spellings" in link.reason


def test_of_two_that_bear_the_name_neither_is_sure() -> None:
    listed = [Listed(id=id_, type="Person", names=("Mikal Sarov",)) for id_ in ("NU-1", "NU-2")]
    found = links([card("Mikal Sarov")], listed)
    assert [(link.listed, link.sure) for link in found] == [("NU-1", False), ("NU-2", False)]


def test_what_contradicts_is_no_link() -> None:
    listed = [Listed(id="NU-1", type="Person", names=("Mikal Sarov",), born=("1951",), sexes=("he",))]
    assert not links([card("Mikal Sarov", born=("1974",)), card("Mikal Sarov", "M", sexes=("she",))], listed)


def test_a_part_of_the_name_is_possible_and_a_surname_is_nothing() -> None:
    listed = [Listed(id="NU-1", type="Person", names=("Mikal Edvin Sarov",))]
    assert not links([card("Sarov", at="d-1")], listed)
    (link,) = links([card("Mikal Sarov")], listed)
    assert not link.sure


def test_values_of_an_odd_sort_are_left_out() -> None:
    text = json.dumps(
        {
            "id": "NU-1",
            "schema": "Person",
            "properties": {
                "name": ["Oda Fenn", 3, " "],
                "gender": [["male"], 1],
                "birthDate": [1951, "soon"],
            },
        }
    )
    assert read_list(text) == [Listed(id="NU-1", type="Person", names=("Oda Fenn",))]


def test_a_separator_inside_a_name_ends_no_line() -> None:
    text = json.dumps(
        {"id": "NU-1", "schema": "Person", "properties": {"name": ["Oda\u2028Fenn"]}}, ensure_ascii=False
    )
    assert [one.id for one in read_list(text)] == ["NU-1"]


def test_the_last_of_many_aliases_is_found() -> None:
    names = tuple(f"A{a} B{a}" for a in "abcdefgh")
    (link,) = links([card("Zora Zelt")], [Listed(id="NU-1", type="Person", names=(*names, "Zora Zelt"))])
    assert link.listed == "NU-1"


def test_one_name_that_a_thousand_bear_is_found() -> None:
    listed = [Listed(id=f"NU-{number}", type="Person", names=("Mikal Sarov",)) for number in range(1000)]
    assert len(links([card("Mikal Sarov")], listed)) == 1000


def test_two_entities_that_fit_one_entry_stay_two() -> None:
    listed = [Listed(id="NU-1", type="Organization", names=("Halvra Liberation Front", "HLF"))]
    one, other = body("Halvra Liberation Front"), body("Front for the Liberation of Halvra")
    assert {link.entity for link in links([one, other], listed)} == {one.id, other.id}

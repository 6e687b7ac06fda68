"""A list of known people and bodies is held against the whole casebook."""

from __future__ import annotations

from tests.engines.reports import report
from tests.views.by_hand import keep
from whosays.casebook import Reader, Writer
from whosays.engines.comparing import entity_card
from whosays.resolve.entities.reference import Listed
from whosays.views.matches import matches

PERSONS = {"Mikal Sarov": "Person", "SAROV, Mikal": "Person", "Oda Fenn": "Person"}
PLACES = {"Karsk": "Place", "Velm": "Place"}
PILE = tuple(
    report(
        text, source=text, names={name: type_ for name, type_ in (PERSONS | PLACES).items() if name in text}
    )
    for text in ("Mikal Sarov left a widow in Karsk.", "SAROV, Mikal was seen in Velm.", "Oda Fenn wept.")
)
SAROV = Listed(id="NU-1", type="Person", names=("Mikal Sarov",))


def found(tmp_path, *listed):
    with Reader.open(keep(tmp_path, *PILE)) as reader:
        return matches(reader, listed).matches


def test_two_spellings_that_are_one_make_one_match(tmp_path):
    (match,) = found(tmp_path, SAROV)
    assert (match.listed, match.name, match.sure) == ("NU-1", "SAROV, Mikal", True)
    assert "same" in match.reason


def test_of_two_entries_of_one_name_neither_is_sure(tmp_path):
    again = Listed(id="NU-2", type="Person", names=("Sarov, Mikal",))
    made = found(tmp_path, SAROV, again)
    assert [(one.listed, one.sure) for one in made] == [("NU-1", False), ("NU-2", False)]


def test_an_entry_that_two_bear_is_sure_of_neither(tmp_path):
    """A list joins nobody: an entry with the names of two only says that it may be either."""
    both = Listed(id="NU-3", type="Person", names=("Mikal Sarov", "Oda Fenn"))
    made = found(tmp_path, both)
    assert {one.name for one in made} == {"SAROV, Mikal", "Oda Fenn"}
    assert not any(one.sure for one in made)
    assert all("2 in the casebook bear the name" in one.reason for one in made)


def test_who_is_not_there_matches_nothing(tmp_path):
    assert found(tmp_path, Listed(id="NU-4", type="Person", names=("Tilda Brannock",))) == ()


def test_a_reader_makes_the_cards_that_were_compared(tmp_path):
    case = keep(tmp_path, *PILE)
    with Reader.open(case) as reader:
        read = {row[0]: entity_card(*row) for row in reader.weighed.named()}
    with Writer.open(case) as writer:
        assert writer.cards("entity", entity_card).cards(read) == read
    assert len(read) == 5

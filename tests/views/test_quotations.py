"""Who is quoted with which words."""

from __future__ import annotations

import tracemalloc

import pytest

from tests.views.by_hand import keep, quoting
from whosays.casebook import Reader
from whosays.errors import NotFound, UsageError
from whosays.views.quotations import Wanted, quotations

FIRST = quoting(
    "“It fell at noon,” said Ruta Hall. “Nobody saw it fall.”",
    ("Ruta Hall", "“It fell at noon,”"),
    (None, "“Nobody saw it fall.”"),
    publisher="The Lantern",
    published="1999-05-03",
)
SECOND = quoting(
    "“It stands,” said Ruta Hall.",
    ("Ruta Hall", "“It stands,”"),
    source="pile/other.txt",
    publisher="The Post",
)


@pytest.fixture
def reader(tmp_path):
    with Reader.open(keep(tmp_path, SECOND, FIRST)) as reader:
        yield reader


def words(reader: Reader, limit: int | None = None, **wanted: object) -> list[str]:
    found = quotations(reader, Wanted(**wanted), limit=limit)  # type: ignore[arg-type]
    return [quotation.words for quotation in found.quotations]


def test_quotations_stand_by_the_date_of_their_documents_undated_ones_last(reader):
    assert words(reader) == ["“It fell at noon,”", "“Nobody saw it fall.”", "“It stands,”"]


def test_one_that_nobody_says_has_no_speaker(reader):
    assert words(reader, unattributed=True) == ["“Nobody saw it fall.”"]
    (found,) = quotations(reader, Wanted(unattributed=True), limit=None).quotations
    assert found.speaker is None
    assert "nobody named as the speaker" in found.voice


def test_those_of_one_speaker_come_from_all_documents(reader):
    assert words(reader, by="Ruta Hall") == ["“It fell at noon,”", "“It stands,”"]


def test_a_name_that_nobody_bears_is_told(reader):
    with pytest.raises(NotFound):
        words(reader, by="Bela Orr")


def test_a_date_asks_for_documents_of_it_and_undated_ones_never_fit(reader):
    assert len(words(reader, earliest="1999", latest="1999-05")) == 2
    assert words(reader, earliest="2000") == []
    with pytest.raises(UsageError):
        words(reader, earliest="in May")


def test_whether_there_are_more_is_known(reader):
    assert quotations(reader, Wanted(), limit=2).more
    assert not quotations(reader, Wanted(), limit=3).more


def test_a_quotation_has_its_entity_its_chain_and_its_place(reader):
    found = quotations(reader, Wanted(), limit=1).quotations[0]
    assert (found.name, found.speaker) == ("Ruta Hall", "Ruta Hall")
    assert found.voice == "Ruta Hall, quoted in The Lantern (1999-05-03)"
    assert FIRST.document.text[found.start : found.end] == found.words


def test_a_page_of_a_large_casebook_takes_little_memory(tmp_path):
    text = "“It fell at noon,” said Ruta Hall. " + "The water was high. " * 500
    many = [quoting(text, ("Ruta Hall", "“It fell at noon,”"), source=f"p/{n}.txt") for n in range(60)]
    with Reader.open(keep(tmp_path, *many)) as reader:
        tracemalloc.start()
        quotations(reader, Wanted(unattributed=True), limit=5)
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
        tracemalloc.stop()

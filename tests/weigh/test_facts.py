"""What weighing wants to know of a document."""

from __future__ import annotations

import pytest

from tests.factories import doc
from whosays.records import Credit
from whosays.weigh.facts import document_facts, outlet_of


@pytest.mark.parametrize(
    ("text", "compiled"),
    [
        ("Compiled from press reports.", True),
        ("This chronology is based on newspaper and radio accounts", True),
        ("It was put together from various newspaper reports of the day.", True),
        ("Sources: wire reports.", True),
        ("The ministry denied the press reports.", False),
        ("The fire was based near the press office.", False),
    ],
)
def test_a_page_that_names_its_sources_only_in_general(text: str, compiled: bool) -> None:
    assert document_facts(doc(text), "d-1").compiled is compiled


def test_a_message_that_the_desk_of_an_outlet_signs_is_the_outlets() -> None:
    assert document_facts(doc(byline=("KLN News Desk",)), "d-1").publisher == "KLN"
    assert document_facts(doc(byline=("Dana Orvel",)), "d-1").publisher is None
    assert document_facts(doc(byline=("KLN News Desk",), publisher="Herald"), "d-1").publisher == "Herald"
    assert outlet_of("Desk") == "Desk"


def test_what_it_cites_and_whether_it_corrects() -> None:
    credit = Credit(kind="publisher", name="Almanac", covers=((0, 5),))
    facts = document_facts(doc("Words.", title="Correction", credits=(credit, credit)), "d-1")
    assert facts.cites == ("Almanac",)
    assert facts.is_correction
    assert not document_facts(doc("Words.", title="Harvest"), "d-1").is_correction

"""Who "he" and "the mayor" are: two witnesses have to agree."""

from __future__ import annotations

import msgspec
import pytest

from tests.annotate.reported import document, found
from whosays.annotate.attributions.speakers import Speakers

NAMES = {"people": ("Ines Kroll", "Hugo Brandt"), "bodies": ("Free Ost League",)}


def test_a_pronoun_takes_up_the_speaker_before_it_in_its_paragraph():
    text = "“It burned,” said Ines Kroll. “We ran.” “All of it went,” she said."
    assert {a.speaker for a in found(text, **NAMES)} == {"Ines Kroll"}


def test_a_pronoun_takes_up_the_only_person_of_the_paragraph_before():
    text = "“It burned,” said Ines Kroll.\n\n“All of it went,” she said."
    assert found(text, **NAMES)[-1].speaker == "Ines Kroll"


@pytest.mark.parametrize(
    "text",
    [
        "“It burned,” said Ines Kroll. Hugo Brandt nodded. “All of it went,” he said.",
        "“It burned,” said Mrs Ines Kroll. “All of it went,” he said.",
        "“It burned,” said Ines Kroll. Snow fell.\n\nDogs ran.\n\nMen slept.\n\n“All of it went,” she said.",
        "Ines Kroll and Hugo Brandt came. “All of it went,” she said.",
        "“It burned,” said the Free Ost League. “All of it went,” he said.",
        "“It burned,” said Ines Kroll. “All of it went,” they said.",
    ],
)
def test_a_pronoun_that_might_be_another_stays_open(text):
    assert found(text, **NAMES)[-1].speaker is None


def test_somebody_described_between_leaves_a_pronoun_open():
    text = "“It burned,” said Ines Kroll.\n\nThe widow wept at the door. “All of it went,” she said."
    described = (("the widow", "d1"),)
    assert found(text, **NAMES, described=described)[-1].speaker is None


def test_the_chain_and_one_other_witness_name_a_speaker_among_several():
    text = "Hugo Brandt met Ines Kroll. “It burned,” said Ines Kroll. “All of it went,” she said."
    assert found(text, **NAMES, described=(("she", "Ines Kroll"),))[-1].speaker == "Ines Kroll"


def test_the_chain_alone_names_nobody():
    text = "Hugo Brandt met Ines Kroll.\n\nHugo Brandt slept. “All of it went,” she said."
    assert found(text, **NAMES, described=(("she", "Ines Kroll"),))[-1].speaker is None


def test_a_description_is_somebody_only_if_its_chain_says_so():
    text = "“It burned,” said Ines Kroll. “All of it went,” the mayor said."
    assert found(text, **NAMES)[-1].speaker is None
    assert found(text, **NAMES, described=(("the mayor", "Ines Kroll"),))[-1].speaker == "Ines Kroll"


def test_an_unnamed_source_is_never_given_a_name():
    text = "“It burned,” said Ines Kroll. “All of it went,” a border official said."
    described = (("a border official", "Ines Kroll"),)
    assert found(text, **NAMES, described=described)[-1].speaker is None


def test_whoever_is_named_only_in_a_quotation_is_not_taken_up():
    text = "“Hugo Brandt was there at night,” said a miner. “All of it went,” he said."
    assert found(text, **NAMES)[-1].speaker is None


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Rep. Ines Kroll (R-Ost)", "Ines Kroll"),
        ("Ines Kroll, a captain of the Free Ost League,", "Ines Kroll"),
        ("Gov. Hugo Brandt, 51,", "Hugo Brandt"),
        ("Secretary of State Ines Kroll", "Ines Kroll"),
        ("Lawyer of Mayor Ines Kroll", None),
        ("a cousin of Ines Kroll", None),
    ],
)
def test_titles_and_what_stands_in_brackets_are_no_second_person(source, speaker):
    names = {"people": ("Ines Kroll", "Hugo Brandt", "Rep", "Gov", "R-Ost"), "bodies": ("Free Ost League",)}
    assert Speakers(document(source, **names)).named((0, len(source))) == speaker


def test_the_title_of_just_one_person_tells_who_it_is():
    text = "Mayor Ines Kroll came.\n\n“It burned,” said Ines Kroll. “All of it went,” the mayor said."
    assert found(text, **NAMES)[-1].speaker == "Ines Kroll"
    text = "Mayor Ines Kroll came.\n\n“It burned,” said Hugo Brandt. “All of it went,” the mayor said."
    assert found(text, **NAMES)[-1].speaker == "Ines Kroll"
    assert found(text, **NAMES, described=(("the mayor", "Hugo Brandt"),))[-1].speaker is None
    text = text.replace("came.", "came with Mayor Hugo Brandt.")
    assert found(text, **NAMES)[-1].speaker is None


def test_whoever_is_only_spoken_of_by_the_speaker_does_not_stand_between():
    text = "Ines Kroll said that Hugo Brandt had left. “All of it went,” she said."
    assert found(text, **NAMES)[-1].speaker == "Ines Kroll"


def test_a_sentence_that_opens_with_a_quotation_goes_on_with_the_report_before():
    text = "“It burned,” said Ines Kroll. “Nobody was warned at all” in the lower town."
    assert [len(a.content) for a in found(text, **NAMES)] == [2]


def test_a_name_of_which_nobody_knows_what_it_names_speaks_where_a_speaker_stands():
    text = "Ines Kroll, a lawyer for a group supporting Hugo Brandt"
    ready = document(text, people=("Hugo Brandt",), bodies=("Ines Kroll",))
    untold = tuple(
        msgspec.structs.replace(m, type="Thing") if m.entity == "Ines Kroll" else m for m in ready.mentions
    )
    assert Speakers(ready.having(mentions=untold)).named((0, len(text))) == "Ines Kroll"

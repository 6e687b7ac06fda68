"""The lexicon of events: each entry's own sentences are its test, read by the whole pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from whosays import lexicon
from whosays.annotate.pipeline import default_pipeline
from whosays.annotate.statements import senses
from whosays.plugins import Limits, Raw
from whosays.read.dispatch import Found, documents
from whosays.records import Document

PLOVER = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
ROLES = {"actor", "recipient", "victim", "target", "instrument", "place", "none"}
FUNCTIONS = {
    *("subject", "object", "indirect", "by", "of", "possessive", "modifier"),
    *("to", "with", "for", "on", "upon", "in", "at", "into", "over", "from", "against", "between", "about"),
    *(
        "among",
        "as",
        "near",
        "behind",
        "toward",
        "towards",
        "around",
        "through",
        "under",
        "inside",
        "outside",
    ),
}

ENTRIES = senses.entries()
EXAMPLES = [(name, text) for name, entry in ENTRIES.items() for text in entry.examples]
OTHERS = [(name, text) for name, entry in ENTRIES.items() for text in entry.others]
_TOGETHER = 200
_PARTED = "\n\n" + "\n\n".join(["It was late."] * 3) + "\n\n"
"""Between two sentences, so that neither's words count as the other's surroundings."""


@cache
def _types() -> dict[str, set[str]]:
    """The types of the events that each sentence is found to tell of."""
    found: dict[str, set[str]] = {text: set() for _, text in EXAMPLES + OTHERS}
    # Sentences about other worlds stand alone: a text all about one of them has few events.
    examples, others = ([*dict.fromkeys(text for _, text in told)] for told in (EXAMPLES, OTHERS))
    batches = [examples[first : first + _TOGETHER] for first in range(0, len(examples), _TOGETHER)]
    for some in [*batches, *([text] for text in others)]:
        for document in _documents(_PARTED.join(["It was late.", *some, "It was late."])):
            starts = {text: document.text.index(text) for text in some}
            for statement in document.statements:
                for text, start in starts.items():
                    if start <= statement.trigger[0] < start + len(text) and statement.kind == "event":
                        found[text].add(statement.type or "")
    return found


def _documents(text: str) -> Iterator[Document]:
    pipeline = default_pipeline()
    for outcome in documents(Raw(source="lexicon.txt", data=text.encode()), Limits()):
        assert isinstance(outcome, Found)
        yield pipeline.annotate(outcome.document)


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_an_example_is_read_as_its_entry_says(name: str, text: str) -> None:
    kind = ENTRIES[name].type
    assert kind in _types()[text]


@pytest.mark.parametrize(("name", "text"), OTHERS)
def test_the_words_of_an_entry_in_another_meaning_are_no_event_of_its_type(name: str, text: str) -> None:
    kind = ENTRIES[name].type
    assert kind not in _types()[text]


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_has_a_type_of_plover_and_an_example(name: str) -> None:
    assert ENTRIES[name].type in PLOVER
    assert ENTRIES[name].examples


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_gives_known_roles_to_known_functions(name: str) -> None:
    entry = ENTRIES[name]
    assert set(entry.roles.values()) <= ROLES
    assert {*entry.roles, *entry.kinds, *entry.requires} <= FUNCTIONS


@pytest.mark.parametrize("name", ENTRIES)
def test_the_words_that_tell_of_another_meaning_are_in_lower_case(name: str) -> None:
    assert all(word == word.lower() and " " not in word for word in ENTRIES[name].unless)


@pytest.mark.parametrize("name", ENTRIES)
def test_each_pattern_of_an_entry_is_found_by_its_head_word(name: str) -> None:
    known = senses.indexed({name: ENTRIES[name]})
    entry = ENTRIES[name]
    assert sorted({p.rank for patterns in known.values() for p in patterns}) == list(
        range(1, len(entry.verbs + entry.nouns + entry.adjectives) + 1)
    )
    assert all(part and head == head.lower() for part, head in known)


def test_a_name_of_an_entry_is_used_once() -> None:
    told = [name for file in lexicon.names("events") for name in lexicon.load(file, dict[str, senses.Entry])]
    assert len(told) == len(set(told))

"""States: what something is that the document names."""

from __future__ import annotations

import pytest

from tests.annotate.test_relations import of_type, told
from whosays.annotate.statements.relations import words

EXAMPLES = [example for state in words.states().values() for example in state.examples]
OTHERS = [other for state in words.states().values() for other in state.others]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_lexicon_are_states(example):
    assert of_type(example, None)


@pytest.mark.parametrize("other", OTHERS)
def test_other_uses_of_its_words_are_none(other):
    assert not of_type(other, None)


def test_a_size_has_its_number():
    ((statement, roles),) = of_type("The Harbour League has about 900 members.", None)
    assert roles == {"subject": ["Harbour League"]}
    assert len(statement.quantities) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour League is a Marxist organisation.",
        "The Harbour League describes itself as a Marxist organisation.",
        "The Ostrel Mosque is a mosque.",
        "Mikal Dorn is a lawyer.",
    ],
)
def test_what_a_named_thing_is_or_calls_itself_is_a_state(text):
    assert of_type(text, None)


@pytest.mark.parametrize(
    "text", ["He is a good man.", "The Harbour League is the problem.", "It is a shame."]
)
def test_what_classes_nothing_is_none(text):
    assert not [s for s, _ in told(text) if s.kind == "state"]

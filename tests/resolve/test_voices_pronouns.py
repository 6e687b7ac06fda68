"""A pronoun for a source is shown by the name that the document gives it."""

from __future__ import annotations

import pytest

from tests.annotate.test_relations import annotated
from whosays.resolve.voices import Voices


def heard(text: str) -> list[list[str]]:
    """The voices of each attribution, the document left out."""
    made = annotated(text)
    voices = Voices(made, {entity.id: entity.id for entity in made.entities})
    return [[voice.name for voice in voices.chain(index)[1:]] for index in range(len(made.attributions))]


def test_he_is_shown_as_whom_the_document_means() -> None:
    assert ["Karl Benn"] in heard("Karl Benn is the mayor of Tull. He said that two men had been shot.")


def test_a_pronoun_for_nobody_named_stays() -> None:
    assert ["She"] in heard("A neighbour came out. She said that two men had been shot.")


@pytest.mark.parametrize(
    "text",
    [
        "IT WAS OFFICIALLY REPORTED THAT A POLICEMAN WAS WOUNDED TODAY.",
        "It has been learned that two men died.",
    ],
)
def test_it_of_a_passive_is_nobody(text: str) -> None:
    assert not any(said.source for said in annotated(text).attributions)

"""Text in any encoding, with any signs: kept to the last character, and every passage in its place."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bad_input.hostile import texts
from tests.bad_input.program import Outcome

_LISTS = ("blocks", "mentions", "times", "quantities", "statements")


@pytest.mark.parametrize(("name", "kept"), texts.KEPT.items(), ids=texts.KEPT)
def test_the_text_is_what_the_bytes_hold(outcome: Outcome, name: str, kept: texts.Kept) -> None:
    document = outcome.annotations[name]
    assert document["text"] == kept.text
    assert kept.note in "; ".join(document["notes"])


@pytest.mark.parametrize(
    "name", [name for name, kept in texts.KEPT.items() if "on 3 May 1994" in kept.text], ids=str
)
def test_passages_lie_where_their_words_are(outcome: Outcome, name: str) -> None:
    document = outcome.annotations[name]
    text = document["text"]
    values = {_words(text, time): time["value"] for time in document["times"]}
    assert values["3 May 1994"] == "1994-05-03"
    # A paragraph that is mostly in another language is left alone, the English at its end with it.
    named = {_words(text, mention) for mention in document["mentions"]}
    assert "Belin" in named or document["foreign"]


@pytest.mark.parametrize("name", texts.KEPT)
def test_every_passage_lies_in_the_text_and_is_not_blank(outcome: Outcome, name: str) -> None:
    document = outcome.annotations[name]
    spans = [(each["start"], each["end"]) for layer in _LISTS for each in document[layer] if "start" in each]
    spans += [tuple(span) for span in document["sentences"]]
    assert len(spans) > 1
    for start, end in spans:
        assert 0 <= start < end <= len(document["text"])
        assert document["text"][start:end].strip()


@pytest.mark.parametrize(
    ("name", "reason"), [(name, why) for name, why in texts.EXPECTED.items() if why is not None]
)
def test_a_line_of_twenty_million_characters_is_refused(outcome: Outcome, name: str, reason: str) -> None:
    assert reason in outcome.refused[name]


def _words(text: str, passage: dict[str, Any]) -> str:
    return text[passage["start"] : passage["end"]]

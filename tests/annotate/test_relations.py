"""Relations, read from plain text by the whole pipeline; the examples of the lexicons are their first test."""

from __future__ import annotations

from functools import cache

import pytest

from whosays.annotate.pipeline import default_pipeline
from whosays.annotate.statements.relations import words
from whosays.plugins import Limits, Raw
from whosays.read.dispatch import Found, documents
from whosays.records import Document, Statement

WORDS = {**words.relations().words, **words.relations().names, **words.relations().glued, **words.offices()}
TYPES = {name: getattr(entry, "type", "Alias") for name, entry in WORDS.items()}
_BETWEEN = "\n\n"


def annotated(text: str) -> Document:
    """The document of a text, with all layers."""
    raw = Raw(source="test.txt", data=text.encode())
    (found,) = [one.document for one in documents(raw, Limits()) if isinstance(one, Found)]
    return default_pipeline().annotate(found)


@cache
def told(sentences: tuple[str, ...]) -> dict[str, list[tuple[Statement, dict[str, list[str]]]]]:
    """What each sentence says, each in a paragraph of one document."""
    text = _BETWEEN.join(sentences)
    document = annotated(text)
    found: dict[str, list[tuple[Statement, dict[str, list[str]]]]] = {one: [] for one in sentences}
    starts = {text.index(one): one for one in sentences}
    for statement in document.statements:
        at = max(start for start in starts if start <= statement.trigger[0])
        roles = {
            role: [text[document.mentions[m].start : document.mentions[m].end] for m in held]
            for role, held in statement.roles.items()
        }
        found[starts[at]].append((statement, roles))
    return found


EXAMPLES = [(TYPES[name], example) for name, entry in WORDS.items() for example in entry.examples]
OTHERS = [(TYPES[name], other) for name, entry in WORDS.items() for other in entry.others]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_the_examples_of_the_lexicon_are_read_as_it_says(kind, example):
    read = told(tuple(dict.fromkeys(example for _, example in EXAMPLES)))[example]
    assert kind in [statement.type for statement, _ in read]


@pytest.mark.parametrize(("kind", "other"), OTHERS)
def test_other_meanings_of_its_words_are_no_such_relation(kind, other):
    read = told(tuple(dict.fromkeys(other for _, other in OTHERS)))[other]
    assert kind not in [statement.type for statement, _ in read if statement.kind == "relation"]

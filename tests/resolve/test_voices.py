"""The chain of voices, outermost first."""

from __future__ import annotations

import pytest

from whosays.records import Attribution, Document
from whosays.records.derived import Voice
from whosays.resolve.voices import voice_of

TEXT = "Kroll said that Vance had denied it. It was reportedly old. “Nobody came.”"


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return (start, start + len(words))


def report(**fields: object) -> Document:
    outer = Attribution(
        source=(span("Kroll"),),
        cue=(span("said"),),
        content=(span("that Vance had denied it"),),
        speaker="e1",
    )
    inner = Attribution(
        source=(span("Vance"),), cue=(span("had denied"),), content=(span("it"),), speaker="e2", parent=0
    )
    hedge = Attribution(cue=(span("reportedly"),), content=(span("old"),))
    loose = Attribution(content=(span("“Nobody came.”"),), quoted=True)
    told = {"id": "1", "source": "pile.zip!/notes/march.txt", "format": "text/plain", "text": TEXT}
    return Document(**told, **fields, attributions=(outer, inner, hedge, loose))  # type: ignore[arg-type]


def test_the_chain_runs_from_the_document_to_the_innermost_speaker():
    chain = voice_of(report(publisher="The Lantern"), 1, entity_ids={"e1": "e-aa"})
    assert chain == (
        Voice(kind="document", name="The Lantern"),
        Voice(kind="speaker", name="Kroll", span=span("Kroll"), cue=span("said"), entity="e-aa"),
        Voice(kind="speaker", name="Vance", span=span("Vance"), cue=span("had denied"), entity=None),
    )


def test_whom_a_page_republishes_comes_second():
    chain = voice_of(report(publisher="The Lantern", republished_from="Ost Wire"), None, entity_ids={})
    assert [(voice.kind, voice.name) for voice in chain] == [
        ("document", "The Lantern"),
        ("publisher", "Ost Wire"),
    ]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"publisher": "The Lantern", "byline": ("Ines Kroll",), "title": "March"}, "The Lantern"),
        ({"byline": ("Ines Kroll", "Hugo Brandt"), "title": "March"}, "Ines Kroll, Hugo Brandt"),
        ({"title": "March"}, "March"),
        ({"publisher": " ", "byline": ("",)}, ""),
        ({}, ""),
    ],
)
def test_a_document_is_shown_by_the_best_name_it_has(fields, name):
    assert voice_of(report(**fields), None, entity_ids={})[0].name == name


def test_a_hedge_is_unnamed_and_shown_by_its_words():
    assert voice_of(report(), 2, entity_ids={})[-1] == Voice(
        kind="unnamed", name="reportedly", cue=span("reportedly")
    )


def test_a_quotation_that_nobody_says_is_called_so():
    assert voice_of(report(), 3, entity_ids={})[-1] == Voice(kind="unnamed", name="unattributed quotation")


def test_a_ring_of_parents_or_an_index_that_is_not_there_ends_the_chain():
    first = Attribution(source=(span("Kroll"),), content=(span("it"),), parent=1)
    second = Attribution(source=(span("Vance"),), content=(span("it"),), parent=0)
    ringed = report().having(attributions=(first, second))
    assert [voice.name for voice in voice_of(ringed, 0, entity_ids={})[1:]] == ["Vance", "Kroll"]
    assert len(voice_of(ringed, 9, entity_ids={})) == 1

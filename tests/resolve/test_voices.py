"""The chain of voices, outermost first."""

from __future__ import annotations

import time

import pytest

from whosays.records import Attribution, Credit, Document, Mention
from whosays.records.derived import Voice
from whosays.resolve.voices import Voices, labels

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


def chain_of(
    document: Document,
    attribution: int | None,
    *,
    at: tuple[int, int] | None = None,
    ids: dict[str, str] | None = None,
) -> tuple[Voice, ...]:
    return Voices(document, ids or {}).chain(attribution, at)


def test_the_chain_runs_from_the_document_to_the_innermost_speaker():
    chain = chain_of(report(publisher="The Lantern"), 1, ids={"e1": "e-aa"})
    assert chain == (
        Voice(kind="document", name="The Lantern"),
        Voice(kind="speaker", name="Kroll", span=span("Kroll"), cue=span("said"), entity="e-aa"),
        Voice(kind="speaker", name="Vance", span=span("Vance"), cue=span("had denied"), entity=None),
    )


def test_whom_a_page_republishes_comes_second():
    chain = chain_of(report(publisher="The Lantern", republished_from="Ost Post"), None)
    assert [(voice.kind, voice.name) for voice in chain] == [
        ("document", "The Lantern"),
        ("publisher", "Ost Post"),
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
    assert chain_of(report(**fields), None)[0].name == name


def test_a_hedge_is_unnamed_and_shown_by_its_words():
    assert chain_of(report(), 2)[-1] == Voice(kind="unnamed", name="reportedly", cue=span("reportedly"))


def test_a_quotation_that_nobody_says_is_called_so():
    assert chain_of(report(), 3)[-1] == Voice(kind="unnamed", name="unattributed quotation")


def test_a_ring_of_parents_or_an_index_that_is_not_there_ends_the_chain():
    first = Attribution(source=(span("Kroll"),), content=(span("it"),), parent=1)
    second = Attribution(source=(span("Vance"),), content=(span("it"),), parent=0)
    ringed = report().having(attributions=(first, second))
    assert [voice.name for voice in chain_of(ringed, 0)[1:]] == ["Vance", "Kroll"]
    assert len(chain_of(ringed, 9)) == 1


# ── whom a passage is from ────────────────────────────────────────────────────────────────────────


def told(text: str, *reports: tuple[str, str, str], **fields: object) -> Document:
    """A text with attributions, each of a source, a cue and a content, in the words of the text."""

    def place(words: str) -> tuple[tuple[int, int], ...]:
        start = text.index(words)
        return ((start, start + len(words)),) if words else ()

    made = [Attribution(source=place(s), cue=place(c), content=place(x)) for s, c, x in reports]
    values = {"id": "1", "source": "a.txt", "format": "text/plain", "text": text, **fields}
    return Document(**values, attributions=tuple(made))  # type: ignore[arg-type]


def chain(document: Document, attribution: int | None = 0, at: tuple[int, int] | None = None) -> list[str]:
    return labels(chain_of(document, attribution, at=at))


def test_an_agency_stands_between_the_page_and_the_speaker_in_what_is_credited_to_it():
    text = "(KW) - It fell, police said. Nobody was hurt, the mayor said."
    credit = Credit(kind="agency", name="KW", covers=((0, 28),))
    document = told(text, ("police", "said", "It fell"), credits=(credit,), publisher="The Lantern")
    assert chain(document, 0, (7, 14)) == ["agency:KW", "body:police"]
    assert chain(document, None, (29, 45)) == []


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("the ministry of the interior", "body"),
        ("the council's spokeswoman", "speaker"),
        ("a border official", "unnamed"),
        ("two people close to the talks", "unnamed"),
        ("the caller", "unnamed"),
        ("villagers", "unnamed"),
        ("a new report", "speaker"),
        ("the mayor", "speaker"),
        ("she", "speaker"),
    ],
)
def test_a_source_is_a_body_a_speaker_or_one_that_the_text_does_not_name(source, kind):
    voice = chain_of(told(f"It fell, said {source}.", (source, "said", "It fell")), 0)[-1]
    assert (voice.kind, voice.name) == (kind, source)


@pytest.mark.parametrize("source", ["we", "I", "this report", "The court"])
def test_who_is_speaking_already_is_no_further_voice(source):
    text = f"{source} found that it fell."
    assert chain(told(text, (source, "found", "it fell"), publisher="Court of Tolva")) == []


def test_another_court_than_the_one_that_publishes_is_a_voice():
    text = "A court of Arnau found that it fell."
    assert len(chain(told(text, ("A court of Arnau", "found", "it fell"), publisher="Court of Tolva"))) == 1


@pytest.mark.parametrize("cue", ["wanted", "is known", "lists"])
def test_a_wish_a_name_or_a_list_is_no_speech(cue):
    assert chain(told(f"Kroll {cue} it.", ("Kroll", cue, "it"))) == []


def test_a_named_spokesman_is_heard_for_his_body():
    text = "It fell, said ministry spokeswoman Ines Kroll."
    name = Mention(start=text.index("Ines"), end=len(text) - 1, type="Person", kind="name", entity="e1")
    document = told(text, ("ministry spokeswoman Ines Kroll", "said", "It fell"), mentions=(name,))
    assert chain(document) == ["body:ministry", "ministry spokeswoman Ines Kroll"]


def test_a_spokesman_for_somebody_named_who_is_not_named_himself_is_one_voice():
    text = "It fell, said a spokesman for Ines Kroll."
    name = Mention(start=text.index("Ines"), end=len(text) - 1, type="Person", kind="name", entity="e1")
    document = told(text, ("a spokesman for Ines Kroll", "said", "It fell"), mentions=(name,))
    assert len(chain(document)) == 1


def test_a_spokesman_without_a_name_is_his_body_alone():
    text = "It fell, said a spokesman for the ministry."
    assert len(chain(told(text, ("a spokesman for the ministry", "said", "It fell")))) == 1


def test_what_was_told_to_a_news_agency_is_known_through_it():
    text = "A caller told the news agency KW that it fell."
    document = told(text, ("A caller", "told", "it fell"), publisher="The Lantern")
    assert chain(document) == ["agency:the news agency KW", "unnamed:A caller"]
    assert chain(document.having(publisher="KW")) == ["unnamed:A caller"]


def test_a_passive_that_names_nobody_is_no_mouth_in_the_contracts_form():
    assert labels(chain_of(report(), 2)) == []
    assert labels(chain_of(report(), 3)) == ["unnamed:unattributed quotation"]


def test_the_text_tells_more_of_a_writer_than_his_credit():
    text = "The Central Council states: it stands."
    credit = Credit(kind="author", name="Central Council", covers=((0, len(text)),))
    document = told(text, ("The Central Council", "states", "it stands"), credits=(credit,))
    assert chain(document, 0, (28, 37)) == ["body:The Central Council"]


def test_a_mail_is_shown_by_its_title_where_its_writer_is_a_voice():
    credit = Credit(kind="author", name="Ines Kroll", covers=((0, 9),))
    document = told("It fell.", byline=("Ines Kroll",), title="The bridge", credits=(credit,))
    assert [v.name for v in chain_of(document, None, at=(0, 7))] == [
        "The bridge",
        "Ines Kroll",
    ]


def test_two_thousand_credits_are_looked_up_quickly():
    text = "It fell. " * 20_000
    many = tuple(Credit(kind="agency", name=f"W{n}", covers=((9 * n, 9 * n + 8),)) for n in range(2_000))
    voices = Voices(told(text, credits=many), {})
    began = time.perf_counter()
    for n in range(20_000):
        voices.chain(None, (9 * n, 9 * n + 7))
    assert time.perf_counter() - began < 2

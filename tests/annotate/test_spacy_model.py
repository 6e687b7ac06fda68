"""Another language model through the door `whosays.models`: the guest in examples/spacy_model."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import EntryPoint
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.factories import doc, laid_out, words
from whosays.annotate.check import checked
from whosays.annotate.language import language, model
from whosays.errors import Refused, UsageError
from whosays.plugins import LanguageModel
from whosays.records import Document

spacy = pytest.importorskip("spacy")

from spacy.language import Language  # noqa: E402  # there only if spaCy is
from spacy.tokens import Doc  # noqa: E402

EXAMPLE = Path(__file__).parents[2] / "examples/spacy_model"
SPEECH = {"Orla": "PROPN", "Marn": "PROPN", "left": "VERB", "spoke": "VERB", "the": "DET", ".": "PUNCT"}
NAMES = [
    {"label": "PERSON", "pattern": "Orla Marn"},
    {"label": "GPE", "pattern": "Velm"},
    {"label": "ORG", "pattern": "Velm"},
    {"label": "NORP", "pattern": "Tessalian"},
    {"label": "FAC", "pattern": "Velm Bridge"},
    {"label": "WORK_OF_ART", "pattern": "The Long Ford"},
    {"label": "Weapon", "pattern": "Kessel gun"},
    {"label": "DATE", "pattern": "Monday"},
    {"label": "MONEY", "pattern": "40 marks"},
    {"label": "PERSON", "pattern": "--"},
]


# ── parts of pipelines, in place of trained ones ──────────────────────────────────────────────────


@Language.component("whosays_test_grammar")
def grammar(document: Doc) -> Doc:
    """Every word hangs on the first verb of its sentence; what has a verb before it is its `dobj`."""
    for sentence in document.sents:
        root = next((t for t in sentence if SPEECH.get(t.text) == "VERB"), sentence[0])
        for token in sentence:
            token.pos_ = "SPACE" if token.is_space else SPEECH.get(token.text, "NOUN")
            token.dep_ = "ROOT" if token == root else "nsubj" if token.i < root.i else "dobj"
            token.head = root
    return document


@Language.component("whosays_test_chain")
def chain(document: Doc) -> Doc:
    """Every token hangs on the one before it."""
    for token in document:
        token.dep_ = "conj" if token.i else "ROOT"
        token.head = document[max(token.i - 1, 0)]
    return document


@Language.component("whosays_test_circle")
def circle(document: Doc) -> Doc:
    """The first and the last token hang on each other, all others on the first."""
    for token in document:
        token.dep_ = "conj"
        token.head = document[0] if token.i else document[len(document) - 1]
    return document


@Language.component("whosays_test_lemmas")
def lemmas(document: Doc) -> Doc:
    for token in document:
        token.lemma_ = {"left": "leave", "spoke": "speak"}.get(token.text, "")
    return document


@Language.component("whosays_test_other_words")
def other_words(document: Doc) -> Doc:
    return Doc(document.vocab, words=[token.text for token in document])


def pipeline(*components: str) -> Language:
    nlp = spacy.blank("en")
    for component in components:
        part = nlp.add_pipe(component)
        if component == "entity_ruler":
            part.add_patterns(NAMES)
        if component == "attribute_ruler":
            part.add([[{"LOWER": "left"}]], {"POS": "VERB"})
            part.add([[{"LOWER": "odd"}]], {"POS": "SPACE"})
    return nlp


# ── through the door ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Callable[..., LanguageModel]:
    """What the example's entry point names."""
    monkeypatch.syspath_prepend(str(EXAMPLE / "src"))
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text("utf-8"))["project"]
    ((name, value),) = project["entry-points"]["whosays.models"].items()
    loaded: Callable[..., LanguageModel] = EntryPoint(name, value, "whosays.models").load()
    return loaded


@pytest.fixture
def read(
    load: Callable[..., LanguageModel], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[..., Document]]:
    """A document after `language` and its check, with the guest on a pipeline of these components."""

    def _ours(threads: int) -> LanguageModel:
        raise AssertionError("our own model is read with")

    offered = {"encoder": _ours, "spacy": load}
    monkeypatch.setattr("whosays.annotate.language.load", lambda group: offered)

    def _read(document: str | Document, *components: str) -> Document:
        nlp = pipeline(*components)
        nlp.to_disk(tmp_path / "pipeline")
        monkeypatch.setenv("WHOSAYS_SPACY_MODEL", str(tmp_path / "pipeline"))
        model.cache_clear()
        given = doc(document) if isinstance(document, str) else document
        after = checked(language(given), language.gives, name="language")
        assert after.notes == given.notes, "something was refused"
        return after

    yield _read
    model.cache_clear()


def trees(document: Document) -> list[tuple[str, str, str]]:
    """Each word with the word that it hangs on and how."""
    forms = words(document, "syntax")
    return [
        (form, forms[w.head] if w.head >= 0 else "", w.deprel)
        for form, w in zip(forms, document.syntax, strict=True)
    ]


FULL = ("sentencizer", "entity_ruler", "whosays_test_grammar", "whosays_test_lemmas")


def test_all_layers_stand_in_the_text(read: Any) -> None:
    given = laid_out(
        ("heading", "😀 Velm Bridge"), ("paragraph", "Orla Marn left Velm. She spoke."), ("item", "Velm")
    )
    document = read(given, *FULL)
    assert words(document, "sentences") == ["😀 Velm Bridge", "Orla Marn left Velm.", "She spoke.", "Velm"]
    assert words(document, "tokens") == words(document, "syntax")
    assert words(document, "mentions") == ["Velm Bridge", "Orla Marn", "Velm", "Velm"]
    assert trees(document)[3:8] == [
        ("Orla", "left", "nsubj"),
        ("Marn", "left", "nsubj"),
        ("left", "", "root"),
        ("Velm", "left", "dobj"),
        (".", "left", "dobj"),
    ]
    left = document.syntax[5]
    assert (left.upos, left.lemma, left.head, left.deprel) == ("VERB", "leave", -1, "root")
    assert [w.lemma for w in document.syntax[3:5]] == ["Orla", "Marn"]
    assert document.attributions == ()


def test_each_sentence_has_one_root_and_its_words_hang_in_it(read: Any) -> None:
    document = read("Orla left. Marn spoke.\n\nThe bridge stood.", *FULL)
    bounds = [0, *(k for k, w in enumerate(document.syntax) if w.head == -1), len(document.syntax)]
    assert len(bounds) == len(document.sentences) + 2
    for word in document.syntax:
        holder = document.syntax[word.head] if word.head >= 0 else word
        assert any(s <= word.start and holder.end <= e and s <= holder.start for s, e in document.sentences)


def test_names_have_types_of_the_contract_and_one_entity_each(read: Any) -> None:
    text = (
        "Orla Marn, a Tessalian, read The Long Ford on Monday for 40 marks. Orla\nMarn had a Kessel gun. --"
    )
    document = read(text, "entity_ruler")
    assert [(words(document, "mentions")[k], m.type) for k, m in enumerate(document.mentions)] == [
        ("Orla Marn", "Person"),
        ("Tessalian", "Nationality"),
        ("The Long Ford", "Document"),
        ("Kessel gun", "Weapon"),
    ]
    assert [(e.id, e.name, e.type) for e in document.entities] == [
        ("e1", "Orla Marn", "Person"),
        ("e2", "Tessalian", "Nationality"),
        ("e3", "The Long Ford", "Document"),
        ("e4", "Kessel gun", "Weapon"),
    ]


def test_a_name_met_again_is_the_same_entity_in_another_paragraph(read: Any) -> None:
    document = read("Orla Marn left.\n\nOrla Marn spoke.\n\nVelm Bridge stood.", "entity_ruler")
    assert [m.entity for m in document.mentions] == ["e1", "e1", "e2"]
    assert {m.kind for m in document.mentions} == {"name"}


# ── what is not there ─────────────────────────────────────────────────────────────────────────────


def test_a_pipeline_of_nothing_leaves_all_open(read: Any) -> None:
    document = read("Orla left. Marn spoke.\n\nVelm", *())
    assert words(document, "sentences") == ["Orla left. Marn spoke.", "Velm"]
    assert {w.upos for w in document.syntax} == {"X"}
    assert [w.lemma for w in document.syntax] == words(document, "syntax")
    assert trees(document) == [
        ("Orla", "", "root"),
        ("left", "Orla", "dep"),
        (".", "Orla", "dep"),
        ("Marn", "Orla", "dep"),
        ("spoke", "Orla", "dep"),
        (".", "Orla", "dep"),
        ("Velm", "", "root"),
    ]
    assert document.mentions == document.entities == ()


def test_parts_of_speech_that_are_not_universal_are_left_open(read: Any) -> None:
    document = read("odd left", "attribute_ruler")
    assert [w.upos for w in document.syntax] == ["X", "VERB"]


@pytest.mark.parametrize("text", ["", " \n\n\t ", "\n\n\n"])
def test_a_text_without_words_has_no_layers(read: Any, text: str) -> None:
    document = read(text, *FULL)
    assert document.sentences == document.syntax == document.mentions == document.entities == ()


# ── white space, circles, long texts ──────────────────────────────────────────────────────────────


def test_what_hangs_on_white_space_hangs_on_the_word_above_it(read: Any) -> None:
    document = read("Orla  \n Marn   left", "whosays_test_chain")
    assert trees(document) == [("Orla", "", "root"), ("Marn", "Orla", "conj"), ("left", "Marn", "conj")]
    assert [w.head for w in document.syntax] == [-1, 0, 1]


def test_with_nothing_above_white_space_the_first_word_is_the_root(load: Any) -> None:
    text = "\n \nOrla left"
    nlp = pipeline("whosays_test_chain")
    assert nlp(text)[0].is_space
    analysis = made(load, nlp)(text, [(0, len(text))])
    assert [(w.head, w.deprel) for w in analysis.syntax] == [(-1, "root"), (0, "conj")]


def test_trees_that_lead_round_in_a_circle_get_a_root(read: Any) -> None:
    document = read("Orla Marn left", "whosays_test_circle")
    assert trees(document) == [("Orla", "", "root"), ("Marn", "Orla", "conj"), ("left", "Orla", "conj")]


def test_long_areas_are_cut_at_white_space(load: Any) -> None:
    text = "ab 😀 Orla Marn left Velm and " + "m" * 25 + " spoke\tthere"
    nlp = pipeline(*FULL)
    nlp.max_length = 12
    analysis = made(load, nlp)(text, [(3, len(text))])
    forms = [text[w.start : w.end] for w in analysis.syntax]
    assert forms == [
        *("😀", "Orla", "Marn", "left", "Velm", "and"),
        *("m" * 12, "m" * 12, "m"),
        *("spoke", "there"),
    ]
    assert all(a[1] <= b[0] for a, b in pairwise(analysis.sentences))
    assert [text[m.start : m.end] for m in analysis.mentions] == ["Orla Marn", "Velm"]


def test_a_long_run_of_brackets_is_cut_before_it_costs_the_square_of_its_length(load: Any) -> None:
    text = "Orla left " + "(" * 1200 + " then"
    analysis = made(load, pipeline())(text, [(0, len(text))])
    bounds = [(0, 510), (510, 1010), (1010, len(text))]
    assert list(analysis.sentences) == bounds
    assert "".join(text[w.start : w.end] for w in analysis.syntax) == text.replace(" ", "")


def test_two_readings_are_the_same(load: Any) -> None:
    text = "Orla Marn left Velm. Orla Marn spoke."
    guest = made(load, pipeline(*FULL))
    assert guest(text, [(0, 20), (21, len(text))]) == guest(text, [(0, 20), (21, len(text))])
    assert guest(text, [(21, len(text))]).syntax[0].start == 21


def test_a_tokenizer_that_changes_the_text_is_refused(load: Any) -> None:
    with pytest.raises(Refused, match="does not keep the text"):
        made(load, pipeline("whosays_test_other_words"))("Orla.", [(0, 5)])


def made(load: Callable[..., LanguageModel], nlp: Language) -> LanguageModel:
    """The guest's model on a pipeline that is not on disk."""
    guest: LanguageModel = import_module(load.__module__).SpacyModel(nlp)
    return guest


# ── pipelines that are not there ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "WHOSAYS_SPACY_MODEL is not set. Name a spaCy pipeline"),
        ("  ", "WHOSAYS_SPACY_MODEL is not set. Name a spaCy pipeline"),
        ("en_velm_none", "'en_velm_none', which is neither .*python -m spacy download en_velm_none"),
        ("FOLDER", "does not load: .*python -m spacy validate"),
    ],
)
def test_a_pipeline_that_cannot_be_had_is_told_with_what_to_do(
    load: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, told: str
) -> None:
    monkeypatch.setenv("WHOSAYS_SPACY_MODEL", str(tmp_path) if name == "FOLDER" else name)
    with pytest.raises(UsageError, match=told):
        load(1)


def test_an_unset_variable_is_told_too(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WHOSAYS_SPACY_MODEL", raising=False)
    with pytest.raises(UsageError, match="is not set"):
        load(1)

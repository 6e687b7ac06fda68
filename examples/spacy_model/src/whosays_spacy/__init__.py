"""A guest of whosays: a spaCy pipeline as its language model.

Honnibal et al., spaCy: Industrial-strength Natural Language Processing in Python, doi:10.5281/zenodo.1212303.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import is_package

from whosays.annotate.check import UPOS
from whosays.errors import Refused, UsageError
from whosays.plugins import Analysis
from whosays.records import Entity, Mention, Span, Word
from whosays.records.layers import ENTITY_TYPES

VARIABLE = "WHOSAYS_SPACY_MODEL"
"""Of the environment: name of an installed pipeline, or path of a folder that `Language.to_disk` wrote."""

TYPES = {
    "PERSON": "Person",
    "PER": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "NORP": "Nationality",
    "EVENT": "Event",
    "LAW": "Document",
    "WORK_OF_ART": "Document",
    "PRODUCT": "Thing",
    **{type_: type_ for type_ in ENTITY_TYPES},
}
"""Labels of OntoNotes (LDC2013T19), and the contract's own types, to types of the contract.

What is not here is left out: times, numbers and money have layers of their own.
"""

LONGEST = 500
"""Characters without white space between them; longer runs are cut. The time that spaCy's tokenizer takes for
a run of brackets grows faster than its length: 20,000 would take it most of a minute.
"""

_RUN = re.compile(r"\S+")


def load(threads: int = 1) -> SpacyModel:
    """The pipeline that the environment names; `UsageError` where it names none, or one that does not load.

    `threads` changes nothing: a pipeline of spaCy's own parts uses one.
    """
    name = os.environ.get(VARIABLE, "").strip()
    if not name:
        raise UsageError(
            f"{VARIABLE} is not set. Name a spaCy pipeline in it, or its folder ({VARIABLE}=en_core_web_sm), "
            "or uninstall whosays-spacy to read with the language model of whosays."
        )
    try:
        return SpacyModel(spacy.load(name))
    except Exception as error:  # whatever the parts of a pipeline may raise
        told = " ".join(str(error).split())[:300]
        if not is_package(name) and not Path(name).exists():
            raise UsageError(
                f"{VARIABLE} names {name!r}, which is neither an installed spaCy pipeline nor a folder. "
                f"Install it (python -m spacy download {name}) or name another. spaCy says: {told}"
            ) from error
        raise UsageError(
            f"The spaCy pipeline {name!r} ({VARIABLE}) does not load: {type(error).__name__}: {told} "
            "See whether it fits this spaCy with: python -m spacy validate"
        ) from error


class SpacyModel:
    """A `LanguageModel` on a spaCy pipeline; what the pipeline has no part for is left open."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def __call__(self, text: str, areas: Sequence[Span]) -> Analysis:
        """Sentences, words with their trees, and names, each distinct name of a type one entity.

        `Refused` where the pipeline's tokenizer does not keep the text.
        """
        cut = [piece for start, end in areas for piece in _pieces(text, start, end, self._nlp.max_length)]
        sentences: list[Span] = []
        syntax: list[Word] = []
        mentions: list[Mention] = []
        entities: dict[tuple[str, str], Entity] = {}
        docs = self._nlp.pipe([text[start:end] for start, end in cut])
        for (start, end), doc in zip(cut, docs, strict=True):
            if doc.text != text[start:end]:
                raise Refused("the tokenizer of the spaCy pipeline does not keep the text")
            above = _above_spaces(doc)
            for sentence in _sentences(doc):
                sentences.append(_span(sentence, start))
                syntax += _words(sentence, above, start, first=len(syntax))
            mentions += _mentions(doc, text, start, entities)
        return Analysis(
            sentences=tuple(sentences),
            syntax=tuple(syntax),
            mentions=tuple(mentions),
            entities=tuple(entities.values()),
        )


def _pieces(text: str, start: int, end: int, most: int) -> Iterator[Span]:
    """An area, cut where it is longer than `most` characters, and in words that are too long."""
    for run in _RUN.finditer(text, start, end):
        for at in range(run.start() + LONGEST, run.end(), LONGEST):
            yield from _cut(text, start, at, most)
            start = at
    yield from _cut(text, start, end, most)


def _cut(text: str, start: int, end: int, most: int) -> Iterator[Span]:
    """Pieces of at most `most` characters, cut behind white space if there is any."""
    while end - start > most:
        at = start + most
        while at > start and not text[at - 1].isspace():
            at -= 1
        if at == start:
            at = start + most
        yield start, at
        start = at
    if start < end:
        yield start, end


def _span(tokens: Sequence[Token], offset: int) -> Span:
    """From the first to the last of some tokens in a text; `offset`: where their `Doc` begins there."""
    return offset + tokens[0].idx, offset + tokens[-1].idx + len(tokens[-1])


def _sentences(doc: Doc) -> Iterator[list[Token]]:
    """The words of each sentence; the text is one sentence where the pipeline looks for none."""
    for sentence in doc.sents if doc.has_annotation("SENT_START") else [doc]:
        words = [token for token in sentence if not token.is_space]
        if words:
            yield words


# ── words ─────────────────────────────────────────────────────────────────────────────────────────


def _words(sentence: list[Token], above: dict[int, int], offset: int, *, first: int) -> Iterator[Word]:
    """The words of a sentence with one root; `first`: the index of its first word in the layer.

    The root is the first word without a head in the sentence; others without one hang on it by `dep`, and so
    do all where nothing parses.
    """
    number = {token.i: own for own, token in enumerate(sentence, start=first)}
    heads = [number.get(above.get(token.head.i, token.head.i), -1) for token in sentence]
    heads = [head if head != own else -1 for own, head in enumerate(heads, start=first)]
    root = first + (heads.index(-1) if -1 in heads else 0)
    for own, token in enumerate(sentence, start=first):
        head, relation = heads[own - first], token.dep_
        if own == root:
            head, relation = -1, "root"
        elif head == -1:
            head, relation = root, "dep"
        elif relation in ("", "ROOT"):
            relation = "dep"
        start, end = _span([token], offset)
        upos = token.pos_ if token.pos_ in UPOS else "X"
        yield Word(start, end, upos, token.lemma_ or token.text, head, relation)


def _above_spaces(doc: Doc) -> dict[int, int]:
    """Each token of white space, by its index in `doc`, to the nearest word above it; -1: there is none."""
    above: dict[int, int] = {}
    for token in doc:
        path: list[int] = []
        at = token.i
        while doc[at].is_space and at not in above:
            above[at] = -1  # until more is known; it stays where spaces hang on one another in a circle
            path.append(at)
            at = doc[at].head.i
        above.update(dict.fromkeys(path, above.get(at, at)))
    return above


# ── names ─────────────────────────────────────────────────────────────────────────────────────────


def _mentions(doc: Doc, text: str, offset: int, entities: dict[tuple[str, str], Entity]) -> Iterator[Mention]:
    """The names in `doc` that have a type of the contract; `entities`, by name and type, gains what is new.

    `doc` begins at `offset` in `text`.
    """
    for found in doc.ents:
        words = [token for token in found if not token.is_space]
        type_ = TYPES.get(found.label_)
        if type_ is None or not any(character.isalnum() for character in found.text):
            continue
        start, end = _span(words, offset)
        name = " ".join(text[start:end].split())
        fresh = Entity(id=f"e{len(entities) + 1}", type=type_, name=name)
        entity = entities.setdefault((name, type_), fresh)
        yield Mention(start=start, end=end, type=type_, kind="name", entity=entity.id)

"""Language, sentences, words and their trees, and drafts of who is named and who says what.

The only module that knows the language model: ours (`annotate.model`), or the one that an installed package
offers in `whosays.models`. It reads a text once, and all layers that rest on it take what it found from the
document. What is not English is marked as such and left alone: a document in another language has sentences
and tokens by rules and nothing else, a paragraph in another language within an English document has nothing.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from whosays.annotate.languages import foreign, language_of
from whosays.annotate.sentences import areas, pieces, sentences_of
from whosays.annotate.tokens import tokens_of
from whosays.errors import BadPlugin
from whosays.plugins import Analysis, LanguageModel, annotator, load
from whosays.records import Document, Foreign, Span

OURS = "encoder"
"""The name of our own model among those offered."""


@annotator(
    gives={"language", "sentences", "tokens", "syntax", "foreign", "mentions", "entities", "attributions"}
)
def language(document: Document) -> Document:
    """The document with its language (ISO 639-1, `None` where not known) and all that the model found."""
    text = document.text
    told = language_of(text, document.language)
    if told not in ("en", None):
        return document.having(
            language=told, sentences=tuple(sentences_of(document)), tokens=tuple(tokens_of(text))
        )
    read: list[Span] = []
    left: list[Foreign] = []
    for start, end in areas(document):
        other = foreign(text, start, end)
        if other is None:
            read.append((start, end))
        else:
            left.append(Foreign(start, end, other))
    found = model()(text, read)
    return document.having(
        language=told,
        sentences=tuple(_bounded(text, found)),
        tokens=tuple(token for start, end in read for token in tokens_of(text, start, end)),
        syntax=found.syntax,
        foreign=tuple(left),
        mentions=found.mentions,
        entities=found.entities,
        attributions=found.attributions,
    )


@cache
def model(threads: int = 1) -> LanguageModel:
    """The language model of this process: a guest's if one is installed, else ours.

    `BadPlugin` where two guests offer one.
    """
    offered = load("models")
    guests = [name for name in offered if name != OURS]
    if len(guests) > 1:
        raise BadPlugin(f"{' and '.join(guests)} both offer a language model. Uninstall all but one.")
    made: LanguageModel = offered[guests[0] if guests else OURS](threads)
    return made


def weights() -> str:
    """Which weights our own model has: changes with them."""
    told = files("whosays.annotate.model").joinpath("weights", "labels.json").read_bytes()
    return str(msgspec.json.decode(told)["weights"])


def _bounded(text: str, found: Analysis) -> list[Span]:
    """Its sentences, none so long that a reader of sentences would wait for it."""
    return [piece for start, end in found.sentences for piece in pieces(text, start, end)]

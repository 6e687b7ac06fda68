"""A document by hand in one line, so that a test needs no file and no model."""

from __future__ import annotations

import re
from collections.abc import Iterable

from whosays.annotate.sentences import sentences_of
from whosays.annotate.tokens import tokens_of
from whosays.plugins import Annotator, annotator
from whosays.records import Block, BlockKind, Document, Word


def doc(text: str = "", *, run: Iterable[Annotator] = (), **fields: object) -> Document:
    """A document of `text`, with any other field by name, after the annotators of `run` in their order.

    `doc("On 3 May a bomb went off.", published="2003-05-04", run=[language, times]).times`
    """
    made: dict[str, object] = {
        "id": "0" * 64,
        "source": "by-hand.txt",
        "format": "text/plain",
        "language": "en",
        "text": text,
        **fields,
    }
    document = Document(**made)  # type: ignore[arg-type]
    for each in run:
        document = each(document)
    return document


def laid_out(*blocks: tuple[BlockKind, str], run: Iterable[Annotator] = (), **fields: object) -> Document:
    """A document of blocks: `laid_out(("heading", "Incidents"), ("item", "3 May 1998: a bomb …"))`."""
    laid: list[Block] = []
    at = 0
    for kind, text in blocks:
        laid.append(Block(start=at, end=at + len(text), kind=kind, level=1))
        at += len(text) + 2
    return doc("\n\n".join(text for _, text in blocks), run=run, blocks=tuple(laid), **fields)


def words(document: Document, layer: str) -> list[str]:
    """The exact words of each finding of a layer."""
    return [
        document.words(item if isinstance(item, tuple) else (item.start, item.end))
        for item in getattr(document, layer)
    ]


def loose_words(text: str, verbs: Iterable[str] = ()) -> tuple[Word, ...]:
    """Every word a noun, or one of these verbs; none hangs on another."""
    verbs = frozenset(verbs)
    return tuple(
        Word(m.start(), m.end(), "VERB" if m[0] in verbs else "NOUN", m[0].lower(), -1, "root")
        for m in re.finditer(r"\w+", text)
    )


@annotator(gives={"sentences", "tokens"})
def by_rules(document: Document) -> Document:
    """Sentences and tokens without the language model: for what has to be right without its drafts."""
    return document.having(sentences=tuple(sentences_of(document)), tokens=tuple(tokens_of(document.text)))

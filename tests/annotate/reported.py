"""Documents for the tests of attributions: words, sentences and names set by hand."""

from __future__ import annotations

import re

from whosays.annotate.attributions import attributions
from whosays.records import Attribution, Block, Document, Entity, Mention, Token

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’»)]*\s+(?=[\"“‘«(\[]?[A-Z])")


def document(
    text: str,
    *,
    people: tuple[str, ...] = (),
    bodies: tuple[str, ...] = (),
    described: tuple[tuple[str, str], ...] = (),
    blocks: tuple[Block, ...] = (),
    language: str | None = "en",
) -> Document:
    """A document whose names are `people` and `bodies`, wherever they stand in the text.

    `described`: pronouns and descriptions of persons, with the entity that their chain is of.
    """
    spans = [(b.start, b.end) for b in blocks] or [
        m.span() for m in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text)
    ]
    sentences = []
    for start, end in spans:
        for match in _SENTENCE_END.finditer(text, start, end):
            sentences.append((start, match.start()))
            start = match.end()
        sentences.append((start, end))
    mentions = [
        Mention(start=m.start(), end=m.end(), type=kind, kind="name", entity=name)
        for kind, names in (("Person", people), ("Organization", bodies))
        for name in names
        for m in re.finditer(rf"\b{re.escape(name)}\b", text)
    ]
    chained = [
        Mention(start=m.start(), end=m.end(), type="Person", kind=kind, entity=entity)
        for phrase, entity in described
        for kind in ("pronoun" if phrase in ("he", "she") else "nominal",)
        for m in re.finditer(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE)
    ]
    return Document(
        id="0",
        source="by-hand.txt",
        format="text/plain",
        text=text,
        language=language,
        blocks=blocks,
        sentences=tuple(sentences),
        tokens=tuple(Token(m.start(), m.end()) for m in _TOKEN.finditer(text)),
        mentions=tuple(sorted([*mentions, *chained], key=lambda m: m.start)),
        entities=tuple(
            Entity(id=name, type=kind, name=name)
            for kind, names in (("Person", people), ("Organization", bodies))
            for name in names
        ),
    )


def found(text: str, **options: object) -> tuple[Attribution, ...]:
    """The attributions of a text."""
    return attributions(document(text, **options)).attributions  # type: ignore[arg-type]


def told(text: str, **options: object) -> list[tuple[str, str, str]]:
    """The attributions of a text as words: source, cue, content; pieces are joined by " … "."""
    return [
        tuple(" … ".join(text[start:end] for start, end in role) for role in (a.source, a.cue, a.content))
        for a in found(text, **options)
    ]  # type: ignore[return-value]

"""Casebooks by hand: reports with exactly the lines that a test needs, no file and no annotator."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from pathlib import Path

from whosays.casebook import Writer
from whosays.engines.comparing import bring_up_to_date
from whosays.engines.deriving import derive
from whosays.records import Attribution, Block, Document, Entity, Given, Mention
from whosays.records.derived import (
    Derived,
    Known,
    Line,
    Party,
    Reading,
    Sighting,
    Voice,
    content_id,
    document_key,
)
from whosays.records.edtf import bounds
from whosays.weigh.facts import document_facts

Mouth = tuple[str | None, str | None]
"""A source and its cue, in the words of the text; no source: nobody is named."""


def said(
    words: str,
    *,
    day: str | None = None,
    when: str | None = None,
    by: Sequence[Mouth] = (),
    who: Sequence[str] = (),
    type: str | None = "ASSAULT",  # noqa: A002  (the field's name)
    **fields: object,
) -> dict[str, object]:
    """A line of a report: `words` as they stand in it, `by` outermost first, `who` the names in it."""
    return {"words": words, "day": day, "when": when, "by": by, "who": who, "type": type, **fields}


def report(
    text: str,
    *lines: dict[str, object],
    source: str = "pile/report.txt",
    aliases: dict[str, tuple[str, ...]] | None = None,
    **metadata: object,
) -> Reading:
    """A reading of `text` with these lines; each paragraph is a block."""
    data = text.encode()
    digest = hashlib.sha256(data + source.encode()).hexdigest()
    key = document_key(digest, "text/plain", Given())
    blocks, at = [], 0
    for paragraph in text.split("\n"):
        if paragraph:
            blocks.append(Block(start=at, end=at + len(paragraph), kind="paragraph"))
        at += len(paragraph) + 1
    document = Document(
        id=digest, source=source, format="text/plain", text=text, blocks=tuple(blocks), **metadata
    )  # type: ignore[arg-type]
    made = tuple(_line(document, key, number, fields) for number, fields in enumerate(lines))
    names = dict.fromkeys(name for fields in lines for name in _names(fields))
    return Reading(
        key=key,
        document=document,
        packed=zlib.compress(data),
        size=len(data),
        derived=Derived(
            about=document_facts(document, key),
            places=tuple(dict.fromkeys(place for line in made for place in line.where)),
            lines=made,
            entities=tuple(
                Known(id=entity_id(name), type="Person", name=name, aliases=(aliases or {}).get(name, ()))
                for name in names
            ),
            sightings=tuple(
                Sighting(entity=entity_id(name), start=start, end=end, kind="name")
                for name in names
                for start, end in [_span(text, name)]
            ),
        ),
    )


def entity_id(name: str) -> str:
    return content_id("e", name)


def keep(folder: Path, *readings: Reading) -> str:
    """A casebook of these readings, compared."""
    case = str(folder / "case.db")
    with Writer.open(case) as writer:
        for number, reading in enumerate(readings):
            writer.put(f"/pile/{number}", reading, "by-hand")
        bring_up_to_date(writer)
    return case


def _names(fields: dict[str, object]) -> list[str]:
    return [*fields["who"], *(source for source, _ in fields["by"] if source)]  # type: ignore[misc, attr-defined]


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _line(document: Document, key: str, number: int, fields: dict[str, object]) -> Line:
    rest = dict(fields)
    start, end = _span(document.text, str(rest.pop("words")))
    day, when, by, who = (rest.pop(name) for name in ("day", "when", "by", "who"))
    earliest, latest = bounds(str(day)) if day else (None, None)
    page = document.publisher or ", ".join(document.byline) or document.title or document.source
    voice = [Voice(kind="document", name=page)]
    if document.republished_from:
        voice.append(Voice(kind="publisher", name=document.republished_from))
    voice += [_voice(document.text, *mouth) for mouth in by]  # type: ignore[attr-defined]
    values: dict[str, object] = {
        "kind": "event",
        "mode": None,
        "event": None,
        "polarity": "asserted",
        "certainty": "fact",
        **rest,
    }
    return Line(
        id=content_id("s", key, number),
        document=key,
        start=start,
        end=end,
        summary=document.text[start:end],
        when=when,
        edtf=day,
        earliest=earliest,
        latest=latest,
        voice=tuple(voice),
        parties=tuple(
            Party(role="actor", entity=entity_id(name), start=s, end=e)
            for name in who  # type: ignore[attr-defined]
            for s, e in [_span(document.text, name)]
        ),
        **values,
    )  # type: ignore[arg-type]


def _voice(text: str, source: str | None, cue: str | None) -> Voice:
    where = _span(text, cue) if cue else None
    if source is None:
        return Voice(kind="unnamed", name=cue or "unattributed quotation", cue=where)
    return Voice(kind="speaker", name=source, span=_span(text, source), cue=where, entity=entity_id(source))


def derived(document: Document) -> Reading:
    """A reading of a document with layers, with what really follows from them."""
    data = (document.source + document.text).encode()
    made = document.having(id=hashlib.sha256(data).hexdigest())
    key = document_key(made.id, made.format, Given())
    return Reading(
        key=key, document=made, packed=zlib.compress(data), size=len(data), derived=derive(made, key)
    )


def quoting(
    text: str, *quotes: tuple[str | None, str], source: str = "pile/quotes.txt", **metadata: object
) -> Reading:
    """A report with quotations, each of its speaker's name (`None`: nobody is named) and its words."""
    names = list(dict.fromkeys(name for name, _ in quotes if name))
    entities = {name: f"e{number}" for number, name in enumerate(names)}
    attributions = [
        Attribution(
            source=(_span(text, name),) if name else (),
            cue=(_span(text, "said"),) if name else (),
            content=(_span(text, words),),
            speaker=entities[name] if name else None,
            quoted=True,
        )
        for name, words in quotes
    ]
    values = {"id": "", "source": source, "format": "text/plain", "text": text, **metadata}
    return derived(
        Document(
            **values,  # type: ignore[arg-type]
            entities=tuple(Entity(id=id_, type="Person", name=name) for name, id_ in entities.items()),
            mentions=tuple(
                Mention(start=start, end=end, type="Person", kind="name", entity=entities[name])
                for name in names
                for start, end in [_span(text, name)]
            ),
            attributions=tuple(attributions),
        )
    )

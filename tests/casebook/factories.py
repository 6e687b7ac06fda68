"""Readings by hand: a document of sentences, each a line; its first word is who takes part."""

from __future__ import annotations

import hashlib
import zlib

from whosays.records import Block, Document, Given
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

PRINT = "annotators-1"


def entity_id(name: str) -> str:
    """The id of the entity that `name` names."""
    return content_id("e", name.casefold())


def reading(
    *sentences: str,
    source: str = "a.txt",
    title: str | None = "A report",
    published: str | None = "1994-09-05",
    dates: tuple[str | None, ...] = (),
    aliases: dict[str, tuple[str, ...]] | None = None,
    said_by: str | None = None,
    blocks: bool = True,
    **line: object,
) -> Reading:
    """A reading of sentences: their first words are names, `dates` their days, `line` fields of each line."""
    text = "\n".join(sentences)
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    key = document_key(digest, "text/plain", Given(title=title, published=published))
    spans, at = [], 0
    for sentence in sentences:
        spans.append((at, at + len(sentence)))
        at += len(sentence) + 1
    document = Document(
        id=digest,
        source=source,
        format="text/plain",
        title=title,
        published=published,
        language="en",
        text=text,
        sentences=tuple(spans),
        blocks=tuple(Block(start=s, end=e, kind="paragraph") for s, e in spans) if blocks else (),
    )
    names = [sentence.split(" ")[0] for sentence in sentences]
    lines = tuple(
        _line(key, document, span, name, dates[place] if place < len(dates) else None, said_by, line)
        for place, (span, name) in enumerate(zip(spans, names, strict=True))
    )
    cast = dict.fromkeys([*names, *([said_by] if said_by else [])])
    derived = Derived(
        about=document_facts(document, key),
        places=tuple(dict.fromkeys(place for line in lines for place in line.where)),
        lines=lines,
        entities=tuple(
            Known(id=entity_id(name), type="Person", name=name, aliases=(aliases or {}).get(name, ()))
            for name in cast
        ),
        sightings=tuple(
            Sighting(entity=entity_id(name), start=start, end=start + len(name), kind="name")
            for (start, _), name in zip(spans, names, strict=True)
        ),
    )
    return Reading(key=key, document=document, packed=zlib.compress(data), size=len(data), derived=derived)


def _line(
    key: str,
    document: Document,
    span: tuple[int, int],
    name: str,
    day: str | None,
    said_by: str | None,
    fields: dict[str, object],
) -> Line:
    start, end = span
    first, last = bounds(day) if day else (None, None)
    voice = [Voice(kind="document", name=document.title or document.source)]
    if said_by:
        voice.append(Voice(kind="speaker", name=said_by, span=(start, end), entity=entity_id(said_by)))
    values = {
        "id": content_id("s", key, start, end),
        "document": key,
        "kind": "event",
        "type": "ASSAULT",
        "mode": None,
        "event": content_id("v", key, start),
        "start": start,
        "end": end,
        "summary": document.text[start:end],
        "when": day,
        "edtf": day,
        "earliest": first,
        "latest": last,
        "polarity": "asserted",
        "certainty": "fact",
        "voice": tuple(voice),
        "parties": (Party(role="actor", entity=entity_id(name), start=start, end=start + len(name)),),
    }
    return Line(**{**values, **fields})  # type: ignore[arg-type]

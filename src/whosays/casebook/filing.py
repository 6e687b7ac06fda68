"""How a reading is laid out in rows: pure functions, used to write a casebook and to check one."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from whosays.casebook.search import first_day
from whosays.records import Block, Document
from whosays.records.across import Caution, Claim, Conflict
from whosays.records.derived import Derived, Line
from whosays.records.document import decode, encode
from whosays.records.edtf import bounds, is_edtf, sort_key

PACKING = 3
"""zlib level of annotations: half the time of the default for a few per cent of size."""

Values = dict[str, Any]
NameKey = tuple[str, str, str]
"""(entity, type, name)."""

_derived = msgspec.json.Decoder(Derived)
_but_words = tuple(
    field for field in msgspec.structs.fields(Document) if field.name not in {"tokens", "syntax"}
)
_without_words = msgspec.json.Decoder(
    msgspec.defstruct(
        "_WithoutWords", [(field.name, field.type, field.default) for field in _but_words], kw_only=True
    )
)
"""Words and trees are most of what is kept of a document; here they are passed over."""


# ── annotations ───────────────────────────────────────────────────────────────────────────────────


def annotation_bytes(document: Document) -> bytes:
    """A document with all its layers, in the form that is hashed: without the place where it was found."""
    return encode(document.having(source=""))


def derived_bytes(derived: Derived) -> bytes:
    """What a document adds to the tables, in the form that is hashed."""
    return msgspec.json.encode(derived)


def pack(data: bytes) -> bytes:
    """Compressed for keeping."""
    return zlib.compress(data, PACKING)


def unpack_document(data: bytes, source: str) -> Document:
    """The document that was kept, as found at `source`."""
    return decode(zlib.decompress(data)).having(source=source)


def unpack_without_words(data: bytes, source: str) -> Document:
    """The same without its words and their trees, in half the time."""
    kept = _without_words.decode(zlib.decompress(data))
    return Document(**{field.name: getattr(kept, field.name) for field in _but_words} | {"source": source})


def unpack_derived(data: bytes) -> Derived:
    """What was derived from a document when it was kept."""
    return _derived.decode(zlib.decompress(data))


def sha256(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def document_digest(key: str, annotation: str, derived: bytes, version: str) -> str:
    """A hash of all that is kept of a document.

    Its key (which stands for the original bytes and what was given from outside), the hash of its annotation,
    what is derived from it, the version that annotated it.
    """
    return sha256("\n".join((key, annotation, sha256(derived), version)).encode())


# ── a document ────────────────────────────────────────────────────────────────────────────────────


def document_values(key: str, document: Document) -> Values:
    """The row of `documents`, but for `current` and `digest`."""
    earliest, latest = dated(document)
    return {
        "key": key,
        "sha256": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "byline": plain_json(document.byline),
        "published": document.published,
        "earliest": earliest,
        "latest": latest,
        "url": document.url,
        "canonical_url": document.canonical_url,
        "republished_from": document.republished_from,
        "language": document.language,
        "format": document.format,
        "characters": len(document.text),
        "notes": plain_json(document.notes),
        "text": document.text,
    }


def plain_json(values: Iterable[str]) -> str:
    """A list of strings as JSON text."""
    return msgspec.json.encode(tuple(values)).decode()


def dated(document: Document) -> tuple[str | None, str | None]:
    """First and last possible day of the document's own date."""
    if document.published is None or not is_edtf(document.published):
        return None, None
    return bounds(document.published)


def passages(document: Document) -> tuple[Block, ...]:
    """What search finds: the blocks with text in them; all of the text as one where a reader gave none."""
    if document.blocks:
        return document.blocks
    return (Block(start=0, end=len(document.text), kind="paragraph"),) if document.text else ()


def block_values(key: str, document: Document, first: int) -> list[Values]:
    """Rows of `blocks`, numbered from `first`."""
    return [
        {
            "id": number,
            "document": key,
            "start": block.start,
            "end": block.end,
            "kind": block.kind,
            "level": block.level,
            "table_row": block.row,
            "table_column": block.column,
        }
        for number, block in enumerate(passages(document), first)
    ]


def mention_values(key: str, document: Document, derived: Derived) -> list[Values]:
    """Rows of `mentions`; a passage mentions an entity once."""
    seen = first_day(dated(document)[0])
    once = {(s.entity, s.start, s.end): s for s in derived.sightings}
    return [
        {
            "entity": entity,
            "seen": seen,
            "document": key,
            "start": start,
            "end": end,
            "kind": sighting.kind,
            "words": document.text[start:end],
        }
        for (entity, start, end), sighting in once.items()
    ]


def place_values(key: str, derived: Derived) -> list[Values]:
    """Rows of `places`; a passage is one place."""
    once = {(place.start, place.end): place for place in derived.places}
    return [{"document": key, **msgspec.structs.asdict(place)} for place in once.values()]


# ── names ─────────────────────────────────────────────────────────────────────────────────────────


def contribution(derived: Derived) -> dict[NameKey, int]:
    """The names that a document uses, and for each whether (1) it is the main one of its entity there."""
    names: dict[NameKey, int] = {}
    for known in derived.entities:
        names[known.id, known.type, known.name] = 1
        for alias in known.aliases:
            names.setdefault((known.id, known.type, alias), 0)
    return names


def shown(names: Iterable[tuple[str, str, int]]) -> tuple[str, str] | None:
    """(type, name) under which an entity is shown, of its (type, name, documents as main name).

    The main name in most documents; of several the longest, then the first by code point: never the one that
    happened to be read first.
    """
    ranked = sorted((-main, -len(name), name, kind) for kind, name, main in names if main > 0)
    return (ranked[0][3], ranked[0][2]) if ranked else None


# ── lines ─────────────────────────────────────────────────────────────────────────────────────────


def in_order(derived: Derived) -> list[Line]:
    """The lines of a document in the order of its text."""
    return sorted(derived.lines, key=lambda line: (line.start, line.end, line.id))


def line_sort_key(line: Line, position: int, published: str | None) -> str:
    """The line's place in the chronology, as text that sorts so.

    By date; then by when its document came out (`published`, EDTF), so that what was told first stands first;
    document; place in the document.
    """
    edtf = line.edtf
    if edtf is None or not is_edtf(edtf):
        edtf = f"{line.earliest or '..'}/{line.latest or '..'}" if line.earliest or line.latest else None
    rank, *parts = sort_key(edtf)
    known, told, *_ = sort_key(published if published is not None and is_edtf(published) else None)
    # A space sorts before all that stands in a date.
    return " ".join((str(rank), *parts[:3], str(known), told, line.document, f"{position:06}"))


def statement_values(line: Line, number: int, place: str) -> Values:
    """The row of `statements`."""
    return {
        "number": number,
        "id": line.id,
        "document": line.document,
        "sort_key": place,
        "kind": line.kind,
        "type": line.type,
        "mode": line.mode,
        "event": line.event,
        "start": line.start,
        "end": line.end,
        "summary": line.summary,
        "time_words": line.when,
        "edtf": line.edtf,
        "earliest": line.earliest,
        "latest": line.latest,
        "polarity": line.polarity,
        "certainty": line.certainty,
        "stance": line.stance,
        "code": line.code,
        "code_words": line.code_words,
        "trigger_start": line.trigger[0] if line.trigger else None,
        "trigger_end": line.trigger[1] if line.trigger else None,
    }


def party_values(line: Line, number: int, place: str) -> list[Values]:
    """Rows of `statement_parties`."""
    return [
        {
            "statement": number,
            "position": position,
            "role": party.role,
            "entity": party.entity,
            "start": party.start,
            "end": party.end,
            "sort_key": place,
        }
        for position, party in enumerate(line.parties)
    ]


def voice_values(line: Line, number: int, place: str) -> list[Values]:
    """Rows of `voices`."""
    return [
        {
            "statement": number,
            "position": position,
            "kind": voice.kind,
            "name": voice.name,
            "start": voice.span[0] if voice.span else None,
            "end": voice.span[1] if voice.span else None,
            "cue_start": voice.cue[0] if voice.cue else None,
            "cue_end": voice.cue[1] if voice.cue else None,
            "entity": voice.entity,
            "sort_key": place,
        }
        for position, voice in enumerate(line.voice)
    ]


def statement_place_values(line: Line, number: int) -> list[Values]:
    """Rows of `statement_places`."""
    return [
        {"statement": number, "position": position, "start": place.start, "end": place.end}
        for position, place in enumerate(line.where)
    ]


def figure_values(line: Line, number: int) -> list[Values]:
    """Rows of `figures`."""
    return [
        {"statement": number, "position": position, **msgspec.structs.asdict(figure)}
        for position, figure in enumerate(line.figures)
    ]


# ── claims ────────────────────────────────────────────────────────────────────────────────────────


def caution_values(scope: str, found: Iterable[Caution]) -> list[Values]:
    """Rows of `cautions`; `scope`: what they follow from."""
    return [
        {"scope": scope, "position": position, **msgspec.structs.asdict(caution)}
        for position, caution in enumerate(found)
    ]


def claim_values(claim: Claim, position: int) -> Values:
    """The row of `claims`."""
    return {
        "id": claim.id,
        "topic": claim.topic,
        "position": position,
        "aspect": claim.aspect,
        "value": msgspec.json.encode(claim.value).decode(),
        "unit": claim.unit,
        "text": claim.text,
        "reports": len(claim.reports),
        "origins": len(claim.origins),
    }


def claim_report_values(claim: Claim, numbers: Mapping[str, int]) -> list[Values]:
    """Rows of `claim_reports`; `numbers`: statements by the ids of their lines."""
    of = {report: origin.id for origin in claim.origins for report in origin.reports}
    return [
        {
            "claim": claim.id,
            "position": position,
            "statement": numbers[line],
            "stance": stance,
            "origin": of.get(position),
        }
        for position, (line, stance) in enumerate(claim.reports)
    ]


def origin_values(claim: Claim) -> list[Values]:
    """Rows of `origins`."""
    return [
        {
            "id": origin.id,
            "claim": claim.id,
            "position": position,
            "why": origin.why,
            "links": msgspec.json.encode(origin.links).decode(),
        }
        for position, origin in enumerate(claim.origins)
    ]


def conflict_values(conflict: Conflict, position: int) -> Values:
    """The row of `conflicts`."""
    return {
        "id": conflict.id,
        "topic": conflict.topic,
        "position": position,
        "kind": conflict.kind,
        "about": conflict.about,
        "note": conflict.note,
    }


def side_values(conflict: Conflict) -> list[Values]:
    """Rows of `conflict_sides`."""
    return [
        {
            "conflict": conflict.id,
            "position": position,
            "value": msgspec.json.encode(side.value).decode(),
            "origins": side.origins,
            "claim": side.claim,
        }
        for position, side in enumerate(conflict.sides)
    ]


def side_report_values(conflict: Conflict, numbers: Mapping[str, int]) -> list[Values]:
    """Rows of `side_reports`."""
    return [
        {"conflict": conflict.id, "side": side, "position": position, "statement": numbers[line]}
        for side, each in enumerate(conflict.sides)
        for position, line in enumerate(each.lines)
    ]

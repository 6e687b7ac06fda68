"""Quotations: what stands in quotation marks, who says it, and through whom it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from whosays.casebook.rows import EntityRow
from whosays.records import Document, Span
from whosays.records.derived import Voice
from whosays.resolve.derive import entity_ids
from whosays.resolve.voices import Voices
from whosays.views.chronology import edtf_date, named
from whosays.views.wording import voice_words

if TYPE_CHECKING:
    from whosays.casebook import Reader


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which quotations a person asks for; `None`: whatever."""

    by: str | None = None
    unattributed: bool = False
    """Only those that the text puts in nobody's mouth."""
    earliest: str | None = None
    """EDTF: no document that came out before."""
    latest: str | None = None
    """EDTF: no document that came out after."""


class Quotation(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation as it is shown."""

    words: str
    """The document's own words; where it is split, the pieces with " … " between them."""
    pieces: tuple[Span, ...]
    start: int
    end: int
    speaker: str | None
    """The words by which the text gives the speaker; `None`: nobody is named."""
    entity: str | None
    """The entity of the casebook that speaks, where that is known."""
    name: str | None
    """Under which name that entity is shown."""
    voice: str
    """The chain of voices in words, innermost first."""
    chain: tuple[Voice, ...]
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    source: str


class Quotations(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the quotations that were asked for."""

    offset: int
    """So many stand before them."""
    quotations: tuple[Quotation, ...]
    more: bool
    """Are there others behind them?"""


class _Found(msgspec.Struct, frozen=True):
    """A quotation on its way."""

    document: str
    pieces: tuple[Span, ...]
    words: str
    speaker: str | None
    chain: tuple[Voice, ...]


def quotations(reader: Reader, wanted: Wanted, *, limit: int | None, offset: int = 0) -> Quotations:
    """The quotations that `wanted` asks for, by date of their documents; at most `limit` from `offset` on."""
    ids = (
        None
        if wanted.by is None
        else tuple(part for entity in named(reader, wanted.by) for part in entity.parts)
    )
    return _page(reader, _found(reader, wanted, ids), limit, offset)


def quotations_of(reader: Reader, entity: EntityRow, *, limit: int | None) -> Quotations:
    """What one entity is quoted with; at most `limit`."""
    return _page(reader, _found(reader, Wanted(), entity.parts), limit, 0)


def quotations_in(reader: Reader, entity: EntityRow, documents: Iterable[str], *, limit: int) -> Quotations:
    """What one entity is quoted with in these documents; at most `limit`."""
    return _page(reader, _among(reader, reader.spoken_in(documents), Wanted(), entity.parts), limit, 0)


def _page(reader: Reader, every: Iterator[_Found], limit: int | None, offset: int) -> Quotations:
    some = list(islice(every, offset, None if limit is None else offset + limit + 1))
    more = limit is not None and len(some) > limit
    return Quotations(offset=offset, quotations=_shown(reader, some[:limit]), more=more)


def _found(reader: Reader, wanted: Wanted, ids: Sequence[str] | None) -> Iterator[_Found]:
    documents = reader.spoken(
        entities=ids, earliest=edtf_date(wanted.earliest), latest=edtf_date(wanted.latest)
    )
    yield from _among(reader, documents, wanted, ids)


def _among(
    reader: Reader, documents: Iterable[tuple[str, Document]], wanted: Wanted, ids: Sequence[str] | None
) -> Iterator[_Found]:
    for key, document in documents:
        apart = reader.kept_apart(key)
        yield from _of_document(key, document, apart, wanted, ids)


def _of_document(
    key: str, document: Document, apart: tuple[Span, ...], wanted: Wanted, ids: Sequence[str] | None
) -> Iterator[_Found]:
    # What cannot pass is left out before chains are made, which cost more than all the rest.
    quoted = [
        (attribution.content[0], number)
        for number, attribution in enumerate(document.attributions)
        if attribution.quoted and attribution.content
        if not (wanted.unattributed and attribution.source)
        and not (ids is not None and not attribution.speaker)
    ]
    if not quoted:
        return
    known = entity_ids(document, key, apart)
    if ids is not None:
        quoted = [each for each in quoted if known.get(document.attributions[each[1]].speaker or "") in ids]
    voices = Voices(document, known)
    for first, number in sorted(quoted):
        attribution = document.attributions[number]
        chain = voices.chain(number, first)
        yield _Found(
            document=key,
            pieces=attribution.content,
            words=" … ".join(document.words(span) for span in attribution.content),
            speaker=chain[-1].name if _is_somebody(chain[-1]) else None,
            chain=chain,
        )


def _is_somebody(voice: Voice) -> bool:
    return voice.kind != "unnamed" or voice.span is not None


def _shown(reader: Reader, found: Sequence[_Found]) -> tuple[Quotation, ...]:
    documents = reader.document_rows(each.document for each in found)
    names = reader.names_of(each.chain[-1].entity for each in found if each.chain[-1].entity)
    return tuple(
        Quotation(
            words=each.words,
            pieces=each.pieces,
            start=each.pieces[0][0],
            end=each.pieces[-1][1],
            speaker=each.speaker,
            entity=each.chain[-1].entity,
            name=names.get(each.chain[-1].entity or "", (None, None))[1],
            voice=voice_words(each.chain, documents[each.document]),
            chain=each.chain,
            document=each.document,
            title=documents[each.document].title,
            publisher=documents[each.document].publisher,
            published=documents[each.document].published,
            source=documents[each.document].source,
        )
        for each in found
    )

"""The chronology: statements in the order of time, each with its words and its voice."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from whosays.casebook.rows import DocumentRow, EntityRow, LineFilter, WeightRow
from whosays.errors import NotFound, UsageError
from whosays.records.derived import Figure, Line, Party, Voice, Where
from whosays.records.edtf import is_edtf
from whosays.views.standing import is_denied, is_hedged
from whosays.views.wording import UNDATED, stance_words, voice_words

if TYPE_CHECKING:
    from whosays.casebook import Reader

Kind = Literal["event", "relation", "state", "chronicle", "all"]
EVERYTHING = sys.maxsize
BATCH = 500
"""Lines fetched at a time where all are wanted, so that memory stays flat."""


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What a person asks for, in his own words; `None`: whatever."""

    earliest: str | None = None
    """EDTF: nothing that ended before."""
    latest: str | None = None
    """EDTF: nothing that began after."""
    who: str | None = None
    said_by: str | None = None
    source: str | None = None
    type: str | None = None
    text: str | None = None
    kind: Kind = "chronicle"
    """chronicle: events, and relations and states that have a date."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line as it is shown."""

    id: str
    date: str
    """EDTF, or "undated"."""
    when: str | None
    """The words by which the text gives the time."""
    of_document: bool
    """The words count from the day of the document, which has none: "yesterday" of an undated page."""
    earliest: str | None
    latest: str | None
    summary: str
    """The document's own words."""
    voice: str
    """The chain of voices in words, innermost first."""
    chain: tuple[Voice, ...]
    """The same as records, outermost first."""
    stance: str
    """Empty where it is plainly asserted."""
    denied: bool
    """By its words, or by the voice that they stand under: it is nobody's report that it is so."""
    hedged: bool
    """Is it not put as fact?"""
    kind: str
    type: str | None
    mode: str | None
    event: str | None
    polarity: str
    certainty: str
    parties: tuple[Party, ...]
    where: tuple[Where, ...]
    figures: tuple[Figure, ...]
    code: str | None
    """Which entry of the lexicon, or which rule, made it."""
    code_words: str | None
    """The words that it was coded by."""
    document: str
    sha256: str
    title: str | None
    publisher: str | None
    published: str | None
    source: str
    start: int
    end: int
    weight: WeightRow | None = None
    """Who else says so, from how many independent origins, and what is said against it."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some lines out of `total`."""

    total: int
    offset: int
    lines: tuple[Entry, ...]


def chronology(reader: Reader, selection: Selection, *, limit: int | None, offset: int = 0) -> Page:
    """The lines that `selection` asks for, sorted by time; at most `limit` from `offset` on."""
    wanted = line_filter(reader, selection)
    lines = reader.lines(wanted, limit=EVERYTHING if limit is None else limit, offset=offset)
    return Page(total=reader.count_lines(wanted), offset=offset, lines=entries(reader, lines))


def every_entry(reader: Reader, selection: Selection) -> Iterator[Entry]:
    """All lines, fetched in batches."""
    wanted = line_filter(reader, selection)
    offset = 0
    while lines := reader.lines(wanted, limit=BATCH, offset=offset):
        yield from entries(reader, lines)
        offset += len(lines)


def entries(reader: Reader, lines: Sequence[Line]) -> tuple[Entry, ...]:
    """Lines with what is to be shown of their documents."""
    documents = reader.document_rows(line.document for line in lines)
    weights = reader.weighed.weights(line.id for line in lines)
    return tuple(entry(line, documents[line.document], weights.get(line.id)) for line in lines)


def entries_by_id(
    reader: Reader, ids: Iterable[str], known: Mapping[str, Entry] | None = None
) -> dict[str, Entry]:
    """Lines by their ids, as they are shown; ids that are not there are left out.

    `known`: those that were fetched before.
    """
    known = known or {}
    wanted = list(dict.fromkeys(ids))
    lines = reader.weighed.lines_by_id(id_ for id_ in wanted if id_ not in known)
    found = {entry.id: entry for entry in entries(reader, list(lines.values()))}
    return {id_: found.get(id_) or known[id_] for id_ in wanted if id_ in found or id_ in known}


def folded(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Those that are the same words, at the same time, in the same voice: one line to a reader.

    A sentence that tells of an attack and of its dead makes two statements; people read it once, where
    the first of them stands.
    """
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for each in entries:
        told = (each.document, each.start, each.end, each.date, each.voice, each.stance)
        groups.setdefault(told, []).append(each)
    yield from map(tuple, groups.values())


def told_once(entries: Iterable[Entry]) -> Iterator[Entry]:
    """One of those that are the same words of one document: an attack and its dead are read once."""
    seen: set[tuple[str, int, int]] = set()
    for each in entries:
        place = (each.document, each.start, each.end)
        if place not in seen:
            seen.add(place)
            yield each


def line_filter(reader: Reader, selection: Selection) -> LineFilter:
    """What `selection` means in this casebook. A name that nobody has raises `NotFound`."""
    return LineFilter(
        earliest=edtf_date(selection.earliest),
        latest=edtf_date(selection.latest),
        entities=_ids(reader, selection.who),
        voices=_ids(reader, selection.said_by),
        documents=_documents(reader, selection.source),
        type=selection.type,
        text=selection.text,
        chronicle=selection.kind == "chronicle",
        kind=None if selection.kind == "chronicle" or selection.kind == "all" else selection.kind,
    )


def _ids(reader: Reader, name: str | None) -> tuple[str, ...]:
    return () if name is None else tuple(found.id for found in named(reader, name))


def named(reader: Reader, name: str, *, limit: int = 50) -> list[EntityRow]:
    """The entities that a person means by a name or an id; `NotFound` where there is none."""
    if name.startswith("e-"):
        return [reader.entity(name)]
    found = reader.find_entities(name, limit=limit)
    if not found:
        raise NotFound(f"Nobody and nothing in {reader.path} bears the name {name!r}, or begins with it.")
    # Where the very name is known, what merely holds its words is not meant.
    exact = [entity for entity in found if entity.match != "words"]
    return exact or found


def _documents(reader: Reader, words: str | None) -> tuple[str, ...]:
    if words is None:
        return ()
    sought = words.casefold()
    found = tuple(
        row.key
        for row in reader.documents()
        if any(sought in (text or "").casefold() for text in (row.publisher, row.title, row.source))
    )
    if not found:
        raise NotFound(f"No document in {reader.path} has {words!r} in its publisher, title or path.")
    return found


def edtf_date(edtf: str | None) -> str | None:
    """What a person typed as a date, if it is one."""
    if edtf is not None and not is_edtf(edtf):
        raise UsageError(f"{edtf!r} is no date that whosays knows. Give 1994, 1994-09 or 1994-09-03 (EDTF).")
    return edtf


def entry(line: Line, document: DocumentRow, weight: WeightRow | None = None) -> Entry:
    """A stored line in the form in which it is shown."""
    return Entry(
        id=line.id,
        date=line.edtf or UNDATED,
        when=line.when,
        of_document=line.when is not None and line.edtf is None and document.published is None,
        earliest=line.earliest,
        latest=line.latest,
        summary=line.summary,
        voice=voice_words(line.voice, document),
        chain=line.voice,
        stance=stance_words(line),
        denied=is_denied(line),
        hedged=is_hedged(line),
        kind=line.kind,
        type=line.type,
        mode=line.mode,
        event=line.event,
        polarity=line.polarity,
        certainty=line.certainty,
        parties=line.parties,
        where=line.where,
        figures=line.figures,
        code=line.code,
        code_words=line.code_words,
        document=document.key,
        sha256=document.sha256,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        source=document.source,
        start=line.start,
        end=line.end,
        weight=weight,
    )

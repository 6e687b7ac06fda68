"""A document as it was laid out, with the layers of what was found in it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated, Literal
from urllib.parse import urlencode, urlsplit

import msgspec
from markupsafe import Markup, escape
from msgspec import Meta, field

from whosays.casebook.rows import DocumentRow, LineFilter
from whosays.errors import NotFound, UsageError
from whosays.records import (
    Attribution,
    Block,
    Credit,
    Document,
    Entity,
    Mention,
    Place,
    Quantity,
    Span,
    Statement,
    Time,
)
from whosays.resolve.derive import entity_ids
from whosays.views.chronology import EVERYTHING, Entry, entry, folded
from whosays.views.laid_out import page_at, parts
from whosays.views.layers import SWITCHED, Known, Layer, Mark, lies, marks, speakers, within
from whosays.views.web.held import Recent
from whosays.views.web.page import Name, page
from whosays.views.web.pages.originals import PDF
from whosays.views.web.reading import CLASSES, laid_out
from whosays.views.web.room import Ask
from whosays.views.web.shelf import document_of, file_name
from whosays.views.wording import date_words

CodePoint = Annotated[int, Meta(ge=0, le=1_000_000_000)]
SHOWN: tuple[Layer, ...] = ("mentions", "statements")
"""Switched on where nothing is asked."""
READ = 8
"""Documents that are kept at hand: a long one is leafed through."""
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class DocumentQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Which document, which part of it, which layers."""

    id: Name
    at: CodePoint | None = None
    """Show and mark the passage here: the line, sentence or block that this character stands in."""
    end: CodePoint | None = None
    """With `at`: the passage ends here."""
    first: CodePoint | None = field(name="from", default=None)
    """Show the part of a long document that this character stands in."""
    layers: (
        tuple[
            Literal[
                "mentions",
                "times",
                "places",
                "quantities",
                "attributions",
                "statements",
                "cautions",
                "none",
            ],
            ...,
        ]
        | None
    ) = None
    """Those switched on when the page is opened."""


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a document besides its text."""

    id: str
    sha256: str
    """Of the original bytes."""
    file: str
    """Where it was found, without the folders."""
    title: str | None
    publisher: str | None
    byline: tuple[str, ...]
    published: str | None
    """EDTF."""
    url: str | None
    canonical_url: str | None
    republished_from: str | None
    credits: tuple[Credit, ...]
    language: str | None
    format: str
    characters: int
    notes: tuple[str, ...]
    current: bool


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a document that is shown."""

    start: int
    end: int
    number: int
    of: int
    previous: int | None
    next: int | None
    """Where the parts beside it begin."""
    page: int | None
    """On which page it begins, where there are pages."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What annotators found in the part shown: each layer by the index in the document's layer."""

    mentions: dict[int, Mention]
    times: dict[int, Time]
    places: dict[int, Place]
    quantities: dict[int, Quantity]
    attributions: dict[int, Attribution]
    statements: dict[int, Statement]
    entities: tuple[Entity, ...]
    """Those of these mentions."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the document."""

    number: int
    id: str
    start: int
    end: int
    date: str
    """In words."""
    summary: str
    stance: str
    voice: str
    denied: bool
    hedged: bool


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks or is named in the part shown, and how often."""

    name: str
    type: str | None
    entity: str | None
    times: int


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """A caution: of a passage, or of the whole document."""

    kind: str
    note: str
    start: int | None
    end: int | None


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """What lay in the same place at some time."""

    file: str
    version: int
    document: str
    current: bool
    read_at: str


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that is marked."""

    start: int
    end: int
    pages: tuple[int, int] | None
    """The first and the last page on which it stands."""


class DocumentPage(msgspec.Struct, frozen=True, kw_only=True):
    """A document, or a part of it, with its layers."""

    document: About
    part: Part
    text: str
    """Of the part; all offsets are code points of the whole text."""
    blocks: tuple[Block, ...]
    layers: Found
    marks: tuple[Mark, ...]
    """The same, and lines and cautions, as they are read."""
    passage: Shown | None
    lines: tuple[Told, ...]
    speakers: tuple[Who, ...]
    entities: tuple[Who, ...]
    cautions: tuple[Doubt, ...]
    versions: tuple[Version, ...]
    shown: tuple[Layer, ...]
    """Layers switched on."""

    @property
    def html(self) -> Markup:
        """The part as it was laid out."""
        span = (self.part.start, self.part.end)
        passage = self.passage
        found = list(self.marks)
        if passage is not None:
            found.append(Mark(layer="passage", start=passage.start, end=passage.end, readings=()))
            found.sort(key=lambda mark: (mark.start, -mark.end))
        pictured = self._picture if self.document.format == PDF else None
        return laid_out(self.text, self.blocks, span, found, page=self.part.page or 1, picture=pictured)

    def _picture(self, number: int) -> str:
        """A page of the original, with the passage marked where it stands on it."""
        address = f"/document/{self.document.id}/page/{number}.png"
        passage, marked = self.passage, ""
        if passage is not None:
            first, last = passage.pages or (1, 1)  # without breaks there is one page
            if first <= number <= last:
                address += f"?{urlencode({'at': passage.start, 'end': passage.end})}"
                marked = "; the passage is marked"
        words = f"Page {number} of the original, as it looks{marked}"
        return (
            f'<figure class="original"><img src="{escape(address)}" alt="{words}" loading="lazy" '
            f'width="1000" height="1414"><figcaption>{words}</figcaption></figure>'
        )

    @property
    def switches(self) -> tuple[tuple[Layer, str, bool, int], ...]:
        """Each layer: its name, the class of its marks, whether it is on, how much it has found here."""
        counted = Counter(mark.layer for mark in self.marks if mark.part in {None, "cue"})
        return tuple((layer, CLASSES[layer], layer in self.shown, counted[layer]) for layer in SWITCHED)

    @property
    def language(self) -> str | None:
        """As HTML takes it."""
        told = self.document.language or ""
        return told if _LANGUAGE.fullmatch(told) else None

    @property
    def direction(self) -> str:
        """The direction of its language."""
        return "rtl" if self.document.language in _RIGHT_TO_LEFT else "ltr"

    @property
    def link(self) -> str | None:
        """Its address, where a browser may follow it."""
        url = self.document.canonical_url or self.document.url
        return url if url and _is_web(url) else None


def _is_web(url: str) -> bool:
    try:
        parted = urlsplit(url)
    except ValueError:
        return False
    return parted.scheme in {"http", "https"} and bool(parted.netloc)


@page("/document/{id}", template="document.html", summary="A document with its layers.")
def document(ask: Ask, wanted: DocumentQuestion) -> DocumentPage:
    """The part that is asked for."""
    recent = ask.held.get("documents that were read", lambda: Recent(READ))
    row, document, entries = recent.get(wanted.id, lambda: _read(ask, wanted.id))
    passage = _passage(document, entries, wanted)
    part = _part(document, passage[0] if passage else wanted.first)
    span = (part.start, part.end)
    known = _known(ask, row, document, entries, span)
    found = marks(document, known, span)
    lines = tuple(_told(number, group) for number, group in enumerate(entries, 1) if lies(group[0], span))
    return DocumentPage(
        document=_about(row, document),
        part=part,
        text=document.text[part.start : part.end],
        blocks=tuple(block for block in document.blocks if lies(block, span)),
        layers=_found(document, span),
        marks=found,
        passage=_shown(document, passage),
        lines=lines,
        speakers=_counted(speakers(document, known, span)),
        entities=_counted(_named(document, known, span)),
        cautions=tuple(
            Doubt(kind=one.kind, note=one.note, start=one.start, end=one.end) for one in known.cautions
        ),
        versions=tuple(
            Version(
                file=file_name(version.source),
                version=version.version,
                document=version.document,
                current=version.current,
                read_at=version.read_at,
            )
            for version in ask.reader.sources(row.key)
        ),
        shown=SHOWN
        if wanted.layers is None
        else tuple(layer for layer in SWITCHED if layer in wanted.layers),
    )


def _read(ask: Ask, id_: str) -> tuple[DocumentRow, Document, list[tuple[Entry, ...]]]:
    row, document = document_of(ask, id_)
    return row, document, _entries(ask, row)


def _entries(ask: Ask, row: DocumentRow) -> list[tuple[Entry, ...]]:
    """The lines of the document in the order of its text; those that are read as one together."""
    lines = ask.reader.lines(LineFilter(documents=(row.key,)), limit=EVERYTHING)
    groups = folded(entry(line, row) for line in lines)
    return sorted(groups, key=lambda group: (group[0].start, group[0].end, group[0].id))


def _known(
    ask: Ask, row: DocumentRow, document: Document, entries: list[tuple[Entry, ...]], span: Span
) -> Known:
    """What is to be said of the part shown: a long document has many names."""
    reader = ask.reader
    ids = entity_ids(document, row.key, reader.kept_apart(row.key))
    here = {mention.entity for mention in within(document.mentions, span)}
    wholes = reader.weighed.wholes(ids[entity] for entity in here if entity in ids)
    parties = (p.entity for group in entries if lies(group[0], span) for one in group for p in one.parties)
    return Known(
        row=row,
        ids={entity: wholes.get(id_, id_) for entity, id_ in ids.items()},
        names=reader.names_of([*wholes.values(), *parties]),
        lines=entries,
        cautions=tuple(reader.weighed.cautions(documents=(row.key,))),
    )


def _about(row: DocumentRow, document: Document) -> About:
    return About(
        id=row.key,
        sha256=row.sha256,
        file=file_name(row.source),
        title=row.title,
        publisher=row.publisher,
        byline=row.byline,
        published=row.published,
        url=row.url,
        canonical_url=row.canonical_url,
        republished_from=row.republished_from,
        credits=document.credits,
        language=row.language,
        format=row.format,
        characters=row.characters,
        notes=row.notes,
        current=row.current,
    )


# ── which part, which passage ─────────────────────────────────────────────────────────────────────


def _passage(document: Document, entries: list[tuple[Entry, ...]], wanted: DocumentQuestion) -> Span | None:
    length = len(document.text)
    if wanted.at is None:
        return None
    if wanted.at >= length or (wanted.end or 0) > length:
        raise NotFound(
            f"The text of this document has {length:,} characters: there is nothing at this place."
        )
    if wanted.end is not None:
        if wanted.end <= wanted.at:
            raise UsageError("A passage ends after it begins: end is greater than at.")
        return wanted.at, wanted.end
    lines = [(group[0].start, group[0].end) for group in entries if group[0].start == wanted.at]
    around = [*document.sentences, *((block.start, block.end) for block in document.blocks)]
    holding = [span for span in around if span[0] <= wanted.at < span[1]]
    fitting = lines or holding or [(wanted.at, wanted.at + 1)]
    return min(fitting, key=lambda span: span[1] - span[0])


def _shown(document: Document, passage: Span | None) -> Shown | None:
    if passage is None:
        return None
    first, last = (page_at(document.blocks, at) for at in (passage[0], passage[1] - 1))
    pages = None if first is None or last is None else (first, last)
    return Shown(start=passage[0], end=passage[1], pages=pages)


def _part(document: Document, at: int | None) -> Part:
    every = parts(document)
    if at is not None and at and at >= len(document.text):
        raise NotFound(f"The text of this document has {len(document.text):,} characters.")
    here = max(number for number, (start, _) in enumerate(every) if start <= (at or 0))
    return Part(
        start=every[here][0],
        end=every[here][1],
        number=here + 1,
        of=len(every),
        previous=every[here - 1][0] if here else None,
        next=every[here + 1][0] if here + 1 < len(every) else None,
        page=page_at(document.blocks, every[here][0]),
    )


# ── what is in it ─────────────────────────────────────────────────────────────────────────────────


def _found(document: Document, span: Span) -> Found:
    mentions = {n: one for n, one in enumerate(document.mentions) if lies(one, span)}
    named = {mention.entity for mention in mentions.values()}
    return Found(
        mentions=mentions,
        times={n: one for n, one in enumerate(document.times) if lies(one, span)},
        places={n: one for n, one in enumerate(document.places) if lies(one, span)},
        quantities={n: one for n, one in enumerate(document.quantities) if lies(one, span)},
        attributions={
            n: one
            for n, one in enumerate(document.attributions)
            if any(start < span[1] and end > span[0] for start, end in (*one.source, *one.cue, *one.content))
        },
        statements={n: one for n, one in enumerate(document.statements) if lies(one, span)},
        entities=tuple(entity for entity in document.entities if entity.id in named),
    )


def _told(number: int, group: tuple[Entry, ...]) -> Told:
    first = group[0]
    return Told(
        number=number,
        id=first.id,
        start=first.start,
        end=first.end,
        date=date_words(first.date),
        summary=first.summary,
        stance=first.stance,
        voice=first.voice,
        denied=first.denied,
        hedged=first.hedged,
    )


_Name = tuple[str, str | None, str | None]


def _named(document: Document, known: Known, span: Span) -> Counter[_Name]:
    found: Counter[_Name] = Counter()
    for mention in within(document.mentions, span):
        entity = known.ids.get(mention.entity)
        if entity is not None and entity in known.names:
            type_, name = known.names[entity]
            found[name, type_, entity] += 1
    return found


def _counted(found: Counter[_Name]) -> tuple[Who, ...]:
    return tuple(
        Who(name=name, type=type_, entity=entity, times=times)
        for (name, type_, entity), times in found.most_common()
    )


PAGES = (document,)

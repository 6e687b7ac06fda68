"""A line: its passage, its voices, what stands behind it."""

from __future__ import annotations

import msgspec

from whosays.casebook.rows import DocumentRow
from whosays.records import Document
from whosays.records.derived import Where
from whosays.records.layers import Span
from whosays.views.chronology import Entry, entries
from whosays.views.coding import coded_by
from whosays.views.figures import figure_words
from whosays.views.passage import Passage, passage
from whosays.views.web.claimed import ClaimView, claim_views
from whosays.views.web.lines import LineView, shown
from whosays.views.web.page import Name, page
from whosays.views.web.room import Ask
from whosays.views.wording import MEANT, link_name, link_words

OTHERS = 20
"""Other statements of the same words that are shown, at most."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Which line."""

    id: Name


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A voice of the chain, seen from the one before it."""

    how: str
    """ "quoting", "republished from" …"""
    name: str
    """Empty where nobody is named or described."""
    cue: str
    """The words of the document by which it is quoted."""
    entity: str | None
    start: int | None
    """Where the document names it."""


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """Who or what takes part, in the words of the document."""

    role: str
    words: str
    entity: str
    name: str
    """As the casebook shows it."""
    start: int


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """How many, in the words of the document and as it was read."""

    words: str
    told: str


class Claimed(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that the line speaks of."""

    claim: ClaimView
    meant: str
    """denied, doubted, taken back; empty where the line says that it is so."""


class LinePage(msgspec.Struct, frozen=True, kw_only=True):
    """A line with all that stands behind it."""

    line: LineView
    passage: Passage
    document: DocumentRow
    chain: tuple[Link, ...]
    """From the page inwards."""
    roles: tuple[Role, ...]
    where: tuple[Where, ...]
    figures: tuple[Counted, ...]
    claims: tuple[Claimed, ...]
    topic: str | None
    """The event (or relation) that it is of."""
    coded_by: str
    others: tuple[LineView, ...]
    """Other statements that the same words make."""


@page("/line/{id}", template="line.html", summary="A line: its words, its voices, what stands behind it.")
def line_page(ask: Ask, wanted: Question) -> LinePage:
    """One line, by its id or a unique beginning of it."""
    reader = ask.reader
    line = reader.line(wanted.id)
    row, document = reader.document(line.document, words=False)
    every = entries(reader, reader.lines_at(line.document, (line.start, line.end))[: OTHERS + 1])
    entry = next((one for one in every if one.id == line.id), None) or entries(reader, [line])[0]
    reports = reader.worklists.claims_of_line(line.id)
    names = reader.names_of(party.entity for party in line.parties)
    return LinePage(
        line=shown(ask, [entry])[0],
        passage=passage(document, line.start, line.end),
        document=row,
        chain=_chain(entry, document),
        roles=tuple(
            Role(
                role=party.role,
                words=document.words((party.start, party.end)),
                entity=party.entity,
                name=names.get(party.entity, ("", ""))[1],
                start=party.start,
            )
            for party in line.parties
        ),
        where=line.where,
        figures=tuple(
            Counted(words=document.words((one.start, one.end)), told=figure_words(one))
            for one in line.figures
        ),
        claims=tuple(
            Claimed(claim=view, meant=MEANT[report.stance])
            for report, view in zip(
                reports, claim_views(ask, [r.claim for r in reports], {entry.id: entry}), strict=True
            )
        ),
        topic=reader.weighed.topic(line.id),
        coded_by=coded_by(entry),
        others=shown(ask, [one for one in every if one.id != line.id]),
    )


def _chain(entry: Entry, document: Document) -> tuple[Link, ...]:
    def words(span: Span | None) -> str:
        return document.words(span) if span else ""

    return tuple(
        Link(
            how=link_words(voice),
            name=link_name(voice),
            cue=words(voice.cue),
            entity=voice.entity,
            start=voice.span[0] if voice.span else None,
        )
        for voice in entry.chain[1:]
    )


PAGES = (line_page,)

"""The casebook as one self-contained page: readable on a phone, in print, and without a network.

All text from documents is escaped by the template engine; a Content-Security-Policy lets nothing run or load
but the style and the script of this file, by their hashes (CSP Level 2).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import groupby
from typing import BinaryIO

import msgspec
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from whosays import __version__
from whosays.casebook import Reader
from whosays.casebook.rows import DocumentRow
from whosays.records import Document
from whosays.views.chronology import Entry, Selection, every_entry, folded
from whosays.views.passage import passage
from whosays.views.wording import one_line

TITLE = "Casebook: who says so"


class PageVoice(msgspec.Struct, frozen=True, kw_only=True):
    """One mouth in the chain, with the words that report it."""

    name: str
    kind: str
    cue: str | None


class PageDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document as the page lists it."""

    number: int
    label: str
    source: str
    sha256: str
    republished_from: str | None


class PageLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the page."""

    id: str
    ids: tuple[str, ...]
    """All statements that these words make."""
    date: str
    when: str | None
    summary: str
    voice: str
    stance: str
    denied: bool
    hedged: bool
    before: str
    passage: str
    after: str
    chain: tuple[PageVoice, ...]
    start: int
    end: int
    years: tuple[str, ...]
    entities: tuple[int, ...]
    document: PageDocument


class PageEntity(msgspec.Struct, frozen=True, kw_only=True):
    """An entity that the page can be filtered by."""

    number: int
    name: str
    lines: int


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of one year, or those without a date."""

    name: str
    lines: tuple[PageLine, ...]


def export(casebook: Reader, out: BinaryIO) -> None:
    """Write the page to `out` as UTF-8."""
    documents = _documents(casebook.documents())
    entries = list(every_entry(casebook, Selection()))
    entities = _entities(casebook, entries)
    numbers = {id_: entity.number for id_, entity in entities.items()}
    lines = _lines(casebook, list(folded(entries)), documents, numbers)
    style, script = _asset("report.css"), _asset("report.js")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["one_line"] = one_line
    page = environment.from_string(_asset("report.html")).stream(
        title=TITLE,
        version=__version__,
        digest=casebook.digest(),
        # Ours, from the package: the only text on the page that is not escaped.
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        style_hash=_csp_hash(style),
        script_hash=_csp_hash(script),
        documents=list(documents.values()),
        entities=sorted(entities.values(), key=lambda e: (-e.lines, e.name, e.number)),
        years=sorted({year for line in lines for year in line.years}),
        sections=list(_sections(lines)),
        refusals=[refusal for refusal in casebook.refusals() if refusal.kind == "refused"],
    )
    page.enable_buffering(64)
    page.dump(out, encoding="utf-8", errors="backslashreplace")


def _asset(name: str) -> str:
    return files("whosays.views").joinpath("templates", name).read_text(encoding="utf-8")


def _csp_hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _documents(rows: Iterable[DocumentRow]) -> dict[str, PageDocument]:
    ordered = sorted(rows, key=lambda row: (row.published or "~", row.title or "", row.key))
    return {
        row.key: PageDocument(
            number=number,
            label=_label(row),
            source=row.source,
            sha256=row.sha256,
            republished_from=row.republished_from,
        )
        for number, row in enumerate(ordered, 1)
    }


def _label(row: DocumentRow) -> str:
    named = ": ".join(part for part in (row.publisher, row.title) if part) or row.source
    return f"{named} ({row.published or 'undated'})"


def _entities(casebook: Reader, entries: Sequence[Entry]) -> dict[str, PageEntity]:
    counts: dict[str, int] = {}
    for entry in entries:
        for id_ in sorted(_who(entry)):
            counts[id_] = counts.get(id_, 0) + 1
    return {
        id_: PageEntity(number=number, name=casebook.entity(id_).name, lines=count)
        for number, (id_, count) in enumerate(sorted(counts.items()), 1)
    }


def _who(entry: Entry) -> set[str]:
    """Everyone in a line: those who take part and those who speak."""
    return {party.entity for party in entry.parties} | {v.entity for v in entry.chain if v.entity}


def _lines(
    casebook: Reader,
    groups: Sequence[tuple[Entry, ...]],
    documents: dict[str, PageDocument],
    numbers: dict[str, int],
) -> list[PageLine]:
    """The lines in the order of `groups`; each document's text is read once."""
    made: dict[str, PageLine] = {}
    by_document = sorted(groups, key=lambda group: (group[0].document, group[0].id))
    for key, some in groupby(by_document, key=lambda group: group[0].document):
        _, document = casebook.document(key)
        for group in some:
            made[group[0].id] = _line(group, document, documents[key], numbers)
    return [made[group[0].id] for group in groups]


def _line(
    group: Sequence[Entry], document: Document, listed: PageDocument, numbers: dict[str, int]
) -> PageLine:
    entry = group[0]
    context = passage(document, entry.start, entry.end)
    return PageLine(
        id=entry.id,
        ids=tuple(one.id for one in group),
        date=entry.date,
        when=entry.when,
        summary=entry.summary,
        voice=entry.voice,
        stance=entry.stance,
        denied=entry.polarity == "denied",
        hedged=entry.certainty != "fact",
        before=("… " if context.cut_before else "") + context.before,
        passage=context.words,
        after=context.after + (" …" if context.cut_after else ""),
        chain=tuple(
            PageVoice(name=v.name, kind=v.kind, cue=document.words(v.cue) if v.cue else None)
            for v in entry.chain
        ),
        start=entry.start,
        end=entry.end,
        years=_years(entry),
        entities=tuple(sorted({numbers[id_] for one in group for id_ in _who(one)})),
        document=listed,
    )


def _years(entry: Entry) -> tuple[str, ...]:
    """The years a line may belong to; those of an open or very long time are not spelt out."""
    if entry.earliest is None or entry.latest is None:
        return ("undated",) if entry.earliest is None and entry.latest is None else ()
    first, last = int(entry.earliest[:4]), int(entry.latest[:4])
    return tuple(f"{year:04d}" for year in range(first, min(last, first + 9) + 1))


def _sections(lines: Sequence[PageLine]) -> Iterator[Section]:
    for name, group in groupby(lines, key=lambda line: line.years[0] if line.years else "open"):
        yield Section(name=name.capitalize(), lines=tuple(group))

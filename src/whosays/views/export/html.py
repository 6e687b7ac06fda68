"""The casebook as one self-contained page: readable on a phone, in print, and without a network.

All text from documents is escaped by the template engine; a Content-Security-Policy lets nothing run or load
but the style and the script of this file, by their hashes (CSP Level 2).
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import groupby
from typing import BinaryIO

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from whosays import __version__
from whosays.casebook import Reader
from whosays.casebook.rows import DocumentRow
from whosays.records import Document
from whosays.views.chronology import Entry, Selection, every_entry, folded, told_once
from whosays.views.conflicts import ConflictEntry, conflicts, side_words
from whosays.views.escaped import isolated
from whosays.views.figures import measures
from whosays.views.flagged import flags
from whosays.views.page import (
    Outlet,
    PageConflict,
    PageDocument,
    PageEntity,
    PageLine,
    PageSide,
    PageVoice,
    Section,
)
from whosays.views.passage import passage
from whosays.views.wording import (
    CERTAINTY,
    CONFLICTS,
    date_words,
    document_words,
    harmless,
    link_name,
    link_words,
    one_line,
    weight_words,
    when_words,
)

TITLE = "Casebook: who says so"
FLAGGED = 160
"""Code points of the words of a caution."""
SPELT_OUT = 10
"""Years that a line of a longer time is filed under."""
STANCES = {"asserted": "asserted as a fact", "denied": "denied", "doubted": "doubted", **CERTAINTY}
"""What lines can be filtered by, in the words of the page."""


def export(casebook: Reader, out: BinaryIO) -> None:
    """Write the page to `out` as UTF-8."""
    documents = _documents(casebook.documents(), _flagged(casebook))
    groups = list(folded(every_entry(casebook, Selection())))
    entities, numbers = _entities(casebook, groups)
    lines = _lines(casebook, groups, documents, numbers)
    style, script = _asset("report.css"), _asset("report.js")
    page = (
        _environment()
        .from_string(_asset("report.html"))
        .stream(
            title=TITLE,
            version=__version__,
            digest=casebook.digest(),
            # Ours, from the package: the only text on the page that is not escaped.
            style=Markup(style),  # noqa: S704
            script=Markup(script),  # noqa: S704
            style_hash=_csp_hash(style),
            script_hash=_csp_hash(script),
            documents=list(documents.values()),
            outlets=_outlets(documents.values()),
            entities=entities,
            years=sorted({year for line in lines for year in line.years}),
            stances=_stances(lines),
            sections=list(_sections(lines)),
            conflicts=[_conflict(conflict) for conflict in conflicts(casebook).conflicts],
            refusals=[refusal for refusal in casebook.refusals() if refusal.kind == "refused"],
        )
    )
    page.enable_buffering(64)
    page.dump(out, encoding="utf-8", errors="backslashreplace")


def _environment() -> Environment:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["one_line"] = one_line
    environment.filters["harmless"] = harmless
    environment.filters["isolated"] = isolated
    return environment


def _asset(name: str) -> str:
    return files("whosays.views").joinpath("templates", name).read_text(encoding="utf-8")


def _csp_hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


# ── documents ─────────────────────────────────────────────────────────────────────────────────────


def _flagged(casebook: Reader) -> dict[str, list[str]]:
    """What a careful reader flags in each document."""
    found: dict[str, list[str]] = defaultdict(list)
    for flag in flags(casebook).cautions:
        words = one_line(flag.words or "")
        words = words if len(words) <= FLAGGED else f"{words[:FLAGGED]} …"
        found[flag.document.key].append(f"{flag.kind}: {flag.note}" + (f" “{words}”" if words else ""))
    return found


def _documents(rows: Iterable[DocumentRow], flagged: Mapping[str, Sequence[str]]) -> dict[str, PageDocument]:
    ordered = sorted(rows, key=lambda row: (row.earliest or "~", row.title or "", row.key))
    outlets = {name: number for number, name in enumerate(sorted({_outlet(row) for row in ordered}), 1)}
    return {
        row.key: PageDocument(
            number=number,
            outlet=outlets[_outlet(row)],
            label=_label(row),
            source=row.source,
            sha256=row.sha256,
            republished_from=row.republished_from,
            outlet_name=_outlet(row),
            cautions=tuple(flagged.get(row.key, ())),
        )
        for number, row in enumerate(ordered, 1)
    }


def _outlet(row: DocumentRow) -> str:
    return row.publisher or ", ".join(row.byline) or "No publisher named"


def _label(row: DocumentRow) -> str:
    named = document_words(row)
    title = one_line(row.title or "")
    return f"{named}: {title}" if title and title not in named else named


def _outlets(documents: Iterable[PageDocument]) -> list[Outlet]:
    ordered = sorted(documents, key=lambda d: (d.outlet, d.number))
    return [
        Outlet(number=number, name=some[0].outlet_name, documents=tuple(some))
        for number, group in groupby(ordered, key=lambda d: d.outlet)
        if (some := list(group))
    ]


# ── conflicts ─────────────────────────────────────────────────────────────────────────────────────


def _conflict(conflict: ConflictEntry) -> PageConflict:
    about = f" ({conflict.name})" if conflict.name else ""
    return PageConflict(
        id=conflict.id,
        title=f"Conflict about {CONFLICTS.get(conflict.kind, conflict.kind)}{about}",
        sides=tuple(
            PageSide(
                value=side_words(side),
                origins=side.origins,
                lines=tuple((line.id, line.summary, line.voice) for line in told_once(side.lines)),
            )
            for side in conflict.sides
        ),
    )


# ── entities ──────────────────────────────────────────────────────────────────────────────────────


def _entities(casebook: Reader, groups: Sequence[Sequence[Entry]]) -> tuple[list[PageEntity], dict[str, int]]:
    """What can be filtered by, the most frequent first; and which of them an entity's id stands for."""
    ids = sorted({id_ for group in groups for id_ in _who(group)})
    names = {id_: one_line(name) for id_, (_, name) in casebook.names_of(ids).items()}
    numbers = {name: number for number, name in enumerate(sorted(set(names.values())), 1)}
    counts = Counter(name for group in groups for name in {names[id_] for id_ in _who(group) if id_ in names})
    entities = [PageEntity(number=numbers[name], name=name, lines=count) for name, count in counts.items()]
    entities.sort(key=lambda entity: (-entity.lines, entity.name))
    return entities, {id_: numbers[name] for id_, name in names.items()}


def _who(group: Iterable[Entry]) -> set[str]:
    """Everyone in a line: those who take part and those who speak."""
    return {party.entity for entry in group for party in entry.parties} | {
        voice.entity for entry in group for voice in entry.chain if voice.entity
    }


# ── lines ─────────────────────────────────────────────────────────────────────────────────────────


def _lines(
    casebook: Reader,
    groups: Sequence[tuple[Entry, ...]],
    documents: dict[str, PageDocument],
    numbers: dict[str, int],
) -> list[PageLine]:
    """The lines in the order of `groups`; each document's text is read once."""
    made: dict[int, PageLine] = {}
    order = sorted(range(len(groups)), key=lambda place: (groups[place][0].document, place))
    for key, places in groupby(order, key=lambda place: groups[place][0].document):
        _, document = casebook.document(key)
        for place in places:
            made[place] = _line(groups[place], document, documents[key], numbers)
    return [made[place] for place in range(len(groups))]


def _line(
    group: Sequence[Entry], document: Document, listed: PageDocument, numbers: dict[str, int]
) -> PageLine:
    entry = group[0]
    context = passage(document, entry.start, entry.end)
    return PageLine(
        id=entry.id,
        ids=tuple(one.id for one in group),
        date=date_words(entry.date),
        when=when_words(entry.when, of_document=entry.of_document) if entry.when else None,
        measures=measures(
            dict.fromkeys(place for one in group for place in one.where),
            dict.fromkeys(figure for one in group for figure in one.figures),
        ),
        weight=weight_words(one.weight for one in group),
        conflicts=tuple(dict.fromkeys(id_ for one in group if one.weight for id_, _ in one.weight.conflicts)),
        summary=entry.summary,
        voice=entry.voice,
        stance=entry.stance,
        stances=_filed_under(entry),
        denied=entry.denied,
        hedged=entry.hedged,
        before=("… " if context.cut_before else "") + context.before,
        passage=context.words,
        after=context.after + (" …" if context.cut_after else ""),
        heading=context.heading,
        page=context.page,
        chain=tuple(
            PageVoice(
                kind=link_words(voice),
                name=(voice.name or entry.source) if voice.kind == "document" else link_name(voice),
                cue=document.words(voice.cue) if voice.cue else None,
            )
            for voice in entry.chain
        ),
        start=entry.start,
        end=entry.end,
        years=_years(entry),
        entities=tuple(sorted({numbers[id_] for id_ in _who(group) if id_ in numbers})),
        document=listed,
    )


def _filed_under(entry: Entry) -> tuple[str, ...]:
    if not entry.denied and not entry.hedged:
        return ("asserted",)
    denied = ("denied",) if entry.denied else ()
    doubted = "doubted" if entry.hedged else ""
    hedged = doubted if entry.certainty == "fact" else entry.certainty
    return (*denied, hedged) if hedged else denied


def _stances(lines: Iterable[PageLine]) -> list[tuple[str, str]]:
    """The stances that occur, with their words."""
    there = {stance for line in lines for stance in line.stances}
    return [(name, words or name) for name, words in STANCES.items() if name in there]


def _years(entry: Entry) -> tuple[str, ...]:
    """The years a line may belong to; of a long time the first ten, of an open one its known end."""
    ends = [int(day[:4]) for day in (entry.earliest, entry.latest) if day is not None]
    if not ends:
        return ("undated",)
    first, last = (ends[0], ends[-1]) if len(ends) == 2 else (ends[0], ends[0])
    return tuple(f"{year:04d}" for year in range(first, min(last, first + SPELT_OUT - 1) + 1))


def _sections(lines: Sequence[PageLine]) -> Iterator[Section]:
    for year, group in groupby(lines, key=lambda line: line.years[0]):
        yield Section(name=year.capitalize(), anchor=f"y-{year}", lines=tuple(group))

"""What was found in a document, as it is read there: each find a mark on its words, with its reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, Protocol, TypeVar, get_args

import msgspec

from whosays.casebook.rows import DocumentRow
from whosays.records import Attribution, Document, Mention, Span, Time
from whosays.records.across import Caution
from whosays.resolve.voices import Voices, enclosing
from whosays.resolve.whereabouts import Whereabouts, figure
from whosays.views.chronology import Entry
from whosays.views.figures import figure_words, place_words
from whosays.views.wording import date_words, link_name, one_line, voice_words

Layer = Literal[
    "passage", "cautions", "statements", "attributions", "places", "times", "quantities", "mentions"
]
"""passage: what a reader asked for. The widest first: the order in which marks lie within each other."""
SWITCHED: tuple[Layer, ...] = (
    "mentions",
    "times",
    "places",
    "quantities",
    "attributions",
    "statements",
    "cautions",
)
"""The layers that a reader switches on and off."""
Names = Mapping[str, tuple[str, str]]
"""(type, name) of entities of the casebook."""


class Opens(msgspec.Struct, frozen=True, kw_only=True):
    """How a mark is read."""

    words: str
    to: str | None = None
    """Id of the entity or line that it leads to."""
    number: int | None = None
    """Of a line: its number in the document."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A passage in which a layer has found something."""

    layer: Layer
    start: int
    end: int
    part: Literal["source", "cue", "content"] | None = None
    """Of an attribution."""
    level: int = 0
    """Of an attribution: how deep it is nested, from 1."""
    readings: tuple[Opens, ...]


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What the casebook knows of one document, besides what stands in the document itself."""

    row: DocumentRow
    ids: Mapping[str, str]
    """Its entities as the casebook's wholes."""
    names: Names
    lines: Sequence[Sequence[Entry]]
    """In the order of the text; those that are read as one together."""
    cautions: Sequence[Caution]


def marks(document: Document, known: Known, span: Span) -> tuple[Mark, ...]:
    """The marks that lie in `span`, or reach into it, in the order of the text; the widest first."""
    found: dict[tuple[object, ...], list[Opens]] = {}
    for layer, start, end, part, level, reading in _found(document, known, span):
        if start < end and start < span[1] and end > span[0]:
            readings = found.setdefault((layer, start, end, part, level), [])
            if reading not in readings:
                readings.append(reading)
    made = [
        Mark(layer=layer, start=start, end=end, part=part, level=level, readings=tuple(readings))  # type: ignore[arg-type]
        for (layer, start, end, part, level), readings in found.items()
    ]
    return tuple(sorted(made, key=lambda mark: (mark.start, -mark.end)))


_Find = tuple[Layer, int, int, str | None, int, Opens]


def _found(document: Document, known: Known, span: Span) -> Iterator[_Find]:
    entities = {entity.id: entity.name for entity in document.entities}
    for mention in within(document.mentions, span):
        opens = _mention(mention, entities.get(mention.entity, ""), known)
        yield "mentions", mention.start, mention.end, None, 0, opens
    for time in within(document.times, span):
        yield "times", time.start, time.end, None, 0, Opens(words=time_words(time))
    for place in within(Whereabouts(document, known.ids).all(), span):
        yield "places", place.start, place.end, None, 0, Opens(words=place_words(place), to=place.entity)
    for quantity in within(document.quantities, span):
        words = figure_words(figure(quantity))
        yield "quantities", quantity.start, quantity.end, None, 0, Opens(words=words)
    yield from _attributions(document, known, span)
    for number, group in enumerate(known.lines, 1):
        if lies(group[0], span):
            words = " ".join([f"{number}.", statement_words(group, known.names)])
            opens = Opens(words=words, to=group[0].id, number=number)
            yield "statements", group[0].start, group[0].end, None, 0, opens
    for caution in known.cautions:
        if caution.start is not None and caution.end is not None:
            words = f"{caution.kind}: {one_line(caution.note)}"
            yield "cautions", caution.start, caution.end, None, 0, Opens(words=words)


class _Spanning(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Spanning)


def within(finds: Iterable[_S], span: Span) -> Iterator[_S]:
    """Those that lie in `span`, or reach into it."""
    return (find for find in finds if lies(find, span))


def lies(find: _Spanning, span: Span) -> bool:
    """Does it lie in `span`, or reach into it?"""
    return find.start < span[1] and find.end > span[0]


def _mention(mention: Mention, name: str, known: Known) -> Opens:
    id_ = known.ids.get(mention.entity)
    type_, shown = known.names.get(id_ or "", (mention.type, name))
    return Opens(words=f"{type_}: {one_line(shown)}", to=id_ if id_ in known.names else None)


def _attributions(document: Document, known: Known, span: Span) -> Iterator[_Find]:
    voices = Voices(document, known.ids)
    for index, attribution in enumerate(document.attributions):
        spans = (*attribution.source, *attribution.cue, *attribution.content)
        if not any(start < span[1] and end > span[0] for start, end in spans):
            continue
        chain = enclosing(document, index)
        opens = Opens(
            words=attribution_words(document, attribution, voice_words(voices.chain(index), known.row)),
            to=known.ids.get(attribution.speaker or ""),
        )
        for part in ("source", "cue", "content"):
            for start, end in getattr(attribution, part):
                yield "attributions", start, end, part, len(chain), opens


def speakers(document: Document, known: Known, span: Span) -> Counter[tuple[str, str | None, str | None]]:
    """Who speaks in `span`: name, type and entity of the innermost voice of each attribution."""
    voices = Voices(document, known.ids)
    found: Counter[tuple[str, str | None, str | None]] = Counter()
    for index, attribution in enumerate(document.attributions):
        if any(start < span[1] and end > span[0] for start, end in attribution.content):
            voice = voices.chain(index)[-1]
            name = link_name(voice)
            if voice.kind != "document" and name:
                type_, shown = known.names.get(voice.entity or "", (None, name))
                found[shown, type_, voice.entity] += 1
    return found


# ── readings ──────────────────────────────────────────────────────────────────────────────────────


def time_words(time: Time) -> str:
    """A time: its date in words, where it has one, and how TIMEX3 writes it."""
    told = [date_words(time.edtf)] if time.edtf else []
    return " · ".join([*told, f"{time.type} {one_line(time.value)}"])


def attribution_words(document: Document, attribution: Attribution, voice: str) -> str:
    """Who says so, through whom, by which word, and how it is meant."""
    cue = " … ".join(one_line(document.words(span)) for span in attribution.cue)
    told = [voice]
    if cue:
        told.append(f"cue “{cue}”")
    if attribution.stance != "asserts":
        told.append(attribution.stance)
    if attribution.quoted:
        told.append("in quotation marks")
    return " · ".join(told)


def statement_words(group: Sequence[Entry], names: Names) -> str:
    """Type, roles, how it is meant, date and voice of a line."""
    first = group[0]
    types = dict.fromkeys(_type(entry) for entry in group)
    roles = dict.fromkeys(
        f"{party.role} {one_line(names[party.entity][1])}"
        for entry in group
        for party in entry.parties
        if party.entity in names
    )
    told = [", ".join(types), ", ".join(roles), first.stance, date_words(first.date), first.voice]
    return " · ".join(piece for piece in told if piece)


def _type(entry: Entry) -> str:
    type_ = entry.type or entry.kind
    return f"{type_} ({entry.mode})" if entry.mode else type_


# ── cutting ───────────────────────────────────────────────────────────────────────────────────────


class Run(msgspec.Struct, frozen=True):
    """A stretch of text all of which lies in the same marks, the widest first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


_RANK: dict[Layer, int] = {layer: rank for rank, layer in enumerate(get_args(Layer))}


def runs(start: int, end: int, marks: Iterable[Mark]) -> Iterator[Run]:
    """The text from `start` to `end`, cut wherever a mark begins or ends."""
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    here.sort(key=lambda mark: (_RANK[mark.layer], mark.level, mark.start, -mark.end))
    edges = {start, end}
    for mark in here:
        edges.add(max(start, mark.start))
        edges.add(min(end, mark.end))
    cuts = sorted(edges)
    at: dict[int, list[Mark]] = {cut: [] for cut in cuts}
    for mark in here:
        first = max(start, mark.start)
        at[first].append(mark)
    active: list[Mark] = []
    order = {id(mark): number for number, mark in enumerate(here)}
    for begin, stop in pairwise(cuts):
        active = [mark for mark in active if mark.end > begin] + at[begin]
        active.sort(key=lambda mark: order[id(mark)])
        yield Run(begin, stop, tuple(active))

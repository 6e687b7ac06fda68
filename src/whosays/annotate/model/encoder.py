"""Our own language model, from text to drafts of the layers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path

import msgspec

from whosays.annotate.model.chains import antecedents, chains
from whosays.annotate.model.facts import Facts, facts
from whosays.annotate.model.labels import EVENTS, KINDS, TYPES, UPOS
from whosays.annotate.model.lemmas import lemma
from whosays.annotate.model.links import Range
from whosays.annotate.model.mentions import Found, mentions
from whosays.annotate.model.network import Network
from whosays.annotate.model.parts import parts, tags
from whosays.annotate.model.reading import Reading
from whosays.annotate.model.reported import reported
from whosays.annotate.model.spans import word_labels
from whosays.annotate.model.trees import trees
from whosays.annotate.model.words import words
from whosays.plugins import Analysis
from whosays.records import Attribution, Entity, Mention, Span, Word

REPORTS = 0.0
"""Least score of a mention that a reader of reports wants."""
PHRASES = 0.5
"""Least score of any other noun phrase; it stays only where it belongs to something that is named."""
STRETCH = 20_000
"""Characters of a text that are read as one: some 3,500 words, more than most reports have."""
_MENTIONED = frozenset({"time", "quantity", "money"})
"""Types that have layers of their own."""


def load(threads: int = 1) -> Encoder:
    """The model with the weights that come with the package; `threads` for each of its products."""
    with as_file(files("whosays.annotate.model").joinpath("weights")) as folder:
        return Encoder(folder, threads=threads)


class Encoder:
    """A `LanguageModel` on a folder of weights."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self._network = Network(folder, threads=threads)

    def read(self, text: str, areas: Sequence[Span]) -> Reading:
        """The text as the network read it."""
        found: list[tuple[int, int, bool]] = []
        begins: set[int] = set()
        for start, end in areas:
            begins.add(len(found))
            found += [(s + start, e + start, glued) for s, e, glued in words(text[start:end])]
        return Reading(self._network, text, found, frozenset(b for b in begins if b < len(found)))

    def __call__(self, text: str, areas: Sequence[Span]) -> Analysis:
        """Sentences, words with their trees, mentions with what is one thing, and attributions.

        A long text is read in stretches, so that memory does not grow with it; chains end with their stretch.
        """
        found = Analysis()
        for stretch in _stretches(text, areas):
            found = _joined(found, self._analysis(text, stretch))
        return found

    def _analysis(self, text: str, stretch: Sequence[Span]) -> Analysis:
        """Of one stretch; what the network said of it is gone before the next is read."""
        reading = self.read(text, stretch)
        if not len(reading):
            return Analysis()
        syntax = _syntax(reading)
        found, entities = _things(reading)
        told = facts(reading, syntax)
        return Analysis(
            sentences=tuple(_sentences(reading)),
            syntax=_with_parts(reading, syntax, told),
            mentions=found,
            entities=entities,
            attributions=_attributions(reading, told),
        )

    def readings(self, text: str, areas: Sequence[Span]) -> Iterator[tuple[Reading, tuple[Word, ...]]]:
        """The text as the network read it with its trees, a stretch at a time."""
        for stretch in _stretches(text, areas):
            reading = self.read(text, stretch)
            if len(reading):
                yield reading, _syntax(reading)


def _stretches(text: str, areas: Sequence[Span]) -> Iterator[list[Span]]:
    """The areas in groups of about `STRETCH` characters; one that is longer is cut at white space."""
    group: list[Span] = []
    size = 0
    for start, end in areas:
        while end - start > STRETCH:
            space = text.rfind(" ", start + STRETCH // 2, start + STRETCH)
            cut = space if space > 0 else start + STRETCH
            yield [*group, (start, cut)]
            group, size, start = [], 0, cut
        if group and size + end - start > STRETCH:
            yield group
            group, size = [], 0
        group.append((start, end))
        size += end - start
    if group:
        yield group


def _joined(one: Analysis, other: Analysis) -> Analysis:
    """The second after the first, its heads and entities numbered on."""
    if not one.syntax:
        return other
    words, things = len(one.syntax), len(one.entities)

    def renamed(identifier: str) -> str:
        return f"e{int(identifier[1:]) + things}"

    replace = msgspec.structs.replace
    return Analysis(
        sentences=one.sentences + other.sentences,
        syntax=one.syntax
        + tuple(replace(w, head=w.head + words) if w.head >= 0 else w for w in other.syntax),
        mentions=one.mentions + tuple(replace(m, entity=renamed(m.entity)) for m in other.mentions),
        entities=one.entities + tuple(replace(e, id=renamed(e.id)) for e in other.entities),
        attributions=one.attributions + other.attributions,
    )


def _syntax(reading: Reading) -> tuple[Word, ...]:
    heads, relations = trees(reading)
    upos = [UPOS[k] for k in reading.tagged("upos").argmax(1).tolist()]
    events = word_labels(reading.tagged("event"), EVENTS)
    rows = zip(reading.spans, reading.forms, upos, heads.tolist(), relations, reading.glued, strict=True)
    return tuple(
        Word(start, end, tag, lemma(form, tag), head, relation, glued, event)
        for ((start, end), form, tag, head, relation, glued), event in zip(rows, events, strict=True)
    )


def _with_parts(reading: Reading, syntax: tuple[Word, ...], told: Facts) -> tuple[Word, ...]:
    network = reading.network
    found = parts(told, tags(reading), network.weights, tuple(network.relations))
    if not found:
        return syntax
    replace = msgspec.structs.replace
    return tuple(replace(word, part=found[k]) if k in found else word for k, word in enumerate(syntax))


def _sentences(reading: Reading) -> list[Span]:
    ends = [*reading.begins[1:], len(reading)]
    return [
        (reading.spans[first][0], reading.spans[end - 1][1])
        for first, end in zip(reading.begins, ends, strict=True)
    ]


def _things(reading: Reading) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Mentions that count, and one entity for each chain of them."""
    every = [m for m in mentions(reading, least=min(REPORTS, PHRASES)) if TYPES[m.type] not in _MENTIONED]
    chain = chains(antecedents(reading, every))
    named = {c for c, m in zip(chain, every, strict=True) if KINDS[m.kind] == "name"}
    kept = [
        (m, c)
        for m, c in zip(every, chain, strict=True)
        if m.reports > REPORTS or (m.phrases > PHRASES and c in named)
    ]
    members: dict[int, list[Found]] = {}
    for m, c in kept:
        members.setdefault(c, []).append(m)
    ids = {c: f"e{number}" for number, c in enumerate(members, start=1)}
    made = tuple(_entity(reading, ids[c], group) for c, group in members.items())
    types = {entity.id: entity.type for entity in made}
    found = (
        Mention(
            start=reading.spans[m.first][0],
            end=reading.spans[m.last][1],
            type=TYPES[m.type] if KINDS[m.kind] == "name" else types[ids[c]],
            kind=KINDS[m.kind],  # type: ignore[arg-type]
            entity=ids[c],
        )
        for m, c in kept
    )
    return tuple(sorted(found, key=lambda m: (m.start, m.end))), made


def _entity(reading: Reading, identifier: str, group: Sequence[Found]) -> Entity:
    """Named by its longest name, or by its longest description where it has none."""
    best = min(m.kind for m in group)
    ways: dict[str, None] = {}
    for m in group:
        if m.kind == best:
            text = reading.text[reading.spans[m.first][0] : reading.spans[m.last][1]]
            ways.setdefault(" ".join(text.split()), None)
    counted = [m.type for m in group if m.kind == best]
    fullest = max(ways, key=lambda way: (len(way.split()), len(way)))
    return Entity(
        id=identifier,
        type=TYPES[max(sorted(set(counted)), key=counted.count)],
        name=fullest,
        aliases=tuple(way for way in ways if way != fullest),
    )


def _attributions(reading: Reading, told: Facts) -> tuple[Attribution, ...]:
    def span(piece: Range) -> Span:
        return reading.spans[piece[0]][0], reading.spans[piece[1] - 1][1]

    network = reading.network
    return tuple(
        Attribution(
            source=(span(each.source),) if each.source else (),
            cue=(span(each.cue),),
            content=tuple(span(piece) for piece in each.content),
        )
        for each in reported(told, network.weights, tuple(network.relations))
    )

"""A card for each happening that a document tells of."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from whosays.records import Document, Statement
from whosays.records.across import EventCard, Taking
from whosays.records.edtf import bounds, is_edtf
from whosays.records.layers import TOLL, Certainty
from whosays.resolve.events.groups import Group, coded, groups, type_of
from whosays.resolve.events.meant import meant
from whosays.resolve.events.scene import Scene
from whosays.resolve.ids import line_ids
from whosays.resolve.stances import Stances
from whosays.resolve.voices import Voices, innermost, labels
from whosays.resolve.whereabouts import Whereabouts, figure, figures_of

T = TypeVar("T")
_BULLETS, _BULLET = " \t-*\u2022\u2013\u2014", 4
_AS_OF_EVENTS = {"subject": "actor", "object": "recipient"}
"""Roles of relations that begin on a day, as those of events: who lists a body, and which."""
_NAMES = 6  # of one who takes part
_SURE: tuple[Certainty, ...] = ("fact", "probable", "possible", "planned", "hypothetical")
"""The surest first: a card is as sure as the surest of its statements."""


def event_cards(document: Document, key: str, ids: Mapping[str, str]) -> tuple[EventCard, ...]:
    """The cards of a document; `ids`: the casebook's ids of its entities."""
    return cards_of(document, key, ids, groups(document, key))


def coded_cards(document: Document, key: str, ids: Mapping[str, str]) -> tuple[EventCard, ...]:
    """Those of what is coded: what the chronology tells of, a tenth of all that happens in a report."""
    return cards_of(document, key, ids, coded(document, key))


def cards_of(
    document: Document, key: str, ids: Mapping[str, str], told: Sequence[Group]
) -> tuple[EventCard, ...]:
    """A card for each of these groups, by id."""
    maker = _Maker(document, key, ids, told)
    cards = {group.id: maker.card(group) for group in told}
    for id_, other in meant(document, list(cards.values()), maker.withdrawn(told)).items():
        cards[id_] = msgspec.structs.replace(cards[id_], means=other)
    return tuple(card for _, card in sorted(cards.items()))


class _Maker:
    def __init__(self, document: Document, key: str, ids: Mapping[str, str], told: Sequence[Group]) -> None:
        self._document = document
        self._key = key
        self._ids = ids
        starts = [word.start for word in document.syntax]
        at = {start: index for index, start in reversed(list(enumerate(starts)))}
        self._lines = {id(statement): line for line, statement in line_ids(document, key)}
        self._heads = {group.id: [at[start] for start, _ in group.triggers if start in at] for group in told}
        self._scene = Scene(document, (index for heads in self._heads.values() for index in heads))
        self._where = Whereabouts(document, ids)
        self._voices = Voices(document, ids)
        self._stances = Stances(document)
        self._blocks = [block.start for block in document.blocks]
        self._dated = dict(_dated_items(document))
        self._mentions: dict[int, int] = {}
        for index, mention in enumerate(document.mentions):
            self._mentions.setdefault(self._scene.top(mention.start, mention.end), index)
        self._entities = {entity.id: entity for entity in document.entities}
        self._named = {mention.entity for mention in document.mentions if mention.kind == "name"}

    def card(self, group: Group) -> EventCard:
        """The card of one happening."""
        return self._coded(group) if group.statements else self._other(group)

    def withdrawn(self, told: Iterable[Group]) -> frozenset[str]:
        """Ids of what the document takes back, or denies wherever it gives the day of it."""
        return frozenset(group.id for group in told if self._is_withdrawn(group.statements))

    def _is_withdrawn(self, statements: Iterable[Statement]) -> bool:
        dated = [s for s in statements if s.edtf and not s.edtf.endswith("?")]
        if dated:
            return all(s.polarity == "denied" or self._is_retracted(s) for s in dated)
        return any(map(self._is_retracted, statements))

    def _is_retracted(self, statement: Statement) -> bool:
        if not self._stances.is_correction:
            return False
        span = (statement.start, statement.end)
        return self._stances.at(span, statement.attribution, statement) == "retracts"

    def _coded(self, group: Group) -> EventCard:
        statements = group.statements
        # A day that is uncertain ("2001-05-04?") tells no two events apart.
        edtf = (s.edtf for s in statements if s.edtf and is_edtf(s.edtf) and not s.edtf.endswith("?"))
        return EventCard(
            id=group.id,
            document=self._key,
            type=next((type_of(s) for s in statements if s.type), None),
            mode=_mode(statements),
            words=self._scene.told(group.triggers),
            dates=tuple(dict.fromkeys(map(bounds, edtf))),
            published=self._document.published,
            where=tuple(dict.fromkeys(where for s in statements for where in self._where.of(s))),
            takings=_sorted(self._of_statements(statements)),
            figures=tuple(dict.fromkeys(f for s in statements for f in figures_of(self._document, s))),
            context=self._scene.context(group.triggers),
            about=self._scene.about,
            people=self._scene.people,
            lines=tuple(sorted(self._lines[id(s)] for s in statements)),
            triggers=group.triggers,
            polarity="denied" if all(s.polarity == "denied" for s in statements) else "asserted",
            certainty=min((s.certainty for s in statements), key=_SURE.index),
        )

    def _other(self, group: Group) -> EventCard:
        heads, trigger = self._heads[group.id], group.triggers[0]
        # A line knows by itself who says it; of what is not coded its card does.
        attribution = innermost(self._document, trigger)
        chain = self._voices.chain(attribution, trigger)
        times = [time.edtf for time in self._owned(self._scene.times, heads, self._document.times)]
        edtf = times or [self._dated.get(bisect_right(self._blocks, trigger[0]) - 1)]
        counted = self._owned(self._scene.quantities, heads, self._document.quantities)
        return EventCard(
            id=group.id,
            document=self._key,
            type=None,
            words=self._scene.told(group.triggers),
            dates=tuple(dict.fromkeys(bounds(one) for one in edtf if one is not None and is_edtf(one))),
            published=self._document.published,
            takings=_sorted(self._of_words(heads)),
            figures=tuple(figure(quantity) for quantity in counted if quantity.role in TOLL),
            context=self._scene.context(group.triggers),
            about=self._scene.about,
            people=self._scene.people,
            triggers=group.triggers,
            voice=tuple(labels(chain)),
            stance=self._stances.at(trigger, attribution),
        )

    @staticmethod
    def _owned(owned: Mapping[int, Sequence[int]], heads: Sequence[int], layer: Sequence[T]) -> Iterator[T]:
        """What of a layer hangs on these words."""
        return (layer[number] for at in heads for number in owned.get(at, ()))

    def _of_statements(self, statements: Iterable[Statement]) -> Iterator[Taking]:
        for statement in statements:
            for role, mentions in statement.roles.items():
                for index in mentions:
                    yield self._taking(_AS_OF_EVENTS.get(role, role), index)

    def _of_words(self, heads: Iterable[int]) -> Iterator[Taking]:
        for at in heads:
            for role, filler in self._scene.fillers(at):
                index = self._mentions.get(filler)
                if index is not None:
                    yield self._taking(role, index)
                elif (word := self._scene.words[filler]) is not None:
                    yield Taking(role=role, entity="", type="Thing", names=(word,), named=False)

    def _taking(self, role: str, index: int) -> Taking:
        mention = self._document.mentions[index]
        entity = self._entities.get(mention.entity)
        own = self._ids.get(mention.entity, "")
        named = entity is not None and mention.entity in self._named
        if entity is not None and named:
            names = tuple(sorted({entity.name, *entity.aliases[:_NAMES]}))
        else:
            names = tuple(self._scene.lemmas((mention.start, mention.end))[-2:])
        return Taking(role=role, entity=own, type=mention.type, names=names, named=named)


def _dated_items(document: Document) -> Iterator[tuple[int, str | None]]:
    """The items of lists that begin with their date, by number: what they tell of was then."""
    starts = {time.start: time.edtf for time in document.times}
    for number, block in enumerate(document.blocks):
        opening = document.text[block.start : block.start + _BULLET]
        begin = block.start + len(opening) - len(opening.lstrip(_BULLETS))
        if block.kind == "item" and starts.get(begin) is not None:
            yield number, starts[begin]


def _mode(statements: Iterable[Statement]) -> str | None:
    """The mode that most of them have; of as many, the first."""
    counts = Counter(s.mode for s in statements if s.kind == "event" and s.mode is not None)
    return max(counts, key=lambda mode: counts[mode], default=None)


def _sorted(takings: Iterable[Taking]) -> tuple[Taking, ...]:
    found = {_order(taking): taking for taking in takings if taking.names}
    return tuple(taking for _, taking in sorted(found.items()))


def _order(taking: Taking) -> tuple[str, str, tuple[str, ...], str]:
    return taking.role, taking.entity, taking.names, taking.type

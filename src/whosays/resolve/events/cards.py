"""A card for each happening that a document tells of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from whosays.records import Document, Statement
from whosays.records.across import EventCard, Taking
from whosays.records.derived import Figure
from whosays.records.edtf import bounds, is_edtf
from whosays.records.layers import Certainty, QuantityRole
from whosays.resolve.events.groups import Group, groups, type_of
from whosays.resolve.events.scene import Scene
from whosays.resolve.ids import line_ids
from whosays.resolve.whereabouts import Whereabouts, figure, figures_of

TOLL: frozenset[QuantityRole | None] = frozenset({"dead", "wounded"})
"""What befalls people in an incident."""
_NAMES = 6  # of one who takes part
_SURE: tuple[Certainty, ...] = ("fact", "probable", "possible", "planned", "hypothetical")


def event_cards(document: Document, key: str, ids: Mapping[str, str]) -> tuple[EventCard, ...]:
    """The cards of a document; `ids`: the casebook's ids of its entities."""
    return cards_of(document, key, ids, groups(document, key))


def cards_of(
    document: Document, key: str, ids: Mapping[str, str], told: Sequence[Group]
) -> tuple[EventCard, ...]:
    """A card for each of these groups, by id."""
    maker = _Maker(document, key, ids, told)
    cards = {group.id: maker.card(group) for group in told}
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
        self._mentions: dict[int, int] = {}
        for index, mention in enumerate(document.mentions):
            self._mentions.setdefault(self._scene.top(mention.start, mention.end), index)
        self._entities = {entity.id: entity for entity in document.entities}
        self._named = {mention.entity for mention in document.mentions if mention.kind == "name"}

    def card(self, group: Group) -> EventCard:
        document, statements = self._document, group.statements
        words = {word for span in group.triggers for word in self._scene.told(span)}
        edtf = [s.edtf for s in statements if s.edtf is not None and is_edtf(s.edtf)]
        if not statements:
            edtf = self._dates(group)
        takings = self._of_statements(statements) if statements else self._of_words(group)
        return EventCard(
            id=group.id,
            document=self._key,
            type=next((type_of(s) for s in statements if s.type), None),
            mode=_mode(statements),
            words=tuple(sorted(words)),
            dates=tuple(dict.fromkeys(map(bounds, edtf))),
            published=document.published,
            where=tuple(dict.fromkeys(where for s in statements for where in self._where.of(s))),
            takings=tuple(sorted({taking for taking in takings if taking.names}, key=_order)),
            figures=tuple(dict.fromkeys(self._figures(group))),
            context=self._scene.context(group.triggers),
            about=self._scene.about,
            people=self._scene.people,
            lines=tuple(sorted(self._lines[id(s)] for s in statements)),
            triggers=group.triggers,
            polarity="denied"
            if statements and all(s.polarity == "denied" for s in statements)
            else "asserted",
            certainty=min((s.certainty for s in statements), key=_SURE.index, default="fact"),
        )

    def _dates(self, group: Group) -> list[str]:
        times = (
            self._document.times[t] for at in self._heads[group.id] for t in self._scene.times.get(at, ())
        )
        return [
            time.edtf
            for time in times
            if time.edtf is not None and time.type in {"DATE", "TIME"} and is_edtf(time.edtf)
        ]

    def _figures(self, group: Group) -> Iterator[Figure]:
        """The numbers that its statements give; of what is not coded, how many it befell."""
        for statement in group.statements:
            yield from figures_of(self._document, statement)
        if not group.statements:
            for at in self._heads[group.id]:
                counted = (self._document.quantities[n] for n in self._scene.quantities.get(at, ()))
                yield from (figure(quantity) for quantity in counted if quantity.role in TOLL)

    def _of_statements(self, statements: Iterable[Statement]) -> Iterator[Taking]:
        for statement in statements:
            for role, mentions in statement.roles.items():
                for index in mentions:
                    yield self._taking(role, index)

    def _of_words(self, group: Group) -> Iterator[Taking]:
        for at in self._heads[group.id]:
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


def _mode(statements: Iterable[Statement]) -> str | None:
    """The mode that most of them have; of as many, the first."""
    counts = Counter(s.mode for s in statements if s.kind == "event" and s.mode is not None)
    return max(counts, key=lambda mode: counts[mode], default=None)


def _order(taking: Taking) -> tuple[str, str, tuple[str, ...], str]:
    return taking.role, taking.entity, taking.names, taking.type

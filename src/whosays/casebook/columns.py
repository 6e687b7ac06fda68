"""All lines at once, a column an array: to choose, count and draw what a casebook says without asking SQL.

A row is a statement; rows stand in the order of the chronology. Ids, types, names stand once in a tuple, and
arrays hold their places in it (`kind[row]` is a place in `kinds`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from whosays.casebook.about import REJECTED
from whosays.casebook.sqlite import Row, Session
from whosays.casebook.weighed import SOURCE

Numbers = NDArray[np.int32]
Codes = NDArray[np.int16]
Flags = NDArray[np.bool_]

OPEN_START = 0
"""Stands for an open or unknown beginning: before the first day that there is."""
OPEN_END = int(np.iinfo(np.int32).max)
"""Stands for an open or unknown end: after the last day that there is."""


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the world: of the gazetteer, or (`gazetteer` is `None`) as documents describe it."""

    name: str
    """The commonest of those that documents give it."""
    gazetteer: str | None
    country: str | None
    lat: float
    lon: float
    radius_km: float


class Columns(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The lines of a casebook."""

    number: Numbers
    """Of the statement: what `Weighed.lines` takes."""
    document: Numbers
    documents: tuple[str, ...]
    """Keys."""
    publishers: tuple[str, ...]
    """The source of each document: who brought it out, else its title."""
    earliest: Numbers
    latest: Numbers
    """First and last possible day, as `date.toordinal` counts them, `OPEN_START` and `OPEN_END`."""
    kind: Codes
    kinds: tuple[str, ...]
    type: Codes
    types: tuple[str, ...]
    """Empty where a statement has none."""
    certainty: Codes
    certainties: tuple[str, ...]
    polarity: Codes
    polarities: tuple[str, ...]
    stance: Codes
    stances: tuple[str, ...]
    """How the outermost voice means it."""
    chronicle: Flags
    """What a chronology tells: events, and relations and states that have a date."""
    origins: Numbers
    """Independent ones of the claim that it happened, or is so; 0: not weighed."""
    documents_saying: Numbers
    """That assert that claim."""
    conflict: Flags
    """Is it on a side of a conflict?"""
    decided: Flags
    """Is a decision in force about it?"""
    rejected: Flags
    """Did somebody reject it, and nobody accept it since? It is shown as that, and counts nowhere."""
    party_row: Numbers
    party_entity: Numbers
    party_role: Codes
    roles: tuple[str, ...]
    """Who takes part, a pair each, by row."""
    voice_row: Numbers
    voice_entity: Numbers
    """Who is among the voices, as far as it is an entity."""
    entities: tuple[str, ...]
    """The ids of wholes that take part or speak, sorted."""
    place_row: Numbers
    place: Numbers
    places: tuple[Spot, ...]

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self.number)

    @property
    def dated(self) -> Flags:
        """Lines with an end of their date known."""
        dated: Flags = (self.earliest != OPEN_START) | (self.latest != OPEN_END)
        return dated

    def rows_of(self, numbers: Iterable[int]) -> Numbers:
        """The rows of these statements, in order; numbers that are not there are left out."""
        return np.flatnonzero(np.isin(self.number, np.fromiter(numbers, np.int32))).astype(np.int32)

    def entity(self, whole: str) -> int | None:
        """The place of a whole in `entities`."""
        at = bisect_left(self.entities, whole)
        return at if at < len(self.entities) and self.entities[at] == whole else None


def load(session: Session) -> Columns:
    """The lines as they are now."""
    with session.snapshot():
        return _load(session)


def _load(session: Session) -> Columns:
    number = _ints(session.all("SELECT number FROM statements ORDER BY sort_key"))
    lines = _Rows(number)
    documents = session.all(f"SELECT d.key, {SOURCE} FROM documents d WHERE d.current = TRUE ORDER BY d.key")  # noqa: S608
    told = _split(
        session.all(
            "SELECT number, document, earliest, latest, kind, type, certainty, polarity, stance "
            "FROM statements"
        ),
        9,
    )
    order = lines.order(told[0])
    kind, kinds = _coded(told[4], order)
    type_, types = _coded([one or "" for one in told[5]], order)
    certainty, certainties = _coded(told[6], order)
    polarity, polarities = _coded(told[7], order)
    stance, stances = _coded(told[8], order)
    place_in = {key: at for at, (key, _) in enumerate(documents)}
    document = np.fromiter((place_in[key] for key in told[1]), np.int32, len(number))[order]
    earliest, latest = _days(told[2], OPEN_START)[order], _days(told[3], OPEN_END)[order]
    dated = (earliest != OPEN_START) | (latest != OPEN_END)
    event = kinds.index("event") if "event" in kinds else -1
    origins, saying = _weights(session, lines, document)
    wholes: dict[str, str] = dict(session.all("SELECT card, cluster FROM clusters WHERE kind = 'entity'"))
    parties = _split(session.all("SELECT statement, entity, role FROM statement_parties"), 3)
    voices = _split(session.all("SELECT statement, entity FROM voices WHERE entity IS NOT NULL"), 2)
    entities, party_entity, voice_entity = _entities(wholes, parties[1], voices[1])
    party_row, by_row = lines.sorted(parties[0])
    party_role, roles = _coded(parties[2], by_row)
    voice_row, by_voice = lines.sorted(voices[0])
    place_row, place, places = _places(session, lines)
    return Columns(
        number=number,
        document=document,
        documents=tuple(key for key, _ in documents),
        publishers=tuple(source for _, source in documents),
        earliest=earliest,
        latest=latest,
        kind=kind,
        kinds=kinds,
        type=type_,
        types=types,
        certainty=certainty,
        certainties=certainties,
        polarity=polarity,
        polarities=polarities,
        stance=stance,
        stances=stances,
        chronicle=(kind == event) | dated,
        origins=origins,
        documents_saying=saying,
        conflict=lines.flags(session.all("SELECT DISTINCT statement FROM side_reports")),
        decided=lines.flags(
            session.all("SELECT DISTINCT s.number FROM decided d JOIN statements s ON s.id = d.subject")
        ),
        rejected=lines.flags(session.all(REJECTED)),
        party_row=party_row,
        party_entity=party_entity[by_row],
        party_role=party_role,
        roles=roles,
        voice_row=voice_row,
        voice_entity=voice_entity[by_voice],
        entities=entities,
        place_row=place_row,
        place=place,
        places=places,
    )


class _Rows:
    """Which row a statement is."""

    def __init__(self, number: Numbers) -> None:
        self._by_number = np.argsort(number, kind="stable").astype(np.int32)
        self._sorted = number[self._by_number]
        self._size = len(number)

    def of(self, numbers: Sequence[int]) -> Numbers:
        """The row of each statement, all of which are there."""
        asked = np.fromiter(numbers, np.int32, len(numbers))
        return self._by_number[np.searchsorted(self._sorted, asked)]

    def order(self, numbers: Sequence[int]) -> Numbers:
        """What puts a value for each of all statements, told in this order, into rows."""
        return np.argsort(self.of(numbers), kind="stable").astype(np.int32)

    def sorted(self, numbers: Sequence[int]) -> tuple[Numbers, Numbers]:
        """The rows, sorted, and what brings other values told with them into this order."""
        rows = self.of(numbers)
        order = np.argsort(rows, kind="stable").astype(np.int32)
        return rows[order], order

    def flags(self, found: list[Row]) -> Flags:
        """Which rows are among these statements."""
        flags = np.zeros(self._size, np.bool_)
        flags[self.of([number for (number,) in found])] = True
        return flags

    def zeros(self) -> Numbers:
        """A number for each row."""
        return np.zeros(self._size, np.int32)


def _ints(found: list[Row]) -> Numbers:
    return np.fromiter((number for (number,) in found), np.int32, len(found))


def _split(found: list[Row], width: int) -> tuple[Sequence[Any], ...]:
    """Rows as columns."""
    return tuple(zip(*found, strict=True)) if found else ((),) * width


def _coded(values: Sequence[str], order: Numbers) -> tuple[Codes, tuple[str, ...]]:
    """Few different words as numbers, in `order`."""
    labels = tuple(sorted(set(values)))
    codes = {label: code for code, label in enumerate(labels)}
    return np.fromiter((codes[value] for value in values), np.int16, len(values))[order], labels


def _days(values: Sequence[str | None], unknown: int) -> Numbers:
    days: dict[str | None, int] = {
        day: unknown if day is None else date.fromisoformat(day).toordinal() for day in set(values)
    }
    return np.fromiter((days[value] for value in values), np.int32, len(values))


def _weights(session: Session, lines: _Rows, document: Numbers) -> tuple[Numbers, Numbers]:
    """By row: the origins, and the documents, of the claim that it happened or is so."""
    found = session.all(
        "SELECT r.statement, c.id, c.origins, r.origin IS NOT NULL FROM claims c "
        "JOIN claim_reports r ON r.claim = c.id WHERE c.aspect IN ('occurrence', 'relation')"
    )
    numbers, ids, counted, asserted = _split(found, 4)
    rows = lines.of(numbers)
    codes: dict[str, int] = {}
    claim = np.fromiter((codes.setdefault(id_, len(codes)) for id_ in ids), np.int64, len(ids))
    says = np.fromiter(asserted, np.bool_, len(asserted))
    apart = int(document.max(initial=0)) + 1
    pairs = np.unique(claim[says] * apart + document[rows[says]])
    of_claim = np.bincount(pairs // apart, minlength=len(codes)).astype(np.int32)
    origins, saying = lines.zeros(), lines.zeros()
    origins[rows] = np.fromiter(counted, np.int32, len(counted))
    saying[rows] = of_claim[claim]
    return origins, saying


def _entities(wholes: dict[str, str], *parts: Sequence[str]) -> tuple[tuple[str, ...], Numbers, Numbers]:
    """Wholes, sorted, and for each list of parts their places among them."""
    met = {part: wholes.get(part, part) for some in parts for part in set(some)}
    entities = tuple(sorted(set(met.values())))
    at = {entity: place for place, entity in enumerate(entities)}
    codes = {part: at[entity] for part, entity in met.items()}
    one, other = (np.fromiter((codes[part] for part in some), np.int32, len(some)) for some in parts)
    return entities, one, other


def _places(session: Session, lines: _Rows) -> tuple[Numbers, Numbers, tuple[Spot, ...]]:
    """Rows and their places, by row; the same place of the gazetteer is one, whatever it is called."""
    found = session.all(
        "SELECT sp.statement, p.name, p.gazetteer, p.country, p.lat, p.lon, p.radius_km "
        "FROM statement_places sp JOIN statements s ON s.number = sp.statement "
        'JOIN places p ON p.document = s.document AND p.start = sp.start AND p."end" = sp."end" '
        "ORDER BY sp.statement, sp.position"
    )
    codes: dict[object, int] = {}
    names: list[Counter[str]] = []
    told: list[Row] = []
    place = np.empty(len(found), np.int32)
    for at, (_, name, gazetteer, *where) in enumerate(found):
        code = codes.setdefault(gazetteer or (name, *where), len(codes))
        if code == len(names):
            names.append(Counter())
            told.append((gazetteer, *where))
        names[code][name] += 1
        place[at] = code
    spots = tuple(
        Spot(
            name=min(called, key=lambda name: (-called[name], name)),
            gazetteer=gazetteer,
            country=country,
            lat=lat,
            lon=lon,
            radius_km=radius,
        )
        for called, (gazetteer, country, lat, lon, radius) in zip(names, told, strict=True)
    )
    rows, order = lines.sorted([row[0] for row in found])
    return rows, place[order], spots

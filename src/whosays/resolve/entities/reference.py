"""Lists of known people and bodies that a user has: whom of the casebook they may name.

A list only links: its entries are judged like cards, but never join two entities of the casebook. One entry
that bears the name, and no other, is a sure link; where several do, or the names fit in part, it is a
possible one.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from whosays.records.across import CAP, EntityCard
from whosays.records.edtf import is_edtf
from whosays.resolve.entities.compare import judge
from whosays.resolve.entities.keys import keys
from whosays.resolve.entities.spelling import parts

_TYPES = {
    "Person": "Person",
    "Organization": "Organization",
    "LegalEntity": "Organization",
    "Company": "Company",
    "PublicBody": "PublicBody",
    "Vessel": "Vehicle",
    "Airplane": "Vehicle",
    "Vehicle": "Vehicle",
}
"""FollowTheMoney schemata that can be named in a report, and our types; others are left out."""
_SEXES = {"male": "he", "female": "she"}
_ENOUGH = 0.6
"""Score from which on a name that fits in part is worth showing; a surname alone is not."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An entry of a list."""

    id: str
    """As the list has it."""
    type: str
    names: tuple[str, ...]
    born: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()


class Link(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """An entity of the casebook, and an entry that may be it."""

    entity: str
    listed: str
    sure: bool
    score: float
    reason: str


def read_list(text: str) -> list[Listed]:
    """The entries of a list: FollowTheMoney, one JSON object a line, or CSV with `id`, `schema` and `name`.

    CSV may have `aliases` (parted by semicolons) and `birth_date`, as OpenSanctions' simple form has them.
    `ValueError` says in which line something else stands.
    """
    text = text.removeprefix("\ufeff")
    made = _from_json(text) if text.lstrip().startswith("{") else _from_csv(text)
    found: dict[str, Listed] = {}
    for listed in made:
        if listed is not None and listed.names:
            found.setdefault(listed.id, listed)
    return list(found.values())


def links(cards: Iterable[EntityCard], listed: Iterable[Listed]) -> tuple[Link, ...]:
    """Every sure or possible link of the cards to entries of a list, sorted."""
    entries = {f"x-{one.id}": one for one in listed}
    known = {id_: _card(id_, one) for id_, one in entries.items()}
    blocks: dict[str, set[str]] = defaultdict(set)
    bearers: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for id_, one in entries.items():
        for name in one.names:  # one by one: a card of many names has keys for the first of them only
            for key in keys(_card(id_, msgspec.structs.replace(one, names=(name,)))):
                blocks[key].add(id_)
            bearers[_words(name)].add(id_)
    found: list[Link] = []
    for card in cards:
        near = {id_ for key in keys(card) if len(blocks.get(key, ())) <= CAP for id_ in blocks.get(key, ())}
        # However many of the list bear the very name.
        near |= {id_ for name in card.names for id_ in bearers.get(_words(name), ())}
        judged = [(id_, judge(card, known[id_])) for id_ in sorted(near)]
        same = [(id_, verdict) for id_, verdict in judged if verdict and verdict.sort == "same"]
        fits = same or [
            (id_, verdict)
            for id_, verdict in judged
            if verdict and verdict.sort == "weak" and verdict.score >= _ENOUGH
        ]
        found += [
            Link(
                entity=card.id,
                listed=entries[id_].id,
                sure=len(same) == 1,
                score=verdict.score,
                reason=verdict.reason + (f"; {len(same)} of the list bear it" if len(same) > 1 else ""),
            )
            for id_, verdict in fits
        ]
    return tuple(sorted(found))


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(parts(name)))


def _card(id_: str, listed: Listed) -> EntityCard:
    return EntityCard(
        id=id_, type=listed.type, names=listed.names, local=False, born=listed.born, sexes=listed.sexes
    )


def _from_json(text: str) -> Iterator[Listed | None]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line, type=_Entity)
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
            raise ValueError(f"line {number}: no FollowTheMoney entity: {error}") from error
        told = row.properties
        yield _listed(
            row.id,
            row.schema,
            [*told.get("name", ()), *told.get("alias", ()), *told.get("weakAlias", ())],
            told.get("birthDate", ()),
            told.get("gender", ()),
        )


class _Entity(msgspec.Struct, frozen=True):
    id: str
    schema: str
    properties: dict[str, list[Any]] = {}


def _from_csv(text: str) -> Iterator[Listed | None]:
    rows = csv.DictReader(io.StringIO(text))
    lacking = {"id", "name"} - {*(rows.fieldnames or ())}
    if lacking:
        raise ValueError(f"line 1: no column {' and no column '.join(sorted(lacking))}")
    try:
        for row in rows:
            names = [row["name"], *(row.get("aliases") or "").split(";")]
            yield _listed(row["id"], row.get("schema") or "Person", names, [row.get("birth_date")], ())
    except csv.Error as error:
        raise ValueError(f"line {rows.line_num}: {error}") from error


def _listed(
    id_: str | None, schema: str, names: Iterable[Any], born: Iterable[Any], gender: Iterable[Any]
) -> Listed | None:
    if not id_ or schema not in _TYPES:
        return None
    return Listed(
        id=id_,
        type=_TYPES[schema],
        names=tuple(sorted({name.strip() for name in names if isinstance(name, str) and name.strip()})),
        born=tuple(sorted({date for date in born if isinstance(date, str) and is_edtf(date)})),
        sexes=tuple(sorted({_SEXES[one] for one in gender if isinstance(one, str) and one in _SEXES})),
    )

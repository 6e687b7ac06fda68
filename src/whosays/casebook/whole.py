"""Entities as a whole: those of documents that comparing has found to be one, under one id.

The id of the whole is that of the first of its parts, so that the id of any part still leads to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

import msgspec

from whosays.casebook import filing
from whosays.casebook.rows import EntityRow, NameRow
from whosays.casebook.sqlite import Session, Value

_LEADER = "SELECT cluster FROM clusters WHERE kind = 'entity' AND card = :id"
_PARTS = "SELECT card FROM clusters WHERE kind = 'entity' AND cluster = :id ORDER BY card"


def whole_of(session: Session, entity: str) -> str:
    """The whole that an entity is part of; itself, if it is by itself."""
    row = session.one(_LEADER, {"id": entity})
    return str(row[0]) if row else entity


def parts_of(session: Session, entity: str) -> tuple[str, ...]:
    """All parts of the whole that an entity is part of."""
    parts = session.all(_PARTS, {"id": whole_of(session, entity)})
    return tuple(part for (part,) in parts) or (entity,)


def parts_of_all(session: Session, entities: Iterable[str]) -> tuple[str, ...]:
    """All parts of the wholes of these."""
    return tuple(dict.fromkeys(part for entity in entities for part in parts_of(session, entity)))


def wholes(session: Session) -> Iterator[str]:
    """The ids of all wholes, sorted."""
    for (entity,) in session.rows(
        "SELECT e.id FROM entities e LEFT JOIN clusters c ON c.kind = 'entity' AND c.card = e.id "
        "WHERE c.card IS NULL OR c.cluster = e.id ORDER BY e.id"
    ):
        yield entity


def among(values: Iterable[str]) -> tuple[str, dict[str, Value]]:
    """Placeholders for values, and what is bound to them."""
    given: dict[str, Value] = {f"v{number}": value for number, value in enumerate(values)}
    return ", ".join(f":{name}" for name in given), given


def shown_as(session: Session, entity: str) -> tuple[str, str] | None:
    """(type, name) under which the whole is shown; `None` where there is no such entity."""
    parts = parts_of(session, entity)
    if len(parts) == 1:
        row = session.one("SELECT type, name FROM entities WHERE id = :id", {"id": entity})
        return (row[0], row[1]) if row else None
    marks, given = among(parts)
    rows = session.all(
        f"SELECT type, name, sum(main) FROM names WHERE entity IN ({marks}) GROUP BY type, name",  # noqa: S608
        given,
    )
    return filing.shown(rows)


def wholes_of(session: Session, entities: Iterable[str]) -> dict[str, str]:
    """The whole that each of these is part of."""
    rows = session.all(
        "SELECT j.value, coalesce(c.cluster, j.value) FROM json_each(:ids) j "
        "LEFT JOIN clusters c ON c.kind = 'entity' AND c.card = j.value",
        {"ids": _listed(entities)},
    )
    return dict(rows)


def all_shown_as(session: Session, entities: Iterable[str]) -> dict[str, tuple[str, str]]:
    """As `shown_as`, of many at once; entities that are not there are left out."""
    wholes = wholes_of(session, entities)
    rows = session.all(
        "SELECT e.id, e.type, e.name FROM json_each(:ids) j JOIN entities e ON e.id = j.value",
        {"ids": _listed(wholes)},
    )
    alone = {entity: (type_, name) for entity, type_, name in rows}
    rows = session.all(
        "SELECT c.cluster, n.type, n.name, sum(n.main) FROM json_each(:ids) j "
        "JOIN clusters c ON c.kind = 'entity' AND c.cluster = j.value JOIN names n ON n.entity = c.card "
        "GROUP BY c.cluster, n.type, n.name ORDER BY c.cluster",
        {"ids": _listed(wholes.values())},
    )
    together = {
        cluster: filing.shown([row[1:] for row in some])
        for cluster, some in groupby(rows, key=lambda row: row[0])
    }
    found = {entity: together.get(whole) or alone.get(entity) for entity, whole in wholes.items()}
    return {entity: shown for entity, shown in found.items() if shown}


def _listed(values: Iterable[str]) -> str:
    """Values for `json_each`: any number of them as one parameter."""
    return msgspec.json.encode(list(dict.fromkeys(values))).decode()


def entity_row(
    session: Session, entity: str, match: Literal["id", "name", "alias", "words"]
) -> EntityRow | None:
    """The whole that an entity is part of; `None` where there is none."""
    shown = shown_as(session, entity)
    if shown is None:
        return None
    parts = parts_of(session, entity)
    marks, given = among(parts)
    names = session.all(
        f"SELECT name, sum(documents) FROM names WHERE entity IN ({marks}) "  # noqa: S608
        "GROUP BY name ORDER BY 2 DESC, 1",
        given,
    )
    if len(parts) == 1:
        counted = session.one("SELECT documents FROM entities WHERE id = :v0", given)
    else:
        counted = session.one(
            f"SELECT count(DISTINCT document) FROM mentions WHERE entity IN ({marks})",  # noqa: S608
            given,
        )
    first, last = _days(session, parts)
    return EntityRow(
        id=whole_of(session, entity),
        type=shown[0],
        name=shown[1],
        names=tuple(NameRow(name=name, documents=number) for name, number in names),
        documents=counted[0] if counted else 0,
        first=first,
        last=last,
        match=match,
        parts=parts,
    )


def _days(session: Session, parts: Iterable[str]) -> tuple[str | None, str | None]:
    """First possible days of the earliest and the latest dated document that mentions one of these."""
    firsts, lasts = [], []
    for part in parts:
        given = {"id": part}
        first = session.one("SELECT min(seen) FROM mentions WHERE entity = :id AND seen < '~'", given)
        last = session.one("SELECT max(seen) FROM mentions WHERE entity = :id AND seen < '~'", given)
        firsts += [first[0]] if first and first[0] else []
        lasts += [last[0]] if last and last[0] else []
    return min(firsts, default=None), max(lasts, default=None)

"""Who is tied to whom: two that take part in the same line, as somebody says.

What is denied makes no tie; it is counted apart.
"""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from whosays.casebook.columns import Codes, Columns, Flags, Numbers
from whosays.views.standing import denied_rows, hedged_rows

Keys = NDArray[np.int64]
Places = NDArray[np.intp]


class Pairs(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """All that take part in one line, two by two, once a line; `a` before `b`."""

    row: Numbers
    a: Numbers
    b: Numbers
    kind: Codes
    kinds: tuple[str, ...]
    """What ties them there, in words."""
    denied: Flags
    hedged: Flags


class Ties(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Two by two with their lines, the most lines first."""

    a: Numbers
    b: Numbers
    lines: Numbers
    hedged: Numbers
    """Of these, not put as fact."""
    origins: Numbers
    """The most independent origins that one of its claims has."""

    def __len__(self) -> int:
        """How many there are."""
        return len(self.a)

    def at(self, places: Keys | Flags) -> Ties:
        """Some of them."""
        return Ties(**{name: getattr(self, name)[places] for name in Ties.__struct_fields__})


def tie_words(kind: str, type_: str | None, role: str, other_role: str) -> str:
    """What ties two that take part in one line: a relation by its type, an event by their roles in it."""
    if kind != "event":
        return type_ or kind
    if role == other_role:
        return f"both {role}"
    return " and ".join(sorted((role, other_role)))


def pairs(table: Columns) -> Pairs:
    """All pairs of a casebook."""
    row, entity, role = table.party_row, table.party_entity, table.party_role
    firsts, seconds = [], []
    # The parties of a line stand side by side: each with its neighbour, the next but one, and so on.
    for distance in range(1, len(row)):
        at = np.flatnonzero(row[:-distance] == row[distance:])
        if not len(at):
            break
        firsts.append(at)
        seconds.append(at + distance)
    one = np.concatenate(firsts) if firsts else np.zeros(0, np.int64)
    two = np.concatenate(seconds) if seconds else np.zeros(0, np.int64)
    one, two = np.where(entity[one] > entity[two], two, one), np.where(entity[one] > entity[two], one, two)
    apart = entity[one] != entity[two]
    one, two = one[apart], two[apart]
    order = np.lexsort((entity[two], entity[one], row[one]))
    one, two = one[order], two[order]
    new = np.ones(len(one), np.bool_)
    new[1:] = (
        (row[one][1:] != row[one][:-1])
        | (entity[one][1:] != entity[one][:-1])
        | (entity[two][1:] != entity[two][:-1])
    )
    one, two = one[new], two[new]
    rows = row[one]
    kind, kinds = _kinds(table, rows, role[one], role[two])
    return Pairs(
        row=rows,
        a=entity[one],
        b=entity[two],
        kind=kind,
        kinds=kinds,
        denied=denied_rows(table)[rows],
        hedged=hedged_rows(table)[rows],
    )


def _kinds(table: Columns, rows: Numbers, role: Codes, other: Codes) -> tuple[Codes, tuple[str, ...]]:
    """What ties each pair: few different ones, put into words once each."""
    told = np.stack([table.kind[rows], table.type[rows], role, other], axis=1).astype(np.int64)
    different, each = np.unique(told, axis=0, return_inverse=True)
    words = [
        tie_words(table.kinds[kind], table.types[type_], table.roles[a], table.roles[b])
        for kind, type_, a, b in different
    ]
    labels = tuple(sorted(set(words)))
    codes = np.array([labels.index(one) for one in words], np.int16)
    return codes[each.reshape(-1)] if len(words) else np.zeros(0, np.int16), labels


def ties(table: Columns, pairs: Pairs, chosen: Places) -> Ties:
    """The ties that the chosen pairs make."""
    size = max(1, len(table.entities))
    key: Keys = pairs.a[chosen].astype(np.int64) * size + pairs.b[chosen]
    keys, each, lines = np.unique(key, return_inverse=True, return_counts=True)
    each = each.reshape(-1)
    origins = np.zeros(len(keys), np.int32)
    np.maximum.at(origins, each, table.origins[pairs.row[chosen]])
    found = Ties(
        a=(keys // size).astype(np.int32),
        b=(keys % size).astype(np.int32),
        lines=lines.astype(np.int32),
        hedged=np.bincount(each, pairs.hedged[chosen], len(keys)).astype(np.int32),
        origins=origins,
    )
    return found.at(np.lexsort((found.b, found.a, -found.origins, -found.lines)))


def weightiest(found: Ties, most: int, first: tuple[int, ...] = ()) -> set[int]:
    """The `most` entities that the weightiest ties join, these first."""
    ends = np.concatenate([np.array(first, np.int32), np.stack([found.a, found.b], axis=1).reshape(-1)])
    who, where = np.unique(ends, return_index=True)
    return set(who[np.argsort(where)][:most].tolist())


def kinds_of(
    pairs: Pairs, chosen: Places, drawn: Ties, size: int, most: int
) -> list[tuple[tuple[str, int], ...]]:
    """What each of these ties is, in words with the number of lines, the commonest first."""
    wanted: Keys = drawn.a.astype(np.int64) * size + drawn.b
    key: Keys = pairs.a[chosen].astype(np.int64) * size + pairs.b[chosen]
    among = np.isin(key, wanted)
    key, kind = key[among], pairs.kind[chosen][among]
    width = max(1, len(pairs.kinds))
    told, lines = np.unique(key * width + kind, return_counts=True)
    found: dict[int, list[tuple[str, int]]] = {int(one): [] for one in wanted}
    for one, number in zip(told.tolist(), lines.tolist(), strict=True):
        found[one // width].append((pairs.kinds[one % width], number))
    return [tuple(sorted(found[int(one)], key=lambda it: (-it[1], it[0]))[:most]) for one in wanted]

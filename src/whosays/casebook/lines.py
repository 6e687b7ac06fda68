"""Lines of the chronology: what a filter means in SQL, and rows made into `Line`s again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import msgspec

from whosays.casebook import sqlite
from whosays.casebook.rows import LineFilter
from whosays.casebook.sqlite import Row, Session, Value
from whosays.errors import UsageError
from whosays.records.derived import Figure, Line, Party, Voice, Where
from whosays.records.edtf import bounds, is_edtf

CHUNK = 500
"""Values in one `IN (…)`."""

_STATEMENT = (
    'number, id, document, kind, type, mode, event, start, "end", summary, time_words, edtf, '
    "earliest, latest, polarity, certainty, stance, code, code_words, trigger_start, trigger_end"
)


class Asked(Protocol):
    """Whoever answers a query: `sqlite.Session`, or the Writer."""

    def all(self, sql: str, parameters: Mapping[str, Value] | None = None) -> list[Row]:
        """All rows of a query."""
        ...


class _Query(msgspec.Struct):
    """A query on its way: where it looks, under which conditions."""

    tables: str = "statements s"
    order: str = "s.sort_key"
    number: str = "s.number"
    conditions: list[str] = []
    parameters: dict[str, Value] = {}
    repeats: bool = False
    """May a statement come twice?"""

    def where(self) -> str:
        """The conditions, joined."""
        return f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""


def numbers(session: Session, wanted: LineFilter, limit: int, offset: int) -> list[int]:
    """Which statements pass, in the order of the chronology."""
    query = _query(wanted)
    if query is None:
        return []
    group = f" GROUP BY {query.order}, {query.number}" if query.repeats else ""
    rows = session.all(
        f"SELECT {query.number} FROM {query.tables}{query.where()}{group} "  # noqa: S608
        f"ORDER BY {query.order} LIMIT :limit OFFSET :offset",
        {**query.parameters, "limit": limit, "offset": offset},
    )
    return [number for (number,) in rows]


def numbers_of(session: Asked, ids: Sequence[str]) -> list[int]:
    """The numbers of the lines with these ids."""
    found: list[int] = []
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        marks = ", ".join(f":i{number}" for number in range(len(some)))
        given = {f"i{number}": id_ for number, id_ in enumerate(some)}
        found += [n for (n,) in session.all(f"SELECT number FROM statements WHERE id IN ({marks})", given)]  # noqa: S608
    return found


def count(session: Session, wanted: LineFilter) -> int:
    """How many statements pass."""
    query = _query(wanted)
    if query is None:
        return 0
    counted = f"DISTINCT {query.number}" if query.repeats else "*"
    row = session.one(
        f"SELECT count({counted}) FROM {query.tables}{query.where()}",  # noqa: S608
        query.parameters,
    )
    return int(row[0]) if row else 0


def saying(session: Session, words: str) -> list[int]:
    """The numbers of the statements that hold all these words, sorted."""
    wanted = sqlite.match(words)
    if wanted is None:
        return []
    rows = session.all(
        "SELECT rowid FROM statements_fts WHERE statements_fts MATCH :words ORDER BY rowid", {"words": wanted}
    )
    return [number for (number,) in rows]


def _query(wanted: LineFilter) -> _Query | None:
    """`None` where no line can pass."""
    query = _Query()
    _add_mouths_and_parties(query, wanted)
    for name in ("kind", "type", "certainty", "polarity"):
        value = getattr(wanted, name)
        if value is not None:
            query.conditions.append(f"s.{name} = :{name}")
            query.parameters[name] = value
    if wanted.chronicle:
        query.conditions.append("(s.kind = 'event' OR s.earliest IS NOT NULL OR s.latest IS NOT NULL)")
    if wanted.documents:
        query.conditions.append(f"s.document IN ({_among('document', wanted.documents, query)})")
    if wanted.undated:
        query.conditions.append("s.earliest IS NULL AND s.latest IS NULL")
    _add_days(query, wanted)
    if wanted.text is not None:
        words = sqlite.match(wanted.text)
        if words is None:
            return None
        query.conditions.append(
            "s.number IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH :words)"
        )
        query.parameters["words"] = words
    if query.tables != "statements s" and any("s." in condition for condition in query.conditions):
        query.tables += f" CROSS JOIN statements s ON s.number = {query.number}"
    return query


def _add_mouths_and_parties(query: _Query, wanted: LineFilter) -> None:
    """Start from the entity's own index, which gives its lines in order."""
    if wanted.entities:
        among = _among("entity", wanted.entities, query)
        query.tables, query.order, query.number = "statement_parties p", "p.sort_key", "p.statement"
        query.conditions.append(f"p.entity IN ({among})")
        query.repeats = True
    if wanted.voices:
        among = _among("voice", wanted.voices, query)
        if wanted.entities:
            query.conditions.append(
                "EXISTS (SELECT 1 FROM voices v "  # noqa: S608
                f"WHERE v.statement = p.statement AND v.entity IN ({among}))"
            )
        else:
            query.tables, query.order, query.number = "voices v", "v.sort_key", "v.statement"
            query.conditions.append(f"v.entity IN ({among})")
            query.repeats = True


def _among(name: str, values: Sequence[str], query: _Query) -> str:
    """Placeholders for `values`, bound in `query`."""
    names = [f"{name}{number}" for number in range(len(values))]
    query.parameters.update(zip(names, values, strict=True))
    return ", ".join(f":{each}" for each in names)


def _add_days(query: _Query, wanted: LineFilter) -> None:
    """Lines that may lie in the days wanted: an open end reaches everywhere, no date at all nowhere."""
    if wanted.earliest is not None:
        query.parameters["first"] = days(wanted.earliest)[0]
        query.conditions.append("(s.latest >= :first OR (s.latest IS NULL AND s.earliest IS NOT NULL))")
    if wanted.latest is not None:
        query.parameters["last"] = days(wanted.latest)[1]
        query.conditions.append("(s.earliest <= :last OR (s.earliest IS NULL AND s.latest IS NOT NULL))")


def days(edtf: str) -> tuple[str, str]:
    """First and last possible day of a date that a person gave; what is open lets all pass."""
    if not is_edtf(edtf):
        raise UsageError(f"{edtf!r} is not a date. Write 1994, 1994-05, 1994-05-17 or another EDTF date.")
    first, last = bounds(edtf)
    return first or "", last or "~"


def fetch(session: Asked, wanted: Sequence[int]) -> list[Line]:
    """The lines with these numbers, in this order."""
    return [line for line in fetch_each(session, wanted) if line is not None]


def fetch_each(session: Asked, wanted: Sequence[int]) -> list[Line | None]:
    """The lines with these numbers, in this order; `None` for one that is not there."""
    lines: dict[int, Line] = {}
    for start in range(0, len(wanted), CHUNK):
        some = wanted[start : start + CHUNK]
        marks, given = _among_numbers(some)
        parties = _parties(session, marks, given)
        voices = _voices(session, marks, given)
        where, figures = _where(session, marks, given), _figures(session, marks, given)
        for row in session.all(f"SELECT {_STATEMENT} FROM statements WHERE number IN ({marks})", given):  # noqa: S608
            number = row[0]
            lines[number] = _line(
                row,
                voice=tuple(voices.get(number, ())),
                parties=tuple(parties.get(number, ())),
                where=tuple(where.get(number, ())),
                figures=tuple(figures.get(number, ())),
            )
    return [lines.get(number) for number in wanted]


def _among_numbers(numbers: Sequence[int]) -> tuple[str, dict[str, Value]]:
    """Placeholders for numbers, filled up to a power of two: few different texts for the driver to keep."""
    room = 1 << (len(numbers) - 1).bit_length()
    filled = [*numbers, *[numbers[-1]] * (room - len(numbers))]
    return ", ".join(f":n{i}" for i in range(room)), {f"n{i}": number for i, number in enumerate(filled)}


def _parties(session: Asked, marks: str, given: dict[str, Value]) -> dict[int, list[Party]]:
    found: dict[int, list[Party]] = {}
    for number, role, entity, start, end in session.all(
        f'SELECT statement, role, entity, start, "end" FROM statement_parties '  # noqa: S608
        f"WHERE statement IN ({marks}) ORDER BY statement, position",
        given,
    ):
        found.setdefault(number, []).append(Party(role=role, entity=entity, start=start, end=end))
    return found


def _voices(session: Asked, marks: str, given: dict[str, Value]) -> dict[int, list[Voice]]:
    found: dict[int, list[Voice]] = {}
    for number, kind, name, start, end, cue_start, cue_end, entity in session.all(
        f'SELECT statement, kind, name, start, "end", cue_start, cue_end, entity FROM voices '  # noqa: S608
        f"WHERE statement IN ({marks}) ORDER BY statement, position",
        given,
    ):
        voice = Voice(
            kind=kind,
            name=name,
            span=None if start is None else (start, end),
            cue=None if cue_start is None else (cue_start, cue_end),
            entity=entity,
        )
        found.setdefault(number, []).append(voice)
    return found


def _where(session: Asked, marks: str, given: dict[str, Value]) -> dict[int, list[Where]]:
    found: dict[int, list[Where]] = {}
    columns = ", ".join(f'p."{name}"' for name in Where.__struct_fields__)
    for number, *values in session.all(
        f"SELECT sp.statement, {columns} FROM statement_places sp "  # noqa: S608
        "JOIN statements s ON s.number = sp.statement "
        'JOIN places p ON p.document = s.document AND p.start = sp.start AND p."end" = sp."end" '
        f"WHERE sp.statement IN ({marks}) ORDER BY sp.statement, sp.position",
        given,
    ):
        place = Where(**dict(zip(Where.__struct_fields__, values, strict=True)))
        found.setdefault(number, []).append(place)
    return found


def _figures(session: Asked, marks: str, given: dict[str, Value]) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = {}
    columns = ", ".join(f'"{name}"' for name in Figure.__struct_fields__)
    for number, *values in session.all(
        f"SELECT statement, {columns} FROM figures "  # noqa: S608
        f"WHERE statement IN ({marks}) ORDER BY statement, position",
        given,
    ):
        told = dict(zip(Figure.__struct_fields__, values, strict=True))
        found.setdefault(number, []).append(Figure(**{**told, "approximate": bool(told["approximate"])}))
    return found


def _line(row: Row, **beside: Any) -> Line:
    fields = ("id", "document", "kind", "type", "mode", "event", "start", "end", "summary", "when", "edtf")
    more = ("earliest", "latest", "polarity", "certainty", "stance", "code", "code_words")
    values = dict(zip(fields + more, row[1:-2], strict=True))
    trigger = None if row[-1] is None else (row[-2], row[-1])
    return Line(**values, **beside, trigger=trigger)

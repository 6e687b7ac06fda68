"""What is said of one entity, counted: by day, by voice, with whom, and where it is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from whosays.casebook.sqlite import Session, Value
from whosays.casebook.weighed import SOURCE
from whosays.casebook.whole import among

ENOUGH = 5_000
"""Mentions looked through for the first uses of each name."""
_MOUTHS = "('speaker', 'body', 'unnamed')"
"""Kinds of voice that are neither the document nor whom it has its text from."""


REJECTED = (
    "SELECT s.number FROM decided x JOIN decisions d ON d.id = x.decision "
    "JOIN statements s ON s.id = x.subject WHERE d.kind = 'reject' AND NOT EXISTS ("
    "SELECT 1 FROM decided y JOIN decisions a ON a.id = y.decision WHERE y.subject = x.subject "
    "AND a.kind = 'accept' AND (a.made_at, a.id) > (d.made_at, d.id))"
)
"""The numbers of lines that somebody rejected, and nobody accepted since: they count nowhere."""


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a name is used."""

    name: str
    document: str
    start: int


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """A document that names the entity."""

    document: str
    mentions: int
    start: int
    """Of the first of them."""


class Voiced(msgspec.Struct, frozen=True, kw_only=True):
    """Who says something of the entity."""

    kinds: tuple[str, ...]
    """As what: a speaker, a body, an agency …"""
    entity: str | None
    """The whole that speaks, where that is known."""
    name: str
    lines: int


class Between(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of a kind, with the entity in one role and another in the other."""

    number: int
    id: str
    document: str
    kind: str
    type: str | None
    mode: str | None
    code: str | None
    edtf: str | None
    earliest: str | None
    latest: str | None
    polarity: str
    certainty: str
    stance: str
    role: str
    other: str | None
    """The whole on the other side; `None`: none is told."""
    other_role: str | None


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """Lines that the entity and another are in, of one kind and standing."""

    other: str
    polarity: str
    certainty: str
    stance: str
    kind: str
    type: str | None
    role: str
    other_role: str
    lines: int


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """Lines that begin on one day."""

    day: str | None
    polarity: str
    stance: str
    lines: int


class About:
    """One entity at a time, by the ids of its parts, over one session of a Reader."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def uses(self, parts: Sequence[str], names: Sequence[str], *, most: int) -> dict[str, list[Use]]:
        """The first `most` documents that use each name, the earliest first, as far as `ENOUGH` goes."""
        marks, given = among(parts)
        found: dict[str, list[Use]] = {name: [] for name in names}
        open_ = set(found)
        for words, document, start in self._session.rows(
            f"SELECT words, document, start FROM mentions WHERE entity IN ({marks}) AND kind = 'name' "  # noqa: S608
            'ORDER BY seen, document, start, "end" LIMIT :most',
            {**given, "most": ENOUGH},
        ):
            name = words if words in found else " ".join(words.split())
            if name not in open_ or any(use.document == document for use in found[name]):
                continue
            found[name].append(Use(name=name, document=document, start=start))
            if len(found[name]) == most:
                open_.discard(name)
                if not open_:
                    break
        return found

    def namings(self, parts: Sequence[str], *, limit: int, offset: int = 0) -> list[Naming]:
        """The documents that name it, by date, those without one last."""
        marks, given = among(parts)
        return [
            Naming(document=document, mentions=mentions, start=start)
            for _, document, mentions, start in self._session.rows(
                f"SELECT seen, document, count(*), min(start) FROM mentions WHERE entity IN ({marks}) "  # noqa: S608
                "GROUP BY seen, document ORDER BY seen, document LIMIT :limit OFFSET :offset",
                {**given, "limit": limit, "offset": offset},
            )
        ]

    def days(self, parts: Sequence[str]) -> list[Day]:
        """On which days what is said of it begins."""
        sql, given = _lines(parts)
        rows = self._session.all(
            "SELECT coalesce(s.earliest, s.latest), s.polarity, s.stance, count(*) "  # noqa: S608
            f"FROM ({sql}) p JOIN statements s ON s.number = p.statement GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
            given,
        )
        return [Day(**dict(zip(Day.__struct_fields__, row, strict=True))) for row in rows]

    def voices(self, parts: Sequence[str]) -> list[Voiced]:
        """Who is quoted with how many lines of it, or has let a document have its text."""
        sql, given = _lines(parts)
        rows = self._session.all(
            "SELECT min(v.kind), max(v.kind), coalesce(c.cluster, v.entity), min(v.name), "  # noqa: S608
            "count(DISTINCT v.statement) "
            f"FROM ({sql}) p JOIN voices v ON v.statement = p.statement AND v.kind <> 'document' "
            "LEFT JOIN clusters c ON c.kind = 'entity' AND c.card = v.entity "
            "GROUP BY 3, CASE WHEN v.entity IS NULL THEN v.name END ORDER BY 5 DESC, 4, 3",
            given,
        )
        return [
            Voiced(kinds=tuple(dict.fromkeys((one, other))), entity=who, name=name, lines=lines)
            for one, other, who, name, lines in rows
        ]

    def unquoted(self, parts: Sequence[str]) -> int:
        """How many lines of it quote nobody: the documents' own voice."""
        sql, given = _lines(parts)
        row = self._session.one(
            f"SELECT count(*) FROM ({sql}) p WHERE NOT EXISTS (SELECT 1 FROM voices v "  # noqa: S608
            f"WHERE v.statement = p.statement AND v.kind IN {_MOUTHS})",
            given,
        )
        return int(row[0]) if row else 0

    def quoting(self) -> list[int]:
        """The numbers of all lines that quote somebody."""
        rows = self._session.rows(f"SELECT DISTINCT statement FROM voices WHERE kind IN {_MOUTHS}")  # noqa: S608
        return [number for (number,) in rows]

    def voices_without_entity(self) -> dict[str, list[int]]:
        """Voices of whom the casebook has no entry, as documents call them, with their lines' numbers."""
        found: dict[str, list[int]] = defaultdict(list)
        for name, number in self._session.rows(
            "SELECT DISTINCT name, statement FROM voices WHERE entity IS NULL AND kind <> 'document'"
        ):
            found[name].append(number)
        return dict(found)

    def sources(self, parts: Sequence[str]) -> list[tuple[str, int]]:
        """In documents of which source how many lines of it stand."""
        sql, given = _lines(parts)
        return self._session.all(
            f"SELECT {SOURCE}, count(*) FROM ({sql}) p JOIN statements s ON s.number = p.statement "  # noqa: S608
            "JOIN documents d ON d.key = s.document GROUP BY 1 ORDER BY 2 DESC, 1",
            given,
        )

    def relations(self, parts: Sequence[str]) -> list[Between]:
        """The relations and states in which it takes part, in the order of time."""
        return self._between(parts, "s.kind IN ('relation', 'state')")

    def designations(self, parts: Sequence[str], codes: Sequence[str]) -> list[Between]:
        """What is said of its being listed or taken off a list, or that has one of these codes."""
        given = {f"code{number}": code for number, code in enumerate(codes)}
        marks = ", ".join(f":{name}" for name in given)
        return self._between(
            parts,
            f"(s.type = 'Sanction' AND p.role = 'object' OR s.kind = 'event' AND s.code IN ({marks}) "
            "AND p.role IN ('recipient', 'target', 'victim'))",
            given,
        )

    def _between(
        self, parts: Sequence[str], condition: str, more: dict[str, str] | None = None
    ) -> list[Between]:
        marks, given = among(parts)
        fields = Between.__struct_fields__[:-3]
        rows = self._session.rows(
            f"SELECT {', '.join(f's.{name}' for name in fields)}, p.role, "  # noqa: S608
            "coalesce(c.cluster, q.entity), q.role FROM statement_parties p "
            "CROSS JOIN statements s ON s.number = p.statement "
            f"LEFT JOIN statement_parties q ON q.statement = p.statement AND q.entity NOT IN ({marks}) "
            "LEFT JOIN clusters c ON c.kind = 'entity' AND c.card = q.entity "
            f"WHERE p.entity IN ({marks}) AND {condition} AND s.number NOT IN ({REJECTED}) "
            "ORDER BY p.sort_key, p.position, q.position",
            {**given, **(more or {})},
        )
        return [Between(**dict(zip(Between.__struct_fields__, row, strict=True))) for row in rows]

    def near(self, parts: Sequence[str]) -> list[Near]:
        """Who else takes part in what is said of it."""
        marks, given = among(parts)
        rows = self._session.all(  # a line in which somebody has two roles is one line
            "SELECT other, polarity, certainty, stance, kind, type, role, other_role, count(*) FROM ("  # noqa: S608
            "SELECT coalesce(c.cluster, q.entity) AS other, s.polarity, s.certainty, s.stance, s.kind, "
            "s.type, min(p.role) AS role, min(q.role) AS other_role FROM statement_parties p "
            "CROSS JOIN statements s ON s.number = p.statement "
            f"JOIN statement_parties q ON q.statement = p.statement AND q.entity NOT IN ({marks}) "
            "LEFT JOIN clusters c ON c.kind = 'entity' AND c.card = q.entity "
            f"WHERE p.entity IN ({marks}) AND s.number NOT IN ({REJECTED}) "
            "GROUP BY 1, 2, 3, 4, 5, 6, s.number) told "
            "GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 9 DESC, 1, 5, 6, 7, 8",
            given,
        )
        return [Near(**dict(zip(Near.__struct_fields__, row, strict=True))) for row in rows]

    def origins(self, numbers: Iterable[int]) -> dict[int, int]:
        """By the number of a line: the independent origins of what it claims as a whole."""
        rows = self._session.rows(
            "SELECT r.statement, max(c.origins) FROM json_each(:some) j "
            "JOIN claim_reports r ON r.statement = j.value JOIN claims c ON c.id = r.claim "
            "WHERE c.aspect IN ('occurrence', 'relation') GROUP BY r.statement",
            {"some": msgspec.json.encode(list(numbers)).decode()},
        )
        return dict(rows)

    def speaks_in(self, parts: Sequence[str], *, most: int) -> list[str]:
        """The first documents by date in whose lines it is a voice."""
        marks, given = among(parts)
        rows = self._session.all(
            "SELECT s.document FROM voices v JOIN statements s ON s.number = v.statement "  # noqa: S608
            f"JOIN documents d ON d.key = s.document WHERE v.entity IN ({marks}) "
            "GROUP BY s.document ORDER BY d.earliest IS NULL, d.earliest, d.key LIMIT :most",
            {**given, "most": most},
        )
        return [document for (document,) in rows]


def _lines(parts: Sequence[str]) -> tuple[str, dict[str, Value]]:
    """The statements that count in which it takes part, each once, in SQL with its values."""
    marks, given = among(parts)
    return (
        f"SELECT DISTINCT statement FROM statement_parties WHERE entity IN ({marks}) "  # noqa: S608
        f"AND statement NOT IN ({REJECTED})",
        given,
    )

"""What is said of one entity, counted: by day, by voice, with whom, and where it is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from whosays.casebook.sqlite import Session, Value
from whosays.casebook.weighed import SOURCE
from whosays.casebook.whole import among

ENOUGH = 5_000
"""Mentions looked through for the first uses of each name."""
_MOUTHS = "('speaker', 'body', 'unnamed')"
"""Kinds of voice that are neither the document nor whom it has its text from."""


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

    kind: str
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
            "SELECT v.kind, coalesce(c.cluster, v.entity), min(v.name), count(DISTINCT v.statement) "  # noqa: S608
            f"FROM ({sql}) p JOIN voices v ON v.statement = p.statement AND v.kind <> 'document' "
            "LEFT JOIN clusters c ON c.kind = 'entity' AND c.card = v.entity "
            "GROUP BY 1, 2, CASE WHEN v.entity IS NULL THEN v.name END ORDER BY 4 DESC, 3, 2",
            given,
        )
        return [Voiced(kind=kind, entity=who, name=name, lines=lines) for kind, who, name, lines in rows]

    def unquoted(self, parts: Sequence[str]) -> int:
        """How many lines of it quote nobody: the documents' own voice."""
        sql, given = _lines(parts)
        row = self._session.one(
            f"SELECT count(*) FROM ({sql}) p WHERE NOT EXISTS (SELECT 1 FROM voices v "  # noqa: S608
            f"WHERE v.statement = p.statement AND v.kind IN {_MOUTHS})",
            given,
        )
        return int(row[0]) if row else 0

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
            f"WHERE p.entity IN ({marks}) AND {condition} ORDER BY p.sort_key, p.position, q.position",
            {**given, **(more or {})},
        )
        return [Between(**dict(zip(Between.__struct_fields__, row, strict=True))) for row in rows]

    def near(self, parts: Sequence[str]) -> list[Near]:
        """Who else takes part in what is said of it."""
        marks, given = among(parts)
        rows = self._session.all(
            "SELECT coalesce(c.cluster, q.entity), s.polarity, s.certainty, s.stance, s.kind, s.type, "  # noqa: S608
            "p.role, q.role, count(DISTINCT s.number) FROM statement_parties p "
            "CROSS JOIN statements s ON s.number = p.statement "
            f"JOIN statement_parties q ON q.statement = p.statement AND q.entity NOT IN ({marks}) "
            "LEFT JOIN clusters c ON c.kind = 'entity' AND c.card = q.entity "
            f"WHERE p.entity IN ({marks}) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ORDER BY 9 DESC, 1, 5, 6, 7, 8",
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
    """The statements in which it takes part, each once, in SQL with its values."""
    marks, given = among(parts)
    return f"SELECT DISTINCT statement FROM statement_parties WHERE entity IN ({marks})", given  # noqa: S608

"""A casebook in figures, as quick as they can be had: indexes are counted, texts are not touched."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from whosays.casebook.sqlite import Session, Value
from whosays.casebook.whole import shown_as

# Of a whole and of a lone entity alike.
_WHOLE = "coalesce(c.cluster, {entity})"
_CLUSTERED = "LEFT JOIN clusters c ON c.kind = 'entity' AND c.card = {entity}"


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What is in a casebook."""

    documents: int
    lines: int
    entities: int
    claims: int
    conflicts: int
    cautions: int
    decisions: int
    """All that were made, withdrawn ones too."""
    refused: int
    """Could not be read."""
    skipped: int
    """Were no reports."""
    to_compare: int
    """What has changed since all was compared and weighed."""


class Often(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something of whom there is much."""

    entity: str
    type: str
    name: str
    times: int


class Tallies:
    """Counts, over one session of a Reader."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def counts(self) -> Counts:
        """How many of each there are."""
        refusals: dict[str, int] = dict(
            self._session.all("SELECT kind, count(*) FROM refusals GROUP BY kind")
        )
        return Counts(
            documents=self._number("SELECT count(*) FROM documents WHERE current = TRUE"),
            lines=self._number("SELECT count(*) FROM statements"),
            entities=self._number(
                # Each whole of several counts once.
                "SELECT (SELECT count(*) FROM entities) - "
                "(SELECT count(*) FROM clusters WHERE kind = 'entity' AND card <> cluster)"
            ),
            claims=self._number("SELECT count(*) FROM claims"),
            conflicts=self._number("SELECT count(*) FROM conflicts"),
            cautions=self._number("SELECT count(*) FROM cautions"),
            decisions=self._number("SELECT count(*) FROM decisions"),
            refused=refusals.get("refused", 0),
            skipped=refusals.get("skipped", 0),
            to_compare=self._number("SELECT count(*) FROM stale"),
        )

    def years(self) -> dict[int, int]:
        """Lines by the year in which they may have begun."""
        rows = self._session.all(
            "SELECT substr(earliest, 1, 4), count(*) FROM statements WHERE earliest IS NOT NULL "
            "GROUP BY 1 ORDER BY 1"
        )
        return {int(year): number for year, number in rows if year.isdecimal()}

    def most_named(self, limit: int, types: tuple[str, ...] | None = None) -> tuple[Often, ...]:
        """Who (of these types) is named in most documents."""
        entity = "e.id"
        where = "" if types is None else " WHERE e.type IN (SELECT value FROM json_each(:types))"
        return self._often(
            f"SELECT {_WHOLE.format(entity=entity)}, sum(e.documents) FROM entities e "  # noqa: S608
            f"{_CLUSTERED.format(entity=entity)}{where} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :limit",
            {"limit": limit, **({} if types is None else {"types": msgspec.json.encode(types).decode()})},
        )

    def most_heard(self, limit: int) -> tuple[Often, ...]:
        """Who is a voice of most lines."""
        entity = "v.entity"
        return self._often(
            f"SELECT {_WHOLE.format(entity=entity)}, count(DISTINCT v.statement) FROM voices v "  # noqa: S608
            f"{_CLUSTERED.format(entity=entity)} WHERE v.entity IS NOT NULL "
            "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :limit",
            {"limit": limit},
        )

    def _often(self, sql: str, given: Mapping[str, Value]) -> tuple[Often, ...]:
        found = []
        for entity, times in self._session.all(sql, given):
            shown = shown_as(self._session, entity)
            if shown is not None:
                found.append(Often(entity=entity, type=shown[0], name=shown[1], times=times))
        return tuple(found)

    def _number(self, sql: str) -> int:
        row = self._session.one(sql)
        return int(row[0]) if row else 0

"""Who and what the documents speak of, all at once: for lists that sort and count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from whosays.casebook import filing, sqlite
from whosays.casebook.rows import NameRow
from whosays.casebook.sqlite import Session

_NAMES_OF_JOINED = (
    "SELECT c.cluster, n.type, n.name, sum(n.main) FROM clusters c JOIN names n ON n.entity = c.card "
    "WHERE c.kind = 'entity' GROUP BY c.cluster, n.type, n.name"
)


class Listed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An entity of the casebook in a row of a list."""

    id: str
    type: str
    name: str
    documents: int
    first: str | None
    """First possible day of the earliest dated document that mentions it."""
    last: str | None
    lines: int
    """Statements in which it takes part."""


class Directory:
    """The entities of a casebook, over one session of a Reader."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def listed(self) -> list[Listed]:
        """All entities, by id. It looks at every mention: to be asked once, and kept."""
        with self._session.snapshot():
            days = {
                entity: (first, last)
                for entity, first, last in self._session.rows(
                    "SELECT entity, min(nullif(seen, '~')), max(nullif(seen, '~')) "
                    "FROM mentions GROUP BY entity"
                )
            }
            lines: dict[str, int] = dict(
                self._session.rows(
                    "SELECT entity, count(DISTINCT statement) FROM statement_parties GROUP BY entity"
                )
            )
            alone = self._session.rows(
                "SELECT id, type, name, documents FROM entities WHERE id NOT IN "
                "(SELECT card FROM clusters WHERE kind = 'entity')"
            )
            found = [
                _listed(id_, type_, name, documents, [days.get(id_, (None, None))], lines.get(id_, 0))
                for id_, type_, name, documents in alone
            ]
            found += self._joined(days)
        return sorted(found, key=lambda one: one.id)

    def _joined(self, days: dict[str, tuple[str | None, str | None]]) -> Iterable[Listed]:
        """Those of several parts: a document or line with two of them counts once."""
        parts: dict[str, list[str]] = defaultdict(list)
        for whole, part in self._session.rows("SELECT cluster, card FROM clusters WHERE kind = 'entity'"):
            parts[whole].append(part)
        documents = self._of_joined("mentions", "document")
        lines = self._of_joined("statement_parties", "statement")
        names: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for whole, *told in self._session.rows(_NAMES_OF_JOINED):
            names[whole].append((told[0], told[1], told[2]))
        for whole, told_of in names.items():
            shown = filing.shown(told_of)
            if shown is not None:
                seen = [days.get(part, (None, None)) for part in parts[whole]]
                yield _listed(whole, *shown, documents.get(whole, 0), seen, lines.get(whole, 0))

    def _of_joined(self, table: str, counted: str) -> dict[str, int]:
        """By whole: in how many documents, or lines, its parts are."""
        return dict(
            self._session.rows(
                f"SELECT c.cluster, count(DISTINCT t.{counted}) FROM clusters c "  # noqa: S608
                f"JOIN {table} t ON t.entity = c.card WHERE c.kind = 'entity' GROUP BY c.cluster"
            )
        )

    def types(self) -> dict[str, str]:
        """The type of each entity, by id."""
        with self._session.snapshot():
            found: dict[str, str] = dict(self._session.rows("SELECT id, type FROM entities"))
            names: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
            for whole, *told in self._session.rows(_NAMES_OF_JOINED):
                names[whole].append((told[0], told[1], told[2]))
        return found | {id_: shown[0] for id_, of in names.items() if (shown := filing.shown(of))}

    def bearing(self, words: str) -> set[str]:
        """Ids of the entities one of whose names has all these words, or words that begin so."""
        wanted = sqlite.match(" ".join(f"{word}*" for word in words.replace('"', " ").split()))
        if wanted is None:
            return set()
        rows = self._session.rows(
            "SELECT DISTINCT coalesce(c.cluster, n.entity) FROM names_fts f JOIN names n ON n.id = f.rowid "
            "LEFT JOIN clusters c ON c.kind = 'entity' AND c.card = n.entity WHERE names_fts MATCH :words",
            {"words": wanted},
        )
        return {entity for (entity,) in rows}

    def names(self, ids: Iterable[str]) -> dict[str, tuple[NameRow, ...]]:
        """The names of these entities, the commonest first."""
        found: dict[str, list[NameRow]] = defaultdict(list)
        for entity, name, documents in self._session.rows(
            "WITH wanted(id) AS (SELECT value FROM json_each(:ids)), "
            "parts(whole, part) AS (SELECT id, id FROM wanted UNION "
            "SELECT c.cluster, c.card FROM clusters c JOIN wanted w ON c.cluster = w.id "
            "WHERE c.kind = 'entity') "
            "SELECT p.whole, n.name, sum(n.documents) FROM parts p JOIN names n ON n.entity = p.part "
            "GROUP BY p.whole, n.name ORDER BY 3 DESC, 2",
            {"ids": msgspec.json.encode(list(ids)).decode()},
        ):
            found[entity].append(NameRow(name=name, documents=documents))
        return {entity: tuple(names) for entity, names in found.items()}


def _listed(
    id_: str,
    type_: str,
    name: str,
    documents: int,
    seen: Iterable[tuple[str | None, str | None]],
    lines: int,
) -> Listed:
    firsts, lasts = zip(*seen, strict=True)
    return Listed(
        id=id_,
        type=type_,
        name=name,
        documents=documents,
        first=min(filter(None, firsts), default=None),
        last=max(filter(None, lasts), default=None),
        lines=lines,
    )

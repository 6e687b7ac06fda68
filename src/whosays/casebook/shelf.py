"""What is open to be looked at: the rows that follow from the annotations of current documents.

A document is put up when it lies somewhere, and taken down when it no longer does. Entities belong to all
documents that mention them: `names` counts the documents, and an entity goes with its last one.
"""

from collections.abc import Sequence

from sqlalchemy import (
    Column,
    Connection,
    Table,
    bindparam,
    delete,
    func,
    select,
    update,
)

from whosays.casebook import driver, filing, sqlite
from whosays.casebook.card_rows import CardRows
from whosays.casebook.chunks import chunks
from whosays.casebook.filing import NameKey, Values
from whosays.casebook.search import normal
from whosays.casebook.tables import (
    annotations,
    blocks,
    documents,
    entities,
    figures,
    mentions,
    names,
    places,
    statement_parties,
    statement_places,
    statements,
    voices,
)
from whosays.casebook.topics import Topics
from whosays.records import Document
from whosays.records.derived import Derived, Reading

# Made once: what SQLAlchemy works out for a statement it keeps with it.
_IS_UP = select(documents.c.current).where(documents.c.key == bindparam("of"))
_MARK = update(documents).where(documents.c.key == bindparam("of"))
_NAMES = (
    select(names, entities.c.documents.label("entity_documents"))
    .join(entities, entities.c.id == names.c.entity)
    .where(names.c.entity.in_(bindparam("some", expanding=True)))
)
_RECOUNT = (
    update(names)
    .where(names.c.id == bindparam("number"))
    .values(documents=bindparam("counted"), main=bindparam("as_main"))
)
_RENAME = (
    update(entities)
    .where(entities.c.id == bindparam("entity"))
    .values(type=bindparam("as_type"), name=bindparam("as_name"), documents=bindparam("counted"))
)


class Shelf:
    """The rows of current documents, within the transaction of `connection`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._cards = CardRows(connection)
        self._topics = Topics(connection)
        self._block = self._next(blocks.c.id)
        self._statement = self._next(statements.c.number)
        self._name = self._next(names.c.id)
        connection.rollback()

    def put_up(self, key: str, reading: Reading | None = None) -> None:
        """Show a document that is kept (as `reading`, where it is at hand); one that is shown stays."""
        if self._is_up(key) is not False:
            return
        document, derived = (reading.document, reading.derived) if reading else self._kept(key)
        self._name_all(filing.contribution(derived), 1)
        self._add_blocks(key, document)
        self._insert(mentions, filing.mention_values(key, document, derived))
        self._insert(places, filing.place_values(key, derived))
        self._add_lines(derived, document.published)
        self._cards.add(key, derived)
        self._mark(key, True)

    def take_down(self, key: str) -> None:
        """Show a document no longer; one that is not shown stays as it is."""
        if not self._is_up(key):
            return
        row = self._connection.execute(
            select(annotations.c.derived, documents.c.text)
            .join(documents, documents.c.key == annotations.c.document)
            .where(annotations.c.document == key)
        ).one()
        self._drop_lines(key)
        for table in (mentions, places):
            self._connection.execute(delete(table).where(table.c.document == key))
        self._drop_blocks(key, row.text)
        derived = filing.unpack_derived(row.derived)
        self._cards.drop(key, derived)
        self._name_all(filing.contribution(derived), -1)
        self._mark(key, False)

    def _kept(self, key: str) -> tuple[Document, Derived]:
        row = self._connection.execute(
            select(annotations.c.data, annotations.c.derived).where(annotations.c.document == key)
        ).one()
        return filing.unpack_document(row.data, ""), filing.unpack_derived(row.derived)

    def _is_up(self, key: str) -> bool | None:
        return self._connection.execute(_IS_UP, {"of": key}).scalar()

    def _mark(self, key: str, up: bool) -> None:
        self._connection.execute(_MARK, {"of": key, "current": up})

    # ── blocks ────────────────────────────────────────────────────────────────────────────────────

    def _add_blocks(self, key: str, document: Document) -> None:
        rows = filing.block_values(key, document, self._block)
        self._block += len(rows)
        self._insert(blocks, rows)
        texts = [(row["id"], document.text[row["start"] : row["end"]]) for row in rows]
        sqlite.index(self._connection, "blocks_fts", texts)

    def _drop_blocks(self, key: str, text: str) -> None:
        of_document = select(blocks.c.id, blocks.c.start, blocks.c.end).where(blocks.c.document == key)
        texts = [(number, text[start:end]) for number, start, end in self._connection.execute(of_document)]
        sqlite.unindex(self._connection, "blocks_fts", texts)
        self._connection.execute(delete(blocks).where(blocks.c.document == key))

    # ── lines ─────────────────────────────────────────────────────────────────────────────────────

    def _add_lines(self, derived: Derived, published: str | None) -> None:
        rows: list[Values] = []
        parties: list[Values] = []
        mouths: list[Values] = []
        where: list[Values] = []
        how_many: list[Values] = []
        for position, line in enumerate(filing.in_order(derived)):
            number = self._statement + position
            place = filing.line_sort_key(line, position, published)
            rows.append(filing.statement_values(line, number, place))
            parties += filing.party_values(line, number, place)
            mouths += filing.voice_values(line, number, place)
            where += filing.statement_place_values(line, number)
            how_many += filing.figure_values(line, number)
        self._statement += len(rows)
        self._insert(statements, rows)
        self._insert(statement_parties, parties)
        self._insert(voices, mouths)
        self._insert(statement_places, where)
        self._insert(figures, how_many)
        sqlite.index(self._connection, "statements_fts", [(row["number"], row["summary"]) for row in rows])
        self._topics.add(derived, {row["id"]: row["number"] for row in rows})

    def _drop_lines(self, key: str) -> None:
        self._topics.leave(key)
        of_document = select(statements.c.number, statements.c.summary).where(statements.c.document == key)
        texts = [(number, summary) for number, summary in self._connection.execute(of_document)]
        sqlite.unindex(self._connection, "statements_fts", texts)
        numbers = select(statements.c.number).where(statements.c.document == key)
        for table in (statement_parties, voices, statement_places, figures):
            self._connection.execute(delete(table).where(table.c.statement.in_(numbers)))
        self._connection.execute(delete(statements).where(statements.c.document == key))

    # ── entities and their names ──────────────────────────────────────────────────────────────────

    def _name_all(self, used: dict[NameKey, int], sign: int) -> None:
        """Count the names of one document in (`sign` 1) or out (-1), and settle what entities are called.

        An entity whose names or type are others now is to be compared anew.
        """
        ids = sorted({entity for entity, _, _ in used})
        kept, known = self._names_of(ids)
        fresh: list[Values] = []
        counted: list[Values] = []
        gone: list[tuple[int, str]] = []
        for key, main in sorted(used.items()):
            row = kept.get(key)
            if row is None:
                row = self._new_name(key)
                fresh.append(row)
                kept[key] = row
            else:
                counted.append(row)
            row["documents"] += sign
            row["main"] += sign * main
            if row["documents"] <= 0:
                gone.append((row["id"], row["normal"]))
                del kept[key]
        renamed = {row["entity"] for row in fresh} | {
            row["entity"] for row in counted if row["documents"] <= 0
        }
        self._cards.mark("entity", sorted(renamed))
        self._cards.mark("names", ids)
        self._settle_entities(ids, kept, known, sign)
        self._insert(names, fresh)
        self._recount([row for row in counted if row["documents"] > 0])
        sqlite.index(self._connection, "names_fts", [(row["id"], row["normal"]) for row in fresh])
        sqlite.unindex(self._connection, "names_fts", gone)
        for numbers in chunks([number for number, _ in gone]):
            self._connection.execute(delete(names).where(names.c.id.in_(numbers)))
        nameless = set(ids) - {entity for entity, _, _ in kept}
        for some in chunks(sorted(nameless)):
            self._connection.execute(delete(entities).where(entities.c.id.in_(some)))

    def _settle_entities(
        self, ids: Sequence[str], kept: dict[NameKey, Values], known: dict[str, int], sign: int
    ) -> None:
        by_entity: dict[str, list[tuple[str, str, int]]] = {}
        for (entity, kind, name), row in kept.items():
            by_entity.setdefault(entity, []).append((kind, name, row["main"]))
        fresh: list[Values] = []
        changed: list[Values] = []
        for entity in ids:
            called = filing.shown(by_entity.get(entity, ()))
            if called is None:
                continue
            counted = known.get(entity, 0) + sign
            if entity in known:
                row = {"entity": entity, "as_type": called[0], "as_name": called[1], "counted": counted}
                changed.append(row)
            else:
                fresh.append({"id": entity, "type": called[0], "name": called[1], "documents": counted})
        self._insert(entities, fresh)
        driver.write(self._connection, _RENAME, changed)

    def _new_name(self, key: NameKey) -> Values:
        entity, kind, name = key
        self._name += 1
        return {
            "id": self._name - 1,
            "entity": entity,
            "type": kind,
            "name": name,
            "normal": normal(name),
            "documents": 0,
            "main": 0,
        }

    def _recount(self, rows: list[Values]) -> None:
        counted = [{"number": r["id"], "counted": r["documents"], "as_main": r["main"]} for r in rows]
        driver.write(self._connection, _RECOUNT, counted)

    def _names_of(self, ids: Sequence[str]) -> tuple[dict[NameKey, Values], dict[str, int]]:
        """The names kept of these entities, and in how many documents each entity is."""
        found: dict[NameKey, Values] = {}
        known: dict[str, int] = {}
        for some in chunks(ids):
            for row in self._connection.execute(_NAMES, {"some": some}).mappings():
                values = dict(row)
                known[row["entity"]] = values.pop("entity_documents")
                found[row["entity"], row["type"], row["name"]] = values
        return found, known

    # ── rows ──────────────────────────────────────────────────────────────────────────────────────

    def _insert(self, table: Table, rows: list[Values]) -> None:
        driver.put(self._connection, table, rows)

    def _next(self, column: Column[int]) -> int:
        number = self._connection.execute(select(func.max(column))).scalar()
        return (number or 0) + 1

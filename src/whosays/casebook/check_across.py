"""Is what was compared and weighed as it was written? Part of `check`.

What one document gives follows from what was derived from it, row for row. What was made of all of them is
not made again here: it is looked at whether everything in it leads to something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whosays.casebook import card_values
from whosays.casebook.chunks import chunks
from whosays.casebook.rows import Problem
from whosays.casebook.sqlite import Row, Session
from whosays.casebook.whole import among
from whosays.records.derived import Derived

_OF_DOCUMENT = {
    "document_facts": ("document", "cites", "publisher", "data"),
    "cautions": ("document", "scope", "position", "kind", "start", "end", "note"),
    "facts": ("document", "entity", "data"),
    "passages": ("document", "start", "end", "card", "quoted"),
}
"""Tables that a document has rows of, and their columns."""
_NOTHING = Derived()
_CARD_LINES = (
    "SELECT s.id, l.card FROM card_lines l JOIN statements s ON s.number = l.statement "
    "WHERE s.document = :key ORDER BY 1, 2"
)

_ASTRAY = {
    "cards": "SELECT id FROM cards WHERE kind = 'event' AND id NOT IN (SELECT card FROM card_lines) "
    "UNION SELECT id FROM cards WHERE kind = 'passage' AND id NOT IN (SELECT card FROM passages)",
    "passages": "SELECT card FROM passages "
    "WHERE NOT EXISTS (SELECT 1 FROM cards WHERE kind = 'passage' AND id = card)",
}
"""Cards that no document gives, and passages without one."""
_COMPARED = (
    ("card_keys", "card"),
    ("filed", "card"),
    ("twins", "card"),
    ("verdicts", "a"),
    ("verdicts", "b"),
    ("clusters", "card"),
)
"""Where what was compared is named."""
_LOOSE = {
    "clusters": "SELECT cluster FROM clusters x WHERE NOT EXISTS "
    "(SELECT 1 FROM clusters f WHERE f.kind = x.kind AND f.card = x.cluster AND f.cluster = f.card)",
    "topic_lines": "SELECT topic FROM topic_lines WHERE topic LIKE 'v-%' "
    "AND NOT EXISTS (SELECT 1 FROM cards WHERE kind = 'event' AND id = topic)",
    "claims": "SELECT id FROM claims WHERE topic NOT IN (SELECT topic FROM topic_lines)",
    "claim_reports": "SELECT claim FROM claim_reports "
    "WHERE origin IS NOT NULL AND origin NOT IN (SELECT id FROM origins)",
    "conflicts": "SELECT id FROM conflicts WHERE topic NOT IN (SELECT topic FROM topic_lines)",
    "conflict_sides": "SELECT conflict FROM conflict_sides "
    "WHERE claim IS NOT NULL AND claim NOT IN (SELECT id FROM claims)",
}
"""What else leads nowhere, once all was compared and weighed."""
_MISFILED = (
    "SELECT (SELECT count(*) FROM card_keys) <> (SELECT coalesce(sum(length(packed)), 0) / 8 FROM filed)"
)
_MISCOUNTED = (
    "SELECT id FROM claims c WHERE reports <> (SELECT count(*) FROM claim_reports WHERE claim = c.id) "
    "OR origins <> (SELECT count(*) FROM origins WHERE claim = c.id)"
)


def of_document(session: Session, key: str, derived: Derived | None) -> Iterator[str]:
    """What is wrong with the rows of a document (none, if it is superseded), against what was derived."""
    wanted = card_values.by_table(key, derived or _NOTHING)
    for table, columns in _OF_DOCUMENT.items():
        names = ", ".join(f'"{name}"' for name in columns)
        own = " AND scope = ''" if table == "cautions" else ""
        found = session.all(f"SELECT {names} FROM {table} WHERE document = :key{own}", {"key": key})  # noqa: S608
        if _in_order(found) != _in_order(tuple(row[name] for name in columns) for row in wanted[table]):
            yield f"its rows of {table} are not as they were derived"
    expected = {row["id"]: row["data"] for row in wanted["cards"]}
    expected.update((row["id"], row["data"]) for row in card_values.words(derived or _NOTHING))
    if _cards(session, expected) != expected:
        yield "its cards are not as they were derived"
    told = [(line, card.id) for card in (derived or _NOTHING).events for line in card.lines]
    if session.all(_CARD_LINES, {"key": key}) != sorted(told):
        yield "its lines do not tell of the events that were derived"


def whole(session: Session) -> Iterator[Problem]:
    """What leads nowhere, or was not compared yet."""
    for table, sql in _ASTRAY.items():
        yield from _loose(session, table, sql)
    if session.one("SELECT 1 FROM stale LIMIT 1") is not None:
        # Half of the rest may be of before and half of now: the next call goes on.
        yield Problem(kind="derived", where="the casebook", what="not compared yet: run whosays read")
        return
    for table, column in _COMPARED:
        yield from _loose(
            session,
            table,
            f"SELECT DISTINCT {column} FROM {table} x WHERE NOT EXISTS "  # noqa: S608
            f"(SELECT 1 FROM cards c WHERE c.kind = x.kind AND c.id = x.{column}) AND NOT EXISTS "
            f"(SELECT 1 FROM entities e WHERE x.kind = 'entity' AND e.id = x.{column})",
        )
    for table, sql in _LOOSE.items():
        yield from _loose(session, table, sql)
    if session.one(_MISFILED) == (1,):
        what = "cards are filed under other keys than they are noted with"
        yield Problem(kind="derived", where="the casebook", what=what)
    for (name,) in session.rows(_MISCOUNTED):
        yield Problem(kind="derived", where=f"claim {name}", what="its reports or origins are miscounted")


def _loose(session: Session, table: str, sql: str) -> Iterator[Problem]:
    for (name,) in session.rows(sql):
        yield Problem(kind="link", where=f"{table} {name}", what="it leads to nothing that is there")


def _cards(session: Session, ids: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in chunks(ids):
        marks, given = among(some)
        found.update(
            session.all(
                f"SELECT id, data FROM cards WHERE kind IN ('event', 'passage') AND id IN ({marks})",  # noqa: S608
                given,
            )
        )
    return found


def _in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: [(value is None, value) for value in row])

"""The casebook is the same whatever the order, the grouping and the history of what was read into it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from whosays.casebook import Writer
from whosays.engines.comparing import bring_up_to_date
from whosays.engines.local import run
from whosays.engines.messages import Read
from whosays.plugins import Raw
from whosays.records.derived import Reading

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PILE = sorted(
    path
    for path in SAMPLES.iterdir()
    if path.suffix in {".html", ".eml", ".md", ".odt", ".txt", ".docx", ".rtf"}
)
PHASES = (Phase.explicit, Phase.generate)
"""A failure is not made smaller: each step takes seconds."""
TABLES = {
    "clusters": "kind, card, cluster",
    "verdicts": "kind, a, b, sort, score, reason, lone, decided",
    "card_keys": "kind, key, card",
    "filed": "kind, card, packed",
    "twins": "kind, card, twin",
    "claims": "id, topic, position, aspect, value, unit, text, reports, origins",
    "origins": "id, claim, position, why, links",
    "conflicts": "id, topic, position, kind, about, note",
    "conflict_sides": "conflict, position, value, origins, claim",
    "cards": "kind, id, data",
    "facts": "document, entity, data",
    "passages": 'document, start, "end", card, quoted',
    "document_facts": "document, cites, publisher, data",
    "decided": "decision, position, subject",
    "kept_apart": 'document, start, "end"',
    "cautions": 'document, scope, position, kind, start, "end", note',
    "shared_passages": "cluster",
    "weighed_as": "entity, data",
    "stale": "kind, id",
}
JOINED = {
    "claim_reports": "r.claim, r.position, r.stance, r.origin",
    "side_reports": "r.conflict, r.side, r.position",
    "topic_lines": "r.topic",
    "card_lines": "r.card",
}


@pytest.fixture(scope="module")
def pile() -> list[Reading]:
    raws = [Raw(source=str(path), path=path) for path in PILE]
    outcomes = run(raws, workers=2, ordered=True)
    return [o.reading for o in outcomes if isinstance(o, Read) and o.reading is not None]


def content(case: str) -> dict[str, list[tuple[object, ...]]]:
    """All that was compared and weighed; statements by their ids, whatever the order of reading."""
    connection = sqlite3.connect(case)
    try:
        found = {
            table: sorted(connection.execute(f"SELECT {columns} FROM {table}"), key=repr)
            for table, columns in TABLES.items()
        }
        for table, columns in JOINED.items():
            sql = f"SELECT {columns}, s.id FROM {table} r JOIN statements s ON s.number = r.statement"
            found[table] = sorted(connection.execute(sql), key=repr)
        return found
    finally:
        connection.close()


def put(case: str, readings: list[Reading]) -> None:
    with Writer.open(case) as writer:
        for reading in readings:
            writer.put(reading.document.source, reading, "print")
        bring_up_to_date(writer)


@settings(max_examples=8, deadline=None, phases=PHASES)
@given(data=st.data())
def test_order_grouping_and_what_was_taken_out_again_change_nothing(
    pile: list[Reading], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(pile))))
    stops = sorted(data.draw(st.sets(st.integers(1, len(pile) - 1), max_size=3)))
    gone = data.draw(st.sets(st.integers(0, len(pile) - 1), max_size=4))
    with TemporaryDirectory() as folder:
        one, other = (str(Path(folder) / name) for name in ("one.db", "other.db"))
        for start, stop in zip([0, *stops], [*stops, len(pile)], strict=True):
            put(one, [pile[n] for n in order[start:stop]])
        with Writer.open(one) as writer:
            for n in gone:
                writer.remove(pile[n].key)
            bring_up_to_date(writer)
        put(other, [made for n, made in enumerate(pile) if n not in gone])
        assert content(one) == content(other)
        assert content(one)["claims"]
        assert not content(one)["stale"]

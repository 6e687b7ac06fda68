"""Each kind of damage is found, and told apart."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

import msgspec
import pytest

from tests.casebook.conftest import keep, problems
from tests.casebook.factories import reading
from tests.engines.test_deciding import PILE
from whosays.casebook import Reader
from whosays.records import Document, Span
from whosays.records.derived import Derived, Figure, Where

THERE = Where(
    start=11,
    end=16,
    kind="name",
    name="Karsk",
    gazetteer="geonames:1",
    country="SN",
    lat=1.5,
    lon=-2.25,
    radius_km=3.5,
    entity=None,
)
MANY = Figure(
    start=0,
    end=5,
    kind="count",
    value=40,
    unit="person",
    role="dead",
    min=40,
    max=None,
    approximate=True,
    period=None,
)
ONE = reading(
    "Orlan left Karsk.",
    "Vesk stayed.",
    source="one.txt",
    said_by="Holt",
    dates=("1994", "1995"),
    where=(THERE,),
    figures=(MANY,),
    code="leaving",
    code_words="left",
)
TWO = reading("Orlan met Brandt.", source="two.txt", aliases={"Orlan": ("Old",)})
GONE = reading("Lind was here.", source="one.txt")


@pytest.fixture
def sound(case: str) -> str:
    keep(case, GONE, ONE, TWO)
    assert problems(case) == []
    return case


def spoil(case: str, *statements: str) -> None:
    connection = sqlite3.connect(case)
    connection.create_function("repack", 1, lambda data: zlib.compress(zlib.decompress(data) + b" "))
    for statement in statements:
        assert connection.execute(statement).rowcount != 0
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("damage", "kind", "what"),
    [
        ("UPDATE originals SET data = X'FFFF'", "original", "unpacked"),
        ("UPDATE originals SET data = substr(data, 1, 9)", "original", "bytes long"),
        ("UPDATE originals SET data = repack(data)", "original", "bytes long"),
        ("UPDATE originals SET size = size - 1", "original", "bytes long"),
        ("UPDATE originals SET sha256 = 'x' || sha256", "original", "another SHA-256"),
        ("UPDATE annotations SET data = X'00'", "annotation", "unpacked"),
        ("UPDATE annotations SET data = repack(data)", "annotation", "another SHA-256"),
        ("UPDATE annotations SET derived = repack(derived)", "annotation", "digest"),
        ("UPDATE documents SET digest = 'x'", "annotation", "digest"),
        ("DELETE FROM annotations", "annotation", "missing"),
        ("UPDATE documents SET text = 'X' || text", "document", "its text"),
        ("UPDATE documents SET published = '1999'", "document", "its published"),
        ("UPDATE documents SET characters = 3", "document", "its characters"),
        ("UPDATE blocks SET start = start + 1", "derived", "blocks"),
        ("DELETE FROM mentions", "derived", "mentions"),
        ("UPDATE mentions SET words = 'Nobody'", "passage", "other words"),
        ("UPDATE statements SET summary = 'Nobody left.'", "derived", "lines"),
        ("UPDATE statements SET polarity = 'denied'", "derived", "lines"),
        ("UPDATE statements SET code = 'nobody'", "derived", "lines"),
        ("UPDATE statements SET code_words = 'nobody'", "derived", "lines"),
        ("UPDATE statements SET sort_key = '0' || sort_key", "derived", "order"),
        ("UPDATE voices SET sort_key = '0'", "derived", "all tables"),
        ("DELETE FROM statement_parties", "derived", "lines"),
        ("UPDATE voices SET name = 'Nobody'", "derived", "lines"),
        ("UPDATE places SET lat = 9", "derived", "places"),
        ("DELETE FROM places", "derived", "places"),
        ("DELETE FROM statement_places", "derived", "lines"),
        ("UPDATE figures SET max = 99", "derived", "lines"),
        ("UPDATE names SET documents = documents + 1", "entity", "names"),
        ("UPDATE names SET normal = 'x'", "entity", "normal form"),
        ("UPDATE entities SET name = 'Nobody'", "entity", "wrong name"),
        ("UPDATE entities SET documents = 9", "entity", "not in the documents"),
        ("UPDATE sources SET current = 0 WHERE version = 2", "link", "versions"),
        ("UPDATE documents SET current = 1 - current", "link", "marked current"),
        ("DELETE FROM sources WHERE source = 'two.txt'", "link", "nothing points to it"),
        ("UPDATE mentions SET entity = 'e-0' WHERE start = 0", "link", "points to nothing"),
        ("DELETE FROM documents", "link", "points to nothing"),
        ("INSERT INTO entities VALUES ('e-0', 'Person', 'Nobody', 1)", "link", "nothing points to it"),
        ("INSERT INTO blocks_fts(rowid, text) VALUES (99, 'ghost')", "index", "still in"),
        ("INSERT INTO blocks_fts(blocks_fts) VALUES ('delete-all')", "index", "is not in"),
        (
            "INSERT INTO statements_fts(statements_fts, rowid, text) VALUES ('delete', 2, 'Vesk stayed.')",
            "index",
            "is not in",
        ),
        ("UPDATE names_fts_docsize SET id = 77 WHERE id = (SELECT max(id) FROM names)", "index", "still in"),
    ],
)
def test_damage_is_found(sound: str, damage: str, kind: str, what: str) -> None:
    spoil(sound, damage)
    found = problems(sound)
    assert [p for p in found if p.kind == kind and what in p.what], found


def test_other_words_in_the_index_are_found(sound: str) -> None:
    spoil(
        sound,
        "INSERT INTO blocks_fts(blocks_fts, rowid, text) VALUES ('delete', 2, 'Orlan left Karsk.')",
        "INSERT INTO blocks_fts(rowid, text) VALUES (2, 'Orlan left Melsk.')",
    )
    assert [(p.kind, p.where) for p in problems(sound)] == [("index", "blocks")]


def test_a_passage_outside_the_text_is_found(case: str) -> None:
    line = msgspec.structs.replace(ONE.derived.lines[0], end=999)
    other = msgspec.structs.replace(ONE.derived.lines[1], summary="Vesk fled.")
    keep(
        case,
        msgspec.structs.replace(ONE, derived=msgspec.structs.replace(ONE.derived, lines=(line, other))),
    )
    found = [p.what for p in problems(case) if p.kind == "passage"]
    assert any("lies outside the text" in what for what in found)
    assert any(other.id in what for what in found)


def test_a_damaged_page_is_found(sound: str) -> None:
    connection = sqlite3.connect(sound)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'blocks'").fetchone()
    connection.close()
    data = bytearray(Path(sound).read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    Path(sound).write_bytes(data)
    with Reader.open(sound) as casebook:
        assert any(p.kind == "file" for p in casebook.check())


def test_lines_that_no_longer_follow_from_the_annotation_are_found(sound: str) -> None:
    by_key = {made.key: made.derived for made in (GONE, ONE, TWO)}
    seen: list[str] = []

    def derive(document: Document, key: str, apart: tuple[Span, ...]) -> Derived:
        assert apart == ()
        seen.append(document.source)
        return by_key[key] if key != TWO.key else Derived()

    with Reader.open(sound) as casebook:
        found = list(casebook.check(derive))
    assert [(p.kind, p.where) for p in found] == [("derived", f"document {TWO.key}")]
    assert sorted(seen) == ["one.txt", "one.txt", "two.txt"]


def test_checking_changes_nothing(sound: str) -> None:
    before = Path(sound).read_bytes()
    problems(sound)
    assert Path(sound).read_bytes() == before


# ── across documents ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("damage", "kind", "what"),
    [
        ("UPDATE facts SET data = replace(data, 'e-', 'E-')", "derived", "rows of facts"),
        ("DELETE FROM document_facts", "derived", "rows of document_facts"),
        ("UPDATE document_facts SET publisher = 'Nobody'", "derived", "rows of document_facts"),
        ("UPDATE passages SET start = start + 1", "derived", "rows of passages"),
        ("UPDATE passages SET card = 'w-0'", "link", "leads to nothing"),
        ("INSERT INTO cautions SELECT key, '', 9, 'x', 0, 1, 'x' FROM documents", "derived", "cautions"),
        ("UPDATE cards SET data = replace(data, 'Maur', 'Lasker')", "derived", "its cards"),
        ("DELETE FROM cards WHERE kind = 'passage'", "link", "leads to nothing"),
        ("INSERT INTO cards VALUES ('event', 'v-0', '{}')", "link", "leads to nothing"),
        ("DELETE FROM card_lines", "derived", "tell of the events"),
        ("INSERT INTO card_keys VALUES ('entity', 1, 'e-0')", "link", "leads to nothing"),
        ("INSERT INTO filed VALUES ('entity', 'e-0', x'0000000000000001')", "link", "leads to nothing"),
        ("DELETE FROM filed", "derived", "filed under other keys"),
        ("INSERT INTO twins VALUES ('event', 'v-0', 1)", "link", "leads to nothing"),
        ("UPDATE verdicts SET b = 'z'", "link", "leads to nothing"),
        ("UPDATE clusters SET cluster = card || 'x'", "link", "leads to nothing"),
        ("UPDATE topic_lines SET topic = 'v-0'", "link", "leads to nothing"),
        ("UPDATE topic_lines SET statement = 99 WHERE statement = 1", "link", "points to nothing"),
        ("UPDATE claim_reports SET statement = 99", "link", "points to nothing"),
        ("UPDATE claim_reports SET origin = 'o-0'", "link", "leads to nothing"),
        ("DELETE FROM claim_reports", "derived", "miscounted"),
        ("DELETE FROM origins", "derived", "miscounted"),
        ("UPDATE conflicts SET topic = 'v-0'", "link", "leads to nothing"),
        ("UPDATE conflict_sides SET claim = 'c-0'", "link", "leads to nothing"),
        ("UPDATE side_reports SET conflict = 'k-0'", "link", "points to nothing"),
        ("INSERT INTO decided VALUES ('k-0', 0, 'e-0')", "link", "points to nothing"),
        ("INSERT INTO stale VALUES ('pile', 'all')", "derived", "not compared yet: run whosays read"),
    ],
)
def test_damage_across_documents_is_found(case: str, damage: str, kind: str, what: str) -> None:
    keep(case, *PILE)
    assert problems(case) == []
    spoil(case, damage)
    found = problems(case)
    assert [p for p in found if p.kind == kind and what in p.what], found

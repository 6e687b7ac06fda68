from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.casebook.conftest import keep, settled
from tests.casebook.factories import PRINT, reading
from tests.engines.reports import happened, report
from whosays.casebook import Reader, Writer, opening, place, sqlite
from whosays.engines.comparing import bring_up_to_date
from whosays.errors import CasebookBusy, CasebookError, CasebookTooNew, NotFound

ONE = reading("Orlan left Karsk.", source="one.txt")


def run(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True)


# ── files that are none ───────────────────────────────────────────────────────────────────────────


def test_a_reader_makes_no_casebook(case: str) -> None:
    with pytest.raises(NotFound, match="whosays read"):
        Reader.open(case)
    assert not Path(case).exists()


def test_a_reader_leaves_no_file_behind(case: str) -> None:
    keep(case, ONE)
    before = sorted(Path(case).parent.iterdir())
    with Reader.open(case) as casebook:
        casebook.lines()
    assert sorted(Path(case).parent.iterdir()) == before


def test_another_process_that_leaves_takes_nothing_from_under_an_open_reader(tmp_path: Path) -> None:
    case = tmp_path / "case.db"
    Writer.open(str(case)).close()
    told = f"from whosays.casebook import Reader; Reader.open({str(case)!r}).close()"
    with Reader.open(str(case)):
        Reader.open(str(case)).close()
        with Writer.open(str(case)):
            pass
        subprocess.run([sys.executable, "-c", told], check=True)
        assert case.with_name("case.db-wal").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match=r"no folder .*nowhere"):
        Writer.open(str(tmp_path / "nowhere" / "case.db"))


@pytest.mark.parametrize("opener", [Reader.open, Writer.open])
@pytest.mark.parametrize("data", [b"Dear reader,\n", b"SQLite format 3\0" + b"\1" * 200])
def test_a_file_of_another_kind_is_refused_and_left_alone(case: str, data: bytes, opener: object) -> None:
    Path(case).write_bytes(data)
    with pytest.raises(CasebookError):
        opener(case)  # type: ignore[operator]
    assert Path(case).read_bytes() == data


@pytest.mark.parametrize("opener", [Reader.open, Writer.open])
def test_a_database_of_another_program_is_refused_and_left_alone(case: str, opener: object) -> None:
    connection = sqlite3.connect(case)
    connection.execute("CREATE TABLE mine (x)")
    connection.close()
    data = Path(case).read_bytes()
    with pytest.raises(CasebookError, match="not a casebook"):
        opener(case)  # type: ignore[operator]
    assert Path(case).read_bytes() == data


@pytest.mark.parametrize("opener", [Reader.open, Writer.open])
def test_a_folder_is_no_casebook(tmp_path: Path, opener: object) -> None:
    with pytest.raises(CasebookError, match="not a file"):
        opener(str(tmp_path))  # type: ignore[operator]


def test_an_address_is_refused_for_now() -> None:
    with pytest.raises(CasebookError, match="in a file"):
        Writer.open("postgresql://localhost/case")


def test_an_empty_file_becomes_a_casebook(case: str) -> None:
    Path(case).touch()
    keep(case, ONE)
    assert settled(case) == []


def test_a_casebook_whose_making_was_cut_short_is_made_again(case: str) -> None:
    connection = sqlite3.connect(case)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert Path(case).stat().st_size > 0
    assert keep(case, ONE) == ["new"]


def test_a_truncated_casebook_is_reported(case: str) -> None:
    keep(case, ONE)
    data = Path(case).read_bytes()
    Path(case).write_bytes(data[: len(data) // 2])

    def read_all() -> None:
        with Reader.open(case) as casebook:
            list(casebook.documents())
            casebook.lines()
            casebook.info()

    with pytest.raises(CasebookError, match="damaged"):
        read_all()


# ── read-only places ──────────────────────────────────────────────────────────────────────────────

AS_NOBODY = """
import os, sys
from whosays.casebook import Reader, Writer, check
from whosays.errors import CasebookError
if os.getuid() == 0:
    os.setuid(65534)
with Reader.open(sys.argv[1]) as casebook:
    print(len(casebook.lines()), len(list(casebook.check())))
for case in (sys.argv[1], sys.argv[1].replace("case.db", "new.db")):
    try:
        Writer.open(case)
    except CasebookError as error:
        print(error)
"""


def test_a_casebook_on_a_read_only_medium_can_be_read(case: str, tmp_path: Path) -> None:
    keep(case, ONE)
    medium = tmp_path / "medium"
    medium.mkdir()
    shutil.copy(case, medium / "case.db")
    (medium / "case.db").chmod(0o444)
    medium.chmod(0o555)
    outside = Path(tempfile.gettempdir())
    for folder in (tmp_path, *tmp_path.parents):
        if outside in folder.parents:
            folder.chmod(folder.stat().st_mode | 0o055)
    try:
        said, _ = run(AS_NOBODY, str(medium / "case.db")).communicate(timeout=30)
    finally:
        medium.chmod(0o755)
    assert said.startswith("1 0\n")
    assert "case.db is read-only" in said
    assert "new.db cannot be written: Permission denied" in said
    assert [p.name for p in medium.iterdir()] == ["case.db"]


# ── one writer ────────────────────────────────────────────────────────────────────────────────────

HOLD = """
import sys, time
from whosays.casebook import Writer
with Writer.open(sys.argv[1]):
    print("open", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def test_a_second_writer_is_told_who_writes(case: str) -> None:
    other = run(HOLD, case, "60")
    try:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(CasebookBusy, match=rf"process {other.pid} \(.*since 20.* UTC"):
            Writer.open(case)
    finally:
        other.kill()
        other.communicate()


def test_a_second_writer_can_wait(case: str) -> None:
    other = run(HOLD, case, "0.5")
    assert other.stdout is not None
    other.stdout.readline()
    said: list[str] = []
    with Writer.open(case, wait=20, on_wait=said.append) as writer:
        writer.put("/pile/one.txt", ONE, PRINT)
    other.communicate()
    assert len(said) == 1
    assert f"process {other.pid}" in said[0]


def test_a_killed_writer_holds_nothing(case: str) -> None:
    other = run(HOLD, case, "60")
    assert other.stdout is not None
    other.stdout.readline()
    other.kill()
    other.communicate()
    assert keep(case, ONE) == ["new"]


def test_two_writers_in_one_process_exclude_each_other(case: str) -> None:
    with Writer.open(case), pytest.raises(CasebookBusy, match=str(os.getpid())):
        Writer.open(case)


def test_two_names_of_a_casebook_have_one_lock(case: str, tmp_path: Path) -> None:
    keep(case, ONE)
    link = tmp_path / "link.db"
    link.symlink_to(case)
    with Writer.open(case), pytest.raises(CasebookBusy):
        Writer.open(str(link))


def test_a_writer_that_cannot_open_gives_the_lock_back(case: str) -> None:
    keep(case, ONE)
    set_schema(case, "9999")
    for _ in range(2):
        with pytest.raises(CasebookTooNew):
            Writer.open(case)


# ── schemas ───────────────────────────────────────────────────────────────────────────────────────


def set_schema(case: str, schema: str) -> None:
    connection = sqlite3.connect(case)
    connection.execute("UPDATE alembic_version SET version_num = ?", (schema,))
    connection.commit()
    connection.close()


def schema_of(case: Path) -> dict[str, object]:
    """Columns of tables and indexes in their order, and what their SQL says in any order."""
    connection = sqlite3.connect(case)
    try:
        found: dict[str, object] = {"mark": connection.execute("PRAGMA application_id").fetchone()}
        for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master"):
            columns = connection.execute(f"PRAGMA {kind}_xinfo('{name}')").fetchall()
            found[name] = (kind, columns, sorted(re.findall(r"\w+", sql or "")))
        return found
    finally:
        connection.close()


def test_a_casebook_of_a_later_version_is_left_alone(case: str) -> None:
    keep(case, ONE)
    set_schema(case, "9999")
    for opener in (Reader.open, Writer.open):
        with pytest.raises(CasebookTooNew, match="9999"):
            opener(case)


def test_the_migrations_lead_to_the_schema_of_a_new_casebook(tmp_path: Path) -> None:
    new, migrated = tmp_path / "new.db", tmp_path / "migrated.db"
    Writer.open(str(new)).close()
    engine = sqlite.engine_to_write(migrated)
    with engine.begin() as connection:
        opening.migrate(connection)
    engine.dispose()
    assert schema_of(new) == schema_of(migrated)


@pytest.fixture
def next_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A version of the program with one more migration; the path of its script."""
    folder = tmp_path / "migrations %s"
    shutil.copytree(opening.MIGRATIONS, folder)
    monkeypatch.setattr(opening, "MIGRATIONS", folder)
    monkeypatch.setattr(place, "SCHEMAS", (*place.SCHEMAS, "0006"))
    script = folder / "versions" / "v0005_moods.py"
    script.write_text(
        "from alembic import op\nimport sqlalchemy as sa\nrevision = '0006'\ndown_revision = '0005'\n"
        "def upgrade():\n    op.add_column('documents', sa.Column('mood', sa.Text()))\n"
    )
    return script


def test_an_older_casebook_is_brought_up_to_date(case: str, request: pytest.FixtureRequest) -> None:
    keep(case, ONE)
    request.getfixturevalue("next_schema")
    with pytest.raises(CasebookError, match="earlier version"):
        Reader.open(case)
    Writer.open(case).close()
    with Reader.open(case) as casebook:
        assert casebook.info().schema == "0006"
        assert len(casebook.lines()) == 1
    assert not list(Path(case).parent.glob("*.before-*"))


def test_a_migration_that_fails_leaves_the_casebook_and_a_copy(
    case: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(case, ONE)
    script: Path = request.getfixturevalue("next_schema")
    script.write_text(script.read_text() + "    raise RuntimeError('the lights went out')\n")
    with pytest.raises(CasebookError, match=r"the lights went out.*copy of it is"):
        Writer.open(case)
    assert Path(f"{case}.before-0006").exists()
    monkeypatch.setattr(place, "SCHEMAS", place.SCHEMAS[:-1])
    with Reader.open(case) as casebook:
        assert len(casebook.lines()) == 1


def tables_of(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """The columns of each table, without those that keep a search index."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%'"
    )
    return {
        name: {row[1] for row in connection.execute(f"PRAGMA table_info('{name}')")}
        for (name,) in names.fetchall()
    }


def aged(case: str, schema: str) -> None:
    """Take from a casebook what came after `schema`, as if that version had written it."""
    like = Path(f"{case}.like")
    engine = sqlite.engine_to_write(like)
    with engine.begin() as connection:
        opening.migrate(connection, schema)
    engine.dispose()
    old, new = sqlite3.connect(like), sqlite3.connect(case)
    then, now = tables_of(old), tables_of(new)
    for table in now.keys() - then.keys() | {"decisions"}:
        new.execute(f"DROP TABLE {table}")
    for (sql,) in old.execute(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'decisions' AND sql IS NOT NULL"
    ):
        new.execute(sql)
    for table in then.keys() - {"decisions"}:
        for column in now[table] - then[table]:
            new.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    lacked, there = dict(old.execute(indexes)), dict(new.execute(indexes))
    for name in there:
        if there[name] != lacked.get(name):
            new.execute(f"DROP INDEX {name}")
    for name, sql in lacked.items():
        if there.get(name) != sql:
            new.execute(sql)
    new.execute("UPDATE alembic_version SET version_num = ?", (schema,))
    new.commit()
    assert tables_of(new) == then
    old.close()
    new.close()
    like.unlink()


@pytest.mark.parametrize("schema", ["0002", "0003", "0004"])
def test_an_older_casebook_keeps_its_lines_and_has_room_for_what_is_new(
    case: str, tmp_path: Path, schema: str
) -> None:
    keep(case, report(happened("Orlan left Karsk.", "left", actor="Orlan"), source="one.txt"))
    aged(case, schema)
    keep(
        case, reading("Sand left Velm.", source="two.txt", code="leaving", code_words="left", stance="denies")
    )
    with Reader.open(case) as casebook:
        assert {line.summary: (line.code, line.stance) for line in casebook.lines()} == {
            "Orlan left Karsk.": (None, "asserts"),
            "Sand left Velm.": ("leaving", "denies"),
        }
    assert settled(case) == []
    new = tmp_path / "new.db"
    Writer.open(str(new)).close()
    assert schema_of(Path(case)) == schema_of(new)


def test_of_an_older_casebook_documents_can_be_read_anew_and_removed(case: str) -> None:
    made = [
        report(f"{name} left.", source=f"{name}.txt", names={name: "Person"}) for name in ("Orlan", "Vesk")
    ]
    keep(case, *made)
    aged(case, "0003")
    with Writer.open(case) as writer:
        assert sorted(writer.earlier()) == sorted(reading.key for reading in made)
        writer.put("/pile/Orlan.txt", made[0], "later annotators")
        writer.remove(made[1].key)
        assert writer.earlier() == []
    assert settled(case) == []


def test_of_an_older_casebook_whoever_several_documents_name_is_compared(case: str, tmp_path: Path) -> None:
    made = [
        report(f"Oda Fenn {what}.", source=f"{what}.txt", names={"Oda Fenn": "Person"})
        for what in ("left", "came")
    ]
    keep(case, *made)
    aged(case, "0003")
    new = str(tmp_path / "new.db")
    for path in (case, new):
        with Writer.open(path) as writer:
            for each in made:
                writer.put(f"/pile/{each.document.source}", each, "later annotators")
            bring_up_to_date(writer)
    assert keys_in(case) == keys_in(new) != []


def keys_in(case: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(case)
    found = connection.execute("SELECT kind, key, card FROM card_keys ORDER BY kind, key, card").fetchall()
    connection.close()
    return found


# ── start-up ──────────────────────────────────────────────────────────────────────────────────────

IMPORTS = """
import sys
from whosays.casebook import Reader
with Reader.open(sys.argv[1]) as casebook:
    casebook.lines()
print(sorted({"sqlalchemy", "alembic", "filelock", "asyncio"} & set(sys.modules)))
"""


def test_reading_a_casebook_loads_no_heavy_library(case: str) -> None:
    keep(case, ONE)
    said, _ = run(IMPORTS, case).communicate(timeout=30)
    assert said.strip() == "[]"


def test_a_casebook_opens_and_answers_at_once(case: str) -> None:
    keep(case, ONE)
    times = []
    for _ in range(5):
        began = time.perf_counter()
        with Reader.open(case) as casebook:
            casebook.lines()
        times.append(time.perf_counter() - began)
    assert min(times) < 0.06


ELSEWHERE = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1])
other.execute("UPDATE documents SET title = 'another'")
other.commit()
other.close()
"""


@pytest.mark.skipif(os.name != "posix", reason="locks of files are of another kind")
def test_opening_it_again_takes_no_lock_from_who_has_it_open(case: str) -> None:
    keep(case, ONE)
    with Reader.open(case) as first:
        before = first.version()
        Writer.open(case).close()
        subprocess.run([sys.executable, "-c", ELSEWHERE, case], check=True)
        # Who leaves last takes this away; the other process is not the last.
        assert Path(f"{case}-wal").exists()
        assert first.version() != before
        assert [row.title for row in first.documents()] == ["another"]

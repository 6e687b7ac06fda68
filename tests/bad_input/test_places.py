"""A casebook where none can be: the run ends with a clear message, and what lies there is left alone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bad_input.program import REPORT, bound_by_permissions, needs_permissions, whosays


def _folder(place: Path) -> None:
    place.mkdir()


def _text(place: Path) -> None:
    place.write_text("Notes of a meeting.\n")


def _database(place: Path) -> None:
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE documents (key TEXT, title TEXT)")
    connection.execute("INSERT INTO documents VALUES ('a', 'somebody else''s')")
    connection.commit()
    connection.close()


def _marked(place: Path) -> None:
    _database(place)
    connection = sqlite3.connect(place)
    connection.execute("PRAGMA application_id = 252006673")
    connection.close()


def _damaged(place: Path) -> None:
    _database(place)
    data = place.read_bytes()
    place.write_bytes(data[:100] + b"\xff" * (len(data) - 100))


def _state(place: Path) -> object:
    return place.read_bytes() if place.is_file() else sorted(place.iterdir())


@pytest.mark.parametrize("command", ["read", "timeline"])
@pytest.mark.parametrize(
    ("made", "message"),
    [
        (_folder, "is not a file, so it is no casebook"),
        (_text, "is not a casebook of whosays"),
        (_database, "is not a casebook of whosays"),
        (_marked, "is not a casebook of whosays"),
        (_damaged, "case.db"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_is_no_casebook_is_refused_and_left_alone(
    tmp_path: Path, made: Callable[[Path], None], message: str, command: str
) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    place = tmp_path / "case.db"
    made(place)
    before = _state(place)
    arguments = ("read", "report.txt", "--case", "case.db") if command == "read" else (command, "case.db")
    done = whosays(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(b"whosays: ")
    assert message in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert _state(place) == before


@needs_permissions
def test_a_read_only_folder_is_refused_for_writing_and_serves_for_reading(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    folder = tmp_path / "folder"
    folder.mkdir()
    prefix = bound_by_permissions() or ()
    assert whosays("read", "report.txt", "--case", "folder/case.db", cwd=tmp_path).returncode == 0
    for file in folder.iterdir():
        file.chmod(0o400)
    folder.chmod(0o500)
    try:
        written = whosays("read", "report.txt", "--case", "folder/case.db", cwd=tmp_path, prefix=prefix)
        made = whosays("read", "report.txt", "--case", "folder/new.db", cwd=tmp_path, prefix=prefix)
        shown = whosays("timeline", "folder/case.db", cwd=tmp_path, prefix=prefix)
        checked = whosays("check", "folder/case.db", cwd=tmp_path, prefix=prefix)
    finally:
        folder.chmod(0o700)
    assert (written.returncode, made.returncode) == (2, 2)
    assert b"read-only" in written.stderr
    assert b"cannot be written" in made.stderr
    assert b"Traceback" not in written.stderr + made.stderr
    assert not (folder / "new.db").exists()
    assert (shown.returncode, checked.returncode) == (0, 0)
    assert b"3 May 1994" in shown.stdout


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    done = whosays("read", "report.txt", "--case", "missing/case.db", cwd=tmp_path)
    assert done.returncode == 2
    assert b"There is no folder" in done.stderr
    assert b"missing" in done.stderr


def test_a_casebook_that_lies_in_the_pile_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    first = whosays("read", ".", "--case", "notes", "--json", cwd=tmp_path)
    second = whosays("read", ".", "--case", "notes", "--json", cwd=tmp_path)
    for done in (first, second):
        assert (done.returncode, done.stderr) == (0, b""), done.stdout
        tally = json.loads(done.stdout)
        assert tally["new"] + tally["same"] == 1
        assert {"./notes", "./notes.lock", "./notes.writer"} <= {
            entry["source"] for entry in tally["skipped"]
        }

"""Names that are shown, given and imported as what they are; and what is no file at all."""

from __future__ import annotations

import os
import socket
import sqlite3
import stat
from pathlib import Path

import pytest

from tests.bad_input.program import (
    GOOD,
    REPORT,
    Outcome,
    bound_by_permissions,
    needs_permissions,
    once,
    whosays,
    write,
)

NAMES: dict[bytes, str] = {
    b"line\nbreak.txt": "line\\nbreak.txt",
    b"return\rover.txt": "return\\rover.txt",
    b"escape\x1b[31m.txt": "escape\\x1b[31m.txt",
    b"bytes-\xff\xfe.txt": "bytes-\\xff\\xfe.txt",
    "turned\u202etxt.exe.txt".encode(): "turned\\u202etxt.exe.txt",
    b"--case.txt": "--case.txt",
    b"-rf": "-rf",
    b"--": "--",
    b" blank .txt": " blank .txt",
    b"percent-%s-%d.txt": "percent-%s-%d.txt",
    b"quote';DROP TABLE documents;--.txt": "quote';DROP TABLE documents;--.txt",
    "caf\u00e9.txt".encode(): "caf\u00e9.txt",
    "cafe\u0301.txt".encode(): "cafe\u0301.txt",
    b"n" * 251 + b".txt": "n" * 251 + ".txt",
    b"https:": "https:",
}
NO_FILES = {
    "pipe.txt": "a named pipe (FIFO), not a file",
    "socket.txt": "a socket, not a file",
    "zero.txt": "a device, not a file",
    "circle-a.txt": "a symbolic link that cannot be followed",
    "circle-b.txt": "a symbolic link that cannot be followed",
    "nowhere.txt": "a symbolic link to something that is not there",
    "up": "a symbolic link that leads back to a folder it lies in",
}
NO_ACCESS = {
    "locked.txt": "no permission to read it",
    "locked-folder": "cannot be listed: no permission to read it",
}


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    prefix = bound_by_permissions() or ()
    return once(tmp_path_factory, "named", _build, prefix=prefix, annotate=False)


def _build(pile: Path) -> None:
    write(pile, {})
    _write_named(pile)
    os.mkfifo(pile / "pipe.txt")
    os.chdir(pile)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
    os.chdir("/")
    (pile / "zero.txt").symlink_to("/dev/zero")
    if _may_make_devices(pile):
        os.mknod(pile / "device.txt", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    (pile / "circle-a.txt").symlink_to("circle-b.txt")
    (pile / "circle-b.txt").symlink_to("circle-a.txt")
    (pile / "nowhere.txt").symlink_to("/nothing/here")
    (pile / "up").symlink_to(pile)
    (pile / "once-more.txt").symlink_to(GOOD[0])
    deep = pile.joinpath("deep", *["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "report.txt").write_text(f"Deep. {REPORT}")
    if bound_by_permissions() is not None:
        (pile / "locked.txt").write_text(REPORT)
        (pile / "locked.txt").chmod(0)
        (pile / "locked-folder").mkdir(mode=0)


def _write_named(pile: Path) -> None:
    for number, name in enumerate(NAMES):
        (pile / os.fsdecode(name)).write_text(f"{number}. {REPORT}")


def _may_make_devices(folder: Path) -> bool:
    probe = folder / "probe"
    try:
        os.mknod(probe, stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except PermissionError:
        return False
    probe.unlink()
    return True


def test_files_are_read_whatever_they_are_called(named: Outcome) -> None:
    assert named.read == len(NAMES) + len(GOOD) + 1  # and the one at the bottom of many folders


@pytest.mark.parametrize(("source", "reason"), NO_FILES.items())
def test_what_is_no_file_is_refused_by_name(named: Outcome, source: str, reason: str) -> None:
    assert reason in named.refused[source]


def test_a_device_is_refused_by_name(named: Outcome, tmp_path: Path) -> None:
    if not _may_make_devices(tmp_path):
        pytest.skip("only root may make a device")
    assert named.refused["device.txt"] == "a device, not a file"


@needs_permissions
@pytest.mark.parametrize(("source", "reason"), NO_ACCESS.items())
def test_what_may_not_be_read_is_refused_by_name(named: Outcome, source: str, reason: str) -> None:
    assert reason in named.refused[source]


def test_nothing_else_is_refused_and_the_run_ends_as_documented(named: Outcome) -> None:
    assert set(named.refused) - {*NO_FILES, *NO_ACCESS, "device.txt"} == set()
    assert set(named.skipped) == {"once-more.txt"}
    assert named.twice == []
    assert (named.code, named.checked) == (1, 0)
    assert "Traceback" not in named.said


def test_names_are_kept_in_a_form_that_can_be_shown(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    _write_named(pile)
    names = [name for name in NAMES if name != b"https:"]
    done = whosays("read", "--case", "../case.db", "--", *names, cwd=pile)
    assert (done.returncode, done.stderr) == (0, b""), done.stdout
    with sqlite3.connect(tmp_path / "case.db") as casebook:
        kept = {source for (source,) in casebook.execute("SELECT source FROM sources")}
    casebook.close()
    assert kept == {NAMES[name] for name in names}


def test_a_name_that_looks_like_an_option_is_not_taken_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "--report.txt").write_text(REPORT)
    done = whosays("read", "--report.txt", "--case", "case.db", cwd=tmp_path)
    assert done.returncode == 2
    assert b"No such option" in done.stderr
    assert not (tmp_path / "case.db").exists()


def test_no_module_in_the_pile_is_imported(tmp_path: Path) -> None:
    names = ("random", "pickle", "socket", "signal", "encodings", "org", "whosays", "lxml", "yaml", "zlib")
    for name in (*names, "sitecustomize", "usercustomize"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'evil')!r}, 'w').write(__name__)\n")
    (tmp_path / "report.txt").write_text(REPORT)
    done = whosays("read", ".", "--case", "case.db", "--json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b""), done.stdout
    assert not (tmp_path / "evil").exists()

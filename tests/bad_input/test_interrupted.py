"""A run that is killed, a full disk, a file that changes, two runs at once: nothing is lost or halved."""

from __future__ import annotations

import contextlib
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bad_input.hostile.office import docx
from tests.bad_input.program import PROGRAM, REPORT, whosays

REPORTS = 12


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Reports that take some seconds to read."""
    folder = tmp_path / "pile"
    folder.mkdir()
    for number in range(REPORTS):
        (folder / f"{number:02}.txt").write_text(f"Report {number}. {REPORT * 60}")
    return folder


def _begun(pile: Path, case: Path, *options: str) -> subprocess.Popen[bytes]:
    """A run that has written its first documents, and is far from its end."""
    process = subprocess.Popen(
        [PROGRAM, "read", pile, "--case", case, "--quiet", "--workers", "1", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while _documents(case) < 1:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.01)
    return process


def _documents(case: Path) -> int:
    """How many documents are kept at this moment."""
    if not case.exists():
        return 0
    connection = sqlite3.connect(case, timeout=5)
    try:
        number: int = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
    except sqlite3.OperationalError:  # being made
        return 0
    finally:
        connection.close()
    return number


def _info(case: Path) -> dict[str, object]:
    done = whosays("info", case, "--json", cwd=case.parent)
    assert done.returncode == 0, done.stderr
    info: dict[str, object] = json.loads(done.stdout)
    return info


def _sound(case: Path) -> bool:
    """Is nothing wrong with a casebook but that it was not compared yet?"""
    told = json.loads(whosays("check", case, "--json", cwd=case.parent).stdout)
    return {problem["what"] for problem in told["problems"]} <= {"not compared yet: run whosays read"}


def _ended(session: int, seconds: float = 20) -> bool:
    """Has every process of a session ended?"""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_a_run_that_is_killed_is_finished_by_the_same_command(tmp_path: Path, pile: Path) -> None:
    case, undisturbed = tmp_path / "case.db", tmp_path / "undisturbed.db"
    process = _begun(pile, case)
    process.kill()
    process.communicate()
    assert 1 <= _documents(case) < REPORTS
    assert _ended(process.pid), "its workers live on"
    assert _sound(case)
    for each in (case, undisturbed):
        done = whosays("read", pile, "--case", each, "--quiet", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, b""), done.stdout
    assert _info(case)["digest"] == _info(undisturbed)["digest"]
    assert _info(case)["documents"] == REPORTS
    assert whosays("check", case, cwd=tmp_path).returncode == 0


def test_a_run_that_is_interrupted_says_that_it_can_be_carried_on(tmp_path: Path, pile: Path) -> None:
    case = tmp_path / "case.db"
    process = _begun(pile, case)
    os.killpg(process.pid, signal.SIGINT)  # as the terminal does: to the workers as well
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said == b"\nInterrupted. What was read is kept; the same command carries on.\n"
    assert _ended(process.pid)
    assert _sound(case)


def test_of_two_runs_at_once_one_waits_or_is_refused(tmp_path: Path, pile: Path) -> None:
    case = tmp_path / "case.db"
    first = _begun(pile, case)
    os.kill(first.pid, signal.SIGSTOP)  # so that it does not end too soon
    refused = whosays("read", pile, "--case", case, cwd=tmp_path)
    assert refused.returncode == 2
    assert f"is being written to by process {first.pid}" in refused.stderr.decode()
    assert b"--wait" in refused.stderr
    assert b"Traceback" not in refused.stderr
    assert first.poll() is None
    second = subprocess.Popen(
        [PROGRAM, "read", pile, "--case", case, "--json", "--wait", "100"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert second.stderr is not None
    assert b"waiting up to 100 s" in second.stderr.readline()
    os.kill(first.pid, signal.SIGCONT)
    told, said = second.communicate()
    assert (second.returncode, said) == (0, b"")
    assert json.loads(told)["same"] == REPORTS
    assert first.communicate() == (b"", b"")
    assert first.returncode == 0
    assert whosays("check", case, cwd=tmp_path).returncode == 0


# ── a full disk ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """Reports that take some room: words that do not repeat."""
    folder = tmp_path / "words"
    folder.mkdir()
    rng = random.Random(11)
    for number in range(REPORTS):
        noise = " ".join(rng.randbytes(4).hex() for _ in range(3_000))
        (folder / f"{number:02}.txt").write_text(f"{REPORT}{noise}.\n")
    return folder


def test_a_limit_on_the_size_of_files_stops_the_run_and_it_carries_on(tmp_path: Path, words: Path) -> None:
    case = tmp_path / "case.db"
    process = _begun(words, case)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (400_000, 400_000))
    _, said = process.communicate(timeout=60)
    _stopped_and_carries_on(process.returncode, said, words, case)


def test_a_full_disk_stops_the_run_and_it_carries_on(tmp_path: Path, words: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with _small_disk(disk):
        case = disk / "case.db"
        stopped = whosays("read", words, "--case", case, cwd=tmp_path)
        _room(disk, "64m")
        _stopped_and_carries_on(stopped.returncode, stopped.stderr, words, case)


def test_no_room_for_temporary_files_ends_the_run_and_refuses_no_document(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT)
    limit = ("bash", "-c", 'ulimit -f 600; exec "$0" "$@"')
    done = whosays("read", "report.txt", "--case", "case.db", cwd=tmp_path, prefix=limit)
    assert done.returncode == 2
    assert b"Make room there" in done.stderr
    assert b"Traceback" not in done.stderr


def _stopped_and_carries_on(code: int, said: bytes, pile: Path, case: Path) -> None:
    assert code == 2
    assert b"Traceback" not in said
    assert case.name.encode() in said
    assert _sound(case)
    assert _documents(case) < REPORTS
    done = whosays("read", pile, "--case", case, "--json", cwd=case.parent)
    assert (done.returncode, done.stderr) == (0, b""), done.stdout
    assert _info(case)["documents"] == REPORTS
    assert whosays("check", case, cwd=case.parent).returncode == 0


@contextlib.contextmanager
def _small_disk(place: Path) -> Iterator[None]:
    """A file system of its own, smaller than what is to be kept."""
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(command, capture_output=True).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("only root may make a small file system")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _room(place: Path, size: str) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(place)], check=True)


# ── a file that changes ───────────────────────────────────────────────────────────────────────────


def test_a_file_that_changes_while_it_is_read_is_refused_and_read_the_next_time(tmp_path: Path) -> None:
    pile = tmp_path / "pile"
    pile.mkdir()
    (pile / "good.txt").write_text(REPORT)
    changing = pile / "changing.docx"
    # Large, so that reading it takes a moment.
    whole = docx(picture=bytes(30_000_000))
    changing.write_bytes(whole)
    enough = threading.Event()

    def rewrite() -> None:
        with changing.open("r+b", buffering=0) as file:
            while not enough.is_set():
                file.seek(0, os.SEEK_END)
                file.write(b" ")

    thread = threading.Thread(target=rewrite)
    thread.start()
    try:
        done = whosays("read", "pile", "--case", "case.db", "--json", cwd=tmp_path)
    finally:
        enough.set()
        thread.join()
    tally = json.loads(done.stdout)
    assert done.returncode == 1
    assert {entry["source"]: entry["reason"] for entry in tally["refused"]} == {
        "pile/changing.docx": "changed while it was read; run the command again"
    }
    assert tally["new"] == 1
    changing.write_bytes(whole)
    again = whosays("read", "pile", "--case", "case.db", "--json", cwd=tmp_path)
    assert again.returncode == 0
    assert json.loads(again.stdout)["new"] == 1

"""The supervisor and its workers, as processes, through the program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.engines.guest_readers import install

PROGRAM = Path(sys.executable).parent / "whosays"


@pytest.fixture
def whosays(tmp_path):
    """Run the program with the misbehaving readers installed."""
    guests = install(tmp_path / "guests")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *arguments],
            env={**os.environ, "PYTHONPATH": str(guests)},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def _pile(folder: Path, number: int = 6) -> Path:
    folder.mkdir()
    for n in range(number):
        (folder / f"report-{n}.txt").write_text(
            f"The army attacked village {n} on 3 May 1994, police said.\n"
        )
    return folder


def _read(whosays, *arguments: str) -> tuple[int, dict]:
    done = whosays("read", *arguments, "--case", "case.db", "--json")
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def test_a_worker_that_is_killed_costs_only_its_document(whosays, tmp_path):
    (_pile(tmp_path / "pile") / "report-2a.dies").write_text("x")
    code, tally = _read(whosays, "pile")
    assert code == 1
    assert tally["new"] == 6
    assert [(r["source"], "signal 9" in r["reason"]) for r in tally["refused"]] == [
        ("pile/report-2a.dies", True)
    ]


def test_a_document_that_hangs_is_given_up_after_its_time(whosays, tmp_path):
    (_pile(tmp_path / "pile") / "report-0a.hangs").write_text("x")
    began = time.monotonic()
    code, tally = _read(whosays, "pile", "--limit", "seconds=2")
    assert time.monotonic() - began < 60
    assert (code, tally["new"]) == (1, 6)
    assert tally["refused"][0]["reason"] == "took longer than 2 s"


def test_a_document_that_devours_memory_is_refused_and_the_rest_read(whosays, tmp_path):
    (_pile(tmp_path / "pile") / "report-0a.devours").write_text("x")
    code, tally = _read(whosays, "pile", "--limit", "memory=800000000")
    assert (code, tally["new"]) == (1, 6)
    assert "memory" in tally["refused"][0]["reason"].lower()


def test_the_rest_of_an_archive_is_read_after_a_member_that_kills(whosays, tmp_path):
    with zipfile.ZipFile(tmp_path / "pile.zip", "w") as archive:
        for n in range(3):
            archive.writestr(f"a{n}.txt", f"Rebels shelled hill {n} on 4 May 1994, the army said.")
        archive.writestr("b.dies", "x")
        for n in range(3):
            archive.writestr(f"c{n}.txt", f"Rebels bombed bridge {n} on 5 May 1994, the army said.")
    code, tally = _read(whosays, "pile.zip")
    assert (code, tally["new"]) == (1, 6)
    assert [r["source"] for r in tally["refused"]] == ["pile.zip!/b.dies"]


def test_annotations_come_in_the_order_of_the_paths_whatever_the_number_of_workers(whosays, tmp_path):
    _pile(tmp_path / "pile", 12)
    (tmp_path / "pile" / "report-3.txt").write_text("Soldiers arrested two men on 1 May 1994. " * 3000)
    outputs = {whosays("annotate", "pile", "--jsonl", "--workers", n).stdout for n in ("1", "3")}
    assert len(outputs) == 1
    sources = [json.loads(line)["source"] for line in outputs.pop().splitlines()]
    assert sources == sorted(sources)
    assert len(sources) == 12


def test_the_casebook_is_the_same_whatever_the_order_and_the_number_of_workers(whosays, tmp_path):
    _pile(tmp_path / "pile", 9)
    names = sorted(str(p.relative_to(tmp_path)) for p in (tmp_path / "pile").iterdir())
    digests = set()
    for case, paths, workers in [("a.db", names, "1"), ("b.db", names[::-1], "3")]:
        assert whosays("read", *paths, "--case", case, "--workers", workers).returncode == 0
        digests.add(json.loads(whosays("info", case, "--json").stdout)["digest"])
    assert len(digests) == 1


def test_a_big_archive_is_shared_by_the_workers_and_read_once(whosays, tmp_path):
    with zipfile.ZipFile(tmp_path / "pile.zip", "w") as archive:
        for n in range(40):
            archive.writestr(f"{n}.txt", f"Rebels shelled hill {n} on 4 May 1994, the army said.")
        archive.writestr("ballast.bin", os.urandom(1 << 20))
    _, tally = _read(whosays, "pile.zip", "--workers", "3")
    assert (tally["new"], tally["same"], len(tally["refused"])) == (40, 0, 1)


def test_a_plug_in_that_does_not_load_ends_the_run_with_its_name(whosays, tmp_path):
    _pile(tmp_path / "pile", 2)
    entry_points = tmp_path / "guests" / "guest_readers-1.dist-info" / "entry_points.txt"
    entry_points.write_text("[whosays.annotators]\nbroken = no_such_module:thing\n")
    done = whosays("read", "pile", "--case", "case.db")
    assert done.returncode == 2
    assert "no_such_module:thing" in done.stderr
    assert "Traceback" not in done.stderr

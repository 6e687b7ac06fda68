from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess

import pytest

from tests.cli.program import PROGRAM, whosays
from tests.views.by_hand import keep, report, said

TEXT = "Gunmen attacked Orvel on 3 May 1990, police said."


@pytest.fixture
def pile(tmp_path):
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text("Police arrested nine men in Orvel on 4 May 1990.")
    return folder


@pytest.fixture
def case(tmp_path):
    return tmp_path / "case.db"


@pytest.fixture
def by_hand(tmp_path):
    return keep(tmp_path, report(TEXT, said("Gunmen attacked Orvel", day="1990-05-03")))


def test_the_closing_table_says_what_became_of_every_file(pile, case):
    (pile / "empty\x1b[2J.txt").write_text("")
    (pile / "a.json").write_text('{"title": "A raid"}')
    done = whosays("read", pile, "--workers", "1", "--case", case)
    assert done.returncode == 1
    assert re.search(r"2 documents in [0-9.]+ s\n", done.stdout)
    assert re.search(r"\n  read +2\n", done.stdout)
    assert re.search(r"\n  skipped +1  1 × a sidecar", done.stdout)
    assert re.search(r"\n  refused +1\n    .*empty.*\n        .+", done.stdout)
    assert "\x1b" not in done.stdout


def test_reading_again_is_a_no_op_and_a_change_is_seen(pile, case):
    assert whosays("read", pile, "--workers", "1", "--case", case).returncode == 0
    (pile / "b.txt").write_text("Police arrested ten men in Orvel on 4 May 1990.")
    told = json.loads(whosays("read", pile, "--workers", "1", "--case", case, "--json").stdout)
    assert (told["new"], told["changed"], told["same"]) == (0, 1, 1)
    assert (told["refused"], told["skipped"]) == ([], [])


def test_quiet_names_only_what_was_refused(pile, case):
    (pile / "empty.txt").write_text("")
    done = whosays("read", pile, "--workers", "1", "--case", case, "--quiet")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(str(pile / "empty.txt"))


def test_nothing_to_read_is_not_done():
    done = whosays("read", "--case", "x.db")
    assert done.returncode == 2
    assert "PATH" in done.stderr


def test_a_limit_of_no_name_is_answered_with_the_names(pile, case):
    done = whosays("read", pile, "--workers", "1", "--case", case, "--limit", "size=1")
    assert done.returncode == 2
    assert "file_bytes" in done.stderr
    assert not case.exists()


def test_a_limit_is_kept_to(pile, case):
    done = whosays("read", pile, "--workers", "1", "--case", case, "--limit", "file_bytes=10", "--json")
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["refused"]) == 2


def test_annotate_prints_a_line_of_json_for_each_document(pile):
    done = whosays("annotate", pile, "--jsonl")
    assert done.returncode == 0
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert [d["source"] for d in documents] == [str(pile / "a.txt"), str(pile / "b.txt")]
    assert {"text", "sentences", "mentions", "times", "attributions", "statements"} <= set(documents[0])
    assert "tokens" not in documents[0]


def test_annotate_names_what_it_refused_on_standard_error(pile):
    (pile / "c.txt").write_text("")
    done = whosays("annotate", pile)
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 2)
    assert "c.txt" in done.stderr


# ── on a terminal ─────────────────────────────────────────────────────────────────────────────────


def on_a_terminal(*arguments: object, **environment: str) -> str:
    """What a terminal gets of a command."""
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    process = subprocess.Popen(
        [PROGRAM, *map(str, arguments)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**clean, "TERM": "xterm", **environment},
    )
    os.close(theirs)
    seen = b""
    while select.select([ours], [], [], 60)[0]:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other side has closed
            break
        if not piece:
            break
        seen += piece
    process.wait(timeout=60)
    os.close(ours)
    return seen.decode()


def test_progress_tells_how_far_how_quick_and_how_long_still(tmp_path, case):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:03}.txt").write_text(f"{TEXT} " * 20 + str(number))
    seen = on_a_terminal("read", folder, "--workers", "1", "--case", case)
    assert re.search(r"\r\x1b\[K[0-9]+ of 60 files · [0-9.,]+ documents/s · [0-9]+ s left", seen)
    assert "60 documents in" in seen.rpartition("\x1b[K")[2]


def test_colour_is_for_terminals_that_want_it(by_hand):
    coloured = "\x1b[1m"
    assert coloured in on_a_terminal("timeline", by_hand)
    assert coloured in on_a_terminal("timeline", by_hand, NO_COLOR="")
    assert coloured not in on_a_terminal("timeline", by_hand, NO_COLOR="1")
    assert coloured not in on_a_terminal("timeline", by_hand, TERM="dumb")
    assert coloured not in whosays("timeline", by_hand).stdout
    assert coloured in whosays("timeline", by_hand, FORCE_COLOR="1").stdout
    assert coloured not in whosays("timeline", by_hand, FORCE_COLOR="1", NO_COLOR="1").stdout


# ── a reader that goes away ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "--format", "json"),
        ("export", "--format", "csv"),
        ("export", "--format", "html"),
        ("timeline",),
    ],
)
def test_a_reader_that_goes_away_is_no_error(by_hand, arguments):
    name, *options = arguments
    ours, theirs = os.pipe()
    os.close(ours)  # nobody reads: the first flush fails
    done = subprocess.run(
        [PROGRAM, name, by_hand, *options], stdout=theirs, stderr=subprocess.PIPE, check=False
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")

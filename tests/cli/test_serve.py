"""`whosays serve` and `whosays accounts`, as people run them."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.program import PROGRAM, whosays
from tests.views.by_hand import keep, report, said

BLAST = "A bomb went off in Velm on 3 May 1994."
WORDS = "seven quiet herons"


@pytest.fixture
def case(tmp_path: Path) -> str:
    return keep(tmp_path, report(BLAST, said(BLAST, day="1994-05-03")))


@contextmanager
def serving(*arguments: str, lines: int = 2) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The program while it serves, and the first lines that it prints."""
    with subprocess.Popen(
        [PROGRAM, "serve", *arguments, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        try:
            yield process, [process.stdout.readline() for _ in range(lines)]
        finally:
            process.kill()


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def test_it_prints_where_it_is_and_ends_quietly(case: str):
    with serving(case) as (process, (first, how)):
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", first)
        assert "Velm" in get(f"{address}chronology")
        assert "Ctrl-C" in how
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out.strip(), err) == (0, "", "")


def test_it_listens_on_the_other_loopback_too(case: str):
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    with serving(case, "--host", "::1") as (_, (first, _how)):
        (address,) = re.findall(r"http://\[::1\]:\d+/", first)
        assert "Velm" in get(f"{address}chronology")


def test_a_token_is_printed_as_an_address_that_opens(case: str):
    with serving(case, "--token", lines=3) as (_, (reads, decides, _how)):
        assert reads.startswith("To read: ")
        assert decides.startswith("To read and decide: ")
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(reads.split(": ", 1)[1].strip(), timeout=20) as answer:
            assert "a guest" in answer.read().decode()


def test_where_nobody_may_decide_no_address_for_it_is_printed(case: str):
    with serving(case, "--token", "--read-only") as (_, (reads, how)):
        assert reads.startswith("To read: ")
        assert "Ctrl-C" in how


def test_a_port_that_is_in_use_is_told_with_what_to_do(case: str):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = whosays("serve", case, "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "--port" in done.stderr


def test_other_machines_are_let_in_with_accounts_or_a_token_only(case: str):
    done = whosays("serve", case, "--host", "0.0.0.0", "--port", "0")
    assert done.returncode == 2
    assert "--accounts" in done.stderr
    assert "--token" in done.stderr


def test_a_casebook_that_is_not_there_is_made_if_one_says_so(tmp_path: Path):
    case = tmp_path / "new.db"
    done = whosays("serve", str(case), "--port", "0")
    assert done.returncode == 2
    assert "--new" in done.stderr
    assert not case.exists()
    with serving(str(case), "--new") as (_, (first, _how)):
        assert get(first.split(": ", 1)[1].strip())


def test_accounts_and_token_are_not_given_together(case: str, tmp_path: Path):
    done = whosays("serve", case, "--token", "--accounts", str(tmp_path / "x.json"), "--port", "0")
    assert (done.returncode, "not both" in done.stderr) == (2, True)


def test_accounts_that_others_can_read_are_not_used(case: str, tmp_path: Path):
    people = tmp_path / "people.json"
    accounts(people, "add", "vera", given=WORDS)
    people.chmod(0o644)
    done = whosays("serve", case, "--accounts", str(people), "--port", "0")
    assert done.returncode == 2
    assert "chmod 600" in done.stderr


# ── accounts ──────────────────────────────────────────────────────────────────────────────────────


def accounts(file: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, "accounts", file, *arguments],
        input=f"{given}\n" if given else "",
        capture_output=True,
        text=True,
        timeout=60,
        env=dict(os.environ),
    )


def test_accounts_are_added_changed_listed_and_removed(tmp_path: Path):
    people = tmp_path / "people.json"
    assert accounts(people, "add", "vera", "--right", "decide", given=WORDS).returncode == 0
    assert accounts(people, "add", "ida", given=WORDS).returncode == 0
    assert accounts(people, "list").stdout == "ida  read\nvera  decide\n"
    before = people.read_text()
    assert accounts(people, "password", "ida", given="eight loud herons").returncode == 0
    assert people.read_text() != before
    assert accounts(people, "right", "ida", "decide").returncode == 0
    assert accounts(people, "remove", "vera").returncode == 0
    told = json.loads(accounts(people, "list", "--json").stdout)["accounts"]
    assert [(one["name"], one["right"]) for one in told] == [("ida", "decide")]
    assert "password" not in told[0]
    assert WORDS not in people.read_text()


@pytest.mark.parametrize("given", ["", "short", "x" * 11])
def test_a_password_that_is_too_short_is_refused(tmp_path: Path, given: str):
    people = tmp_path / "people.json"
    done = accounts(people, "add", "vera", given=given)
    assert done.returncode == 2
    assert not people.exists()


@pytest.mark.parametrize("what", [["remove"], ["password"]])
def test_an_account_that_is_not_there_is_told(tmp_path: Path, what: list[str]):
    people = tmp_path / "people.json"
    accounts(people, "add", "vera", given=WORDS)
    done = accounts(people, *what, "ida", given=WORDS)
    assert (done.returncode, "'ida'" in done.stderr) == (2, True)


def test_a_file_that_holds_no_accounts_is_left_alone(tmp_path: Path):
    other = tmp_path / "other.json"
    other.write_text('{"something": "else"}')
    assert accounts(other, "add", "vera", given=WORDS).returncode == 2
    assert other.read_text() == '{"something": "else"}'


@pytest.mark.parametrize("name", ["", " vera", "ve\nra", "x" * 101])
def test_a_name_can_be_seen(tmp_path: Path, name: str):
    assert accounts(tmp_path / "people.json", "add", name, given=WORDS).returncode == 2

"""Bringing in: what a browser sends is read like any pile, within limits, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from starlette.testclient import TestClient

from tests.views.by_hand import report
from tests.views.web.conftest import Open
from whosays.casebook import Reader, Writer
from whosays.views.web import bringing, guard
from whosays.views.web.access import Visitor
from whosays.views.web.pages import bring_in
from whosays.views.web.passing import PassingFolder
from whosays.views.web.uploads import UploadLimits, safe_name

OLD = report("Velm was quiet.")
RAID = b"Gunmen attacked Orvel on 3 May 1990, police said."
Files = Sequence[tuple[str, bytes]]


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where uploads lie while they are read."""
    place = tmp_path / "uploads"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.fixture
def client(room: Open) -> Iterator[TestClient]:
    return room(OLD)


def _send(client: TestClient, files: Files, token: str | None = None):
    token = token or re.search(r'name="token" value="([^"]+)"', client.get("/bring-in").text)[1]  # type: ignore[index]
    return client.post(
        "/bring-in", data={"token": token}, files=[("file", file) for file in files], follow_redirects=False
    )


def _ended(client: TestClient) -> dict:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        told = client.get("/bring-in.json").json()
        if not told["running"]:
            return told["progress"]
        time.sleep(0.1)
    raise AssertionError("it does not end")


def _limits(monkeypatch: pytest.MonkeyPatch, **limits: float) -> None:
    monkeypatch.setattr(bring_in, "LIMITS", msgspec.structs.replace(UploadLimits(), **limits))


def test_files_are_read_like_a_folder_and_a_changed_one_is_the_next_version(client, uploads):
    pile = [
        ("pile/a.txt", RAID),
        ("pile/bad.pdf", b"%PDF-1.4"),
        ("pile/a.json", b'{"title": "<b>A raid</b>"}'),
    ]
    assert _send(client, pile).headers["location"] == "/bring-in"
    told = _ended(client)
    assert (told["state"], told["files"], told["seen"], told["read"]) == ("done", 3, 3, 1)
    assert [one["source"] for one in told["refused"]] == ["pile/bad.pdf"]
    assert [one["source"] for one in told["skipped"]] == ["pile/a.json"]
    assert "pile/bad.pdf" in client.get("/bring-in").text
    assert list(uploads.iterdir()) == []

    _send(client, [pile[0], pile[2]])
    told = _ended(client)
    assert (told["read"], told["already_there"]) == (0, 1)

    _send(client, [("pile/a.txt", RAID.replace(b"3 May", b"4 May"))])
    assert _ended(client)["read_anew"] == 1
    with Reader.open(client.app.state.room.case) as reader:
        (row,) = (row for row in reader.documents() if row.source == "pile/a.txt")
        assert [(one.location, one.version) for one in reader.sources(row.key)] == [
            ("upload:pile/a.txt", 2),
            ("upload:pile/a.txt", 1),
        ]


def test_a_casebook_that_is_written_to_is_told_and_nothing_is_left(client, uploads, monkeypatch):
    monkeypatch.setattr(bringing, "WAIT", 0.0)
    with Writer.open(client.app.state.room.case):
        _send(client, [("a.txt", RAID)])
        told = _ended(client)
    assert (told["state"], "Somebody else is writing" in told["why"]) == ("failed", True)
    assert list(uploads.iterdir()) == []


def test_one_upload_at_a_time_and_it_can_be_stopped(client, uploads):
    _send(client, [(f"{n}.txt", RAID + str(n).encode()) for n in range(30)])
    assert _send(client, [("a.txt", RAID)], token=_token_of_stop(client)).status_code == 409
    for _ in range(2):
        client.post("/bring-in/stop", data={"token": _token_of_stop(client)}, follow_redirects=False)
    assert _ended(client)["state"] == "stopped"
    assert list(uploads.iterdir()) == []


def _token_of_stop(client: TestClient) -> str:
    return re.search(r'name="token" value="([^"]+)"', client.get("/bring-in").text)[1]  # type: ignore[index]


@pytest.mark.parametrize(
    ("limits", "status", "words"),
    [
        ({"bytes": 2_000}, 413, "Too much at a time"),
        ({"files": 1}, 413, "Too many: at most 1 files"),
    ],
)
def test_too_much_is_refused_in_words_and_leaves_nothing(client, uploads, monkeypatch, limits, status, words):
    _limits(monkeypatch, **limits)
    answer = _send(client, [("a.txt", b"x" * 3_000), ("b.txt", b"y")])
    assert (answer.status_code, words in answer.text) == (status, True)
    assert list(uploads.iterdir()) == []


def test_a_body_whose_length_is_not_told_is_cut_off_all_the_same(client, uploads, monkeypatch):
    _limits(monkeypatch, bytes=2_000)
    client.get("/bring-in")

    def body() -> Iterator[bytes]:
        for _ in range(10):
            yield b"x" * 1_000

    headers = {"Content-Type": "multipart/form-data; boundary=q"}
    assert client.post("/bring-in", content=body(), headers=headers).status_code in {400, 413}
    assert list(uploads.iterdir()) == []


def test_what_comes_too_slowly_is_cut_off(client, uploads, monkeypatch):
    _limits(monkeypatch, grace=-1.0, rate=10**12)
    answer = _send(client, [("a.txt", RAID)])
    assert (answer.status_code, "too slowly" in answer.text) == (408, True)
    assert list(uploads.iterdir()) == []


def test_one_file_that_is_too_large_costs_itself(client, monkeypatch):
    _limits(monkeypatch, file_bytes=100)
    _send(client, [("large.txt", b"x" * 200), ("a.txt", RAID)])
    told = _ended(client)
    assert told["read"] == 1
    assert [(one["source"], one["reason"]) for one in told["refused"]] == [
        ("large.txt", "larger than 100 bytes")
    ]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("..\\..\\x.txt", "x.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("a\0b\n.txt", "a\ufffdb\ufffd.txt"),
        ("..", None),
        ("x" * 300, None),
        ("a/" * 40 + "b", None),
    ],
)
def test_a_name_stays_within_its_folder(name, safe):
    assert safe_name(name) == safe


@pytest.mark.parametrize(("name", "safe"), [("C:/x.txt", "C\ufffd/x.txt"), ("a.txt:b", "a.txt\ufffdb")])
def test_on_windows_a_name_leads_to_no_other_drive(name, safe, monkeypatch):
    monkeypatch.setattr("whosays.views.web.uploads.os", SimpleNamespace(name="nt", fsencode=os.fsencode))
    assert safe_name(name) == safe


def test_what_the_page_allows_the_guard_lets_in(client):
    told = client.get("/bring-in.json").json()
    assert told["bytes"] == guard.House().upload_bytes
    assert told["file_bytes"] <= told["bytes"]


def test_the_name_of_a_refused_file_is_not_told_without_end(client):
    _send(client, [("x/" * 1_500, RAID)])
    (refused,) = _ended(client)["refused"]
    assert len(refused["source"]) < 1_100


KILLED = """
import os, signal, sys, tempfile
from whosays.views.web.passing import PassingFolder
tempfile.tempdir = sys.argv[1]
(PassingFolder().files / "a.txt").write_text("secret")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="nobody is killed so elsewhere")
def test_what_a_killed_server_left_is_taken_away_at_the_next_start(room, uploads):
    subprocess.run([sys.executable, "-c", KILLED, str(uploads)], check=False)
    assert [*uploads.rglob("a.txt")]
    another = PassingFolder()
    (uploads / "whosays-upload-link").symlink_to(uploads.parent)
    room(OLD)
    assert not [*uploads.rglob("a.txt")]
    assert another.files.is_dir()
    assert (uploads / "whosays-upload-link").is_symlink()
    another.clear()


def test_no_file_is_taken_without_the_token_of_the_form(client, uploads):
    client.get("/bring-in")
    assert _send(client, [("a.txt", RAID)], token="forged").status_code == 403
    client.cookies.clear()
    assert _send(client, [("a.txt", RAID)], token="forged").status_code == 403
    assert list(uploads.iterdir()) == []


def test_only_those_who_may_decide_bring_in(client, monkeypatch):
    monkeypatch.setattr(guard, "Visitor", lambda **_: Visitor(name="reader", may_decide=False))
    assert client.get("/bring-in").status_code == 403
    assert client.get("/bring-in.json").status_code == 403
    assert client.post("/bring-in").status_code == 403
    assert client.post("/bring-in/stop").status_code == 403


def test_a_form_without_files_is_answered_in_words(client):
    answer = _send(client, [("", b"")])
    assert answer.status_code == 400
    assert client.post("/bring-in", content=b"x").status_code == 400

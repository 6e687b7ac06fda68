from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from whosays.plugins import Raw, Refusal
from whosays.read.walk import walk
from whosays.records import Given


def sources(*paths: str | Path) -> list[str]:
    return [each.source for each in walk(paths) if isinstance(each, Raw)]


def refusals(*paths: str | Path) -> dict[str, tuple[str, str]]:
    return {each.source: (each.kind, each.reason) for each in walk(paths) if isinstance(each, Refusal)}


def test_folders_are_walked_in_the_order_of_the_bytes_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "Z.txt", "a.txt", "é.txt", "a/inner.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [Path(source).name for source in sources(tmp_path)] == [
        "Z.txt",
        "inner.txt",
        "a.txt",
        "b.txt",
        "é.txt",
    ]


def test_the_source_is_the_path_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert sources("./pile/") == ["./pile/a.txt"]


def test_paths_keep_the_order_in_which_they_are_given(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text("x")
    assert sources(tmp_path / "b.txt", tmp_path / "a.txt") == [
        str(tmp_path / "b.txt"),
        str(tmp_path / "a.txt"),
    ]


def test_a_missing_path_is_refused_by_name(tmp_path: Path) -> None:
    missing = str(tmp_path / "nothing.txt")
    assert refusals(missing) == {missing: ("refused", "there is no such file")}


@pytest.mark.parametrize("name", ["--case", "-rf.txt", "a" * 251 + ".txt", "two\nlines.txt", "tab\t.txt"])
def test_a_strange_name_is_a_name_like_any_other(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    (found,) = walk([tmp_path])
    assert isinstance(found, Raw)
    assert found.path == tmp_path / name
    assert found.read(10) == b"x"
    assert found.source.isprintable()


def test_a_name_that_is_not_utf8_is_shown_with_its_bytes(tmp_path: Path) -> None:
    os.close(os.open(os.fsencode(tmp_path) + b"/caf\xe9.txt", os.O_CREAT | os.O_WRONLY))
    (found,) = walk([tmp_path])
    assert isinstance(found, Raw)
    assert found.source.endswith("caf\\xe9.txt")
    assert found.path is not None
    assert found.path.exists()


def test_a_name_cannot_turn_the_line_it_is_shown_in(tmp_path: Path) -> None:
    (tmp_path / "a\u202etxt.exe.txt").write_text("x")
    assert sources(tmp_path) == [str(tmp_path / "a\\u202etxt.exe.txt")]


@pytest.mark.parametrize("kind", ["fifo", "socket"])
def test_what_is_no_file_is_refused_and_never_opened(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "thing.txt"
    if kind == "fifo":
        os.mkfifo(path)
        reason = "a named pipe (FIFO), not a file"
    else:
        short = os.path.relpath(path)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(short if len(short) < 100 else str(path))
        reason = "a socket, not a file"
    assert refusals(tmp_path) == {str(path): ("refused", reason)}


def test_a_device_is_refused() -> None:
    assert refusals("/dev/null") == {"/dev/null": ("refused", "a device, not a file")}


def test_a_link_to_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("gone.txt")
    reason = "a symbolic link to something that is not there"
    assert refusals(tmp_path) == {str(tmp_path / "a.txt"): ("refused", reason)}


def test_links_that_lead_to_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    found = refusals(tmp_path)
    assert len(found) == 2
    assert all(reason.startswith("a symbolic link that cannot be followed") for _, reason in found.values())


def test_a_link_to_a_folder_above_ends_there(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "loop").symlink_to("..")
    (tmp_path / "inner" / "z.txt").write_text("x")
    assert sources(tmp_path) == [str(tmp_path / "inner" / "z.txt")]
    kind, reason = refusals(tmp_path)[str(tmp_path / "inner" / "loop")]
    assert (kind, "leads back" in reason) == ("refused", True)


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text("x")
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "link").symlink_to(tmp_path / "elsewhere")
    assert sources(tmp_path / "pile") == [str(tmp_path / "pile" / "link" / "a.txt")]


def test_a_file_under_two_names_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert sources(tmp_path, tmp_path / "a.txt") == [str(tmp_path / "a.txt")]
    assert refusals(tmp_path)[str(tmp_path / "b.txt")][0] == "skipped"


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # the superuser may read everything
    assert refusals(tmp_path) == {str(tmp_path / "a.txt"): ("refused", "no permission to read it")}


def test_a_folder_that_may_not_be_listed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", denied)
    reason = "a folder that cannot be listed: no permission to read it"
    assert refusals(tmp_path) == {str(tmp_path): ("refused", reason)}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (".DS_Store", "hidden"),
        ("Thumbs.db", "hidden"),
        ("photo.JPG", "not a report: image"),
        ("style.css", "not a report: style sheet"),
        ("case.sqlite", "not a report: database"),
        ("data.json", "not a report: JSON without a document beside it"),
    ],
)
def test_what_is_no_report_is_skipped_with_the_reason(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / name).write_text("x")
    assert refusals(tmp_path) == {str(tmp_path / name): ("skipped", reason)}


def test_hidden_folders_are_not_entered(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text("x")
    assert refusals(tmp_path) == {str(tmp_path / ".git"): ("skipped", "hidden")}


def test_a_hidden_file_that_is_given_by_name_is_read(tmp_path: Path) -> None:
    (tmp_path / ".notes.txt").write_text("x")
    assert sources(tmp_path / ".notes.txt") == [str(tmp_path / ".notes.txt")]


def test_a_sidecar_goes_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.json").write_text('{"publisher": "Harbour Post"}')
    found = {each.source: each for each in walk([tmp_path])}
    document = found[str(tmp_path / "a.txt")]
    beside = found[str(tmp_path / "a.json")]
    assert isinstance(document, Raw)
    assert isinstance(beside, Refusal)
    assert document.given == Given(publisher="Harbour Post")
    assert beside.kind == "skipped"


def test_a_sidecar_is_found_for_a_file_given_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt.json").write_text('{"title": "T"}')
    (found,) = walk([tmp_path / "a.txt"])
    assert isinstance(found, Raw)
    assert found.given == Given(title="T")


def test_a_sidecar_that_is_a_pipe_refuses_the_document_without_waiting(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    os.mkfifo(tmp_path / "a.json")
    assert "its sidecar a.json cannot be read" in refusals(tmp_path)[str(tmp_path / "a.txt")][1]


def test_folders_may_be_nested_deeper_than_python_recurses(tmp_path: Path) -> None:
    top = os.open(tmp_path, os.O_RDONLY)
    here = top
    for _ in range(1200):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        if here != top:
            os.close(here)
        here = below
    os.close(os.open("a.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    os.close(top)
    (found,) = sources(tmp_path)
    Path(found).unlink()
    os.removedirs(Path(found).parent)  # pytest's own tidying recurses

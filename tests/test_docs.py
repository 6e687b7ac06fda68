"""What the documents promise is there."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from whosays.views.web.app import create_app
from whosays.views.web.pages import PAGES

ROOT = Path(__file__).parent.parent


def test_the_command_reference_is_the_program_s_own_help(tmp_path):
    # In a process of its own: help is wrapped for the terminal that asks.
    code = (
        "import sys; sys.path.insert(0, 'scripts'); "
        "import cli_reference; print(cli_reference.reference(), end='')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == (ROOT / "docs" / "cli.md").read_text(), "run scripts/cli_reference.py"


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/*.md")), ids=str)
def test_every_relative_link_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("folder", sorted(p.name for p in (ROOT / "src/whosays").iterdir() if p.is_dir()))
def test_every_folder_stands_on_the_map(folder):
    if folder != "__pycache__":
        assert f"`{folder}/`" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_reader_of_ours_stands_in_the_table_of_formats():
    page = (ROOT / "docs/read.md").read_text(encoding="utf-8").lower()
    for entry in entry_points(group="whosays.readers"):
        if entry.module.startswith("whosays."):
            name = {"archive": "zip", "mail": "eml", "plain": "plain text"}.get(entry.name, entry.name)
            assert name in page


# ── the reading room ──────────────────────────────────────────────────────────────────────────────

ROOM = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8")
WEB = ROOT / "src/whosays/views/web"


@pytest.mark.parametrize("path", [page.path for page in PAGES if page.template])
def test_every_page_of_the_reading_room_stands_in_its_document(path):
    assert f"`{path.replace('{id}', 'ID')}`" in ROOM


def test_every_key_of_the_reading_room_stands_in_its_document():
    script = (WEB / "static/keys.js").read_text(encoding="utf-8")
    keys = re.findall(r'^ +\["(.)", "([^"]+)", ', script, re.M)
    pages = re.findall(r'^ +(\w): \["/[^"]*", "([^"]+)"\],$', script, re.M)
    assert len(keys) > 10
    assert len(pages) > 5
    told = ROOM[ROOM.index("## Keys") : ROOM.index("## Deciding")]
    for key, words in keys:
        assert f"`{key}`" in told
        assert words.removesuffix(" (or Enter)") in told
    for key, words in pages:
        assert f"`{key}` {words}" in told


@pytest.mark.parametrize("file", sorted(p.name for p in (WEB / "static").glob("*.[cj]s*")))
def test_every_style_and_script_is_loaded_by_a_template(file):
    assert any(f"asset('{file}')" in p.read_text(encoding="utf-8") for p in (WEB / "templates").iterdir())


SERVED = re.findall(r"```\n\$ curl -s 'http://127.0.0.1:8040(/[^']+)'\n(.*?)```", ROOM, re.S)


@pytest.mark.parametrize(("address", "answer"), SERVED, ids=[address for address, _ in SERVED])
def test_what_programs_are_told_is_real(demo, address, answer):
    folder, _ = demo
    with TestClient(create_app(str(folder / "demo/sarn.db")), base_url="http://127.0.0.1") as client:
        assert client.get(address).text.splitlines() == answer.splitlines()


def test_programs_are_told_of_json_and_csv():
    assert {address.partition("?")[0].rpartition(".")[2] for address, _ in SERVED} == {"json", "csv"}


def test_the_last_words_of_the_demo_name_a_command_that_works(demo):
    folder, _ = demo
    code = "import sys; sys.path.insert(0, 'scripts'); import demo; demo.farewell()"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    (command,) = re.findall(r"^  (\S*whosays serve .*)$", said.stdout, re.M)
    program, *arguments = shlex.split(command)
    assert (ROOT / program).resolve() == Path(sys.executable).parent.resolve() / "whosays"
    assert arguments == ["serve", "demo/sarn.db", "--open"]
    with subprocess.Popen(
        [ROOT / program, *arguments[:-1], "--port", "0"], cwd=folder, stdout=subprocess.PIPE, text=True
    ) as served:
        try:
            assert served.stdout is not None
            assert re.match(r"The casebook: http://127\.0\.0\.1:\d+/$", served.stdout.readline())
        finally:
            served.terminate()


# ── the README shows what really comes out ────────────────────────────────────────────────────────

SHOWN = re.findall(
    r"```\n\$ whosays ([^\n]+)\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A folder in which the samples have been read as `make demo` reads them."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "samples").symlink_to(ROOT / "samples")
    (folder / "demo").mkdir()
    return folder, _whosays(folder, "read", "samples", "--case", "demo/sarn.db")


def _whosays(folder: Path, *arguments: str) -> str:
    program = Path(sys.executable).parent / "whosays"
    return subprocess.run(
        [program, *arguments], cwd=folder, capture_output=True, text=True, timeout=120
    ).stdout


@pytest.mark.parametrize(("command", "lines"), SHOWN, ids=[command for command, _ in SHOWN])
def test_the_readme_shows_real_output(demo, command, lines):
    folder, read = demo
    arguments = shlex.split(command)
    out = read if arguments[0] == "read" else _whosays(folder, *arguments)
    # How long it took is another matter each time.
    real = [re.sub(r" in [0-9.]+ s$", "", line.rstrip()) for line in out.splitlines()]
    for line in lines.splitlines():
        assert re.sub(r" in [0-9.]+ s$", "", line.rstrip()) in ("…", *real)


def test_the_readme_shows_the_commands_that_matter():
    assert {command.split()[0] for command, _ in SHOWN} >= {"read", "timeline", "show", "check"}

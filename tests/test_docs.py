"""What the documents promise is there."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

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

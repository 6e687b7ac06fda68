"""What a newcomer types first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from whosays.cli import COMMANDS

PROGRAM = Path(sys.executable).parent / "whosays"


def whosays(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, *arguments], capture_output=True, text=True, env={**os.environ, **environment}, timeout=60
    )


def test_help_names_every_command_with_examples_and_exit_codes():
    done = whosays("--help")
    assert done.returncode == 0
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout
    assert "Examples:" in done.stdout
    assert "Exit codes:" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name):
    done = whosays(name, "--help")
    assert done.returncode == 0
    assert f"whosays {name}" in done.stdout.split("Examples:")[1]


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from whosays.cli import cli; "
        "cli.main(['--help'], standalone_mode=False); "
        "heavy = ('sqlalchemy', 'trafilatura', 'lxml', 'numpy', 'yaml'); "
        "print([m for m in heavy if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_an_unknown_command_is_answered_with_the_one_that_may_be_meant():
    done = whosays("timelin", "case.db")
    assert done.returncode == 2
    assert "timeline" in done.stderr


def test_a_casebook_that_is_not_there_is_named_with_what_to_do(tmp_path):
    done = whosays("timeline", str(tmp_path / "no.db"))
    assert done.returncode == 2
    assert "no.db" in done.stderr
    assert "whosays read" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_call_the_program_back(shell):
    assert "_WHOSAYS_COMPLETE" in whosays("completion", shell).stdout


def test_the_shell_is_offered_the_commands():
    done = whosays(_WHOSAYS_COMPLETE="bash_complete", COMP_WORDS="whosays time", COMP_CWORD="1")
    assert "timeline" in done.stdout


def test_an_address_is_not_fetched_without_being_told():
    done = whosays("annotate", "http://127.0.0.1:9/x.html")
    assert done.returncode == 2
    assert "--fetch" in done.stderr

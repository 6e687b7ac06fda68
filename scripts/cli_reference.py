"""Write docs/cli.md from the program's own help: `.venv/bin/python scripts/cli_reference.py`."""

from __future__ import annotations

from pathlib import Path

import click

from whosays.cli import COMMANDS, cli

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"


def reference() -> str:
    """The page: the help of `whosays` and of each command, in the order of use."""
    parts = ["# The command line\n\nWritten by `scripts/cli_reference.py`; a test compares.\n"]
    root = click.Context(cli, info_name="whosays", max_content_width=100, terminal_width=100)
    parts.append(_section("whosays", cli.get_help(root)))
    for name in COMMANDS:
        command = cli.get_command(root, name)
        assert command is not None
        context = click.Context(
            command, info_name=name, parent=root, max_content_width=100, terminal_width=100
        )
        parts.append(_section(f"whosays {name}", command.get_help(context)))
        for below, inner in sorted(getattr(command, "commands", {}).items()):
            told = click.Context(
                inner, info_name=below, parent=context, max_content_width=100, terminal_width=100
            )
            parts.append(_section(f"whosays {name} {below}", inner.get_help(told)))
    return "\n".join(parts)


def _section(title: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"## {title}\n\n```\n{lines}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")

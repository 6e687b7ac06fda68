"""`whosays completion`: the completion script of a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from whosays.cli import cli


@click.command(
    epilog="""\b
Examples:
  whosays completion bash >> ~/.bashrc
  whosays completion zsh >> ~/.zshrc
  whosays completion fish > ~/.config/fish/completions/whosays.fish"""
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of a shell."""
    completion = get_completion_class(shell)
    assert completion is not None
    click.echo(completion(cli, {}, "whosays", "_WHOSAYS_COMPLETE").source())

"""The command line: one module a command, loaded when it is called, so that `--help` answers at once."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from whosays.errors import WhosaysError

COMMANDS = {
    "read": "Read reports into a casebook.",
    "annotate": "Print what is found in reports, as JSON lines.",
    "timeline": "The chronology: what is said to have happened, and who says so.",
    "quotes": "Quotations: the words, who says them, and through whom they are known.",
    "who": "The dossier of a person, an organisation or a place.",
    "claims": "Claims, with the independent origins behind each.",
    "conflicts": "What can't all be right, side by side.",
    "cautions": "What a careful reader flags in each document.",
    "sources": "Who brings the reports, and how reliable people judged them.",
    "match": "A list of known people and bodies, held against the casebook.",
    "why": "Why two are one, or a claim has so many origins.",
    "decide": "Same, not the same, accept, reject, correct, a source's letter, a note.",
    "undo": "Withdraw a decision.",
    "decisions": "What people decided; exchange it as JSON lines.",
    "show": "A statement or document: the passage in its context, with its voice.",
    "serve": "The casebook in a browser.",
    "accounts": "Who may sign in to a casebook that is served.",
    "export": "Write the casebook as CSV, JSON or one HTML page.",
    "check": "Verify every hash, offset and link.",
    "info": "What is in a casebook.",
    "remove": "Take a document out, with all that rests on it alone.",
    "lexicon": "What is coded as an event, by which words; test words of your own.",
    "completion": "Print the completion script of a shell.",
}
"""Every command with its one line of help, in the order of use."""


class _NobodyReads(Exception):
    """The reader of our output has gone (`| head`)."""


class _Commands(click.Group):
    """A group that imports a command only when it is called or asked for its own help."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            # Under another name: click ends with 1 for it, which here means that something was not read.
            raise _NobodyReads from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"whosays.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = [name for name in COMMANDS if name.startswith(args[0][:2])]
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise click.UsageError(f"There is no command {args[0]!r}.{hint} See: whosays --help")
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from whosays import __version__

        click.echo(f"whosays {__version__}")
        ctx.exit()


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  whosays read reports/ --case case.db     read a folder; again later: only what is new
  whosays timeline case.db --from 1994     the chronology from 1994 on
  whosays who case.db "Mira Orlan"         what is said of her, and by whom
  whosays export case.db --format html -o case.html

\b
Exit codes: 0 all went well; 1 done, but something was not read or a check failed; 2 not done.
Colour: only on a terminal; never with NO_COLOR set, always with FORCE_COLOR set.
whosays never says that somebody did something: it says who says so.""",
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Print the version."
)
def cli() -> None:
    """From a pile of reports to a casebook in which every line says who says so."""


def main() -> None:
    """The `whosays` program: runs a command, turns our errors into one line and exit code 2."""
    if hasattr(sys.stdout, "reconfigure"):  # a name in any script must not end the program
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(prog_name="whosays", standalone_mode=False, color=_colour())
        sys.stdout.flush()
    except WhosaysError as error:
        _stop(str(error))
    except click.UsageError as error:
        from whosays.views.wording import harmless

        click.UsageError(harmless(error.message), error.ctx).show()
        sys.exit(2)
    except click.ClickException as error:
        _stop(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. What was read is kept; the same command carries on.", err=True)
        sys.exit(130)
    except (_NobodyReads, BrokenPipeError):
        # Nothing more to say, and not to stdout: what is still in its buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _colour() -> bool | None:
    """Whether to colour; `None`: on a terminal. An empty variable is not set (https://no-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return False if os.environ.get("TERM") == "dumb" else None


def _stop(message: str) -> NoReturn:
    from whosays.views.wording import harmless

    click.echo(f"whosays: {harmless(message)}", err=True)
    sys.exit(2)

"""`whosays accounts`: who may sign in to a casebook that is served."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from whosays.cli.options import json_option
from whosays.errors import UsageError
from whosays.views.wording import one_line

if TYPE_CHECKING:
    from whosays.views.web.accounts import Right


@click.group(
    epilog="""\b
Examples:
  whosays accounts people.json add vera --right decide
  whosays accounts people.json list
  whosays accounts people.json password vera
  whosays serve case.db --accounts people.json

\b
The file holds hashes (argon2id), not passwords, and is for its owner's eyes only. Passwords are asked for, or
read from standard input, a line each. A change counts at once, also where the casebook is being served:
whoever is removed or changed is signed out.
Exit codes: 0 done; 2 not done."""
)
@click.argument("file", type=click.Path(), metavar="FILE")
@click.pass_context
def command(ctx: click.Context, file: str) -> None:
    """Who may sign in to a casebook that is served, kept in FILE.

    What COMMAND takes: whosays accounts FILE COMMAND --help
    """
    ctx.obj = file


@command.command("add")
@click.argument("name", metavar="NAME")
@click.option(
    "--right",
    type=click.Choice(["read", "decide"]),
    default="read",
    show_default=True,
    help="read: only that; decide: also decide, and bring in documents.",
)
@click.pass_obj
def add(file: str, name: str, right: Right) -> None:
    """Let NAME in. If NAME is there, right and password are set anew."""
    from whosays.views.web.accounts import Accounts

    Accounts(file).put(name, right=right, password=_password())
    click.echo(f"{one_line(name)}: {right}")


@command.command("right")
@click.argument("name", metavar="NAME")
@click.argument("right", metavar="read|decide", type=click.Choice(["read", "decide"]))
@click.pass_obj
def right_(file: str, name: str, right: Right) -> None:
    """Change what NAME may do."""
    from whosays.views.web.accounts import Accounts

    Accounts(file).put(name, right=right)
    click.echo(f"{one_line(name)}: {right}")


@command.command("password")
@click.argument("name", metavar="NAME")
@click.pass_obj
def password_(file: str, name: str) -> None:
    """Give NAME another password."""
    from whosays.views.web.accounts import Accounts

    accounts = Accounts(file)
    if name not in accounts.all():
        raise UsageError(f"There is no account {name!r} in {file}.")
    accounts.put(name, password=_password())
    click.echo(f"{one_line(name)}: the password is changed.")


@command.command("remove")
@click.argument("name", metavar="NAME")
@click.pass_obj
def remove(file: str, name: str) -> None:
    """Let NAME in no longer."""
    from whosays.views.web.accounts import Accounts

    Accounts(file).remove(name)
    click.echo(f"{one_line(name)} is removed.")


@command.command("list")
@json_option
@click.pass_obj
def list_(file: str, as_json: bool) -> None:
    """Who may sign in, and what each may do."""
    import msgspec

    from whosays.views.web.accounts import Accounts

    there = Accounts(file).all().values()
    if as_json:
        told = [{"name": one.name, "right": one.right, "changed": one.changed} for one in there]
        click.echo(msgspec.json.encode({"accounts": told}))
        return
    for one in there:
        click.echo(f"{one_line(one.name)}  {one.right}")


def _password() -> str:
    """Asked for twice on a terminal; else a line of standard input."""
    if sys.stdin.isatty():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return asked
    line = sys.stdin.readline()
    if not line:
        raise UsageError("Give the password as a line of standard input, or on a terminal.")
    return line.rstrip("\r\n")

"""`whosays serve`: the casebook in a browser."""

from __future__ import annotations

import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

import click

from whosays.cli.decide import login_name
from whosays.cli.options import case_argument
from whosays.errors import NotFound, UsageError

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from whosays.views.web.access import Door, Tokens
    from whosays.views.web.guard import House


@click.command(
    epilog="""\b
Examples:
  whosays serve case.db --open
  whosays serve new.db --new                            begin in the browser: bring in documents there
  whosays serve case.db --token --read-only             an address to give to a reader
  whosays accounts people.json add vera --right decide
  whosays serve case.db --accounts people.json --host 192.0.2.7 --allowed-host casebook.example

\b
By default only this machine gets there, and nobody has to sign in. Encryption is a proxy's part; that, and
what is done against whom: docs/serve.md.
Exit codes: 0 ended (Ctrl-C); 2 not done."""
)
@case_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8040, show_default=True, help="0: any free.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--open", "opens", is_flag=True, help="Open it in the browser.")
@click.option("--new", is_flag=True, help="Make an empty casebook if there is none.")
@click.option(
    "--accounts", "file", type=click.Path(), metavar="FILE", help="Who may sign in. See: whosays accounts"
)
@click.option("--token", is_flag=True, help="Let in whoever has one of two addresses, which are printed.")
@click.option("--read-only", is_flag=True, help="Nobody may decide anything or bring anything in.")
@click.option(
    "--allowed-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="A name under which browsers find it, with :PORT or without; may be repeated.",
)
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="A proxy that is believed for whom it asks, and how (X-Forwarded-For, -Proto); may be repeated.",
)
def command(
    case: str,
    port: int,
    host: str,
    opens: bool,
    new: bool,
    file: str | None,
    token: bool,
    read_only: bool,
    hosts: tuple[str, ...],
    proxies: tuple[str, ...],
) -> None:
    """Read, check and correct CASE in a browser."""
    from whosays.views.web.access import Tokens
    from whosays.views.web.guard import LOOPBACK, House
    from whosays.views.web.listening import is_loopback, listen, server, shown

    tokens = Tokens.new() if token else None
    door = _door(file, tokens)
    with listen(host, port) as listener:
        local = is_loopback(listener)
        if not local and door is None:
            raise UsageError(
                f"{host} is open to other machines: say who may come in, with --accounts FILE or --token."
            )
        port = listener.getsockname()[1]
        own = shown(host.lower(), port)
        house = House(
            who=login_name(),
            hosts=frozenset(
                {own, *(f"{name}:{port}" for name in LOOPBACK), *(name.lower() for name in hosts)}
            ),
            door=door,
            read_only=read_only,
        )
        app = _app(case, house, new=new)
        doors = _doors(f"http://{own}/", tokens, read_only=read_only)
        for words, address in doors:
            click.echo(f"{words}: {address}")
        click.echo("Ctrl-C ends it.")
        sys.stdout.flush()
        if not local and not proxies:
            click.echo("Nothing is encrypted: put a proxy with TLS before it (docs/serve.md).", err=True)
        if opens:
            # Beside: a browser may run until it is closed. Whoever comes before us waits at the socket.
            threading.Thread(target=webbrowser.open, args=(doors[-1][1],), daemon=True).start()
        try:
            server(app, proxies=proxies).run(sockets=[listener])
        except KeyboardInterrupt:  # how one ends it
            click.echo()


def _doors(address: str, tokens: Tokens | None, *, read_only: bool) -> list[tuple[str, str]]:
    """What is printed: the addresses, each with what it is good for; the one that allows most is the last."""
    if tokens is None:
        return [("The casebook", address)]
    keys = [("To read", tokens.read)] + ([] if read_only else [("To read and decide", tokens.decide)])
    return [(words, f"{address}enter?token={key}") for words, key in keys]


def _door(file: str | None, tokens: Tokens | None) -> Door | None:
    from whosays.views.web.access import Door
    from whosays.views.web.accounts import Accounts

    if file is not None and tokens is not None:
        raise UsageError("Give --accounts or --token, not both.")
    if file is None:
        return Door(tokens=tokens) if tokens else None
    accounts = Accounts(file)
    accounts.require_private()
    return Door(accounts=accounts)


def _app(case: str, house: House, *, new: bool) -> Starlette:
    from whosays.casebook import Writer
    from whosays.views.web.app import create_app

    try:
        return create_app(case, house)
    except NotFound:
        if not new:
            raise NotFound(
                f"There is no casebook at {case}. To begin one in the browser: whosays serve {case} --new"
            ) from None
    Writer.open(case).close()
    return create_app(case, house)

"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from whosays.errors import UsageError
from whosays.plugins import LexiconFile, Limits

MOST = 10**9
"""Of anything that is counted or left out."""
F = TypeVar("F", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text for people.")
workers_option = click.option(
    "--workers", type=click.IntRange(1, 512), metavar="N", help="Processes that read. [default: all cores]"
)
case_argument = click.argument("case", type=click.Path(), metavar="CASE")


def read_bounded(path: str, most: int) -> bytes:
    """The bytes of a file that a person names; `UsageError` where it is not read or has more than `most`."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise UsageError(f"{path or 'A file without a name'} cannot be read: {error.strerror}.") from error
    if len(data) > most:
        raise UsageError(f"{path} is larger than {most >> 20} MiB.")
    return data


def not_the_casebook(case: str, path: str) -> None:
    """`UsageError` where what is to be written would lie over the casebook."""
    if Path(path).exists() and Path(case).exists() and Path(path).samefile(case):
        raise UsageError(f"{path} is the casebook itself: give another file.")


def _limits(ctx: click.Context, param: click.Parameter, settings: tuple[str, ...]) -> Limits:
    given: dict[str, str] = {}
    names = Limits.__struct_fields__
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or name not in names:
            raise click.BadParameter(f"{setting!r}: give NAME=NUMBER, NAME one of {', '.join(names)}.")
        given[name] = value
    try:
        return msgspec.convert(given, Limits, strict=False)
    except msgspec.ValidationError as error:
        raise click.BadParameter(f"{error}. Give whole numbers (bytes, or counts).") from error


def _lexicon(ctx: click.Context, param: click.Parameter, paths: tuple[str, ...]) -> tuple[LexiconFile, ...]:
    if not paths:
        return ()
    from whosays.annotate.statements import own  # most commands need no lexicon

    return own.load(paths)


lexicon_option = click.option(
    "--lexicon",
    multiple=True,
    type=click.Path(),
    callback=_lexicon,
    metavar="FILE",
    help="Event words of your own, laid over those of whosays; may be repeated. See: whosays lexicon test",
)


def reading_options(function: F) -> F:
    """What decides which documents can be read at all."""
    for option in (
        click.option(
            "--limit",
            "limits",
            multiple=True,
            callback=_limits,
            metavar="NAME=NUMBER",
            help="Change what one document may cost: "
            + ", ".join(f"{name} ({default:.0f})" for name, default in _defaults()),
        ),
        click.option(
            "--allow-private", is_flag=True, help="With --fetch: also addresses of this machine and network."
        ),
        click.option("--fetch", is_flag=True, help="Take http(s) addresses among PATHs from the network."),
        lexicon_option,
        workers_option,
    ):
        function = option(function)
    return function


def _defaults() -> list[tuple[str, float]]:
    limits = Limits()
    return [(name, getattr(limits, name)) for name in Limits.__struct_fields__]

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
LONGEST_WAIT = 86_400
"""Seconds: a day."""
F = TypeVar("F", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text for people.")
workers_option = click.option(
    "--workers", type=click.IntRange(1, 512), metavar="N", help="Processes that read. [default: all cores]"
)
case_argument = click.argument("case", type=click.Path(), metavar="CASE")


def _seconds(ctx: click.Context, param: click.Parameter, given: float) -> float:
    if not 0 <= given <= LONGEST_WAIT:  # "nan" is not, either
        raise click.BadParameter(f"give a number of seconds from 0 to {LONGEST_WAIT}.")
    return given


wait_option = click.option(
    "--wait",
    type=float,
    default=0,
    callback=_seconds,
    metavar="SECONDS",
    help="How long to wait where another process writes to the casebook. [default: not at all]",
)


def paged(limit: int) -> Callable[[F], F]:
    """How much of a long answer is given, to people and as JSON."""

    def with_options(function: F) -> F:
        for option in (
            click.option("--all", "everything", is_flag=True, help="No limit."),
            click.option(
                "--offset", type=click.IntRange(0, MOST), default=0, help="Leave out so many first."
            ),
            click.option(
                "--limit",
                type=click.IntRange(1, MOST),
                default=limit,
                show_default=True,
                help="At most so many.",
            ),
        ):
            function = option(function)
        return function

    return with_options


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

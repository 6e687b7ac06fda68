"""`whosays read`: reports into a casebook."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from whosays.cli.lines import counted
from whosays.cli.options import json_option, reading_options, wait_option
from whosays.cli.pile import pile
from whosays.cli.progress import Progress
from whosays.plugins import LexiconFile, Limits, Raw, Refusal
from whosays.views.wording import one_line

if TYPE_CHECKING:
    from whosays.engines.steps import Step, Tally

LISTED = 100
"""Refusals named in the closing table."""


@click.command(
    epilog="""\b
Examples:
  whosays read reports/ --case case.db
  whosays read scan.pdf letters.zip mail.mbox --case case.db --workers 4
  whosays read https://example.org/report --fetch --case case.db
  whosays read huge.zip --case case.db --limit members=100000
  whosays read reports/ --case case.db --lexicon pollution.yaml

\b
What was read stays read: interrupt it when you like, the same command carries on. A file NAME.json beside
NAME.txt gives its title, publisher, byline, published (date) and url.
A document that was read with other --lexicon files is read again: give the same ones each time.
Exit codes: 0 everything was read; 1 something was refused (it is listed); 2 nothing could be done."""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@click.option("--case", required=True, type=click.Path(), help="The casebook; made if it is not there.")
@reading_options
@wait_option
@click.option("--quiet", is_flag=True, help="No progress, no table; refusals still go to standard error.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    case: str,
    workers: int | None,
    lexicon: tuple[LexiconFile, ...],
    fetch: bool,
    allow_private: bool,
    limits: Limits,
    wait: float,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read reports (files, folders, archives, addresses) into a casebook."""
    raws = pile(paths, fetch=fetch, allow_private=allow_private, limits=limits)
    progress = Progress(hidden=quiet or as_json)
    if progress.shown:
        progress.expect(sum(1 for _ in pile(paths)) if not fetch else len(paths))
    began = time.monotonic()
    tally = _read(progress.counting(_others(raws, case)), case, workers, limits, lexicon, wait, progress)
    tally.seconds = round(time.monotonic() - began, 3)
    progress.end()
    if as_json:
        click.echo(msgspec.json.encode(tally))
    elif not quiet:
        _print_table(tally, case)
    if quiet:
        for refusal in tally.refused:
            click.echo(f"{one_line(refusal.source)}: {one_line(refusal.reason)}", err=True)
    ctx.exit(1 if tally.refused else 0)


_BESIDE = frozenset({"", "-wal", "-shm", "-journal", ".lock", ".writer"})
"""What follows the name of the casebook in the names of its own files."""


def _others(raws: Iterable[Raw | Refusal], case: str) -> Iterator[Raw | Refusal]:
    """All but the casebook's own files, which may lie in the pile."""
    own = Path(os.path.realpath(case))
    for raw in raws:
        if isinstance(raw, Raw) and raw.path is not None and raw.path.name.startswith(own.name):
            path = os.path.realpath(raw.path)
            if path.startswith(str(own)) and path.removeprefix(str(own)) in _BESIDE:
                yield Refusal(raw.source, "the casebook itself", "skipped")
                continue
        yield raw


def _read(
    raws: Iterator[Raw | Refusal],
    case: str,
    workers: int | None,
    limits: Limits,
    lexicon: tuple[LexiconFile, ...],
    wait: float,
    progress: Progress,
) -> Tally:
    # Heavy parts are imported here so that `whosays --help` and usage errors stay quick.
    from whosays.engines.taking_in import take_in

    def say(message: str) -> None:
        click.echo(message, err=True)

    def told(step: Step, source: str) -> None:
        if step in {"new", "changed", "same"}:
            progress.kept()

    return take_in(
        raws, case, workers=workers, limits=limits, lexicon=lexicon, wait=wait, on_wait=say, told=told
    )


def _print_table(tally: Tally, case: str) -> None:
    rows = [
        ("read", tally.new, ""),
        ("read anew", tally.changed, "the file, the lexicon or whosays has changed since"),
        ("already there", tally.same, ""),
        ("skipped", len(tally.skipped), _reasons(tally.skipped)),
        ("refused", len(tally.refused), ""),
    ]
    click.echo(f"{one_line(case)}: {counted(tally.documents, 'document')} in {tally.seconds:.1f} s")
    for name, number, note in rows:
        if number:
            click.echo(f"  {name:<14}{number:>7,}  {note}".rstrip())
    for refusal in tally.refused[:LISTED]:
        click.echo(f"    {one_line(refusal.source)}")
        click.echo(click.style(f"        {one_line(refusal.reason)}", fg="red"))
    if len(tally.refused) > LISTED:
        click.echo(f"    … {len(tally.refused) - LISTED:,} more: whosays info {one_line(case)}")


def _reasons(refusals: Iterable[Refusal]) -> str:
    counts = Counter(refusal.reason for refusal in refusals)
    return "; ".join(f"{number} × {one_line(reason)}" for reason, number in sorted(counts.items()))
